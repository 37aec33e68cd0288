"""
A store and an engine on one folder, as most tests of indexing begin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config import Settings
from index.store import Store
from search.engine import SearchEngine, open_engine


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A folder of its own, looked at often."""
    return Settings(data_dir=str(tmp_path), index_poll_seconds=0.02)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """The store in that folder."""
    opened = Store.open(settings.resolved_database_url)
    yield opened
    opened.close()


@pytest.fixture
def engine(settings: Settings) -> Iterator[SearchEngine]:
    """An engine on the index in that folder."""
    opened = open_engine(settings.resolved_index_url)
    yield opened
    opened.close()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file there: its name, its text or bytes, and the encoding of a text."""

    def make(name: str, data: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
        return path

    return make
