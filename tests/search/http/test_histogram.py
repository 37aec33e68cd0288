"""
The bars of the chart: whole years, none missing, nothing invented.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.http.histogram import HEIGHT, LOWEST, MAX_MONTHS, MAX_YEARS, histogram

MONTHS = st.dictionaries(
    st.builds("{:04d}-{:02d}".format, st.integers(1, 9999), st.integers(1, 12)), st.integers(1, 10**6), min_size=2
)


@pytest.mark.parametrize(
    "counts",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"2025-01": 3}, id="one month compares with nothing"),
        pytest.param({"undated": 3}, id="undated is no period, though it has seven letters"),
        pytest.param({"undated": 3, "2025-01": 1}, id="one month and undated"),
    ],
)
def test_no_picture(counts: dict[str, int]) -> None:
    assert histogram(counts) is None


def test_whole_years_of_months() -> None:
    """Empty months have their place; heights are in proportion, and never too low to see."""
    picture = histogram({"2024-11": 1, "2025-02": 1000, "2025-03": 500, "undated": 7})
    assert picture and picture.unit == "month" and picture.years == (2024, 2025)
    assert [bar.period for bar in picture.bars][::12] == ["2024-01", "2025-01"]
    assert len(picture.bars) == 24
    heights = {bar.period: bar.height for bar in picture.bars if bar.count}
    assert heights == {"2024-11": LOWEST, "2025-02": HEIGHT, "2025-03": HEIGHT // 2}


def test_many_months_are_shown_by_year() -> None:
    """The counts of years are taken as they are: the months given may not be all."""
    picture = histogram({"2019-01": 1, "2025-02": 1}, {"2019": 3, "2025": 9, "undated": 4})
    assert picture and picture.unit == "year"
    assert {bar.period: bar.count for bar in picture.bars if bar.count} == {"2019": 3, "2025": 9}
    assert len(picture.bars) == 7
    alone = histogram({"2019-01": 1, "2025-02": 1, "2025-03": 2})
    assert alone and {bar.period: bar.count for bar in alone.bars if bar.count} == {"2019": 1, "2025": 3}


def test_selected_months() -> None:
    picture = histogram({"2025-01": 1, "2025-02": 1}, selected={"2025-02"})
    assert picture and [bar.period for bar in picture.bars if bar.selected] == ["2025-02"]


@given(MONTHS, st.booleans())
def test_bars_fit_and_follow(counts: dict[str, int], right_to_left: bool) -> None:
    """Any counts: bars stand within the picture, side by side, in the order of reading; there are never too many."""
    picture = histogram(counts, right_to_left=right_to_left)
    if picture is None:
        return
    assert len(picture.bars) <= max(MAX_MONTHS, MAX_YEARS)
    places = [bar.x for bar in picture.bars]
    assert places == sorted(places, reverse=right_to_left)
    assert all(0 <= bar.x < picture.width and 0 <= bar.y <= HEIGHT for bar in picture.bars)
    assert all((bar.height >= LOWEST) == bool(bar.count) for bar in picture.bars)
