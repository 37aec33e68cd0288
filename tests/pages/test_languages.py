"""
The pages in Arabic and in English.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.support.pages import BROWSER, get, query, seed, tree
from tests.support.tree import parse, select, texts


def test_english_says_everything_in_english(client: FlaskClient) -> None:
    """Our own words are English, the articles stay Arabic from right to left."""
    page = get(client, "/?q=لافروف&lang=en&exclude.actor=syria")
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    assert {one.get("dir") for one in select(page, ".hit")} == {"rtl"}
    assert {one.get("lang") for one in select(page, ".hit h2, .snippet")} == {"ar"}
    assert re.match(r"\d+ articles?$", texts(page, ".total")[0])
    assert texts(page, ".chip.on") == ["Without Syria"]
    for name in ("ladder", "sort", "filters"):
        assert not re.search(
            "[\u0621-\u064a]",
            " ".join(
                re.sub("[\u2067\u2068].*?[\u2069]", "", one)
                for one in texts(page, f".{name} h3, .{name} h4, .{name} li a b")
            ),
        )


@pytest.mark.parametrize(
    "path",
    ["/", "/?q=لافروف", "/?q=السوريون&match=root", "/?q=لافرف", "/article/{id}", "/article/{vague}", "/docs"],
)
def test_arabic_on_an_english_page_says_that_it_is(client: FlaskClient, path: str) -> None:
    """Names of sources, sections and authors, reasons and examples: a screen reader changes its voice for them."""
    path = path.replace("{id}", urlsplit(seed(client, "لافروف", source="موقع المدى")).path.rsplit("/", 1)[1])
    path = path.replace("{vague}", urlsplit(seed(client, "عنوان:الشرع عنوان:بوتين")).path.rsplit("/", 1)[1])
    page = get(client, path if path == "/docs" else path + ("&" if "?" in path else "?") + "lang=en")
    unsaid = [
        text
        for text in page.xpath("//body//bdi//text() | //code//bdi//text()")
        if re.search("[\u0621-\u064a]", text)
        and not re.search("[A-Za-z]", text)  # an English sentence may quote a word
        and text.getparent().xpath("string(ancestor-or-self::*[@lang][1]/@lang)") != "ar"
    ]
    assert not unsaid


@pytest.mark.parametrize("path", ["/", "/?q=لافروف&page=2&actor=russia", "/nosuch", "/?page=x"])
def test_the_language_is_kept_by_every_link(client: FlaskClient, path: str) -> None:
    """Once English, always English; and one link leads to the same page in Arabic."""
    response = client.get(path + ("&" if "?" in path else "?") + "lang=en", headers=BROWSER)
    page = parse(response.text)
    for link in select(page, "a[href^='/']"):
        url = link.get("href")
        if link.get("hreflang") == "ar":
            assert "lang" not in query(url)
        elif not url.startswith("/docs") and "lang" in url:
            assert query(url)["lang"] == ["en"], url
    ours = [
        a.get("href")
        for a in select(page, "main a")
        if urlsplit(a.get("href")).path in ("/",) or "/article/" in a.get("href")
    ]
    assert all(query(url).get("lang") == ["en"] for url in ours)


def test_arabic_does_not_depend_on_the_browser(client: FlaskClient) -> None:
    """One address is one page, whatever the client says it prefers."""
    page = tree(client.get("/?q=لافروف", headers={**BROWSER, "Accept-Language": "en-GB,en"}))
    assert page.get("lang") == "ar"
