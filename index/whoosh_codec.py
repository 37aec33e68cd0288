"""
Whoosh's own codec with larger blocks, and a posting list read whole.

Whoosh hands out postings one at a time; a search here wants all of a list at once, as arrays. The codec's blocks
already hold them so, and its documented extension points (`postings_reader`, the matcher it returns) let us hand
them over. What is in the files is Whoosh's own format 3.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3Segment

# Stock blocks hold 128 postings so that a scorer can skip them; lists here are read whole, so fewer, larger
# blocks cost less to open and compress better.
BLOCK = 1024

IntArray = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """All documents of one term: ids ascending, frequencies, and (where kept) the encoded positions."""

    ids: IntArray
    frequencies: FloatArray
    values: tuple[bytes, ...] | None


class BlockMatcher(W3LeafMatcher):  # type: ignore[misc]
    """Whoosh's matcher, able to give what is left of its list in one go."""

    def read_all(self, with_values: bool) -> Postings:
        """Every posting from here to the end of the list."""
        ids: list[int] = []
        weights: list[float] = []
        values: list[bytes] = []
        while self.is_active():
            self._read_ids()
            self._read_weights()
            ids.extend(self._ids)
            weights.extend(self._weights)
            if with_values:
                self._read_values()
                values.extend(self._values)
            self._next_block()
        return Postings(
            np.array(ids, dtype=np.int32),
            np.array(weights, dtype=np.float32),
            tuple(values) if with_values else None,
        )


class BlockCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec 3 with blocks of `BLOCK` postings, read through `BlockMatcher`."""

    def __init__(self) -> None:
        # inlinelimit stays at 1 (no list is inlined), so every list is read the same way.
        super().__init__(blocklimit=BLOCK, inlinelimit=1)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> BlockMatcher:
        """The matcher for one posting list."""
        offset, length = terminfo.extent()
        return BlockMatcher(dbfile, offset, length, format_, term=term, scorer=scorer)

    def new_segment(self, storage: Any, indexname: str) -> W3Segment:
        """A segment with a name of its own: Whoosh takes names from ``random``, which seeded processes share."""
        return W3Segment(self, indexname, segid=secrets.token_hex(8))
