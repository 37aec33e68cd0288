"""
Articles as an RSS or Atom feed saved to a file.

The text of an item is its full content where the feed carries it, else its summary. Dates are passed on as the
feed wrote them. Nothing is fetched: the parser is given bytes, never a name it could take for an address.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import Any

from index.article import RawDocument
from index.encoding import clean, decode_raw, detect, repair
from index.errors import RejectedRecord
from index.formats.pages import declared_encoding
from index.formats.records import build, one_line
from index.formats.source import OnReject, Reject, Source, excerpt, read_whole

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.S | re.I)
_TAGS = re.compile(r"<[^<>]*>")


def read_feed(source: Source, reject: OnReject, max_chars: int | None) -> Iterator[RawDocument]:
    """One article for each item of the feed."""
    data = read_whole(source)
    text = clean(repair(decode_raw(data, detect(data, declared_encoding(data)))))
    feed = _parse(text)
    channel = _text(feed.feed.get("title"))
    if not feed.entries:
        if feed.version or re.search(r"<(?:rss|feed|channel|rdf:RDF)\b", text[:4096]):
            raise RejectedRecord("no_text", "the feed has no items")
        raise RejectedRecord("not_a_feed", "this XML is not an RSS or Atom feed")
    for number, entry in enumerate(feed.entries, 1):
        origin = f"{source.origin}#{number}"
        try:
            yield build(_fields(entry, channel), origin, max_chars)
        except RejectedRecord as error:
            reject(Reject(origin, error.reason, str(error), excerpt(_text(entry.get("title")) or "")))


def _parse(text: str) -> Any:
    import feedparser  # 0.1 s to import, needed only here

    # Text is handed over as UTF-8 whatever its declaration said, and without a document type: entities defined
    # in a file are a way to make a parser read other files or run out of memory, and no feed needs them.
    body = _DOCTYPE.sub("", _DECLARATION.sub("", text), count=1).encode("utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return feedparser.parse(
            io.BytesIO(b'<?xml version="1.0" encoding="utf-8"?>' + body),
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )


def _fields(entry: Any, channel: str | None) -> dict[str, str]:
    bodies = [part.get("value") or "" for part in entry.get("content") or []]
    tags = [tag.get("term") for tag in entry.get("tags") or []]
    fields = {
        "title": _text(entry.get("title")),
        "body": clean(max(bodies, key=len, default="")).strip() or None,
        "summary": clean(entry.get("summary") or "").strip() or None,
        "url": (entry.get("link") or "").strip() or None,
        "source": _text((entry.get("source") or {}).get("title")) or channel,
        "section": _text(next(filter(None, tags), None)),
        "author": _text(entry.get("author")),
        "published": _text(entry.get("published") or entry.get("updated") or entry.get("created")),
    }
    return {name: value for name, value in fields.items() if value}


def _text(value: str | None) -> str | None:
    return one_line(_TAGS.sub(" ", clean(value or "")))
