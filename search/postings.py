"""
Postings and View: what matching, ranking and counting need to know of an index, as arrays.

Documents are numbered 0…size-1 in one view; ids of articles are looked up only for the page that is shown. A view never
changes, so whatever is computed from it stays true; a newer state of the index is another view.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.analysis.token import Layer

IntArray = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The documents of one term in one field and layer, ascending, and how often it occurs in each."""

    ids: IntArray
    frequencies: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """A keyword field by document.

    Document ``d`` has the values ``ordinals[starts[d]:starts[d + 1]]``, each an index into ``names``. The name ""
    stands for "none" and is never counted.
    """

    names: list[str]
    ordinals: IntArray
    starts: IntArray

    def documents(self) -> IntArray:
        """The document of each entry of ``ordinals``."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))


# Where words stand in many documents at once: for each place a number, ascending, of which the upper half is the index
# of the document among those asked for and the lower half the position. The next word has the next number.
Places = npt.NDArray[np.int64]
POSITION_BITS = 32


def places(counts: npt.NDArray[np.integer], positions: npt.NDArray[np.integer]) -> Places:
    """The places of a word from how many positions it has in each document, and all of them one after the other.

    >>> [(int(n) >> POSITION_BITS, int(n) & 0xFFFF) for n in places(np.array([2, 1]), np.array([3, 7, 1]))]
    [(0, 3), (0, 7), (1, 1)]
    """
    return np.repeat(np.arange(len(counts), dtype=np.int64), counts) << POSITION_BITS | positions


class View(Protocol):
    """One consistent state of an index."""

    @property
    def size(self) -> int:
        """How many document numbers there are, dead ones included."""
        ...

    @property
    def alive(self) -> Mask:
        """Which documents have not been deleted or replaced."""
        ...

    @property
    def first_day(self) -> IntArray:
        """First day of each document's publication period as `date.toordinal`, 0 where undated."""
        ...

    @property
    def last_day(self) -> IntArray:
        """Last day of each document's publication period, 0 where undated."""
        ...

    @property
    def story(self) -> IntArray:
        """A number for each document's story, equal exactly for copies."""
        ...

    @property
    def order(self) -> IntArray:
        """The rank of each document's id among all ids, for breaking ties the same way in every engine."""
        ...

    def lengths(self, field: str) -> FloatArray:
        """How many words each document has in text field ``field``."""
        ...

    def values(self, field: str) -> Values:
        """The keyword field ``field`` (``source``, ``section``, ``actor``, ``month``)."""
        ...

    def postings(self, field: str, layer: Layer, term: str) -> Postings:
        """The live and dead documents that have ``term``; empty where none has."""
        ...

    def places(self, field: str, layer: Layer, term: str, documents: IntArray) -> Places:
        """Where ``term`` stands in ``documents`` (ascending, all of which have it)."""
        ...

    def expand(self, field: str, prefix: str, limit: int) -> list[str]:
        """At most ``limit`` terms of the word layer that begin with ``prefix``."""
        ...
