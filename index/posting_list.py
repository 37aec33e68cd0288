"""
A posting list as it lies in a segment: whole, as arrays that are read where they are.

A search here wants all documents of a term at once. So a list is one piece: a head, the gaps between its ids, how often
the term occurs in each document, and all its positions one after the other, each in the narrowest width that holds
them. Nothing is compressed: reading is a sum, and the narrow widths take no more room than compressed pickles did.

====================  ==========================================================================
mark                  ``BPL1``
checksums             CRC-32 of ids and frequencies, and of positions (4 bytes each)
counts                of documents, of positions (4 bytes each)
widths                bytes of one gap, of one frequency (0: all are 1), of one position (0: none are kept)
gaps                  the first id, then the difference from each id to the next
frequencies
positions             as many for each document as its frequency says
====================  ==========================================================================

All numbers are little-endian and unsigned.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

MARK = b"BPL1"
_HEAD = struct.Struct("<4sIIIIBBBx")
_TYPES = {width: np.dtype(f"<u{width}") for width in (1, 2, 4)}

IntArray = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float32]
Positions = npt.NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class PostingList:
    """All documents of one term: ids ascending, frequencies, and (where asked for) the positions of all of them."""

    ids: IntArray
    frequencies: FloatArray
    positions: Positions | None = None
    starts: IntArray | None = None  # where the positions of each document begin, and where the last ones end

    @property
    def nbytes(self) -> int:
        """How much memory the numbers take."""
        parts = (self.ids, self.frequencies, self.positions, self.starts)
        return sum(part.nbytes for part in parts if part is not None)

    def positions_in(self, rows: npt.NDArray[np.integer]) -> tuple[IntArray, Positions]:
        """How many positions each of some documents has, and all of them in order; ``rows`` are indexes into ids.

        ValueError where positions were not read.
        """
        if self.positions is None or self.starts is None:
            raise ValueError("the positions of this list were not read")
        firsts = self.starts[rows]
        counts = self.starts[np.asarray(rows) + 1] - firsts
        shifts = firsts - (np.cumsum(counts) - counts)
        return counts, self.positions[np.arange(int(counts.sum())) + np.repeat(shifts, counts)]


ABSENT = PostingList(np.empty(0, np.int32), np.empty(0, np.float32), np.empty(0, np.uint16), np.zeros(1, np.int32))


def with_positions(ids: IntArray, frequencies: FloatArray, positions: Positions) -> PostingList:
    """A list with its positions."""
    starts = np.zeros(len(ids) + 1, dtype=np.int32)
    np.cumsum(frequencies, out=starts[1:], dtype=np.int32)
    return PostingList(ids, frequencies, positions, starts)


def join(parts: Sequence[PostingList]) -> PostingList:
    """One list of those of segments that follow one another; all or none of them have their positions."""
    if len(parts) == 1:
        return parts[0]
    ids, frequencies = (np.concatenate(arrays) for arrays in zip(*((p.ids, p.frequencies) for p in parts), strict=True))
    places = [part.positions for part in parts if part.positions is not None]
    return with_positions(ids, frequencies, np.concatenate(places)) if places else PostingList(ids, frequencies)


def encode(ids: npt.NDArray[Any], frequencies: npt.NDArray[Any], positions: npt.NDArray[Any] | None) -> bytes:
    """The bytes of a list that is not empty; ``positions`` are all of them in order, None where none are kept.

    ValueError where ids do not ascend, or where there are not as many positions as the frequencies say.
    """
    gaps = ids.astype(np.int64)
    gaps[1:] -= gaps[:-1].copy()
    if gaps[0] < 0 or gaps[1:].min(initial=1) < 1:
        raise ValueError("the ids of a posting list ascend")
    total = 0 if positions is None else len(positions)
    if positions is not None and total != int(frequencies.sum()):
        raise ValueError(f"{total} positions of {int(frequencies.sum())} occurrences")
    gap_width, numbers = _packed(gaps)
    frequency_width, more = _packed(frequencies) if frequencies.max() > 1 else (0, b"")
    position_width, places = (0, b"") if positions is None else _packed(positions)
    numbers += more
    checksums = zlib.crc32(numbers), zlib.crc32(places)
    head = _HEAD.pack(MARK, *checksums, len(gaps), total, gap_width, frequency_width, position_width)
    return head + numbers + places


def decode(buffer: memoryview, at: int, positions: bool) -> PostingList:
    """The list that begins at ``at`` of ``buffer``, with its ``positions`` if they are wanted.

    The arrays are copies: nobody who keeps them keeps the buffer. ValueError where the bytes are damaged.
    """
    mark, checksum, places_checksum, count, total, wide, frequency_width, position_width = _HEAD.unpack_from(buffer, at)
    if mark != MARK:
        raise ValueError(f"no postings at {at}")
    begin = at + _HEAD.size
    end = begin + count * (wide + frequency_width)
    numbers = buffer[begin:end]
    if zlib.crc32(numbers) != checksum:
        raise ValueError(f"the postings at {at} are not what was written")
    ids = np.cumsum(np.frombuffer(numbers, _TYPES[wide], count), dtype=np.int32)
    if frequency_width:
        frequencies = np.frombuffer(numbers, _TYPES[frequency_width], count, count * wide).astype(np.float32)
    else:
        frequencies = np.ones(count, dtype=np.float32)
    if not positions:
        return PostingList(ids, frequencies)
    places = buffer[end : end + total * position_width]
    if zlib.crc32(places) != places_checksum or not position_width:
        raise ValueError(f"the positions at {at} are not what was written")
    return with_positions(ids, frequencies, np.frombuffer(places, _TYPES[position_width], total).copy())


def _packed(numbers: npt.NDArray[Any]) -> tuple[int, bytes]:
    """The fewest bytes that hold each of ``numbers``, and the numbers in that width."""
    most = int(numbers.max())
    width = 1 if most < 1 << 8 else 2 if most < 1 << 16 else 4
    return width, numbers.astype(_TYPES[width]).tobytes()
