"""
The posting lists of a Whoosh segment, read whole.

They are written as `index.posting_list` says. Segments of an older version of the index, which answers until it is
rebuilt, hold Whoosh's own format 3: a mark, then blocks of a length, a pickled head and three pickled columns.
"""

from __future__ import annotations

import io
import pickle
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from index.errors import IndexUnavailable
from index.posting_list import FloatArray, IntArray, Positions, PostingList, decode, with_positions


def read_postings(file: Any, start: int, positions: bool) -> PostingList:
    """The posting list that begins at ``start`` of Whoosh's ``file``. IndexUnavailable where it is damaged."""
    buffer: memoryview = file._buf
    try:
        if buffer[start : start + len(WHOOSH3_HEADER_MAGIC)] == WHOOSH3_HEADER_MAGIC:
            return _read_blocks(buffer, start, positions)
        return decode(buffer, start, positions)
    except Exception as error:  # of noise, unpickling makes errors of any kind
        raise IndexUnavailable(f"the index is damaged ({error}); make it again: flask index rebuild") from error


def positions_of(values: Sequence[bytes]) -> Positions:
    """All positions of the values of postings, as `index.whoosh_schema.Places` wrote them."""
    if all(value[:1] == b"H" for value in values):
        return np.frombuffer(b"".join([value[1:] for value in values]), dtype="<u2")
    widths = {b"H": "<u2", b"I": "<u4"}
    return np.concatenate([np.frombuffer(value, widths[value[:1]], offset=1).astype(np.uint32) for value in values])


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
    return with_positions(*joined, positions_of(values)) if positions else PostingList(*joined)


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
