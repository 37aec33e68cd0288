"""
Articles and raw documents as JSON text, for the store: what is written reads back equal, whatever is in it.

- ``id`` and ``story`` are columns of the store, so they are not in the JSON
- a zone or lead that is a paragraph of the body is written as its place there, not a second time
- text that UTF-8 cannot hold (a lone surrogate out of a broken source) is written in ASCII escapes

>>> article_from_json(article_to_json(Article("a1", "عنوان", "text", "نص")), "a1", "a1").body
'نص'
"""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict
from datetime import date
from typing import Any

from index.article import Actor, Article, Mention, PublishedDate, RawDocument, Zone

_PLAIN = ("title", "title_origin", "body", "kicker", "url", "source", "section", "byline")


def article_to_json(article: Article) -> str:
    """``article`` as JSON text, without its id and story."""
    value: dict[str, Any] = {name: getattr(article, name) for name in _PLAIN}
    places = _paragraphs(article.body)
    value["lead"] = _placed(article.lead, places)
    published = article.published
    value["published"] = {**asdict(published), "value": published.value.isoformat() if published.value else None}
    value["actors"] = [[a.id, a.kind, a.name, a.latin] for a in article.actors]
    value["mentions"] = [[m.actor_id, m.field, m.start, m.end, m.text] for m in article.mentions]
    value["zones"] = [[z.kind, z.start, z.end, _placed(z.text, places)] for z in article.zones]
    value["extra"] = dict(article.extra)
    return _dumps(value)


def article_from_json(text: str, id: str, story: str) -> Article:
    """The article written by `article_to_json`, with its id and story put back."""
    value = json.loads(text)
    body = value["body"]
    day = value["published"].pop("value")
    return Article(
        id=id,
        story=story,
        **{name: value[name] for name in _PLAIN if name in value},
        lead=_taken(value["lead"], body),
        published=PublishedDate(date.fromisoformat(day) if day else None, **value["published"]),
        actors=tuple(Actor(*row) for row in value["actors"]),
        mentions=tuple(Mention(*row) for row in value["mentions"]),
        zones=tuple(Zone(kind, start, end, _taken(text, body)) for kind, start, end, text in value["zones"]),
        extra=value["extra"],
    )


def raw_to_json(raw: RawDocument) -> str:
    """``raw`` as JSON text. What a source did not say is left out, so a field added later changes no old record."""
    return _dumps({name: value for name, value in asdict(raw).items() if value not in (None, {})})


def raw_to_blob(raw: RawDocument) -> bytes:
    """``raw`` as compressed JSON: it is kept for good but seldom read."""
    return zlib.compress(raw_to_json(raw).encode("utf-8"), 6)


def raw_from_blob(blob: bytes) -> RawDocument:
    """The document written by `raw_to_blob`."""
    return RawDocument(**json.loads(zlib.decompress(blob)))


def _paragraphs(body: str) -> dict[str, int]:
    """Where each paragraph of ``body`` begins; looked up, because searching for each would take the square of them."""
    places: dict[str, int] = {}
    at = 0
    for paragraph in body.split("\n\n"):
        places.setdefault(paragraph, at)
        at += len(paragraph) + 2
    return places


def _placed(text: str, places: dict[str, int]) -> str | list[int]:
    at = places.get(text) if text else None
    return text if at is None else [at, at + len(text)]


def _taken(value: str | list[int], body: str) -> str:
    return value if isinstance(value, str) else body[value[0] : value[1]]


def _dumps(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text
