"""
Writing through the API: what is taken in, what is refused and why, alone and by lines.
"""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from index.actors.gazetteer import Gazetteer
from index.article import RawDocument
from index.pipeline import Pipeline, Understood
from search.http.intake import take_lines
from tests.support import serving
from tests.support.api import ARTICLES, BODY, SEARCH, ids


def test_two_articles_cannot_have_one_url(live_client: FlaskClient) -> None:
    """Replacing one under the URL of another is refused; under its own, however written, it is not."""
    url = "https://news.example/{}"
    first, second = (
        live_client.post(ARTICLES, json={"body": f"{BODY} {n}", "url": url.format(n)}, headers=serving.WRITES).json
        for n in (1, 2)
    )
    put = f"{ARTICLES}/{second['id']}"
    taken = live_client.put(put, json={"body": BODY, "url": url.format(1) + "?utm_source=x"}, headers=serving.WRITES)
    body = taken.get_json(force=True)
    assert (taken.status_code, body["code"], body["parameter"]) == (409, "url_taken", "url")
    assert first["id"] in body["detail"]
    for address in (url.format(2) + "#top", url.format(3)):
        replaced = live_client.put(put, json={"body": BODY, "url": address}, headers=serving.WRITES)
        assert replaced.json["id"] == second["id"] and replaced.json["result"] == "updated"
    there = {"body": f"{BODY} أخيرا", "url": url.format(3)}
    again = live_client.post(ARTICLES, json=there, headers=serving.WRITES).json
    assert (again["id"], again["result"]) == (second["id"], "updated"), "it is known by the URL it was moved to"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[pytest.param(field, "س" * 301, id=field) for field in ("source", "section", "author")],
        pytest.param("url", "https://news.example/" + "a" * 4000, id="url"),
    ],
)
def test_a_field_has_its_bound(live_client: FlaskClient, field: str, value: str) -> None:
    """A client is told which; a file keeps its article and loses what can be no name."""
    answer = live_client.post(ARTICLES, json={"body": BODY, field: value}, headers=serving.WRITES)
    body = answer.get_json(force=True)
    assert (answer.status_code, body["code"], body["parameter"]) == (422, "rejected_article", field)
    assert body["errors"][0]["code"] == "field_too_long"
    article = Pipeline(Gazetteer((), "")).article(RawDocument(BODY, **{field: value}))
    assert (article.url, article.source, article.section, article.byline) == (None,) * 4


@pytest.mark.parametrize(
    ("published", "warned"),
    [
        pytest.param("لا أدري متى", True, id="no date"),
        pytest.param("2025-13-45", True, id="no day of any year"),
        pytest.param("15 تشرين الأول 2025", False, id="as newspapers write it"),
        pytest.param(None, False, id="none given"),
    ],
)
def test_a_date_that_cannot_be_read_is_told(live_client: FlaskClient, published: str | None, warned: bool) -> None:
    """The article is taken, and keeps the text; alone, replaced, and in a line."""
    record = {"body": BODY, "published": published}
    added = live_client.post(ARTICLES, json=record, headers=serving.WRITES)
    put = live_client.put(f"{ARTICLES}/{added.json['id']}", json=record, headers=serving.WRITES)
    data = json.dumps(record).encode()
    many = live_client.post(ARTICLES, data=data, content_type="application/x-ndjson", headers=serving.WRITES)
    assert len(added.json["warnings"]) == len(put.json["warnings"]) == int(warned)
    assert ("warnings" in many.json["lines"][0]) == warned
    assert all("published" in text and str(published) in text for text in added.json["warnings"])
    assert live_client.get(f"{ARTICLES}/{added.json['id']}").json["published"]["raw"] == published or not warned


def test_the_life_of_an_article(live_client: FlaskClient) -> None:
    """Added, found, replaced, deleted: each searchable at once with wait=1."""
    added = live_client.post(
        f"{ARTICLES}?wait=1",
        json={"title": "لافروف في دمشق", "body": BODY, "url": "https://news.example/1", "published": "2025-08-01"},
        headers=serving.WRITES,
    )
    assert (added.status_code, added.json["result"], added.json["searchable"]) == (200, "added", True)
    address = added.headers["Location"]
    id = added.json["id"]
    assert ids(live_client.get(SEARCH + "?q=لافروف")) == [id]
    assert live_client.get(address).json["published"]["date"] == "2025-08-01"

    again = live_client.post(
        f"{ARTICLES}?wait=1",
        json={"title": "لافروف في دمشق", "body": BODY, "url": "https://news.example/1", "published": "2025-08-01"},
        headers=serving.WRITES,
    )
    assert (again.json["id"], again.json["result"]) == (id, "unchanged")

    replaced = live_client.put(
        f"{ARTICLES}/{id}?wait=1", json={"title": "بوتين", "body": "استقبل الرئيس بوتين الوفد."}, headers=serving.WRITES
    )
    assert (replaced.status_code, replaced.json["id"], replaced.json["result"]) == (200, id, "updated")
    assert ids(live_client.get(SEARCH + "?q=لافروف")) == []
    assert ids(live_client.get(SEARCH + "?q=بوتين")) == [id]

    assert live_client.delete(f"{ARTICLES}/{id}?wait=1", headers=serving.WRITES).status_code == 204
    assert ids(live_client.get(SEARCH)) == []
    assert live_client.get(address).status_code == 404
    gone = live_client.put(f"{ARTICLES}/{id}", json={"body": BODY}, headers=serving.WRITES)
    assert (gone.status_code, gone.json["code"]) == (404, "article_not_found")


