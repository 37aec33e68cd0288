"""
Which words are given names, so that «ماهر الأسد» is not taken for the Assad of the gazetteer.

- the list is ``data/given_names.txt``: Arabic names and transliterated ones, separated by blanks
- every name is analysed, so it is found in any spelling (أحمد, احمد, أَحْمَد)
- «على» with alef maqsura is a preposition, «علي» a name, though both are one word in the index

>>> "احمد" in given_names()
True
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from index.actors.forms import words_of
from index.analysis.lexicon import count
from index.analysis.stopwords import is_stopword
from index.analysis.token import Token

PATH = Path(__file__).with_name("data") / "given_names.txt"

# Letters of one sound, as transliterators vary them: سيرغي / سيرجي, غوردون / جوردون / كوردون.
_SOUNDS = str.maketrans(
    {"غ": "ج", "ق": "ج", "ك": "ج", "ط": "ت", "ث": "ت", "ص": "س", "ذ": "ز", "ظ": "ز", "ض": "د", "پ": "ب"}
)
_VOWELS = str.maketrans("", "", "اويهئء")

# First names of some in the actors file, and words of every text: «أمام ترامب», «بيت نتنياهو», «باسم لافروف».
_WORDS = frozenset(
    ["امام", "باسم", "بيت", "حجه", "دان", "ذي", "سلام", "صباح", "عهد", "عوض", "غير", "فتح", "لاي", "لي", "نجم", "هو"]
)
# So many consonants in common are no chance.
_LONG_NAME = 5
# So few of them may be.
_SHORTEST = 3
# «منتقدو ترامب»: participles in the construct plural have no root in the index.
_CONSTRUCT_PLURAL = re.compile("م.{3,}[وي]")
# A word that news write so often is no rare name.
_COMMON = 100


@cache
def given_names() -> frozenset[str]:
    """The given names of the table, as the word layer spells them."""
    names: set[str] = set()
    for line in PATH.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            names.update(words_of(line))
    return frozenset(names)


def is_word(first_name: str) -> bool:
    """Whether a first name is an ordinary word far more often than one: before a surname it says nothing."""
    return first_name in _WORDS or is_stopword(first_name)


def looks_like_name(token: Token) -> bool:
    """Whether a word that no table knows may be somebody's name: no root, no article, no clitic, no common word."""
    return (
        not token.root
        and not token.is_stop
        and not token.proclitics
        and not token.suffixes
        and token.word.isalpha()
        and not token.word.startswith("ال")
        and count(token.word) < _COMMON
        and not _CONSTRUCT_PLURAL.fullmatch(token.word)
    )


def same_name(one: str, other: str) -> bool:
    """Whether two words of the word layer are spellings of one transliterated name: سيرغي, سيرجي, سيرجيه.

    Two names of the table that differ in a vowel are two people (محمد / محمود), unless they are too long for that
    to be chance (فلاديمير / فلاديمر).
    """
    sounds = one.translate(_SOUNDS), other.translate(_SOUNDS)
    if sounds[0] == sounds[1]:
        return True
    consonants = sounds[0].translate(_VOWELS)
    if len(consonants) < _SHORTEST or sounds[0][0] != sounds[1][:1] or consonants != sounds[1].translate(_VOWELS):
        return False
    both_known = one in given_names() and other in given_names()
    return not both_known or len(consonants) >= _LONG_NAME
