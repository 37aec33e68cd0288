"""
Which words are given names, so that «ماهر الأسد» is not taken for the Assad of the gazetteer.

- the list is ``data/given_names.txt``: Arabic names and transliterated ones, separated by blanks
- every name is analysed, so it is found in any spelling (أحمد, احمد, أَحْمَد)
- «على» with alef maqsura is a preposition, «علي» a name, though both are one word in the index

>>> "احمد" in given_names()
True
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from index.analysis.analyzer import analyze

PATH = Path(__file__).with_name("data") / "given_names.txt"

# Letters of one sound, as transliterators vary them: سيرغي / سيرجي, غوردون / جوردون / كوردون.
_SOUNDS = str.maketrans(
    {"غ": "ج", "ق": "ج", "ك": "ج", "ط": "ت", "ث": "ت", "ص": "س", "ذ": "ز", "ظ": "ز", "ض": "د", "پ": "ب"}
)
_VOWELS = str.maketrans("", "", "اويهئء")


@cache
def given_names() -> frozenset[str]:
    """The given names of the table, as the word layer spells them."""
    names: set[str] = set()
    for line in PATH.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            names.update(token.word for token in analyze(line))
    return frozenset(names)


def same_name(one: str, other: str) -> bool:
    """Whether two words of the word layer are spellings of one transliterated name: سيرغي, سيرجي, سيرجيه."""
    if one == other:
        return True
    sounds = _skeleton(one)
    return len(sounds) >= 2 and one[0].translate(_SOUNDS) == other[:1].translate(_SOUNDS) and sounds == _skeleton(other)


def _skeleton(word: str) -> str:
    return word.translate(_SOUNDS).translate(_VOWELS)
