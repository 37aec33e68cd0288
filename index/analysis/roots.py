"""
The `root` layer: the three consonants a word is built on.

- a stem is laid on the patterns of Arabic words (فعل, مفعول, استفعال …); what stands at ف ع ل is a candidate
- a weak, doubled or assimilated consonant is restored: قال → قول, لقاء → لقي, رد → ردد, اتفاق → وفق
- of several candidates the one that carries most words of the corpus wins (`data/roots.tsv`, made by `build_roots.py`)
- no candidate known: no root; such words (foreign, rare) match by their stem

>>> root("استقبال"), root("مسئول"), root("تكنولوجيا")
('قبل', 'سءل', '')
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from index.analysis.lexicon import count, read_lines

# ف ع ل stand for the consonants of the root, other letters for themselves. The number is the weight: how seldom the
# pattern fits a word by chance.
PATTERNS = {
    1.0: "فعل",
    0.8: "فاعل فعال فعول فعيل مفعل تفعل افعل يفعل",
    1.2: "مفعول مفاعل تفعيل تفاعل افعال انفعل افتعل فعائل فواعل مفعال فعلاء متفعل منفعل مفتعل يفتعل ينفعل يتفعل تفتعل",
    0.4: "مفعيل فعلان فياعل فيعل فوعل فاعول فعالي فعلي فعلا فعاعيل فواعيل افعله تفعال فعولي فعلوي ففعل فعلن فعلت نفعل",
    1.1: "يفاعل",
    2.0: "انفعال افتعال استفعل مستفعل متفاعل مفاعيل تفاعيل افاعل افاعيل يستفعل تستفعل يتفاعل افعلاء مفتعال استفعال",
}
# What an ending that the stem kept may hide.
ENDINGS = {"": 1.0, "ي": 0.5, "ه": 0.5, "ان": 0.2, "ا": 0.2, "وي": 0.3, "اني": 0.2}
# Form VIII: اتصل from وصل, ازدهر from زهر, اصطدم from صدم. Only these first consonants change the ت.
ASSIMILATED = {"ت": "و", "فد": "زدذ", "فط": "صضطظ"}
BEFORE = ("", "ا", "س", "ب", "ل", "ك", "ف", "و", "ال", "بال", "كال", "وال", "لل", "وس", "فس", "اا")
AFTER = tuple(
    first + second
    for first in ("", "ت", "ن", "نا", "تم", "تما", "تمو", "ي", "يت", "ين", "ات", "وا", "و", "ا", "تا", "تي")
    for second in ("", "ه", "ها", "هم", "هما", "هن", "ك", "كم", "كما", "كن", "نا", "ني", "ن", "ان", "ين")
)
ALTERNATIVE = 0.5
DOUBLED = 0.35
SWAPPED = 0.15
HAMZAS = str.maketrans("ئؤأإآ", "ءءءءء")
MINIMUM_SUPPORT = 2.0
CACHE = 1 << 16

Template = tuple[tuple[tuple[int, str], ...], tuple[int, int, int], float, str]


def _templates() -> dict[int, list[Template]]:
    """The patterns by length: fixed letters, places of ف ع ل (-1: not written), weight, first consonants allowed."""
    table: dict[int, list[Template]] = defaultdict(list)

    def add(pattern: str, weight: float, first: str = "", missing: str = "") -> None:
        places = tuple(-1 if c in missing else pattern.index(c) for c in "فعل")
        fixed = tuple((i, c) for i, c in enumerate(pattern) if i not in places)
        table[len(pattern)].append((fixed, (places[0], places[1], places[2]), weight, first))

    for weight, patterns in PATTERNS.items():
        for pattern in patterns.split():
            if pattern.count("ف") > 1:
                continue
            add(pattern, weight)
            if "عل" in pattern and pattern != "فعلاء":  # رد, مقر, استعد: the last two are one
                add(pattern.replace("عل", "ع"), weight * DOUBLED, missing="ل")
            if "فت" in pattern:
                for changed, firsts in ASSIMILATED.items():
                    add(pattern.replace("فت", changed), weight, firsts, missing="" if "ف" in changed else "ف")
    for pattern in ("يعل", "تعل", "عله", "ايعال", "استيعال", "ميعال"):  # يصل, ثقه, إيقاف: و is not written
        add(pattern, 0.5 if len(pattern) == 3 else 1.2, "و", missing="ف")
    return dict(table)


TEMPLATES = _templates()


def candidates(stem: str) -> Iterator[tuple[str, float]]:
    """Yield the roots ``stem`` may have, each with a weight for how well it fits."""
    if stem.endswith("يء") and len(stem) > 3:  # لاجيء is spelled لاجئ too
        stem = stem[:-2] + "ء"
    for ending, likely in ENDINGS.items():
        if not stem.endswith(ending) or len(stem) - len(ending) < 2:
            continue
        form = stem[: len(stem) - len(ending)]
        for fixed, places, weight, first in TEMPLATES.get(len(form), ()):
            if all(form[i] == c for i, c in fixed):
                for root, fit in _restored(form, places, first):
                    yield root, fit * weight * likely


def _restored(form: str, places: tuple[int, int, int], first: str) -> Iterator[tuple[str, float]]:
    """Yield the roots that the letters at ``places`` may stand for."""
    f, m, e = places
    for one, fit1 in _first(form[f] if f >= 0 else "", first):
        for two, fit2 in _weak(form[m], after_alef=form[m - 1] == "ا"):
            if one == two:
                continue
            if e < 0:
                yield one + two + two, fit1 * fit2 * (0.1 if two in "وي" else 1.0)
                continue
            for three, fit3 in _weak(form[e], after_alef=form[e - 1] == "ا"):
                yield one + two + three, fit1 * fit2 * fit3


def _first(letter: str, allowed: str) -> Iterator[tuple[str, float]]:
    if not letter:
        yield allowed, 1.0
    elif not allowed or letter in allowed:
        yield ("ء" if letter == "ا" else letter.translate(HAMZAS)), 1.0


def _weak(letter: str, after_alef: bool) -> Iterator[tuple[str, float]]:
    """Yield the consonants that ``letter`` may stand for in the middle or at the end of a root."""
    if letter == "ا" or (letter in "ئء" and after_alef):
        yield from (("و", 1.0), ("ي", 1.0), ("ء", ALTERNATIVE))
    elif letter in "وي":
        yield from ((letter, 1.0), ("و" if letter == "ي" else "ي", SWAPPED))
    else:
        yield letter.translate(HAMZAS), 1.0


@cache
def support() -> dict[str, float]:
    """Root → how many words of the corpus are built on it."""
    rows = (line.split("\t") for line in read_lines("roots.tsv"))
    return {root: float(weight) for root, weight in rows}


@lru_cache(CACHE)
def root(stem: str) -> str:
    """Return the root of ``stem`` (of the `stem` layer); "" if none is known."""
    best, score = _best(stem)
    if best or count(stem):
        return best
    for shorter in _shortened(stem):
        candidate, fit = _best(shorter)
        fit *= len(shorter)  # of two readings the one that leaves more of the word
        if fit > score:
            best, score = candidate, fit
    return best


def _best(stem: str) -> tuple[str, float]:
    known = support()
    best, best_score = "", 0.0
    for candidate, fit in candidates(stem):
        score = fit * known.get(candidate, 0.0)
        if score > best_score:
            best, best_score = candidate, score
    return best, best_score


def _shortened(stem: str) -> Iterator[str]:
    """Yield ``stem`` without what may be clitics, for a word that nobody has seen and no rule of the stemmer cut."""
    for before in BEFORE:
        if stem.startswith(before):
            for after in AFTER:
                end = len(stem) - len(after)
                if stem.endswith(after) and end - len(before) >= 3 and len(before) + len(after):
                    yield stem[len(before) : end]
