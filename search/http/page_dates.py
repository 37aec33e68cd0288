"""
Dates in the words of a reader, and what each rests on.

>>> date_words(PublishedDate(date(2025, 8, 1), "day", "text", "01-08-2025"), Words("ar"))
'١ آب/أغسطس ٢٠٢٥'
"""

from __future__ import annotations

from datetime import date

from index.article import Precision, PublishedDate
from index.calendar_names import MONTH_LABELS
from search.http.texts import Words
from search.query import DateRange


def date_words(published: PublishedDate, words: Words) -> str:
    """The date as far as it is known, or «بلا تاريخ»."""
    if published.value is None:
        return words("undated")
    return day_words(published.value, words, published.precision)


def day_words(day: date, words: Words, precision: Precision = "day") -> str:
    """``day`` in words, as exactly as ``precision`` says."""
    year = words.digits(str(day.year))
    if precision == "year":
        return year
    month = f"{month_name(day.month, words)} {year}"
    return month if precision == "month" else f"{words.digits(str(day.day))} {month}"


def month_name(month: int, words: Words) -> str:
    """The month as Arab media write it for all their readers: آب/أغسطس; or its English name."""
    label = MONTH_LABELS[month]
    if words.language == "en":
        return label.english
    return label.levantine if label.levantine == label.common else f"{label.levantine}/{label.common}"


def period_words(days: DateRange, words: Words) -> str:
    """A value of the date filter in words."""
    first, last = days.first, days.last
    if days.undated or first is None or last is None:
        return words("undated")
    if first == last:
        return day_words(first, words)
    same_month = (first.year, first.month) == (last.year, last.month)
    return day_words(first, words, "month" if same_month else "year")


def provenance(published: PublishedDate, words: Words) -> str:
    """What the date rests on, as a sentence."""
    if published.value is None or published.origin == "none":
        return words("date_vague", raw=published.raw) if published.raw else words("date_none")
    parts = [
        words(f"date_{published.origin}", raw=published.raw)
        if published.raw
        else words(f"date_no_raw_{published.origin}")
    ]
    if published.converted:
        parts.append(words("date_hijri"))
    if published.precision in ("month", "year"):
        parts.append(words(f"date_{published.precision}_only"))
    return ("، " if words.language == "ar" else ", ").join(parts)
