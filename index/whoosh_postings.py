"""
The posting lists of a Whoosh segment, read whole.

They are written as `index.posting_list` says. Segments of an older version of the index, which answers until it is
rebuilt, hold Whoosh's own format 3: a mark, then blocks of a length, a pickled head and three pickled columns.
"""

from __future__ import annotations

import io
import pickle
import struct
import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3TermInfo, W3TermsReader

from index.errors import IndexDamaged
from index.posting_list import (
    Columns,
    FloatArray,
    IntArray,
    PostingList,
    columns,
    decode,
    decode_columns,
    with_positions,
)
from index.whoosh_schema import Places

_EXTENT = struct.Struct("!qi")  # where a list begins, and how long it is


def start_of(terms: W3TermsReader, field: str, term: bytes) -> int | None:
    """Where the postings of ``term`` begin in the file of postings of a segment; None where it has no such term.

    IndexDamaged where the table of terms is.
    """
    try:
        at, length = terms._range_for_key(field, term)
        return start_in(terms._dbfile.get(at, length))
    except KeyError:
        return None
    except IndexDamaged:
        raise
    except Exception as error:
        raise _damaged(error) from error


def start_in(info: bytes) -> int:
    """Where postings begin, of what Whoosh keeps of their term: last come begin and length. IndexDamaged for noise."""
    if len(info) != W3TermInfo._struct.size + _EXTENT.size:
        raise _damaged("the table of terms is not what was written")
    return int(_EXTENT.unpack_from(info, W3TermInfo._struct.size)[0])


def read_postings(file: Any, start: int, positions: bool) -> PostingList:
    """The posting list that begins at ``start`` of Whoosh's ``file``. IndexDamaged where it is."""
    try:
        buffer: memoryview = file._buf
        return _read_blocks(buffer, start, positions) if _is_older(buffer, start) else decode(buffer, start, positions)
    except Exception as error:  # of noise, unpickling makes errors of any kind
        raise _damaged(error) from error


def read_columns(file: Any, start: int, positions: bool) -> Columns:
    """The same as `read_postings`, as it is to be written."""
    try:
        buffer: memoryview = file._buf
        if not _is_older(buffer, start):
            return decode_columns(buffer, start, positions)
        found = _read_blocks(buffer, start, positions)
        places = None if found.positions is None else found.positions.tolist()
        return columns(found.ids.tolist(), map(int, found.frequencies), places)
    except Exception as error:
        raise _damaged(error) from error


def positions_of(values: Sequence[bytes]) -> array[int]:
    """All positions of the values of postings, as `index.whoosh_schema.Places` wrote them."""
    if any(value[:1] != b"H" for value in values):
        return array("I", chain.from_iterable(map(Places().decode_positions, values)))
    found = array("H", b"".join([value[1:] for value in values]))
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _damaged(error: object) -> IndexDamaged:
    return IndexDamaged(f"the index is damaged ({error}); the service makes it anew, or do it: flask index rebuild")


def _is_older(buffer: memoryview, start: int) -> bool:
    return bytes(buffer[start : start + len(WHOOSH3_HEADER_MAGIC)]) == bytes(WHOOSH3_HEADER_MAGIC)


def _read_blocks(buffer: memoryview, start: int, positions: bool) -> PostingList:
    ids: list[IntArray] = []
    frequencies: list[FloatArray] = []
    values: list[bytes] = []
    for gaps, weights, encoded in _blocks(buffer, start):
        ids.append(np.cumsum(gaps, dtype=np.int32))  # each block counts from the first document
        if weights is None or isinstance(weights, float):  # all are one, or equal
            frequencies.append(np.full(len(gaps), weights or 1.0, dtype=np.float32))
        else:
            frequencies.append(np.array(weights, dtype=np.float32))
        if positions:
            values += encoded
    joined = np.concatenate(ids), np.concatenate(frequencies)
    return with_positions(*joined, np.array(positions_of(values))) if positions else PostingList(*joined)


def _blocks(buffer: memoryview, start: int) -> Iterator[tuple[Sequence[int], Any, Any]]:
    """The blocks of one list: the gaps between ids, the weights, the values."""
    at = start + len(WHOOSH3_HEADER_MAGIC)
    last = False
    while not last:
        (length,) = struct.unpack_from("!i", buffer, at)
        last = length < 0
        block = io.BytesIO(buffer[at + 4 : at + 4 + abs(length)])
        compressed = pickle.load(block)[3]
        data = block.read()
        yield pickle.loads(zlib.decompress(data) if compressed else data)
        at += 4 + abs(length)
