"""
Every error is one problem document with a stable code; nothing a client sends makes a 500.
"""

from __future__ import annotations

import gzip
import json
import logging
import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException, ImATeapot, NotFound, TooManyRequests

from index.errors import (
    ArticleNotFound,
    BahithError,
    IndexUnavailable,
    RejectedRecord,
    StoreError,
    StoreVersionError,
    UrlTaken,
)
from search.errors import QueryTooComplex, SearchTimeout
from search.http.problems import KIND, KINDS, Problem, ProblemError, problem_of
from tests.support import serving

SEARCH = "/api/v1/search"


def problem(response, status: int, code: str) -> dict:
    """The problem in ``response``, checked for its form."""
    assert response.status_code == status, response.text
    assert response.mimetype == "application/problem+json"
    body = response.get_json(force=True)
    assert (body["status"], body["code"]) == (status, code)
    assert body["title"] == KIND[code].title
    assert body["type"].endswith(f"/docs#problem-{code}")
    assert body["detail"]
    assert list(body)[:4] == ["type", "title", "status", "detail"]  # in the order of the RFC, for people who read it
    assert body["request_id"] == response.headers["X-Request-ID"]
    return body


@pytest.mark.parametrize(
    ("query", "code", "parameter", "told"),
    [
        pytest.param("pagee=2", "unknown_parameter", "pagee", "«page»", id="a slip is told the nearest name"),
        pytest.param("actors=x", "unknown_parameter", "actors", "«actor»", id="plural"),
        pytest.param("exclude_actor=x", "unknown_parameter", "exclude_actor", "exclude.actor", id="our own inner name"),
        pytest.param("zzzzzz=1", "unknown_parameter", "zzzzzz", "page_size", id="nothing near: all names"),
        pytest.param("Q=x", "unknown_parameter", "Q", "«q»", id="names have case"),
        pytest.param("page=0", "invalid_parameter", "page", "from 1", id="pages begin at 1"),
        pytest.param("page=-1", "invalid_parameter", "page", "whole number", id="negative"),
        pytest.param("page=1.5", "invalid_parameter", "page", "whole number", id="fraction"),
        pytest.param("page=two", "invalid_parameter", "page", "whole number", id="word"),
        pytest.param("page=1e3", "invalid_parameter", "page", "whole number", id="exponent"),
        pytest.param("page=1_0", "invalid_parameter", "page", "whole number", id="what only Python takes"),
        pytest.param("page=99999999999", "invalid_parameter", "page", "from 1 to 1000000", id="no such page"),
        pytest.param("page=" + "9" * 5000, "invalid_parameter", "page", "from 1 to 1000000", id="no such number"),
        pytest.param("srot=newest", "unknown_parameter", "srot", "«sort»?", id="letters changed about"),
        pytest.param("limit=3", "unknown_parameter", "limit", "known are", id="like nothing enough: all names"),
        pytest.param("page=1&page=2", "repeated_parameter", "page", "one value", id="one page at a time"),
        pytest.param("page=1000000", "query_too_complex", "page", "", id="too deep"),
        pytest.param("page=1000001", "invalid_parameter", "page", "1000000", id="deeper than anything"),
        pytest.param("page_size=101", "invalid_parameter", "page_size", "1 to 100", id="page too large"),
        pytest.param("facet_size=0", "invalid_parameter", "facet_size", "1 to 100", id="no facet values"),
        pytest.param("match=stemm", "invalid_parameter", "match", "«stem»", id="nearest rung"),
        pytest.param("sort=date", "invalid_parameter", "sort", "newest", id="unknown order lists the known"),
        pytest.param("facets=months", "invalid_parameter", "facets", "«month»", id="nearest facet"),
        pytest.param("facets=none&facets=month", "invalid_parameter", "facets", "alone", id="none and some"),
        pytest.param("lang=fr", "invalid_parameter", "lang", "ar, en", id="language"),
        pytest.param("collapse=maybe", "invalid_parameter", "collapse", "1 or 0", id="neither yes nor no"),
        pytest.param("date=2025-13", "invalid_parameter", "date", "no such date", id="thirteenth month"),
        pytest.param("date=2025-02-30", "invalid_parameter", "date", "no such date", id="30 February"),
        pytest.param("date=0000", "invalid_parameter", "date", "YYYY", id="year nought"),
        pytest.param("date=01-08-2025", "invalid_parameter", "date", "YYYY", id="day first"),
        pytest.param("date=2025-8", "invalid_parameter", "date", "YYYY", id="one-figure month"),
        pytest.param("date=2025&date=x", "invalid_parameter", "date", "undated", id="second of two"),
        pytest.param("from=undated", "invalid_parameter", "from", "YYYY", id="undated is no bound"),
        pytest.param("from=2026&to=2025", "invalid_parameter", "from", "after", id="ends before it begins"),
        pytest.param("q=" + "a" * 1001, "query_too_complex", "q", "1000", id="long query"),
        pytest.param("q=" + "a" * 20_000, "invalid_parameter", "q", "10000", id="no query is that long"),
        pytest.param("q=" + "+".join("كلمة" for _ in range(100)), "query_too_complex", "q", "", id="too many words"),
        pytest.param("q=%ff", "invalid_encoding", "q", "UTF-8", id="broken UTF-8"),
        pytest.param("%ff=1", "invalid_encoding", None, "UTF-8", id="broken UTF-8 in a name"),
        pytest.param("q=%ed%a0%80", "invalid_encoding", "q", "UTF-8", id="half a character"),
        pytest.param("&".join(["actor=x"] * 51), "invalid_parameter", "actor", "50", id="too many values"),
    ],
)
def test_a_bad_parameter_is_named(seeds_client: FlaskClient, query: str, code: str, parameter: str, told: str) -> None:
    """The problem says which parameter is wrong and what would be right."""
    body = problem(seeds_client.get(f"{SEARCH}?{query}"), 400, code)
    assert told in body["detail"]
    if parameter:
        assert body["parameter"] == parameter


