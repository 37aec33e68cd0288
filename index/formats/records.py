"""
One JSON object or CSV row to a RawDocument: which key means what, and what is refused.

- keys are matched without regard to case, spaces, ``_`` and ``-``; the first name in `KEYS` that has a value wins
- a value is text; null and blank are "none"; anything else is refused by name, never turned into text
- source, section and author may also be an object with a name, or a list of names
- a published date may also be a number: a year, YYYYMMDD, or Unix time in seconds or milliseconds (UTC)
- the text is the body; where there is none, the HTML; where there is none either, the summary
- unknown keys with a short text or a number are kept as ``extra``, the first `MAX_EXTRA` of them; others are ignored

>>> to_document({"العنوان": "قمة", "النص": "انطلقت القمة."}, "a.jsonl:1").title
'قمة'
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from html import unescape
from typing import Any

from index.article import RawDocument
from index.encoding import clean, repair
from index.errors import RejectedRecord
from index.identity import is_web_address

# Field of RawDocument → the names it goes by, most telling first. `looks_like_html` decides on a body.
KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "العنوان", "عنوان", "عنوان الخبر", "عنوان المقال", "name"),
    "body": (
        "body",
        "text",
        "content",
        "article",
        "article body",
        "article text",
        "full text",
        "main text",
        "النص",
        "نص",
        "المحتوى",
        "محتوى",
        "المتن",
        "متن",
        "نص الخبر",
        "نص المقال",
    ),
    "html": ("html", "body html", "content html", "raw html"),
    "url": ("url", "link", "permalink", "canonical url", "source url", "الرابط", "رابط"),
    "source": (
        "source",
        "publisher",
        "site",
        "site name",
        "outlet",
        "source name",
        "المصدر",
        "مصدر",
        "الموقع",
        "الصحيفة",
    ),
    "section": ("section", "category", "rubric", "القسم", "قسم", "التصنيف", "تصنيف", "الفئة"),
    "author": ("author", "authors", "byline", "writer", "creator", "dc:creator", "الكاتب", "كاتب", "المؤلف", "بقلم"),
    "published": (
        "published",
        "published at",
        "published date",
        "publish date",
        "publication date",
        "date published",
        "pub date",
        "date",
        "datetime",
        "تاريخ النشر",
        "التاريخ",
        "تاريخ",
    ),
    "summary": ("summary", "description", "abstract", "excerpt", "الملخص", "ملخص", "الوصف", "وصف"),
}

_SEPARATORS = re.compile(r"[\s_\-\u0640]+")
_HTML = re.compile(
    r"</(?:p|div|span|article|html|body|h[1-6]|ul|li|blockquote|strong|em|a|b|i)\s*>|<(?:br|p|div|img)\b[^<>]*>", re.I
)
# Text that went through HTML on its way still holds entities.
_ENTITY = re.compile(
    r"&(?:amp|quot|apos|nbsp|lt|gt|[lr]aquo|[lr]dquo|[lr]squo|hellip|[mn]dash|#\d{1,7}|#x[\da-fA-F]{1,6});"
)
MAX_KEY_CHARS = 100
MAX_EXTRA = 20  # fields of a record that are kept without being understood
MAX_EXTRA_CHARS = 500  # of one of them; what is longer is another text, which nobody asked to publish
NAMES = frozenset({"source", "section", "author"})
_YEARS = range(1900, 2101)
_EPOCH = range(631_152_000, 4_102_444_800)  # 1990 to 2100, in seconds


def fold_key(key: str) -> str:
    """The form under which two spellings of a key are the same: ``Published_At`` and ``publishedat``."""
    return _folded(key) if len(key) <= MAX_KEY_CHARS else key  # no name is that long: nothing to fold or to remember


@lru_cache(maxsize=1024)
def _folded(key: str) -> str:
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", key).casefold())


FIELD_OF: dict[str, str] = {fold_key(name): field for field, names in KEYS.items() for name in names}
_RANK: dict[str, int] = {fold_key(name): rank for names in KEYS.values() for rank, name in enumerate(names)}


def known_names(field: str) -> str:
    """The accepted names of a field, for messages."""
    return ", ".join(KEYS[field])


def to_document(record: Mapping[str, Any], origin: str, max_chars: int | None = None) -> RawDocument:
    """The article that ``record`` holds. Raises RejectedRecord, with the field where one is to blame."""
    found: dict[str, Any] = {}
    for key in sorted(record, key=lambda key: _RANK.get(fold_key(key), 0)):
        field = FIELD_OF.get(fold_key(key))
        if field is None or field in found:
            continue
        value = _value(field, key, record[key])
        if value is not None:
            found[field] = value
    return build(found, origin, max_chars, dict(itertools.islice(_extra(record), MAX_EXTRA)))


def _extra(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields of ``record`` that no name in `KEYS` claims, where they are short."""
    for key, value in record.items():
        if isinstance(value, bool) or not isinstance(value, str | int | float) or fold_key(key) in FIELD_OF:
            continue
        if value != value or len(key) > MAX_KEY_CHARS or (isinstance(value, str) and len(value) > MAX_EXTRA_CHARS):
            continue
        name, text = (one_line(clean(repair(said))) for said in (key, value if isinstance(value, str) else repr(value)))
        if name and text and len(text) <= MAX_EXTRA_CHARS:
            yield name, text


