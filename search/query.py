"""
A query as a value: clauses (what matches), filters (what is left of it), and the request around them.

Terms are already analysed: a clause holds words in all three layers, so engines never see text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from index.analysis.token import Layer

Sort = Literal["relevance", "newest", "oldest"]
Field = Literal["title"]
KeywordField = Literal["actor", "source", "section"]
FacetName = Literal["month", "year", "actor", "source", "section"]


@dataclass(frozen=True, slots=True)
class Term:
    """One word. Matches at the rung asked for, in any text field or only in ``field``.

    ``root`` is "" where the word has none: it then matches by its stem at the root rung. A stop word
    (``is_stop``) never has to match while other words are there; it only weighs in the ranking.
    """

    word: str
    stem: str
    root: str = ""
    field: Field | None = None
    is_stop: bool = False

    def term(self, layer: Layer) -> str:
        """The term of this word in ``layer``; "" where it has none."""
        return str(getattr(self, layer))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other, in order, as written: the ``word`` layer at every rung, stop words count."""

    words: tuple[str, ...]
    field: Field | None = None


# The article as it is written, alone and behind a particle.
_ARTICLES = ("ال", "وال", "بال", "فال", "كال", "لل")


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words of the ``word`` layer that begin with ``prefix``, or with the article and then ``prefix``."""

    prefix: str
    field: Field | None = None

    @property
    def beginnings(self) -> tuple[str, ...]:
        """How such words may begin.

        - a last hamza stands on a seat where letters follow: ``إجراء*`` finds إجراءات
        - the article, also behind a particle, is no part of the word: ``دبلوماس*`` finds والدبلوماسية. A particle alone
          is not taken off: ``حر*`` would find بحر
        """
        starts = [self.prefix]
        if len(self.prefix) > 1 and self.prefix.endswith("ء"):
            starts.append(self.prefix[:-1] + "ئ")
        if len(self.prefix) > 1 and "ء" <= self.prefix[0] <= "ي" and not self.prefix.startswith("ال"):
            starts += [article + start for start in starts for article in _ARTICLES]
        return tuple(starts)


@dataclass(frozen=True, slots=True)
class Keyword:
    """A value of a keyword field, in any of ``values``: actor ids, or source / section names.

    Source and section compare after orthographic normalization, and a part of whole words is enough
    (``مصدر:سكاي`` finds «سكاي نيوز عربية»); actor ids compare exactly.
    """

    field: KeywordField
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateRange:
    """Published certainly within [first, last], both inclusive; None is open. ``undated`` asks for no date at all."""

    first: date | None = None
    last: date | None = None
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Bool:
    """``must`` all match, ``must_not`` none; of ``should`` at least ``minimum`` match.

    ``should`` clauses add to the score. A Bool with nothing in must and should matches every article that
    ``must_not`` leaves.
    """

    must: tuple[Clause, ...] = ()
    should: tuple[Clause, ...] = ()
    must_not: tuple[Clause, ...] = ()
    minimum: int = 1


@dataclass(frozen=True, slots=True)
class MatchAll:
    """Every article."""


Clause = Term | Phrase | Prefix | Keyword | DateRange | Bool | MatchAll


@dataclass(frozen=True, slots=True)
class Filters:
    """What the facets and parameters leave. OR within a field, AND between fields."""

    actor: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    dates: tuple[DateRange, ...] = ()  # the values of the `date` parameter: OR
    range: DateRange | None = None  # from / to: AND with the rest
    exclude_actor: tuple[str, ...] = ()
    exclude_source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetRequest:
    """One facet to count: the ``size`` largest values (months and years: the latest), selected ones always."""

    name: FacetName
    size: int = 10


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Everything an engine needs for one page of results."""

    clause: Clause = field(default_factory=MatchAll)
    filters: Filters = field(default_factory=Filters)
    match: Layer = "stem"
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10  # 0 only counts, which costs no ranking
    facets: tuple[FacetRequest, ...] = ()
    ladder: bool = True
    collapse: bool = False
    timeout: float | None = None  # seconds
    max_expansions: int = 500  # the most words one prefix may stand for
