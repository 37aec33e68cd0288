"""
FIELDS, the table of every index field, and `to_record`: an article as any engine receives it.

Analysis at indexing time happens here and nowhere else; an engine gets terms, never text.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.analysis.analyzer import analyze
from index.analysis.token import LAYERS, Layer, Token
from index.article import Article, PublishedDate

FieldKind = Literal["text", "keyword", "keywords", "day", "id"]

# The first words of a text say what it is about; the lead field holds that many of them, and they stay in
# the body too, so they count twice (+0.04 MRR on both news and question sets).
LEAD_WORDS = 40

# Positions left empty between title and kicker, which share a field.
PART_GAP = 10


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the index: its name, what kind of values it has, and what these are."""

    name: str
    kind: FieldKind
    help: str


FIELDS: tuple[Field, ...] = (
    Field("id", "id", "the article's id; one document each"),
    Field("title", "text", "title, then kicker"),
    Field("lead", "text", f"the first {LEAD_WORDS} words of the body"),
    Field("body", "text", "the whole clean text, lead included"),
    Field("source", "keyword", "who published it, as displayed"),
    Field("section", "keyword", "the section of the source, as displayed"),
    Field("actor", "keywords", "ids of the actors named in title and body"),
    Field("first_day", "day", "first day of the publication period"),
    Field("last_day", "day", "last day of the publication period"),
    Field("month", "keyword", "YYYY-MM, or YYYY where no month is known; empty when undated"),
    Field("year", "keyword", "YYYY; empty when undated"),
    Field("story", "keyword", "id of the first article of which this is a copy"),
)
TEXT_FIELDS: tuple[str, ...] = tuple(f.name for f in FIELDS if f.kind == "text")


@dataclass(frozen=True, slots=True)
class Record:
    """An article ready for an engine.

    ``terms[field][layer]`` is the list of terms by position, "" where the word has no term in that layer.
    Every layer of a field has the same length. Empty strings and None mean "none".
    """

    id: str
    terms: Mapping[str, Mapping[Layer, tuple[str, ...]]]
    source: str = ""
    section: str = ""
    actors: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    month: str = ""
    year: str = ""
    story: str = ""


def period(published: PublishedDate) -> tuple[date, date] | None:
    """The first and last day of the period in which an article was published; None when undated."""
    first = published.value
    if first is None:
        return None
    if published.precision == "year":
        return first, date(first.year, 12, 31)
    if published.precision == "month":
        return first, date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    return first, first


def layers_of(*parts: list[Token]) -> Mapping[Layer, tuple[str, ...]]:
    """The terms of each layer by position; the parts follow each other at a distance no phrase or pair crosses."""
    filled = [part for part in parts if part]
    return {layer: tuple(_joined(filled, layer)) for layer in LAYERS}


def _joined(parts: list[list[Token]], layer: Layer) -> Iterator[str]:
    for i, part in enumerate(parts):
        if i:
            yield from [""] * PART_GAP
        for token in part:
            yield token.term(layer)


def to_record(article: Article) -> Record:
    """Analyse ``article`` and return what an engine indexes of it."""
    # A derived title is the body's first sentence and would count it twice.
    title = analyze(article.title if article.title_origin != "derived" else "")
    kicker = analyze(article.kicker or "")
    body = analyze(article.body)
    days = period(article.published)
    iso = article.published.iso or ""
    return Record(
        id=article.id,
        terms={"title": layers_of(title, kicker), "lead": layers_of(body[:LEAD_WORDS]), "body": layers_of(body)},
        source=article.source or "",
        section=article.section or "",
        actors=tuple(actor.id for actor in article.actors),
        first_day=days[0] if days else None,
        last_day=days[1] if days else None,
        month=iso[:7],
        year=iso[:4],
        story=article.story or article.id,
    )
