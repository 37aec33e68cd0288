"""
The indexer: elections, deaths, upgrades and stopping; what is stored becomes searchable by itself.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from config import Settings
from index import whoosh_directory as directory
from index.applying import catch_up, lock_path, rebuild
from index.indexer import Indexer
from index.locks import held
from index.store import Store
from index.writer import Condition, condition, open_writer
from search.engine import SearchEngine
from tests.support.filling import PATIENCE, add, live_folder, make_old, searchable, wait_for

ROOT = Path(__file__).resolve().parents[2]


def another_process(settings: Settings, code: str) -> subprocess.Popen[str]:
    """Python code with ``settings`` and ``store``, in a process of its own."""
    text = (
        "import sys, time\nfrom config import Settings\nfrom index.store import Store\n"
        "from index.applying import lock_path\nfrom index.indexer import Indexer\nfrom index.locks import held\n"
        f"settings = Settings(data_dir={settings.data_dir!r}, index_poll_seconds=0.02)\n"
        "store = Store.open(settings.resolved_database_url)\n" + code
    )
    return subprocess.Popen([sys.executable, "-c", text], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_what_is_stored_becomes_searchable(settings: Settings, store: Store, engine: SearchEngine) -> None:
    """Additions, changes and deletions reach the index by themselves."""
    indexer = Indexer(store, settings)
    indexer.start()
    try:
        ids = add(store, *range(5))
        wait_for(lambda: searchable(engine) == 5)
        store.delete(ids[0])
        wait_for(lambda: searchable(engine) == 4)
        wait_for(lambda: engine.applied == store.last_seq())  # noted after the commit
    finally:
        indexer.stop()


def test_only_one_of_two_indexes_and_the_other_takes_over(
    settings: Settings, store: Store, engine: SearchEngine
) -> None:
    """A process that holds the lock keeps others out; killed, it is replaced at once and nothing is lost."""
    holder = another_process(
        settings,
        "with held(lock_path(settings), wait=True):\n    print('held', flush=True)\n    time.sleep(600)\n",
    )
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    indexer = Indexer(store, settings)
    indexer.start()
    try:
        add(store, *range(3))
        time.sleep(0.5)
        assert searchable(engine) == 0
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        wait_for(lambda: searchable(engine) == 3)
    finally:
        indexer.stop()
        holder.stdout.close()


def test_killed_in_the_middle_of_commits_nothing_is_lost(
    settings: Settings, store: Store, engine: SearchEngine
) -> None:
    """kill -9 at moments that differ: the next process finds a whole index and brings it up to date."""
    stored = 0
    for round in range(5):
        process = another_process(
            settings, "i = Indexer(store, settings)\ni.start()\nprint('up', flush=True)\ntime.sleep(600)\n"
        )
        assert process.stdout is not None and process.stdout.readline() == "up\n"
        before = searchable(engine)
        for _ in range(4):
            add(store, *range(stored, stored + 25))
            stored += 25
        wait_for(lambda seen=before: searchable(engine) > seen)
        time.sleep(0.03 * round)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert before < searchable(engine) <= stored
    catch_up(store, settings)
    assert searchable(engine) == stored == store.count()
    assert engine.applied == store.last_seq()


def test_articles_are_found_while_an_old_index_is_made_anew(
    settings: Settings, store: Store, engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They do not wait for the new one, and are in it too."""
    add(store, 1)
    catch_up(store, settings)
    live = make_old(settings)
    begun, go_on = threading.Event(), threading.Event()

    def slowly(*args: object, **more: object) -> int:
        begun.set()
        assert go_on.wait(PATIENCE)
        return rebuild(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("index.indexer.rebuild", slowly)
    indexer = Indexer(store, settings)
    indexer.start()
    try:
        assert begun.wait(PATIENCE)
        add(store, 2)
        wait_for(lambda: searchable(engine) == 2)
        assert live_folder(settings) == live
        go_on.set()
        wait_for(lambda: live_folder(settings) != live)
        assert searchable(engine) == 2
        assert indexer.failure is None
    finally:
        go_on.set()
        indexer.stop()


def test_looking_at_an_index_makes_none(settings: Settings, store: Store) -> None:
    """Only who holds the lock makes one: of two made at once, the later would replace what is being filled."""
    url = settings.resolved_index_url
    assert condition(url) == Condition(applied=0, stale=False)
    with held(lock_path(settings), wait=True):
        indexer = Indexer(store, settings)
        add(store, 1)
        assert indexer._step(housekeeping=False) is False
    assert not directory.root_of(url).exists()
    assert indexer._step(housekeeping=False) is True
    assert condition(url).applied == 1


def test_segments_are_merged_also_when_articles_never_cease_to_come(
    settings: Settings, store: Store, engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newsroom leaves no pause, and each commit would stay a segment, which every search reads."""
    monkeypatch.setattr("index.indexer.BUSY_SECONDS", 0.5)
    indexer = Indexer(store, settings)
    indexer.start()
    added = 0

    def merging() -> bool:
        nonlocal added
        add(store, *range(added, added + 30))
        added += 30
        wait_for(lambda: searchable(engine) == added)
        return (live_folder(settings) / "merge").exists()

    try:
        wait_for(merging)
    finally:
        indexer.stop()


def test_a_failure_is_told_until_indexing_works_again(
    settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not until another process is seen at work: on a full disk it fails as well, and nobody would wait longer."""

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    indexer = Indexer(store, settings)
    with monkeypatch.context() as broken:
        broken.setattr("index.indexer.apply_pending", full)
        indexer.start()
        add(store, 1)
        wait_for(lambda: indexer.failure is not None)
        with held(lock_path(settings), wait=True):
            indexer.wake()
            time.sleep(0.5)
            assert indexer.failure is not None
    try:
        indexer.wake()
        wait_for(lambda: indexer.failure is None)
    finally:
        indexer.stop()


def test_what_rebuilds_leave_goes_when_nobody_reads_it(settings: Settings, store: Store) -> None:
    """The index that was replaced, and one half made by a process that was killed: each as large as the live one."""
    add(store, *range(3))
    catch_up(store, settings)
    replaced = live_folder(settings)
    rebuild(store, settings)
    half_made = directory.make_generation(replaced.parent)
    for folder in (replaced, half_made):
        for path in (*folder.iterdir(), folder):
            os.utime(path, (time.time() - 3600,) * 2)
    indexer = Indexer(store, settings)
    with held(lock_path(settings, "rebuild"), wait=True):
        indexer._step(housekeeping=True)
        assert half_made.exists(), "it may be in the making"
    indexer._step(housekeeping=True)
    assert list(replaced.parent.glob("g-*")) == [live_folder(settings)]


def test_an_index_of_another_analysis_is_made_again(settings: Settings, store: Store, engine: SearchEngine) -> None:
    """After an upgrade that analyses differently the indexer rebuilds by itself."""
    add(store, *range(3))
    catch_up(store, settings)
    live = make_old(settings)
    indexer = Indexer(store, settings)
    indexer.start()
    try:
        wait_for(lambda: live_folder(settings) != live)
        assert searchable(engine) == 3
    finally:
        indexer.stop()


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    """Threads and processes alike; it is free again after the block."""
    path = tmp_path / "a.lock"
    with held(path, wait=False) as first, held(path, wait=False) as second:
        assert (first, second) == (True, False)
    with held(path, wait=True) as again:
        assert again


def test_stopping_waits_for_the_commit_at_hand(settings: Settings, store: Store, engine: SearchEngine) -> None:
    """What was begun is finished."""
    indexer = Indexer(store, settings)
    indexer.start()
    add(store, *range(50))
    wait_for(lambda: indexer._applied >= 0 or searchable(engine) > 0)
    indexer.stop()
    with held(lock_path(settings), wait=False) as free:
        assert free
    writer = open_writer(settings.resolved_index_url)
    assert writer.applied in (0, 50)
    writer.close()
