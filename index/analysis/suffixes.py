"""
Which ending of a word is a suffix: pronouns, plurals, duals, the feminine, the indefinite accusative, verbal endings.

Each suffix has a rule that looks for the kin that a word with that ending must have:

- a plural or dual has its other case (مسؤولين, مسؤولون) and takes the article; بوتين has no «بوتون»
- a pronoun stands after what takes other pronouns too (دعمهم, دعمها), never after the article
- the indefinite ending stands after a noun (رئيسا, الرئيس), the verbal ones after what conjugates (قالت, قالوا)
- what takes the article (الدنيا, العربي) ends in a letter of its own

>>> cut_suffix("مسئولين", article=False), cut_suffix("بوتين", article=False)
(('مسئول', 'ين'), None)
"""

from __future__ import annotations

from collections.abc import Callable

from index.analysis.lexicon import count
from index.analysis.names import is_name, is_only_name
from index.analysis.stopwords import is_stopword
from index.analysis.whole_words import is_whole

MIN_STEM = 3


def total(word: str) -> int:
    """How often ``word`` was seen, with and without the article."""
    return count(word) + count("ال" + word)


def takes_article(word: str) -> bool:
    """True for a noun or adjective; names from other languages and verbs stand without the article."""
    return count("ال" + word) + count("لل" + word) > 0.01 * count(word)


def _takes_pronoun(base: str, other_than: str) -> bool:
    return any(count(base + pronoun) for pronoun in ("ه", "ها", "هم") if base + pronoun != other_than)


def _is_verb(base: str) -> bool:
    """True if ``base`` conjugates: أعلنوا, يعلن."""
    return bool(count(base + "وا") or count("ي" + base) or (base[0] == "ا" and count("ي" + base[1:])))


def _restore(base: str) -> str:
    """The feminine ending that is ت before a pronoun is ه at the end: حكومت(هم) → حكومه; لقائ(هم) → لقاء."""
    if base.endswith("ت") and total(base[:-1] + "ه") > total(base):
        return base[:-1] + "ه"
    return _last_hamza(base)


def _last_hamza(base: str) -> str:
    """The hamza that has a seat before an ending stands alone without one: لقائ(ات) → لقاء."""
    if base.endswith("ئ") and total(base[:-1] + "ء") > total(base):
        return base[:-1] + "ء"
    return base


