"""
Hostile articles, queries and addresses: nothing breaks out of the pages.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.http.page_hits import web_address
from tests.support import hostile, serving
from tests.support.pages import BROWSER, get, nothing_broke_out
from tests.support.tree import parse, select


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Articles that try to break the pages."""
    folder = tmp_path_factory.mktemp("hostile")
    app = serving.application(folder)
    serving.add_articles(app, folder, hostile.articles())
    yield app
    serving.close(app)


def test_articles_cannot_break_out(hostile_app: Flask) -> None:
    """Markup in any field is text, in results and on the article's page."""
    client = hostile_app.test_client()
    results = get(client, "/?q=مكيدة&page_size=100")
    nothing_broke_out(results)
    assert len(select(results, ".hit")) == len(hostile.articles())
    for link in select(results, ".hit h2 a"):
        nothing_broke_out(get(client, link.get("href")))
    assert "{{ 7*7 }}" in results.text_content() and "<script>document" in results.text_content()


@pytest.mark.parametrize(
    "trick", [hostile.SCRIPT, hostile.IMAGE, hostile.OVERRIDE, "' autofocus onfocus='x", "</title><script>", "\x00\x1b"]
)
def test_queries_cannot_break_out(hostile_app: Flask, trick: str) -> None:
    """What is typed comes back as text, wherever it is shown."""
    client = hostile_app.test_client()
    for name in ("q", "actor", "source", "section", "exclude.actor", "exclude.source", "nosuch", "page", "lang"):
        for path in ("/", "/nosuch", "/article/nosuch"):
            response = client.get(path, query_string={name: trick}, headers=BROWSER)
            assert response.status_code < 500
            nothing_broke_out(parse(response.text))


@pytest.mark.parametrize(
    ("url", "link"),
    [
        pytest.param("https://news.example/ok", "https://news.example/ok", id="https"),
        pytest.param(" http://news.example/?a=1&b=2 ", "http://news.example/?a=1&b=2", id="spaces around"),
        pytest.param("javascript:document.title='broken'", None, id="script"),
        pytest.param(" JaVaScRiPt:alert(1)", None, id="script in disguise"),
        pytest.param("data:text/html,<script>1</script>", None, id="data"),
        pytest.param("//news.example/x", None, id="no scheme"),
        pytest.param("/article/x", None, id="a path"),
        pytest.param("ftp://news.example/x", None, id="ftp"),
        pytest.param("https:///x", None, id="no host"),
        pytest.param("http://[broken", None, id="broken"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="none"),
    ],
)
def test_only_web_addresses_are_links(url: str | None, link: str | None) -> None:
    """javascript:, data: and the like are never followed."""
    assert web_address(url) == link


def test_pages_carry_a_strict_policy(client: FlaskClient) -> None:
    """No script but ours, no style within the page, no other host."""
    response = client.get("/?q=لافروف", headers=BROWSER)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "*" not in policy
    page = parse(response.text)
    assert not select(page, "[style], style") and all(not script.text for script in select(page, "script"))
