"""
Under which forms a word of a text is looked up among the names: with its clitics taken off, one by one.

- the word itself comes first, then the forms that cost fewer letters
- و and ف (and), then ب, ك and ل (in, as, for); «للأمم» is ل + الأمم, «للبنان» is ل + لبنان
- names keep their article: «الأسد» is a name, «أسد» is a lion
- names written together or apart are one: عبد الفتاح / عبدالفتاح, نصر الله / نصرالله, أبو مازن / أبومازن

>>> [form for form in clitic_forms("وللامم")]
['وللامم', 'للامم', 'لامم', 'الامم']
"""

from __future__ import annotations

from collections.abc import Iterator

from index.analysis.normalizer import normalize
from index.analysis.tokenizer import tokenize

ARTICLE = "ال"
_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بكل"
# What is left of a word must still be one.
_SHORTEST = 2

# First and second parts of names that are written with and without a blank between them.
_FIRST_PARTS = frozenset({"عبد", "ابو", "ام", "ابن", "بن", "سيف", "ضياء", "نصر", "فتح", "عطا", "جار", "حزب", "خير"})
_SECOND_PARTS = frozenset({"الله", "الدين", "الاسلام", "اوغلو", "مون", "بور", "لاند", "ستان", "فاسو", "ديفوار"})


def words_of(text: str) -> tuple[str, ...]:
    """The words of ``text`` as the word layer spells them; `analyze` without the cost of stems and roots."""
    words = (normalize(span.text) for span in tokenize(text))
    return tuple(word for word in words if word)


def clitic_forms(word: str) -> Iterator[str]:
    """Yield ``word`` and what it may be without clitics, the longest first; nothing for ""."""
    if not word:
        return
    yield word
    stripped = [word]
    if word[0] in _CONJUNCTIONS and len(word) > _SHORTEST:
        stripped.append(word[1:])
        yield word[1:]
    for form in stripped:
        if form[0] in _PREPOSITIONS and len(form) > _SHORTEST:
            yield form[1:]
            if form.startswith("لل"):
                yield ARTICLE + form[2:]


def initial_forms(word: str) -> Iterator[str]:
    """Yield the first letter of an acronym written apart, behind a clitic: «وأ ف ب»."""
    if len(word) == _SHORTEST and word[0] in _CONJUNCTIONS + _PREPOSITIONS:
        yield word[1:]


def spellings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield ``words`` and its spellings with name parts joined or parted.

    >>> list(spellings(("عبد", "الفتاح", "السيسي")))
    [('عبد', 'الفتاح', 'السيسي'), ('عبدالفتاح', 'السيسي')]
    """
    yield words
    joined = _joined(words) if any(len(word) > 1 for word in words) else ("".join(words),)
    if joined != words:
        yield joined
    parted = _parted(words)
    if parted != words:
        yield parted


def initials(text: str) -> tuple[str, ...]:
    """The letters of an acronym one by one, for where a paper writes them apart: «أ.ف.ب» as «أ ف ب».

    Empty for anything else.
    """
    if "." not in text:
        return ()
    words = words_of(text.replace(".", " "))
    return words if len(words) > 1 and all(len(word) == 1 for word in words) else ()


def _joined(words: tuple[str, ...]) -> tuple[str, ...]:
    parts: list[str] = []
    for i, word in enumerate(words):
        if parts and i and (words[i - 1] in _FIRST_PARTS - {"بن", "ابن", "ام"} or word in _SECOND_PARTS):
            parts[-1] += word
        else:
            parts.append(word)
    return tuple(parts)


def _parted(words: tuple[str, ...]) -> tuple[str, ...]:
    parts: list[str] = []
    for word in words:
        if word.startswith("عبدال") and len(word) > 6:
            parts += ["عبد", word[3:]]
        elif word.endswith("الله") and len(word) > 6:
            parts += [word[:-4], "الله"]
        elif word.endswith("الدين") and len(word) > 7:
            parts += [word[:-5], "الدين"]
        elif word.startswith("ابو") and len(word) > 5:
            parts += ["ابو", word[3:]]
        else:
            parts.append(word)
    return tuple(parts)


# The endings a nisba adjective takes: السوري, السورية, السوريان, السوريين, السوريون, السوريات …
_ENDINGS = ("", "ه", "ان", "ين", "ون", "ات", "تان", "تين", "ا")
# Plurals that are not formed by an ending.
_BROKEN_PLURALS = {
    "روسي": "روس", "تركي": "اتراك", "امريكي": "امريكان", "الماني": "المان", "مغربي": "مغاربه", "هندي": "هنود",
    "انجليزي": "انجليز", "فرنسي": "فرنسيس", "افغاني": "افغان", "صربي": "صرب", "اسباني": "اسبان", "ارمني": "ارمن",
}  # fmt: skip


def adjective_forms(words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield every form of an adjective given in the masculine singular without article, and whether it has one.

    All words take the article and the ending together (الكورية الجنوبية); a word that does not end in ي stays
    without an ending and may go without the article (الجنوب أفريقية, جنوب الأفريقية).
    """
    for ending in _ENDINGS:
        inflected = tuple(word + ending if word.endswith("ي") else word for word in words)
        yield inflected, False
        yield tuple(ARTICLE + word for word in inflected), True
        if len(words) > 1:
            yield (ARTICLE + inflected[0], *inflected[1:]), True
            yield (inflected[0], *(ARTICLE + word for word in inflected[1:])), True
    if len(words) == 1 and words[0] in _BROKEN_PLURALS:
        yield (_BROKEN_PLURALS[words[0]],), False
        yield (ARTICLE + _BROKEN_PLURALS[words[0]],), True
