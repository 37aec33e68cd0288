"""
Articles as an RSS or Atom feed saved to a file.

The text of an item is its full content where the feed carries it, else its summary. Dates are passed on as the
feed wrote them. Nothing is fetched: the parser is given bytes, never a name it could take for an address.
"""

from __future__ import annotations

import io
import re
import sys
import warnings
from collections.abc import Iterator
from typing import Any

from index.article import RawDocument
from index.encoding import clean, decode_raw, detect, repair
from index.errors import RejectedRecord
from index.formats.pages import declared_encoding
from index.formats.records import build, one_line
from index.formats.source import OnReject, Reject, Source, excerpt, read_whole

# What may stand before the first element: text that does not belong there, instructions, comments, the document type.
_PROLOG = re.compile(
    r"(?:[^<]++|<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->"
    r"|<!DOCTYPE[^\[>]*+(?:\[(?:(?!\]\s*+>).)*+\]\s*+)?+>)*+",
    re.S | re.I,
)
_ELEMENT = re.compile(r"<[^\W\d]")
_REFERENCE = re.compile(r"&#(?:(\d++)|[xX]([\da-fA-F]++));")
_TAGS = re.compile(r"<[^<>]*>")


def read_feed(source: Source, reject: OnReject, max_chars: int | None) -> Iterator[RawDocument]:
    """One article for each item of the feed."""
    data = read_whole(source)
    text = clean(repair(decode_raw(data, detect(data, declared_encoding(data)))))
    body = text[_PROLOG.match(text).end() :]  # type: ignore[union-attr]  # it matches ""
    if not _ELEMENT.match(body):
        raise RejectedRecord("not_a_feed", "this XML is not an RSS or Atom feed")
    feed = _parse(body)
    channel = _text(feed.feed.get("title"))
    if not feed.entries:
        if feed.version or re.search(r"<(?:rss|feed|channel|rdf:RDF)\b", body[:4096]):
            raise RejectedRecord("no_text", "the feed has no items")
        raise RejectedRecord("not_a_feed", "this XML is not an RSS or Atom feed")
    for number, entry in enumerate(feed.entries, 1):
        origin = f"{source.origin}#{number}"
        try:
            yield build(_fields(entry, channel), origin, max_chars)
        except RejectedRecord as error:
            reject(Reject(origin, error.reason, str(error), excerpt(_text(entry.get("title")) or "")))


def _parse(body: str) -> Any:
    import feedparser  # 0.1 s to import, needed only here

    # The elements are handed over as UTF-8 whatever the declaration said, and without a document type: entities
    # defined in a file are a way to make a parser read other files or run out of memory, and no feed needs them.
    data = _REFERENCE.sub(_existing, body).encode("utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return feedparser.parse(
            io.BytesIO(b'<?xml version="1.0" encoding="utf-8"?>' + data),
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )


def _existing(reference: re.Match[str]) -> str:
    """A reference to a character; one to a number that is none, which the parser fails at, as U+FFFD."""
    decimal, hexadecimal = reference.groups()
    digits = (decimal or hexadecimal).lstrip("0")
    number = int(digits or "0", 10 if decimal else 16) if len(digits) <= 7 else sys.maxunicode + 1
    return "\ufffd" if number > sys.maxunicode or 0xD800 <= number <= 0xDFFF else reference[0]


def _fields(entry: Any, channel: str | None) -> dict[str, str]:
    bodies = [part.get("value") or "" for part in entry.get("content") or []]
    tags = [tag.get("term") for tag in entry.get("tags") or []]
    # Not entry.get: where only "published" is there, and empty, it would warn of giving that as "updated".
    dates = (dict.get(entry, name) for name in ("published", "updated", "created"))
    fields = {
        "title": _text(entry.get("title")),
        "body": clean(max(bodies, key=len, default="")).strip() or None,
        "summary": clean(entry.get("summary") or "").strip() or None,
        "url": clean(entry.get("link") or "").strip() or None,
        "source": _text((entry.get("source") or {}).get("title")) or channel,
        "section": _text(next(filter(None, tags), None)),
        "author": _text(entry.get("author")),
        "published": _text(next(filter(None, dates), None)),
    }
    return {name: value for name, value in fields.items() if value}


def _text(value: str | None) -> str | None:
    return one_line(_TAGS.sub(" ", clean(value or "")))
