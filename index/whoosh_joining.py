"""
Several segments copied into one: what Whoosh's ``add_reader`` does, but for posting lists.

Whoosh takes each posting by itself and sorts them all again. The lists of a segment are in order already, and those of
segments that follow one another need only be renumbered and put together, term by term.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
from whoosh.reading import SegmentReader

from index.posting_list import IntArray, PostingList, join, with_positions
from index.whoosh_postings import read_postings
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
        writer.fieldwriter.start_field(field, writer.schema[field])
        positions = isinstance(writer.schema[field].format, Places)
        for term, of_term in groupby(of_field, key=itemgetter(1)):
            parts = [
                _renumbered(read_postings(readers[n]._terms._postfile, start, positions), numbers[n])
                for _, _, n, start in of_term
            ]
            joined = join(parts)
            if len(joined.ids):  # all documents that had it may have been deleted
                writer.fieldwriter.start_term(term)
                writer.fieldwriter.add_all(joined)
                writer.fieldwriter.finish_term()
        writer.fieldwriter.finish_field()
    writer._added = True


def _copy_documents(writer: Any, reader: SegmentReader) -> IntArray:
    """Copy the columns of the live documents; the new number of each old one, -1 for those that were deleted."""
    numbers = np.full(reader.doc_count_all(), -1, dtype=np.int32)
    first = writer.docnum
    numbers[[n for n in range(len(numbers)) if not reader.is_deleted(n)]] = np.arange(reader.doc_count()) + first
    writer.write_per_doc(set(writer.schema.names()), reader)
    return numbers


def _terms(reader: SegmentReader, number: int) -> Iterator[tuple[str, bytes, int, int]]:
    """The terms of a segment in order: field, term, the ``number`` of the segment, and where the postings begin."""
    for (field, term), info in reader._terms.items():
        yield field, term, number, info.extent()[0]


def _renumbered(postings: PostingList, numbers: IntArray) -> PostingList:
    """``postings`` of the documents that live on, by their new numbers."""
    ids = numbers[postings.ids]
    live = np.flatnonzero(ids >= 0)
    if len(live) == len(ids):
        return replace(postings, ids=ids)
    if postings.positions is None:
        return PostingList(ids[live], postings.frequencies[live])
    return with_positions(ids[live], postings.frequencies[live], postings.positions_in(live)[1])