def _known(base: str) -> int:
    """How well ``base``, or what it is inflected from, is known."""
    seen = total(base)
    if not seen or base.endswith("ائات"):  # انتماءات is as sure as انتماء
        shorter = cut_suffix(base, False)
        seen = max(seen, total(shorter[0]) // 10) if shorter else seen
    return seen


def _pronoun(word: str, base: str, article: bool) -> str | None:
    """دعمهم → دعم, حكومتهم → حكومه; a noun with the article takes no pronoun."""
    restored = _restore(base)
    if article or len(restored) < MIN_STEM or count("ال" + word) > 0.1 * count(word):
        return None
    if restored == base and count(word) and not _takes_pronoun(base, word):
        return None  # سولانا
    return restored if _known(restored) > max(2, 0.3 * count(word)) else None


def _object(word: str, base: str, article: bool) -> str | None:
    """أخبرني → أخبر; only a verb takes it."""
    return _pronoun(word, base, article) if _is_verb(base) else None


def _is_mere_name(base: str, article: bool) -> bool:
    """True for a name that has no feminine: زيادة is not of زياد; but كاملة is of كامل, as كاملين shows."""
    if base.endswith("ي") or not is_only_name(base):
        return False
    adjective = total(base + "ين") + total(base + "ون") + count(base + "ا")
    return adjective <= 0.05 * total(base + "ه") and (article or count(base + "ها") < 0.1 * count(base + "ه"))


def _feminine(word: str, base: str, article: bool) -> str | None:
    """دوله → دول, حكومته → حكومه (the pronoun ه is written alike); not اتجاه, مياه, nor رياضه (رياض)."""
    restored = _restore(base)
    if restored != base:
        return restored
    if len(base) < MIN_STEM or total(word + "ات") or _is_mere_name(base, article):
        return None  # توجهات shows that the ه of توجه is a letter of the word
    evidence = total(base) + total(base + "ات") + count(base + "تها") + count(base + "ته")
    return base if evidence or not count(word) else None


def _feminine_plural(word: str, base: str, article: bool) -> str | None:
    """حكومات → حكوم, لغات → لغه, لقاءات → لقاء, سنوات → سنه, قنوات → قناه; not أوقات."""
    singular = total(base + "ه")
    if len(base) < MIN_STEM or (singular and _is_mere_name(base, article)):
        return base + "ه" if singular > 0.1 * total(word) else None
    if base.endswith("ائ") and len(base) > MIN_STEM:
        return _last_hamza(base)  # nothing else ends so
    if base.endswith("و") and not singular:
        for feminine in (base[:-1] + "اه", base[:-1] + "ه"):
            if 20 * total(feminine) > total(word):
                return feminine
    return base if singular + _known(base) > max(2, 0.05 * total(word)) else None


def _keeps_nun(word: str) -> bool:
    """True if pronouns and other endings follow the nun (دورانه, تمرينات), as they never do in a plural or dual."""
    return sum(count(word + ending) for ending in ("ه", "ها", "هم", "ات", "ي", "يه")) > 0.02 * total(word)


def _masculine_plural(word: str, base: str, article: bool) -> str | None:
    """مسؤولين and مسؤولون → مسؤول, لقاءين → لقاء; not بوتين, قانون, فلسطين."""
    if len(base) < MIN_STEM:
        return None
    if word[0] in "يت" and word.endswith("ون") and not count("ال" + word) and count(base):
        return base  # يقولون, though they say يقولونه too
    if _keeps_nun(word):
        return None
    alone = _last_hamza(base)
    seen, single = total(word), total(alone) + total(base + "ه")
    counterpart = base + ("ين" if word.endswith("ون") else "ون")
    adjective = base.endswith("ي") and len(base) > MIN_STEM  # فلسطينيين
    if not (article or takes_article(word) or takes_article(counterpart) or takes_article(alone)):
        return None  # رامون, رامين
    # محامين is of محامي; a construct (محامي الشركة) has no article, so المحامي is the singular
    singular = base + "ي" if count("ال" + base + "ي") > single else alone
    if total(counterpart):
        return singular if adjective or single > 0.02 * seen else None
    if total(base + "ان") and single > 0.3 * seen:
        return alone  # بلدين
    return alone if single > (seen if adjective else max(10 * seen, 20)) else None


def _dual(word: str, base: str, article: bool) -> str | None:
    """وزيران → وزير, لقاءان → لقاء; not لبنان, بيان."""
    alone = _last_hamza(base)
    if (
        len(base) < MIN_STEM
        or _keeps_nun(word)
        or not takes_article(alone)
        or not (total(base + "ين") or not count(word))
    ):
        return None
    return alone if total(alone) > 4 * total(word) else None


def _feminine_dual(word: str, base: str, article: bool) -> str | None:
    """دولتين → دوله, دولتي → دوله."""
    singular = total(base + "ه")
    return base + "ه" if singular > max(2, 3 * total(word)) else None


def _construct(word: str, base: str, article: bool) -> str | None:
    """مسؤولي and مسؤولو (الحكومة) → مسؤول; not عربي, سياسي."""
    plurals = (base + "ين", base + "ون")
    if article or len(base) < MIN_STEM or count("ال" + word) > 0.1 * count(word):
        return None
    if not any(count(plural) + count("ال" + plural) > 0 and takes_article(plural) for plural in plurals):
        return None
    return base if total(base) + sum(map(total, plurals)) > 0.5 * count(word) else None


def _verbal(word: str, base: str, article: bool) -> str | None:
    """قالوا, قالت → قال: a verb takes no article."""
    if article or len(base) < MIN_STEM or count("ال" + word) > 0.02 * count(word) or not _is_verb(base):
        return None
    return base if count(base) > max(2, 0.1 * count(word)) else None


def _accusative(word: str, base: str, article: bool) -> str | None:
    """رئيسا → رئيس: what takes the article has no such ending; a base that never does is no noun (ديانا)."""
    base = _restore(base)
    if article or len(base) < MIN_STEM or count("ال" + word) > 0.02 * count(word):
        return None
    if not takes_article(base) and count("ال" + base) < 5:
        return None
    return base if _known(base) > max(2, 0.3 * count(word)) else None


PRONOUNS = ("ها", "هم", "هما", "هن", "نا", "كم", "كما")
# Endings that nothing can follow: the nun of plural and dual falls before a pronoun.
LAST = (*PRONOUNS, "ني", "ون", "ين", "ان", "تين", "تان", "وا", "ا")
# ـيه is the adjective ـية far more often than a plural with a pronoun: مسؤولية.
NEVER_BEFORE = dict.fromkeys(("ه", "ات", "ون", "ين", "ان"), ("ه", "ي", "و", "تي"))
RESTORED = "ت"
Rule = Callable[[str, str, bool], "str | None"]
SUFFIXES: tuple[tuple[str, Rule], ...] = (
    ("هما", _pronoun),
    ("كما", _pronoun),
    ("تين", _feminine_dual),
    ("تان", _feminine_dual),
    ("ها", _pronoun),
    ("هم", _pronoun),
    ("هن", _pronoun),
    ("نا", _pronoun),
    ("كم", _pronoun),
    ("ني", _object),
    ("ات", _feminine_plural),
    ("ون", _masculine_plural),
    ("ين", _masculine_plural),
    ("ان", _dual),
    ("تي", _feminine_dual),
    ("وا", _verbal),
    ("ه", _feminine),
    ("ي", _construct),
    ("و", _construct),
    ("ت", _verbal),
    ("ا", _accusative),
)


def cut_suffix(word: str, article: bool, after: str = "") -> tuple[str, str] | None:
    """Return ``word`` without its last suffix, and the suffix; None if it has none. ``after``: what was cut last."""
    if len(word) <= MIN_STEM or is_name(word, article) or is_stopword(word) or is_whole(word):
        return None
    for suffix, rule in SUFFIXES:
        if word.endswith(suffix) and not (after and suffix in LAST) and suffix not in NEVER_BEFORE.get(after, ()):
            base = rule(word, word[: -len(suffix)], article)
            if base is not None and len(base) >= 2 and not is_stopword(base):
                return base, suffix
    return None
