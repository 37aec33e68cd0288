"""index/readers.py: what cannot be read, folders, counting, and any bytes at all."""

import gzip
import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import UnreadableSource
from index.readers import READERS, Reader, count, read
from tests.support.reading import ARTICLE, RSS, collect, lines, reasons, zip_of

# --- what cannot be read ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("a.txt", b"", "no_text", id="empty text"),
        pytest.param("a.txt", b" \n\t\n", "no_text", id="blank text"),
        pytest.param("a.html", b"", "no_text", id="empty page"),
        pytest.param("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "binary", id="image named text"),
        pytest.param("a.jsonl", b"PK\x03\x04" + bytes(100), "binary", id="archive named jsonl"),
        pytest.param("a.csv", bytes(1_000), "binary", id="zeros named csv"),
        pytest.param("a.xml", b"%PDF-1.4", "binary", id="pdf named xml"),
        pytest.param("a.zip", b"not a zip", "damaged_archive", id="text named zip"),
        pytest.param("a.jsonl.gz", b"not gzip", "damaged_archive", id="text named gz"),
        pytest.param("a.jsonl.gz", gzip.compress(lines(ARTICLE).encode() * 999)[:-20], "damaged_archive", id="cut gz"),
    ],
)
def test_files_that_cannot_be_read(write, name, data, reason):
    _, rejects = collect(write(name, data))
    assert reasons(rejects) == [reason]
    assert rejects[0].message


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a", "a.gz", "a.zip.gz", "a.txt.bz2"])
def test_an_unknown_format_names_the_known_ones(write, name):
    with pytest.raises(UnreadableSource, match=r"unknown format.*\.jsonl"):
        read(write(name, b"x"), print)


def test_missing_files_and_strange_paths_are_refused_at_once(tmp_path):
    for path in (tmp_path / "nothing.txt", "bad\0name.txt", ""):
        with pytest.raises(UnreadableSource):
            read(path, print)
        if path:
            with pytest.raises(UnreadableSource):
                count(path)


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableSource, match="neither a file nor a folder"):
        read(tmp_path / "pipe.txt", print)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(write):
    path = write("a.txt", "نص")
    path.chmod(0)
    with pytest.raises(UnreadableSource, match="Permission"):
        read(path, print)


def test_a_text_that_is_too_long(write):
    _, rejects = collect(write("a.txt", "كلمة " * 1_000), max_chars=100)
    assert reasons(rejects) == ["too_long"] and "5,000" in rejects[0].message


# --- folders ----------------------------------------------------------------------------------------------


def test_a_folder_is_read_in_order_and_hidden_files_are_not(write, tmp_path):
    for name in ("b.txt", "a/2.TXT", "a/1.txt", ".hidden.txt", ".git/x.txt", "__MACOSX/y.txt"):
        write(name, f"نص {name}")
    write("photo.jpg", b"\xff\xd8\xff")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone.txt")
    documents, rejects = collect(tmp_path)
    assert [document.origin.removeprefix(f"{tmp_path}/") for document in documents] == ["a/1.txt", "a/2.TXT", "b.txt"]
    assert sorted(reasons(rejects)) == ["unknown_format", "unreadable"]


def test_links_in_a_loop_end(write, tmp_path):
    write("a/x.txt", "نص")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    documents, _ = collect(tmp_path)
    assert len(documents) == 1


@pytest.fixture
def deep_folder(tmp_path):
    inner = tmp_path
    for _ in range(1_100):
        inner = inner / "f"
        inner.mkdir()
    (inner / "a.txt").write_text("نص")
    yield tmp_path
    (inner / "a.txt").unlink()
    while inner != tmp_path:  # not rmtree: it cannot go as deep either
        inner.rmdir()
        inner = inner.parent


def test_no_depth_of_folders_is_too_deep(deep_folder):
    (deep_folder / "z.txt").write_text("آخر")
    documents, rejects = collect(deep_folder)
    assert [document.content for document in documents] == ["نص", "آخر"] and rejects == []
    assert count(deep_folder) == 2


