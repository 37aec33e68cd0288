"""
SearchEngine: what a search asks of an engine, and `open_engine(url)`, which picks one.

An engine matches, ranks, counts and pages; it returns ids. It knows nothing of texts, markup or HTTP.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from index.analysis.token import Layer
from index.errors import ConfigurationError
from search.query import KeywordField, SearchRequest
from search.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class EngineHit:
    """One match. ``copies`` counts the articles of its story in the index, itself included."""

    id: str
    score: float
    story: str
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Bucket:
    """One value of a facet. The undated bucket of ``month`` and ``year`` has the value ``undated``."""

    value: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class EngineResult:
    """One page of matches.

    ``total`` counts articles, or stories when collapsed; ``ladder[rung]`` is the total at each rung with the
    same filters (``ladder[request.match] == total``). Facet buckets: the most frequent first; months and years newest
    first with ``undated`` last. Counts are disjunctive: a field's own filter does not shrink its counts.
    """

    hits: tuple[EngineHit, ...]
    total: int
    ladder: Mapping[Layer, int]
    facets: Mapping[str, tuple[Bucket, ...]]
    generation: str
    articles: int


@dataclass(frozen=True, slots=True)
class TermCount:
    """A term of the word layer and how common it is.

    ``count`` is the number of articles with it in title or in body, whichever is larger; deleted ones may still count
    until the index is next tidied.
    """

    term: str
    count: int


class SearchEngine(Protocol):
    """Answers from one consistent, immutable view of the index until `refresh` moves to a newer one."""

    def search(self, request: SearchRequest) -> EngineResult:
        """One page of matches. A page past the end is empty. Raises QueryTooComplex, SearchTimeout."""
        ...

    def similar(self, terms: Mapping[str, float], exclude: str, limit: int) -> tuple[EngineHit, ...]:
        """The articles nearest to weighted terms of the stem layer, without the story of article ``exclude``."""
        ...

    def terms(self, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """The most frequent terms of the word layer that begin with ``prefix``, most frequent first."""
        ...

    def vocabulary(self) -> Vocabulary:
        """Every word of the word layer with its number of articles; read once per generation."""
        ...

    def count(self, layer: Layer, term: str) -> int:
        """The number of articles that have ``term`` in any text field of ``layer``."""
        ...

    def facet_values(self, name: KeywordField) -> Mapping[str, int]:
        """Every value of a keyword facet (``actor``, ``source``, ``section``) with its number of articles."""
        ...

    @property
    def generation(self) -> str:
        """A string that changes exactly when the visible index changes."""
        ...

    @property
    def articles(self) -> int:
        """How many articles can be found."""
        ...

    @property
    def applied(self) -> int:
        """The store sequence number up to which the visible index is complete."""
        ...

    def refresh(self) -> bool:
        """Move to the newest committed index; True if it changed. Cheap when it did not."""
        ...

    def ahead(self) -> Iterator[None]:
        """Read what the next `refresh` will need, where that is known: one small step at each turn, none where not.

        For a thread of its own, while requests are answered; what was not read ahead is read when it is needed.
        """
        ...

    def close(self) -> None:
        """Release files."""
        ...


def open_engine(url: str) -> SearchEngine:
    """The engine for ``url``."""
    scheme, _, _rest = url.partition(":")
    if scheme == "whoosh":
        from search.whoosh_engine import WhooshEngine

        return WhooshEngine.open(url)
    raise ConfigurationError(f"BAHITH_INDEX_URL {url!r}: unknown engine {scheme!r}; use whoosh:DIRECTORY")
