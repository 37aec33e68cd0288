"""
Any search as an Atom feed (RFC 4287), for readers that follow a subject.

- newest first unless another order is asked for
- ids come from our own ids, not from addresses, so they stay when the service moves
- ``updated`` is the day of publication as far as it is known; an undated article has none, and Atom demands one, so it
  carries the moment it was stored; ``published`` stands only where the day is known
- characters that XML cannot hold are left out
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from xml.etree import ElementTree

from flask import Response

from index.article import Article
from search.http import etag, links
from search.http.blueprint import Blueprint
from search.http.links import OF_ONE_PAGE, Arguments, search_pairs, search_url
from search.http.negotiation import gives
from search.http.parameters import language, search_params
from search.http.schemas import FeedArgs
from search.http.services import opened
from search.results import Hit, Results

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:bahith")
NAME = {"ar": "باحث", "en": "Bahith"}
EVERYTHING = {"ar": "كل المقالات", "en": "All articles"}
DEFAULTS = {**links.DEFAULTS, "sort": "newest", "page_size": 20}
VARY = "Accept, Accept-Language"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

bp = Blueprint("feeds", __name__, url_prefix="/api/v1", description="Follow a search")
ElementTree.register_namespace("", ATOM)


@bp.route("/feed.atom")
@bp.response(200, {"type": "string"}, content_type=MEDIA_TYPE, description="An Atom feed")
@bp.alt_response(304, description="It has not changed")
@bp.problems(406, 503)
@gives(MEDIA_TYPE, "application/xml", "text/xml")
@bp.arguments(FeedArgs, location="query")
def feed(args: Arguments) -> Response:
    """Give a search as an Atom feed.

    Takes all parameters of the search; facets are taken but not counted.
    """
    now = opened()
    tag = etag.search_tag("feed", search_pairs(args), language(args))
    kept = etag.unchanged(tag, VARY)
    if kept is not None:
        return kept
    found = now.search.search(search_params({**args, "facets": ["none"]}))
    stored_at = now.store.stored_at([hit.article.id for hit in found.hits])
    body = document(found, args, language(args), stored_at)
    return etag.tagged(Response(body, content_type=f"{MEDIA_TYPE}; charset=utf-8"), tag, VARY)


def document(found: Results, args: Arguments, lang: str, stored_at: Mapping[str, datetime]) -> bytes:
    """The feed of ``found``. ``stored_at`` tells when each article was stored."""
    root = ElementTree.Element(_name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": lang})
    same = search_pairs(args, without=OF_ONE_PAGE | {"lang"}, defaults=DEFAULTS)
    _add(root, "id", uuid.uuid5(NAMESPACE, repr(same)).urn)
    _add(root, "title", f"{NAME[lang]}: {found.query.read_as or EVERYTHING[lang]}")
    times = [updated(hit.article, stored_at.get(hit.article.id)) for hit in found.hits]
    _add(root, "updated", _time(max(times, default=datetime.fromtimestamp(0, UTC))))
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=search_url("feeds.feed", args, defaults=DEFAULTS))
    _add(root, "link", rel="alternate", type="application/json", href=search_url("search.search", args))
    _add(ElementTree.SubElement(root, _name("author")), "name", NAME[lang])
    for hit, time in zip(found.hits, times, strict=True):
        root.append(entry(hit, time))
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def entry(hit: Hit, time: datetime) -> ElementTree.Element:
    """One article."""
    article = hit.article
    element = ElementTree.Element(_name("entry"))
    _add(element, "id", uuid.uuid5(NAMESPACE, article.id).urn)
    _add(element, "title", article.title)
    _add(element, "updated", _time(time))
    if article.published.precision == "day":
        _add(element, "published", _time(updated(article, None)))
    _add(ElementTree.SubElement(element, _name("author")), "name", article.byline or article.source or "—")
    _add(
        element,
        "link",
        rel="alternate",
        type="text/html",
        href=article.url or links.route("pages.article", id=article.id),
    )
    _add(element, "link", rel="related", type="application/json", href=links.route("articles.one", id=article.id))
    for actor in article.actors:
        _add(element, "category", term=actor.id, label=actor.name)
    _add(element, "summary", " … ".join(mark.text for mark in hit.highlights if mark.field != "title") or article.lead)
    return element


def updated(article: Article, stored: datetime | None) -> datetime:
    """The moment that stands for an article: its day in UTC, else when it was stored."""
    day = article.published.value
    if day is None:
        return stored or datetime.fromtimestamp(0, UTC)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _add(parent: ElementTree.Element, name: str, text: str | None = None, /, **attributes: str) -> None:
    child = ElementTree.SubElement(parent, _name(name), {key: _clean(value) for key, value in attributes.items()})
    if text is not None:
        child.text = _clean(text)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _name(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
