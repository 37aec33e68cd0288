"""
Opening the newest state of a Whoosh index while others write it.

A commit or a rebuild may remove a file between finding and opening it; then what is newest is opened instead. Whatever
else goes wrong is damage, and Whoosh has a dozen exceptions for it: they all become IndexUnavailable.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage

from index import whoosh_directory as directory
from index.errors import IndexUnavailable
from index.whoosh_schema import whoosh_schema

ATTEMPTS = 20
PAUSE_SECONDS = 0.02
Opened = TypeVar("Opened")


def state_of(folder: Path) -> str:
    """A string that changes with every commit, and when another folder is live. OSError where it cannot be read."""
    return f"{folder.name}.{whoosh_index.TOC._latest_generation(FileStorage(str(folder)), 'MAIN')}"


def open_newest(root: Path, open: Callable[[Path], Opened]) -> Opened | None:
    """What ``open`` makes of the live folder; None where there is none. IndexUnavailable where it is damaged."""
    failure: Exception | None = None
    for _ in range(ATTEMPTS):
        try:
            folder = directory.current(root)
            return None if folder is None else open(folder)
        except Exception as error:
            failure = error
            time.sleep(PAUSE_SECONDS)
    said = f"{type(failure).__name__}: {failure}"
    raise IndexUnavailable(
        f"the index in {root} cannot be opened ({said}); the service makes it anew, or do it: flask index rebuild"
    ) from failure


def check(folder: Path) -> None:
    """Open every segment as a search would. Raises whatever Whoosh and the file system say of damaged files."""
    opened = whoosh_index.FileIndex(FileStorage(str(folder)), schema=whoosh_schema())
    toc = opened._read_toc()
    opened._reader(opened.storage, toc.schema, toc.segments, toc.generation).close()
