"""
Source, what every format reads from: a name, a way to open it, and limits that no input can lift.

- `Source.open` gives a fresh binary stream; a file and a member of an archive look the same
- a compressed stream is cut off when it grows out of proportion (`Bounded`), so a bomb costs little
- `text_lines` reads any encoding line by line without holding the file
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, cast

from index.encoding import SAMPLE, decode_raw, detect
from index.errors import RejectedRecord

# The largest file of a format that must be read whole (a page, a text, a feed, one JSON document).
MAX_WHOLE_BYTES = 64 * 1024 * 1024
# The longest line of a file read line by line; far above any article, far below what memory holds.
MAX_LINE_BYTES = 16 * 1024 * 1024
# What decompression may yield: this much at once, this many times its packed size beyond that.
FREE_BYTES = 16 * 1024 * 1024
MAX_RATIO = 200
EXCERPT_CHARS = 120


@dataclass(frozen=True, slots=True)
class Reject:
    """One record that could not be taken, and why.

    ``reason`` is a stable word for counting, ``message`` says what to do about it, ``excerpt`` shows how the
    record begins.
    """

    origin: str
    reason: str
    message: str
    excerpt: str = ""


OnReject = Callable[[Reject], None]


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: on disk, or inside an archive."""

    origin: str
    open: Callable[[], IO[bytes]]
    size: int | None = None  # None where only reading tells

    @property
    def name(self) -> str:
        """The file's own name, without the folders and archives around it."""
        return self.origin.replace("\\", "/").rsplit("/", 1)[-1].rsplit("!", 1)[-1]


def excerpt(text: str) -> str:
    """How a record begins, on one line."""
    short = " ".join(text[: EXCERPT_CHARS * 2].split())
    return short if len(short) <= EXCERPT_CHARS else short[: EXCERPT_CHARS - 1] + "…"


def read_whole(source: Source, limit: int = MAX_WHOLE_BYTES) -> bytes:
    """All bytes of ``source``. Raises RejectedRecord ``too_large`` beyond ``limit``."""
    with source.open() as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise RejectedRecord("too_large", f"larger than {limit // 2**20} MB; split it, or use .jsonl for many articles")
    return data


def text_lines(source: Source) -> Iterator[tuple[int, str | RejectedRecord]]:
    """Every line of ``source`` with its number from 1, or why it cannot be read. Line ends are kept.

    The encoding is found from the first part of the file; a line that is valid UTF-8 is always read as UTF-8,
    so files glued together from several encodings come out right.
    """
    with source.open() as stream, io.BufferedReader(cast(io.RawIOBase, stream), SAMPLE) as buffered:
        encoding = detect(buffered.peek(SAMPLE))
        if encoding.startswith(("utf-16", "utf-32")):
            yield from _wide_lines(buffered, encoding)
        else:
            yield from _byte_lines(buffered, encoding)


def _byte_lines(stream: io.BufferedReader[io.RawIOBase], encoding: str) -> Iterator[tuple[int, str | RejectedRecord]]:
    number = 0
    while line := stream.readline(MAX_LINE_BYTES):
        number += 1
        if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
            while (rest := stream.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
                pass
            yield number, _too_long()
            continue
        try:
            yield number, line.decode("utf-8")
        except UnicodeDecodeError:
            yield number, _decode_line(line, encoding)


def _decode_line(line: bytes, encoding: str) -> str | RejectedRecord:
    if encoding != "utf-8":
        return decode_raw(line, encoding)
    try:
        return decode_raw(line, detect(line))
    except RejectedRecord as error:
        return error


def _wide_lines(stream: io.BufferedReader[io.RawIOBase], encoding: str) -> Iterator[tuple[int, str | RejectedRecord]]:
    number = 0
    with io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="\n") as text:
        while line := text.readline(MAX_LINE_BYTES):
            number += 1
            if len(line) == MAX_LINE_BYTES and not line.endswith("\n"):
                while (rest := text.readline(MAX_LINE_BYTES)) and not rest.endswith("\n"):
                    pass
                yield number, _too_long()
                continue
            yield number, line


def _too_long() -> RejectedRecord:
    return RejectedRecord("too_long", f"the line is longer than {MAX_LINE_BYTES // 2**20} MB")


class Bounded(io.RawIOBase):
    """A decompressed stream that refuses to grow out of proportion to its packed size.

    Raises RejectedRecord ``bomb`` when more than `FREE_BYTES` and more than `MAX_RATIO` times ``packed`` bytes,
    or more than ``left`` allows, have come out.
    """

    def __init__(
        self,
        stream: IO[bytes],
        packed: int,
        spend: Callable[[int], None] | None = None,
        below: IO[bytes] | None = None,  # closed with this one; a GzipFile leaves its file open
    ) -> None:
        super().__init__()
        self._stream = stream
        self._limit = max(FREE_BYTES, packed * MAX_RATIO)
        self._spend = spend
        self._below = below
        self._count = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill ``buffer``, as `io.RawIOBase.readinto`."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self._count += len(data)
        if self._spend is not None:
            self._spend(len(data))
        if self._count > self._limit:
            raise RejectedRecord("bomb", f"unpacks to more than {MAX_RATIO} times its size; unpack it yourself first")
        return len(data)

    def close(self) -> None:
        """Close the stream below as well."""
        self._stream.close()
        if self._below is not None:
            self._below.close()
        super().close()
