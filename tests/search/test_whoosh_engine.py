"""
What is particular to the engine on Whoosh; what every engine must do is in tests/test_engines.py.
"""

from __future__ import annotations

from pathlib import Path

from index import whoosh_directory as directory
from index.article import Article
from index.schema import to_record
from index.writer import open_writer
from search.engine import open_engine


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
