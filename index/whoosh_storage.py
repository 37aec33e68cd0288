"""
A folder of Whoosh segments in which a commit, once seen, survives a power failure.

Whoosh never asks the system to write anything to the disk: after a power failure there could be a table of contents
of segments that are empty, while the store's number says that everything is in them. Here a table of contents appears
only when it and its segments are on the disk.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage


class DurableStorage(FileStorage):  # type: ignore[misc]
    """Whoosh's folder on the disk, with durable commits."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._created: set[str] = set()

    def create_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """A new file."""
        self._created.add(name)
        return super().create_file(name, *args, **kwargs)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Give a file its name. Whoosh does it to one file only: the table of contents, when a commit is complete."""
        folder = Path(self.folder)
        for name in self._created:
            if (folder / name).exists():  # parts of a segment are gone when it is assembled
                to_disk(folder / name)
        self._created.clear()
        super().rename_file(oldname, newname, safe)
        to_disk(folder)


def to_disk(path: Path) -> None:
    """Wait until a file, or the list of files of a folder, is on the disk."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
