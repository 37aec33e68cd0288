"""
The dates a text contains, wherever they stand in it: day, month and year, in every way newspapers write them.

- numbers, day first: 15/10/2025, 15-10-2025, 15.10.25; year first: 2025-10-15, 2025/10/15
- words: ١٥ أكتوبر ٢٠٢٥, 15 تشرين الأول/أكتوبر 2025, الثاني عشر من مايو 2020, October 15, 2025, أكتوبر 2025
- a two-digit year is 19xx from 70 on, else 20xx; it needs signs on both sides (15.10.25) or a Latin month (15-Oct-25)
- Hijri dates need a Hijri month's name or هـ after the year; the day comes from the Umm al-Qura calendar
- what has the shape of a date and cannot be one (31/02/2025, 3 مارس 1446) is found with no value, so that no part
  of it is taken for another date

>>> [(found.value.isoformat(), found.precision) for found in find_dates("الأربعاء 15 تشرين الأول 2025")]
[('2025-10-15', 'day')]

Hijri conversion: the hijridate package (Umm al-Qura, 1343 to 1500 AH); months outside it give no date.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from hijridate import Hijri

from index.article import Precision
from index.calendar_names import GREGORIAN_MONTHS, HIJRI_MONTHS, LONGEST_NAME, ORDINAL_DAYS
from index.date_tokens import DateToken, tokenize

# The first Arabic newspaper is of 1828; nothing of the next century is published yet.
MIN_YEAR, MAX_YEAR = 1800, 2099
_PIVOT = 70  # two-digit years from here on belong to the last century

_YEAR_WORDS = frozenset({"من", "عام", "العام", "سنه", "السنه", "لعام", "لسنه", "للعام", "للسنه", "of"})
_HIJRI_ERAS = frozenset({"ه", "هجري", "هجريه", "هجريا", "للهجره", "الهجري", "ah", "h"})
_GREGORIAN_ERAS = frozenset({"م", "ميلادي", "ميلاديه", "ميلاديا", "للميلاد", "الميلادي", "ad", "ce"})
_MONTH_WORDS = frozenset({"شهر", "من"})
_DAY_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
# The words with which a date can begin; all else is passed over quickly.
_OPENINGS = frozenset({"شهر"}) | {name[0] for table in (GREGORIAN_MONTHS, HIJRI_MONTHS, ORDINAL_DAYS) for name in table}
_LOOSE_SIGNS = frozenset({",", "،", "/", "-", ".", "("})


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


class _Year(NamedTuple):
    end: int
    number: int
    hijri: bool


class _Month(NamedTuple):
    end: int
    number: int
    hijri: bool
    latin: bool


Tokens = Sequence[DateToken]
_Rule = Callable[[Tokens, int], _Read | None]


def find_dates(text: str) -> list[FoundDate]:
    """Every date of ``text`` that has at least a month and a year, in order, possible or not."""
    return find_in(tokenize(text))


def find_in(tokens: Tokens) -> list[FoundDate]:
    """`find_dates` for a text already cut."""
    found: list[FoundDate] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        read = None
        if token.kind == "number" or token.text in _OPENINGS:
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


# --- pieces of a date -----------------------------------------------------------------------------------------


def _is(tokens: Tokens, at: int, *texts: str) -> bool:
    return 0 <= at < len(tokens) and tokens[at].text in texts


def _in_time(tokens: Tokens, at: int) -> bool:
    """Whether a number is the minutes of a time (10:30), not the first one after a label (التاريخ: 30)."""
    return _is(tokens, at - 1, ":") and at >= 2 and tokens[at - 2].kind == "number"


def _number(tokens: Tokens, at: int, *lengths: int) -> int | None:
    if 0 <= at < len(tokens) and tokens[at].kind == "number" and len(tokens[at].text) in lengths:
        return int(tokens[at].text)
    return None


def _name(tokens: Tokens, at: int, table: dict[tuple[str, ...], int]) -> tuple[int, int] | None:
    if not 0 <= at < len(tokens) or tokens[at].text not in _OPENINGS:
        return None
    for size in range(min(LONGEST_NAME, len(tokens) - at), 0, -1):
        number = table.get(tuple(token.text for token in tokens[at : at + size]))
        if number is not None:
            return at + size, number
    return None


def _month(tokens: Tokens, at: int) -> _Month | None:
    """A month's name, with «شهر» before it and its second name after it (آب/أغسطس, آب (أغسطس))."""
    if _is(tokens, at, "شهر"):
        at += 1
    for table, hijri in ((GREGORIAN_MONTHS, False), (HIJRI_MONTHS, True)):
        named = _name(tokens, at, table)
        if named is None:
            continue
        end, number = named
        latin = tokens[at].text.isascii()
        if latin and _is(tokens, end, "."):
            end += 1
        return _Month(_second_name(tokens, end, number, table), number, hijri, latin)
    return None


def _second_name(tokens: Tokens, at: int, month: int, table: dict[tuple[str, ...], int]) -> int:
    joined = _is(tokens, at, "/", "(", "-", "|", "او")
    named = _name(tokens, at + joined, table)
    if named is None or named[1] != month:
        return at
    return named[0] + 1 if _is(tokens, at, "(") and _is(tokens, named[0], ")") else named[0]


