"""
Where refused records go: a file of one JSON object a line, each saying where the record came from and why.

>>> with RejectsFile(Path("/tmp/rejects.jsonl")) as rejects:  # doctest: +SKIP
...     rejects.write(Reject("news.jsonl:7", "bad_json", "line 7 is not JSON", '{"title": '))
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import IO

from index.errors import IntakeError
from index.formats.source import Reject


def default_path(folder: str) -> Path:
    """A new name in ``folder`` for the rejects of this run."""
    return Path(folder).resolve() / f"rejects-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}.jsonl"


class RejectsFile:
    """The refused records, one JSON object a line; the file is made when the first one comes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.why = ""  # the first reason, for when nothing could be read
        self._file: IO[str] | None = None

    def __enter__(self) -> RejectsFile:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    @property
    def used(self) -> bool:
        """Whether anything was refused."""
        return self._file is not None

    def write(self, reject: Reject) -> None:
        """Add one record."""
        if self._file is None:
            self.why = f"{reject.origin}: {reject.message}" if reject.origin not in reject.message else reject.message
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self.path.open("w", encoding="utf-8", errors="backslashreplace")
            except OSError as error:
                message = f"refused records cannot be written to {self.path}: {error.strerror}"
                raise IntakeError(message) from error
        row = {name: getattr(reject, name) for name in ("origin", "reason", "message", "excerpt")}
        self._file.write(json.dumps(row, ensure_ascii=False) + "\n")
