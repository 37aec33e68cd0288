"""
Files and folders to RawDocuments: one generator for each format, chosen in the READERS table.

- a folder is read with all its folders, in the order of names; hidden files are skipped, links may form loops
- a .zip is read without unpacking; any format may also be behind .gz
- one bad record never stops the rest: it goes to ``on_reject`` with a reason, and reading goes on
- UnreadableSource is raised, before the first article, only when nothing can be read at all

>>> [document.content[:12] for document in read("seeds/articles", print)][0]
'وزير الخارجي'
"""

from __future__ import annotations

import gzip
import itertools
import logging
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.article import RawDocument
from index.errors import RejectedRecord, UnreadableSource
from index.formats.archives import DAMAGE, gunzip, is_hidden, members
from index.formats.feeds import read_feed
from index.formats.json_records import read_json, read_json_lines
from index.formats.pages import read_html, read_text
from index.formats.source import OnReject, Reject, Source
from index.formats.tables import read_csv

__all__ = ["READERS", "Reader", "Reject", "count", "known_formats", "read"]

log = logging.getLogger("bahith.readers")

COUNTED_BYTES = 2**20  # of a file, from which its number of records is estimated

Read = Callable[[Source, OnReject, int | None], Iterator[RawDocument]]


@dataclass(frozen=True, slots=True)
class Reader:
    """How files with certain endings are read."""

    name: str
    suffixes: tuple[str, ...]
    read: Read
    records: bytes | None = b""  # a pattern that each record has once; empty: one a file; None: not told cheaply


def _read_zip(source: Source, reject: OnReject, max_chars: int | None) -> Iterator[RawDocument]:
    for member in members(source, reject):
        yield from _read_source(member, reject, max_chars)


READERS: tuple[Reader, ...] = (
    Reader("plain text", (".txt",), read_text),
    Reader("HTML page", (".html", ".htm", ".xhtml"), read_html),
    Reader("JSON lines", (".jsonl", ".ndjson"), read_json_lines, rb"\S\s*(?:\n|\Z)"),
    Reader("JSON", (".json",), read_json, None),
    Reader("table", (".csv", ".tsv"), read_csv, rb"\n\s*\S"),
    Reader("RSS or Atom feed", (".xml", ".rss", ".atom"), read_feed, rb"</(?:item|entry)\s*>"),
    Reader("ZIP archive", (".zip",), _read_zip),
)


def known_formats() -> str:
    """The endings that can be read, for messages."""
    return ", ".join(suffix for reader in READERS for suffix in reader.suffixes) + ", each also as .gz, and folders"


def read(path: str | Path, on_reject: OnReject, *, max_chars: int | None = None) -> Iterator[RawDocument]:
    """The articles in the file or folder at ``path``, one at a time.

    Records that cannot be taken go to ``on_reject``; a plain text longer than ``max_chars`` is one of them.
    Raises UnreadableSource, at once, when the path is missing, may not be read, is of no known format, or is
    a folder without files.
    """
    path = _path(path)
    sources = _sources(path, on_reject)
    if not path.is_dir():
        _reader(path.name)
    return _read_all(sources, on_reject, max_chars)


def count(path: str | Path) -> int | None:
    """About how many articles ``path`` holds, for a progress bar; None where telling would mean reading it all.

    Raises UnreadableSource as `read` does.
    """
    path = _path(path)
    total = 0.0
    for source in _sources(path, lambda reject: None):
        try:
            reader, packed = _reader(source.name)
            estimate = _estimate(source, reader, packed)
        except UnreadableSource:
            if not path.is_dir():
                raise
            continue
        except Exception:  # whatever it is, reading will meet it again and say so
            continue
        if estimate is None:
            return None
        total += estimate
    return max(round(total), 1)


def _estimate(source: Source, reader: Reader, packed: bool) -> float | None:
    if reader.read is _read_zip:
        total = 0.0
        for member in members(source, lambda reject: None):
            try:
                reader, packed = _reader(member.name)
            except UnreadableSource:
                continue
            if (estimate := _estimate(member, reader, packed)) is None:
                return None
            total += estimate
        return total
    if reader.records is None:
        return None
    if not reader.records:
        return 1.0
    with source.open() as stream:
        whole = gzip.GzipFile(fileobj=stream) if packed else stream
        sample = whole.read(COUNTED_BYTES)
        seen = stream.tell() if packed else len(sample)
    found = len(re.findall(reader.records, sample))
    return found if len(sample) < COUNTED_BYTES or not source.size else found * source.size / seen


