"""
The statements a page makes in its markup: JSON-LD, OpenGraph and other meta elements, microdata, links.

- `SOURCES` lists for each field where it may be said, most trusted first
- JSON-LD is only read from objects that are an article; a publisher's own description is not an author
- a date of change is never taken for the date of publication
- values are on one line with entities resolved; one too long to be a name, a title or a date is left out
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml import html  # type: ignore[import-untyped]

from index.encoding import clean
from index.html_text import short_text

ARTICLE_TYPES = re.compile(r"(?i)(?:article|blogposting|report|liveblogposting|socialmediaposting)$")

# Field → (kind of statement, name), most trusted first. Kinds: ld = JSON-LD of an article; meta = <meta> by
# property, name or itemprop; item = microdata on a visible element; link = <link rel>.
SOURCES: dict[str, tuple[tuple[str, str], ...]] = {
    "title": (
        ("ld", "headline"),
        ("meta", "og:title"),
        ("meta", "headline"),
        ("meta", "twitter:title"),
        ("meta", "dc.title"),
        ("item", "headline"),
        ("ld", "name"),
    ),
    "published": (
        ("ld", "datepublished"),
        ("meta", "article:published_time"),
        ("meta", "datepublished"),
        ("meta", "og:article:published_time"),
        ("meta", "article:published"),
        ("meta", "pubdate"),
        ("meta", "publishdate"),
        ("meta", "publish-date"),
        ("meta", "publish_date"),
        ("meta", "publication_date"),
        ("meta", "parsely-pub-date"),
        ("meta", "sailthru.date"),
        ("meta", "cxenseparse:recs:publishtime"),
        ("meta", "dc.date.issued"),
        ("meta", "dcterms.issued"),
        ("meta", "dc.date"),
        ("meta", "dcterms.date"),
        ("meta", "date"),
        ("item", "datepublished"),
        ("ld", "datecreated"),
        ("meta", "datecreated"),
        ("item", "datecreated"),
    ),
    "source": (
        ("ld", "publisher"),
        ("meta", "og:site_name"),
    ),
    # Often the company behind the paper; asked after the name at the end of the title.
    "company": (("meta", "publisher"), ("meta", "dc.publisher"), ("meta", "application-name")),
    "author": (
        ("ld", "author"),
        ("meta", "article:author"),
        ("meta", "author"),
        ("meta", "parsely-author"),
        ("meta", "sailthru.author"),
        ("meta", "byl"),
        ("item", "author"),
    ),
    "section": (("ld", "articlesection"), ("meta", "article:section"), ("meta", "articlesection"), ("meta", "section")),
    "summary": (
        ("meta", "og:description"),
        ("meta", "description"),
        ("ld", "description"),
        ("meta", "twitter:description"),
        ("meta", "dc.description"),
    ),
    "url": (
        ("link", "canonical"),
        ("meta", "og:url"),
        ("ld", "url"),
        ("ld", "mainentityofpage"),
        ("meta", "twitter:url"),
    ),
    "text": (("ld", "articlebody"),),
}

MAX_VALUE_CHARS = 1_000  # of a statement other than the text; longer is not a name, a title or a date


class Statements:
    """All statements of a page by kind and name, in document order."""

    def __init__(self, tree: html.HtmlElement) -> None:
        self._values: dict[tuple[str, str], list[str]] = {}
        for element in tree.iter("meta"):
            content = element.get("content")
            for attribute in ("property", "name", "itemprop"):
                for name in (element.get(attribute) or "").split():
                    self._add("meta", name, content)
        for element in tree.iter("link"):
            for name in (element.get("rel") or "").split():
                self._add("link", name, element.get("href"))
        for element in tree.xpath(".//*[@itemprop][not(self::meta or self::link)]"):
            for name in element.get("itemprop").split():
                self._add("item", name, _item_value(element))
        for article in _linked_data(tree):
            for name, value in article.items():
                for text in _texts(value):
                    self._add("ld", name, text)

    def _add(self, kind: str, name: str, value: str | None) -> None:
        name = name.lower()
        long = name == "articlebody"
        said = clean(
            unescape(value or "")
        )  # escapes of JSON and HTML name characters that the page itself may not hold
        text = said.strip() if long else " ".join(said.split())
        if text and (long or len(text) <= MAX_VALUE_CHARS):
            self._values.setdefault((kind, name), []).append(text)

    def all(self, field: str) -> list[str]:
        """Every statement about ``field``, most trusted first."""
        return [value for source in SOURCES[field] for value in self._values.get(source, [])]

    def first(self, field: str) -> str | None:
        """The most trusted statement about ``field``."""
        return next(iter(self.all(field)), None)


def _item_value(element: html.HtmlElement) -> str:
    machine = element.get("datetime") or element.get("content")
    return machine if machine and machine.strip() else short_text(element, MAX_VALUE_CHARS)


def _linked_data(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of a page that are articles, keys in lower case."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            queue = [json.loads(script.text.strip().strip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        for value in queue:  # grows while it is read: a list or @graph is opened where it is met
            if isinstance(value, list):
                queue.extend(value)
            elif isinstance(value, dict):
                queue.extend(
                    value[key]
                    for key in ("@graph", "mainEntity", "mainEntityOfPage")
                    if isinstance(value.get(key), list | dict)
                )
                kinds = value.get("@type")
                if any(
                    isinstance(kind, str) and ARTICLE_TYPES.search(kind)
                    for kind in (kinds if isinstance(kinds, list) else [kinds])
                ):
                    yield {key.lower(): item for key, item in value.items()}


def _texts(value: Any) -> Iterator[str]:
    """The text of a JSON-LD value: itself, the name or @id of an object, each of a list."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = item.get("name") or item.get("@id")
        if isinstance(item, str):
            yield item