def test_several_faults_are_told_at_once(seeds_client: FlaskClient) -> None:
    """Each fault stands in errors, the first also on top."""
    body = problem(seeds_client.get(f"{SEARCH}?page=x&size=1&match=y"), 400, "invalid_parameter")
    assert {error["parameter"]: error["code"] for error in body["errors"]} == {
        "page": "invalid_parameter",
        "match": "invalid_parameter",
        "size": "unknown_parameter",
    }


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        pytest.param("match=word", {"match"}, id="what the body takes"),
        pytest.param("nonsense=1", {"nonsense"}, id="what nothing takes"),
        pytest.param("match=word&nonsense=1", {"match", "nonsense"}, id="both"),
    ],
)
def test_a_search_by_body_takes_nothing_from_its_address(
    seeds_client: FlaskClient, query: str, parameters: set[str]
) -> None:
    """What would have no effect is refused, not passed over."""
    body = problem(seeds_client.post(f"{SEARCH}?{query}", json={"q": "موسكو"}), 400, "unknown_parameter")
    assert {fault["parameter"] for fault in body.get("errors", [body])} == parameters
    assert body["detail"].endswith("none is taken.")


@pytest.mark.parametrize("query", ["page=x", "match=stemm", "sort=date", "facets=none&facets=month", "page=0", "x=1"])
def test_a_detail_ends_once(seeds_client: FlaskClient, query: str) -> None:
    """One stop or question mark, not two."""
    detail = seeds_client.get(f"{SEARCH}?{query}").get_json(force=True)["detail"]
    assert detail[-1] in ".?" and detail[-2] not in ".?"


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        pytest.param(b"{", "application/json", 400, "malformed_json", id="cut off"),
        pytest.param(b"", "application/json", 400, "malformed_json", id="empty"),
        pytest.param(b"[]", "application/json", 400, "malformed_json", id="a list"),
        pytest.param(b'"q"', "application/json", 400, "malformed_json", id="a string"),
        pytest.param(b"null", "application/json", 400, "malformed_json", id="null"),
        pytest.param(b'{"page": NaN}', "application/json", 400, "malformed_json", id="NaN is not JSON"),
        pytest.param(b"[" * 100_000, "application/json", 400, "malformed_json", id="brackets without end"),
        pytest.param(b'{"page": ' + b"9" * 5000 + b"}", "application/json", 400, "malformed_json", id="endless number"),
        pytest.param('{"q": "سلام"}'.encode("cp1256"), "application/json", 400, "invalid_encoding", id="windows-1256"),
        pytest.param(b'{"q": "\\ud800"}', "application/json", 400, "invalid_parameter", id="half a character escaped"),
        pytest.param(b'{"\\ud800": 1}', "application/json", 400, "unknown_parameter", id="half a character as a name"),
        pytest.param(b'{"q": 5}', "application/json", 400, "invalid_parameter", id="a number for a text"),
        pytest.param(b'{"q": {"a": 1}}', "application/json", 400, "invalid_parameter", id="an object for a text"),
        pytest.param(b'{"q": ["a", "b"]}', "application/json", 400, "repeated_parameter", id="a list for one text"),
        pytest.param(b'{"page": true}', "application/json", 400, "invalid_parameter", id="true is not 1"),
        pytest.param(b'{"page": 1.5}', "application/json", 400, "invalid_parameter", id="a fraction"),
        pytest.param(b'{"page": 1e400}', "application/json", 400, "invalid_parameter", id="infinity"),
        pytest.param(b'{"actor": [1]}', "application/json", 400, "invalid_parameter", id="a number in a list"),
        pytest.param(b'{"actor": [["a"]]}', "application/json", 400, "invalid_parameter", id="a list in a list"),
        pytest.param(b'{"qq": "a"}', "application/json", 400, "unknown_parameter", id="unknown member"),
        pytest.param(b'{"q": "a", "q": "b"}', "application/json", 400, "malformed_json", id="a name twice"),
        pytest.param(b"q=a", "application/x-www-form-urlencoded", 415, "unsupported_media_type", id="a form"),
        pytest.param(b"{}", None, 415, "unsupported_media_type", id="no type"),
    ],
)
def test_a_bad_body_is_told(
    seeds_client: FlaskClient, body: bytes, content_type: str | None, status: int, code: str
) -> None:
    """What is wrong with a JSON body is told, and never breaks anything."""
    problem(seeds_client.post(SEARCH, data=body, content_type=content_type), status, code)


