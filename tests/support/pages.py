"""
Asking for pages as a browser does, and what many tests read from them.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from tests.support.tree import only, parse, select, texts

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def get(client: FlaskClient, url: str, status: int = 200) -> HtmlElement:
    """The page at ``url``, as a tree."""
    return tree(client.get(url, headers=BROWSER), status)


def tree(response: TestResponse, status: int = 200) -> HtmlElement:
    """The page in ``response``, as a tree; an assertion where it is none or has another status."""
    assert response.status_code == status, response.text[:500]
    assert response.mimetype == "text/html"
    return parse(response.text)


def query(url: str) -> dict[str, list[str]]:
    """The parameters in ``url``, the empty ones too."""
    return parse_qs(urlsplit(url).query, keep_blank_values=True)


def href(page: HtmlElement, css: str) -> str:
    """Where the only link that ``css`` selects leads."""
    return only(page, css).get("href")


NUMBER_WORDS = {"مقالة واحدة": 1, "مقالتان": 2}


def total(page: HtmlElement) -> int:
    """The number of results told; 0 where the page says that nothing was found."""
    told = texts(page, ".total")
    if not told:
        assert select(page, ".empty")
        return 0
    words = told[0].split(" · ")[0]
    return NUMBER_WORDS.get(words) or int(re.sub(r"\D", "", words))


def seed(client: FlaskClient, q: str, **more: str) -> str:
    """The address of the first result, as the results link to it."""
    page = get(client, "/?q=" + q + "".join(f"&{k}={v}" for k, v in more.items()))
    return select(page, ".hit h2 a")[0].get("href")


def nothing_broke_out(page: HtmlElement) -> None:
    """Only our own elements are on the page."""
    assert len(select(page, "script")) == 1
    assert not select(page, "img, iframe, object, style, base, [onerror], [onload], [onclick], [style]")
    assert {one.tag for one in page.iter() if isinstance(one.tag, str)} <= OURS
    for link in select(page, "[href], [src], [action]"):
        url = link.get("href") or link.get("src") or link.get("action")
        assert url.startswith(("/", "#", "http://", "https://")), url


OURS = frozenset(
    (
        *("html", "head", "meta", "title", "link", "script", "body", "header", "main", "footer", "section", "article"),
        *("aside", "nav", "div", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary"),
        *("a", "span", "time", "mark", "bdi", "b", "code", "pre", "form", "label", "input", "button"),
        *("svg", "symbol", "circle", "path", "rect", "use"),
    )
)
