"""
From what the user asked to a page of results: the one door to searching for the API, the pages and the feeds.

`SearchService.search` reads the query, asks the engine, relaxes where all words find too little, fetches the
articles of the page in one call, and shows why and where each was found.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from config import Settings
from index.actors.gazetteer import Gazetteer
from index.analysis.token import Layer
from index.article import Article
from index.store import Store
from search import similarity, suggestions
from search.engine import EngineHit, EngineResult, SearchEngine
from search.errors import QueryTooComplex, SearchTimeout
from search.labels import finder, labelled
from search.notices import Language, Notice
from search.occurrences import Finder
from search.parser import Parsed, parse
from search.query import FacetName, FacetRequest, Filters, Keyword, MatchAll, SearchRequest, Sort
from search.relaxing import ENOUGH, Search, search_relaxing
from search.results import FacetBucket, Highlight, Hit, QueryEcho, Results, Story
from search.showing import shown, shown_in_full
from search.spelling import Spelling
from search.suggestions import Suggestion
from search.syntax import leaves

ALL_VALUES = 1_000_000  # of a facet
# Words that most news and many queries have: their posting lists are the longest to read.
REHEARSED = "قال الرئيس في بيان اليوم إن وزير الخارجية أكد على ذلك بعد زيارة إلى مصر من أجل التعاون مع دول أخرى"


@dataclass(frozen=True, slots=True)
class SearchParams:
    """One search as asked for; bounds were checked at the edge, except those only the query can break."""

    q: str = ""
    match: Layer = "stem"
    filters: Filters = field(default_factory=Filters)
    sort: Sort = "relevance"
    page: int = 1
    page_size: int = 10
    facets: tuple[FacetName, ...] = ()
    facet_size: int = 10
    collapse: bool = False
    language: Language = "ar"
    highlight: bool = True
    notices: tuple[Notice, ...] = ()  # what was noticed at the edge, told with what the query gave rise to


class SearchService:
    """Searches one engine and the store beside it."""

    def __init__(
        self,
        engine: SearchEngine,
        store: Store,
        gazetteer: Gazetteer,
        settings: Settings,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.engine, self.store, self.gazetteer, self.settings = engine, store, gazetteer, settings
        self._today = today
        self._spelling = Spelling(engine, store)

    def search(self, params: SearchParams) -> Results:
        """One page of results. Raises QueryTooComplex, SearchTimeout, IndexUnavailable."""
        started = time.perf_counter()
        parsed = self._read(params)
        search = self._timed()
        notices = (*params.notices, *parsed.notices, *self._absent(parsed, search))
        answer = search_relaxing(search, self._request(params, parsed), parsed, self.settings.search_timeout)
        result = answer.result
        if answer.relaxed:
            relaxed = Notice("relaxed", str(answer.relaxed)) if answer.relaxed > 1 else Notice("relaxed_to_any")
            notices = (*notices, relaxed)
        hits = self._hits(result.hits, Finder(answer.clause, params.match, parsed.typed), params.highlight)
        did_you_mean = self._did_you_mean(params, parsed, answer.strict_total, search)
        return Results(
            query=QueryEcho(
                q=params.q,
                read_as=parsed.read_as,
                match=params.match,
                warnings=tuple(notice.text(params.language) for notice in notices),
                relaxed=answer.relaxed,
            ),
            total=result.total,
            page=params.page,
            page_size=params.page_size,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
            generation=result.generation,
            articles=result.articles,
            ladder=result.ladder,
            hits=hits,
            facets={
                name: tuple(labelled(name, bucket, self.gazetteer, params.language) for bucket in buckets)
                for name, buckets in result.facets.items()
            },
            did_you_mean=did_you_mean,
            max_results=self.settings.max_results,
        )

    def facet_values(
        self, params: SearchParams, name: FacetName, find: str = "", size: int = 10
    ) -> tuple[FacetBucket, ...]:
        """The values of the facet ``name`` within a search, those that go by a name with the words of ``find``.

        A word of ``find`` is enough as the beginning of a word of the name, however it is spelled.
        """
        parsed = self._read(params)
        request = replace(
            self._request(params, parsed), facets=(FacetRequest(name, ALL_VALUES),), ladder=False, offset=0, limit=0
        )
        answer = search_relaxing(self._timed(), request, parsed, self.settings.search_timeout)
        buckets = answer.result.facets[name]
        found = (labelled(name, bucket, self.gazetteer, params.language) for bucket in buckets)
        return tuple(islice(filter(finder(name, find, self.gazetteer), found), size))

    def ids(self, params: SearchParams, limit: int) -> tuple[tuple[str, ...], int]:
        """The ids of the first ``limit`` results in order, and how many results there are; the page does not count."""
        parsed = self._read(replace(params, page=1))
        request = replace(self._request(params, parsed), facets=(), ladder=False, offset=0, limit=limit)
        result = search_relaxing(self._timed(), request, parsed, self.settings.search_timeout).result
        return tuple(hit.id for hit in result.hits), result.total

    def parse(self, q: str, language: Language = "ar") -> Parsed:
        """How ``q`` is read today, with the actors known."""
        return parse(q, resolve_actor=self.gazetteer.resolve, today=self._today(), language=language)

    def rehearse(self) -> None:
        """Search, correct and complete once: what is read when first needed (tables, names, columns) is read then."""
        self.parse("جهة:سوريا")
        self.search(SearchParams(q=REHEARSED, facets=("month", "actor", "source", "section")))
        self.search(SearchParams(q="الرئئيس"))
        self.suggest("سوريا")

    def article(self, id: str) -> Article:
        """The article, its actors as the gazetteer knows them now. Raises ArticleNotFound."""
        return self._refreshed(self.store.get(id))

    def marked(self, article: Article, q: str, match: Layer = "stem") -> tuple[Highlight, Highlight]:
        """Title and body of ``article`` in full, with everything marked that ``q`` asks for."""
        return shown_in_full(article, Finder(self.parse(q).clause, match))

    def similar(self, id: str, limit: int = 10) -> tuple[Hit, ...]:
        """The articles most like the one with this id, other stories only. Raises ArticleNotFound."""
        article = self.store.get(id)
        weights = similarity.weigh(article, self.engine)
        found = self.engine.similar(weights, id, limit) if weights else ()
        return self._hits(found, Finder(MatchAll(), "stem"), with_highlights=True)

    def suggest(self, prefix: str, limit: int = 10, language: Language = "ar") -> tuple[Suggestion, ...]:
        """Actors and words that complete what has been typed so far."""
        return suggestions.complete(prefix, limit, language, self.engine, self.gazetteer, self._spelling)

    def _read(self, params: SearchParams) -> Parsed:
        """How the query of ``params`` is read; QueryTooComplex where a bound is broken, the length first of all."""
        settings = self.settings
        if len(params.q) > settings.max_query_chars:
            raise QueryTooComplex(f"q has {len(params.q)} characters; use at most {settings.max_query_chars}")
        parsed = self.parse(params.q, params.language)
        if parsed.clauses > settings.max_clauses:
            raise QueryTooComplex(
                f"q has {parsed.clauses} words, phrases and values; use at most {settings.max_clauses}"
            )
        if params.page_size > settings.max_results:
            raise QueryTooComplex(
                f"only the first {settings.max_results} results can be paged to; use a page_size of at most that",
                parameter="page_size",
            )
        if params.page * params.page_size > settings.max_results:
            raise QueryTooComplex(
                f"only the first {settings.max_results} results can be paged to; "
                f"use a page of at most {settings.max_results // params.page_size}, or narrow the search",
                parameter="page",
            )
        return parsed

    def _request(self, params: SearchParams, parsed: Parsed) -> SearchRequest:
        return SearchRequest(
            clause=parsed.clause,
            filters=params.filters,
            match=params.match,
            sort=params.sort,
            offset=(params.page - 1) * params.page_size,
            limit=params.page_size,
            facets=tuple(FacetRequest(name, params.facet_size) for name in params.facets),
            collapse=params.collapse,
            max_expansions=self.settings.max_expansions,
        )

    def _timed(self) -> Search:
        """The engine's search, with no more than what is left, counted from now, of the time one search may take."""
        started, allowed = time.perf_counter(), self.settings.search_timeout

        def search(request: SearchRequest) -> EngineResult:
            left = allowed - (time.perf_counter() - started)
            if left <= 0:
                raise SearchTimeout(f"the search takes longer than {allowed:g} seconds; use fewer or rarer words")
            return self.engine.search(replace(request, timeout=min(left, request.timeout or left)))

        return search

    def _absent(self, parsed: Parsed, search: Search) -> Iterator[Notice]:
        """The sources and sections that the query names and no article has."""
        named = dict.fromkeys(leaf.clause for leaf in leaves(parsed.tree) if isinstance(leaf.clause, Keyword))
        for clause in named:
            if clause.field != "actor" and not search(SearchRequest(clause, limit=0, ladder=False)).total:
                yield Notice(f"no_such_{clause.field}", clause.values[0])

    def _hits(self, found: Sequence[EngineHit], finder: Finder, with_highlights: bool) -> tuple[Hit, ...]:
        """The hits with their articles; one that was deleted a moment ago is left out."""
        articles = self.store.get_many([hit.id for hit in found])
        return tuple(
            self._hit(hit, self._refreshed(articles[hit.id]), finder, with_highlights)
            for hit in found
            if hit.id in articles
        )

    def _hit(self, hit: EngineHit, article: Article, finder: Finder, with_highlights: bool) -> Hit:
        why, highlights = shown(article, finder) if with_highlights else ((), ())
        return Hit(article, hit.score, why, highlights, Story(hit.story, hit.copies))

    def _refreshed(self, article: Article) -> Article:
        actors = tuple(self.gazetteer.get(actor.id) or actor for actor in article.actors)
        return article if actors == article.actors else replace(article, actors=actors)

    def _did_you_mean(self, params: SearchParams, parsed: Parsed, found: int, search: Search) -> str | None:
        """A query near to the one asked, which found ``found`` articles, that finds more."""
        if params.page > 1 or found >= ENOUGH:
            return None
        proposal = suggestions.corrected(parsed, params.match, self.engine, self._spelling, params.language)
        if proposal is None:
            return None
        reading = self.parse(proposal, params.language)
        request = replace(self._request(params, reading), facets=(), ladder=False, limit=0)
        try:
            answer = search_relaxing(search, request, reading, self.settings.search_timeout)
        except SearchTimeout:
            return None  # the results are there; a suggestion is not worth an error
        better = answer.strict_total > found or found == 0
        return proposal if better and answer.result.total else None
