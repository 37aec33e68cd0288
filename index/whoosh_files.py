"""
The files of a Whoosh segment, read where they are mapped.

Whoosh maps a segment and then copies every file in it into memory of its own as it opens it (`BufferFile` makes a
``BytesIO`` of the mapped bytes): each process would hold the whole index once more. Here a file is a window on the map.
Pages are read when they are needed, and all processes share them.
"""

from __future__ import annotations

import io
import os
from typing import Any

from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.structfile import BufferFile

LOOK_AHEAD = 128  # bytes; what Whoosh pickles beside terms and columns is about fifty


class Window(io.RawIOBase):
    """A file to read, on bytes that are in memory already."""

    def __init__(self, buffer: memoryview) -> None:
        self._buffer = buffer
        self._at = 0

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def readinto(self, target: Any) -> int:
        """Fill ``target`` from here; the number of bytes there were."""
        part = self._buffer[self._at : self._at + len(target)]
        target[: len(part)] = part
        self._at += len(part)
        return len(part)

    def peek(self, size: int = 0) -> bytes:
        """Some bytes from here, without going on: unpickling looks ahead, and reads bit by bit where it cannot."""
        return bytes(self._buffer[self._at : self._at + LOOK_AHEAD])

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a position; ValueError where there can be none."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: len(self._buffer)}[whence]
        if base + offset < 0:
            raise ValueError(f"no position {base + offset}")
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        """The position."""
        return self._at


class MappedFile(BufferFile):  # type: ignore[misc]
    """Whoosh's file on a buffer, without the copy."""

    def __init__(self, buffer: memoryview, name: str) -> None:
        self._buf = buffer
        self._name = name
        self.file = Window(buffer)
        self.onclose = None
        self.is_real = False
        self.is_closed = False

    @property
    def buffer(self) -> memoryview:
        """The bytes of the file."""
        return self._buf


class MappedStorage(CompoundStorage):  # type: ignore[misc]
    """The files of one segment."""

    def open_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """The file ``name``."""
        if self.is_closed:  # told
            return super().open_file(name, *args, **kwargs)
        if self._source is None:  # there was no room for a map
            with super().open_file(name, *args, **kwargs) as file:
                return MappedFile(memoryview(file.read()), name)
        start, length = self.range(name)
        return MappedFile(memoryview(self._source)[start : start + length], name)
