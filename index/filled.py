"""
Whether the store holds an article, answered without loading the program: `make run` asks at every start.

    python -m index.filled && echo "there are articles"

Exits 0 where a SQLite store is there and holds one; 1 otherwise, and where that cannot be told this way.
"""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from urllib.parse import quote

from config import Settings
from index.errors import ConfigurationError


def filled(database_url: str) -> bool:
    """True where ``database_url`` is a SQLite file with an article in it; False for anything else."""
    scheme, _, path = database_url.partition(":///")
    if scheme != "sqlite" or "?" in path:
        return False
    try:
        with contextlib.closing(sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True)) as database:
            return database.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is not None
    except sqlite3.Error:
        return False


if __name__ == "__main__":
    try:
        sys.exit(0 if filled(Settings.load().resolved_database_url) else 1)
    except ConfigurationError:
        sys.exit(1)  # the command that comes next tells which setting is wrong
