"""
Facet counts: how many matching articles have each value of a field.

- disjunctive: the filter on a field does not shrink that field's own counts, so a second value can be added
- ``month`` and ``year`` share the date filter; articles without a date are the bucket ``undated``, and those of which
  only the year is known are in no month
- a collapsed search counts stories, so a bucket's count is what choosing it will show
- chosen values are always listed, even with no match
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

import numpy as np
import numpy.typing as npt

from search.engine import Bucket
from search.periods import written
from search.postings import Mask, Values, View
from search.query import FacetName, FacetRequest, Filters

UNDATED = "undated"
# The filter that does not shrink a facet's own counts.
OWN_FILTER: Mapping[FacetName, str] = {
    "month": "date",
    "year": "date",
    "actor": "actor",
    "source": "source",
    "section": "section",
}
# Facets read off a longer value: a year is the beginning of a month.
PERIODS: Mapping[str, int] = {"month": 7, "year": 4}


def count_facets(
    view: View,
    matched: Mask,
    filters: Filters,
    masks: Mapping[str, Mask],
    wanted: Iterable[FacetRequest],
    by_story: bool,
) -> dict[str, tuple[Bucket, ...]]:
    """Buckets of each facet in ``wanted``; ``matched`` is what the clause matches, ``masks`` what a filter leaves."""
    found: dict[str, tuple[Bucket, ...]] = {}
    for request in wanted:
        own = OWN_FILTER[request.name]
        mask = reduce(np.logical_and, [m for name, m in masks.items() if name != own], matched)
        counts = count(view, request.name, mask, by_story)
        found[request.name] = buckets(request, counts, selected(request.name, filters))
    return found


def count(view: View, name: FacetName, mask: Mask, by_story: bool) -> dict[str, int]:
    """How many documents of ``mask`` (or stories, with ``by_story``) have each value of facet ``name``."""
    names: list[str | None]
    if name in PERIODS:
        values = view.values("month")
        # What is known to the year only is in no month: it is found under its year, and nowhere by a month.
        names = [value[: PERIODS[name]] if len(value) != 4 or name == "year" else None for value in values.names]
        none = UNDATED
    else:
        values = view.values(name)
        names = list(values.names)
        none = ""
    named = [none if value == "" else value for value in names]
    keys = sorted({value for value in named if value})
    index = {key: i for i, key in enumerate(keys)}
    to_key = np.array([index.get(value or "", -1) for value in named], dtype=np.int64)
    tallies = _tally(view, values, to_key, mask, len(keys), by_story)
    return {key: int(tallies[i]) for i, key in enumerate(keys) if tallies[i]}


def _tally(
    view: View, values: Values, to_key: npt.NDArray[np.int64], mask: Mask, size: int, by_story: bool
) -> npt.NDArray[np.int64]:
    documents = values.documents()
    inside = mask[documents]
    key = to_key[values.ordinals[inside]]
    documents = documents[inside][key >= 0]
    key = key[key >= 0]
    if by_story:
        pairs = np.unique(np.stack([view.story[documents].astype(np.int64), key]), axis=1)
        key = pairs[1]
    return np.bincount(key, minlength=size)


def selected(name: FacetName, filters: Filters) -> tuple[str, ...]:
    """The values of facet ``name`` that the filters choose, as bucket values."""
    if name in PERIODS:
        length = PERIODS[name]
        return tuple(value for d in filters.dates if (value := written(d)) == UNDATED or len(value) == length)
    return tuple(getattr(filters, name))


def buckets(request: FacetRequest, counts: Mapping[str, int], chosen: tuple[str, ...]) -> tuple[Bucket, ...]:
    """The ``size`` largest counts (months and years: the newest, with counts), the chosen values always among them."""
    if request.name in PERIODS:
        order = sorted((v for v in counts if v != UNDATED), reverse=True)[: request.size]
    else:
        order = sorted(counts, key=lambda value: (-counts[value], value))[: request.size]
    order += sorted(value for value in chosen if value not in order and value != UNDATED)
    if request.name in PERIODS:
        order.sort(reverse=True)
        if counts.get(UNDATED) or UNDATED in chosen:
            order.append(UNDATED)
    return tuple(Bucket(value, counts.get(value, 0), value in chosen) for value in order)
