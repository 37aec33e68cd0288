"""
An index that an older version made answers until it is rebuilt, and goes on taking articles meanwhile.

``indexes/2.zip`` was written by version 2, from `RECORDS` and one deletion, in two commits.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index import whoosh_directory as directory
from index import whoosh_merging as merging
from index.whoosh_merge import TINY
from index.whoosh_writer import condition
from search.engine import EngineResult
from search.query import Bool, Phrase, SearchRequest
from tests.support.engines import FACETS, Pair
from tests.support.records import record, term

RECORDS = [
    [
        record(f"a{n}", title="كتاب", body=f"درس في بيت من بيت رقم{n}", source="سانا", day="2024-05-01")
        for n in range(9)
    ],
    [
        record(f"b{n}", title="بيت الشرع" * (n % 2), body="وكتاب في مدرسه " + "شارع " * n, source="رويترز")
        for n in range(9)
    ],
]
REQUESTS = [
    SearchRequest(clause, facets=FACETS, limit=50)
    for clause in (
        term("كتاب"),
        term("بيت"),
        Bool(must=(term("بيت"), term("درس"))),
        Phrase(("في", "بيت")),
        term("رقم3"),
    )
]


def fill(pair: Pair) -> Pair:
    pair.apply(RECORDS[0])
    pair.apply(RECORDS[1], ["a3"])
    return pair


def answers(pair: Pair) -> list[EngineResult]:
    pair.engine.refresh()
    return [pair.engine.search(request) for request in REQUESTS]


def told(results: list[EngineResult]) -> list[object]:
    """All but what names the generation."""
    return [(r.total, r.ladder, r.facets, [(h.id, round(h.score, 4)) for h in r.hits]) for r in results]


@pytest.fixture
def old(tmp_path: Path) -> Pair:
    shutil.unpack_archive(Path(__file__).parent / "indexes" / "2.zip", tmp_path / "old")
    return Pair(f"whoosh:{tmp_path / 'old'}")


def test_it_answers_as_one_made_now_and_is_known_to_be_old(old: Pair, tmp_path: Path) -> None:
    new = fill(Pair(f"whoosh:{tmp_path / 'new'}"))
    assert told(answers(old)) == told(answers(new))
    assert [result.total for result in answers(new)] == [17, 12, 8, 8, 0]
    assert condition(old.url).stale and not condition(new.url).stale
    new.close()


def test_it_is_merged_without_a_change(old: Pair) -> None:
    """No document of the second segment was deleted: its lists are taken as they are."""
    folder = directory.current(directory.root_of(old.url))
    assert folder is not None
    expected = told(answers(old))
    merging.merge(folder, [path.stem for path in folder.glob("*.seg")])
    assert merging.finish(folder, old.writer._open)  # type: ignore[attr-defined]
    assert told(answers(old)) == expected and len(list(folder.glob("*.seg"))) == 1
    old.close()


def test_its_small_segments_are_merged_with_a_commit(old: Pair, tmp_path: Path) -> None:
    new = fill(Pair(f"whoosh:{tmp_path / 'new'}"))
    for pair in (old, new):
        for n in range(TINY):
            pair.apply([record(f"c{n}", title="كتاب", body="بيت في بيت")])
    folder = directory.current(directory.root_of(old.url))
    assert folder is not None and len(list(folder.glob("*.seg"))) < TINY
    assert told(answers(old)) == told(answers(new))
    for pair in (old, new):
        pair.close()


def test_it_takes_articles_and_is_merged(old: Pair, tmp_path: Path) -> None:
    """Segments of both formats, side by side and in one."""
    new = fill(Pair(f"whoosh:{tmp_path / 'new'}"))
    for pair in (old, new):
        pair.apply([record("c", title="كتاب", body="بيت في بيت"), record("a1", title="شارع")], ["b2"])
    expected = told(answers(new))
    assert told(answers(old)) == expected
    folder = directory.current(directory.root_of(old.url))
    assert folder is not None
    names = [path.stem for path in folder.glob("*.seg")]
    assert len(names) == 3
    merging.merge(folder, names)
    assert merging.finish(folder, old.writer._open)  # type: ignore[attr-defined]
    assert told(answers(old)) == expected and len(list(folder.glob("*.seg"))) == 1
    for pair in (old, new):
        pair.close()
