"""
The dates a text contains, wherever they stand in it: day, month and year, in every way newspapers write them.

- numbers, day first: 15/10/2025, 15-10-2025, 15.10.25; year first: 2025-10-15, 2025/10/15
- words: ١٥ أكتوبر ٢٠٢٥, 15 تشرين الأول/أكتوبر 2025, الثاني عشر من مايو 2020, October 15, 2025, أكتوبر 2025
- a two-digit year is 19xx from 70 on, else 20xx; it needs signs on both sides (15.10.25) or a Latin month (15-Oct-25)
- Hijri dates need a Hijri month's name or هـ after the year; the day comes from the Umm al-Qura calendar
- what has the shape of a date and cannot be one (31/02/2025, 3 مارس 1446) is found with no value, so that no part
  of it is taken for another date

>>> from index.date_tokens import tokenize
>>> [(found.value.isoformat(), found.precision) for found in find_in(tokenize("الأربعاء 15 تشرين الأول 2025"))]
[('2025-10-15', 'day')]

Hijri conversion: the hijridate package (Umm al-Qura, 1343 to 1500 AH); months outside it give no date.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from hijridate import Hijri

from index.article import Precision
from index.date_parts import (
    DAY_SUFFIXES,
    GREGORIAN_ERAS,
    HIJRI_ERAS,
    OPENINGS,
    Tokens,
    day_at,
    era_at,
    full_year,
    in_time,
    is_at,
    month_at,
    number_at,
    year_at,
)

# The first Arabic newspaper is of 1828; nothing of the next century is published yet.
MIN_YEAR, MAX_YEAR = 1800, 2099


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression of a text: ``text[start:end]``. ``value`` is None where it names no possible date."""

    start: int
    end: int
    value: date | None
    precision: Precision
    converted: bool = False

    @property
    def last_day(self) -> date | None:
        """The last day of the period named."""
        if self.value is None:
            return None
        if self.precision == "month":
            return self.value.replace(day=monthrange(self.value.year, self.value.month)[1])
        return date(self.value.year, 12, 31) if self.precision == "year" else self.value


class _Read(NamedTuple):
    """What a rule read: the index after it, and the date (None: the shape of a date, but impossible)."""

    end: int
    value: date | None
    precision: Precision
    converted: bool = False


_Rule = Callable[[Tokens, int], _Read | None]


def find_in(tokens: Tokens) -> list[FoundDate]:
    """Every date of a text cut into ``tokens`` that has at least a month and a year, in order, possible or not."""
    found: list[FoundDate] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        read = None
        if token.kind == "number" or token.text in OPENINGS:
            read = next((result for rule in RULES if (result := rule(tokens, at))), None)
        if read is None:
            at += 1
            continue
        precision = read.precision if read.value else "none"
        start, end = tokens[at].start, tokens[read.end - 1].end
        found.append(FoundDate(start, end, read.value, precision, read.converted))
        at = read.end
    return found


def hijri_month(year: int, month: int) -> tuple[date, date] | None:
    """The first and last day of a Hijri month; None outside the calendar's table."""
    try:
        first = Hijri(year, month, 1)
        start = date(*first.to_gregorian().datetuple())
        return start, start + timedelta(days=first.month_length() - 1)
    except (ValueError, OverflowError):
        return None


# --- values ---------------------------------------------------------------------------------------------------


def _on(end: int, year: int, month: int, day: int, hijri: bool) -> _Read:
    try:
        if hijri:
            return _Read(end, date(*Hijri(year, month, day).to_gregorian().datetuple()), "day", True)
        return _Read(end, date(year, month, day) if MIN_YEAR <= year <= MAX_YEAR else None, "day")
    except (ValueError, OverflowError):
        return _Read(end, None, "none")


def month_of(end: int, year: int, month: int, hijri: bool) -> _Read:
    """The period of a month; a Hijri month across two Gregorian ones is known to the year, if to that."""
    if not hijri:
        possible = MIN_YEAR <= year <= MAX_YEAR and 1 <= month <= 12
        return _Read(end, date(year, month, 1) if possible else None, "month")
    days = hijri_month(year, month)
    if days is None or days[0].year != days[1].year:
        return _Read(end, None, "none", True)
    if days[0].month == days[1].month:
        return _Read(end, days[0].replace(day=1), "month", True)
    return _Read(end, date(days[0].year, 1, 1), "year", True)


