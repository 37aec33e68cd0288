"""
The words of an index, sorted, with how many articles have each: for completion and for «did you mean».
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np


class Vocabulary:
    """Every word of the word layer and its number of articles.

    >>> Vocabulary({"موسكو": 5, "موسم": 2, "مصر": 9}).beginning("موس", 1)
    [('موسكو', 5)]
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.words: list[str] = sorted(counts)
        self.counts = np.array([counts[word] for word in self.words], dtype=np.int64)

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return zip(self.words, self.counts.tolist(), strict=True)

    def beginning(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """The ``limit`` most frequent words that begin with ``prefix``; equal ones in order of spelling."""
        low = _first(self.words, lambda word: word >= prefix)
        high = _first(self.words, lambda word: word > prefix and not word.startswith(prefix))
        counts = self.counts[low:high]
        best = np.argsort(-counts, kind="stable")[:limit]
        return [(self.words[low + i], int(counts[i])) for i in best]


def _first(words: list[str], reached: Callable[[str], bool]) -> int:
    """The first index for which ``reached`` holds; it must hold from there on."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if reached(words[middle]):
            high = middle
        else:
            low = middle + 1
    return low
