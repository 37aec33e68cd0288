"""
A page of results as the template shows it: every text in words, every link made, nothing left to decide.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from index.analysis.token import LAYERS
from search.http.page_addresses import Addresses
from search.http.page_chart import Chart, chart
from search.http.page_filters import ActorName, Facet, Filter, facets, filters_on
from search.http.page_hits import HitView, hit_view
from search.http.page_options import Option
from search.http.texts import Words
from search.notices import DATE_OF_FIGURES
from search.results import Results

PAGES_AROUND = 2  # numbers on each side of the page shown
SORTS = ("relevance", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class ResultsView:
    """The page of results."""

    results: Results
    hits: tuple[HitView, ...]
    filters: tuple[Filter, ...]
    facets: tuple[Facet, ...]
    chart: Chart | None
    ladder: tuple[Option, ...]
    sorts: tuple[Option, ...]
    collapse: Option
    pages: tuple[Option | None, ...]  # None is a gap
    previous: str | None
    next: str | None
    did_you_mean: Option | None
    helps: tuple[Option, ...]
    exported: int | None  # so many of the results are in the table, where it does not hold all
    notices: tuple[str, ...]
    read_as: Markup | None


def results_view(
    found: Results, addresses: Addresses, words: Words, actor_name: ActorName, *, export_limit: int
) -> ResultsView:
    """The page of ``found``, of which a table holds ``export_limit`` at most."""
    on = filters_on(addresses, words, actor_name)
    better = found.did_you_mean
    return ResultsView(
        results=found,
        hits=tuple(hit_view(hit, addresses, words) for hit in found.hits),
        filters=on,
        facets=facets(found.facets, addresses, words),
        chart=chart(found, addresses, words),
        ladder=ladder(found, addresses, words),
        sorts=sorts(addresses, words),
        collapse=Option(
            words("collapse"),
            addresses.search(collapse=not addresses.args["collapse"]),
            bool(addresses.args["collapse"]),
        ),
        pages=page_numbers(found, addresses, words),
        previous=addresses.search(page=min(found.page - 1, max(found.reachable, 1))) if found.page > 1 else None,
        next=addresses.search(page=found.page + 1) if found.page < found.reachable else None,
        did_you_mean=Option(better, addresses.search(q=better)) if better else None,
        helps=helps(found, on, addresses, words) if not found.hits else (),
        exported=export_limit if found.total > export_limit else None,
        notices=found.query.warnings,
        read_as=_with_dates_apart(found.query.read_as) if _reads_otherwise(found) else None,
    )


def ladder(found: Results, addresses: Addresses, words: Words) -> tuple[Option, ...]:
    """The rungs with their counts; none where there are no words to match."""
    if not addresses.args["q"] or not any(found.ladder.values()):
        return ()
    return tuple(
        Option(
            words(f"ladder_{layer}"),
            addresses.search(match=layer),
            found.query.match == layer,
            found.ladder.get(layer, 0),
            words(f"ladder_{layer}_help"),
        )
        for layer in LAYERS
    )


def sorts(addresses: Addresses, words: Words) -> tuple[Option, ...]:
    """The orders. Without words nothing is more relevant than another: the newest come first then anyway."""
    asked = addresses.args["sort"]
    if addresses.args["q"]:
        return tuple(Option(words(f"sort_{one}"), addresses.search(sort=one), asked == one) for one in SORTS)
    return tuple(
        Option(words(f"sort_{one}"), addresses.search(sort=one), (asked == "oldest") == (one == "oldest"))
        for one in SORTS[1:]
    )


def page_numbers(found: Results, addresses: Addresses, words: Words) -> tuple[Option | None, ...]:
    """The numbers to page by: the first, the last that can be opened, those around; None for a gap."""
    around = range(found.page - PAGES_AROUND, found.page + PAGES_AROUND + 1)
    numbers = sorted({1, found.reachable, *around} & set(range(1, found.reachable + 1)))
    shown: list[Option | None] = []
    before = 0
    for number in numbers:
        if number > before + 1:
            shown.append(None)
        shown.append(Option(words.number(number), addresses.search(page=number), number == found.page))
        before = number
    return tuple(shown) if len(numbers) > 1 else ()


def helps(found: Results, on: tuple[Filter, ...], addresses: Addresses, words: Words) -> tuple[Option, ...]:
    """What to try where nothing is shown."""
    if found.total:
        return (Option(words("to_last_page"), addresses.search(page=found.reachable)),)
    options = []
    for layer in LAYERS:
        wider = found.ladder.get(layer, 0)
        if wider and LAYERS.index(layer) > LAYERS.index(found.query.match):
            options.append(Option(words(f"help_{layer}"), addresses.search(match=layer), count=wider))
    options += [Option(words("help_without", filter=one.text), one.url) for one in on]
    if len(on) > 1:
        options.append(Option(words("help_remove_all"), addresses.without_filters()))
    return tuple(options)


def _reads_otherwise(found: Results) -> bool:
    """True where the reading of the query would tell its author something."""
    asked = " ".join(found.query.q.split())
    return bool(asked) and found.query.read_as not in ("", asked)


def _with_dates_apart(text: str) -> Markup:
    """``text`` escaped, each date of figures from left to right: among Arabic words it would be shown from its end."""
    return Markup(DATE_OF_FIGURES.sub(r'<bdi dir="ltr">\g<0></bdi>', str(escape(text))))
