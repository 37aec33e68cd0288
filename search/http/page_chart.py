"""
The chart of the results over time as the template shows it: every bar a link that says what it counts.

- a bar of a month adds the month to the dates chosen, or takes it off; a bar of a year opens its months
- articles without a date have no bar; they stand beside the chart, as a link too
"""

from __future__ import annotations

from dataclasses import dataclass

from search.http.histogram import Bar, Histogram, histogram
from search.http.page_addresses import Addresses, value_of
from search.http.page_dates import period_words
from search.http.page_options import Option
from search.http.texts import Words
from search.results import Results

YEARS_LABELLED = 8


@dataclass(frozen=True, slots=True)
class BarView:
    """One bar of the chart and where it leads."""

    bar: Bar
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart of the results over time."""

    picture: Histogram
    bars: tuple[BarView, ...]
    months: tuple[str, ...]  # to stand below: the numbers of the months of one year, none where there are more years
    years: tuple[str, ...]  # to stand below: every year of the picture, "" where there is no room for its name
    undated: Option | None


def chart(found: Results, addresses: Addresses, words: Words) -> Chart | None:
    """The chart over time; None where it would show nothing."""
    months = found.facets.get("month", ())
    years = {bucket.value: bucket.count for bucket in found.facets.get("year", ())} or None
    selected = {bucket.value for bucket in months if bucket.selected}
    counts = {bucket.value: bucket.count for bucket in months if bucket.count}
    picture = histogram(counts, years, selected=selected, right_to_left=words.direction == "rtl")
    if picture is None:
        return None
    bars = tuple(_bar_view(bar, picture, addresses, words) for bar in picture.bars)
    return Chart(
        picture,
        bars,
        tuple(words.number(month) for month in range(1, 13)) if len(picture.years) == 1 else (),
        tuple(words.digits(year) for year in _labelled(picture.years)),
        next((_undated(b.count, b.selected, addresses, words) for b in months if b.value == "undated"), None),
    )


def _bar_view(bar: Bar, picture: Histogram, addresses: Addresses, words: Words) -> BarView:
    label = words("bar", period=_period(bar.period, words), count=words.count("articles", bar.count))
    days = value_of(picture.unit, bar.period)
    if picture.unit == "year":  # shows the months of the year
        return BarView(bar, label, addresses.search(from_=days, to=days, date=None))
    toggle = addresses.removing if bar.selected else addresses.adding
    return BarView(bar, label, toggle("date", days))


def _period(period: str, words: Words) -> str:
    return period_words(value_of("month", period), words)


def _labelled(years: tuple[int, ...]) -> list[str]:
    """The name of every year that has room for it, "" for the others; half a step is room for the last."""
    step = -(-len(years) // YEARS_LABELLED)
    return [str(year) if at % step == 0 and 2 * (len(years) - at) >= step else "" for at, year in enumerate(years)]


def _undated(count: int, selected: bool, addresses: Addresses, words: Words) -> Option:
    value = value_of("month", "undated")
    url = addresses.removing("date", value) if selected else addresses.adding("date", value)
    return Option(words.count("undated_articles", count), url, selected, count)
