"""
What is particular to the engine on Whoosh; what every engine must do is in tests/engines.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from index import whoosh_directory as directory
from index.article import Article
from index.posting_list import PostingList
from index.schema import to_record
from index.writer import open_writer
from search.engine import open_engine
from search.posting_cache import OVERHEAD, PostingCache


def test_a_view_opened_between_commit_and_note_learns_what_was_applied(tmp_path: Path, monkeypatch) -> None:
    """A waiting client asks for ``applied`` until it is there; it must come though the view does not change again."""
    url = f"whoosh:{tmp_path / 'index'}"
    writer, engine = open_writer(url), open_engine(url)
    note = directory.write_state

    def look_first(*args: object) -> None:
        engine.refresh()
        assert (engine.articles, engine.applied) == (1, 0)
        note(*args)

    monkeypatch.setattr(directory, "write_state", look_first)
    writer.apply([to_record(Article("a", "عنوان", "text", "نص"))], [], 7)
    assert engine.applied == 7
    engine.close()
    writer.close()


def test_a_cache_counts_what_it_holds() -> None:
    """Two threads that miss a list at once both put it: it is kept, and counted, once."""
    one = PostingList(np.arange(100, dtype=np.int32), np.ones(100, np.float32))
    cache = PostingCache(limit=4 * (OVERHEAD + one.nbytes))
    for _ in range(50):
        cache.put(("s", "f", b"a", False), one)
    for term in (b"b", b"c", b"d"):
        cache.put(("s", "f", term, False), one)
    assert all(cache.get(("s", "f", term, False)) is one for term in (b"a", b"b", b"c", b"d"))
    cache.put(("s", "f", b"e", False), one)
    assert cache.get(("s", "f", b"a", False)) is None, "the oldest goes"