def test_a_write_that_does_not_wait_is_accepted(tmp_path: Path) -> None:
    """It is stored when the answer comes; whether it can be found yet is told."""
    app = serving.application(tmp_path, api_keys=serving.KEY)  # nothing indexes here
    client = app.test_client()
    answer = client.post(ARTICLES, json={"body": BODY}, headers=serving.WRITES)
    assert (answer.status_code, answer.json["searchable"]) == (202, False)
    assert client.get(answer.headers["Location"]).json["body"] == BODY
    assert client.delete(answer.headers["Location"], headers=serving.WRITES).status_code == 202
    serving.close(app)


def lines(*records: object) -> bytes:
    """JSON lines; bytes stand as they are."""
    rows = [one if isinstance(one, bytes) else json.dumps(one, ensure_ascii=False).encode() for one in records]
    return b"\n".join(rows)


def test_json_lines_have_a_result_each(live_client: FlaskClient) -> None:
    """A bad line is told with its number and reason and stops no other."""
    good = {"title": "خبر", "body": BODY, "url": "https://news.example/2"}
    body = lines(good, b"", b"{broken", {"title": "x"}, [1], good, "سلام".encode("cp1256"), {**good, "body": BODY * 2})
    answer = live_client.post(
        f"{ARTICLES}?wait=1", data=body, content_type="application/x-ndjson", headers=serving.WRITES
    )
    assert answer.status_code == 207
    told = [(line["line"], line["result"], line.get("code")) for line in answer.json["lines"]]
    assert told == [
        (1, "added", None),
        (3, "rejected", "malformed_json"),
        (4, "rejected", "no_text"),
        (5, "rejected", "malformed_json"),
        (6, "unchanged", None),
        (7, "rejected", "invalid_encoding"),
        (8, "updated", None),
    ]
    counts = {name: answer.json[name] for name in ("added", "updated", "unchanged", "rejected")}
    assert counts == {"added": 1, "updated": 1, "unchanged": 1, "rejected": 4}
    assert answer.json["searchable"] and live_client.get(SEARCH).json["total"] == 1


def test_a_fault_of_ours_costs_one_line(live_app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    """A record that breaks a step of the intake is told and logged; the others are stored."""
    now = live_app.extensions["bahith"].now
    broken = replace(now, pipeline=BrokenPipeline(now.pipeline.gazetteer))
    body = lines({"body": BODY}, {"body": "BREAK"}, {"body": BODY + " وأضاف البيان."})
    with caplog.at_level(logging.ERROR, "bahith.intake"), live_app.app_context():
        g.request_id = "the-id"
        told = take_lines(broken, body)
    assert [line.told().get("code") for line in told] == [None, "internal_error", None]
    assert caplog.records[0].exc_info and caplog.records[0].__dict__["request_id"] == "the-id"


class BrokenPipeline(Pipeline):
    """A pipeline that one text breaks."""

    def run(self, raw: RawDocument) -> Understood:
        """Break, or do as usual."""
        if raw.content == "BREAK":
            raise ZeroDivisionError
        return Pipeline.run(self, raw)


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        pytest.param(lines({"title": "x"}, b"{"), "application/x-ndjson", 422, "rejected_article", id="no good line"),
        pytest.param(b"\n \n", "application/x-ndjson", 422, "rejected_article", id="blank lines"),
        pytest.param(lines({"title": "x"}), "application/json", 422, "rejected_article", id="no text"),
        pytest.param(lines({"body": "   "}), "application/json", 422, "rejected_article", id="blank text"),
        pytest.param(lines({"body": 5}), "application/json", 422, "rejected_article", id="text of another type"),
        pytest.param(
            lines({"body": BODY, "url": "javascript:alert(1)"}), "application/json", 422, "rejected_article", id="url"
        ),
        pytest.param(lines([{"body": BODY}]), "application/json", 400, "malformed_json", id="a list"),
        pytest.param(b"{", "application/json", 400, "malformed_json", id="cut off"),
        pytest.param(
            b'{"body": "x", "body": "y"}', "application/json", 400, "malformed_json", id="which of the two is meant?"
        ),
        pytest.param(BODY.encode(), "text/plain", 415, "unsupported_media_type", id="plain text"),
        pytest.param(lines({"body": "ا" * 1001}), "application/json", 422, "rejected_article", id="too long"),
        pytest.param(b" " * 20_000, "application/json", 413, "payload_too_large", id="too large"),
    ],
)
def test_what_is_not_taken_in_says_why(tmp_path: Path, body: bytes, content_type: str, status: int, code: str) -> None:
    """Nothing is stored, and the problem says what to do."""
    app = serving.application(tmp_path, api_keys=serving.KEY, max_article_chars=1000, max_body_bytes=10_000)
    answer = app.test_client().post(ARTICLES, data=body, content_type=content_type, headers=serving.WRITES)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (status, code)
    if status == 422:
        assert answer.get_json(force=True)[
            "errors" if content_type != "application/x-ndjson" or b"{" in body else "detail"
        ]
    serving.close(app)


def test_hostile_text_stays_text(live_client: FlaskClient) -> None:
    """HTML in a title or body is escaped wherever markup is made, and JSON holds it as it is."""
    hostile = "<script>alert('x')</script> لافروف & \"قال\""
    live_client.post(
        f"{ARTICLES}?wait=1",
        json={"title": hostile, "body": BODY + " " + "3 < 4 لافروف", "source": "<b>=cmd()"},
        headers=serving.WRITES,
    )
    [hit] = live_client.get(SEARCH + "?q=لافروف").json["hits"]
    for mark in hit["highlights"]:
        bare = mark["html"].replace("<mark>", "").replace("</mark>", "")
        assert "<" not in bare and ">" not in bare
    assert "<script>" not in live_client.get("/api/v1/feed.atom").text
