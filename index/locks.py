"""
Locks between processes that the operating system releases when their holder dies.

>>> with held(Path("data/indexer.lock"), wait=False) as mine:  # doctest: +SKIP
...     if mine: ...
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def held(path: Path, *, wait: bool) -> Iterator[bool]:
    """Hold the lock file ``path`` for the block; gives False at once where another holds it and ``wait`` is off.

    The lock belongs to the open file, so threads of one process exclude each other too, and kill -9 frees it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(file)
