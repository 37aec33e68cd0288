"""
Numbers, periods and choices as people type them, read strictly.

- ٢٠٢٥, ۲۰۲۵ and 2025 are the same number; spaces around are dropped; nothing else is forgiven
- a period is YYYY, YYYY-MM or YYYY-MM-DD and stands for its first to its last day
- every refusal says what would have been right, and the nearest name where there is one

>>> read_period("٢٠٢٥-٠٨")
DateRange(first=datetime.date(2025, 8, 1), last=datetime.date(2025, 8, 31), undated=False)
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from search.query import DateRange

UNDATED = "undated"
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_NUMBER = re.compile(r"[0-9]+")
_DIGITS_READ = 18  # what is longer is beyond every bound, and need not be exact
_PERIOD = re.compile(r"([1-9][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
# The same two for the OpenAPI document, with every digit that is accepted.
_ANY, _ONE_TO_NINE = "[0-9٠-٩۰-۹]", "[1-9١-٩۱-۹]"
_YEAR = f"({_ONE_TO_NINE}{_ANY}{{3}})"
_MONTH = f"([0٠۰]{_ONE_TO_NINE}|[1١۱][0-2٠-٢۰-۲])"
_DAY = f"([0٠۰]{_ONE_TO_NINE}|[12١٢۱۲]{_ANY}|[3٣۳][01٠١۰۱])"
PERIOD_PATTERN = f"^{_YEAR}(-{_MONTH}(-{_DAY})?)?$"
DATE_PATTERN = f"^({UNDATED}|{_YEAR}(-{_MONTH}(-{_DAY})?)?)$"


def read_number(text: str) -> int:
    """The whole number written in ``text``; ValueError says what is expected."""
    folded = text.strip().translate(DIGITS)
    if not _NUMBER.fullmatch(folded):
        raise ValueError("a whole number is expected, such as 2 or ٢")
    return int(folded.lstrip("0")[:_DIGITS_READ] or "0")


def read_period(text: str) -> DateRange:
    """The days that ``text`` stands for; ValueError says what is expected."""
    match = _PERIOD.fullmatch(text.strip().translate(DIGITS))
    if not match:
        raise ValueError("a date is written YYYY, YYYY-MM or YYYY-MM-DD, such as 2025-08")
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"there is no such date as {match.group()}") from None
    if day:
        return DateRange(first, first)
    if month:
        return DateRange(first, first.replace(day=calendar.monthrange(first.year, first.month)[1]))
    return DateRange(first, date(first.year, 12, 31))


def read_dates(text: str) -> DateRange:
    """As `read_period`, and the word ``undated``."""
    return DateRange(undated=True) if text.strip() == UNDATED else read_period(text)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The name of ``known`` that ``word`` was most likely meant to be."""
    names = list(known)
    if len(word) > 3 * max(map(len, names), default=0):  # like none of them, and comparing would take long
        return None
    return next(iter(get_close_matches(word.lower(), names, n=1, cutoff=0.65)), None)
