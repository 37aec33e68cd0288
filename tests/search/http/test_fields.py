"""
Numbers and periods as people type them.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.http.fields import (
    DATE_PATTERN,
    PERIOD_PATTERN,
    nearest,
    read_dates,
    read_number,
    read_period,
)
from search.periods import written
from search.query import DateRange


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2", 2, id="latin"),
        pytest.param("٢", 2, id="arabic-indic"),
        pytest.param("۱۲", 12, id="persian"),
        pytest.param("1٢۳", 123, id="mixed"),
        pytest.param(" 7 ", 7, id="spaces around"),
        pytest.param("007", 7, id="noughts before"),
        pytest.param("", None, id="empty"),
        pytest.param("-1", None, id="negative"),
        pytest.param("+1", None, id="sign"),
        pytest.param("1_0", None, id="underscore"),
        pytest.param("1.0", None, id="fraction"),
        pytest.param("²", None, id="superscript"),
        pytest.param("१", None, id="digits of another script"),
        pytest.param("1" * 10, 1_111_111_111, id="larger than any bound, which is told by the bound"),
        pytest.param("9" * 5000, 10**18 - 1, id="larger than can be read, cut"),
    ],
)
def test_read_number(text: str, expected: int | None) -> None:
    """Whole numbers in Latin, Arabic and Persian digits, and nothing else."""
    if expected is None:
        with pytest.raises(ValueError, match="whole number"):
            read_number(text)
    else:
        assert read_number(text) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("2025", date(2025, 1, 1), date(2025, 12, 31), id="year"),
        pytest.param("2025-02", date(2025, 2, 1), date(2025, 2, 28), id="month"),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), id="month of a leap year"),
        pytest.param("٢٠٢٥-٠٨-٠١", date(2025, 8, 1), date(2025, 8, 1), id="day in arabic digits"),
        pytest.param("۲۰۲۵", date(2025, 1, 1), date(2025, 12, 31), id="persian digits"),
        pytest.param("9999-12-31", date(9999, 12, 31), date(9999, 12, 31), id="last of days"),
        pytest.param("2025-13", None, None, id="month 13"),
        pytest.param("2025-00", None, None, id="month 0"),
        pytest.param("2025-02-29", None, None, id="no leap year"),
        pytest.param("0000", None, None, id="year 0"),
        pytest.param("25", None, None, id="two figures"),
        pytest.param("2025-1", None, None, id="one-figure month"),
        pytest.param("2025/01", None, None, id="slash"),
        pytest.param("2025-01-01T00:00", None, None, id="time"),
        pytest.param("2025\n", date(2025, 1, 1), date(2025, 12, 31), id="line end is a space"),
        pytest.param("undated", None, None, id="no period"),
        pytest.param("", None, None, id="empty"),
    ],
)
def test_read_period(text: str, first: date | None, last: date | None) -> None:
    """A year, month or day from its first to its last day."""
    if first is None:
        with pytest.raises(ValueError, match="date"):
            read_period(text)
    else:
        assert read_period(text) == DateRange(first, last)


def test_undated_is_a_date_filter_but_no_period() -> None:
    """The word stands for articles without a date."""
    assert read_dates("undated") == DateRange(undated=True)
    assert read_dates("2025") == read_period("2025")


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from([4, 7, 10]))
def test_what_is_written_is_read_back(day: date, length: int) -> None:
    """The shortest text of a period stands for the same period."""
    period = read_period(day.isoformat()[:length])
    assert read_dates(written(period)) == period
    assert len(written(period)) <= length


@given(st.from_regex(re.compile(PERIOD_PATTERN), fullmatch=True))
def test_the_documented_pattern_is_what_is_read(text: str) -> None:
    """What the document allows is read, but for days that a month does not have."""
    try:
        read_period(text)
    except ValueError as error:
        assert "no such date" in str(error)
    assert re.fullmatch(DATE_PATTERN, text.strip())


@given(st.text(max_size=12))
def test_nothing_else_than_a_value_error_comes_out(text: str) -> None:
    """Any text is either read or refused."""
    for read in (read_number, read_period, read_dates):
        try:
            read(text)
        except ValueError:
            continue


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("pagee", "page", id="doubled letter"),
        pytest.param("pagesize", "page_size", id="missing underscore"),
        pytest.param("PAGE", "page", id="capitals"),
        pytest.param("xyzzy", None, id="nothing near"),
        pytest.param("", None, id="empty"),
    ],
)
def test_nearest(word: str, expected: str | None) -> None:
    """A slip is told what was probably meant; a guess far off is not made."""
    assert nearest(word, ["page", "page_size", "match"]) == expected
