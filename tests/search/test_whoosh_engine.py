"""
What is particular to the engine on Whoosh; what every engine must do is in tests/engines.
"""

from __future__ import annotations

import gc
from pathlib import Path

import numpy as np

from index import whoosh_directory as directory
from index.article import Article
from index.posting_list import PostingList, with_positions
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
    cache = PostingCache(limit=4 * (OVERHEAD + one.ids.nbytes + one.frequencies.nbytes))
    for _ in range(50):
        cache.put(("s", "f", b"a", False), one)
    for term in (b"b", b"c", b"d"):
        cache.put(("s", "f", term, False), one)
    kept = [cache.get(("s", "f", term, False)) for term in (b"a", b"b", b"c", b"d")]
    assert all(found is not None and found.ids is one.ids for found in kept)
    cache.put(("s", "f", b"e", False), one)
    assert cache.get(("s", "f", b"a", False)) is None, "the oldest goes"


def test_the_garbage_collector_has_nothing_to_look_through_in_a_cache() -> None:
    """Each full collection stops all searches; it must not take longer for every list that is kept."""
    cache = PostingCache()
    gc.collect()
    before = len(gc.get_objects())
    for n in range(5000):
        one = with_positions(np.array([n], np.int32), np.ones(1, np.float32), np.zeros(1, np.uint8))
        cache.put(("segment", "body_word", str(n).encode(), True), one)
    gc.collect()
    assert len(gc.get_objects()) - before < 100
    found = cache.get(("segment", "body_word", b"7", True))
    assert found is not None and found.ids.tolist() == [7] and found.positions_in(np.array([0]))[1].tolist() == [0]
