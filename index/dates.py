"""
When an article was published: a date as the newspaper wrote it to a `PublishedDate` with precision and provenance.

- `parse_date` reads one date expression; `published` weighs all that is known about one article.
- Order of belief: metadata (the publisher's own field), then the date line of the text, then the address. A less
  believed one counts only where the others say nothing, or where it is finer and lies within what they say.
- Nothing is invented: a date in running prose is an event's, not the article's; «اليوم الأربعاء» and «أمس» give no
  date, because the day on which they were written is the very thing that is not known; they are kept as ``raw``.
- Nothing is believed that lies after tomorrow (time zones differ by a day): a wrong date would be the newest for ever.
- The day is the one written, in its own time zone. Day comes before month: 05/08/2025 is in August, and
  10/20/2025 is no date. Impossible dates, and years outside 1800-2099, are none; their text is kept.
- A Hijri date is converted (``converted``); where its Gregorian twin stands beside it, the twin counts.

>>> published(None, None, "تاريخ الخبر: 01-08-2025", "").iso
'2025-08-01'
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import unquote

from index.article import UNDATED, DateOrigin, PublishedDate
from index.date_lines import choose, is_label, is_past, read_date_line
from index.date_parts import GREGORIAN_ERAS, YEAR_WORDS
from index.date_reading import MAX_YEAR, MIN_YEAR, FoundDate, find_in, month_of
from index.date_tokens import DateToken, tokenize
from index.periods import parse_period
from index.relative_dates import time_phrase
from index.zones_datelines import is_place_line

__all__ = ["parse_date", "parse_period", "published"]

_LONGEST_EXPRESSION = 500  # what one metadata field or date line may hold
_HEAD_LINES = 4  # a date line stands among the first lines of a text
_RAW = 200


def parse_date(text: str, *, today: date | None = None) -> PublishedDate | None:
    """Read the date that ``text`` names; None where it names none that is possible.

    ``today``: dates after the next day are refused. The origin is ``text``.
    """
    text = text[:_LONGEST_EXPRESSION]
    tokens = tokenize(text)
    best = choose(find_in(tokens) or _bare(tokens), tokens, today=today)
    if best is None or best.value is None:
        return None
    return PublishedDate(best.value, best.precision, "text", text[best.start : best.end], best.converted)


def published(
    metadata: str | None, url: str | None, date_line: str | None, text_head: str, *, today: date | None = None
) -> PublishedDate:
    """When an article was published, from all that is known; `UNDATED` with the raw text where nothing says.

    ``date_line`` is the line that `zones` found; ``text_head`` the beginning of the text. Nothing after the day that
    follows ``today`` is believed.
    """
    candidates = [
        _from_metadata(metadata, today),
        _from_line(date_line, today) or _from_head(text_head, today),
        _from_url(url, today),
    ]
    known = [one for one in candidates if one is not None and one.value is not None]
    if known:
        return _refine(known)
    raws = (one.raw for one in candidates if one is not None and one.raw)
    raw = next(raws, None) or time_phrase(text_head)
    return replace(UNDATED, raw=raw)


def _refine(known: list[PublishedDate]) -> PublishedDate:
    best = known[0]
    for other in known[1:]:
        if best.iso and other.iso and len(other.iso) > len(best.iso) and other.iso.startswith(best.iso):
            best = other
    return best


def _undated(raw: str) -> PublishedDate:
    return PublishedDate(raw=raw.strip()[:_RAW])


def _from_metadata(metadata: str | None, today: date | None) -> PublishedDate | None:
    if metadata is None or not metadata.strip():
        return None
    read = parse_date(metadata, today=today) or _timestamp(metadata, today)
    # The whole field is kept: what stands beside the date (time, zone) belongs to what the source said.
    return replace(read, origin="metadata", raw=metadata.strip()[:_RAW]) if read else _undated(metadata)


def _timestamp(text: str, today: date | None) -> PublishedDate | None:
    """Seconds or milliseconds since 1970, as some programs write dates."""
    digits = text.strip()
    if not re.fullmatch(r"[0-9]{10}([0-9]{3})?", digits):
        return None
    day = datetime.fromtimestamp(int(digits[:10]), UTC).date()
    return PublishedDate(day, "day", "metadata", digits) if is_past(day, today) else None


def _from_line(line: str | None, today: date | None) -> PublishedDate | None:
    if line is None or not line.strip():
        return None
    read = parse_date(line, today=today)
    if read is None:
        return _undated(line)
    known = read_date_line(line)
    origin: DateOrigin = "dateline" if known and not known.labelled and is_place_line(known.rest) else "text"
    return replace(read, origin=origin)


def _from_head(head: str, today: date | None) -> PublishedDate | None:
    """A labelled date line among the first lines of a text whose zones are not known."""
    for line in head[:2000].splitlines()[:_HEAD_LINES]:
        known = read_date_line(line, today=today)
        if known and known.date and known.labelled and len(known.rest) <= 2:
            return PublishedDate(known.date.value, known.date.precision, "text", known.raw, known.date.converted)
    return None


# --- addresses ------------------------------------------------------------------------------------------------

_LONGEST_URL = 2000
_OLDEST_PAGE = 1991  # the first web page
_URL_DATES = (
    re.compile(r"(?<![0-9])(?P<y>[12][0-9]{3})(?P<sep>[-/_.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})(?![0-9])"),
    re.compile(r"(?<![0-9])(?P<d>[0-9]{1,2})(?P<sep>[-_])(?P<m>[0-9]{1,2})(?P=sep)(?P<y>[12][0-9]{3})(?![0-9])"),
    re.compile(r"(?<![0-9])(?P<y>[12][0-9]{3})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?:[0-9]{4}|[0-9]{6})?(?![0-9])"),
    re.compile(r"(?<=/)(?P<y>[12][0-9]{3})/[A-Za-z_-]+/(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})(?=/)"),
)
_URL_MONTH = re.compile(r"(?<=/)(?P<y>[12][0-9]{3})[-/](?P<m>[0-9]{2})(?=/|$)")


def _from_url(url: str | None, today: date | None) -> PublishedDate | None:
    """A date in the path of an address; none is guessed from a year alone or from an impossible day."""
    if not url:
        return None
    path = unquote(url[:_LONGEST_URL]).partition("#")[0].partition("?")[0]
    days = [match for pattern in _URL_DATES for match in pattern.finditer(path)]
    whole = {match.start("y") for match in days}  # no month out of what has the shape of a whole date and is none
    for match in (*days, *(month for month in _URL_MONTH.finditer(path) if month.start("y") not in whole)):
        parts = match.groupdict()
        try:
            day = date(int(parts["y"]), int(parts["m"]), int(parts.get("d") or 1))
        except ValueError:
            continue
        if _OLDEST_PAGE <= day.year <= MAX_YEAR and is_past(day, today):
            return PublishedDate(day, "day" if parts.get("d") else "month", "url", match.group())
    return None


# --- whole expressions ----------------------------------------------------------------------------------------


_AROUND = GREGORIAN_ERAS | YEAR_WORDS | frozenset({"شهر", "في", "خلال", "الخبر", ":", "(", ")"})


def _bare(tokens: list[DateToken]) -> list[FoundDate]:
    """2025, عام 2025, 2025-08, 08/2025, 20250801: dates only where nothing else stands in the text."""
    kept = [token for token in tokens if token.text not in _AROUND and not is_label(token.text)]
    texts = [token.text for token in kept]
    shape = "".join("n" if token.kind == "number" else token.text for token in kept)
    start, end = (kept[0].start, kept[-1].end) if kept else (0, 0)
    lengths = tuple(len(text) for text in texts)
    if shape == "n" and lengths == (4,) and MIN_YEAR <= int(texts[0]) <= MAX_YEAR:
        return [FoundDate(start, end, date(int(texts[0]), 1, 1), "year")]
    if shape in {"n-n", "n/n", "n.n"} and sorted((lengths[0], lengths[2])) in ([1, 4], [2, 4]):
        year, month = sorted((int(texts[0]), int(texts[2])), reverse=True)
        read = month_of(0, year, month, False)
        return [FoundDate(start, end, read.value, "month" if read.value else "none")]
    if shape[:1] == "n" and lengths[0] == 8 and (len(kept) == 1 or shape.startswith("nt")):
        digits = texts[0]
        try:
            day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            return []
        return [FoundDate(start, kept[0].end, day, "day")] if MIN_YEAR <= day.year <= MAX_YEAR else []
    return []
