"""
From the store to the index: whoever holds the lock brings the index up to date.

- every serving process runs an `Indexer`; the one that gets the lock applies what is pending, another takes over when
  it dies, because the operating system then frees the lock
- `catch_up` does the same once, for commands that want their articles searchable when they return
- `rebuild` makes a new index beside the live one, which goes on being searched and brought up to date, and takes the
  lock only to apply the last changes and switch
- an index made with another analysis, one that is ahead of a store restored from a backup, or one that cannot be
  opened, is rebuilt without being asked
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from itertools import chain
from pathlib import Path

from config import Settings
from index.article import Article
from index.errors import IndexUnavailable
from index.locks import held
from index.schema import Record, to_record
from index.store import Store
from index.writer import IndexWriter, open_writer

log = logging.getLogger("bahith.indexer")

Progress = Callable[[int, int], None]  # articles and deletions done, and of how many

LIVE_BATCH = 500  # changes in one commit while serving: few enough that none waits long for the others
BULK_BATCH = 2_000  # changes in one commit of a command: many, but no more than fit in MEMORY_MB without spilling
MANY = 2_000  # changes for which starting processes pays
CHUNK = 100  # articles handed to a process at once
IDLE_SECONDS = 2.0  # nothing to do for so long: time for housekeeping
MAX_BACKOFF_SECONDS = 30.0


def lock_path(settings: Settings, name: str = "indexer") -> Path:
    """The lock file of an index in ``settings.data_dir``."""
    return Path(settings.data_dir) / f"{name}.lock"


def records_of(articles: Sequence[Article]) -> list[Record]:
    """The records of ``articles``; one that cannot be analysed is logged and left out, not let to stop the rest."""
    records = []
    for article in articles:
        try:
            records.append(to_record(article))
        except Exception:
            log.exception("article %s cannot be analysed and is not searchable", article.id)
    return records


def apply_pending(store: Store, writer: IndexWriter, batch: int, progress: Progress | None = None) -> int:
    """Apply every change after ``writer.applied``, a batch at a time; returns how many there were."""
    done = 0
    total = store.last_seq() - writer.applied
    # Analysis is a third of the work of a large batch, and the one part that another process can do.
    with _analysts() if min(total, batch) >= MANY else nullcontext(None) as pool:
        while True:
            changes = store.changes(writer.applied, batch)
            if changes.last <= writer.applied:
                return done
            writer.apply(_analysed(changes.articles, pool), changes.deleted, changes.last)
            done += len(changes.articles) + len(changes.deleted)
            if progress:
                progress(done, max(total, done))


def _analysed(articles: Sequence[Article], pool: ProcessPoolExecutor | None) -> Iterator[Record]:
    """The records of ``articles``, in order, by the processes of ``pool`` where there is one."""
    chunks = [articles[at : at + CHUNK] for at in range(0, len(articles), CHUNK)]
    done = pool.map(records_of, chunks) if pool else map(records_of, chunks)
    return chain.from_iterable(done)


def _analysts() -> ProcessPoolExecutor:
    # One processor is left to the writer. Born fresh, not forked: this process may have threads and connections.
    processes = max(1, len(os.sched_getaffinity(0)) - 1)
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))


def catch_up(store: Store, settings: Settings, progress: Progress | None = None) -> int:
    """Make everything in the store searchable and return the sequence number reached.

    Waits for the lock; where a serving process holds it, that process may have done the work meanwhile.
    """
    if _is_stale(store, settings):
        rebuild(store, settings, progress)
    with held(lock_path(settings), wait=True):
        writer = open_writer(settings.resolved_index_url)
        try:
            apply_pending(store, writer, BULK_BATCH, progress)
            return writer.applied
        finally:
            writer.close()


def rebuild(store: Store, settings: Settings, progress: Progress | None = None) -> int:
    """Build the index anew beside the live one and switch; returns the number of articles in it.

    Searches and additions go on meanwhile. On any failure the live index stays and the half-made one is removed. Two
    rebuilds at once: the second waits for the first.
    """
    with held(lock_path(settings, "rebuild"), wait=True):
        writer = open_writer(settings.resolved_index_url, fresh=True)
        try:
            done = apply_pending(store, writer, BULK_BATCH, progress)
            with held(lock_path(settings), wait=True):
                done += apply_pending(store, writer, BULK_BATCH)
                writer.publish()
        except BaseException:
            writer.discard()
            raise
        finally:
            writer.close()
    return done


def _is_stale(store: Store, settings: Settings) -> bool:
    """Whether the index is damaged, of another analysis, or ahead of its store (which was restored from a backup)."""
    try:
        writer = open_writer(settings.resolved_index_url)
    except IndexUnavailable:
        log.warning("the index cannot be opened and is made again", exc_info=True)
        return True
    try:
        return writer.stale or writer.applied > store.last_seq()
    finally:
        writer.close()


class Indexer:
    """A thread that makes what is added searchable, in whichever process holds the lock."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._applied = -1
        self.failure: str | None = None  # the last error, for /readyz and metrics; None when the last step went well

    def start(self) -> None:
        """Begin; call it in a serving process, after it was forked."""
        self._thread = threading.Thread(target=self._run, name="indexer", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Look for changes now instead of at the next poll."""
        self._wake.set()

    def stop(self, timeout: float = 30.0) -> None:
        """Finish the commit at hand and end."""
        self._stop.set()
        self._wake.set()
        if self._thread:
            self._thread.join(timeout)

    def _run(self) -> None:
        idle = 0.0
        pause = self._settings.index_poll_seconds
        while not self._stop.is_set():
            try:
                worked = self._step(housekeeping=idle >= IDLE_SECONDS)
                self.failure = None
                pause = self._settings.index_poll_seconds
            except Exception as error:
                # A full disk or a busy store passes; articles wait in the store and are indexed when it has.
                log.exception("indexing failed; trying again in %.1f s", pause)
                self.failure = f"{type(error).__name__}: {error}"
                worked = False
                pause = min(pause * 2, MAX_BACKOFF_SECONDS)
            idle = 0.0 if worked else (0.0 if idle >= IDLE_SECONDS else idle + pause)
            if not worked:
                self._wake.wait(pause)
                self._wake.clear()

    def _step(self, housekeeping: bool) -> bool:
        """Apply what is pending, or do one piece of housekeeping; True if there was work."""
        if self._applied < 0 and _is_stale(self._store, self._settings):
            rebuild(self._store, self._settings)
        pending = self._store.last_seq() > self._applied
        if not pending and not housekeeping:
            return False
        with held(lock_path(self._settings), wait=False) as elected:
            if not elected:
                return False
            writer = open_writer(self._settings.resolved_index_url)
            try:
                done = apply_pending(self._store, writer, LIVE_BATCH)
                self._applied = writer.applied
                if housekeeping and not done:
                    return writer.maintain()
                return done > 0
            finally:
                writer.close()
