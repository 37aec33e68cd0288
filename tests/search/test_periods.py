"""The value of a date field, read and written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.periods import Reading, is_complete, read, written
from search.query import DateRange

TODAY = date(2025, 12, 24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2025", "2025", id="a year"),
        pytest.param("2024-02", "2024-02", id="a month of a leap year"),
        pytest.param("2024-2-9", "2024-02-09", id="a day without zeros"),
        pytest.param("٢٠٢٤-٠٢-٠٩", "2024-02-09", id="Arabic digits"),
        pytest.param("شباط 2024،", "2024-02", id="a name, punctuation after it"),
        pytest.param("آخر أسبوع", "2025-12-18..2025-12-24", id="relative"),
        pytest.param("2025-01-01..2025-12-31", "2025", id="a whole year"),
        pytest.param("2025-02-01..2025-02-28", "2025-02", id="a whole month"),
        pytest.param("2025-01-01..2026-12-31", "2025-01-01..2026-12-31", id="two years"),
        pytest.param("2025..2025-03", "2025-01-01..2025-03-31", id="a year to a month of it"),
        pytest.param("2025-06..2025", "2025-06-01..2025-12-31", id="a month to the end of its year"),
        pytest.param("آب 2025..2025", "2025-08-01..2025-12-31", id="a month with its name to the end of its year"),
        pytest.param("2025-03-15..2025-03", "2025-03-15..2025-03-31", id="a day to the end of its month"),
        pytest.param("2025..2025", "2025", id="a year to itself"),
        pytest.param("آذار 2025..", "2025-03-01..", id="open"),
        pytest.param("آخر 24 ساعة", "2025-12-23..2025-12-24", id="hours, all days they touch"),
        pytest.param("last 48 hours", "2025-12-22..2025-12-24", id="hours, in English"),
        pytest.param("آخر سبعة أيام", "2025-12-18..2025-12-24", id="a number in letters"),
        pytest.param("منذ 2018", "2018-01-01..", id="since"),
        pytest.param("منذ آب 2025", "2025-08-01..", id="since a month"),
        pytest.param("منذ أسبوعين", "2025-12-11..2025-12-24", id="for two weeks"),
        pytest.param("بعد 2018", "2019-01-01..", id="after"),
        pytest.param("قبل آب ٢٠٢٥", "..2025-07-31", id="before"),
        pytest.param("حتى 2024-02", "..2024-02-29", id="until"),
        pytest.param("before 2018", "..2017-12-31", id="in English"),
        pytest.param("بين 2017 و2018", "2017-01-01..2018-12-31", id="between"),
        pytest.param("بين آب وأيلول 2025", "2025-08-01..2025-09-30", id="between months of one year"),
        pytest.param("between March and May 2018", "2018-03-01..2018-05-31", id="between, in English"),
        pytest.param("بدون تاريخ", "undated", id="no date"),
        pytest.param("UNDATED", "undated", id="no date, in capitals"),
        pytest.param("0001", "0001", id="the first year"),
        pytest.param("9999-12-31", "9999-12-31", id="the last day"),
    ],
)
def test_read_and_written(text: str, expected: str) -> None:
    """What people type, in one form."""
    reading = read(text, TODAY)
    assert reading is not None and not reading.reversed
    assert expected == written(reading.range)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "..", "…", "قريبا", "0000", "20251", "2025-13", "2025-00", "2025-02-30", "2025-1-1-1", "1e999"),
        *("2025-08-00", "2025-08-0", "2025/08/00", "آخر 0 أيام", "last 0 days", "آخر ٠ أسابيع", "2025-08-00..2025-09"),
        *(
            "منذ",
            "منذ x",
            "بعد 9999",
            "قبل 0001",
            "بين",
            "بين 2017",
            "بين 2017 و",
            "بين 2019 و2017",
            "حتى الآن",
            "هذه الساعة",
            "ساعة",
        ),
        *("x..2025", "2025..x", "2025..2026..2027", "9" * 500, "..".join(["2025"] * 99)),
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Nothing is guessed."""
    assert read(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("2025-06..2025-01", date(2025, 1, 1), date(2025, 6, 30), id="months"),
        pytest.param("2025..2024-03", date(2024, 3, 1), date(2025, 12, 31), id="a year and a month before it"),
        pytest.param("2025-03-20..2025-03-15", date(2025, 3, 15), date(2025, 3, 20), id="days"),
    ],
)
def test_a_reversed_period_is_turned_round(text: str, first: date, last: date) -> None:
    """Whole periods are turned round, not their days."""
    assert Reading(DateRange(first, last), reversed=True) == read(text, TODAY)


@given(st.dates(), st.integers(0, 800), st.sampled_from(["both", "first", "last"]))
def test_every_period_is_written_so_that_it_is_read_again(first: date, days: int, known: str) -> None:
    """Whatever the period, its text names it."""
    last = first + timedelta(days=min(days, (date.max - first).days))
    period = DateRange(first if known != "last" else None, last if known != "first" else None)
    reading = read(written(period), TODAY)
    assert reading is not None and reading.range == period


@given(st.text())
def test_any_text_is_read_or_not(text: str) -> None:
    """No text fails."""
    reading = read(text, TODAY)
    assert reading is None or read(written(reading.range), TODAY) == Reading(reading.range)


@pytest.mark.parametrize(
    ("word", "expected"), [("2025", True), ("2025-08..", True), ("آب", False), ("2025-08..آب", False), ("..", False)]
)
def test_is_complete(word: str, expected: bool) -> None:
    """After a date in ISO form only a word that goes on belongs to it."""
    assert expected == is_complete(word)
