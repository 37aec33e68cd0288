"""
Reading ahead: a thread lets the engine read what it will soon need, slowly, while requests are answered.

Where large segments of an index are merged into one, the first search to meet the new one would otherwise wait while
all it needs of it is read. (Lucene warms merged segments for the same reason: IndexWriterConfig's
``setMergedSegmentWarmer``.)
"""

from __future__ import annotations

import logging
import threading
import time

from search.engine import SearchEngine

LOOK_SECONDS = 1.0  # how often to look whether there is something to read
REST = 4.0  # the thread rests so many times as long as it works: requests need the processor

log = logging.getLogger("bahith.ahead")


class ReadAhead:
    """A thread that takes the steps of `SearchEngine.ahead`."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin; call it in a serving process, after it was forked."""
        self._thread = threading.Thread(target=self._run, name="ahead", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 30.0) -> None:
        """End after the step at hand."""
        self._stop.set()
        if self._thread:
            self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            try:
                self._read()
            except Exception as error:  # it may be taken away while it is read; a search reads what it needs itself
                log.info("reading ahead ended early: %s: %s", type(error).__name__, error)

    def _read(self) -> None:
        began = time.thread_time()
        for _ in self._engine.ahead():
            if self._stop.wait((time.thread_time() - began) * REST):
                return
            began = time.thread_time()
