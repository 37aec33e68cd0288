"""Whether there is an article, without loading the program."""

import subprocess
import sys
from pathlib import Path

from index.article import Article, RawDocument
from index.filled import filled
from index.store import Store


def test_filled(tmp_path):
    """No file, no table, no article: no; one article: yes."""
    url = f"sqlite:///{tmp_path / 'a b%.sqlite3'}"
    assert not filled(url)
    assert not filled("postgresql:///news")
    store = Store.open(f"sqlite:///{tmp_path / 'a b%.sqlite3'}")
    assert not filled(url)
    store.upsert([(RawDocument("نص"), Article("", "عنوان", "text", "نص"))])
    assert filled(url)
    store.close()


def test_a_wrong_setting_is_left_to_the_command_that_comes_next():
    """Which tells it; two complaints, one of them a stack trace, help nobody."""
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "index.filled"]
    asked = subprocess.run(command, cwd=root, env={"BAHITH_NONSENSE": "1"}, capture_output=True, check=False)
    assert (asked.returncode, asked.stderr) == (1, b"")
