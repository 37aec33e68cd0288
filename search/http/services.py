"""
What a process needs to answer: store, index, actors and search, opened together, once, by the process that uses it.

- nothing opened before a fork is used after it: a worker opens its own connections and files
- what cannot be opened yet (an index being built) is tried again at the next request, not remembered as broken; what
  cannot be opened ever (a wrong setting, actors file or store) ends the process when it warms up
- the background indexer runs only in processes that serve; which of them writes, they settle by a lock

`app.py` says how to open. Routes that search ask for what is `opened`; those that read or write single articles for
``services().now``: they need the store alone, and answer while the index cannot be read.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import current_app, g

from config import Settings
from index.actors.gazetteer import Gazetteer
from index.errors import BahithError, ConfigurationError, GazetteerError, StoreUnusable
from index.indexer import Indexer
from index.pipeline import Pipeline
from index.store import Store
from search.ahead import ReadAhead
from search.engine import SearchEngine
from search.service import SearchService

NAME = "bahith"  # in app.extensions
# What waiting does not mend: a process that serves must end, or it would answer every request with an error.
LASTING = (ConfigurationError, GazetteerError, StoreUnusable)
STOP_SECONDS = 10.0  # less than gunicorn waits for a worker to end
logger = logging.getLogger("bahith.services")


@dataclass(frozen=True, slots=True)
class Opened:
    """What one process has open."""

    store: Store
    engine: SearchEngine
    gazetteer: Gazetteer
    search: SearchService
    pipeline: Pipeline
    indexer: Indexer
    ahead: ReadAhead


class Services:
    """Opens for each process once. Safe for threads."""

    def __init__(self, settings: Settings, open: Callable[[], Opened], *, serve: bool) -> None:
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
                        opened.ahead.start()
                    # The parent's connections are left as they are: closing them here would close them there.
                    self._opened, self._process = opened, os.getpid()
        return self._opened

    def warm_up(self) -> None:
        """Open now, and search once: no request waits for tables to be read.

        What cannot be opened yet is logged and tried again by requests; an empty service has nothing to search yet.
        Raises one of `LASTING` where trying again is of no use.
        """
        try:
            self.now.engine.refresh()
        except LASTING:
            raise
        except (BahithError, OSError):
            logger.exception("not everything can be opened yet")
            return
        try:
            self.now.search.rehearse()
        except (BahithError, OSError) as error:
            logger.info("the rehearsal ended early: %s", error)

    def close(self) -> None:
        """Stop the indexer and release what this process has open."""
        with self._lock:
            if self._opened is not None and self._process == os.getpid():
                self._opened.ahead.stop(STOP_SECONDS)
                self._opened.indexer.stop(STOP_SECONDS)
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
