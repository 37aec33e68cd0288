"""
What a process needs to answer: store, index, actors and search, opened together, once, by the process that uses it.

- nothing opened before a fork is used after it: a worker opens its own connections and files
- what cannot be opened yet (an index being built) is tried again at the next request, not remembered as broken
- the background indexer runs only in processes that serve; which of them writes, they settle by a lock

`app.py` says how to open; the routes ask `services()` for what they need.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, cast

from flask import current_app, g

from index.actors.gazetteer import Gazetteer
from index.article import Article, RawDocument
from index.store import Store
from search.engine import SearchEngine
from search.service import SearchService

NAME = "bahith"  # in app.extensions


class ApiSettings(Protocol):
    """The settings that the routes need; `config.Settings` has them."""

    @property
    def base_url(self) -> str: ...
    @property
    def keys(self) -> frozenset[str]: ...
    @property
    def max_body_bytes(self) -> int: ...
    @property
    def max_article_chars(self) -> int: ...
    @property
    def max_query_chars(self) -> int: ...
    @property
    def export_limit(self) -> int: ...


class Background(Protocol):
    """The indexer: a thread that brings the index up to the store."""

    def start(self) -> None:
        """Begin."""
        ...

    def stop(self) -> None:
        """Finish what is under way and end."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """What one process has open."""

    store: Store
    engine: SearchEngine
    gazetteer: Gazetteer
    search: SearchService
    understand: Callable[[RawDocument], Article]  # the intake's steps for one record; raises RejectedRecord
    indexer: Background


class Services:
    """Opens for each process once. Safe for threads."""

    def __init__(self, settings: ApiSettings, open: Callable[[], Opened], *, serve: bool) -> None:
        self.settings = settings
        self._open = open
        self._serve = serve
        self._lock = threading.Lock()
        self._opened: Opened | None = None
        self._process = 0

    @property
    def now(self) -> Opened:
        """What this process has open; opens it first where it has not. Raises what opening raises."""
        if self._opened is None or self._process != os.getpid():
            with self._lock:
                if self._opened is None or self._process != os.getpid():
                    opened = self._open()
                    if self._serve:
                        opened.indexer.start()
                    # The parent's connections are left as they are: closing them here would close them there.
                    self._opened, self._process = opened, os.getpid()
        return self._opened

    @property
    def is_open(self) -> bool:
        """Whether this process has opened already."""
        return self._opened is not None and self._process == os.getpid()

    def close(self) -> None:
        """Stop the indexer and release what this process has open."""
        with self._lock:
            if self._opened is not None and self._process == os.getpid():
                self._opened.indexer.stop()
                self._opened.engine.close()
                self._opened.store.close()
            self._opened = None


def services() -> Services:
    """The services of the application that is answering."""
    return cast(Services, current_app.extensions[NAME])


def opened() -> Opened:
    """What this process has open, at the newest state of the index; one request sees one state."""
    now = services().now
    if not g.get("refreshed"):
        now.engine.refresh()
        g.refreshed = True
    return now
