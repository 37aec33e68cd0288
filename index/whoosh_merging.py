"""
Large merges of a Whoosh index, in a process of their own, while articles are added, replaced and deleted.

1. `begin` starts a process, which writes one segment of the segments named (they never change but for
   their deletions) to ``merge/`` beside them, with the deletions it knew of
2. for half a minute it waits there, so that processes that search can read it ahead (`waiting`)
3. `finish`, with the indexer's lock, puts that segment in the place of the others in one commit, and deletes in it what
   was deleted in them meanwhile

A merge that dies leaves ``merge/`` unfinished: it is thrown away and tried again later. Nothing waits for a merge and
nothing is lost by one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader

from index import whoosh_directory as directory
from index.errors import IndexDamaged
from index.locks import held
from index.processes import end_with
from index.whoosh_codec import ListCodec, ListSegment
from index.whoosh_joining import copy_segments
from index.whoosh_merge import Segments, choose_tier, sizes_of
from index.whoosh_schema import LISTED_FIELDS, whoosh_schema
from index.whoosh_storage import to_disk

FOLDER = "merge"
LOCK = "merge.lock"
PLAN = "deleted.json"
# That a merged segment waits; nothing waits for it but the segments it is made of. Reading the columns and 4,700 lists
# of one with 20,000 articles ahead took 1.2 s of processor: six seconds at a fifth of the time, more beside searches.
GRACE_SECONDS = 30.0
RETRY_SECONDS = 300.0  # after a merge that failed: a full disk does not empty at once
NICENESS = 19  # searches need the processor
_PROJECT = Path(__file__).resolve().parents[1]


def housekeeping(folder: Path, open_main: Any) -> bool:
    """Finish a merge that is ready, or begin one that is due; True if the index changed.

    The caller holds the indexer's lock; ``open_main`` opens Whoosh's writer on ``folder``.
    """
    work = folder / FOLDER
    with held(folder / LOCK, wait=False) as free:
        if not free or _is_starting(folder):
            return False  # one is running
        if (work / PLAN).exists():
            return directory.age((work / PLAN).stat().st_mtime) >= GRACE_SECONDS and finish(folder, open_main)
        if work.exists() and directory.age(work.stat().st_mtime) < RETRY_SECONDS:
            return False  # one has died
        shutil.rmtree(work, ignore_errors=True)
    segments = whoosh_index.FileIndex(FileStorage(str(folder)), schema=whoosh_schema())._segments()
    chosen = choose_tier(sizes_of(segments))
    if chosen:
        begin(folder, [segments[i].segment_id() for i in chosen])
    return False


_begun: dict[Path, subprocess.Popen[bytes]] = {}


def _is_starting(folder: Path) -> bool:
    """Whether a process begun here still runs: it takes a second until it has the lock, and must not be begun twice."""
    process = _begun.get(folder)
    if process is not None and process.poll() is not None:
        del _begun[folder]
        return False
    return process is not None


def begin(folder: Path, names: list[str]) -> subprocess.Popen[bytes]:
    """Start to merge the segments called ``names``."""
    # Nice from the first moment: its imports alone are half a second of processor.
    program = f"import os; os.nice({NICENESS}); from index.whoosh_merging import main; main()"
    process = subprocess.Popen([sys.executable, "-c", program, str(folder.resolve()), *names], cwd=_PROJECT)
    _begun[folder] = process
    # Somebody has to notice that it ended, or it stays in the list of processes.
    threading.Thread(target=process.wait, name="merge", daemon=True).start()
    return process


def merge(folder: Path, names: list[str]) -> None:
    """Merge the segments called ``names`` into one in ``merge/``.

    Does nothing where a merge is running or waits to be finished, or where the segments are no longer there.
    """
    work = folder / FOLDER
    with held(folder / LOCK, wait=False) as free:
        if not free or work.exists():
            return
        main = whoosh_index.FileIndex(FileStorage(str(folder)), schema=whoosh_schema())
        segments = [segment for segment in main._segments() if segment.segment_id() in names]
        if len(segments) < len(names):
            return
        work.mkdir()
        writer = whoosh_index.create_in(str(work), whoosh_schema()).writer(codec=ListCodec(LISTED_FIELDS))
        try:
            copy_segments(writer, main.storage, segments)
        except BaseException:
            writer.cancel()
            raise
        writer.commit(mergetype=lambda _, others: others)
        deleted = {segment.segment_id(): sorted(segment.deleted_docs()) for segment in segments}
        # Whoever finishes holds the lock and must not wait for the disk.
        for file in work.glob(f"*{ListSegment.COMPOUND_EXT}"):
            to_disk(file)
        # The last step: with this file the merge is finished.
        directory.write_atomically(work / PLAN, json.dumps(deleted))


def waiting(folder: Path) -> tuple[Any, frozenset[str]] | None:
    """A reader of the merged segment that waits to be put in its place, and the names of those it is made of.

    None where none waits. Raises what Whoosh and the file system say where it is put in its place just now.
    """
    work = folder / FOLDER
    if not (work / PLAN).exists():
        return None
    names = frozenset(json.loads((work / PLAN).read_text("utf-8")))
    made = whoosh_index.FileIndex(FileStorage(str(work)), schema=whoosh_schema())
    segments = [segment for segment in made._segments() if segment.doc_count_all()]
    return (SegmentReader(made.storage, made.schema, segments[0]), names) if segments else None


def finish(folder: Path, open_main: Any) -> bool:
    """Put the merged segment in the place of those it was made of; False where they are no longer there."""
    work = folder / FOLDER
    known = {name: set(numbers) for name, numbers in json.loads((work / PLAN).read_text("utf-8")).items()}
    try:
        made = whoosh_index.FileIndex(FileStorage(str(work)), schema=whoosh_schema())._segments()
        merged = [segment for segment in made if segment.doc_count_all()]  # none where all had been deleted
        writer = open_main()
        by_name = {segment.segment_id(): segment for segment in writer.segments}
        if not known.keys() <= by_name.keys():
            writer.cancel()
            return False
        try:
            for segment in merged:
                name = segment.make_filename(segment.COMPOUND_EXT)
                (work / name).replace(folder / name)
            number = 0
            for name, dead in known.items():
                for old in range(by_name[name].doc_count_all()):
                    if old in dead:
                        continue
                    if by_name[name].is_deleted(old):
                        merged[0].delete_document(number)
                    number += 1
        except BaseException:
            writer.cancel()
            raise
        writer.commit(mergetype=lambda _, segments: _in_place(segments, known.keys(), merged))
        return True
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _in_place(segments: Segments, names: Any, merged: Segments) -> Segments:
    """``segments`` with ``merged`` where the first of ``names`` was."""
    first = next(i for i, segment in enumerate(segments) if segment.segment_id() in names)
    kept = [[segment] if segment.segment_id() not in names else [] for segment in segments]
    kept[first] = merged
    return [segment for part in kept for segment in part]


def main() -> None:
    """Merge as the arguments say: a folder, then names of segments."""
    end_with(os.getppid())
    folder = Path(sys.argv[1])
    try:
        merge(folder, sys.argv[2:])
    except IndexDamaged as error:
        directory.mark_damaged(folder)
        sys.exit(f"segments of the index were not merged: {error}")
    except OSError as error:
        if folder.exists():  # or else a rebuild has put another generation in its place
            sys.exit(f"segments of the index were not merged, which is tried again: {error}")
