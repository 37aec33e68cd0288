"""
How the store's database is opened: one SQLAlchemy engine per process, SQLite set up for many readers and one writer.

- SQLite runs in WAL mode: readers never wait for writers, nor writers for readers
- ``synchronous=FULL``: what was acknowledged is on the disk, also after a power cut; at a batch a transaction it costs
  nothing one can measure
- a transaction that will write says so when it begins (``BEGIN IMMEDIATE``), so writers queue and none fails half way
- a process that forked makes an engine of its own; the inherited connections are never used or closed
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from index.errors import ConfigurationError, StoreError, StoreUnusable

BUSY_SECONDS = 30.0

# What SQLite says, and what a person can do about it.
ADVICE = (
    ("database is locked", "another process has been writing to the store for too long; try again"),
    ("readonly database", "the store cannot be written: check the permissions of its file and folder"),
    ("disk is full", "the disk of the store is full; nothing of this change was written"),
    ("disk I/O error", "the disk of the store is full or fails; nothing of this change was written"),
    ("unable to open", "the store's file cannot be opened: check that its folder exists and may be written"),
    ("not a database", "the file is not an SQLite database"),
    ("malformed", "the store's file is damaged; restore it from a backup"),
)
# Of these, what does not pass by itself.
LASTING = ("unable to open", "not a database", "malformed")


class Database:
    """The engines of one database URL: ``reading`` and ``writing``, each bound to this process."""

    def __init__(self, url: str, busy_seconds: float = BUSY_SECONDS) -> None:
        self.url = _parsed(url)
        self._busy_seconds = busy_seconds
        self._guard = threading.Lock()
        self._pid = -1
        self._inherited: list[Engine] = []
        self._engine: Engine | None = None

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database."""
        name = self.url.database
        if self.url.get_backend_name() != "sqlite" or not name:
            return None
        return Path(name.removeprefix("file:").partition("?")[0])

    @property
    def is_missing(self) -> bool:
        """Whether there is no database yet that could be read."""
        return self.path is not None and not self.path.exists()

    @property
    def reading(self) -> Engine:
        """For transactions that only read."""
        if self._pid != os.getpid() or self._engine is None:
            with self._guard:
                if self._pid != os.getpid() or self._engine is None:
                    # Closing a connection of the parent here could end the parent's locks: keep it, unused.
                    if self._engine is not None and self._pid != os.getpid():
                        self._inherited.append(self._engine)
                    self._engine = self._make()
                    self._pid = os.getpid()
        return self._engine

    @property
    def writing(self) -> Engine:
        """For transactions that write: the write lock is theirs from the start."""
        return self.reading.execution_options(bahith_write=True)

    def close(self) -> None:
        """Close this process's connections; the next use opens new ones."""
        with self._guard:
            if self._engine is not None and self._pid == os.getpid():
                self._engine.dispose()
                self._engine = None

    @contextmanager
    def setup_lock(self) -> Iterator[None]:
        """Held while a store is made or upgraded; other processes wait here."""
        if self.path is None:
            yield
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            lock = open(f"{self.path}.lock", "w")  # noqa: SIM115
        except OSError as error:
            raise StoreUnusable(f"the store's folder {self.path.parent} cannot be used: {error.strerror}") from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def use_wal(self) -> None:
        """Let readers and a writer work at the same time; SQLite writes this into the file, once."""
        if self.path is None:
            return
        connection = self.reading.raw_connection()  # outside of any transaction
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()

    def _make(self) -> Engine:
        try:
            engine = create_engine(self.url, **_options(self.url, self._busy_seconds))
        except (NoSuchModuleError, ModuleNotFoundError, ArgumentError, TypeError) as error:
            raise ConfigurationError(f"BAHITH_DATABASE_URL: {error}") from error
        if self.url.get_backend_name() == "sqlite":
            event.listen(engine, "connect", _set_up)
            event.listen(engine, "begin", _begin)
        return engine


@contextmanager
def store_errors() -> Iterator[None]:
    """Turn what the database raises into StoreError, with what to do about it; StoreUnusable where it will last."""
    try:
        yield
    except (DBAPIError, PoolTimeout, sqlite3.Error) as error:
        said = str(getattr(error, "orig", None) or error)
        advice = next((text for sign, text in ADVICE if sign in said), "the store could not do this")
        kind = StoreUnusable if any(sign in said for sign in LASTING) else StoreError
        raise kind(f"{advice} ({said})") from error


def _parsed(text: str) -> URL:
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise ConfigurationError(
            f"BAHITH_DATABASE_URL {text!r}: expected an SQLAlchemy URL, as sqlite:////data/x.db"
        ) from error
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise ConfigurationError(
            f"BAHITH_DATABASE_URL {text!r}: several processes share the store, so it must be a file"
        )
    return url


def _options(url: URL, busy_seconds: float) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": busy_seconds}, "pool_size": 16, "max_overflow": -1}
    return {"pool_pre_ping": True}


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("bahith_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
