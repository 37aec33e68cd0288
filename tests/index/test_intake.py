"""What becomes of many records: counted, in order, never twice, on one processor or several."""

import json
import time
from functools import partial
from pathlib import Path

import pytest

from index import understanding
from index.article import RawDocument
from index.errors import GazetteerError, IntakeError
from index.formats.source import Reject
from index.intake import Intake, Report, documents
from index.pipeline import Pipeline, Understood
from index.rejects import RejectsFile
from index.store import Store
from index.understanding import understand_all
from tests.support.filling import stored

ROOT = Path(__file__).resolve().parents[2]
ACTORS = str(ROOT / "seeds" / "actors.csv")
MAKE = partial(Pipeline.open, ACTORS)
TEXT = "وصل الوزير إلى المدينة صباح اليوم وأجرى محادثات مع نظيره حول المسألة رقم {} ثم غادر عائدا إلى بلاده."


def record(name, text=None, **others):
    return RawDocument(
        text or TEXT.format(name), origin=f"x:{name}", url=f"https://n.example/{name}", title="عنوان", **others
    )


@pytest.fixture
def store(tmp_path):
    store = Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    yield store
    store.close()


def add(store, *records, jobs=1):
    rejects = []
    return Intake(store, MAKE, rejects.append, jobs).add(records), rejects


def counts(report):
    return report.added, report.updated, report.unchanged, report.rejected.total()


def test_records_are_counted(store):
    report, rejects = add(store, record("a"), record("b"), RawDocument("", origin="x:3"), record("c"))
    assert counts(report) == (3, 0, 0, 1) and report.rejected == {"no_text": 1} and report.read == 3
    assert [(reject.origin, reject.reason) for reject in rejects] == [("x:3", "no_text")]
    assert counts(add(store, record("a"), record("b", "نص آخر تماما"))[0]) == (0, 1, 1, 0)


VERSIONS = {
    "a new version after the old": ["a1", "b1", "a2"],
    "the old version again after the new": ["a1", "a2", "b1", "a1"],
    "three versions": ["a1", "a2", "a3", "b1"],
    "versions far apart": ["a1", *(f"f{n}" for n in range(450)), "a2"],
    "one version twice": ["a1", "a1", "b1"],
}


@pytest.mark.parametrize("names", VERSIONS.values(), ids=VERSIONS)
def test_adding_again_changes_nothing_and_the_last_version_counts(store, names):
    records = [
        record(name[0] if name[0] != "f" else name, f"نسخة {name} من نص المقال الذي كتبه المحرر.") for name in names
    ]
    first, _ = add(store, *records)
    seq = store.last_seq()
    second, _ = add(store, *records)
    assert counts(second) == (0, 0, first.read, 0)
    assert store.last_seq() == seq
    last = [article.body for article in stored(store) if article.url == "https://n.example/a"]
    assert names[-1] in last[0] or names[-1][0] != "a"


def test_a_source_that_goes_back_to_an_old_version_is_followed(store):
    add(store, record("a", "النسخة الأولى من نص المقال."))
    add(store, record("a", "النسخة الثانية من نص المقال."))
    assert counts(add(store, record("a", "النسخة الأولى من نص المقال."))[0]) == (0, 1, 0, 0)
    assert "الأولى" in stored(store)[0].body


def test_several_processes_give_the_same_in_the_same_order(store, tmp_path):
    records = [record(str(n)) for n in range(230)]
    records[150] = RawDocument("", origin="x:150")
    report, rejects = add(store, *records, jobs=2)
    assert counts(report) == (229, 0, 0, 1) and [reject.origin for reject in rejects] == ["x:150"]
    assert [article.url for article in stored(store)] == [raw.url for raw in records if raw.url]
    assert counts(add(store, *records)[0]) == (0, 0, 229, 1), "one process gives the same articles"


class Breaking(Pipeline):
    """A pipeline with a bug, and one that is killed."""

    def run(self, raw):
        if raw.origin == "x:bug":
            raise ValueError(raw.content)
        if raw.origin == "x:other":
            raise ZeroDivisionError("division by zero")
        if raw.origin == "x:kill":
            import os

            os.kill(os.getpid(), 9)
        return super().run(raw)


def breaking():
    return Breaking.open(ACTORS)


