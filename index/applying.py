"""
What is in the store brought into an index, once: by a command that returns when it is done, or by the indexer.

- `catch_up` is for commands that want their articles searchable when they return
- `rebuild` makes a new index beside the live one, which goes on being searched and brought up to date, and takes the
  lock only to apply the last changes and switch
- an article that cannot be analysed or written is logged and left out; a rebuild that would lose many is given up
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from config import Settings
from index.actors.gazetteer import Gazetteer
from index.analysis.analyzer import analyze
from index.analysis.names import GAZETTEER
from index.article import Article
from index.errors import IndexUnavailable
from index.locks import held
from index.processes import pool, processors
from index.schema import Record, to_record
from index.store import Store
from index.writer import IndexWriter, condition, open_writer

log = logging.getLogger("bahith.indexer")

Progress = Callable[[int, int], None]  # articles and deletions done, and of how many

BULK_BATCH = 2_000  # changes in one commit of a command: many, but no more than fit in MEMORY_MB without spilling
MANY = 2_000  # changes for which starting processes pays
CHUNK = 100  # articles handed to a process at once
FEW = 10  # articles that a new index may lack, or
SMALL_PART = 0.01  # such a part of them, before something is thought to be wrong with more than these

_met: set[str] = set()  # errors that were told with their place


class Done(NamedTuple):
    """What was applied: articles and deletions, and articles that had to be left out."""

    changes: int = 0
    written: int = 0
    left_out: int = 0


def lock_path(settings: Settings, name: str = "indexer") -> Path:
    """The lock file of an index in ``settings.data_dir``."""
    return Path(settings.data_dir) / f"{name}.lock"


@cache
def load_tables() -> None:
    """Read what analysis needs, once. GazetteerError, with the line, where the actors file that ships is wrong."""
    if GAZETTEER.exists():
        Gazetteer.load(GAZETTEER)
    analyze("سلام Peace")


def records_of(articles: Sequence[Article]) -> list[Record]:
    """The records of ``articles``; one that cannot be analysed is logged and left out, not let to stop the rest."""
    records = []
    for article in articles:
        try:
            records.append(to_record(article))
        except Exception as error:
            first = repr(error) not in _met
            log.error("article %s cannot be analysed and is not searchable", article.id, exc_info=first)
            _met.add(repr(error))
    return records


def apply_pending(store: Store, writer: IndexWriter, batch: int, progress: Progress | None = None) -> Done:
    """Apply every change after ``writer.applied``, a batch at a time."""
    load_tables()  # an error in them is no error of an article
    changed = written = seen = 0
    total = store.last_seq() - writer.applied
    # Analysis is a third of the work of a large batch, and the one part that another process can do.
    with _analysts() if min(total, batch) >= MANY else nullcontext(None) as analysts:
        while True:
            changes = store.changes(writer.applied, batch)
            if changes.last <= writer.applied:
                return Done(changed, written, seen - written)
            try:
                written += writer.apply(_analysed(changes.articles, analysts), changes.deleted, changes.last)
            except BrokenProcessPool as error:
                raise IndexUnavailable(
                    "a process that analyses articles was killed (out of memory?); run it again"
                ) from error
            seen += len(changes.articles)
            changed += len(changes.articles) + len(changes.deleted)
            if progress:
                progress(changed, max(total, changed))


def _analysed(articles: Sequence[Article], analysts: ProcessPoolExecutor | None) -> Iterator[Record]:
    """The records of ``articles``, in order, by other processes where there are any."""
    chunks = [articles[at : at + CHUNK] for at in range(0, len(articles), CHUNK)]
    done = analysts.map(records_of, chunks) if analysts else map(records_of, chunks)
    return chain.from_iterable(done)


def _analysts() -> AbstractContextManager[ProcessPoolExecutor]:
    return pool(max(1, processors() - 1))  # one processor is left to the writer


def catch_up(store: Store, settings: Settings, progress: Progress | None = None) -> int:
    """Make everything in the store searchable and return the sequence number reached.

    Waits for the lock; where a serving process holds it, that process may have done the work meanwhile.
    """
    if is_stale(store, settings):
        rebuild(store, settings, progress, only_if_stale=True)
    with held(lock_path(settings), wait=True):
        writer = open_writer(settings.resolved_index_url)
        try:
            apply_pending(store, writer, BULK_BATCH, progress)
            return writer.applied
        finally:
            writer.close()


def rebuild(
    store: Store,
    settings: Settings,
    progress: Progress | None = None,
    *,
    only_if_stale: bool = False,
    wait: bool = True,
) -> int:
    """Build the index anew beside the live one and switch; returns the number of articles in it.

    Searches and additions go on meanwhile. On any failure the live index stays and the half-made one is removed;
    IndexUnavailable where many articles would be missing from it. Two rebuilds at once: the second waits for the
    first. 0 where nothing was done: with ``only_if_stale`` because the first has done it, without ``wait`` because it
    is at it.
    """
    with held(lock_path(settings, "rebuild"), wait=wait) as mine:
        if not mine or (only_if_stale and not is_stale(store, settings)):
            return 0
        load_tables()
        writer = open_writer(settings.resolved_index_url, fresh=True)
        try:
            first = apply_pending(store, writer, BULK_BATCH, progress)
            with held(lock_path(settings), wait=True):
                last = apply_pending(store, writer, BULK_BATCH)
                _refuse_gaps(first.written + last.written, first.left_out + last.left_out)
                writer.publish()
            return writer.articles
        except BaseException:
            writer.discard()
            raise
        finally:
            writer.close()


def _refuse_gaps(written: int, left_out: int) -> None:
    total = written + left_out
    if left_out > FEW and left_out > SMALL_PART * total:
        raise IndexUnavailable(
            f"{left_out} of {total} articles could not be indexed, so the index was not replaced; the log says why"
        )


def is_stale(store: Store, settings: Settings) -> bool:
    """Whether the index is damaged, of another analysis, or ahead of its store (which was restored from a backup)."""
    try:
        found = condition(settings.resolved_index_url)
    except IndexUnavailable as error:
        log.warning("the index is made anew: %s", error)
        return True
    return found.stale or found.applied > store.last_seq()


def follow_restore(store: Store, settings: Settings) -> None:
    """Make the index anew where the store was restored from a backup, before it grows past what the index has of it.

    After that nobody could tell: numbers that the index has already would be those of other changes.
    """
    try:
        applied = condition(settings.resolved_index_url).applied
    except IndexUnavailable:
        return  # `catch_up` makes it anew
    if applied > store.last_seq():
        rebuild(store, settings, only_if_stale=True)


def being_rebuilt(settings: Settings) -> bool:
    """Whether some process is making the index anew now."""
    with held(lock_path(settings, "rebuild"), wait=False) as free:
        return not free
