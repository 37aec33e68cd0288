"""
All words must match; when too few articles have them all, fewer are enough.

- "too few" is less than a page of the usual size (`ENOUGH`), so that asking for larger pages changes no total
- filters are left out of that count: a filter only ever narrows, and a facet's count is what choosing its value shows
- so is the rung asked for: counted is always at the usual one (`RUNG`), so that the ladder of an answer says what the
  other rungs will show, and a narrower rung never shows more
- what is asked for instead is as many of the words as find enough. From `LONG` words on a query is a question or a
  title, and enough is `CANDIDATES` articles: among fewer, an article is missed that has few of the words but the
  telling ones (measured: benchmarks/RESULTS.md), with more, totals and facets count what nobody asked for
- of two words, one only when nothing has both
- sorted by date only when nothing was found, and then no more than must be: there, loose matches would stand above
  good ones
- phrases, fields, operators, + and - are never relaxed (`Parsed.plain` says what may be), with one exception: a pasted
  headline, whose quotes are not the searcher's. Where several plain words stand around quoted ones and too little is
  found, the quoted words count as words too (26 % of 2,000 real headlines have quotes); +«…» keeps them together
"""

from __future__ import annotations

import logging
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from index.analysis.token import Layer
from search.engine import EngineResult
from search.errors import SearchTimeout
from search.parser import Parsed
from search.query import Clause, Filters, SearchRequest

RUNG: Layer = "stem"
ENOUGH = 10  # articles
LONG = 4  # words
CANDIDATES = 100  # articles
RELAXED_SHARE = 0.6  # of the time for a search; the rest is left for an answer that is not relaxed
logger = logging.getLogger("bahith.search")

Search = Callable[[SearchRequest], EngineResult]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine gave, for which clause, and how many words had to match where not all could.

    ``strict_total`` counts the articles that have all the words, filters and rung aside where there are several words.
    """

    result: EngineResult
    clause: Clause
    relaxed: int | None = None
    strict_total: int = 0


def search_relaxing(
    search: Search,
    request: SearchRequest,
    parsed: Parsed,
    seconds: float | None = None,
    candidates: int = CANDIDATES,
) -> Answer:
    """The answer to ``request`` with the words of ``parsed`` relaxed where they must be.

    Of ``seconds``, which all searches may take together, relaxed ones get `RELAXED_SHARE`. ``candidates`` articles are
    enough for a long query. Raises what ``search`` does.
    """
    if len(parsed.plain) < 2:
        strict = search(request)
        return Answer(strict, request.clause, None, strict.total)
    # Counted before anything is ranked: for most long queries the strict answer would be thrown away.
    probe = replace(request, match=RUNG, filters=Filters(), facets=(), ladder=False, offset=0, limit=0)
    strict_total = search(probe).total
    enough = ENOUGH if request.sort == "relevance" else 1
    if strict_total < enough:
        share = None if seconds is None else seconds * RELAXED_SHARE
        try:
            wanted = candidates if request.sort == "relevance" and _words(parsed) >= LONG else 1
            minimum = _strictest(search, replace(probe, timeout=share), parsed, wanted, strict_total)
            if minimum is not None:
                clause = _relaxed(parsed, minimum)
                return Answer(search(replace(request, clause=clause, timeout=share)), clause, minimum, strict_total)
        except SearchTimeout:
            logger.info("out of time for a relaxed search")  # the few that have all the words are better than none
    return Answer(search(request), request.clause, None, strict_total)


def _relaxed(parsed: Parsed, minimum: int) -> Clause:
    return parsed.as_headline(minimum) if parsed.headline else parsed.relaxed(minimum)


def _words(parsed: Parsed) -> int:
    return len(parsed.headline or parsed.plain)


def _strictest(search: Search, probe: SearchRequest, parsed: Parsed, wanted: int, strict_total: int) -> int | None:
    """As many words as find ``wanted`` articles, or else one; None where asking for fewer finds nothing more."""
    if _words(parsed) == 2 and strict_total:
        return None
    fewer = range(_words(parsed) - 1, 0, -1)

    @cache
    def found(minimum: int) -> int:
        return search(replace(probe, clause=_relaxed(parsed, minimum))).total

    # Fewer words never find less, so what is wanted can be bisected for.
    minimum = fewer[min(bisect_left(fewer, wanted, key=found), len(fewer) - 1)]
    return minimum if found(minimum) > strict_total else None