def test_a_bug_refuses_one_record_and_is_told_once(caplog, monkeypatch):
    monkeypatch.setattr(understanding, "_met", set())
    bugs = [record("bug", f"نص {n}") for n in range(3)]
    found = list(understand_all([record("a"), *bugs, record("b"), record("other")], breaking))
    assert [type(one) for one in found] == [Understood, Reject, Reject, Reject, Understood, Reject]
    assert (found[1].reason, "نص 0" in found[1].message) == ("internal_error", True)
    assert [bool(one.exc_info) for one in caplog.records] == [True, False, False, True]


def test_a_process_that_is_killed_is_told_and_what_was_done_stays(store, monkeypatch):
    monkeypatch.setattr("index.understanding.ALONE", 25)
    records = [record(str(n)) for n in range(300)] + [record("kill")] + [record(f"z{n}") for n in range(100)]
    from tests.index.test_intake import breaking as make  # importable by the new process

    with pytest.raises(IntakeError, match="killed"):
        Intake(store, make, print, jobs=2).add(records)
    assert store.count() % 200 == 0
    assert add(store, *records)[0].read == 401


def test_an_actors_file_that_cannot_be_used_stops_everything_first(store, tmp_path):
    with pytest.raises(GazetteerError, match="cannot be read"):
        Intake(store, partial(Pipeline.open, tmp_path / "none.csv"), print).add([record("a")])
    assert store.count() == 0


def test_reading_is_not_far_ahead_of_storing():
    """Memory stays bounded however long the input is."""
    taken = []

    def endless():
        n = 0
        while True:
            taken.append(n)
            yield record(str(n))
            n += 1

    found = understand_all(endless(), MAKE, jobs=2)
    for _ in range(understanding.ALONE + 1):
        next(found)
    assert len(taken) <= understanding.ALONE + understanding.CHUNK * (2 * understanding.AHEAD + 2)
    started = time.monotonic()
    found.close()
    assert time.monotonic() - started < 30


def test_reprocess_follows_the_actors_file(store, tmp_path):
    add(store, record("a", "قال لافروف إن بلاده ترحب بالزيارة التي تجري غدا."), record("b"))
    other = tmp_path / "actors.csv"
    header = (ROOT / "seeds" / "actors.csv").read_text(encoding="utf-8").splitlines()[0]
    row = {"id": "the-minister", "kind": "person", "name": "لافروف", "latin": "Lavrov", "aliases": "", "notes": ""}
    other.write_text(header + "\n" + ",".join(row.get(key, "") for key in header.split(",")) + "\n", encoding="utf-8")
    seq = store.last_seq()
    again = Intake(store, partial(Pipeline.open, str(other)), print)
    assert counts(again.reprocess()) == (0, 1, 1, 0) or counts(again.report)[1] >= 1
    named = [[actor.id for actor in article.actors] for article in stored(store)]
    assert named[0] == ["the-minister"]
    assert store.last_seq() > seq and store.statistics()["revisions"] == 0


def test_reprocess_keeps_what_is_refused_now(store):
    add(store, record("a"), record("b", "نص قصير."))
    rejects = []
    again = Intake(store, partial(Pipeline.open, ACTORS, 50), rejects.append)
    assert counts(again.reprocess()) == (0, 0, 1, 1)
    assert store.count() == 2 and rejects[0].reason == "too_long"


def test_paths_that_cannot_be_read_do_not_stop_the_others(tmp_path):
    good = tmp_path / "a.txt"
    good.write_text(TEXT, encoding="utf-8")
    rejects = []
    found = list(documents([str(tmp_path / "none.txt"), str(good), str(tmp_path / "none.csv")], rejects.append))
    assert [raw.content for raw in found] == [TEXT]
    assert [reject.reason for reject in rejects] == ["unreadable", "unreadable"]


def test_the_rejects_file_is_made_when_needed(tmp_path):
    path = tmp_path / "new" / "rejects.jsonl"
    with RejectsFile(path) as rejects:
        assert not rejects.used and not path.exists()
        rejects.write(Reject("a:1", "bad_json", "السطر ليس JSON", "\ud800{"))
        rejects.write(Reject("a:2", "no_text", "empty"))
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["origin"] for row in rows] == ["a:1", "a:2"] and rows[0]["message"] == "السطر ليس JSON"
    assert rejects.why == "a:1: السطر ليس JSON"


def test_a_rejects_file_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with (
        RejectsFile(tmp_path / "file" / "rejects.jsonl") as rejects,
        pytest.raises(IntakeError, match="cannot be written"),
    ):
        rejects.write(Reject("a:1", "bad_json", "x"))


def test_a_report_counts():
    report = Report(added=1, updated=2, unchanged=3)
    assert report.read == 6