def build(
    fields: Mapping[str, str], origin: str, max_chars: int | None = None, extra: Mapping[str, str] | None = None
) -> RawDocument:
    """A RawDocument of cleaned ``fields`` (names as in `KEYS`). Raises RejectedRecord."""
    content = fields.get("body") or fields.get("html") or fields.get("summary")
    if content is None:
        raise RejectedRecord(
            "no_text",
            "there is no text in it: no body, text, content, summary, النص or المحتوى that is not empty",
            "body",
        )
    is_html = ("body" not in fields and "html" in fields) or looks_like_html(content)
    if not is_html:
        check_length(content, max_chars)
    others = {name: one_line(fields.get(name)) for name in ("source", "section", "author", "published", "summary")}
    return RawDocument(
        content=content,
        format="html" if is_html else "text",
        origin=origin,
        url=_url(one_line(fields.get("url"))),
        title=one_line(fields.get("title")),
        **others,
        extra=extra or {},
    )


def check_length(text: str, max_chars: int | None) -> None:
    """Raises RejectedRecord ``too_long`` when ``text`` is longer than ``max_chars``."""
    if max_chars is not None and len(text) > max_chars:
        raise RejectedRecord("too_long", f"the text has {len(text):,} characters; the most accepted is {max_chars:,}")


def looks_like_html(text: str) -> bool:
    """Whether ``text`` is written in HTML rather than merely containing a < sign."""
    return _HTML.search(text) is not None or _ENTITY.search(text) is not None


def one_line(text: str | None) -> str | None:
    """``text`` on one line, HTML entities resolved; None where nothing is left."""
    if not text:
        return None
    return " ".join((clean(unescape(text)) if _ENTITY.search(text) else text).split()) or None


def _value(field: str, key: str, value: object) -> str | None:
    if value is None:
        return None
    if field == "published" and isinstance(value, int | float) and not isinstance(value, bool):
        return _number_date(key, value)
    if field in NAMES and isinstance(value, dict | list):
        value = _names(value)
    if not isinstance(value, str):
        kind = {bool: "true/false", dict: "an object", list: "a list"}.get(type(value), "a number")
        raise RejectedRecord("bad_field", f"{key!r} must be text, and is {kind}", field)
    text = clean(repair(value)).strip()
    if field == "published" and text.isdecimal() and len(text) in (10, 13):
        return _number_date(key, int(text))
    return text or None


def _names(value: dict[str, Any] | list[Any]) -> object:
    """The names in ``{"name": "…"}`` or a list, as one text; ``value`` itself where they are not that."""
    if isinstance(value, dict):
        return value["name"] if isinstance(value.get("name"), str) else value
    names = [_names(item) if isinstance(item, dict) else item for item in value]
    texts = [name for name in names if isinstance(name, str)]
    return "، ".join(texts) if len(texts) == len(names) else value


def _number_date(key: str, number: float) -> str:
    """A date given as a number: a year, YYYYMMDD, or Unix time."""
    seconds = number // 1000 if number >= _EPOCH.stop else number
    if number in _YEARS:
        return str(int(number))
    if 19_000_101 <= number <= 21_001_231 and number == int(number):
        try:
            return date(int(number) // 10_000, int(number) // 100 % 100, int(number) % 100).isoformat()
        except ValueError:
            pass
    elif _EPOCH.start <= seconds < _EPOCH.stop:
        return datetime.fromtimestamp(int(seconds), UTC).isoformat()
    raise RejectedRecord(
        "bad_date", f"{key!r} is the number {str(number)[:20]}; write the date as YYYY-MM-DD", "published"
    )


def _url(url: str | None) -> str | None:
    if url is None:
        return None
    if url.startswith("//"):
        url = "https:" + url
    if not is_web_address(url):
        message = f"the url {url[:80]!r} must be a whole http:// or https:// address without spaces"
        raise RejectedRecord("bad_url", message, "url")
    return url
