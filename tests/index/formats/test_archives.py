"""Archives: what is in them, what is refused, and what may not be unpacked."""

import gzip
import os
import struct
import zipfile
import zlib

from index.formats import archives, source
from index.readers import count
from tests.support.reading import ARTICLE, ATOM, collect, lines, reasons, zip_of


def test_an_archive_holds_every_format(tmp_path):
    path = zip_of(
        tmp_path / "news.zip",
        {
            "b/a.jsonl": lines(ARTICLE, ARTICLE),
            "a.txt": "خبر".encode("utf-16"),
            "c.csv": "title,body\nx,نص\n",
            "d.xml": ATOM,
            "../../etc/evil.txt": "خبر من خارج",
            ".DS_Store": "x",
            "__MACOSX/a.txt": "x",
            "e.zip": b"PK",
            "f.jsonl.gz": b"x",
            "g.exe": b"MZ",
        },
    )
    documents, rejects = collect(path)
    assert len(documents) == 6
    assert documents[1].origin == f"{path}!/a.txt"
    assert sorted(reasons(rejects)) == ["nested_archive", "nested_archive", "unknown_format"]
    assert not (tmp_path.parent / "etc").exists()


def test_gzip_of_any_format(write):
    for name, text in (("a.txt.gz", "خبر"), ("a.jsonl.gz", lines(ARTICLE)), ("a.csv.gz", "title,body\na,نص\n")):
        documents, rejects = collect(write(name, gzip.compress(text.encode())))
        assert len(documents) == 1 and rejects == []


def test_an_encrypted_member_is_refused_and_the_others_read(tmp_path):
    path = zip_of(tmp_path / "a.zip", {"a.txt": "سر", "b.txt": "خبر"})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data[at] |= 1
    path.write_bytes(data)
    documents, rejects = collect(path)
    assert [document.content for document in documents] == ["خبر"]
    assert reasons(rejects) == ["encrypted"]


def test_a_bomb_is_cut_off(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "FREE_BYTES", 100_000)
    bomb = "0" * 20_000_000
    path = zip_of(tmp_path / "a.zip", {"a.txt": bomb, "b.txt": "خبر"})
    documents, rejects = collect(path)
    assert [document.content for document in documents] == ["خبر"] and reasons(rejects) == ["bomb"]
    packed = tmp_path / "a.txt.gz"
    packed.write_bytes(gzip.compress(bomb.encode()))
    assert reasons(collect(packed)[1]) == ["bomb"]


def test_an_archive_is_bounded_in_total_and_in_number(tmp_path, monkeypatch):
    path = zip_of(tmp_path / "a.zip", {f"{i}.txt": "خبر " * 100 for i in range(9)})
    monkeypatch.setattr(archives, "MAX_TOTAL_BYTES", 2_000)
    documents, rejects = collect(path)
    assert len(documents) == 2 and set(reasons(rejects)) == {"bomb"}
    monkeypatch.setattr(archives, "MAX_ENTRIES", 5)
    assert reasons(collect(path)[1]) == ["bomb"]


def test_a_member_that_lies_about_its_size(tmp_path):
    path = zip_of(tmp_path / "a.zip", {"a.txt": "خبر" * 1_000, "b.txt": "سليم"})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 7)
    path.write_bytes(data)
    documents, rejects = collect(path)
    assert documents[-1].content == "سليم" and len(documents) + len(rejects) == 2


def test_damage_inside_an_archive_stops_one_file(tmp_path):
    path = zip_of(tmp_path / "a.zip", {"a.txt": os.urandom(50).hex(), "b.txt": "سليم"})
    data = bytearray(path.read_bytes())
    data[40:60] = zlib.compress(b"x")[:8] * 2 + b"zzzz"
    path.write_bytes(data)
    documents, rejects = collect(path)
    assert documents[-1].content == "سليم" and reasons(rejects) == ["damaged_archive"]


def test_a_member_with_a_damaged_name_or_damaged_lzma_stops_itself(tmp_path):
    path = zip_of(
        tmp_path / "a.zip", {"أ.txt": "خبر", "ب.txt": "نص" * 500, "ت.txt": "سليم"}, compression=zipfile.ZIP_LZMA
    )
    data = bytearray(path.read_bytes())
    data[data.index("أ".encode())] = 0xFF
    at = data.index("ب.txt".encode()) + len("ب.txt".encode())
    data[at + 4 : at + 9] = b"\xff" * 5  # how the member is packed
    path.write_bytes(data)
    documents, rejects = collect(path)
    assert [document.content for document in documents] == ["سليم"]
    assert reasons(rejects) == ["damaged_archive", "damaged_archive"]
    assert count(path) == 3
