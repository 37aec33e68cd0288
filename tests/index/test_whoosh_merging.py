"""A large merge runs beside the commits: what was written, replaced and deleted meanwhile is there when it is done."""

from __future__ import annotations

import logging
import os
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index as whoosh_index

from config import Settings
from index import whoosh_directory as directory
from index import whoosh_merging as merging
from index.analysis.token import Layer
from index.article import Article, RawDocument
from index.indexer import Indexer
from index.locks import held
from index.store import Store
from index.whoosh_merge import TIER, TIER_DOCS, TINY_DOCS, choose_tier, choose_tiny
from search import ahead, whoosh_engine, whoosh_view
from search.ahead import ReadAhead
from search.query import Bool, Phrase, SearchRequest
from search.whoosh_engine import WhooshEngine
from tests.support.engines import Pair
from tests.support.records import record, term

SIZE = TINY_DOCS + 6  # more than a commit would merge


@pytest.fixture(autouse=True)
def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """A merged segment waits for readers only where a test says so."""
    monkeypatch.setattr(merging, "GRACE_SECONDS", 0.0)


def filled(tmp_path: Path, segments: int = TIER) -> Pair:
    """An index of segments too large for a commit to merge."""
    pair = Pair(f"whoosh:{tmp_path}")
    for n in range(segments):
        pair.apply([record(f"a{n}-{m:02}", title="بيت", body=f"كتاب درس{m}") for m in range(SIZE)])
    return pair


def folder_of(pair: Pair) -> Path:
    folder = directory.current(directory.root_of(pair.url))
    assert folder is not None
    return folder


def segments_of(pair: Pair) -> list[str]:
    return [segment.segment_id() for segment in whoosh_index.open_dir(str(folder_of(pair)))._segments()]


def found(pair: Pair, text: str = "بيت", layer: Layer = "word") -> list[str]:
    request = SearchRequest(term(text), match=layer, limit=10_000)
    return sorted(hit.id for hit in pair.engine.search(request).hits)


def answers(pair: Pair, request: SearchRequest) -> dict[str, float]:
    """The score of each hit."""
    return {hit.id: round(hit.score, 4) for hit in pair.engine.search(request).hits}


def wait_for(condition: object, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.05)


def test_a_merge_is_taken_after_the_clock_was_put_back(tmp_path: Path) -> None:
    """It does not wait until the clock has caught up, which may take as long as the clock was wrong."""
    pair = filled(tmp_path)
    pair.writer.maintain()
    plan = folder_of(pair) / merging.FOLDER / merging.PLAN
    wait_for(plan.exists)
    os.utime(plan, (time.time() + 3600,) * 2)
    wait_for(pair.writer.maintain)
    assert len(segments_of(pair)) == 1


def test_a_due_merge_is_made_beside_and_taken(tmp_path: Path) -> None:
    """Housekeeping begins it and returns at once; a later one takes it; nothing changes for those who search."""
    pair = filled(tmp_path)
    before, request = found(pair), SearchRequest(term("كتاب"), limit=20)
    page = [(hit.id, round(hit.score, 4)) for hit in pair.engine.search(request).hits]
    assert pair.writer.maintain() is False and len(segments_of(pair)) == TIER
    wait_for(lambda: pair.writer.maintain())
    pair.engine.refresh()
    assert len(segments_of(pair)) == 1 and found(pair) == before
    assert [(hit.id, round(hit.score, 4)) for hit in pair.engine.search(request).hits] == page
    assert pair.engine.count("word", "درس7") == TIER and dict(pair.engine.vocabulary())["درس7"] == TIER
    assert pair.writer.maintain() is False and not (folder_of(pair) / merging.FOLDER).exists()
    pair.close()


numbers = st.lists(st.integers(0, TIER * SIZE - 1), max_size=40, unique=True)


