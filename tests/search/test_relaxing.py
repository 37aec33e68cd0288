"""When not all words have to match, and how many must."""

from __future__ import annotations

from datetime import date

import pytest

from search.engine import EngineResult
from search.errors import SearchTimeout
from search.parser import parse
from search.query import Bool, Clause, Filters, SearchRequest
from search.relaxing import Answer, search_relaxing


def must(clause: Clause) -> int:
    """How many of the plain words of a clause have to match; 0 where all have."""
    if isinstance(clause, Bool) and clause.must and isinstance(clause.must[0], Bool):
        return clause.must[0].minimum
    return 0


def at_least(totals: dict[int, int], words: int) -> int:
    """How many articles have so many words or more, 0 for all of them."""
    return totals.get(words, 0) if words == 0 else next((totals[n] for n in range(words, 9) if n in totals), 0)


def relaxing(q: str, totals: dict[int, int], **asked: object) -> tuple[Answer, list[int]]:
    """The answer where so many articles are found for so many words, and what was searched for on the way."""
    searched: list[int] = []

    def search(request: SearchRequest) -> EngineResult:
        searched.append(must(request.clause))
        total = at_least(totals, searched[-1])
        if total < 0:
            raise SearchTimeout("too slow")
        return EngineResult((), total, {}, {}, "", 0)

    parsed = parse(q, resolve_actor=lambda name: (), today=date(2025, 1, 1))
    return search_relaxing(search, SearchRequest(parsed.clause, **asked), parsed), searched  # type: ignore[arg-type]


THREE = "زيارة وزير موسكو"
FOUR = "زيارة وزير موسكو دمشق"
EIGHT = f"{FOUR} قمة أمن سلام طاقة"


@pytest.mark.parametrize(
    ("q", "totals", "asked", "relaxed", "searched"),
    [
        pytest.param(THREE, {0: 10}, {}, None, [0, 0], id="enough"),
        pytest.param(THREE, {0: 9, 2: 12}, {}, 2, [0, 1, 2, 2], id="two of three"),
        pytest.param(THREE, {0: 1, 2: 6, 1: 999}, {}, 2, [0, 1, 2, 2], id="never one of three while anything is found"),
        pytest.param(THREE, {0: 2, 2: 2}, {}, None, [0, 1, 2, 0], id="not where it finds nothing more"),
        pytest.param(THREE, {1: 7}, {}, 1, [0, 1, 2, 1], id="one where nothing else is found"),
        pytest.param(THREE, {}, {}, None, [0, 1, 0], id="nothing at all"),
        pytest.param(FOUR, {0: 9, 3: 100, 2: 300, 1: 999}, {}, 3, [0, 2, 3, 3], id="as many of four as find enough"),
        pytest.param(FOUR, {0: 9, 3: 30, 2: 60, 1: 99}, {}, 1, [0, 2, 1, 1], id="any of four where none find enough"),
        pytest.param(FOUR, {0: 9, 3: 9, 2: 9, 1: 9}, {}, None, [0, 2, 1, 0], id="of four, none finds more"),
        pytest.param(
            EIGHT, {7: 4, 6: 40, 5: 99, 4: 150, 3: 999, 2: 9999, 1: 99999}, {}, 4, [0, 4, 6, 5, 4], id="half of eight"
        ),
        pytest.param(
            EIGHT,
            {5: 2, 4: 150, 3: 999},
            {"sort": "newest"},
            5,
            [0, 4, 6, 5, 5],
            id="by date: as many of eight as find anything",
        ),
        pytest.param(FOUR, {0: 12, 1: 999}, {}, None, [0, 0], id="all of many where that is enough"),
        pytest.param(
            'زيارة وزير موسكو "قمة دمشق"',
            {0: 3, 3: 99, 2: 200},
            {},
            2,
            [0, 2, 3, 2],
            id="the quotes of a pasted headline",
        ),
        pytest.param('زيارة وزير موسكو "قمة دمشق"', {}, {}, None, [0, 2, 1, 0], id="of a headline nobody wrote"),
        pytest.param('زيارة وزير موسكو "قمة دمشق"', {0: 30}, {}, None, [0, 0], id="found as it stands"),
        pytest.param('زيارة وزير "قمة دمشق"', {0: 3, 1: 99}, {}, None, [0, 0], id="quotes in a short query are meant"),
        pytest.param('زيارة وزير موسكو +"قمة دمشق"', {0: 3, 2: 9}, {}, 2, [0, 1, 2, 2], id="quotes asked for are kept"),
        pytest.param("زيارة وزير", {0: 3, 1: 99}, {}, None, [0, 0], id="of two, one is not most"),
        pytest.param(THREE, {0: 3, 2: 99}, {"sort": "newest"}, None, [0, 0], id="by date: something found is enough"),
        pytest.param(THREE, {2: 99}, {"sort": "oldest"}, 2, [0, 1, 2, 2], id="by date: nothing found"),
        pytest.param(THREE, {0: 9, 2: 12}, {"limit": 100}, 2, [0, 1, 2, 2], id="a large page changes nothing"),
        pytest.param(THREE, {0: 10, 2: 99}, {"limit": 100}, None, [0, 0], id="nor where there is enough"),
        pytest.param(THREE, {0: 4, 2: -1}, {}, None, [0, 1, 0], id="out of time: what was found is kept"),
        pytest.param("«زيارة وزير» +موسكو -دمشق", {}, {}, None, [0], id="nothing to relax"),
    ],
)
def test_relaxing(
    q: str, totals: dict[int, int], asked: dict[str, object], relaxed: int | None, searched: list[int]
) -> None:
    """The fewest words are given up that are enough, and no search is made that is not needed."""
    answer, made = relaxing(q, totals, **asked)
    assert (relaxed, searched) == (answer.relaxed, made)
    assert answer.strict_total == totals.get(0, 0)
    assert answer.result.total == totals.get(relaxed or 0, 0)


def test_a_search_that_is_out_of_time_at_once_fails() -> None:
    """Without a strict answer there is nothing to keep."""
    with pytest.raises(SearchTimeout):
        relaxing(FOUR, {0: -1})


@pytest.mark.parametrize(
    ("everywhere", "relaxed"),
    [
        pytest.param({0: 40, 1: 99}, None, id="a filter that leaves few does not widen the search"),
        pytest.param({0: 4, 1: 99}, 1, id="a search that was widened stays so under a filter"),
    ],
)
def test_a_filter_never_changes_what_matches(everywhere: dict[int, int], relaxed: int | None) -> None:
    """Else choosing a value of a facet would not show as many articles as stood beside it."""
    within = {0: 12 if relaxed else 2, 1: 50}

    def search(request: SearchRequest) -> EngineResult:
        totals = everywhere if request.filters == Filters() else within
        return EngineResult((), at_least(totals, must(request.clause)), {}, {}, "", 0)

    parsed = parse(FOUR, resolve_actor=lambda name: (), today=date(2025, 1, 1))
    answer = search_relaxing(search, SearchRequest(parsed.clause, Filters(source=("سانا",))), parsed)
    assert (answer.relaxed, answer.result.total) == (relaxed, within[relaxed or 0])
