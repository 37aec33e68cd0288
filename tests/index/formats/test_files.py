"""One file of each format in each encoding, and pages and feeds with something wrong."""

import json
import time

import pytest

from tests.support.reading import ARTICLE, ATOM, ENCODINGS, RSS, collect, lines, reasons


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
