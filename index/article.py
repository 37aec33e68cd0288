"""
The values that travel from a source to the index, each frozen.

A reader yields `RawDocument`; `pipeline` turns each into an `Article`; the store keeps both. Offsets are
code points (what Python's ``str`` counts), end exclusive, and always cut the very text they name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

ActorKind = Literal["person", "organization", "state"]
Precision = Literal["day", "month", "year", "none"]
DateOrigin = Literal["metadata", "url", "dateline", "text", "none"]
TitleOrigin = Literal["metadata", "text", "derived"]
ZoneKind = Literal["section", "kicker", "title", "byline", "dateline", "lead", "body", "noise"]
TextField = Literal["title", "body"]


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One record as its source gave it: decoded, nothing understood yet.

    ``content`` is plain text or HTML (see ``format``). The other fields are what the source said beside the
    text (a JSON key, a CSV column, a feed element), unparsed; None where it said nothing.
    """

    content: str
    format: Literal["text", "html"] = "text"
    origin: str = ""  # where it came from, for people: "news.zip!/a.txt", "feed.xml#3", "articles.jsonl:17"
    url: str | None = None
    title: str | None = None
    source: str | None = None
    section: str | None = None
    author: str | None = None
    published: str | None = None
    summary: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)  # short fields that are none of these, by their own names


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """When an article was published, how exactly that is known, and what says so.

    ``value`` is the first day of the period known (1 August for precision ``month``); None exactly when
    ``precision`` is ``none``. ``raw`` is the text it was read from, kept even where it gave no date.
    """

    value: date | None = None
    precision: Precision = "none"
    origin: DateOrigin = "none"
    raw: str | None = None
    converted: bool = False  # True when the source gave a Hijri date

    def __post_init__(self) -> None:
        if (self.value is None) != (self.precision == "none"):
            raise ValueError("value is None exactly when precision is none")

    @property
    def iso(self) -> str | None:
        """The date as far as it is known: 2025-08-01, 2025-08, 2025, or None."""
        if self.value is None:
            return None
        return self.value.isoformat()[: {"day": 10, "month": 7, "year": 4, "none": 0}[self.precision]]


UNDATED = PublishedDate()


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the raw text and the part it plays: ``raw[start:end]`` is ``text``."""

    kind: ZoneKind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation or state, as the gazetteer knows it."""

    id: str
    kind: ActorKind
    name: str  # Arabic
    latin: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an article names an actor: ``getattr(article, field)[start:end] == text``."""

    actor_id: str
    field: TextField
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, understood.

    ``body`` is the clean running text in full, lead included, paragraphs separated by a blank line; noise,
    title, kicker, byline and date lines are not in it. ``lead`` is its first paragraph. ``actors`` holds each
    actor once, most mentioned first. ``story`` is the id of the first stored article of which this one is a
    copy (its own id when it is the first). ``extra`` is what else its source said, by the source's own names.
    """

    id: str
    title: str
    title_origin: TitleOrigin
    body: str
    lead: str = ""
    kicker: str | None = None
    url: str | None = None
    source: str | None = None
    section: str | None = None
    byline: str | None = None
    published: PublishedDate = UNDATED
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    zones: tuple[Zone, ...] = ()
    story: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
