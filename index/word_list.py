"""
The words of one segment with how many articles have each, as bytes that are used where they lie.

A large index has more than a million words, and most processes ask for a few of them: read into Python strings they
take ten seconds and a hundred megabytes a process. So the list is written once, with its segment, and every process
maps the same bytes; a word becomes a string only when it is asked for.

    numbers of words and of bytes, then for each word in order of spelling: its letters as a set of 64 bits, where it
    begins, its count, its number of letters; then the words themselves in UTF-8
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

LETTERS = 64  # bits; the letters of one script differ in their last six bits
LAST = chr(0x10FFFF)


def letters(word: str) -> int:
    """The set of letters of ``word`` as bits."""
    return reduce(lambda bits, letter: bits | 1 << ord(letter) % LETTERS, word, 0)


class WordList(Sequence[str]):
    """Words in order of spelling, each once, with its number of articles.

    >>> words = WordList.of({"موسكو": 5, "موسم": 2, "مصر": 9})
    >>> list(words), words.count("موسم"), words[words.range("موس")[0]]
    (['مصر', 'موسكو', 'موسم'], 2, 'موسكو')
    """

    def __init__(self, data: bytes | memoryview) -> None:
        size, length = (int(n) for n in np.frombuffer(data, "<u8", 2))
        self._size = size
        at = 16
        self.letters: npt.NDArray[np.uint64] = np.frombuffer(data, "<u8", size, at)
        self._starts: npt.NDArray[np.uint32] = np.frombuffer(data, "<u4", size + 1, at := at + 8 * size)
        self.counts: npt.NDArray[np.uint32] = np.frombuffer(data, "<u4", size, at := at + 4 * (size + 1))
        self.lengths: npt.NDArray[np.uint16] = np.frombuffer(data, "<u2", size, at := at + 4 * size)
        self._words = memoryview(data)[at + 2 * size :][:length]

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> WordList:
        """The list of these words."""
        return cls(cls.encode(counts))

    @classmethod
    def encode(cls, counts: Mapping[str, int]) -> bytes:
        """The bytes of a list of these words."""
        words = sorted(counts)
        raw = [word.encode() for word in words]
        starts = np.cumsum([0] + [len(word) for word in raw])
        parts = (
            np.array([len(words), starts[-1]], "<u8"),
            np.array([letters(word) for word in words], "<u8"),
            starts.astype("<u4"),
            np.array([counts[word] for word in words], "<u4"),
            np.array([min(len(word), 0xFFFF) for word in words], "<u2"),
        )
        return b"".join([*(part.tobytes() for part in parts), *raw])

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, at: int) -> str:  # type: ignore[override]  # no slices
        if not 0 <= at < self._size:
            raise IndexError(at)
        return str(self._words[self._starts[at] : self._starts[at + 1]], "utf-8")

    def count(self, word: str) -> int:
        """How many articles have ``word``."""
        at = bisect_left(self, word)
        return int(self.counts[at]) if at < self._size and self[at] == word else 0

    def range(self, prefix: str) -> tuple[int, int]:
        """From where to where the words begin with ``prefix``."""
        low = bisect_left(self, prefix)
        return low, bisect_left(self, prefix + LAST, low)

    def near(self, word: str, edits: int) -> Iterator[tuple[str, int]]:
        """Words that may be made of ``word`` by at most ``edits`` edits, with their counts: all of those, and others.

        One letter for another changes the set of letters by two at most, one too many or too few by one.
        """
        wanted = np.uint64(letters(word))
        for length in range(max(1, len(word) - edits), len(word) + edits + 1):
            at = np.flatnonzero(self.lengths == length)
            differing = np.bitwise_count(self.letters[at] ^ wanted)
            for i in at[differing <= 2 * edits - abs(length - len(word))].tolist():
                yield self[i], int(self.counts[i])
