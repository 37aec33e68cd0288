"""
Files inside a .zip or behind .gz, read in place: nothing is unpacked to disk.

- what comes out is bounded in number, in total, and in proportion to what went in
- an archive inside an archive, an encrypted member and a link are refused with a reason
- hidden files and the folder that macOS adds are skipped
"""

from __future__ import annotations

import gzip
import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, cast

from index.errors import RejectedRecord
from index.formats.source import Bounded, OnReject, Reject, Source

MAX_ENTRIES = 100_000
MAX_TOTAL_BYTES = 8 * 1024**3

# What reading a damaged archive can raise, beside OSError.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile, lzma.LZMAError)


class _Budget:
    """Counts what all members of one archive have unpacked to."""

    def __init__(self, limit: int) -> None:
        self.left = limit

    def spend(self, count: int) -> None:
        """Take ``count`` bytes. Raises RejectedRecord when there is no more."""
        self.left -= count
        if self.left < 0:
            raise RejectedRecord(
                "bomb", f"the archive unpacks to more than {MAX_TOTAL_BYTES // 2**30} GB; unpack it yourself"
            )


def gunzip(source: Source) -> Source:
    """The file behind ``source``, which is a gzip file named ``NAME.gz``."""

    def unpacked() -> IO[bytes]:
        packed = source.open()
        return io.BufferedReader(
            Bounded(cast(IO[bytes], gzip.GzipFile(fileobj=packed)), source.size or 0, below=packed)
        )

    return Source(source.origin, unpacked)


def is_hidden(path: str) -> bool:
    """Whether any part of ``path`` begins with a dot or is the folder that macOS adds to archives."""
    return any(part.startswith(".") or part == "__MACOSX" for part in path.split("/") if part not in (".", ".."))


def members(source: Source, reject: OnReject) -> Iterator[Source]:
    """The files in a ZIP archive that may be read, in order of their names."""
    with source.open() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (*DAMAGE, NotImplementedError, ValueError) as error:
            raise RejectedRecord("damaged_archive", f"not a ZIP archive, or a damaged one: {error}") from None
        with archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and not is_hidden(info.filename)]
            if len(infos) > MAX_ENTRIES:
                raise RejectedRecord(
                    "bomb", f"the archive holds {len(infos):,} files; the most read is {MAX_ENTRIES:,}"
                )
            budget = _Budget(MAX_TOTAL_BYTES)
            for info in sorted(infos, key=lambda info: info.filename):
                origin = f"{source.origin}!/{_name(info)}"
                try:
                    _refuse(info)
                except RejectedRecord as error:
                    reject(Reject(origin, error.reason, str(error)))
                    continue
                yield Source(origin, _opener(archive, info, budget), info.file_size)


def _refuse(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 0x1:
        raise RejectedRecord("encrypted", "the file is protected by a password; unpack it yourself first")
    if info.filename.lower().endswith((".zip", ".gz")):
        raise RejectedRecord("nested_archive", "an archive inside an archive is not opened; unpack it yourself first")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise RejectedRecord("link", "a link inside an archive is not followed")


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> Callable[[], IO[bytes]]:
    def unpacked() -> IO[bytes]:
        try:
            stream = archive.open(info)
        except NotImplementedError as error:
            raise RejectedRecord("unsupported", f"{error}; pack it as an ordinary ZIP") from None
        except UnicodeDecodeError:
            raise RejectedRecord("damaged_archive", "the archive is damaged: the file's name is no text") from None
        return io.BufferedReader(Bounded(stream, info.compress_size, budget.spend))

    return unpacked


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; older Windows archives keep Arabic names in an undeclared encoding."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename
