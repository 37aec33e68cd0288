"""
From the store to the index, by whoever holds the lock: elections, deaths, full disks, rebuilds, and readers meanwhile.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import Settings
from index import whoosh_directory as directory
from index.applying import catch_up, lock_path, rebuild
from index.article import Article, RawDocument
from index.errors import GazetteerError, IndexUnavailable
from index.indexer import Indexer
from index.locks import held
from index.schema import Record
from index.store import Store
from index.writer import Condition, condition, open_writer
from search.engine import SearchEngine, open_engine
from search.query import SearchRequest, Term

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0

# Whoosh leaves a file open where reading or writing it fails; it is closed when it is collected.
leaves_files_open = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A folder of its own, looked at often."""
    return Settings(data_dir=str(tmp_path), index_poll_seconds=0.02)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """The store in that folder."""
    opened = Store.open(settings.resolved_database_url)
    yield opened
    opened.close()


@pytest.fixture
def engine(settings: Settings) -> Iterator[SearchEngine]:
    """An engine on the index in that folder."""
    opened = open_engine(settings.resolved_index_url)
    yield opened
    opened.close()


def add(store: Store, *names: object) -> list[str]:
    """Store one article for each name; the ids."""
    items = []
    for name in names:
        url, body = f"https://n.example/{name}", f"وصل الوفد رقم {name} إلى المدينة"
        items.append((RawDocument(body, url=url), Article("", f"خبر {name}", "text", body, url=url)))
    return [outcome.id for outcome in store.upsert(items)]


def wait_for(condition: object, seconds: float = PATIENCE) -> float:
    """Wait until ``condition()`` holds; how long it took."""
    start = time.monotonic()
    while not condition():  # type: ignore[operator]
        assert time.monotonic() - start < seconds, "waited too long"
        time.sleep(0.01)
    return time.monotonic() - start


def searchable(engine: SearchEngine) -> int:
    """How many articles a fresh look finds."""
    engine.refresh()
    return engine.search(SearchRequest()).total if engine.generation else 0


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


def test_readers_meet_no_error_during_two_hundred_commits_and_a_rebuild(settings: Settings, store: Store) -> None:
    """Every look sees a whole state, never fewer articles than the look before."""
    done = threading.Event()
    failures: list[str] = []

    def read() -> None:
        engine = open_engine(settings.resolved_index_url)
        seen = 0
        while not done.is_set():
            try:
                total = searchable(engine)
                if total < seen or total != engine.articles:
                    failures.append(f"{total} after {seen}, of {engine.articles}")
                seen = total
            except Exception as error:
                failures.append(repr(error))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for n in range(200):
            add(store, n)
            catch_up(store, settings)
            if n == 100:
                rebuild(store, settings)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert failures == []
    engine = open_engine(settings.resolved_index_url)
    assert searchable(engine) == 200


def test_a_rebuild_gives_the_same_index_while_additions_go_on(
    settings: Settings, store: Store, engine: SearchEngine
) -> None:
    """What is added during a rebuild is in the new index too, and the old one serves until the switch."""
    add(store, *range(30))
    catch_up(store, settings)
    before = directory.current(directory.root_of(settings.resolved_index_url))
    added: list[str] = []

    def progress(done: int, total: int) -> None:
        if not added:
            added.extend(add(store, "late"))
            assert searchable(engine) == 30

    store.delete(add(store, "gone")[0])
    assert rebuild(store, settings, progress) == 31, "articles, not changes"
    assert searchable(engine) == 31
    assert directory.current(directory.root_of(settings.resolved_index_url)) != before


def test_a_rebuild_that_fails_leaves_the_live_index(settings: Settings, store: Store, engine: SearchEngine) -> None:
    """An interruption half way: the old index answers, no half-made folder stays."""
    add(store, *range(3))
    catch_up(store, settings)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(store, settings, interrupt)
    assert searchable(engine) == 3
    assert len(list(directory.root_of(settings.resolved_index_url).glob("g-*"))) == 1
    add(store, 4)
    catch_up(store, settings)
    assert searchable(engine) == 4


