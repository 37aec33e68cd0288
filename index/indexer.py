"""
The indexer of a serving process: whoever holds the lock brings the index up to date with the store.

- every serving process runs an `Indexer`; the one that gets the lock applies what is pending, another takes over when
  it dies, because the operating system then frees the lock
- an index made with another analysis, one that is ahead of a store restored from a backup, or one that cannot be
  opened, is made anew without being asked, by one process, beside the loop: as long as the old one can be opened,
  articles go on being added to it
"""

from __future__ import annotations

import logging
import threading
import time

from config import Settings
from index.applying import apply_pending, being_rebuilt, is_stale, lock_path, rebuild
from index.errors import IndexUnavailable
from index.locks import held
from index.store import Store
from index.writer import open_writer

log = logging.getLogger("bahith.indexer")

LIVE_BATCH = 500  # changes in one commit while serving: few enough that none waits long for the others
IDLE_SECONDS = 2.0  # nothing to do for so long: time for housekeeping
BUSY_SECONDS = 10.0  # where articles never cease to come, housekeeping is done so often among them
CHECK_SECONDS = 10.0  # at the soonest, to look again whether the index is whole
LOOK_SECONDS = 1.0  # how often to look whether another process has made the index anew
MAX_BACKOFF_SECONDS = 30.0


class _StoppedError(Exception):
    """A rebuild was given up because the process ends."""


class Indexer:
    """A thread that makes what is added searchable, in whichever process holds the lock."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._applied = -1
        self._rebuilder: threading.Thread | None = None
        self._rebuild_after = 0.0
        self._checked_at = 0.0
        self._suspicious = True
        self._failures: dict[str, str] = {}

    @property
    def failure(self) -> str | None:
        """The last error, for /readyz and metrics, without what is only for the log; None when all goes well."""
        return next(iter(self._failures.values()), None)

    @property
    def rebuilding(self) -> bool:
        """Whether the index is being made anew now, here or elsewhere."""
        return being_rebuilt(self._settings)

    def start(self) -> None:
        """Begin; call it in a serving process, after it was forked."""
        self._thread = threading.Thread(target=self._run, name="indexer", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Look for changes now instead of at the next poll."""
        self._wake.set()

    def stop(self, timeout: float = 30.0) -> None:
        """Finish the commit at hand and end; give up a rebuild."""
        until = time.monotonic() + timeout
        self._stop.set()
        self._wake.set()
        for thread in (self._thread, self._rebuilder):
            if thread:
                thread.join(max(0.0, until - time.monotonic()))

    def _run(self) -> None:
        idle = 0.0
        looked_after = time.monotonic()
        pause = self._settings.index_poll_seconds
        while not self._stop.is_set():
            housekeeping = idle >= IDLE_SECONDS or time.monotonic() - looked_after >= BUSY_SECONDS
            if housekeeping:
                idle, looked_after = 0.0, time.monotonic()
            try:
                worked = self._step(housekeeping)
                if "index" not in self._failures:
                    pause = self._settings.index_poll_seconds
            except Exception as error:
                # A full disk or a busy store passes; articles wait in the store and are indexed when it has.
                log.exception("indexing failed; trying again in %.1f s", pause)
                self._failures["index"] = _told(error)
                self._suspicious = True
                worked = False
                pause = min(pause * 2, MAX_BACKOFF_SECONDS)
            idle = 0.0 if worked else idle + pause
            if not worked:
                self._wake.wait(pause)
                self._wake.clear()

    def _step(self, housekeeping: bool) -> bool:
        """Apply what is pending, and do one piece of housekeeping where it is time; True if there was work."""
        if self._suspicious or (housekeeping and time.monotonic() - self._checked_at >= CHECK_SECONDS):
            self._check()
        pending = self._store.last_seq() > self._applied
        if not pending and not housekeeping:
            return False
        with held(lock_path(self._settings), wait=False) as elected:
            if not elected:
                return False
            try:
                writer = open_writer(self._settings.resolved_index_url)
            except IndexUnavailable:
                if self.rebuilding:
                    return False  # what is pending waits for the new one
                raise
            try:
                done = apply_pending(self._store, writer, LIVE_BATCH).changes
                self._applied = writer.applied
                maintained = housekeeping and not self.rebuilding and writer.maintain()
                # Not before: that another process holds the lock, which fails as well, is no sign that all goes well.
                self._failures.pop("index", None)
                return maintained or done > 0
            finally:
                writer.close()

    def _check(self) -> None:
        """Begin to make the index anew where it must be."""
        now = time.monotonic()
        if (self._rebuilder and self._rebuilder.is_alive()) or now < self._rebuild_after:
            return
        if self.rebuilding:  # by another process: look again when it is done, or dead
            self._rebuild_after = now + LOOK_SECONDS
            return
        self._suspicious, self._checked_at = False, now
        if is_stale(self._store, self._settings):
            self._rebuilder = threading.Thread(target=self._rebuild, name="rebuild", daemon=True)
            self._rebuilder.start()

    def _rebuild(self) -> None:
        try:
            rebuild(self._store, self._settings, self._told_of_progress, only_if_stale=True, wait=False)
            self._failures.pop("rebuild", None)
        except _StoppedError:
            pass
        except Exception as error:
            log.exception("the index could not be made anew; trying again in %.0f s", MAX_BACKOFF_SECONDS)
            self._failures["rebuild"] = _told(error)
            self._rebuild_after = time.monotonic() + MAX_BACKOFF_SECONDS
            self._suspicious = True
        self._wake.set()

    def _told_of_progress(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise _StoppedError


def _told(error: Exception) -> str:
    """``error`` without names of files."""
    said = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    return f"{type(error).__name__}{said}; the log says more"
