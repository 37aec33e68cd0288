"""
The contract of every engine, one behaviour each: what a write changes, and when it is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.schema import Record
from index.writer import open_writer
from search.engine import open_engine
from search.query import DateRange, Filters, MatchAll, SearchRequest
from tests.support.engines import ENGINES, Pair, ids
from tests.support.records import record, term


def test_an_update_replaces_and_a_deletion_removes(pair: Pair) -> None:
    """Nothing of the old version is found, nor counted."""
    pair.apply([record("a", body="بيت"), record("b", body="بيت")])
    pair.apply([record("a", body="كتاب")], ["b"])
    assert ids(pair, term("بيت")) == []
    assert ids(pair, term("كتاب")) == ["a"]
    assert pair.engine.articles == 1
    assert pair.engine.count("word", "بيت") == 0


def test_everything_can_be_deleted_and_come_back(pair: Pair) -> None:
    """Down to nothing, by one commit or by many, and up again."""
    for count in (1, 3, 90):
        names = [f"a{n}" for n in range(count)]
        pair.apply([record(name, body="بيت", day="") for name in names])
        pair.apply(deleted=names)
        assert (pair.engine.articles, ids(pair, MatchAll()), ids(pair, term("بيت"))) == (0, [], [])
        pair.apply([record("b", body="بيت", day="2025-08-01")])
        assert ids(pair, term("بيت"), filters=Filters(dates=(DateRange(date(2025, 8, 1), date(2025, 8, 1)),))) == ["b"]
        pair.apply(deleted=["b"])


def test_a_failed_write_changes_nothing(pair: Pair) -> None:
    """An error half way leaves the index as it was, and the next write works."""
    pair.apply([record("a", body="بيت")])

    def broken() -> Iterator[Record]:
        yield record("b", body="بيت")
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        pair.writer.apply(broken(), ["a"], 99)
    pair.engine.refresh()
    assert ids(pair, term("بيت")) == ["a"]
    assert pair.writer.applied == 1
    pair.apply([record("c", body="بيت")])
    assert sorted(ids(pair, term("بيت"))) == ["a", "c"]


def test_the_same_id_twice_in_one_write_is_refused(pair: Pair) -> None:
    """The caller has one version of each article."""
    with pytest.raises(ValueError, match="twice"):
        pair.writer.apply([record("a"), record("a")], [], 1)


def test_a_generation_changes_exactly_with_the_index(pair: Pair) -> None:
    """Refreshing without a commit changes nothing; every commit changes it."""
    pair.apply([record("a", body="بيت")])
    before = pair.engine.generation
    assert pair.engine.refresh() is False
    assert pair.engine.generation == before
    pair.apply([record("b", body="بيت")])
    assert pair.engine.generation != before
    assert pair.engine.applied == pair.writer.applied == 2


def test_a_view_stays_as_it_is_until_refreshed(pair: Pair) -> None:
    """Readers see no half of a commit, and nothing new before they ask."""
    pair.apply([record("a", body="بيت")])
    pair.writer.apply([record("b", body="بيت")], ["a"], 2)
    assert ids(pair, term("بيت")) == ["a"]
    pair.engine.refresh()
    assert ids(pair, term("بيت")) == ["b"]


def test_a_rebuilt_index_takes_over_at_once(pair: Pair) -> None:
    """A fresh index is invisible until it is published; the engine then moves to it."""
    pair.apply([record("old", body="بيت")])
    fresh = open_writer(pair.url, fresh=True)
    fresh.apply([record("new", body="بيت")], [], 7)
    pair.engine.refresh()
    assert ids(pair, term("بيت")) == ["old"]
    fresh.publish()
    assert pair.engine.refresh() is True
    assert ids(pair, term("بيت")) == ["new"]
    assert pair.engine.applied == 7


def test_a_discarded_index_leaves_the_live_one(pair: Pair) -> None:
    """A rebuild that failed leaves no trace."""
    pair.apply([record("old", body="بيت")])
    fresh = open_writer(pair.url, fresh=True)
    fresh.apply([record("new", body="بيت")], [], 7)
    fresh.discard()
    assert pair.engine.refresh() is False
    assert ids(open_pair(pair.url), term("بيت")) == ["old"]


def open_pair(url: str) -> Pair:
    """A second look at an index, as another process has it."""
    return Pair(url)


def test_many_small_commits_stay_few_segments(pair: Pair) -> None:
    """A hundred commits are searchable each, and housekeeping ends."""
    for n in range(100):
        pair.apply([record(f"a{n:03}", body="بيت")])
        assert pair.engine.articles == n + 1
    rounds = 0
    while pair.writer.maintain():
        rounds += 1
        assert rounds < 20
    pair.engine.refresh()
    assert pair.engine.search(SearchRequest(term("بيت"))).total == 100


def test_engine_without_index_says_so(tmp_path: Path) -> None:
    """An engine opened before anything was indexed is empty, and finds the index when it comes."""
    url = ENGINES["whoosh"](tmp_path)
    engine = open_engine(url)
    assert engine.articles == 0
    writer = open_writer(url)
    writer.apply([record("a", body="بيت")], [], 1)
    assert engine.refresh() is True
    assert engine.articles == 1