@pytest.mark.parametrize(("count", "bad", "replaced"), [(30, 10, True), (30, 11, False), (30, 30, False)])
def test_a_rebuild_that_would_lose_many_articles_is_given_up(
    settings: Settings,
    store: Store,
    engine: SearchEngine,
    monkeypatch: pytest.MonkeyPatch,
    count: int,
    bad: int,
    replaced: bool,
) -> None:
    """Something is wrong with more than these articles then, and the live index is better than the new one."""
    from index import applying as module

    ids = add(store, *range(count))
    catch_up(store, settings)
    real = module.to_record

    def broken(article: Article) -> Record:
        if article.id in ids[:bad]:
            raise RuntimeError("no")
        return real(article)

    monkeypatch.setattr(module, "to_record", broken)
    if replaced:
        assert rebuild(store, settings) == count - bad
    else:
        with pytest.raises(IndexUnavailable, match=f"{bad} of {count} articles"):
            rebuild(store, settings)
    assert searchable(engine) == (count - bad if replaced else count)


def test_an_actors_file_that_ships_and_cannot_be_read_stops_indexing(
    settings: Settings, store: Store, engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told with its line, and no article is passed over for it."""
    from index import applying as module

    add(store, 1)
    file = Path(settings.data_dir) / "actors.csv"
    file.write_text("id,kind,name,latin,aliases,notes\nx,person,محمد,,,\n", encoding="cp1256")
    with monkeypatch.context() as broken:
        broken.setattr(module, "GAZETTEER", file)
        module.load_tables.cache_clear()
        for attempt in (rebuild, catch_up):
            with pytest.raises(GazetteerError, match="line 2"):
                attempt(store, settings)
    catch_up(store, settings)
    assert searchable(engine) == 1


def make_old(settings: Settings) -> Path:
    """Make the live index one of another analysis."""
    live = directory.current(directory.root_of(settings.resolved_index_url))
    assert live is not None
    directory.write_state(live, directory.State(directory.read_state(live).applied, "older"))
    return live


def test_after_an_upgrade_one_of_several_rebuilds(settings: Settings, store: Store) -> None:
    """The second finds that the first has done it when its turn comes."""
    add(store, 1)
    catch_up(store, settings)
    make_old(settings)
    assert rebuild(store, settings, only_if_stale=True) == 1
    assert rebuild(store, settings, only_if_stale=True) == 0
    make_old(settings)
    with held(lock_path(settings, "rebuild"), wait=True):
        assert rebuild(store, settings, only_if_stale=True, wait=False) == 0
    assert rebuild(store, settings, only_if_stale=True, wait=False) == 1


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
        assert directory.current(live.parent) == live
        go_on.set()
        wait_for(lambda: directory.current(live.parent) != live)
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


def test_the_grace_of_a_replaced_index_begins_when_it_is_replaced(settings: Settings, store: Store) -> None:
    """Nobody has added to it for hours, but somebody may be opening it now."""
    add(store, 1)
    catch_up(store, settings)
    live = directory.current(directory.root_of(settings.resolved_index_url))
    assert live is not None
    for path in (*live.iterdir(), live):
        os.utime(path, (1, 1))
    rebuild(store, settings)
    assert live.is_dir()
    os.utime(live, (1, 1))
    rebuild(store, settings)
    assert not live.exists()


def damage(folder: Path) -> None:
    """Overwrite the tables of contents with noise."""
    for path in folder.glob("*.toc"):
        path.write_bytes(b"\xff" * 100)


@leaves_files_open
def test_a_damaged_index_is_made_again(settings: Settings, store: Store) -> None:
    """The index is derived: damage costs time, never articles."""
    add(store, *range(3))
    catch_up(store, settings)
    live = directory.current(directory.root_of(settings.resolved_index_url))
    assert live is not None
    damage(live)
    catch_up(store, settings)
    gc.collect()  # inside this test, where it is expected
    assert searchable(open_engine(settings.resolved_index_url)) == 3


def test_an_index_ahead_of_a_restored_store_is_made_again(settings: Settings, store: Store) -> None:
    """A backup of the store is older than the index beside it; what was added since is not found any more."""
    add(store, *range(2))
    backup = Path(settings.data_dir) / "backup.sqlite3"
    live = sqlite3.connect(Path(settings.data_dir) / "bahith.sqlite3")
    with contextlib.closing(live), contextlib.closing(sqlite3.connect(backup)) as copy:
        live.backup(copy)
    add(store, *range(2, 5))
    catch_up(store, settings)
    restored = Store.open(f"sqlite:///{backup}")
    catch_up(restored, settings)
    restored.close()
    assert searchable(open_engine(settings.resolved_index_url)) == 2


def test_an_index_of_another_analysis_is_made_again(settings: Settings, store: Store, engine: SearchEngine) -> None:
    """After an upgrade that analyses differently the indexer rebuilds by itself."""
    add(store, *range(3))
    catch_up(store, settings)
    live = directory.current(directory.root_of(settings.resolved_index_url))
    assert live is not None
    state = directory.read_state(live)
    directory.write_state(live, directory.State(state.applied, "older"))
    indexer = Indexer(store, settings)
    indexer.start()
    try:
        wait_for(lambda: directory.current(directory.root_of(settings.resolved_index_url)) != live)
        assert searchable(engine) == 3
    finally:
        indexer.stop()


@leaves_files_open
def test_a_full_disk_stops_nothing_for_good(settings: Settings, store: Store, engine: SearchEngine) -> None:
    """A commit that cannot be written leaves the index as it was; with room again, it is made."""
    add(store, 1)
    catch_up(store, settings)
    add(store, *range(2, 40))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, hard))
        with pytest.raises(OSError, match="File too large"):
            catch_up(store, settings)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    gc.collect()
    assert searchable(engine) == 1
    catch_up(store, settings)
    assert searchable(engine) == 39


def test_an_article_that_cannot_be_analysed_does_not_stop_the_rest(
    settings: Settings,
    store: Store,
    engine: SearchEngine,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is logged by its id; the others are searchable."""
    from index import applying as module

    bad = add(store, "bad")[0]
    add(store, "good")
    real = module.to_record

    def break_one(article: Article) -> object:
        if article.id == bad:
            raise RuntimeError("no")
        return real(article)

    monkeypatch.setattr(module, "to_record", break_one)
    catch_up(store, settings)
    assert searchable(engine) == 1
    assert bad in caplog.text


@pytest.mark.parametrize("part", ["source", "section", "title", "body"])
def test_half_a_surrogate_pair_costs_no_article(
    settings: Settings, store: Store, engine: SearchEngine, part: str
) -> None:
    """JSON may hold one and UTF-8 cannot: it is replaced, and what comes after it is searchable too."""
    parts = {"title": "خبر", "body": "نص الخبر", part: "بيت \ud800 كتاب"}
    store.upsert([(RawDocument("نص", title="a"), Article("broken", title_origin="text", **parts))])
    add(store, "healthy")
    catch_up(store, settings)
    engine.refresh()
    assert {hit.id for hit in engine.search(SearchRequest()).hits} == {article.id for article in store.iterate()}
    assert engine.articles == 2


def test_an_article_that_cannot_be_written_does_not_stop_the_rest(
    settings: Settings,
    store: Store,
    engine: SearchEngine,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is logged by its id; its older version stays, and the others are searchable."""
    from index import whoosh_writer as module

    bad = add(store, "bad")[0]
    catch_up(store, settings)
    real = module.to_document

    def break_one(record: Record) -> object:
        if record.id == bad:
            raise RuntimeError("no")
        return real(record)

    monkeypatch.setattr(module, "to_document", break_one)
    store.delete(bad)
    add(store, "bad", "good")
    catch_up(store, settings)
    assert searchable(engine) == 2
    assert bad in caplog.text


def test_a_large_batch_is_analysed_by_other_processes(
    settings: Settings, store: Store, engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost, doubled or mixed up on the way there and back."""
    from index import applying as module

    monkeypatch.setattr(module, "MANY", 20)
    monkeypatch.setattr(module, "CHUNK", 7)
    ids = add(store, *range(50))
    assert rebuild(store, settings) == 50
    assert searchable(engine) == 50
    [hit] = engine.search(SearchRequest(Term("17", "17"))).hits
    assert hit.id == ids[17]


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
