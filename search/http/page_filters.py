"""
What narrows the results: the facets to choose from, and the filters that are on.

- a facet shows its largest values; more are folded below, and all of them one click away
- actors stand under their kinds; dates under years and months
- every value is a link that adds it, or takes it off again; actors and sources can be excluded as well
- every filter that is on is told in words with the link that removes it, exclusions and dates too
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.http.fields import UNDATED
from search.http.page_addresses import ARGUMENT_OF, EXCLUDED_BY, Addresses, value_of
from search.http.page_dates import day_words, period_words
from search.http.schemas import MAX_FACET_SIZE
from search.http.texts import Words
from search.query import DateRange
from search.results import FacetBucket

SHOWN = 6  # values of a group before «المزيد»
LISTED = {"actor": 15, "source": 30, "section": 30}  # values of a group, those folded included
KINDS = ("person", "organization", "state", "other")
ActorName = Callable[[str], str]
Buckets = Mapping[str, Sequence[FacetBucket]]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that is on: its words, and the search without it."""

    text: str
    url: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet. ``url`` chooses it, or takes it off where it is chosen; ``exclude`` leaves it out."""

    label: str
    count: int
    url: str
    selected: bool
    exclude: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Values under one heading: those always shown, and those folded."""

    title: str
    shown: tuple[Value, ...]
    folded: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One list to choose from. ``all_url`` leads to more values, where there may be more; ``find`` is its search."""

    name: str
    title: str
    groups: tuple[Group, ...]
    all_url: str | None = None
    find: str | None = None


def filters_on(addresses: Addresses, words: Words, actor_name: ActorName) -> tuple[Filter, ...]:
    """The filters that are on, in words."""
    args = addresses.args
    found = []
    for argument in ("actor", "source", "section", "date", "exclude_actor", "exclude_source"):
        for value in dict.fromkeys(args.get(argument, ())):
            text = words(f"chip_{argument}", value=_in_words(argument, value, words, actor_name))
            found.append(Filter(text, addresses.removing(argument, value), argument.startswith("exclude")))
    bounds = bounds_in_words(args.get("from_"), args.get("to"), words)
    if bounds:
        found.append(Filter(bounds, addresses.search(from_=None, to=None)))
    return tuple(found)


def bounds_in_words(first: DateRange | None, last: DateRange | None, words: Words) -> str:
    """The period between from and to; "" where neither is given."""
    values = {}
    if first and first.first:
        values["first"] = day_words(first.first, words)
    if last and last.last:
        values["last"] = day_words(last.last, words)
    key = {(): "", ("first",): "chip_from", ("last",): "chip_to", ("first", "last"): "chip_range"}[tuple(values)]
    return words(key, **values) if key else ""


def facets(found: Buckets, addresses: Addresses, words: Words) -> tuple[Facet, ...]:
    """The facets of ``found``, those without any value left out."""
    made = [_facet(name, found.get(name, ()), addresses, words) for name in ("actor", "source", "section")]
    years, months = found.get("year", ()), found.get("month", ())
    if years:  # the undated stand among them already
        months = [bucket for bucket in months if bucket.value != UNDATED]
    periods = (("year", words("years"), years), ("month", words("months"), months))
    dates = tuple(_group(name, title, buckets, addresses, words) for name, title, buckets in periods)
    made.append(Facet("date", words("facet_date"), tuple(group for group in dates if group.shown)))
    return tuple(facet for facet in made if facet.groups)


def _facet(name: str, buckets: Sequence[FacetBucket], addresses: Addresses, words: Words) -> Facet:
    headings = {"": buckets}
    if name == "actor":  # each kind has its own room: states are named more often than anybody
        headings = {words(f"kinds_{kind}"): [b for b in buckets if (b.kind or "other") == kind] for kind in KINDS}
    size = max(addresses.args["facet_size"], LISTED[name])
    groups = tuple(
        _group(
            name, title, [bucket for at, bucket in enumerate(some) if at < size or bucket.selected], addresses, words
        )
        for title, some in headings.items()
        if some
    )
    cut = sum(len(group.shown) + len(group.folded) for group in groups) < len(buckets)
    more = addresses.search(facet_size=MAX_FACET_SIZE, page=addresses.args["page"]) + f"#facet-{name}"
    return Facet(name, words(f"facet_{name}"), groups, more if cut else None, addresses.facet_values(name))


def _group(name: str, title: str, buckets: Iterable[FacetBucket], addresses: Addresses, words: Words) -> Group:
    """The values of one heading; chosen ones are never folded."""
    values = [_value(name, bucket, addresses, words) for bucket in buckets]
    shown = [value for at, value in enumerate(values) if at < SHOWN or value.selected]
    return Group(title, tuple(shown), tuple(value for value in values if value not in shown))


def _value(name: str, bucket: FacetBucket, addresses: Addresses, words: Words) -> Value:
    argument = ARGUMENT_OF[name]
    value = value_of(name, bucket.value)
    excluding = EXCLUDED_BY.get(name)
    return Value(
        # As the filter will be told once it is on; names of sources keep their digits.
        period_words(value, words) if argument == "date" else bucket.label,
        bucket.count,
        addresses.removing(argument, value) if bucket.selected else addresses.adding(argument, value),
        bucket.selected,
        addresses.adding(excluding, value) if excluding and not bucket.selected else None,
    )


def _in_words(argument: str, value: Any, words: Words, actor_name: ActorName) -> str:
    if argument == "date":
        return period_words(value, words)
    return actor_name(value) if argument.endswith("actor") else str(value)
