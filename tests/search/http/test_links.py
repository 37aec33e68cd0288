"""
Addresses of searches: one search, one address.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest
from werkzeug.datastructures import MultiDict

from search.http.fields import read_dates
from search.http.links import OF_ONE_PAGE, search_pairs
from search.http.schemas import SearchArgs

AUGUST, UNDATED = read_dates("2025-08"), read_dates("undated")


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        pytest.param({}, [], id="nothing asked for"),
        pytest.param({"q": "", "page": 1, "match": "stem", "collapse": False, "actor": []}, [], id="defaults"),
        pytest.param({"page": 2, "q": "ا"}, [("q", "ا"), ("page", "2")], id="one order"),
        pytest.param({"actor": ["b", "a", "b"]}, [("actor", "b"), ("actor", "a")], id="each value once"),
        pytest.param({"exclude_actor": ["a"]}, [("exclude.actor", "a")], id="names of the API"),
        pytest.param({"collapse": True}, [("collapse", "1")], id="yes"),
        pytest.param({"date": [AUGUST, UNDATED]}, [("date", "2025-08"), ("date", "undated")], id="dates"),
        pytest.param({"from_": AUGUST, "to": AUGUST}, [("from", "2025-08-01"), ("to", "2025-08-31")], id="bounds"),
        pytest.param({"bom": True, "other": 1}, [], id="what is not a search"),
    ],
)
def test_search_pairs(args: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """The parameters in one order, defaults left out."""
    assert search_pairs(args) == expected


@pytest.mark.parametrize(
    "query",
    [
        "q=لافروف&page=3&page_size=5&facets=month&facet_size=4&lang=en&sort=newest",
        "actor=a&actor=b&source=x&section=y&exclude.actor=c&exclude.source=d&collapse=1&match=root",
        "date=2025&date=2025-08&date=2025-08-01&date=undated&from=2025-01-01&to=2025-12-31",
    ],
)
def test_an_address_asks_for_the_same_again(query: str) -> None:
    """What a schema reads of an address is written back in full."""
    pairs = parse_qsl(query, encoding="utf-8")
    schema = SearchArgs()
    given = MultiDict(pairs)
    many = {name for name, field in schema.fields.items() if hasattr(field, "inner")}
    names = {field.data_key or name: name for name, field in schema.fields.items()}
    args = schema.load({k: given.getlist(k) if names[k] in many else given[k] for k in given})
    assert sorted(search_pairs(args)) == sorted(pairs)
    assert not {name for name, _ in search_pairs(args, without=OF_ONE_PAGE)} & OF_ONE_PAGE
