"""
The `stem` layer: clitics and inflection off, decided by evidence, safe for names.

- one affix is cut at a time, outermost first: و ف, then ب ك ل س, then ال (لل is ل and ال), then suffixes
- a letter is cut only if what is left is known (a name, or a word the corpus has) and likelier than the word as it
  stands: `وفد` takes the article (الوفد), so its و is a letter of it; `وأضاف` never does, and `أضاف` is a word
- a plural or dual ending is cut if its counterpart exists too: مسؤولين has مسؤولون, بوتين has no «بوتون»
- known names, places and months and function words are never cut (`names`, `stopwords`); names lose clitics before them
- a word nobody has seen is cut by the same rules, so made-up inflections of known words meet

The idea of the light stemmer is Larkey, Ballesteros & Connell (2002); theirs cuts by length only.

>>> stem("وللسوريين")
Stem(text='سوري', proclitics=('و', 'ل', 'ال'), suffixes=('ين',))
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from index.analysis.lexicon import count
from index.analysis.names import is_name, join_twins
from index.analysis.stopwords import is_stopword

CACHE = 1 << 17
# How often a word carries the clitic in news.
RATES = {"و": 0.07, "ف": 0.012, "ب": 0.05, "ل": 0.06, "ك": 0.004, "س": 0.03}
NEXT = {"": "وفبلكس", "و": "بلكس", "ف": "بلكس"}
# Letters that, before a word as it stands, show that its first letter is no clitic: و may stand before ب, so it is no
# evidence against ب, but ال, ب, ل, ك never stand before it.
BEFORE = {
    "و": ("ال", "لل", "و", "ب", "ل"),
    "ف": ("ال", "لل", "و", "ف", "ب", "ل"),
    "ل": ("ال", "لل", "ب", "ك"),  # not ل: للنظام is the article's
    "س": ("ال", "لل", "ب", "ل"),
}
BEFORE_PREPOSITION = ("ال", "لل", "ب", "ل", "ك")
# How often what is left must have been seen, so that rare foreign names keep their letters.
FLOORS = {"و": 3, "ف": 20, "ب": 10, "ل": 10, "ك": 30, "س": 20}
NAME_WEIGHT = 60
# A known name behind a clitic weighs more than its count: وروسيا is not the Borussia of Dortmund without its ب.
NAME_FACTOR = 5
# Few words begin with وال, بال, كال, فال of their own.
ARTICLE_FACTOR = 10
# What a word seen but never with anything before it may still be worth as a word of its own.
DOUBT = 0.003
MIN_STEM = 3


class Stem(NamedTuple):
    """A stem and what was cut to reach it."""

    text: str
    proclitics: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()


@lru_cache(CACHE)
def stem(word: str) -> Stem:
    """Return the stem of a word of the `word` layer, with the clitics and suffixes cut."""
    clitics, base = _cut_proclitics(word)
    suffixes: list[str] = []
    article, after = "ال" in clitics, ""
    while shorter := _cut_suffix(base, article and not suffixes, after):
        # after a ت restored to ه any suffix may come: the ه is the end of the word now
        after = shorter[1] if base == shorter[0] + shorter[1] else RESTORED
        base = shorter[0]
        suffixes.insert(0, shorter[1])
    return Stem(join_twins(_final_hamza(base), article), clitics, tuple(suffixes))


# Proclitics


def _cut_proclitics(word: str) -> tuple[tuple[str, ...], str]:
    clitics: list[str] = []
    while not is_name(word) and not is_stopword(word):
        before = clitics[-1] if clitics else ""
        if word.startswith("لل") and before in NEXT and (cut := _cut_lam_lam(word)):
            return (*clitics, *cut[0]), cut[1]
        if word.startswith("ال") and before != "س" and _is_article(word):
            return (*clitics, "ال"), word[2:]
        letter = word[:1]
        if letter not in NEXT.get(before, "") or not letter or not _is_clitic(word):
            break
        clitics.append(letter)
        word = word[1:]
    return tuple(clitics), word


def _is_clitic(word: str) -> bool:
    """True if the first letter of ``word`` is likelier a clitic than a letter of the word."""
    letter, rest = word[0], word[1:]
    if len(rest) < 2 or (letter == "س" and not _is_imperfect(rest)):
        return False
    if letter not in "وف" and rest[0] in "وف" and is_stopword(rest[1:]):
        return False  # كوفي is no ك + و + في
    if letter in "بك" and rest[0] == "ي" and not is_name(rest) and not _takes_article(rest):
        return False  # no preposition stands before يلي, a verb
    likely = RATES[letter] * _weight(rest)
    if is_name(rest) and len(rest) > MIN_STEM:
        if not count(word):
            return True
        likely *= NAME_FACTOR
    elif _ground(rest) < FLOORS[letter]:
        return False
    if len(rest) == 2 and not is_stopword(rest):
        likely *= 0.2
    if rest.startswith("ال") and len(rest) > 4:
        likely *= ARTICLE_FACTOR
    return likely > _own_weight(word)


def _is_imperfect(word: str) -> bool:
    """يقول, for which تقول exists too; not ترافورد."""
    if word[0] not in "يتن":
        return False
    others = sum(count(person + word[1:]) for person in "يتن" if person != word[0])
    if others or (word[0] == "ي" and count(word) > 20 and not _takes_article(word)):
        return len(word) > MIN_STEM or count(word) > 300
    shorter = _cut_suffix(word, False)
    return shorter is not None and _is_imperfect(shorter[0])


def _own_weight(word: str) -> float:
    """How often ``word`` was seen where its first letter is no clitic."""
    if is_stopword(word):
        return float("inf")
    letter, seen = word[0], count(word)
    before = BEFORE.get(letter, BEFORE_PREPOSITION)
    own = sum(count(prefix + word) for prefix in before)
    verbs = count("ي" + word) + count("ت" + word)  # يبحث shows that بحث is a verb's stem
    weight = max(min(12 * (own + verbs), 2 * seen + own), DOUBT * seen)
    shorter = _cut_suffix(word, False) if weight < 1 else None
    return max(weight, 0.05 * _own_weight(shorter[0])) if shorter and shorter[0][:1] == letter else weight


@lru_cache(CACHE)
def _weight(word: str, depth: int = 4) -> float:
    """How well ``word`` is known as a word that may follow a clitic; a little if only a cut form of it is known."""
    weight = float(count(word))
    if is_name(word):
        return max(weight, NAME_WEIGHT)
    if weight or not depth or len(word) < MIN_STEM:
        return weight
    if word.startswith("ال") and len(word) > 4:
        weight = max(weight, 0.5 * _weight(word[2:], depth - 1), 0.5 * count("لل" + word[2:]))
    if word.startswith("لل") and len(word) > 4:
        weight = max(weight, 0.05 * _weight(word[2:], depth - 1), 0.05 * _weight(word[1:], depth - 1))
    if word[0] in RATES and len(word) > MIN_STEM:
        weight = max(weight, RATES[word[0]] * _weight(word[1:], depth - 1))
    shorter = _cut_suffix(word, False)
    if shorter:
        weight = max(weight, 0.05 * _weight(shorter[0], depth - 1))
    return weight


@lru_cache(CACHE)
def _ground(word: str, depth: int = 4) -> int:
    """How often the best known word was seen that legal cuts make of ``word``."""
    seen = max(_total(word), NAME_WEIGHT if is_name(word) else 0)
    if not depth or len(word) < MIN_STEM:
        return seen
    if word[:2] in ("ال", "لل"):
        seen = max(seen, _ground(word[2:], depth - 1))
    if word[0] in RATES and len(word) > MIN_STEM and not seen:
        seen = max(seen, _ground(word[1:], depth - 1))
    shorter = _cut_suffix(word, False)
    return max(seen, _ground(shorter[0], depth - 1)) if shorter else seen


def _is_article(word: str) -> bool:
    """True if ``word`` begins with the article: الدولة, but not ألمانيا or التقى."""
    rest = word[2:]
    if len(rest) < 2:
        return False
    if is_name(rest):
        return True
    shorter = None if count(rest) else _cut_suffix(word, False)
    if shorter and shorter[1] in (*PRONOUNS, "ا") and not _is_article(shorter[0]):
        return False  # التقاطها, التزاما: what takes a pronoun or the indefinite ending has no article
    whole = count("ال" + word) + count("ل" + word)  # لألمانيا; with the article it would be للمانيا
    article = count("لل" + rest)
    if whole > article and whole * 15 > count(rest):
        return False
    # التقى, يلتقي: a verb of the eighth form takes no preposition
    verb = article == 0 and count("ي" + word[1:]) > 0 and count(rest) < 0.1 * count(word)
    return not verb and (len(rest) >= MIN_STEM or count(rest) > 0)


def _cut_lam_lam(word: str) -> tuple[tuple[str, ...], str] | None:
    """للدولة is ل + ال + دولة, للبنان is ل + لبنان, and للجنة is ل + ال + لجنة written with two lams."""
    with_article, bare = word[2:], word[1:]
    if word == "لله":
        return ("ل",), "الله"
    if len(with_article) < 2:
        return None
    articled, single = _total(with_article), _total(bare)
    if is_name(bare) or (single > articled and not is_name(with_article)):
        return (("ل", "ال") if count("ال" + bare) > 0.5 * count(bare) else ("ل",)), bare
    return ("ل", "ال"), with_article


# Suffixes


def _total(word: str) -> int:
    """How often ``word`` was seen, with and without the article."""
    return count(word) + count("ال" + word)


def _cut_suffix(word: str, article: bool, after: str = "") -> tuple[str, str] | None:
    """Return ``word`` without its last suffix, and the suffix; None if it has none. ``after``: what was cut last."""
    if len(word) <= MIN_STEM or is_name(word, article) or is_stopword(word):
        return None
    for suffix, rule in SUFFIXES:
        if word.endswith(suffix) and not (after and suffix in LAST) and suffix not in NEVER_BEFORE.get(after, ()):
            base = rule(word, word[: -len(suffix)], article)
            if base is not None and len(base) >= 2 and not is_stopword(base):
                return base, suffix
    return None


def _takes_article(word: str) -> bool:
    """True for a noun or adjective; names from other languages and verbs stand without the article."""
    return count("ال" + word) + count("لل" + word) > 0.01 * count(word)


def _takes_pronoun(base: str, other_than: str) -> bool:
    return any(count(base + pronoun) for pronoun in ("ه", "ها", "هم") if base + pronoun != other_than)


def _is_verb(base: str) -> bool:
    """True if ``base`` conjugates: أعلنوا, يعلن."""
    return bool(count(base + "وا") or count("ي" + base) or (base[0] == "ا" and count("ي" + base[1:])))


def _restore(base: str) -> str:
    """The feminine ending that is ت before a pronoun is ه at the end: حكومت(هم) → حكومه."""
    if base.endswith("ت") and _total(base[:-1] + "ه") > _total(base):
        return base[:-1] + "ه"
    if base.endswith("ئ") and _total(base[:-1] + "ء") > _total(base):
        return base[:-1] + "ء"
    return base


def _known(base: str) -> int:
    """How well ``base``, or what it is inflected from, is known."""
    seen = _total(base)
    if not seen:
        shorter = _cut_suffix(base, False)
        seen = _total(shorter[0]) // 10 if shorter else 0
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


def _feminine(word: str, base: str, article: bool) -> str | None:
    """دوله → دول, حكومته → حكومه (the pronoun ه is written alike); not اتجاه, مياه."""
    restored = _restore(base)
    if restored != base:
        return restored
    if len(base) < MIN_STEM or _total(word + "ات"):
        return None  # توجهات shows that the ه of توجه is a letter of the word
    evidence = _total(base) + _total(base + "ات") + count(base + "تها") + count(base + "ته")
    return base if evidence or not count(word) else None


def _feminine_plural(word: str, base: str, article: bool) -> str | None:
    """حكومات → حكوم, لغات → لغه; not أوقات."""
    singular = _total(base + "ه")
    if len(base) < MIN_STEM:
        return base + "ه" if singular > 0.1 * _total(word) else None
    return base if singular + _known(base) > max(2, 0.05 * _total(word)) else None


def _masculine_plural(word: str, base: str, article: bool) -> str | None:
    """مسؤولين and مسؤولون → مسؤول; not بوتين, قانون, فلسطين."""
    if len(base) < MIN_STEM:
        return None
    if word[0] in "يت" and word.endswith("ون") and not count("ال" + word) and count(base):
        return base  # يقولون
    seen, single = _total(word), _total(base) + _total(base + "ه")
    counterpart = base + ("ين" if word.endswith("ون") else "ون")
    adjective = base.endswith("ي") and len(base) > MIN_STEM  # فلسطينيين
    if not (article or _takes_article(word) or _takes_article(counterpart) or _takes_article(base)):
        return None  # رامون, رامين
    # محامين is of محامي; a construct (محامي الشركة) has no article, so المحامي is the singular
    singular = base + "ي" if count("ال" + base + "ي") > _total(base) else base
    if _total(counterpart):
        return singular if adjective or single > 0.02 * seen else None
    if _total(base + "ان") and single > 0.3 * seen:
        return base  # بلدين
    return base if single > (seen if adjective else max(10 * seen, 20)) else None


def _dual(word: str, base: str, article: bool) -> str | None:
    """وزيران → وزير; not لبنان, بيان."""
    if len(base) < MIN_STEM or not _takes_article(base) or not (_total(base + "ين") or not count(word)):
        return None
    return base if _total(base) > 4 * _total(word) else None


def _feminine_dual(word: str, base: str, article: bool) -> str | None:
    """دولتين → دوله, دولتي → دوله."""
    singular = _total(base + "ه")
    return base + "ه" if singular > max(2, 3 * _total(word)) else None


def _construct(word: str, base: str, article: bool) -> str | None:
    """مسؤولي and مسؤولو (الحكومة) → مسؤول; not عربي, سياسي."""
    plurals = (base + "ين", base + "ون")
    if article or len(base) < MIN_STEM or count("ال" + word) > 0.1 * count(word):
        return None
    if not any(count(plural) + count("ال" + plural) > 0 and _takes_article(plural) for plural in plurals):
        return None
    return base if _total(base) + sum(map(_total, plurals)) > 0.5 * count(word) else None


def _verbal(word: str, base: str, article: bool) -> str | None:
    """قالوا, قالت → قال: a verb takes no article."""
    if article or len(base) < MIN_STEM or count("ال" + word) > 0.02 * count(word) or not _is_verb(base):
        return None
    return base if count(base) > max(2, 0.1 * count(word)) else None


def _accusative(word: str, base: str, article: bool) -> str | None:
    """رئيسا → رئيس: what takes the article has no such ending; a base that never does is no noun (ديانا)."""
    base = _restore(base)
    if article or len(base) < MIN_STEM or count("ال" + word) > 0.02 * count(word) or not _takes_article(base):
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


def _final_hamza(word: str) -> str:
    """شئ is شيء, مبادئ is مباديء: the seat of a last hamza is spelled in two ways."""
    return word[:-1].removesuffix("ي") + "يء" if len(word) > 1 and word.endswith("ئ") else word
