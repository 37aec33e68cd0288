"""
Any search as an Atom feed: valid, stable in its ids, and complete for articles without a date.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient

from index.article import Actor, Article, PublishedDate
from search.http.feeds import ATOM, document, updated
from search.results import Highlight, Hit, QueryEcho, Results, Story
from tests.support import serving

FEED = "/api/v1/feed.atom"
STORED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def feed(response) -> ElementTree.Element:
    """The root of a feed, checked for what RFC 4287 demands."""
    assert response.status_code == 200, response.text
    assert response.mimetype == "application/atom+xml"
    root = ElementTree.fromstring(response.data)
    assert root.tag == f"{{{ATOM}}}feed"
    for element in (root, *entries(root)):
        for needed in ("id", "title", "updated"):
            assert len(element.findall(f"{{{ATOM}}}{needed}")) == 1
        assert text(element, "id").startswith("urn:uuid:")
        assert RFC3339.fullmatch(text(element, "updated"))
        assert element.find(f"{{{ATOM}}}author/{{{ATOM}}}name").text
    assert {link.get("rel") for link in root.findall(f"{{{ATOM}}}link")} == {"self", "alternate"}
    assert all(entry.find(f"{{{ATOM}}}link[@rel='alternate']") is not None for entry in entries(root))
    return root


def entries(root: ElementTree.Element) -> list[ElementTree.Element]:
    """The entries of a feed."""
    return root.findall(f"{{{ATOM}}}entry")


def text(element: ElementTree.Element, name: str) -> str:
    """The text of a child; empty where there is none."""
    return element.findtext(f"{{{ATOM}}}{name}", "")


def test_a_feed_has_the_articles_of_its_search(seeds_client: FlaskClient) -> None:
    """Newest first, undated last; a reader made by others understands it."""
    answer = seeds_client.get(f"{FEED}?q=موسكو")
    root = feed(answer)
    found = seeds_client.get("/api/v1/search?q=موسكو&sort=newest&page_size=20").json
    assert [text(entry, "title") for entry in entries(root)] == [hit["title"] for hit in found["hits"]]
    parsed = feedparser.parse(answer.data)
    assert not parsed.bozo and len(parsed.entries) == found["total"]
    assert "موسكو" in parsed.feed.title
    assert parsed.entries[0].published.startswith(found["hits"][0]["published"]["date"])


def test_an_undated_article_has_the_moment_it_was_stored(seeds_client: FlaskClient) -> None:
    """Atom demands a time of each entry; none is claimed to be that of publication."""
    root = feed(seeds_client.get(f"{FEED}?date=undated"))
    assert len(entries(root)) == 3
    for entry in entries(root):
        assert text(entry, "published") == ""
        assert text(entry, "updated") > "2025-12-31"
    [dated] = entries(feed(seeds_client.get(f"{FEED}?date=2025-08-01")))
    assert text(dated, "published") == text(dated, "updated") == "2025-08-01T00:00:00Z"


def test_ids_stay(seeds_app: Flask, tmp_path: Path) -> None:
    """The same search and articles have the same ids wherever they are served from."""
    elsewhere = serving.application(tmp_path, base_url="https://other.example")
    serving.add(elsewhere, serving.SEEDS)
    here, there = (feed(app.test_client().get(f"{FEED}?q=سوريا")) for app in (seeds_app, elsewhere))
    serving.close(elsewhere)
    assert [text(one, "id") for one in (here, *entries(here))] == [text(one, "id") for one in (there, *entries(there))]
    other = feed(seeds_app.test_client().get(f"{FEED}?q=روسيا"))
    assert text(other, "id") != text(here, "id")


@pytest.mark.parametrize(
    ("query", "same"),
    [
        pytest.param("q=سوريا&page_size=1", True, id="the size of a page is not the search"),
        pytest.param("q=سوريا&lang=en", True, id="nor is the language"),
        pytest.param("q=سوريا&sort=relevance", False, id="the order is"),
        pytest.param("q=سوريا&date=undated", False, id="a filter is"),
    ],
)
def test_what_makes_a_feed(seeds_client: FlaskClient, query: str, same: bool) -> None:
    """The id names the search, and the self link asks for it again."""
    root = feed(seeds_client.get(f"{FEED}?{query}"))
    assert (text(root, "id") == text(feed(seeds_client.get(f"{FEED}?q=سوريا")), "id")) is same
    again = feed(seeds_client.get(root.find(f"{{{ATOM}}}link[@rel='self']").get("href")))
    assert ElementTree.tostring(again) == ElementTree.tostring(root)


def test_an_empty_feed_is_a_feed(seeds_client: FlaskClient) -> None:
    """A subject without news yet can be followed."""
    assert entries(feed(seeds_client.get(f"{FEED}?source=لا-أحد"))) == []


def test_nothing_in_an_article_breaks_the_feed(seeds_app: Flask) -> None:
    """Markup is text, and what XML cannot hold is left out."""
    bad = "عنوان <b>&amp; \x00\x0b\ufffe\ud800 ]]>"
    article = Article("a", bad, "text", bad, lead=bad, byline=bad, actors=(Actor("x\x01", "person", bad),))
    hit = Hit(article, 1.0, (), (Highlight("body", bad, ((0, 5),)),), Story("a", 1))
    found = Results(QueryEcho(bad, bad, "stem"), 1, 1, 20, 1.0, "g", 1, {}, (hit,), {})
    with seeds_app.test_request_context("/"):
        root = ElementTree.fromstring(document(found, {"q": bad.replace("\ud800", "")}, "ar", {"a": STORED}))
    [entry] = entries(root)
    assert text(entry, "title") == "عنوان <b>&amp;  ]]>"
    assert text(entry, "updated") == "2026-01-02T03:04:05Z"


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        pytest.param(PublishedDate(date(2025, 8, 1), "day", "text"), datetime(2025, 8, 1, tzinfo=UTC), id="day"),
        pytest.param(PublishedDate(date(2025, 8, 1), "month", "text"), datetime(2025, 8, 1, tzinfo=UTC), id="month"),
        pytest.param(PublishedDate(), STORED, id="undated"),
    ],
)
def test_the_moment_of_an_article(published: PublishedDate, expected: datetime) -> None:
    """As far as the date is known; else when it was stored."""
    assert updated(Article("a", "ع", "text", "ن", published=published), STORED) == expected
