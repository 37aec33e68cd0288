"""
IndexWriter: what the indexer asks of an engine, and `open_writer(url)`, which picks one.

An index is derived: everything in it can be made again from the store. ``applied`` is the store's sequence
number up to which an index has been brought; it is recorded after the documents are committed, so a process killed
at any moment leaves an index that may apply a change again (changes are upserts by id) but never skips one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from index.errors import ConfigurationError
from index.schema import Record


@dataclass(frozen=True, slots=True)
class Condition:
    """How an index stands."""

    applied: int = 0  # the store's sequence number up to which it is complete; 0 where there is no index
    stale: bool = False  # made with another analysis or schema, or damaged, and to be made anew


class IndexWriter(Protocol):
    """Applies changes to one index. One writer at a time; the caller holds the indexer's lock."""

    @property
    def applied(self) -> int:
        """The store sequence number up to which this index is complete; 0 for a new index."""
        ...

    @property
    def articles(self) -> int:
        """How many articles are in this index."""
        ...

    def apply(self, records: Iterable[Record], deleted: Iterable[str], applied: int) -> int:
        """Upsert ``records`` by id, remove ``deleted`` ids, and make it all visible at once, with ``applied``.

        A record that cannot be written is logged and left out; returns how many were written.
        Each id occurs once at most; ValueError otherwise.
        All or nothing: on any error the index stays as it was and the writer stays usable.
        """
        ...

    def maintain(self) -> bool:
        """Do one short piece of housekeeping, or begin a long one beside the commits; True if the index changed.

        Not while a new index is being built beside this one: it would be taken for what a dead rebuild has left.
        """
        ...

    def publish(self) -> None:
        """Make a fresh index the live one: one atomic step, while searches go on."""
        ...

    def discard(self) -> None:
        """Throw a fresh index away that will not be published; the live one is untouched."""
        ...

    def close(self) -> None:
        """Release what is held; an index is complete after every `apply`, so nothing is lost."""
        ...


def open_writer(url: str, *, fresh: bool = False) -> IndexWriter:
    """The writer for ``url``, of an index that is made where there is none: hold the indexer's lock.

    With ``fresh`` it builds a new index beside the live one (see `rebuild`). IndexUnavailable where it is damaged.
    """
    _need_whoosh(url)
    from index.whoosh_writer import WhooshWriter

    return WhooshWriter.open(url, fresh=fresh)


def condition(url: str) -> Condition:
    """How the index for ``url`` stands; nothing is made. IndexUnavailable where it is damaged."""
    _need_whoosh(url)
    from index import whoosh_writer

    return whoosh_writer.condition(url)


def _need_whoosh(url: str) -> None:
    scheme, _, _rest = url.partition(":")
    if scheme != "whoosh":
        raise ConfigurationError(f"BAHITH_INDEX_URL {url!r}: unknown engine {scheme!r}; use whoosh:DIRECTORY")
