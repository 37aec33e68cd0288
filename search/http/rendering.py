"""
Results and articles as the plain values that JSON is made of: the one place where names of the API meet our types.

>>> published(PublishedDate())["date"] is None
True
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response

from index.analysis.token import LAYERS, Token
from index.article import Actor, Article, PublishedDate
from search.highlighting import to_html
from search.http.links import NOT_OF_FEED, OF_ONE_PAGE, Arguments, route, search_url
from search.results import FacetBucket, Hit, Results
from search.suggestions import Suggestion


def json_response(value: Any, status: int = 200, media_type: str = "application/json") -> Response:
    """``value`` as a JSON answer, letters as they are."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # A broken source can have left half a character in an article, a request can name one; UTF-8 cannot hold it, JSON
    # escapes can.
    safe = text if _is_utf8(text) else json.dumps(value, separators=(",", ":"))
    return Response(safe + "\n", status, content_type=media_type)


def results(found: Results, args: Arguments) -> dict[str, Any]:
    """The answer of a search."""
    return {
        "query": {
            "q": found.query.q,
            "read_as": found.query.read_as,
            "match": found.query.match,
            "warnings": list(found.query.warnings),
            "relaxed": found.query.relaxed,
        },
        "did_you_mean": found.did_you_mean,
        "total": found.total,
        "page": found.page,
        "page_size": found.page_size,
        "pages": found.pages,
        "took_ms": round(found.took_ms, 2),
        "index": {"generation": found.generation, "articles": found.articles},
        "ladder": {layer: found.ladder.get(layer, 0) for layer in LAYERS},
        "hits": [hit(one) for one in found.hits],
        "facets": {name: facet(buckets) for name, buckets in found.facets.items()},
        "links": search_links(found, args),
    }


def search_links(found: Results, args: Arguments) -> dict[str, str]:
    """Where this page, its neighbours and its other forms are."""
    page = "search.search"
    links = {
        "self": search_url(page, args),
        "feed": search_url("feeds.feed", args, without=NOT_OF_FEED),
        "csv": search_url("export.table", args, without=OF_ONE_PAGE),
    }
    if found.page < found.reachable:
        links["next"] = search_url(page, args, page=found.page + 1)
    if found.page > 1:
        links["previous"] = search_url(page, args, page=min(found.page - 1, max(found.reachable, 1)))
    return links


def hit(one: Hit) -> dict[str, Any]:
    """One result."""
    return {
        **_head(one.article),
        "score": round(one.score, 4),
        "why": [{"term": why.term, "as": why.as_, "level": why.level} for why in one.why],
        "highlights": [
            {
                "field": mark.field,
                "text": mark.text,
                "start": mark.start,
                "ranges": [list(pair) for pair in mark.ranges],
                "html": to_html(mark),
            }
            for mark in one.highlights
        ],
        "story": {"id": one.story.id, "copies": one.story.copies},
    }


def facet(buckets: Iterable[FacetBucket]) -> list[dict[str, Any]]:
    """The values of one facet."""
    rows = []
    for bucket in buckets:
        row = {"value": bucket.value, "label": bucket.label, "count": bucket.count, "selected": bucket.selected}
        rows.append(row if bucket.kind is None else {**row, "kind": bucket.kind})
    return rows


def article(stored: Article) -> dict[str, Any]:
    """One article in full."""
    return {
        **_head(stored),
        "title_origin": stored.title_origin,
        "kicker": stored.kicker,
        "byline": stored.byline,
        "lead": stored.lead,
        "body": stored.body,
        "mentions": [
            {"actor": m.actor_id, "field": m.field, "start": m.start, "end": m.end, "text": m.text}
            for m in stored.mentions
        ],
        "story": {"id": stored.story or stored.id},
        "extra": dict(stored.extra),
        "links": {**article_links(stored.id), "similar": route("articles.similar", id=stored.id)},
    }


def article_links(id: str) -> dict[str, str]:
    """Where an article is, for programs and for people."""
    return {"self": route("articles.one", id=id), "page": route("pages.article", id=id)}


def published(when: PublishedDate) -> dict[str, Any]:
    """A date and what it rests on."""
    return {
        "date": when.iso,
        "precision": when.precision,
        "origin": when.origin,
        "raw": when.raw,
        "converted": when.converted,
    }


def actor(one: Actor) -> dict[str, str]:
    """A person, organisation or state."""
    return {"id": one.id, "name": one.name, "latin": one.latin, "kind": one.kind}


def suggestion(one: Suggestion) -> dict[str, Any]:
    """A query that completes what was typed."""
    row = {"text": one.text, "type": one.kind, "count": one.count}
    return row if one.id is None else {**row, "id": one.id, "label": one.label}


def token(one: Token) -> dict[str, Any]:
    """A word and its three forms."""
    parts = (*one.proclitics, one.stem, *one.suffixes)
    return {
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "word": one.word,
        "stem": one.stem,
        "root": one.root,
        "stop": one.is_stop,
        "as": " + ".join(parts),
    }


def _head(stored: Article) -> Mapping[str, Any]:
    return {
        "id": stored.id,
        "url": stored.url,
        "title": stored.title,
        "source": stored.source,
        "section": stored.section,
        "published": published(stored.published),
        "actors": [actor(one) for one in stored.actors],
    }


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
