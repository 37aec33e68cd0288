"""
The start page: what there is to search, and searches to try that find something in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.http.page_addresses import Addresses, value_of
from search.http.page_dates import period_words
from search.http.page_options import Option
from search.http.texts import Words
from search.labels import actor_label
from search.service import ALL_VALUES, SearchParams, SearchService

EXAMPLES = 6
# What can be typed, and the text that says what it does.
SYNTAX = (
    ("وزير الخارجية", "how_words"),
    ("«وزير الخارجية»", "how_phrase"),
    ("لافروف OR الشيباني", "how_or"),
    ("روسيا -أوكرانيا", "how_not"),
    ("دبلوماس*", "how_prefix"),
    ("عنوان:موسكو", "how_title"),
    ("جهة:«الأمم المتحدة»", "how_actor"),
    ("تاريخ:آب 2025", "how_date"),
)


@dataclass(frozen=True, slots=True)
class StartView:
    """The start page."""

    articles: int
    sources: int
    span: str
    examples: tuple[Option, ...]
    syntax: tuple[Option, ...]
    browse: str


def start_view(search: SearchService, addresses: Addresses, words: Words) -> StartView:
    """The start page of what ``search`` can find now."""
    return StartView(
        articles=search.engine.articles,
        sources=len(search.engine.facet_values("source")),
        span=_span(search, words),
        examples=_examples(search, addresses, words),
        syntax=tuple(Option(text, addresses.fresh(text), help=words(key)) for text, key in SYNTAX),
        browse=addresses.fresh("", sort="newest"),
    )


def _span(search: SearchService, words: Words) -> str:
    """The first and the last month with articles; "" where none is dated."""
    months = search.facet_values(SearchParams(), "month", size=ALL_VALUES)
    dated = sorted(bucket.value for bucket in months if bucket.value != "undated")
    if not dated:
        return ""
    first, last = (period_words(value_of("month", month), words) for month in (dated[0], dated[-1]))
    return first if first == last else words("date_span", first=first, last=last)


def _examples(search: SearchService, addresses: Addresses, words: Words) -> tuple[Option, ...]:
    """The actors that most articles name, people before others: a search for the name of each finds something."""
    counts = search.engine.facet_values("actor")
    known = [(actor, count) for id, count in counts.items() if (actor := search.gazetteer.get(id))]
    known.sort(key=lambda pair: (-pair[1], pair[0].id))
    people = [pair for pair in known if pair[0].kind == "person"][: EXAMPLES // 2]
    others = [pair for pair in known if pair[0].kind != "person"]
    chosen = people + others[: EXAMPLES - len(people)]
    labels = (actor_label(actor, words.language) for actor, _ in chosen)
    return tuple(Option(label, addresses.fresh(label)) for label in labels)
