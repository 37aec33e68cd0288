"""
A posting list as it lies in a segment: whole, as arrays.

A search here wants all documents of a term at once. So a list is one piece: a head, the gaps between its ids, how often
the term occurs in each document, and all its positions one after the other, each in a width that holds them. Nothing
is compressed: reading is a sum, and narrow widths take no more room than compressed pickles do.

====================  ==========================================================================
mark                  ``BPL1``
checksums             CRC-32 of gaps and frequencies, and of positions (4 bytes each)
counts                of documents, of positions (4 bytes each)
widths                bytes of one gap, of one frequency (0: all are 1), of one position (0: none are kept), and a zero
gaps                  the first id, then the difference from each id to the next
frequencies
positions             as many for each document as its frequency says
====================  ==========================================================================

All numbers are little-endian and unsigned. Most lists are short, so what writes and joins them works on `Columns`, of
Python's arrays: numpy's take ten times as long to make.
"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import sub
from typing import Any

import numpy as np
import numpy.typing as npt

MARK = b"BPL1"
_HEAD = struct.Struct("<4sIIIIBBBx")
_CODES = {1: "B", 2: "H", 4: "I"}
_TYPES = {width: np.dtype(f"<u{width}") for width in _CODES}

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

    def positions_in(self, rows: npt.NDArray[np.integer]) -> tuple[IntArray, Positions]:
        """How many positions each of some documents has, and all of them in order; ``rows`` are indexes into ids.

        ValueError where positions were not read.
        """
        if self.positions is None or self.starts is None:
            raise ValueError("the positions of this list were not read")
        firsts = self.starts[rows]
        counts = self.starts[rows + 1] - firsts
        ends = counts.cumsum()
        return counts, self.positions[np.arange(int(counts.sum())) + (firsts - ends + counts).repeat(counts)]


ABSENT = PostingList(np.empty(0, np.int32), np.empty(0, np.float32), np.empty(0, np.uint16), np.zeros(1, np.int32))


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """A posting list as it is written; ``positions`` is None where none are kept."""

    gaps: array[int]
    frequencies: array[int]
    positions: array[int] | None


def columns(ids: Sequence[int], frequencies: Iterable[int], positions: Sequence[int] | None) -> Columns:
    """The columns of a list that is not empty.

    ValueError where ids do not ascend, or where there are not as many positions as the frequencies say.
    """
    if ids[0] < 0 or any(map(int.__ge__, ids, ids[1:])):
        raise ValueError("the ids of a posting list ascend")
    counts = list(frequencies)
    if positions is not None and len(positions) != sum(counts):
        raise ValueError(f"{len(positions)} positions of {sum(counts)} occurrences")
    gaps = [ids[0], *map(sub, ids[1:], ids)]
    return Columns(_narrow(gaps), _narrow(counts), None if positions is None else _narrow(positions))


def join(parts: Sequence[tuple[int, Columns]]) -> Columns:
    """One list of those of segments that follow one another, each with the number that its first document now has.

    All or none of them have their positions.
    """
    gaps, last = [], 0
    for shift, part in parts:
        first = part.gaps[0] + shift - last
        gaps.append(_widened(part.gaps, first))
        gaps[-1][0] = first
        last = sum(part.gaps) + shift
    places = [part.positions for _, part in parts if part.positions is not None]
    return Columns(_joined(gaps), _joined([part.frequencies for _, part in parts]), _joined(places) if places else None)


def encode(list_: Columns) -> bytes:
    """The bytes of a list."""
    alike = max(list_.frequencies) == 1
    numbers = _bytes(list_.gaps) + (b"" if alike else _bytes(list_.frequencies))
    places = list_.positions if list_.positions is not None else array("B")
    positions = _bytes(places)
    widths = list_.gaps.itemsize, 0 if alike else list_.frequencies.itemsize, places.itemsize if places else 0
    counts = len(list_.gaps), len(places)
    return _HEAD.pack(MARK, zlib.crc32(numbers), zlib.crc32(positions), *counts, *widths) + numbers + positions


def decode(buffer: memoryview, at: int, positions: bool) -> PostingList:
    """The list that begins at ``at`` of ``buffer``, with its ``positions`` if they are wanted.

    The arrays are copies: nobody who keeps them keeps the buffer. ValueError where the bytes are damaged.
    """
    numbers, count, width, frequency_width, places, place_width = _parts(buffer, at, positions)
    ids = np.frombuffer(numbers, _TYPES[width], count).cumsum(dtype=np.int32)
    if frequency_width:
        frequencies = np.frombuffer(numbers, _TYPES[frequency_width], count, count * width).astype(np.float32)
    else:
        frequencies = np.ones(count, dtype=np.float32)
    if not positions:
        return PostingList(ids, frequencies)
    return with_positions(ids, frequencies, np.frombuffer(places, _TYPES[place_width]).copy())


def decode_columns(buffer: memoryview, at: int, positions: bool) -> Columns:
    """The same as `decode`, as columns."""
    numbers, count, width, frequency_width, places, place_width = _parts(buffer, at, positions)
    gaps = _array(width, numbers[: count * width])
    frequencies = _array(frequency_width, numbers[count * width :]) if frequency_width else array("B", b"\1" * count)
    return Columns(gaps, frequencies, _array(place_width, places) if positions else None)


def with_positions(ids: IntArray, frequencies: FloatArray, positions: Positions) -> PostingList:
    """A list with its positions."""
    starts = np.zeros(len(ids) + 1, dtype=np.int32)
    frequencies.cumsum(dtype=np.int32, out=starts[1:])
    return PostingList(ids, frequencies, positions, starts)


def _parts(buffer: memoryview, at: int, positions: bool) -> tuple[memoryview, int, int, int, memoryview, int]:
    """Gaps and frequencies, their number and widths; positions and their width. Both checked."""
    mark, checksum, places_checksum, count, total, width, frequency_width, place_width = _HEAD.unpack_from(buffer, at)
    if mark != MARK:
        raise ValueError(f"no postings at {at}")
    begin = at + _HEAD.size
    end = begin + count * (width + frequency_width)
    numbers = buffer[begin:end]
    if len(numbers) != end - begin or zlib.crc32(numbers) != checksum:
        raise ValueError(f"the postings at {at} are not what was written")
    places = buffer[end : end + total * place_width]
    if positions and (not place_width or len(places) != total * place_width or zlib.crc32(places) != places_checksum):
        raise ValueError(f"the positions at {at} are not what was written")
    return numbers, count, width, frequency_width, places, place_width


def _code(most: int) -> str:
    return "B" if most < 1 << 8 else "H" if most < 1 << 16 else "I"


def _narrow(numbers: Sequence[int]) -> array[int]:
    return array(_code(max(numbers)), numbers)


def _widened(numbers: array[int], most: int) -> array[int]:
    """A copy wide enough for ``most`` too."""
    code = _code(most)
    return array(code if array(code).itemsize > numbers.itemsize else numbers.typecode, numbers)


def _joined(parts: Sequence[array[int]]) -> array[int]:
    if len(parts) == 1:
        return parts[0]
    code = max(parts, key=lambda part: part.itemsize).typecode
    found = array(code)
    for part in parts:
        found.extend(part if part.typecode == code else array(code, part))
    return found


def _array(width: int, data: memoryview) -> array[int]:
    found = array(_CODES[width])
    found.frombytes(data)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _bytes(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()
