"""
How many articles there are in each month, as bars of a picture without any script.

- every month between the first and the last has its place, also one without articles
- what would be more than `MAX_MONTHS` bars is shown by year
- a bar is a link: a month is added to or taken from the dates chosen, a year becomes the period shown
- lengths are in units of the picture; the page stretches it

>>> [bar.height for bar in histogram({"2025-01": 5, "2025-03": 10}).bars]
[50, 0, 100]
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

MAX_MONTHS = 48
MAX_YEARS = 60  # the latest ones: a slip such as 0208 must not make a picture of two thousand years
HEIGHT = 100
LOWEST = 3  # an article must be seen beside a thousand
STEP = 10  # from one bar to the next
WIDTH = 8  # of a bar
MIN_SLOTS = 12  # a few bars stay slim


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
    """The bars, in the order of the language's reading, and the size of the picture."""

    unit: Literal["month", "year"]
    bars: tuple[Bar, ...]
    width: int

    @property
    def first(self) -> str:
        """The earliest period."""
        return min(bar.period for bar in self.bars)

    @property
    def last(self) -> str:
        """The latest period."""
        return max(bar.period for bar in self.bars)


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
    counts = {month: count for month, count in months.items() if len(month) == 7}
    if len(counts) < 2:
        return None
    unit: Literal["month", "year"] = "month"
    periods = list(islice(_months(min(counts), max(counts)), MAX_MONTHS + 1))
    if len(periods) > MAX_MONTHS:
        unit = "year"
        counts = _by_year(counts) if years is None else {y: n for y, n in years.items() if len(y) == 4}
        latest = int(max(counts))
        periods = [f"{year:04d}" for year in range(max(int(min(counts)), latest - MAX_YEARS + 1), latest + 1)]
    return Histogram(unit, _bars(periods, counts, selected, right_to_left), STEP * max(len(periods), MIN_SLOTS))


def _bars(
    periods: Sequence[str], counts: Mapping[str, int], selected: Collection[str], right_to_left: bool
) -> tuple[Bar, ...]:
    width = STEP * max(len(periods), MIN_SLOTS)
    highest = max(counts.values())
    bars = []
    for place, period in enumerate(periods):
        at = place * STEP + (STEP - WIDTH) // 2
        count = counts.get(period, 0)
        x = width - at - WIDTH if right_to_left else at
        bars.append(Bar(period, count, x, _height(count, highest), period in selected))
    return tuple(bars)


def _height(count: int, highest: int) -> int:
    return max(LOWEST, round(HEIGHT * count / highest)) if count else 0


def _months(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:])
    while (period := f"{year:04d}-{month:02d}") <= last:
        yield period
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _by_year(counts: Mapping[str, int]) -> dict[str, int]:
    years: dict[str, int] = {}
    for month, count in counts.items():
        years[month[:4]] = years.get(month[:4], 0) + count
    return years
