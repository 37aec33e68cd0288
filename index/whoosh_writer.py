"""
IndexWriter on a Whoosh index.

- one commit per `apply`; readers see all of it or nothing
- ``applied`` is written after the commit, so a crash between the two repeats changes (which are upserts by id and
  may be repeated) and never skips one
- a writer that fails is cancelled, so the next one finds the lock free
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.writing import LockError

from index import whoosh_directory as directory
from index.analysis.analyzer import fingerprint as analysis_fingerprint
from index.errors import IndexDamaged, IndexUnavailable
from index.schema import Record
from index.whoosh_codec import ListCodec
from index.whoosh_merge import merge_tiny
from index.whoosh_merging import housekeeping
from index.whoosh_opening import check, open_newest
from index.whoosh_schema import LISTED_FIELDS, VERSION, to_document, whoosh_schema
from index.whoosh_storage import DurableStorage
from index.writer import Condition

log = logging.getLogger("bahith.indexer")

LOCK_SECONDS = 5.0
MEMORY_MB = 256  # postings held before Whoosh spills them to a file


def fingerprint() -> str:
    """What an index must have been made with to be used by this program."""
    return f"{VERSION}:{analysis_fingerprint()}"


def condition(url: str) -> Condition:
    """How the index at ``whoosh:DIR`` stands; nothing is made or changed. IndexUnavailable where it is damaged."""

    def look(folder: Path) -> Condition:
        state = directory.read_state(folder)
        check(folder)
        return Condition(state.applied, state.fingerprint != fingerprint() or directory.is_damaged(folder))

    return open_newest(directory.root_of(url), look) or Condition()


class WhooshWriter:
    """Applies changes to one generation of a Whoosh index."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root = root
        self._folder = folder
        self._index = whoosh_index.FileIndex(DurableStorage(folder), schema=whoosh_schema())
        self._state = directory.read_state(folder)

    @classmethod
    def open(cls, url: str, *, fresh: bool = False) -> WhooshWriter:
        """The writer of the live generation, made if there is none; with ``fresh``, of a new one beside it.

        Without ``fresh`` the caller holds the indexer's lock, or two generations may be made at once.
        """
        root = directory.root_of(url)
        root.mkdir(parents=True, exist_ok=True)
        folder = None if fresh else directory.current(root)
        if folder is not None:
            try:
                return cls(root, folder)
            except Exception as error:  # whatever Whoosh or the file system says of damaged files
                raise IndexUnavailable(f"the index in {folder} cannot be opened: {error}") from error
        folder = directory.make_generation(root)
        whoosh_index.FileIndex.create(DurableStorage(folder), whoosh_schema())
        directory.write_state(folder, directory.State(fingerprint=fingerprint()))
        if not fresh:
            directory.publish(root, folder)
        return cls(root, folder)

    @property
    def applied(self) -> int:
        """The store sequence number up to which this index is complete."""
        return self._state.applied

    @property
    def articles(self) -> int:
        """How many articles are in it."""
        return int(sum(segment.doc_count() for segment in self._index._segments()))

    def apply(self, records: Iterable[Record], deleted: Iterable[str], applied: int) -> int:
        """Upsert, remove and commit at once; how many were written. ValueError where an id occurs twice."""
        try:
            written = self._commit(records, deleted)
        except IndexDamaged:
            directory.mark_damaged(self._folder)
            raise
        self._record(applied)
        return written

    def _commit(self, records: Iterable[Record], deleted: Iterable[str]) -> int:
        writer = self._open()
        try:
            replaces = bool(writer.segments)
            for article_id in deleted:
                writer.delete_by_term("id", article_id)
            written = 0
            seen: set[str] = set()
            for record in records:
                if record.id in seen:
                    raise ValueError(f"article {record.id} occurs twice in one commit")
                seen.add(record.id)
                try:
                    document = to_document(record)
                except Exception:
                    log.exception("article %s cannot be written and is not searchable", record.id)
                    continue
                if replaces:
                    writer.delete_by_term("id", record.id)
                writer.add_document(**document)
                written += 1
        except BaseException:
            writer.cancel()
            raise
        writer.commit(mergetype=merge_tiny)
        return written

    def maintain(self) -> bool:
        """Take a merge that was made beside the commits, or begin one; clear away what rebuilds have left."""
        directory.remove_stale(self._root)
        return housekeeping(self._folder, self._open)

    def publish(self) -> None:
        """Make this generation the live one, and clear away older ones that nobody opens any more."""
        directory.publish(self._root, self._folder)
        directory.remove_stale(self._root)

    def discard(self) -> None:
        """Throw away a generation that was not published."""
        if directory.current(self._root) != self._folder:
            directory.remove(self._folder)

    def close(self) -> None:
        """Release what is held."""
        self._index.close()

    def _open(self) -> Any:
        try:
            return self._index.writer(codec=ListCodec(LISTED_FIELDS), limitmb=MEMORY_MB, timeout=LOCK_SECONDS)
        except LockError as error:
            raise IndexUnavailable(f"another process is writing to the index in {self._folder}; try again") from error

    def _record(self, applied: int) -> None:
        self._state = directory.State(applied, self._state.fingerprint)
        directory.write_state(self._folder, self._state)
