"""
The words of an index with how many articles have each: for completion and for «did you mean».

A vocabulary has a list of words for each segment of the index, used where it lies on disk: nothing is loaded, and an
article more costs one short list more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from index.word_list import WordList

# What a single article of very many has is as likely a slip of its own: no correction of another.
LARGE = 20_000  # words
ENOUGH = 500  # words beginning alike in one list that are all looked at
RECOUNTED = 4  # times as many as are asked for


class Vocabulary:
    """Every word of the word layer and its number of articles.

    >>> lists = [WordList.of({"موسكو": 5, "موسم": 2}), WordList.of({"موسكو": 1, "مصر": 9})]
    >>> Vocabulary(lists).beginning("موس", 1)
    [('موسكو', 6)]
    """

    def __init__(self, lists: Sequence[WordList]) -> None:
        self._lists = tuple(lists)

    def __iter__(self) -> Iterator[tuple[str, int]]:
        for word in sorted({word for words in self._lists for word in words}):
            yield word, self.count(word)

    def count(self, word: str) -> int:
        """How many articles have ``word``."""
        return sum(words.count(word) for words in self._lists)

    def beginning(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """The ``limit`` most frequent words that begin with ``prefix``; equal ones in order of spelling.

        Where very many words begin so, the most frequent of each list are looked at.
        """
        found: Counter[str] = Counter()
        for words in self._lists:
            low, high = words.range(prefix)
            counts = words.counts[low:high]
            for at in _largest(counts, max(ENOUGH, limit)):
                found[words[low + at]] += int(counts[at])
        # What another list holds of a word among its less frequent ones is counted for the best only.
        best = sorted(found, key=lambda word: (-found[word], word))[: RECOUNTED * limit]
        return sorted(((word, self.count(word)) for word in best), key=lambda item: (-item[1], item[0]))[:limit]

    def near(self, word: str, edits: int) -> dict[str, int]:
        """The words at most ``edits`` edits from ``word``, and some others, with their numbers of articles.

        In a large vocabulary those of a single article are left out.
        """
        found: Counter[str] = Counter()
        for words in self._lists:
            for other, count in words.near(word, edits):
                found[other] += count
        least = 2 if sum(map(len, self._lists)) > LARGE else 1
        return {other: count for other, count in found.items() if count >= least}


def _largest(counts: npt.NDArray[np.uint32], most: int) -> list[int]:
    """Where the ``most`` largest of ``counts`` are."""
    if len(counts) <= most:
        return list(range(len(counts)))
    return [int(at) for at in np.argpartition(counts, len(counts) - most)[-most:]]
