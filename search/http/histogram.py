"""
How many articles there are in each month, as bars of a picture without any script.

- whole years: every month from a January to a December has its place, also one without articles
- what would be more than `MAX_MONTHS` bars is shown by year
- a bar is a link: a month is added to or taken from the dates chosen, a year becomes the period shown
- lengths are in units of the picture; the page stretches it

>>> [bar.height for bar in histogram({"2025-01": 5, "2025-03": 10}).bars[:4]]
[50, 0, 100, 0]
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

MAX_MONTHS = 48
MAX_YEARS = 60  # the latest ones: a slip such as 0208 must not make a picture of two thousand years
HEIGHT = 100
LOWEST = 3  # an article must be seen beside a thousand
STEP = 10  # from one bar to the next
WIDTH = 8  # of a bar


@dataclass(frozen=True, slots=True)
class Bar:
    """One month (``2025-08``) or year (``2025``) with its number of articles and its place in the picture."""

    period: str
    count: int
    x: int
    height: int
    selected: bool = False

    @property
    def y(self) -> int:
        """The top of the bar."""
        return HEIGHT - self.height


@dataclass(frozen=True, slots=True)
class Histogram:
    """The bars, earliest first, and the width of the picture."""

    unit: Literal["month", "year"]
    bars: tuple[Bar, ...]
    width: int

    @property
    def years(self) -> tuple[int, ...]:
        """The years shown; each is as wide as the others."""
        return tuple(range(int(self.bars[0].period[:4]), int(self.bars[-1].period[:4]) + 1))


def histogram(
    months: Mapping[str, int],
    years: Mapping[str, int] | None = None,
    *,
    selected: Collection[str] = (),
    right_to_left: bool = False,
) -> Histogram | None:
    """The picture of the counts of ``months``, or of ``years`` where those are too many.

    What is no period (``undated``) has no place in it; None where there are fewer than two bars to compare.
    """
    counts = {month: count for month, count in months.items() if month[4:5] == "-"}
    if len(counts) < 2:
        return None
    first, last = int(min(counts)[:4]), int(max(counts)[:4])
    if (last - first + 1) * 12 <= MAX_MONTHS:
        periods = [f"{year:04d}-{month:02d}" for year in range(first, last + 1) for month in range(1, 13)]
        return Histogram("month", *_bars(periods, counts, selected, right_to_left))
    counts = _by_year(counts) if years is None else {year: n for year, n in years.items() if year.isdigit()}
    first = max(int(min(counts)), last - MAX_YEARS + 1)
    return Histogram("year", *_bars([f"{y:04d}" for y in range(first, last + 1)], counts, selected, right_to_left))


def _bars(
    periods: Sequence[str], counts: Mapping[str, int], selected: Collection[str], right_to_left: bool
) -> tuple[tuple[Bar, ...], int]:
    """The bars of ``periods``, and how wide they are together."""
    width = STEP * len(periods)
    highest = max(counts.values())
    bars = []
    for place, period in enumerate(periods):
        at = place * STEP + (STEP - WIDTH) // 2
        count = counts.get(period, 0)
        x = width - at - WIDTH if right_to_left else at
        bars.append(Bar(period, count, x, _height(count, highest), period in selected))
    return tuple(bars), width


def _height(count: int, highest: int) -> int:
    return max(LOWEST, round(HEIGHT * count / highest)) if count else 0


def _by_year(counts: Mapping[str, int]) -> dict[str, int]:
    years: dict[str, int] = {}
    for month, count in counts.items():
        years[month[:4]] = years.get(month[:4], 0) + count
    return years
