"""
A View on the segments of a Whoosh index.

- what a segment holds never changes but for its deletions, so its columns and posting lists are read once and kept:
  lists as long as there is room (`posting_cache`), columns for as long as the segment is in the index
- keyword values are numbered once for the whole engine, so segments can be joined without translating
- Whoosh's files are not safe to read from two threads at once: one lock guards them; what is cached needs none
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.analysis.token import Layer
from index.errors import IndexDamaged
from index.posting_list import ABSENT, PostingList
from index.schema import TEXT_FIELDS
from index.whoosh_codec import WORDS_EXT
from index.whoosh_directory import mark_damaged
from index.whoosh_postings import read_postings, start_of
from index.whoosh_schema import DAY_COLUMNS, SEPARATOR, STRING_COLUMNS, text_field
from index.word_list import WordList
from search.posting_cache import PostingCache
from search.postings import FloatArray, IntArray, Mask, Places, Postings, Values, places
from search.vocabulary import Vocabulary


class Names:
    """Numbers for strings, given once and kept: the value table of a keyword field for the life of an engine.

    Safe for threads: a number is known only when its name is in the list.
    """

    def __init__(self) -> None:
        self.list: list[str] = []
        self._numbers: dict[str, int] = {}
        self._lock = threading.Lock()

    def number(self, name: str) -> int:
        """The number of ``name``, a new one if it has none yet."""
        found = self._numbers.get(name)
        if found is None:
            with self._lock:
                found = self._numbers.get(name)
                if found is None:
                    self.list.append(name)
                    found = self._numbers[name] = len(self.list) - 1
        return found


class SegmentColumns:
    """The columns of one segment as arrays, and its words: whole once `read` has taken its last step."""

    def __init__(self, reader: Any, names: dict[str, Names]) -> None:
        self._reader, self._names = reader, names
        self.size: int = reader.doc_count_all()
        self.values: dict[str, tuple[IntArray, IntArray]] = {}

    def read(self) -> Iterator[None]:
        """Read column by column: of a large segment all together take a third of a second."""
        reader = self._reader
        self.ids = np.array(_column(reader, "id"), dtype=object)
        yield
        self.lengths = {f: _numbers(reader, f"{f}_length", ">u4").astype(np.float32) for f in TEXT_FIELDS}
        self.days = {name: _numbers(reader, name, ">i4").astype(np.int32) for name in DAY_COLUMNS}
        for name in STRING_COLUMNS:
            self.values[name] = self._values(reader, name, self._names[name])
            yield
        self.words = words_of(reader)
        del self._reader  # it may be closed now

    @staticmethod
    def _values(reader: Any, column: str, names: Names) -> tuple[IntArray, IntArray]:
        known: dict[bytes, list[int]] = {}  # most values occur again and again
        rows = [
            known.get(raw) or known.setdefault(raw, [names.number(v) for v in raw.decode().split(SEPARATOR)])
            for raw in _column(reader, column)
        ]
        counts = np.fromiter(map(len, rows), dtype=np.int32, count=len(rows))
        return np.fromiter(chain.from_iterable(rows), dtype=np.int32, count=int(counts.sum())), counts


def _column(reader: Any, name: str) -> list[Any]:
    return list(reader.column_reader(name, translate=name == "id"))


def _numbers(reader: Any, name: str, dtype: str) -> npt.NDArray[Any]:
    """A column of numbers, read at once: Whoosh keeps them one after the other, and leaves out the last that are 0."""
    numbers = np.zeros(reader.doc_count_all(), dtype=dtype)
    if not reader.has_column(name):  # all are 0
        return numbers
    column = reader.column_reader(name, translate=False)
    numbers[: column._count] = np.frombuffer(column._dbfile.get(0, column._count * numbers.itemsize), dtype=dtype)
    return numbers


class WhooshView:
    """One committed state of a Whoosh index."""

    def __init__(
        self,
        segments: list[tuple[Any, SegmentColumns]],
        names: dict[str, Names],
        cache: PostingCache,
        lock: threading.RLock,
        folder: Path,
        generation: str,
        applied: int,
    ) -> None:
        self._segments, self._names, self._folder = segments, names, folder
        self._cache, self._lock = cache, lock
        self.generation, self.applied = generation, applied
        columns = [columns for _, columns in segments]
        self._bases = np.cumsum([0] + [c.size for c in columns])
        self.size = int(self._bases[-1])
        self.alive: Mask = np.ones(self.size, dtype=np.bool_)
        for base, (reader, _) in zip(self._bases, segments, strict=False):
            dead = np.fromiter(reader.segment().deleted_docs(), dtype=np.int64)
            self.alive[base + dead] = False
        self.articles = int(self.alive.sum())
        self.first_day = _join([c.days["first_day"] for c in columns], np.int32)
        self.last_day = _join([c.days["last_day"] for c in columns], np.int32)
        self.story = _join([c.values["story"][0] for c in columns], np.int32)
        self._lengths = {f: _join([c.lengths[f] for c in columns], np.float32) for f in TEXT_FIELDS}
        self._values = {name: self._join_values(name, columns) for name in STRING_COLUMNS}

    def _join_values(self, name: str, columns: list[SegmentColumns]) -> Values:
        ordinals = _join([c.values[name][0] for c in columns], np.int32)
        counts = _join([c.values[name][1] for c in columns], np.int32)
        starts = np.concatenate([np.zeros(1, np.int32), np.cumsum(counts, dtype=np.int32)])
        return Values(self._names[name].list, ordinals, starts)

    @cached_property
    def ids(self) -> npt.NDArray[Any]:
        """The article id of each document."""
        return np.concatenate([c.ids for _, c in self._segments]) if self._segments else np.empty(0, dtype=object)

    @cached_property
    def order(self) -> IntArray:
        """The rank of each document's id."""
        rank = np.empty(self.size, dtype=np.int32)
        rank[np.argsort(self.ids.astype(str) if self.size else self.ids, kind="stable")] = np.arange(self.size)
        return rank

    @cached_property
    def copies(self) -> npt.NDArray[np.int64]:
        """How many live documents each story number has."""
        return np.bincount(self.story[self.alive], minlength=len(self._names["story"].list))

    def lengths(self, field: str) -> FloatArray:
        """How many words each document has in ``field``."""
        lengths: FloatArray = self._lengths[field]
        return lengths

    def values(self, field: str) -> Values:
        """The keyword field ``field``."""
        return self._values[field]

    def postings(self, field: str, layer: Layer, term: str) -> Postings:
        """All documents of ``term``."""
        name, key = text_field(field, layer), term.encode("utf-8", "replace")
        with self._lock:
            joined = self._cache.get((self.generation, name, key, False))
        if joined is not None:
            return Postings(joined.ids, joined.frequencies)
        parts = []
        for number, base in enumerate(self._bases[:-1]):
            part = self._read(number, name, key, positions=False)
            if len(part.ids):
                parts.append((part.ids + np.int32(base) if base else part.ids, part.frequencies))
        if not parts:
            joined = ABSENT
        elif len(parts) == 1:
            joined = PostingList(*parts[0])
        else:
            joined = PostingList(*(np.concatenate([part[i] for part in parts]) for i in (0, 1)))
        if len(self._segments) > 1:
            with self._lock:
                self._cache.put((self.generation, name, key, False), joined)
        return Postings(joined.ids, joined.frequencies)

    def places(self, field: str, layer: Layer, term: str, documents: IntArray) -> Places:
        """Where ``term`` stands in ``documents``."""
        name, key = text_field(field, layer), term.encode("utf-8", "replace")
        counts, positions = [], []
        segments = np.searchsorted(self._bases, documents, side="right") - 1
        for number in np.unique(segments):
            part = self._read(int(number), name, key, positions=True)
            local = documents[segments == number] - self._bases[number]
            found = part.positions_in(np.searchsorted(part.ids, local))
            counts.append(found[0])
            positions.append(found[1])
        return places(np.concatenate(counts), np.concatenate(positions)) if counts else np.empty(0, np.int64)

    def expand(self, field: str, prefix: str, limit: int) -> list[str]:
        """At most ``limit`` words beginning with ``prefix``."""
        words: set[str] = set()
        with self._lock:
            for reader, _ in self._segments:
                for raw in reader.expand_prefix(text_field(field, "word"), prefix):
                    words.add(raw.decode())
                    if len(words) >= limit:
                        break
        return sorted(words)[:limit]

    def vocabulary(self) -> Vocabulary:
        """Every word and its number of articles."""
        return Vocabulary([columns.words for _, columns in self._segments])

    def id_of(self, document: int) -> str:
        """The article id of one document."""
        number = int(np.searchsorted(self._bases, document, side="right")) - 1
        return str(self._segments[number][1].ids[document - self._bases[number]])

    def documents_of(self, article_id: str) -> IntArray:
        """The documents of one article id."""
        return np.flatnonzero(self.ids == article_id).astype(np.int32)

    def story_of(self, document: int) -> tuple[str, int]:
        """The story of one document, and how many live documents share it."""
        number = int(self.story[document])
        return self._names["story"].list[number], int(self.copies[number])

    def _read(self, number: int, name: str, key: bytes, positions: bool) -> PostingList:
        reader = self._segments[number][0]
        place = (reader.segment().segment_id(), name, key, positions)
        with self._lock:
            found = self._cache.get(place)
            if found is None:
                try:
                    found = read(reader, name, key, positions)
                except IndexDamaged:
                    mark_damaged(self._folder)  # opening it, as indexers do, does not show that
                    raise
                self._cache.put(place, found)
        return found


def read(reader: Any, name: str, key: bytes, positions: bool) -> PostingList:
    """One posting list of one segment, whole."""
    # Not reader.postings(): it drops deleted documents one by one, and which are deleted changes while lists do not.
    start = start_of(reader._terms, name, key)
    return ABSENT if start is None else read_postings(reader._terms._postfile, start, positions)


def words_of(reader: Any) -> WordList:
    """The words of one segment; none where it is of an older version, whose index is being rebuilt."""
    segment, storage = reader.segment(), reader.storage()
    if not storage.file_exists(segment.make_filename(WORDS_EXT)):
        return WordList.of({})
    return WordList(segment.open_file(storage, WORDS_EXT).buffer)


def _join(parts: list[Any], dtype: Any) -> Any:
    return np.concatenate(parts) if parts else np.empty(0, dtype=dtype)
