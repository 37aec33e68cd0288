"""
Names of people, places, bodies and months: never cut, their spellings joined, found by their Latin letters.

- `data/names.txt` is our own list; the persons, states and one-word bodies of the gazetteer that ships are read too
- a name is known without its article: القاهرة and قاهرة are one name
- سورية is the country only without the article; «السورية» is an adjective
- `data/foreign_names.txt` has many more names from other languages
- adjectives are joined as the names they come from: أميركي, أمريكي
- `data/foreign.txt` lists names with a hard g, which papers write غ, ج, ق or ك (هامبورغ, هامبورج)
- `data/latin.tsv` says which Arabic spelling a Latin name word has in the news

>>> is_name("لبنان"), join_twins("سوريه"), from_latin("lavrov")
(True, 'سوريا', 'لافروف')
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from index.analysis.lexicon import count, read_lines
from index.analysis.normalizer import normalize
from index.analysis.stopwords import is_stopword

GAZETTEER = Path(__file__).resolve().parents[2] / "seeds" / "actors.csv"
# What stands in names but is no name: cut and joined like any word.
_TITLES = "أبو أبي ابن بن بنت آل أم عبد دين حاج سيد شيخ أمير ملك دكتور أول ثاني ثانية كاملا حصرية"
ORDINARY = frozenset(normalize(word) for word in _TITLES.split())
INFLECTIONS = ("ه", "ها", "هم", "ات", "ين", "ون", "ا")
PLURALS = ("ون", "ين", "ات")
# What the adjective of a name loses: أمريكا, أمريكي; ليبيا, ليبي; غزة, غزي.
_NAME_ENDINGS = ("ا", "ه", "يا")
_SHORTEST_NISBA = 5
_ARABIC_WORD = re.compile(r"[ء-ي]+")
_LATIN_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]{2,}(?!\S)")  # whole: Jae-in is no name «in»
_LATIN_ARTICLE = re.compile(r"\b[AaEe]l[- ]")


class Names(NamedTuple):
    """The tables of one process, all in the `word` layer."""

    known: frozenset[str]
    ours: frozenset[str]  # those of our own lists
    twins: dict[str, str]  # spelling → the spelling it is joined to
    latin: dict[str, str]  # Latin word → Arabic word


def is_name(word: str, article: bool = False) -> bool:
    """True if ``word`` (of the `word` layer, without clitics) is a known name; ``article``: one stood before it."""
    return word in names().known and not (article and _is_adjective(word))


def is_only_name(word: str) -> bool:
    """True for a name that is no ordinary word too, as عون is: those of our lists, and what news never inflects."""
    if word in names().ours:
        return True
    return is_name(word) and sum(count(word + ending) for ending in INFLECTIONS) <= 0.05 * count(word)


def join_twins(stem: str, article: bool = False) -> str:
    """The spelling under which all spellings of a name are found; ``stem`` itself if it has no other."""
    if article and _is_adjective(stem):
        return stem
    joined = names().twins.get(stem) or _join_nisba(stem)
    if joined is None and len(stem) > 3:
        hard_g = _G.sub("غ", stem)
        joined = hard_g if hard_g in foreign() else stem
    return joined or stem


def _join_nisba(stem: str) -> str | None:
    """Adjectives of a name are joined as its spellings are: أميركي goes with أمريكي as أميركا with أمريكا."""
    if len(stem) < _SHORTEST_NISBA or stem[-1] != "ي":
        return None
    twins = names().twins
    for ending in _NAME_ENDINGS:
        name = twins.get(stem[:-1] + ending)
        if name and name.endswith(_NAME_ENDINGS):
            return name.removesuffix("ا").removesuffix("ي").removesuffix("ه") + "ي"
    return None


def from_latin(word: str) -> str | None:
    """The Arabic name written ``word`` in Latin letters (lower case, no accents), as the `stem` layer has it."""
    return names().latin.get(word)


def _is_adjective(word: str) -> bool:
    """السورية and الأفريقية are adjectives, سورية and أفريقية also the old spelling of the name."""
    return word.endswith("يه") and names().twins.get(word, "").endswith("يا")


@cache
def foreign() -> frozenset[str]:
    """Names with a hard g, written with غ for every letter that may stand for it."""
    return frozenset(word for line in read_lines("foreign.txt") for word in line.split())


@cache
def names() -> Names:
    """Read the tables, once."""
    twins: dict[str, str] = {}
    known = {word for line in read_lines("foreign_names.txt") for word in line.split()}
    latin = dict(line.split("\t") for line in read_lines("latin.tsv"))
    for line in read_lines("names.txt"):
        arabic, _, roman = line.partition(" = ")
        spellings = [normalize(word) for word in arabic.split()]
        known.update(spellings)
        twins.update(dict.fromkeys(spellings[1:], spellings[0]))
        latin.update(dict.fromkeys(roman.lower().split(), spellings[0]))
    ours = frozenset(known)
    for arabic_words, latin_words in read_gazetteer(GAZETTEER):
        known.update(arabic_words)
        if arabic_words and latin_words:
            latin.setdefault(latin_words[-1], arabic_words[-1])
    return Names(frozenset(known), ours, twins, latin)


_G = re.compile("[جقك]")


def read_gazetteer(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the Arabic and the Latin words of each name that is made of name words only."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            kind = (row.get("kind") or "").strip()
            aliases = [alias for alias in (row.get("aliases") or "").split("|") if not alias.startswith("adj:")]
            latin = [normalize(word) for word in _LATIN_WORD.findall(_LATIN_ARTICLE.sub("", row.get("latin") or ""))]
            if kind != "person" and len((row.get("latin") or "").split()) > 1:
                latin = []  # «Kingdom» is not the name of Britain
            for index, spelling in enumerate([row.get("name") or "", *aliases]):
                words = [_bare(normalize(word)) for word in spelling.split()]
                words = [word for word in words if _ARABIC_WORD.fullmatch(word)]
                if kind == "person" or (len(words) == 1 and not words[0].endswith(PLURALS)):
                    yield [word for word in words if _is_name_word(word)], [] if index else latin


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _is_name_word(word: str) -> bool:
    return len(word) > 1 and word not in ORDINARY and not is_stopword(word)
