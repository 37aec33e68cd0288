"""
What the views decide that no corpus at hand would show: years in the chart, addresses, paragraphs, half characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from search.highlighting import to_html
from search.http.fields import read_dates, read_period
from search.http.page_addresses import Addresses
from search.http.page_article import paragraphs
from search.http.page_chart import chart
from search.http.page_filters import LISTED, facets
from search.http.page_results import page_numbers
from search.http.texts import Words
from search.results import FacetBucket, Highlight, QueryEcho, Results
from tests.support.tree import plain

AR, EN = Words("ar"), Words("en")


@pytest.fixture(autouse=True)
def _in_a_request(seeds_app: Flask) -> Iterator[None]:
    with seeds_app.test_request_context("/"):
        yield


def addresses(**args: Any) -> Addresses:
    return Addresses({"q": "", "page": 1, "facet_size": 10, "collapse": False, "sort": "relevance", **args}, "ar")


def results(page: int = 1, total: int = 0, **buckets: dict[str, int]) -> Results:
    made = {n: tuple(FacetBucket(value, value, count) for value, count in b.items()) for n, b in buckets.items()}
    echo = QueryEcho("x", "x", "stem")
    return Results(echo, total, page, 10, 1.0, "g", total, {}, (), made)


def asked(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query, keep_blank_values=True)


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        pytest.param(2018, 2025, range(2018, 2026), id="all that have room"),
        pytest.param(2014, 2025, range(2014, 2026, 2), id="every second"),
        pytest.param(2001, 2025, range(2001, 2025, 4), id="not the last, which has no room for its name"),
        pytest.param(1966, 2025, range(1966, 2026, 8), id="sixty"),
    ],
)
def test_years_are_named_below_the_chart(first: int, last: int, named: range) -> None:
    """Each stands below its bar, so that one can tell every bar's year."""
    shown = chart(results(month={f"{first}-01": 2, f"{last}-02": 1}), addresses(q="x"), Words("en"))
    assert shown and [int(name or 0) for name in shown.years] == [
        year if year in named else 0 for year in range(first, last + 1)
    ]
    assert shown.months == ()


def test_months_of_one_year_are_numbered() -> None:
    shown = chart(results(month={"2018-02": 2, "2018-12": 1}), addresses(q="x"), AR)
    assert shown and shown.years == ("٢٠١٨",)
    assert shown.months == ("١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩", "١٠", "١١", "١٢")


def test_a_year_of_the_chart_opens_its_months() -> None:
    """A bar of a year becomes the period shown, in place of the dates chosen."""
    found = results(month={"2025-01": 2, "2015-03": 1}, year={"2025": 2, "2015": 1})
    shown = chart(found, addresses(q="x", date=[read_dates("2025-01")]), AR)
    assert shown and shown.picture.unit == "year"
    assert asked(shown.bars[0].url) == {"q": ["x"], "from": ["2015-01-01"], "to": ["2015-12-31"]}
    assert plain(shown.bars[0].label) == "٢٠١٥: مقالة واحدة"


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        pytest.param(1, 0, "", id="nothing"),
        pytest.param(1, 1, "", id="one page needs no numbers"),
        pytest.param(1, 3, "[1] 2 3", id="few"),
        pytest.param(1, 50, "[1] 2 3 … 50", id="the first"),
        pytest.param(25, 50, "1 … 23 24 [25] 26 27 … 50", id="in the middle"),
        pytest.param(50, 50, "1 … 48 49 [50]", id="the last"),
        pytest.param(90, 50, "1 … 50", id="past the end"),
    ],
)
def test_page_numbers(page: int, pages: int, shown: str) -> None:
    numbers = page_numbers(results(page, pages * 10), addresses(), EN)
    assert " ".join("…" if one is None else f"[{one.text}]" if one.current else one.text for one in numbers) == shown


def test_a_change_goes_back_to_the_first_page() -> None:
    there = addresses(q="x", page=7, sort="newest", actor=["a"])
    assert asked(there.adding("actor", "b")) == {"q": ["x"], "actor": ["a", "b"], "sort": ["newest"]}
    assert asked(there.search(page=8))["page"] == ["8"]


def test_chosen_and_excluded_at_once_is_neither() -> None:
    """What was done last counts."""
    there = addresses(q="x", exclude_actor=["a", "b"], source=["s"])
    assert asked(there.adding("actor", "a")) == {"q": ["x"], "actor": ["a"], "source": ["s"], "exclude.actor": ["b"]}
    assert asked(there.adding("exclude_source", "s")) == {
        "q": ["x"],
        "exclude.actor": ["a", "b"],
        "exclude.source": ["s"],
    }
    assert asked(there.only_actor("b"))["actor"] == ["b"]


def test_without_filters_leaves_words_and_order() -> None:
    there = addresses(
        q="x", sort="oldest", match="root", actor=["a"], from_=read_period("2025"), date=[read_dates("undated")]
    )
    assert asked(there.without_filters()) == {"q": ["x"], "match": ["root"], "sort": ["oldest"]}


def test_half_a_character_is_no_fault() -> None:
    """It cannot stand in an address; the page is shown all the same."""
    assert "%3F" in addresses(q="x").adding("source", "\ud83d")


def test_a_long_facet_says_that_there_is_more() -> None:
    buckets = tuple(FacetBucket(f"s{n}", f"s{n}", 100 - n, n == 90) for n in range(100))
    (facet,) = facets({"source": buckets}, addresses(q="x"), AR)
    (group,) = facet.groups
    assert len(group.shown) + len(group.folded) == LISTED["source"] + 1  # the chosen one is always shown
    assert group.shown[-1].selected
    assert facet.all_url and asked(facet.all_url)["facet_size"] == ["100"]
    (whole,) = facets({"source": buckets}, addresses(q="x", facet_size=100), AR)
    assert whole.all_url is None


def test_each_kind_of_actor_has_its_room() -> None:
    """Many states do not push the people out of the list."""
    states = tuple(FacetBucket(f"s{n}", f"s{n}", 100, kind="state") for n in range(50))
    people = tuple(FacetBucket(f"p{n}", f"p{n}", 1, kind="person") for n in range(50))
    (facet,) = facets({"actor": (*states, *people, FacetBucket("gone", "gone", 1))}, addresses(q="x"), EN)
    assert [(group.title, len(group.shown) + len(group.folded)) for group in facet.groups] == [
        ("People", LISTED["actor"]),
        ("States", LISTED["actor"]),
        ("Others", 1),
    ]
    assert facet.all_url


def test_paragraphs_keep_their_marks() -> None:
    """Marks fall where they fell; one that spans a break is cut in two."""
    body = Highlight("body", "واحد اثنان\n\nثلاثة\n \n\nأربعة", ((5, 17), (21, 26)))
    assert [to_html(piece) for piece in paragraphs(body)] == [
        "واحد <mark>اثنان</mark>",
        "<mark>ثلاثة</mark>",
        "<mark>أربعة</mark>",
    ]
    assert all(body.text[piece.start :].startswith(piece.text) for piece in paragraphs(body))
    assert list(paragraphs(Highlight("body", " \n\n ", ()))) == []
