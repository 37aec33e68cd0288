"""index/readers.py and index/formats: every format, every way it can be wrong."""

import csv
import gzip
import io
import json
import os
import struct
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import UnreadableSource
from index.formats import archives, source, tables
from index.readers import READERS, Reader, Reject, count, read

ARTICLE = {"title": "قمة بغداد", "body": "انطلقت القمة صباح اليوم."}
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"]

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>وكالة المثال</title>
<item><title>خبر أول &amp; ثان</title><link>https://news.example/1</link><category>سياسة</category>
<author>مراسلنا</author><pubDate>Fri, 01 Aug 2025 10:00:00 +0300</pubDate><description>ملخص الخبر</description>
<content:encoded><![CDATA[<p>الفقرة الأولى من الخبر.</p><p>الفقرة الثانية.</p>]]></content:encoded></item>
<item><title>بلا نص</title></item>
<item><title>خبر ثالث</title><description>نص قصير من الموجز</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>موقع المثال</title><entry><title>عنوان</title>
<link href="https://news.example/2"/><updated>2025-08-02T00:00:00Z</updated><published>2025-08-01T00:00:00Z</published>
<author><name>الكاتب</name></author><content type="html">&lt;p&gt;نص المقال&lt;/p&gt;</content></entry></feed>"""


def collect(path, **options):
    """The documents and the rejects of a path."""
    rejects: list[Reject] = []
    return list(read(path, rejects.append, **options)), rejects


def reasons(rejects):
    return [reject.reason for reject in rejects]


@pytest.fixture
def write(tmp_path):
    def make(name, data, encoding="utf-8"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
        return path

    return make


def lines(*records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


# --- one file, each format --------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "وصل الوزير إلى دمشق.\n", "وصل الوزير إلى دمشق.\n"),
        ("a.html", "<html><body><p>وصل الوزير إلى دمشق.</p></body></html>", None),
        ("a.jsonl", lines(ARTICLE), ARTICLE["body"]),
        ("a.json", json.dumps([ARTICLE], ensure_ascii=False, indent=1), ARTICLE["body"]),
        ("a.csv", "العنوان,النص\r\nقمة بغداد,انطلقت القمة صباح اليوم.\r\n", ARTICLE["body"]),
        ("a.tsv", "title\tbody\nقمة بغداد\tانطلقت القمة صباح اليوم.\n", ARTICLE["body"]),
    ],
)
def test_each_format_in_each_encoding(write, name, text, expected, encoding):
    documents, rejects = collect(write(name, text, encoding))
    assert rejects == []
    assert [document.content for document in documents] == [expected or text]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "utf-16"])
def test_a_feed_in_each_encoding(write, encoding):
    documents, rejects = collect(write("feed.xml", RSS.format(encoding=encoding), encoding))
    first, third = documents
    assert (first.title, first.url, first.section) == ("خبر أول & ثان", "https://news.example/1", "سياسة")
    assert (first.source, first.published) == ("وكالة المثال", "Fri, 01 Aug 2025 10:00:00 +0300")
    assert first.format == "html" and "الفقرة الثانية" in first.content
    assert (third.content, third.format, third.origin[-2:]) == ("نص قصير من الموجز", "text", "#3")
    assert reasons(rejects) == ["no_text"] and rejects[0].origin.endswith("feed.xml#2")


def test_an_atom_feed_tells_published_from_updated(write):
    (document,), rejects = collect(write("feed.atom", ATOM))
    assert rejects == []
    assert (document.published, document.author, document.source) == ("2025-08-01T00:00:00Z", "الكاتب", "موقع المثال")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param("<note><to>a</to></note>", "not_a_feed", id="other xml"),
        pytest.param('<rss version="2.0"><channel><title>فارغ</title></channel></rss>', "no_text", id="no items"),
        pytest.param("ليس XML أصلا", "not_a_feed", id="not xml"),
    ],
)
def test_xml_that_is_no_feed(write, body, reason):
    assert reasons(collect(write("a.xml", body))[1]) == [reason]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(("<rss", "<!DOCTYPE[" * 20_000 + "<rss"), id="a document type without end"),
        pytest.param(("<rss", "\n" * 100_000 + "<rss"), id="empty lines before it"),
        pytest.param(("خبر أول", "&#99999999999;"), id="a character that is none"),
        pytest.param(("خبر أول", "&#xD83D;"), id="half a character"),
        pytest.param(("<item>", "نص<item>"), id="text between items"),
    ],
)
def test_what_is_wrong_in_one_place_does_not_cost_the_feed(write, wrong):
    started = time.monotonic()
    documents, rejects = collect(write("feed.xml", RSS.format(encoding="utf-8").partition("?>")[2].replace(*wrong)))
    assert time.monotonic() - started < 2
    assert set(reasons(rejects)) <= {"no_text", "not_a_feed"}
    assert rejects[0].reason == "not_a_feed" or documents[-1].content == "نص قصير من الموجز"


def test_a_feed_cannot_read_other_files_or_explode(write, tmp_path):
    (tmp_path / "secret.txt").write_text("سر")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt"><!ENTITY a "ها">'
    doctype += "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 20 if i else "&a;" * 20}">' for i in range(8)) + "]>"
    item = "<item><title>ت</title><description>قبل &x; &a7; بعد</description></item>"
    documents, _ = collect(write("a.xml", f'{doctype}<rss version="2.0"><channel>{item}</channel></rss>'))
    assert len(documents) == 1
    assert "سر" not in documents[0].content and len(documents[0].content) < 200


def test_a_page_declares_its_encoding_and_may_be_wrong(write):
    page = '<html><head><meta charset="{}"></head><body><p>وصل وزير الخارجية إلى دمشق</p></body></html>'
    for declared, real in (("windows-1256", "cp1256"), ("utf-8", "cp1256"), ("windows-1256", "utf-8")):
        (document,), _ = collect(write("a.htm", page.format(declared), real))
        assert "وصل وزير الخارجية" in document.content and document.format == "html"


def test_comments_before_a_text_cost_no_time(write):
    started = time.monotonic()
    (document,), rejects = collect(write("a.txt", "<!---->" * 500 + "نص"))
    assert (document.format, rejects) == ("text", []) and time.monotonic() - started < 2


def test_a_page_saved_as_text_is_a_page(write):
    (document,), _ = collect(write("a.txt", "\n<!DOCTYPE html><html><body>نص</body></html>"))
    assert document.format == "html"


# --- records ----------------------------------------------------------------------------------------------


def test_one_bad_record_never_stops_the_rest(write):
    path = write(
        "a.jsonl",
        lines(ARTICLE).encode()
        + b'{broken\n\n[1,2]\n"text"\n'
        + lines(
            {"title": "بلا نص"}, {"title": True, "body": "x"}, {"body": 7}, {"body": "x", "url": "javascript:alert(1)"}
        ).encode()
        + b'{"body": "\xff\xfe\xfd"}\n'
        + lines(ARTICLE, {"body": "x" * 50}).encode(),
    )
    documents, rejects = collect(path, max_chars=40)
    assert [document.origin.rsplit(":", 1)[1] for document in documents if document.title] == ["1", "11"]
    assert reasons(rejects)[:7] == [
        "bad_json",
        "not_an_object",
        "not_an_object",
        "no_text",
        "bad_field",
        "bad_field",
        "bad_url",
    ]
    assert reasons(rejects)[-1] == "too_long"
    assert rejects[0].origin.endswith("a.jsonl:2") and rejects[0].excerpt == "{broken"
    assert "'title'" in rejects[4].message and "'body'" in rejects[5].message


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param(json.dumps(ARTICLE), ["قمة بغداد"], id="one object"),
        pytest.param(json.dumps([ARTICLE, ARTICLE]), ["قمة بغداد"] * 2, id="list"),
        pytest.param(json.dumps({"status": "ok", "articles": [ARTICLE]}), ["قمة بغداد"], id="list in an object"),
        pytest.param(lines(ARTICLE, ARTICLE), ["قمة بغداد"] * 2, id="json lines by the wrong name"),
        pytest.param("[]", [], id="empty list"),
    ],
)
def test_json_documents(write, text, titles):
    documents, rejects = collect(write("a.json", text))
    assert [document.title for document in documents] == titles
    assert rejects == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", "bad_json", id="empty"),
        pytest.param('{"title": "', "bad_json", id="cut"),
        pytest.param("[" * 200_000, "bad_json", id="deep"),
        pytest.param('{"body": ' + "9" * 10_000 + "}", "bad_json", id="endless number"),
        pytest.param("[1, null]", "not_an_object", id="list of other things"),
        pytest.param('"text"', "not_an_object", id="a string"),
    ],
)
def test_json_that_cannot_be_used(write, text, reason):
    documents, rejects = collect(write("a.json", text))
    assert documents == [] and set(reasons(rejects)) == {reason}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_tables_with_each_separator(write, separator):
    text = (
        separator.join(["العنوان", "النص", "تاريخ النشر"]) + "\n" + separator.join(["قمة", '"سطر\nثان"', "2025-08-01"])
    )
    (document,), rejects = collect(write("a.csv", text))
    assert (document.title, document.content, document.published) == ("قمة", "سطر\nثان", "2025-08-01")
    assert rejects == []


@pytest.mark.parametrize(
    ("rows", "titles", "rejected"),
    [
        pytest.param("a,نص\nb\nc,نص\n", ["a", "c"], ["wrong_columns"], id="too few cells"),
        pytest.param("a,نص,زائد\nc,نص\n", ["c"], ["wrong_columns"], id="too many cells"),
        pytest.param("a,نص,,\nc,نص,\n", ["a", "c"], [], id="empty cells at the end, as Excel leaves them"),
        pytest.param("\n,\n  , \na,نص\n", ["a"], [], id="empty rows"),
        pytest.param("a,نص\rb,نص\rc,نص", ["a", "b", "c"], [], id="lines that end in a return alone"),
        pytest.param("a,\nc,نص\n", ["c"], ["no_text"], id="no text"),
        pytest.param('a,"مفتوح\nb,نص\nc,نص\n', ["b", "c"], ["bad_csv"], id="quotation mark never closed"),
        pytest.param('a,"x" y\nc,نص\n', ["a", "c"], [], id="text after a quoted cell"),
        pytest.param('a,قال "نعم" ومضى\n', ["a"], [], id="quotation marks inside a cell"),
    ],
)
def test_rows_of_a_table(write, rows, titles, rejected):
    documents, rejects = collect(write("a.csv", "title,body\n" + rows))
    assert [document.title for document in documents] == titles
    assert reasons(rejects) == rejected


@pytest.mark.parametrize("separator", tables.SEPARATORS)
def test_a_table_for_excel_says_its_separator(write, separator):
    text = "sep=;\r\nالعنوان;النص\r\nقمة;نص\r\n".replace(";", separator)
    (document,), _ = collect(write("a.csv", text, "utf-16"))
    assert document.title == "قمة"


def test_quotation_marks_that_open_in_every_row_cost_no_more_than_the_rows(write, monkeypatch):
    """Each row reads on to the end of the file for its closing mark, and the next row does so again."""
    monkeypatch.setattr(tables, "MAX_AGAIN", 100_000)
    taken = []
    take = tables._Lines.__next__
    monkeypatch.setattr(tables._Lines, "__next__", lambda lines: taken.append(0) or take(lines))
    rows = 5_000
    documents, rejects = collect(write("a.csv", "title,body\n" + 'a","b\n' * rows + "c,نص\n"))
    assert reasons(rejects) == ["bad_csv"] * rows
    assert [document.content for document in documents] == ["نص"]
    assert len(taken) < 30 * rows


def test_a_record_is_bounded_in_lines_and_length(write, monkeypatch):
    rows = 'a,"مفتوح\n' + "b,نص\n" * 50
    path = write("a.csv", f"title,body\n{rows}")
    for limit, value in (("MAX_RECORD_LINES", 10), ("MAX_RECORD_CHARS", 100)):
        with monkeypatch.context() as patch:
            patch.setattr(tables, limit, value)
            documents, rejects = collect(path)
        assert len(documents) == 50 and reasons(rejects) == ["bad_csv"]
        assert "any of the rows" in rejects[0].message


@pytest.mark.parametrize("text", ["", "\n\n", "a,b\n1,2\n", "title,date\nx,2025\n"])
def test_a_table_must_name_a_column_of_text(write, text):
    documents, rejects = collect(write("a.csv", text))
    assert documents == [] and reasons(rejects) == ["no_text_column"]


def test_long_cells_are_read(write):
    body = "نص طويل " * 50_000
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["title", "body"], ["a", body]])
    (document,), _ = collect(write("a.csv", buffer.getvalue()))
    assert document.content == body.strip()


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_lines_of_different_encodings_in_one_file(write, name):
    form = '{{"title": "t", "body": "{}"}}\n' if name == "a.jsonl" else "t,{}\n"
    head = "" if name == "a.jsonl" else "title,body\n"
    data = head.encode() + form.format("الخبر الأول").encode() + form.format("وصل وزير الخارجية").encode("cp1256")
    documents, rejects = collect(write(name, data))
    assert [document.content for document in documents] == ["الخبر الأول", "وصل وزير الخارجية"]
    assert rejects == []


def test_a_line_without_end_does_not_fill_the_memory(write, monkeypatch):
    monkeypatch.setattr(source, "MAX_LINE_BYTES", 1_000)
    for encoding in ("utf-8", "utf-16"):
        documents, rejects = collect(write("a.jsonl", '{"body": "' + "x" * 5_000 + '"}\n' + lines(ARTICLE), encoding))
        assert len(documents) == 1 and reasons(rejects) == ["too_long"]


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


# --- archives ---------------------------------------------------------------------------------------------


def zip_of(path, files, **options):
    with zipfile.ZipFile(path, "w", **{"compression": zipfile.ZIP_DEFLATED, **options}) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


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
