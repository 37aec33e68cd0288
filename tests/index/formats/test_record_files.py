"""Files of many records: JSON, JSON lines and tables; one bad record never stops the rest."""

import csv
import io
import json

import pytest

from index.formats import source, tables
from tests.support.reading import ARTICLE, collect, lines, reasons


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
