"""
Ordinary words that are never cut, though what is left would be a word or a name.

- `data/whole.txt` is the list: فعلي is no ف with علي, مسكين no plural of مسك, ألوان no article with وان
- clitics before such a word and the article are cut as before any other: والألوان, بالنبات

>>> is_whole("الوان"), is_whole("والالوان")
(True, False)
"""

from __future__ import annotations

from functools import cache

from index.analysis.lexicon import read_lines
from index.analysis.normalizer import normalize


def is_whole(word: str) -> bool:
    """True if ``word`` (of the `word` layer, without clitics) is on the list."""
    return word in _words()


@cache
def _words() -> frozenset[str]:
    return frozenset(normalize(word) for line in read_lines("whole.txt") for word in line.split())
