"""
What a search gives back to the API and the pages: plain values, no markup, nothing escaped yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.analysis.token import Layer
from index.article import Article


@dataclass(frozen=True, slots=True)
class Highlight:
    """A fragment of one field and what matched in it. ``ranges`` are code points of ``text``, end exclusive.

    ``start`` is where the fragment begins in the field, so a page can link to it.
    """

    field: str
    text: str
    ranges: tuple[tuple[int, int], ...]
    start: int = 0


@dataclass(frozen=True, slots=True)
class Why:
    """Why an article matched: the word as found, how it was taken apart («و + ب + سوريا»), at which layer."""

    term: str
    as_: str
    level: Layer


@dataclass(frozen=True, slots=True)
class Story:
    """The story an article belongs to, and how many articles of the index tell it."""

    id: str
    copies: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. ``article`` is the stored article; actors are as the gazetteer knows them now."""

    article: Article
    score: float
    why: tuple[Why, ...]
    highlights: tuple[Highlight, ...]
    story: Story


@dataclass(frozen=True, slots=True)
class FacetBucket:
    """One value of a facet as shown; ``label`` is in the language asked for, ``kind`` is an actor's."""

    value: str
    label: str
    count: int
    selected: bool = False
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class QueryEcho:
    """How the query was read: ``read_as`` can be typed back and gives the same results."""

    q: str
    read_as: str
    match: Layer
    warnings: tuple[str, ...] = ()
    relaxed: int | None = None  # so many words had to match where not all could


@dataclass(frozen=True, slots=True)
class Results:
    """One page of results."""

    query: QueryEcho
    total: int
    page: int
    page_size: int
    took_ms: float
    generation: str
    articles: int
    ladder: Mapping[Layer, int]
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetBucket, ...]]
    did_you_mean: str | None = None
    max_results: int | None = None  # the deepest result that can be paged to; None: any

    @property
    def pages(self) -> int:
        """How many pages there are; 0 where nothing was found."""
        return -(-self.total // self.page_size)

    @property
    def reachable(self) -> int:
        """How many of the pages can be opened: a link to one beyond them would lead to an error."""
        return self.pages if self.max_results is None else min(self.pages, self.max_results // self.page_size)