def test_of_several_faults_the_same_is_told_first(seeds_client: FlaskClient) -> None:
    """One request has one answer, whichever process gives it."""
    names = "zeta beta page_sizes alpha gamma"
    told = problem(seeds_client.get(SEARCH, query_string=dict.fromkeys(names.split(), "1")), 400, "unknown_parameter")
    assert [fault["parameter"] for fault in told["errors"]] == sorted(names.split())
    assert told["parameter"] == "alpha"


def test_parameters_of_many_bytes_are_not_read(seeds_client: FlaskClient) -> None:
    """Everybody may search; who may send articles may send more."""
    response = seeds_client.post(SEARCH, json={"q": "لافروف", "source": " " * (1 << 20)})
    assert "shorter parameters" in problem(response, 413, "payload_too_large")["detail"]


def test_a_compressed_body_is_told(seeds_client: FlaskClient) -> None:
    """As what it is, and what is taken instead; not as broken text."""
    sent = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    response = seeds_client.post(SEARCH, data=gzip.compress(b"{}"), headers=sent)
    assert "compressed" in problem(response, 415, "unsupported_media_type")["detail"]
    assert response.headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param({f"k{number}": 1 for number in range(30_000)}, "is not a parameter here", id="many unknown names"),
        pytest.param({"a" * 1_000_000: 1}, "«aaa", id="a name of a million letters"),
        pytest.param({"actor": [1] * 100_000}, "at most 50 values", id="many bad values"),
        pytest.param({"match": "a" * 10_000}, "word, stem, root", id="a long choice"),
        pytest.param({"actor": ["لافروف " * 1_000] * 50}, "at most 300 characters", id="long names"),
    ],
)
def test_a_refusal_costs_little(seeds_client: FlaskClient, body: dict, told: str) -> None:
    """However much is wrong with a request, its answer is short and soon: anyone may send one."""
    started = time.process_time()
    response = seeds_client.post(SEARCH, json=body)
    assert time.process_time() - started < 1.5
    assert told in problem(response, 400, response.get_json(force=True)["code"])["detail"]
    assert len(response.data) < 10_000


