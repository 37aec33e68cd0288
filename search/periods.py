"""
The value of `تاريخ:` as a period of publication, and back.

- a day, month or year: 2025-08-01, 2025-08, 2025, آب 2025, and what `index.periods.parse_period` knows (آخر أسبوع)
- from one to another with two dots, either side may be open: 2025-01..2025-06, 2025-03.., ..2024
- with one end only: منذ 2018, قبل آب 2025, بعد 2025-08-01, حتى 2024, since, before, after, until; or بين 2017 و2019
- no date at all: بلا تاريخ, undated

>>> written(read("2025-02", date(2025, 3, 1)).range)
'2025-02'
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from index.analysis.analyzer import fold
from index.periods import parse_period
from search.query import DateRange

UNDATED_NAMES = ("undated", "بلا تاريخ", "بدون تاريخ", "دون تاريخ", "غير مؤرخ", "no date")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_EDGES = " \t\n،,;؛:؟?!"
# What may stand after a date in ISO form and belong to it: 2017 إلى 2018, 2017 - 2018, 1439 هـ.
_GOES_ON = frozenset({"الي", "حتي", "to", "until", "ه", "هجري", "هجريه", "م"})
_DASHES = frozenset({"..", "-", "–", "—"})
_ONE_DAY = timedelta(days=1)
# A word before a period, and what is asked for of (its first day, its last day).
_SIDES: dict[str, Callable[[date, date], DateRange]] = {
    **dict.fromkeys(("منذ", "since"), lambda first, last: DateRange(first, None)),
    **dict.fromkeys(("بعد", "after"), lambda first, last: DateRange(last + _ONE_DAY, None)),
    **dict.fromkeys(("قبل", "before"), lambda first, last: DateRange(None, first - _ONE_DAY)),
    **dict.fromkeys(("حتي", "until"), lambda first, last: DateRange(None, last)),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A period as read; ``reversed`` when its end was given before its beginning."""

    range: DateRange
    reversed: bool = False


def read(text: str, today: date) -> Reading | None:
    """The period that ``text`` names, or None."""
    text = text.strip(_EDGES)
    if text and fold(text) in {fold(name) for name in UNDATED_NAMES}:
        return Reading(DateRange(undated=True))
    sided = _one_sided(text, today)
    if sided:
        return Reading(sided)
    start, dots, end = text.partition("..")
    first = _period(start.strip(_EDGES), today)
    if not dots:
        return Reading(DateRange(*first)) if first else None
    last = _period(end.strip(_EDGES), today) if ".." not in end else None
    if first and last:
        # From the first day of one to the last of the other; one may lie within the other: 2025..2025-03.
        if first[0] <= last[1]:
            return Reading(DateRange(first[0], last[1]))
        return Reading(DateRange(last[0], first[1]), reversed=True)
    if first and not end.strip(_EDGES):
        return Reading(DateRange(first[0], None))
    if last and not start.strip(_EDGES):
        return Reading(DateRange(None, last[1]))
    return None


def _one_sided(text: str, today: date) -> DateRange | None:
    word, _, rest = text.partition(" ")
    word, rest = fold(word), rest.strip(_EDGES)
    if word in ("بين", "between"):
        return _between(rest, today)
    if word not in _SIDES:
        return None
    period = _period(rest, today)
    if period is None:
        ago = _period(f"آخر {rest}", today) if word in ("منذ", "since") else None  # منذ أسبوعين
        return DateRange(*ago) if ago else None
    try:
        return _SIDES[word](*period)
    except OverflowError:  # there is nothing after the last day
        return None


def _between(text: str, today: date) -> DateRange | None:
    """«2017 و2019», «آب وأيلول 2025»."""
    words = text.split()
    for at, word in enumerate(words[1:], 1):
        after = [word[1:], *words[at + 1 :]] if word.startswith("و") else words[at + 1 :] if word == "and" else []
        period = _period(f"من {' '.join(words[:at])} إلى {' '.join(after).strip()}", today) if after else None
        if period:
            return DateRange(*period)
    return None


def is_complete(word: str) -> bool:
    """True for a date in ISO form, to which a word after it adds nothing, but for one that `goes_on`."""
    sides = [side for side in word.split("..") if side]
    return bool(sides) and all(_ISO.fullmatch(side) for side in sides)


def goes_on(word: str) -> bool:
    """True for a word that joins a date to another, or names the era of the one before it."""
    return word in _DASHES or fold(word) in _GOES_ON


def written(value: DateRange) -> str:
    """``value`` as `read` takes it, in ISO form and as short as it can be."""
    if value.undated:
        return UNDATED_NAMES[0]
    first, last = value.first, value.last
    if first and last:
        if first == last:
            return first.isoformat()
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return f"{first.year:04d}"
        if first.day == 1 and last == _month_end(first):
            return first.isoformat()[:7]
    return f"{first.isoformat() if first else ''}..{last.isoformat() if last else ''}"


def _period(text: str, today: date) -> tuple[date, date] | None:
    iso = _ISO.fullmatch(text)
    if not text:
        return None
    if iso is None:
        return parse_period(text, today=today)
    year, month, day = (int(part) if part else None for part in iso.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        first = date(year, month, 1 if day is None else day)
    except ValueError:
        return None
    return (first, first) if day is not None else (first, _month_end(first))


def _month_end(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
