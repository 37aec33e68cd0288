"""
Words that say nothing of what a text is about; they stay in the index and weigh little in ranking.

>>> is_stopword("في"), is_stopword("الي"), is_stopword("سوريا")
(True, True, False)
"""

from __future__ import annotations

from functools import cache

from index.analysis.lexicon import read_lines
from index.analysis.normalizer import normalize


@cache
def stopwords() -> frozenset[str]:
    """The table, in the `word` layer."""
    return frozenset(normalize(word) for line in read_lines("stopwords.txt") for word in line.split())


def is_stopword(word: str) -> bool:
    """True if ``word`` (of the `word` layer) is a function word."""
    return word in stopwords()