# --- rules ----------------------------------------------------------------------------------------------------


def _numeric(tokens: Tokens, at: int) -> _Read | None:
    """15/10/2025, 15-10-25, 2025.10.15: three numbers between two equal signs."""
    if not (is_at(tokens, at + 1, "/", "-", ".") and is_at(tokens, at + 3, tokens[at + 1].text)):
        return None
    if in_time(tokens, at):
        return None
    year_first, first = number_at(tokens, at, 4), number_at(tokens, at, 1, 2)
    second = number_at(tokens, at + 2, 1, 2)
    if second is None or (year_first is None and first is None):
        return None
    third = number_at(tokens, at + 4, 1, 2) if year_first is not None else number_at(tokens, at + 4, 2, 4)
    if third is None:
        return None
    end = at + 5
    if is_at(tokens, end, tokens[at + 1].text) and number_at(tokens, end + 1, 1, 2, 3, 4) is not None:
        return _Read(end + 2, None, "none")  # four numbers: an address, a telephone, a version
    if is_at(tokens, end, ")"):
        end += 1 if is_at(tokens, end + 1, *HIJRI_ERAS, *GREGORIAN_ERAS) else 0
    if year_first is not None:
        era = era_at(tokens, end, year_first)
        return _on(era.end, year_first, second, third, era.hijri)
    if len(tokens[at + 4].text) == 2:
        third = full_year(third) or third
    era = era_at(tokens, end, third)
    return _on(era.end, era.number, second, first or 0, era.hijri)


def _day_month_year(tokens: Tokens, at: int) -> _Read | None:
    """15 أكتوبر 2025, 15 آب (أغسطس) من عام 2025, الثاني عشر من مايو 2020, 15/رمضان/1446 هـ, Wed 15 Oct 25."""
    day = day_at(tokens, at)
    month = month_at(tokens, day[0]) if day else None
    if day is None or month is None:
        return None
    year = year_at(tokens, month.end, short=month.latin)
    if year is None:
        return None
    return _on(year.end, year.number, month.number, day[1], month.hijri)


def _month_day_year(tokens: Tokens, at: int) -> _Read | None:
    """October 15, 2025; أكتوبر 15، 2025; Oct 15 10:00:00 2025 (a time between)."""
    month = month_at(tokens, at)
    day = number_at(tokens, month.end, 1, 2) if month else None
    if month is None or day is None:
        return None
    end = month.end + 1
    if end < len(tokens) and tokens[end].text in DAY_SUFFIXES:
        end += 1
    while end < month.end + 7 and (
        is_at(tokens, end, ":") or is_at(tokens, end + 1, ":") or is_at(tokens, end - 1, ":")
    ):
        end += 1
    year = year_at(tokens, end)
    return _on(year.end, year.number, month.number, day, month.hijri) if year else None


def _year_month_day(tokens: Tokens, at: int) -> _Read | None:
    """2025 أكتوبر 15; 2025-Oct-15."""
    year = number_at(tokens, at, 4)
    if year is None:
        return None
    month = month_at(tokens, at + 1 + is_at(tokens, at + 1, "-", "/", ",", "،"))
    if month is None:
        return None
    place = month.end + is_at(tokens, month.end, "-", "/", ",", "،")
    day = number_at(tokens, place, 1, 2)
    if day is None or year_at(tokens, place + 1):
        return None
    return _on(place + 1, year, month.number, day, month.hijri)


def _month_year(tokens: Tokens, at: int) -> _Read | None:
    """أكتوبر 2025, شهر آب/أغسطس من عام 2025, رمضان 1446."""
    month = month_at(tokens, at)
    year = year_at(tokens, month.end) if month else None
    return month_of(year.end, year.number, month.number, month.hijri) if month and year else None


# The order matters: a rule that asks for more comes before one that would be content with a part of it.
RULES: tuple[_Rule, ...] = (_numeric, _day_month_year, _month_day_year, _year_month_day, _month_year)
