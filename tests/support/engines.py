"""
Every engine there is, made ready with records: what the contract suite runs against.

Another engine joins by one row in ENGINES.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from index.schema import Record
from index.writer import IndexWriter, open_writer
from search.engine import SearchEngine, open_engine
from search.query import Clause, FacetRequest, SearchRequest

ENGINES: dict[str, Callable[[Path], str]] = {"whoosh": lambda folder: f"whoosh:{folder / 'index'}"}
FACETS = tuple(FacetRequest(name, 1000) for name in ("month", "year", "actor", "source", "section"))  # type: ignore[arg-type]


class Pair:
    """A writer and an engine on one index."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.writer: IndexWriter = open_writer(url)
        self.engine: SearchEngine = open_engine(url)
        self._applied = self.writer.applied

    def apply(self, records: Iterable[Record] = (), deleted: Iterable[str] = ()) -> None:
        """Write and see it."""
        self._applied += 1
        self.writer.apply(records, deleted, self._applied)
        self.engine.refresh()

    def close(self) -> None:
        """Close both."""
        self.engine.close()
        self.writer.close()


def ids(pair: Pair, clause: Clause, **options: object) -> list[str]:
    """The ids a clause finds, in order."""
    return [hit.id for hit in pair.engine.search(SearchRequest(clause, **options)).hits]  # type: ignore[arg-type]
