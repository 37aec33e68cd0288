"""
Searching, on any View: what a SearchEngine does once it has a consistent state of an index to look at.

One pass: the clause is matched once at each rung, each filter once; page, ladder and facets are all counted from
those masks.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import reduce
from typing import Protocol

import numpy as np

from index.analysis.token import Layer
from search import facets, paging, scoring
from search.engine import EngineHit, EngineResult, TermCount
from search.errors import SearchTimeout
from search.ladder import RUNGS
from search.matching import MATCH_FIELDS, Matcher, filter_masks
from search.postings import IntArray, View
from search.query import KeywordField, SearchRequest
from search.vocabulary import Vocabulary


class IndexView(View, Protocol):
    """A View that can also name its documents."""

    generation: str
    articles: int

    def id_of(self, document: int) -> str:
        """The article id of a document."""
        ...

    def story_of(self, document: int) -> tuple[str, int]:
        """The story of a document and how many live documents tell it."""
        ...

    def documents_of(self, article_id: str) -> IntArray:
        """The documents of an article id: none or one live one, and dead ones."""
        ...


class ViewEngine(ABC):
    """The searching half of an engine; a subclass says which ``view`` answers."""

    @property
    @abstractmethod
    def view(self) -> IndexView:
        """The state that answers now."""

    def search(self, request: SearchRequest) -> EngineResult:
        """One page of matches; QueryTooComplex for a prefix too wide, SearchTimeout when time is over."""
        view = self.view
        deadline = Deadline(request.timeout)
        matcher = Matcher(view, request.max_expansions, deadline.check)
        masks = filter_masks(view, request.filters)
        allowed = reduce(np.logical_and, masks.values())
        matched = matcher.match(request.clause, request.match)
        deadline.check()
        documents = np.flatnonzero(matched & allowed).astype(np.int32)
        if request.limit:
            scores = scoring.score(view, request.clause, documents, request.max_expansions, deadline.check)
            page = self._page(view, request, documents, scores)
        else:
            scores, page = np.empty(0), documents[:0]
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
    def _page(view: IndexView, request: SearchRequest, documents: IntArray, scores: scoring.Scores) -> IntArray:
        end = request.offset + request.limit
        order = paging.ordered(view, documents, scores, request.sort, None if request.collapse else end)
        if request.collapse:
            order = paging.collapse(view, order)
        return order[request.offset : end]

    @staticmethod
    def _hit(view: IndexView, document: int, score: float) -> EngineHit:
        story, copies = view.story_of(document)
        return EngineHit(view.id_of(document), score, story, copies)

    def similar(self, terms: Mapping[str, float], exclude: str, limit: int) -> tuple[EngineHit, ...]:
        """The articles nearest to weighted stems, one per story, without the story of the article ``exclude``."""
        view = self.view
        scores = scoring.score_weighted(view, terms)
        mask = view.alive & (scores > 0)
        for document in view.documents_of(exclude):
            if not view.alive[document]:
                continue  # an older version of it may have told another story
            mask &= view.story != view.story[document]
        order = paging.ordered(view, np.flatnonzero(mask).astype(np.int32), scores, "relevance")
        return tuple(self._hit(view, int(d), float(scores[d])) for d in paging.collapse(view, order)[:limit])

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

    @abstractmethod
    def vocabulary(self) -> Vocabulary:
        """Every word of the visible index with its number of articles."""

    def facet_values(self, name: KeywordField) -> Mapping[str, int]:
        """Every value of a keyword facet with its number of articles."""
        view = self.view
        return facets.count(view, name, view.alive, by_story=False)


class Deadline:
    """The time one search may take."""

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds if seconds is not None else None

    def check(self) -> None:
        """Raise SearchTimeout when it is over."""
        if self._end is not None and time.monotonic() > self._end:
            raise SearchTimeout(f"this search takes longer than {self._seconds:g} seconds; ask for less")