@pytest.mark.parametrize(
    ("method", "path", "headers", "status", "code"),
    [
        pytest.param("GET", "/api/v1/serch", {}, 404, "not_found", id="no such route"),
        pytest.param("GET", "/api/v1/articles/%00", {}, 404, "article_not_found", id="NUL in an id"),
        pytest.param("GET", "/api/v1/articles/nosuch", {}, 404, "article_not_found", id="unknown id"),
        pytest.param("GET", "/api/v1/articles/" + "x" * 5000, {}, 404, "article_not_found", id="long id"),
        pytest.param("GET", "/api/v1/articles/nosuch/similar", {}, 404, "article_not_found", id="nothing to be like"),
        pytest.param("GET", "/api/v1/facets/colour", {}, 404, "not_found", id="no such facet"),
        pytest.param("PATCH", SEARCH, {}, 405, "method_not_allowed", id="no such method here"),
        pytest.param("BREW", SEARCH, {}, 405, "method_not_allowed", id="no such method anywhere"),
        pytest.param("GET", SEARCH, {"Accept": "image/png"}, 406, "not_acceptable", id="no pictures"),
        pytest.param("GET", "/api/v1/export.csv", {"Accept": "text/html"}, 406, "not_acceptable", id="no page of CSV"),
        pytest.param("GET", SEARCH, {"Accept": "application/json;q=0"}, 406, "not_acceptable", id="JSON refused"),
        pytest.param("GET", "/api/v1/suggest", {}, 400, "missing_parameter", id="nothing to complete"),
        pytest.param("GET", "/api/v1/suggest?q=", {}, 400, "missing_parameter", id="empty is missing"),
        pytest.param("GET", "/api/v1/analyze?text=" + "a" * 2000, {}, 400, "query_too_complex", id="long text"),
        pytest.param("GET", SEARCH, {"Host": 'a"><b>'}, 400, "bad_request", id="no such host"),
        pytest.param("GET", "/healthz?x=%ff", {}, 400, "invalid_encoding", id="any route reads UTF-8 only"),
        pytest.param("DELETE", "/api/v1/articles/nosuch", serving.WRITES, 404, "article_not_found", id="gone already"),
    ],
)
def test_an_address_that_does_not_answer_says_why(
    seeds_client: FlaskClient, method: str, path: str, headers: dict, status: int, code: str
) -> None:
    """The framework's own errors have the same form as ours."""
    response = seeds_client.open(path, method=method, headers=headers)
    problem(response, status, code)
    if status == 405:
        assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize(
    ("path", "accept", "mimetype"),
    [
        pytest.param("/nosuch", "text/html,*/*;q=0.8", "text/html", id="a browser gets a page"),
        pytest.param("/nosuch", "*/*", "application/problem+json", id="a program does not"),
        pytest.param("/nosuch", None, "application/problem+json", id="nor does one that does not say"),
        pytest.param("/api/nosuch", "text/html", "application/problem+json", id="the API never gives a page"),
    ],
)
def test_people_get_a_page(seeds_client: FlaskClient, path: str, accept: str | None, mimetype: str) -> None:
    """An error of a page is a page for a browser, and has the same headers."""
    response = seeds_client.get(path, headers={"Accept": accept} if accept else {})
    assert (response.status_code, response.mimetype) == (404, mimetype)
    assert response.headers["X-Request-ID"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        pytest.param(QueryTooComplex("too many words"), 400, "query_too_complex", id="query"),
        pytest.param(SearchTimeout("slow"), 503, "search_timeout", id="slow"),
        pytest.param(IndexUnavailable("/var/secret"), 503, "index_unavailable", id="index"),
        pytest.param(StoreError("/var/secret"), 503, "store_unavailable", id="store"),
        pytest.param(StoreVersionError("/var/secret"), 500, "internal_error", id="a store that never will answer"),
        pytest.param(ArticleNotFound("x"), 404, "article_not_found", id="article"),
        pytest.param(UrlTaken("x"), 409, "url_taken", id="url of another article"),
        pytest.param(RejectedRecord("no_text", "no text"), 422, "rejected_article", id="record"),
        pytest.param(ProblemError("not_found", "x"), 404, "not_found", id="ours"),
        pytest.param(NotFound(), 404, "not_found", id="the framework's"),
        pytest.param(ImATeapot(), 418, "bad_request", id="an odd one keeps its status"),
        pytest.param(HTTPException(), 500, "internal_error", id="one without a status"),
        pytest.param(BahithError("/var/secret"), 500, "internal_error", id="ours, unforeseen"),
        pytest.param(ZeroDivisionError("/var/secret"), 500, "internal_error", id="anything"),
    ],
)
def test_every_error_has_its_problem(app_context: None, error: Exception, status: int, code: str) -> None:
    """One table decides; details of our own failures are not told."""
    found = problem_of(error)
    assert (found.status, found.code) == (status, code)
    assert "secret" not in found.detail


def test_retry_after_is_kept(app_context: None) -> None:
    """What a client must know to try again is passed on."""
    assert problem_of(TooManyRequests(retry_after=7)).headers == {"Retry-After": "7"}
    assert problem_of(SearchTimeout("slow")).headers["Retry-After"]


def test_a_failure_of_ours_tells_nothing_and_is_logged(tmp_path, caplog: pytest.LogCaptureFixture) -> None:
    """A 500 hides the cause; the log has it under the same request id."""
    app = serving.application(tmp_path)
    app.add_url_rule("/api/v1/broken", "broken", lambda: 1 / 0)
    with caplog.at_level(logging.ERROR):
        response = app.test_client().get("/api/v1/broken", headers={"X-Request-ID": "abc-123"})
    body = problem(response, 500, "internal_error")
    assert body["request_id"] == "abc-123"
    assert "division" not in json.dumps(body)
    [record] = caplog.records
    assert record.request_id == "abc-123" and record.exc_info[0] is ZeroDivisionError


def test_codes_are_unique_and_statuses_are_errors() -> None:
    """The table holds together, and each type leads to a heading of the docs."""
    assert len(KIND) == len(KINDS)
    assert all(400 <= kind.status < 600 and kind.title[0].isupper() for kind in KINDS)
    assert Problem("not_found", "x", http_status=410).status == 410


@pytest.fixture
def app_context(seeds_app: Flask):
    """Inside a request."""
    with seeds_app.test_request_context("/"):
        yield