@settings(max_examples=12, deadline=None)
@given(before=numbers, deleted=numbers, replaced=numbers, added=st.integers(0, 3))
def test_what_happens_during_a_merge_is_kept(
    tmp_path_factory: pytest.TempPathFactory, before: list[int], deleted: list[int], replaced: list[int], added: int
) -> None:
    """Against a set: deleted before, deleted, replaced and added between beginning and end."""
    tmp_path = tmp_path_factory.mktemp("merge")
    pair = filled(tmp_path)
    ids = [f"a{n}-{m:02}" for n in range(TIER) for m in range(SIZE)]
    pair.apply(deleted=[ids[n] for n in before])
    expected = set(ids) - {ids[n] for n in before}
    merging.merge(folder_of(pair), segments_of(pair)[:TIER])
    new = {f"n{n}" for n in range(added)}
    again = {ids[n] for n in replaced} - {ids[n] for n in deleted}
    pair.apply([record(id, title="بيت جديد") for id in sorted(new | again)], [ids[n] for n in deleted])
    expected = expected - {ids[n] for n in deleted} | new | again
    assert pair.writer.maintain() is True
    pair.engine.refresh()
    assert set(found(pair)) == expected and pair.engine.articles == len(expected)
    assert set(found(pair, "جديد")) == new | again
    pair.close()
    shutil.rmtree(tmp_path)


def test_one_that_has_no_lock_yet_is_not_begun_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process takes a moment to start, and housekeeping comes again before."""
    begun: list[object] = []
    start = merging.subprocess.Popen
    monkeypatch.setattr(
        merging.subprocess, "Popen", lambda *args, **more: begun.append(args) or start(["sleep", "0.5"])
    )
    pair = filled(tmp_path)
    for _ in range(3):
        assert pair.writer.maintain() is False
    assert len(begun) == 1
    wait_for(lambda: pair.writer.maintain() or len(begun) == 2)
    pair.close()


def test_a_merge_of_segments_that_are_gone_is_thrown_away(tmp_path: Path) -> None:
    pair = filled(tmp_path)
    names = segments_of(pair)
    merging.merge(folder_of(pair), names)
    work = folder_of(pair) / merging.FOLDER
    copy = shutil.copytree(work, tmp_path / "copy")
    assert pair.writer.maintain() is True
    shutil.copytree(copy, work)  # as if it had been killed after the commit
    before = found(pair)
    assert pair.writer.maintain() is False and not work.exists()
    pair.engine.refresh()
    assert found(pair) == before and len(segments_of(pair)) == 1
    merging.merge(folder_of(pair), names)  # of segments that are no longer there
    assert not work.exists()
    pair.close()


def test_a_merge_that_died_is_tried_again_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = filled(tmp_path)
    work = folder_of(pair) / merging.FOLDER
    process = merging.begin(folder_of(pair), segments_of(pair))
    wait_for(work.exists)
    process.kill()
    process.wait()
    assert not (work / merging.PLAN).exists() or pytest.fail("it was killed too late")
    assert pair.writer.maintain() is False and work.exists(), "not at once"
    pair.apply([record("z", title="بيت")])
    assert len(found(pair)) == TIER * SIZE + 1, "the index does not mind"
    monkeypatch.setattr(merging, "RETRY_SECONDS", 0.0)
    wait_for(lambda: pair.writer.maintain())
    pair.engine.refresh()
    assert len(found(pair)) == TIER * SIZE + 1 and len(segments_of(pair)) == 2
    pair.close()


def test_a_merged_segment_waits_and_is_read_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When it takes its place, nothing that is in use has to be read: neither columns nor lists."""
    monkeypatch.setattr(merging, "GRACE_SECONDS", 60.0)
    pair = filled(tmp_path)
    assert list(pair.engine.ahead()) == [], "nothing waits"
    requests = [
        SearchRequest(clause, limit=500)
        for clause in (Bool(must=(term("كتاب"), term("درس7"))), Phrase(("كتاب", "درس7")))
    ]
    before = [answers(pair, request) for request in requests]
    assert [len(scores) for scores in before] == [TIER, TIER]
    merging.merge(folder_of(pair), segments_of(pair))
    assert pair.writer.maintain() is False and len(segments_of(pair)) == TIER, "it waits"
    assert pair.engine.refresh() is False
    assert len(list(pair.engine.ahead())) > 1
    assert list(pair.engine.ahead()) == [], "once"
    assert [answers(pair, request) for request in requests] == before
    monkeypatch.setattr(merging, "GRACE_SECONDS", 0.0)
    assert pair.writer.maintain() is True

    def read_now(*args: object) -> None:
        raise AssertionError("it was read already")

    monkeypatch.setattr(whoosh_engine, "SegmentColumns", read_now)
    monkeypatch.setattr(whoosh_view, "read", read_now)
    assert pair.engine.refresh() is True
    assert [answers(pair, request) for request in requests] == before
    pair.close()


