"""
From the store to the index: catching up and rebuilding, with readers meanwhile, full disks, damage and bad articles.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import signal
import sqlite3
import threading
from pathlib import Path
from types import ModuleType

import pytest

from config import Settings
from index import applying as module
from index import whoosh_directory as directory
from index import whoosh_writer
from index.applying import catch_up, lock_path, rebuild
from index.article import Article, RawDocument
from index.errors import GazetteerError, IndexUnavailable
from index.locks import held
from index.schema import Record
from index.store import Store
from search.engine import SearchEngine, open_engine
from search.query import SearchRequest, Term
from tests.support.filling import add, live_folder, make_old, searchable, stored

# Whoosh leaves a file open where reading or writing it fails; it is closed when it is collected.
leaves_files_open = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)


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
    before = live_folder(settings)
    added: list[str] = []

    def progress(done: int, total: int) -> None:
        if not added:
            added.extend(add(store, "late"))
            assert searchable(engine) == 30

    store.delete(add(store, "gone")[0])
    assert rebuild(store, settings, progress) == 31, "articles, not changes"
    assert searchable(engine) == 31
    assert live_folder(settings) != before


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


def test_the_grace_of_a_replaced_index_begins_when_it_is_replaced(settings: Settings, store: Store) -> None:
    """Nobody has added to it for hours, but somebody may be opening it now."""
    add(store, 1)
    catch_up(store, settings)
    live = live_folder(settings)
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
    live = live_folder(settings)
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


@pytest.mark.parametrize(
    ("place", "step"),
    [
        pytest.param(module, "to_record", id="analysed"),
        pytest.param(whoosh_writer, "to_document", id="written"),
    ],
)
def test_an_article_that_cannot_be_indexed_does_not_stop_the_rest(
    settings: Settings,
    store: Store,
    engine: SearchEngine,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    place: ModuleType,
    step: str,
) -> None:
    """It is logged by its id; the others are searchable, and it is found as soon as it can be."""
    bad = add(store, "bad")[0]
    real = getattr(place, step)

    def break_one(given: Article | Record) -> object:
        if given.id == bad:
            raise RuntimeError("no")
        return real(given)

    with monkeypatch.context() as broken:
        broken.setattr(place, step, break_one)
        add(store, "good")
        catch_up(store, settings)
    assert searchable(engine) == 1
    assert bad in caplog.text
    rebuild(store, settings)
    assert searchable(engine) == 2


def test_a_change_that_cannot_be_written_leaves_the_version_before(
    settings: Settings, store: Store, engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article is replaced as a whole or not at all."""
    [id] = add(store, "a")
    catch_up(store, settings)
    store.delete(id)
    add(store, "a")

    def no(record: Record) -> object:
        raise RuntimeError("no")

    monkeypatch.setattr(whoosh_writer, "to_document", no)
    catch_up(store, settings)
    assert searchable(engine) == 1


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
    assert {hit.id for hit in engine.search(SearchRequest()).hits} == {article.id for article in stored(store)}
    assert engine.articles == 2


def test_a_large_batch_is_analysed_by_other_processes(
    settings: Settings, store: Store, engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost, doubled or mixed up on the way there and back."""
    monkeypatch.setattr(module, "MANY", 20)
    monkeypatch.setattr(module, "CHUNK", 7)
    ids = add(store, *range(50))
    assert rebuild(store, settings) == 50
    assert searchable(engine) == 50
    [hit] = engine.search(SearchRequest(Term("17", "17"))).hits
    assert hit.id == ids[17]
