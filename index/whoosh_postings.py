"""
A posting list of a Whoosh segment, read whole.

Whoosh hands out postings one at a time; a search here wants all of a list at once, as arrays. The blocks on disk
already hold them so (Whoosh's format 3: a mark, then blocks of a length, a pickled head and three pickled columns).
"""

from __future__ import annotations

import io
import pickle
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from index.errors import IndexUnavailable

IntArray = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The encoded positions of one term in each of its documents, in one piece: a twentieth of the objects."""

    data: bytes
    starts: IntArray

    def __getitem__(self, at: int) -> bytes:
        return self.data[self.starts[at] : self.starts[at + 1]]


@dataclass(frozen=True, slots=True, eq=False)
class SegmentPostings:
    """All documents of one term: ids ascending, frequencies, and (where asked for) the encoded positions."""

    ids: IntArray
    frequencies: FloatArray
    places: Places | None = None

    @property
    def nbytes(self) -> int:
        """How much memory the numbers take."""
        places = len(self.places.data) + self.places.starts.nbytes if self.places else 0
        return self.ids.nbytes + self.frequencies.nbytes + places


ABSENT = SegmentPostings(np.empty(0, np.int32), np.empty(0, np.float32), Places(b"", np.zeros(1, np.int32)))


def read_postings(file: Any, start: int, with_places: bool) -> SegmentPostings:
    """The posting list that begins at ``start`` of Whoosh's ``file``. IndexUnavailable where it is damaged."""
    ids: list[IntArray] = []
    frequencies: list[FloatArray] = []
    values: list[bytes] = []
    try:
        for gaps, weights, encoded in _blocks(file._buf, start):
            ids.append(np.cumsum(gaps, dtype=np.int32))  # each block counts from the first document
            if weights is None or isinstance(weights, float):  # all are one, or equal
                frequencies.append(np.full(len(gaps), weights or 1.0, dtype=np.float32))
            else:
                frequencies.append(np.array(weights, dtype=np.float32))
            if with_places:
                values += encoded
        places = Places(b"".join(values), np.cumsum([0, *map(len, values)], dtype=np.int32)) if with_places else None
        return SegmentPostings(np.concatenate(ids), np.concatenate(frequencies), places)
    except Exception as error:  # of noise, unpickling makes errors of any kind
        raise IndexUnavailable(f"the index is damaged ({error}); make it again: flask index rebuild") from error


def _blocks(buffer: memoryview, start: int) -> Iterator[tuple[Sequence[int], Any, Any]]:
    """The blocks of one list: the gaps between ids, the weights, the values."""
    at = start + len(WHOOSH3_HEADER_MAGIC)
    if buffer[start:at] != WHOOSH3_HEADER_MAGIC:
        raise ValueError(f"no postings at {start}")
    last = False
    while not last:
        (length,) = struct.unpack_from("!i", buffer, at)
        last = length < 0
        block = io.BytesIO(buffer[at + 4 : at + 4 + abs(length)])
        compressed = pickle.load(block)[3]
        data = block.read()
        yield pickle.loads(zlib.decompress(data) if compressed else data)
        at += 4 + abs(length)
