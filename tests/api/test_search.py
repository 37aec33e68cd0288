"""
Searching through the API: the shape of an answer, its parameters, pages and labels.
"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.support.api import SEARCH, ids


def test_search_has_the_agreed_shape(seeds_client: FlaskClient) -> None:
    """All members are there, and the counts agree with each other."""
    body = seeds_client.get(SEARCH, query_string={"q": "لافروف", "page_size": 2}).json
    assert set(body) == {
        *("query", "did_you_mean", "total", "page", "page_size", "pages", "took_ms", "index"),
        *("ladder", "hits", "facets", "links"),
    }
    assert body["index"]["articles"] == 5
    assert body["total"] == body["ladder"]["stem"] >= 3
    assert body["pages"] == -(-body["total"] // 2)
    assert len(body["hits"]) == 2
    hit = body["hits"][0]
    assert "sergey-lavrov" in [actor["id"] for actor in hit["actors"]]
    for mark in hit["highlights"]:
        assert all(0 <= start < end <= len(mark["text"]) for start, end in mark["ranges"])
        assert mark["html"].count("<mark>") == len(mark["ranges"])
    found = seeds_client.get(SEARCH, query_string={"q": "السوريون", "match": "root"}).json["hits"]
    reasons = [why for hit in found for why in hit["why"]]
    assert reasons and all(why["level"] in ("stem", "root") and why["term"] and why["as"] for why in reasons)


def test_get_and_post_answer_the_same(seeds_client: FlaskClient) -> None:
    """The same parameters under the same names; lists where they repeat."""
    got = seeds_client.get(SEARCH + "?q=موسكو&actor=sergey-lavrov&actor=vladimir-putin&date=undated&page_size=3")
    posted = seeds_client.post(
        SEARCH,
        json={"q": "موسكو", "actor": ["sergey-lavrov", "vladimir-putin"], "date": "undated", "page_size": 3},
    )
    assert ids(got) == ids(posted)
    same = ("query", "total", "ladder", "facets", "links")
    assert {name: got.json[name] for name in same} == {name: posted.json[name] for name in same}
    assert "ETag" not in posted.headers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("page=٢&page_size=٢", "page=2&page_size=2", id="arabic-indic digits"),
        pytest.param("page=۲&page_size=۲", "page=2&page_size=2", id="persian digits"),
        pytest.param("date=٢٠٢٥-٠٨", "date=2025-08", id="arabic digits in a date"),
        pytest.param("from=٢٠٢٥&to=٢٠٢٥-١٢-٢٤", "from=2025&to=2025-12-24", id="arabic digits in bounds"),
        pytest.param("q=&actor=&date=&page=", "", id="empty is not given"),
        pytest.param("match=STEM&sort=Newest", "match=stem&sort=newest", id="case of words"),
        pytest.param("page=%202%20&page_size=2", "page=2&page_size=2", id="spaces around a number"),
        pytest.param("collapse=true", "collapse=1", id="yes in words"),
        pytest.param("facets=none", "facets=none&facet_size=3", id="no facets"),
        pytest.param("actor=a&actor=a", "actor=a", id="the same value twice"),
    ],
)
def test_forgiven_spellings(seeds_client: FlaskClient, one: str, other: str) -> None:
    """Two ways to ask for the same give the same."""
    first, second = seeds_client.get(f"{SEARCH}?{one}"), seeds_client.get(f"{SEARCH}?{other}")
    assert ids(first) == ids(second)
    assert first.json["facets"] == second.json["facets"]


def test_a_repeated_parameter_is_or_and_different_ones_are_and(seeds_client: FlaskClient) -> None:
    """OR within a field, AND between fields, and exclusion."""
    august = set(ids(seeds_client.get(SEARCH + "?date=2025-08")))
    december = set(ids(seeds_client.get(SEARCH + "?date=2025-12")))
    undated = set(ids(seeds_client.get(SEARCH + "?date=undated")))
    assert (len(august), len(december), len(undated)) == (1, 1, 3)
    assert set(ids(seeds_client.get(SEARCH + "?date=2025-08&date=undated"))) == august | undated
    assert set(ids(seeds_client.get(SEARCH + "?date=2025"))) == august | december
    assert set(ids(seeds_client.get(SEARCH + "?from=2025-09"))) == december
    assert set(ids(seeds_client.get(SEARCH + "?from=2025-09&date=undated"))) == set()
    everyone = set(ids(seeds_client.get(SEARCH)))
    putin = set(ids(seeds_client.get(SEARCH + "?actor=vladimir-putin")))
    assert set(ids(seeds_client.get(SEARCH + "?exclude.actor=vladimir-putin"))) == everyone - putin
    assert set(ids(seeds_client.get(SEARCH + "?actor=vladimir-putin&date=undated"))) == putin & undated


def test_pages_follow_each_other_by_their_links(seeds_client: FlaskClient) -> None:
    """next and previous walk all results, each once, with the filters kept."""
    seen, address = [], f"{SEARCH}?q=سوريا&page_size=2&exclude.source=x"
    while address:
        body = seeds_client.get(address).json
        seen += [hit["id"] for hit in body["hits"]]
        assert body["links"]["self"].startswith("http://localhost/api/v1/search?")
        address = body["links"].get("next")
    assert len(seen) == len(set(seen)) == body["total"]
    assert "page=1&" not in body["links"]["previous"] and "exclude.source=x" in body["links"]["previous"]


def test_a_page_past_the_end_is_empty(seeds_client: FlaskClient) -> None:
    """No error, nothing repeated, and a way back."""
    body = seeds_client.get(SEARCH + "?page=50").json
    assert body["hits"] == [] and body["total"] == 5
    assert "next" not in body["links"] and body["links"]["previous"] == "http://localhost/api/v1/search"


def test_labels_are_in_the_language_asked_for(seeds_client: FlaskClient) -> None:
    """By parameter, else by header, else Arabic."""

    def label(address: str, accept: str = "") -> str:
        body = seeds_client.get(address, headers={"Accept-Language": accept} if accept else {}).json
        return next(bucket["label"] for bucket in body["facets"]["month"] if bucket["value"] == "undated")

    assert label(SEARCH) == "بلا تاريخ"
    assert label(SEARCH, "en-GB,en;q=0.9") == "Undated"
    assert label(SEARCH, "fr") == "بلا تاريخ"
    assert label(SEARCH + "?lang=ar", "en") == "بلا تاريخ"