def _read_all(sources: Iterator[Source], reject: OnReject, max_chars: int | None) -> Iterator[RawDocument]:
    for source in sources:
        yield from _read_source(source, reject, max_chars)


def _read_source(source: Source, reject: OnReject, max_chars: int | None) -> Iterator[RawDocument]:
    """The articles of one file; whatever stops it becomes one reject."""
    try:
        reader, packed = _reader(source.name)
        yield from reader.read(gunzip(source) if packed else source, reject, max_chars)
    except UnreadableSource as error:
        reject(Reject(source.origin, "unknown_format", str(error)))
    except RejectedRecord as error:
        reject(Reject(source.origin, error.reason, str(error)))
    except DAMAGE as error:
        reject(Reject(source.origin, "damaged_archive", f"the archive is damaged: {error}"))
    except OSError as error:
        reject(Reject(source.origin, "unreadable", error.strerror or str(error)))
    except Exception as error:  # a bug, or a file that a library fails at: it must not cost the files after it
        log.exception("%s cannot be read", source.origin)
        reject(Reject(source.origin, "internal_error", f"{type(error).__name__}: {error}"))


def _reader(name: str) -> tuple[Reader, bool]:
    """The reader for a file name, and whether the file is behind .gz. Raises UnreadableSource."""
    packed = name.lower().endswith(".gz")
    suffix = Path(name[:-3] if packed else name).suffix.lower()
    for reader in READERS:
        if suffix in reader.suffixes and not (packed and reader.read is _read_zip):
            return reader, packed
    raise UnreadableSource(f"{name}: unknown format; known are {known_formats()}")


def _path(given: str | Path) -> Path:
    if not str(given).strip():  # Path("") is the current folder, which nobody meant
        raise UnreadableSource("an empty path; name a file or a folder")
    return Path(given)


def _sources(path: Path, reject: OnReject) -> Iterator[Source]:
    """The files at ``path``. Raises UnreadableSource where there is none to open."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            os.scandir(path).close()
            files = _walk(path, reject)
            first = next(files, None)
            if first is None:
                raise UnreadableSource(f"{path}: the folder has no files to read")
            return itertools.chain([first], files)
        if not stat.S_ISREG(mode):
            raise UnreadableSource(f"{path}: neither a file nor a folder")
        path.open("rb").close()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableSource(f"{path}: {reason}") from None
    return iter([_file(path)])


def _file(path: Path) -> Source:
    return Source(_shown(path), lambda: path.open("rb"), path.stat().st_size)


def _shown(path: str | Path) -> str:
    """``path`` as text; an old disk may hold names that are none."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def _walk(folder: Path, reject: OnReject) -> Iterator[Source]:
    """The files under ``folder`` in the order of names; each folder once, however many links lead to it.

    A loop, not a recursion, so no depth of folders can break it.
    """
    seen: set[tuple[int, int]] = set()
    open_folders = [iter(_entries(folder, seen, reject))]
    while open_folders:
        entry = next(open_folders[-1], None)
        if entry is None:
            open_folders.pop()
            continue
        path = Path(entry.path)
        try:
            if entry.is_dir():
                open_folders.append(iter(_entries(path, seen, reject)))
            elif entry.is_file():
                yield _file(path)
            elif entry.is_symlink():
                reject(Reject(_shown(entry.path), "unreadable", "the link leads nowhere"))
            else:
                reject(Reject(_shown(entry.path), "unreadable", "neither a file nor a folder"))
        except OSError as error:
            reject(Reject(_shown(entry.path), "unreadable", error.strerror or str(error)))


def _entries(folder: Path, seen: set[tuple[int, int]], reject: OnReject) -> list[os.DirEntry[str]]:
    """What is in ``folder`` in the order of names, hidden names left out; nothing where it was ``seen``."""
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen:
            return []
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as found:
            return sorted((entry for entry in found if not is_hidden(entry.name)), key=lambda entry: entry.name)
    except OSError as error:
        reject(Reject(_shown(folder), "unreadable", error.strerror or str(error)))
        return []