def _year(tokens: Tokens, at: int, *, short: bool = False) -> _Year | None:
    """A four-digit year (``short``: or two) after at most three signs and words («، », «من عام», «(»), and its era."""
    opened = False
    for _ in range(3):
        if at < len(tokens) and (tokens[at].text in _YEAR_WORDS or tokens[at].text in _LOOSE_SIGNS):
            opened = opened or tokens[at].text == "("
            at += 1
    number = _number(tokens, at, 4)
    if number is None and short and not _is(tokens, at + 1, ":"):
        number = _number(tokens, at, 2)
        if number is not None:
            number += 1900 if number >= _PIVOT else 2000
    if number is None or _is(tokens, at + 1, ":"):
        return None
    end = at + 1
    if opened and _is(tokens, end, ")"):
        end += 1
    return _era(tokens, end, number)


def _era(tokens: Tokens, at: int, number: int) -> _Year:
    if at >= len(tokens):
        return _Year(at, number, False)
    if tokens[at].text in _HIJRI_ERAS:
        return _Year(at + 1, number, True)
    if _is(tokens, at, "ق") and _is(tokens, at + 1, "."):  # قبل الميلاد
        return _Year(at + 1, 0, False)
    return _Year(at + (tokens[at].text in _GREGORIAN_ERAS), number, False)


def _day(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """A day of the month: a number (15, 15th, 15 من) or an ordinal (الثاني عشر من)."""
    number = _number(tokens, at, 1, 2)
    if number is not None:
        if _in_time(tokens, at):
            return None
        end = at + 1
        if end < len(tokens) and tokens[end].text in _DAY_SUFFIXES:
            end += 1
    else:
        named = _name(tokens, at, ORDINAL_DAYS)
        if named is None:
            return None
        end, number = named
    while end < len(tokens) and end - at < 6 and (tokens[end].text in _MONTH_WORDS or _is(tokens, end, "/", "-", "of")):
        end += 1
    return end, number


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
    if not (_is(tokens, at + 1, "/", "-", ".") and _is(tokens, at + 3, tokens[at + 1].text)):
        return None
    if _in_time(tokens, at):
        return None
    year_first, first = _number(tokens, at, 4), _number(tokens, at, 1, 2)
    second = _number(tokens, at + 2, 1, 2)
    if second is None or (year_first is None and first is None):
        return None
    third = _number(tokens, at + 4, 1, 2) if year_first is not None else _number(tokens, at + 4, 2, 4)
    if third is None:
        return None
    end = at + 5
    if _is(tokens, end, tokens[at + 1].text) and _number(tokens, end + 1, 1, 2, 3, 4) is not None:
        return _Read(end + 2, None, "none")  # four numbers: an address, a telephone, a version
    if _is(tokens, end, ")"):
        end += 1 if _is(tokens, end + 1, *_HIJRI_ERAS, *_GREGORIAN_ERAS) else 0
    if year_first is not None:
        era = _era(tokens, end, year_first)
        return _on(era.end, year_first, second, third, era.hijri)
    if len(tokens[at + 4].text) == 2:
        third += 1900 if third >= _PIVOT else 2000
    era = _era(tokens, end, third)
    return _on(era.end, era.number, second, first or 0, era.hijri)


def _day_month_year(tokens: Tokens, at: int) -> _Read | None:
    """15 أكتوبر 2025, 15 آب (أغسطس) من عام 2025, الثاني عشر من مايو 2020, 15/رمضان/1446 هـ, Wed 15 Oct 25."""
    day = _day(tokens, at)
    month = _month(tokens, day[0]) if day else None
    if day is None or month is None:
        return None
    year = _year(tokens, month.end, short=month.latin)
    if year is None:
        return None
    return _on(year.end, year.number, month.number, day[1], month.hijri)


def _month_day_year(tokens: Tokens, at: int) -> _Read | None:
    """October 15, 2025; أكتوبر 15، 2025; Oct 15 10:00:00 2025 (a time between)."""
    month = _month(tokens, at)
    day = _number(tokens, month.end, 1, 2) if month else None
    if month is None or day is None:
        return None
    end = month.end + 1
    if end < len(tokens) and tokens[end].text in _DAY_SUFFIXES:
        end += 1
    while end < month.end + 7 and (_is(tokens, end, ":") or _is(tokens, end + 1, ":") or _is(tokens, end - 1, ":")):
        end += 1
    year = _year(tokens, end)
    return _on(year.end, year.number, month.number, day, month.hijri) if year else None


def _year_month_day(tokens: Tokens, at: int) -> _Read | None:
    """2025 أكتوبر 15; 2025-Oct-15."""
    year = _number(tokens, at, 4)
    if year is None:
        return None
    month = _month(tokens, at + 1 + _is(tokens, at + 1, "-", "/", ",", "،"))
    if month is None:
        return None
    day_at = month.end + _is(tokens, month.end, "-", "/", ",", "،")
    day = _number(tokens, day_at, 1, 2)
    if day is None or _year(tokens, day_at + 1):
        return None
    return _on(day_at + 1, year, month.number, day, month.hijri)


def _month_year(tokens: Tokens, at: int) -> _Read | None:
    """أكتوبر 2025, شهر آب/أغسطس من عام 2025, رمضان 1446."""
    month = _month(tokens, at)
    year = _year(tokens, month.end) if month else None
    return month_of(year.end, year.number, month.number, month.hijri) if month and year else None


# The order matters: a rule that asks for more comes before one that would be content with a part of it.
RULES: tuple[_Rule, ...] = (_numeric, _day_month_year, _month_day_year, _year_month_day, _month_year)
