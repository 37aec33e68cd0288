"""
The words of an index with how many articles have each: for completion and for «did you mean».

A vocabulary is made of parts, one for each segment of an index. Segments never change, so what was read of one is kept,
and an article more costs no new reading of all words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

# What a single article of very many has is as likely a slip of its own: no correction of another.
LARGE = 20_000  # words
ENOUGH = 2_000  # words beginning alike that are counted exactly


class Part:
    """The words of one segment, sorted."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.words: list[str] = sorted(counts)
        self.counts: npt.NDArray[np.int64] = np.array([counts[word] for word in self.words], dtype=np.int64)

    def count(self, word: str) -> int:
        """How many articles have ``word``."""
        at = bisect_left(self.words, word)
        return int(self.counts[at]) if at < len(self.words) and self.words[at] == word else 0

    def beginning(self, prefix: str, most: int) -> list[str]:
        """The words that begin with ``prefix``; where there are more than ``most``, the most frequent."""
        low = bisect_left(self.words, prefix)
        high = bisect_left(self.words, prefix + chr(0x10FFFF), low)
        if high - low <= most:
            return self.words[low:high]
        best = np.argpartition(-self.counts[low:high], most)[:most]
        return [self.words[low + int(i)] for i in best]

    @cached_property
    def by_length(self) -> Mapping[int, list[str]]:
        """The words that may correct another, by number of letters."""
        least = 2 if len(self.words) > LARGE else 1
        found: dict[int, list[str]] = {}
        for word, count in zip(self.words, self.counts.tolist(), strict=True):
            if count >= least:
                found.setdefault(len(word), []).append(word)
        return found


class Vocabulary:
    """Every word of the word layer and its number of articles.

    >>> Vocabulary([Part({"موسكو": 5, "موسم": 2}), Part({"موسكو": 1, "مصر": 9})]).beginning("موس", 1)
    [('موسكو', 6)]
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = tuple(parts)

    def __len__(self) -> int:
        return sum(len(part.words) for part in self.parts)

    def __iter__(self) -> Iterator[tuple[str, int]]:
        for word in sorted({word for part in self.parts for word in part.words}):
            yield word, self.count(word)

    def count(self, word: str) -> int:
        """How many articles have ``word``."""
        return sum(part.count(word) for part in self.parts)

    def beginning(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """The ``limit`` most frequent words that begin with ``prefix``; equal ones in order of spelling."""
        words = {word for part in self.parts for word in part.beginning(prefix, max(ENOUGH, limit))}
        counted = sorted(((word, self.count(word)) for word in words), key=lambda item: (-item[1], item[0]))
        return counted[:limit]