def test_a_thread_reads_ahead_and_survives_what_it_cannot_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A merged segment may be taken away, or be damaged, while it is read."""
    monkeypatch.setattr(merging, "GRACE_SECONDS", 60.0)
    monkeypatch.setattr(ahead, "LOOK_SECONDS", 0.02)
    caplog.set_level(logging.INFO)
    pair = filled(tmp_path)
    assert isinstance(pair.engine, WhooshEngine)
    before = found(pair)
    reading = ReadAhead(pair.engine)
    reading.start()
    work = folder_of(pair) / merging.FOLDER
    work.mkdir()
    (work / merging.PLAN).write_text("{")
    wait_for(lambda: "ended early" in caplog.text)
    shutil.rmtree(work)
    merging.merge(folder_of(pair), segments_of(pair))
    wait_for(lambda: pair.engine._coming)
    reading.stop()
    monkeypatch.setattr(merging, "GRACE_SECONDS", 0.0)
    assert pair.writer.maintain() is True and pair.engine.refresh() is True
    assert found(pair) == before
    pair.close()


def test_two_merges_do_not_meet(tmp_path: Path) -> None:
    pair = filled(tmp_path)
    with held(folder_of(pair) / merging.LOCK, wait=True):
        assert pair.writer.maintain() is False
        merging.merge(folder_of(pair), segments_of(pair))
        assert not (folder_of(pair) / merging.FOLDER).exists()
    pair.close()


def test_an_idle_service_merges_and_goes_on_indexing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The indexer itself: articles come while it merges, and are found."""
    monkeypatch.setattr("index.indexer.IDLE_SECONDS", 0.1)
    monkeypatch.setattr("index.indexer.LIVE_BATCH", SIZE)
    options = Settings(data_dir=str(tmp_path), index_poll_seconds=0.02)
    store = Store.open(options.resolved_database_url)
    names = [f"{n}" for n in range(TIER * SIZE)]
    store.upsert(
        [(RawDocument(f"نص {name}", "text", name), Article(name, f"خبر {name}", "text", "نص")) for name in names]
    )
    indexer = Indexer(store, options)
    indexer.start()
    pair = Pair(options.resolved_index_url)
    late = 0

    def all_seen() -> bool:
        pair.engine.refresh()
        return pair.engine.articles == len(names) + late

    wait_for(all_seen)
    while len(segments_of(pair)) >= TIER:
        assert late < 100, "it does not merge"
        name = f"late-{late}"
        store.upsert([(RawDocument(name, "text", name), Article(name, "خبر", "text", "نص"))])
        late += 1
        wait_for(all_seen)
        time.sleep(0.3)
    assert indexer.failure is None and late > 0
    indexer.stop()
    pair.close()
    store.close()


@pytest.mark.parametrize(
    ("sizes", "chosen"),
    [
        ([], []),
        ([(SIZE, 0)] * (TIER - 1), []),
        ([(SIZE, 0)] * TIER, list(range(TIER))),
        ([(3, 0)] * TIER, []),
        ([(15, 0)] * 5, list(range(5))),
        ([(TIER_DOCS // 2, 0)] * TIER, [0, 1]),
        ([(TIER_DOCS, 0)] * TIER, []),
        ([(5000, 0), (100, 0), (5, 0), (2000, 2001), (100, 0)], [3]),
        ([(100, 0), (9000, 0), (120, 0), (64, 0), (90, 3)], [0, 2, 3, 4]),
    ],
)
def test_the_policy(sizes: list[tuple[int, int]], chosen: list[int]) -> None:
    assert choose_tier(sizes) == chosen


@given(st.lists(st.integers(1, 500), min_size=1, max_size=300))
def test_segments_stay_few_and_little_is_copied(batches: list[int]) -> None:
    """Commit after commit, with housekeeping: a bound on segments, and on how often a document is copied."""
    segments: list[int] = []
    copied = 0
    for batch in batches:
        segments.append(batch)
        for choose in (choose_tiny, choose_tier):
            while chosen := choose([(size, 0) for size in segments]):
                copied += (total := sum(segments[i] for i in chosen))
                segments = [size for i, size in enumerate(segments) if i not in chosen] + [total]
    assert sum(segments) == sum(batches)
    levels = sum(batches).bit_length() // 2 + 1
    assert len(segments) <= TIER * levels + TINY_DOCS
    assert copied <= sum(batches) * (levels + 2)
