"""
SearchEngine on a Whoosh index.

Whoosh finds terms and keeps postings and columns; matching, ranking, counting and paging run on whole posting lists as
arrays (`matching`, `ranking`, `facets`, `paging`), because Whoosh's own collectors can give neither BM25 over several
fields, nor ladder counts, nor disjunctive facets in one pass, and several of them go wrong without a word (filters lost
under a time limit, a repeated last page, an error for a missing date).

Each request takes one view and keeps it to its end; `refresh` puts a newer one in its place.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage

from index import whoosh_directory as directory
from index.analysis.token import Layer
from index.errors import IndexUnavailable
from index.whoosh_schema import STRING_COLUMNS, whoosh_schema
from search import facets, paging, scoring
from search.engine import EngineHit, EngineResult, TermCount
from search.errors import SearchTimeout
from search.ladder import RUNGS
from search.matching import MATCH_FIELDS, Matcher, filter_masks
from search.postings import IntArray
from search.query import SearchRequest
from search.vocabulary import Vocabulary
from search.whoosh_view import Names, PostingCache, SegmentColumns, WhooshView

OPEN_ATTEMPTS = 20


class WhooshEngine:
    """Answers from the newest committed state it has been refreshed to."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names = {name: Names() for name in STRING_COLUMNS}
        self._cache = PostingCache()
        self._read_lock = threading.RLock()
        self._refresh_lock = threading.Lock()
        self._columns: dict[str, SegmentColumns] = {}
        self._view: WhooshView | None = None
        self._vocabulary: tuple[str, Vocabulary] | None = None

    @classmethod
    def open(cls, url: str) -> WhooshEngine:
        """The engine for ``whoosh:DIR``; an index that does not exist yet is found empty until it does."""
        engine = cls(directory.root_of(url))
        engine.refresh()
        return engine

    # --- the index seen ---

    @property
    def view(self) -> WhooshView:
        """The state that answers now."""
        if self._view is None:
            raise IndexUnavailable("there is no index yet; add articles, or run: flask index rebuild")
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
        return self._view.applied if self._view else 0

    def refresh(self) -> bool:
        """Move to the newest committed state; True if it changed."""
        folder = directory.current(self._root)
        if folder is None or self._latest(folder) == self.generation:
            return False
        with self._refresh_lock:
            if self._latest(folder) == self.generation:
                return False
            self._view = self._open_newest()
            return True

    def _latest(self, folder: Path) -> str:
        newest = whoosh_index.TOC._latest_generation(FileStorage(str(folder)), "MAIN")
        return f"{folder.name}.{newest}"

    def _open_newest(self) -> WhooshView:
        """Open what is newest, again if a commit or a rebuild removed a file between finding and opening it."""
        failure: Exception | None = None
        for _ in range(OPEN_ATTEMPTS):
            folder = directory.current(self._root)
            if folder is None:
                break
            try:
                return self._open_view(folder)
            except (OSError, whoosh_index.EmptyIndexError) as error:
                failure = error
                time.sleep(0.02)
        raise IndexUnavailable(f"the index in {self._root} cannot be opened: {failure}") from failure

    def _open_view(self, folder: Path) -> WhooshView:
        # Read before the table of contents, which is then at least as new: never promise what cannot be seen.
        applied = directory.read_state(folder).applied
        opened = whoosh_index.FileIndex(FileStorage(str(folder)), schema=whoosh_schema())
        toc = opened._read_toc()
        with self._read_lock:
            reader = opened._reader(opened.storage, toc.schema, toc.segments, toc.generation)
            leaves = [leaf for leaf, _ in reader.leaf_readers()] if toc.segments else []
            segments = [(leaf, self._columns_of(leaf)) for leaf in leaves]
        live = {leaf.segment().segment_id() for leaf in leaves}
        self._columns = {key: value for key, value in self._columns.items() if key in live}
        generation = f"{folder.name}.{toc.generation}"
        return WhooshView(segments, self._names, self._cache, self._read_lock, generation, applied)

    def _columns_of(self, leaf: Any) -> SegmentColumns:
        key = leaf.segment().segment_id()
        if key not in self._columns:
            self._columns[key] = SegmentColumns(leaf, self._names)
        return self._columns[key]

    # --- searching ---

    def search(self, request: SearchRequest) -> EngineResult:
        """One page of matches; QueryTooComplex for a prefix too wide, SearchTimeout when time is over."""
        view = self.view
        deadline = Deadline(request.timeout)
        matcher = Matcher(view, request.max_expansions)
        masks = filter_masks(view, request.filters)
        allowed = reduce(np.logical_and, masks.values())
        matched = matcher.match(request.clause, request.match)
        deadline.check()
        documents = np.flatnonzero(matched & allowed).astype(np.int32)
        scores = scoring.score(view, request.clause, documents, request.max_expansions, deadline.check)
        page = self._page(view, request, documents, scores)
        deadline.check()
        ladder: dict[Layer, int] = {}
        for rung in RUNGS if request.ladder else (request.match,):
            if rung == request.match:
                found = documents
            else:
                found = np.flatnonzero(matcher.match(request.clause, rung) & allowed).astype(np.int32)
            ladder[rung] = paging.count(view, found, request.collapse)
            deadline.check()
        return EngineResult(
            hits=tuple(self._hit(view, int(d), float(scores[d])) for d in page),
            total=ladder[request.match],
            ladder=ladder,
            facets=facets.count_facets(view, matched, request.filters, masks, request.facets, request.collapse),
            generation=view.generation,
            articles=view.articles,
        )

    @staticmethod
    def _page(view: WhooshView, request: SearchRequest, documents: IntArray, scores: scoring.Scores) -> IntArray:
        end = request.offset + request.limit
        order = paging.ordered(view, documents, scores, request.sort, None if request.collapse else end)
        if request.collapse:
            order = paging.collapse(view, order)
        return order[request.offset : end]

    @staticmethod
    def _hit(view: WhooshView, document: int, score: float) -> EngineHit:
        story, copies = view.story_of(document)
        return EngineHit(view.id_of(document), score, story, copies)

    def similar(self, terms: Mapping[str, float], exclude: str, limit: int) -> tuple[EngineHit, ...]:
        """The articles nearest to the weighted stems ``terms``, one per story, without the story of ``exclude``."""
        view = self.view
        scores = scoring.score_weighted(view, terms)
        excluded = [i for i, name in enumerate(self._names["story"].list) if name == exclude]
        mask = view.alive & (scores > 0) & ~np.isin(view.story, excluded)
        for document in np.flatnonzero(view.ids == exclude):
            mask &= view.story != view.story[document]
        order = paging.ordered(view, np.flatnonzero(mask).astype(np.int32), scores, "relevance")
        return tuple(self._hit(view, int(d), float(scores[d])) for d in paging.collapse(view, order)[:limit])

    # --- the vocabulary ---

    def terms(self, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """The most frequent words beginning with ``prefix``."""
        return tuple(TermCount(term, count) for term, count in self.vocabulary().beginning(prefix, limit))

    def count(self, layer: Layer, term: str) -> int:
        """The number of live articles with ``term`` in title or body."""
        view = self.view
        mask = np.zeros(view.size, dtype=np.bool_)
        for field in MATCH_FIELDS:
            mask[view.postings(field, layer, term).ids] = True
        return int((mask & view.alive).sum())

    def vocabulary(self) -> Vocabulary:
        """Every word of the visible index with its number of articles; read once per generation."""
        view = self.view
        kept = self._vocabulary
        if kept is None or kept[0] != view.generation:
            kept = self._vocabulary = (view.generation, Vocabulary(view.words()))
        return kept[1]

    def facet_values(self, name: str) -> Mapping[str, int]:
        """Every value of a keyword facet with its number of articles."""
        view = self.view
        return facets.count(view, name, view.alive, by_story=False)  # type: ignore[arg-type]

    def close(self) -> None:
        """Forget the view; its files close when the last request lets go of them."""
        self._view = None


class Deadline:
    """The time one search may take."""

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds if seconds is not None else None

    def check(self) -> None:
        """Raise SearchTimeout when it is over."""
        if self._end is not None and time.monotonic() > self._end:
            raise SearchTimeout(f"this search takes longer than {self._seconds:g} seconds; ask for less")
