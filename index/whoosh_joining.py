"""
Several segments copied into one: what Whoosh's ``add_reader`` does, but for posting lists.

Whoosh takes each posting by itself and sorts them all again. The lists of a segment are in order already, and those of
segments that follow one another need only be renumbered and put together, term by term.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
from whoosh.reading import SegmentReader

from index.posting_list import Columns, IntArray, columns, join
from index.whoosh_postings import read_columns, read_postings, start_in
from index.whoosh_schema import Places


def copy_segments(writer: Any, storage: Any, segments: Sequence[Any]) -> None:
    """Copy the live documents of ``segments``, in order, into what ``writer`` writes, which has none of its own.

    Nothing where there are none.
    """
    with ExitStack() as opened:
        readers = []
        for segment in segments:
            if segment.doc_count():
                readers.append(opened.enter_context(closing(SegmentReader(storage, writer.schema, segment))))
        if readers:
            _copy(writer, readers)


def _copy(writer: Any, readers: list[SegmentReader]) -> None:
    numbers = [_copy_documents(writer, reader) for reader in readers]
    terms = heapq.merge(*(_terms(reader, n) for n, reader in enumerate(readers)))
    for field, of_field in groupby(terms, key=itemgetter(0)):
        if field not in writer.schema:
            continue  # of an older version; `_copy_documents` does not copy it either
        writer.fieldwriter.start_field(field, writer.schema[field])
        positions = isinstance(writer.schema[field].format, Places)
        for term, of_term in groupby(of_field, key=itemgetter(1)):
            parts = [_part(readers[n], start, positions, numbers[n]) for _, _, n, start in of_term]
            live = [part for part in parts if part]
            if live:  # all documents that had it may have been deleted
                writer.fieldwriter.start_term(term)
                writer.fieldwriter.add_all(join(live))
                writer.fieldwriter.finish_term()
        writer.fieldwriter.finish_field()
    writer._added = True


def _copy_documents(writer: Any, reader: SegmentReader) -> int | IntArray:
    """Copy the columns of the live documents; the new number of the first, or where some were deleted of each old one.

    Those that were deleted have -1.
    """
    first = int(writer.docnum)
    new_numbers = writer.write_per_doc(set(writer.schema.names()), reader)
    if new_numbers is None:  # nothing was deleted
        return first
    numbers = np.full(reader.doc_count_all(), -1, dtype=np.int32)
    numbers[list(new_numbers)] = list(new_numbers.values())
    return numbers


def _terms(reader: SegmentReader, number: int) -> Iterator[tuple[str, bytes, int, int]]:
    """The terms of a segment in order: field, term, the ``number`` of the segment, and where the postings begin."""
    name_of = reader._terms._keydecoder
    for key, info in reader._terms._tindex.items():
        yield (*name_of(key), number, start_in(info))


def _part(reader: SegmentReader, start: int, positions: bool, numbers: int | IntArray) -> tuple[int, Columns] | None:
    """The postings of the documents that live on, and by how much their ids go up; None where there are none."""
    file = reader._terms._postfile
    if isinstance(numbers, int):
        return numbers, read_columns(file, start, positions)
    found = read_postings(file, start, positions)
    ids = numbers[found.ids]
    live = np.flatnonzero(ids >= 0)
    if not len(live):
        return None
    places = found.positions_in(live)[1].tolist() if positions else None
    return 0, columns(ids[live].tolist(), map(int, found.frequencies[live]), places)
