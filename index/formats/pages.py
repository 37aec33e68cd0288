"""
One file that is one article: plain text, or an HTML page.

An HTML page says which encoding it is in; that is used as a hint, not believed. Its text is taken out later
(`index.extraction`), so the store keeps the page as it was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.article import RawDocument
from index.encoding import decode
from index.errors import RejectedRecord
from index.formats.records import check_length
from index.formats.source import OnReject, Source, read_whole

MAX_PAGE_CHARS = 16_000_000  # markup included; the text within is measured after extraction

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.I
)
_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html)\b", re.I | re.S
)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page or XML document says it is in, from its first 4,096 bytes."""
    match = _DECLARED.search(data[:4096].replace(b"\x00", b""))
    return (match[1] or match[2]).decode("ascii", errors="ignore") if match else None


def read_text(source: Source, reject: OnReject, max_chars: int | None) -> Iterator[RawDocument]:
    """The one article of a plain text file; a page saved as .txt is read as the page it is."""
    data = read_whole(source)
    text = decode(data, declared_encoding(data) if data.lstrip()[:1] == b"<" else None)
    if _PAGE.match(text[:4096]):
        yield _page(text, source)
        return
    if not text.strip():
        raise RejectedRecord("no_text", "the file is empty")
    check_length(text, max_chars)
    yield RawDocument(content=text, origin=source.origin)


def read_html(source: Source, reject: OnReject, max_chars: int | None) -> Iterator[RawDocument]:
    """The one article of an HTML page, as HTML."""
    data = read_whole(source)
    yield _page(decode(data, declared_encoding(data)), source)


def _page(html: str, source: Source) -> RawDocument:
    if not html.strip():
        raise RejectedRecord("no_text", "the file is empty")
    check_length(html, MAX_PAGE_CHARS)
    return RawDocument(content=html, format="html", origin=source.origin)
