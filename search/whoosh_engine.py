"""
SearchEngine on a Whoosh index.

Whoosh finds terms and keeps postings and columns; matching, ranking, counting and paging run on whole posting lists as
arrays (`view_engine`), because Whoosh's own collectors can give neither BM25 over several
fields, nor ladder counts, nor disjunctive facets in one pass, and several of them go wrong without a word (filters lost
under a time limit, a repeated last page, an error for a missing date).

Each call takes one view and keeps it to its end; `refresh` puts a newer one in its place.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage

from index import whoosh_directory as directory
from index.errors import IndexUnavailable
from index.whoosh_merging import waiting
from index.whoosh_opening import open_newest, state_of
from index.whoosh_schema import STRING_COLUMNS, whoosh_schema
from search.posting_cache import PostingCache
from search.view_engine import ViewEngine
from search.vocabulary import Vocabulary
from search.whoosh_view import Names, SegmentColumns, WhooshView, read

RETRY_SECONDS = 1.0  # after an index could not be opened


class WhooshEngine(ViewEngine):
    """Answers from the newest committed state it has been refreshed to."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names = {name: Names() for name in STRING_COLUMNS}
        self._cache = PostingCache()
        self._read_lock = threading.RLock()
        self._refresh_lock = threading.Lock()
        self._columns: dict[str, SegmentColumns] = {}
        self._coming: dict[str, SegmentColumns] = {}
        self._view: WhooshView | None = None
        self._failure = ""
        self._failed_at = -RETRY_SECONDS

    @classmethod
    def open(cls, url: str) -> WhooshEngine:
        """The engine for ``whoosh:DIR``; an index that cannot be opened is unavailable until it can."""
        engine = cls(directory.root_of(url))
        with suppress(IndexUnavailable):  # told to whoever searches
            engine.refresh()
        return engine

    @property
    def view(self) -> WhooshView:
        """The state that answers now."""
        if self._view is None:
            raise IndexUnavailable(self._failure or "there is no index yet; add articles, or run: flask index rebuild")
        return self._view

    @property
    def generation(self) -> str:
        """Changes exactly when the visible index changes; "" before there is one."""
        return self._view.generation if self._view else ""

    @property
    def articles(self) -> int:
        """How many articles can be found."""
        return self._view.articles if self._view else 0

    @property
    def applied(self) -> int:
        """The store sequence number up to which the visible index is complete."""
        view, folder = self._view, directory.current(self._root)
        if view is None or folder is None:
            return 0
        # The writer notes it after the commit: a view opened between the two learns of it here. Read first, then
        # compared, it can not promise more than is seen.
        noted = directory.read_state(folder).applied
        if state_of(folder) == view.generation:
            view.applied = noted
        return view.applied

    def refresh(self) -> bool:
        """Move to the newest committed state; True if it changed. IndexUnavailable where it cannot be opened."""
        try:
            folder = directory.current(self._root)
            if folder is None or state_of(folder) == self.generation:
                return False
        except OSError as error:
            raise IndexUnavailable(f"the index in {self._root} cannot be read: {error}") from error
        with self._refresh_lock:
            if time.monotonic() - self._failed_at < RETRY_SECONDS:
                raise IndexUnavailable(self._failure)  # each request would wait as long as the one before
            before = self.generation
            try:
                self._view = open_newest(self._root, self._open_view)
            except IndexUnavailable as error:
                self._failure, self._failed_at = str(error), time.monotonic()
                raise
            self._failure = ""
            return self.generation != before

    def _open_view(self, folder: Path) -> WhooshView:
        # Read before the table of contents, which is then at least as new: never promise what cannot be seen.
        applied = directory.read_state(folder).applied
        if self._view and state_of(folder) == self._view.generation:
            return self._view  # another request was first
        opened = whoosh_index.FileIndex(FileStorage(str(folder)), schema=whoosh_schema())
        toc = opened._read_toc()
        with self._read_lock:
            reader = opened._reader(opened.storage, toc.schema, toc.segments, toc.generation)
            leaves = [leaf for leaf, _ in reader.leaf_readers()] if toc.segments else []
            segments = [(leaf, self._columns_of(leaf)) for leaf in leaves]
        live = {leaf.segment().segment_id() for leaf in leaves}
        self._columns = {key: value for key, value in self._columns.items() if key in live}
        generation = f"{folder.name}.{toc.generation}"
        return WhooshView(segments, self._names, self._cache, self._read_lock, folder, generation, applied)

    def _columns_of(self, leaf: Any) -> SegmentColumns:
        key = leaf.segment().segment_id()
        if key not in self._columns:
            columns = self._coming.get(key)
            if columns is None:
                columns = SegmentColumns(leaf, self._names)
                deque(columns.read(), 0)
            self._columns[key] = columns
        return self._columns[key]

    def ahead(self) -> Iterator[None]:
        """Read the columns of a merged segment that waits, and those of its posting lists that are in use."""
        folder = directory.current(self._root)
        found = waiting(folder) if folder else None
        if found is None:
            return
        reader, replaced = found
        with closing(reader):
            segment = reader.segment().segment_id()
            if segment in self._coming:
                return
            columns = SegmentColumns(reader, self._names)
            yield from columns.read()
            self._coming = {segment: columns}
            with self._read_lock:
                used = self._cache.used(replaced)
            for name, key, positions in used:
                postings = read(reader, name, key, positions)
                with self._read_lock:
                    self._cache.put((segment, name, key, positions), postings)
                yield

    def vocabulary(self) -> Vocabulary:
        """Every word of the visible index."""
        return self.view.vocabulary()

    def close(self) -> None:
        """Forget the view; its files close when the last request lets go of them."""
        self._view = None
