"""
A store that is being filled, and the index that follows it.
"""

from __future__ import annotations

import time
from pathlib import Path

from config import Settings
from index import whoosh_directory as directory
from index.article import Article, RawDocument
from index.store import Store
from search.engine import SearchEngine
from search.query import SearchRequest

PATIENCE = 60.0  # seconds


def add(store: Store, *names: object) -> list[str]:
    """Store one article for each name; the ids."""
    items = []
    for name in names:
        url, body = f"https://n.example/{name}", f"وصل الوفد رقم {name} إلى المدينة"
        items.append((RawDocument(body, url=url), Article("", f"خبر {name}", "text", body, url=url)))
    return [outcome.id for outcome in store.upsert(items)]


def stored(store: Store) -> list[Article]:
    """Every article, in the order of first storing."""
    return list(store.get_many([id for id, _ in store.iterate_raw()]).values())


def wait_for(condition: object, seconds: float = PATIENCE) -> float:
    """Wait until ``condition()`` holds; how long it took."""
    start = time.monotonic()
    while not condition():  # type: ignore[operator]
        assert time.monotonic() - start < seconds, "waited too long"
        time.sleep(0.01)
    return time.monotonic() - start


def searchable(engine: SearchEngine) -> int:
    """How many articles a fresh look finds."""
    engine.refresh()
    return engine.search(SearchRequest()).total if engine.generation else 0


def make_old(settings: Settings) -> Path:
    """Make the live index one of another analysis."""
    live = live_folder(settings)
    directory.write_state(live, directory.State(directory.read_state(live).applied, "older"))
    return live


def live_folder(settings: Settings) -> Path:
    """The folder of the index that serves."""
    live = directory.current(directory.root_of(settings.resolved_index_url))
    assert live is not None
    return live