def test_a_name_that_is_no_text_is_shown_as_far_as_it_is(tmp_path):
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xc3\xe1.txt"))).write_text("نص")
    [document], rejects = collect(tmp_path)
    assert document.origin == f"{tmp_path}/\ufffd\ufffd.txt" and rejects == []


def test_a_file_that_makes_a_reader_fail_is_one_reject(write, tmp_path, monkeypatch, caplog):
    def fail(source, *_):
        raise KeyError("bug")
        yield

    monkeypatch.setattr("index.readers.READERS", (*READERS, Reader("odd", (".odd",), fail)))
    write("a.odd", "x")
    write("b.txt", "نص")
    documents, rejects = collect(tmp_path)
    assert [document.content for document in documents] == ["نص"]
    assert reasons(rejects) == ["internal_error"] and "a.odd cannot be read" in caplog.text
    monkeypatch.setattr("index.readers._estimate", lambda *_: 1 / 0)
    assert count(tmp_path) == 1


def test_an_empty_folder_is_refused(tmp_path):
    (tmp_path / ".hidden").write_text("x")
    with pytest.raises(UnreadableSource, match="no files"):
        read(tmp_path, print)


def test_the_seeds_are_read():
    documents, rejects = collect(Path(__file__).parents[2] / "seeds" / "articles")
    assert len(documents) == 5 and rejects == []


# --- counting, streaming, and anything at all -------------------------------------------------------------


def test_counting(write, tmp_path):
    write("in/a.txt", "نص")
    write("in/b.jsonl", lines(ARTICLE, ARTICLE) + "\n")
    write("in/c.csv", "title,body\na,b\nc,d\n")
    write("in/d.xml", RSS.format(encoding="utf-8"))
    write("in/e.jsonl.gz", gzip.compress(lines(ARTICLE).encode()))
    zip_of(tmp_path / "in" / "f.zip", {"a.txt": "x", "g.exe": b"MZ", "b.jsonl": lines(ARTICLE, ARTICLE)})
    assert count(tmp_path / "in") == 1 + 2 + 2 + 3 + 1 + 3
    assert count(write("a.json", "[]")) is None


def test_counting_a_large_file_is_an_estimate(write):
    path = write("a.jsonl", lines(ARTICLE) * 30_000)
    assert count(path) == pytest.approx(30_000, rel=0.02)
    packed = write("b.jsonl.gz", gzip.compress(lines(*({**ARTICLE, "n": i} for i in range(30_000))).encode()))
    assert count(packed) == pytest.approx(30_000, rel=0.3)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_a_large_file_is_not_held(write, name):
    body = "نص الخبر " * 100
    row = lines({"body": body}) if name == "a.jsonl" else f"a,{body}\n"
    path = write(name, ("" if name == "a.jsonl" else "title,body\n") + row * 4_000)
    tracemalloc.start()
    try:
        assert sum(1 for _ in read(path, print)) == 4_000
        assert tracemalloc.get_traced_memory()[1] < path.stat().st_size / 4
    finally:
        tracemalloc.stop()


NAMES = [f"a{suffix}{packed}" for reader in READERS for suffix in reader.suffixes for packed in ("", ".gz")]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(NAMES),
    data=st.binary(max_size=500) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
    head=st.sampled_from(
        [b"", b"title,body\n", b'{"body":"', b"<rss><channel><item>", b"PK\x03\x04", b"\x1f\x8b\x08", b"\xff\xfe"]
    ),
)
def test_any_bytes_give_documents_or_rejects(tmp_path, name, data, head):
    path = tmp_path / name
    path.write_bytes(head + data)
    try:
        documents, rejects = collect(path)
        count(path)
    except UnreadableSource:
        assert name.endswith(".zip.gz")
        return
    for document in documents:
        document.content.encode("utf-8")
    assert all(reject.reason and reject.message and reject.origin for reject in rejects)
