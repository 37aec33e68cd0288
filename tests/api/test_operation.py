"""
What whoever runs the API relies on: keys, ids, headers, logs, metrics, health and links.
"""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.http.auth import check
from search.http.problems import ProblemError
from tests.support import serving
from tests.support.api import ARTICLES, SEARCH

# Keys


@pytest.mark.parametrize(
    ("header", "status"),
    [
        pytest.param(None, 401, id="no key"),
        pytest.param("Bearer wrong", 401, id="wrong key"),
        pytest.param("Bearer ", 401, id="empty key"),
        pytest.param("Basic a2V5", 401, id="other scheme"),
        pytest.param("second", 401, id="no scheme"),
        pytest.param("Bearer second", None, id="one of two keys"),
        pytest.param("bearer second", None, id="case of the scheme"),
        pytest.param("Bearer  second ", None, id="spaces"),
        pytest.param("Bearer \u00ff\u0634", 401, id="no ASCII"),
        pytest.param("Bearer first,second", 401, id="the whole list"),
    ],
)
def test_keys(header: str | None, status: int | None) -> None:
    """Only one of the keys lets a request write."""
    if status is None:
        check(header, frozenset({"first", "second"}))
        return
    with pytest.raises(ProblemError) as error:
        check(header, frozenset({"first", "second"}))
    assert error.value.problem.status == status
    assert error.value.problem.headers["WWW-Authenticate"].startswith("Bearer")


def test_without_a_key_configured_writing_is_off(tmp_path: Path) -> None:
    """Every write answers the same, before it looks at anything else."""
    client = serving.application(tmp_path).test_client()
    for answer in (
        client.post(ARTICLES, data=b"{", headers=serving.WRITES),
        client.put(f"{ARTICLES}/x", json={}),
        client.delete(f"{ARTICLES}/x"),
    ):
        assert (answer.status_code, answer.get_json(force=True)["code"]) == (403, "writing_disabled")


# What every answer has


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("abc-123_X.y:z", True, id="plain"),
        pytest.param("x" * 128, True, id="longest"),
        pytest.param("x" * 129, False, id="too long"),
        pytest.param("a b", False, id="space"),
        pytest.param('"><script>', False, id="markup"),
        pytest.param("", False, id="empty"),
    ],
)
def test_request_ids(seeds_client: FlaskClient, given: str, kept: bool) -> None:
    """A sane id is taken over; otherwise one is made."""
    found = seeds_client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert (found == given) is kept
    assert kept or re.fullmatch("[0-9a-f]{32}", found)


@pytest.mark.parametrize("path", ["/healthz", SEARCH, "/docs", "/nosuch", "/metrics", "/openapi.json"])
def test_security_headers(seeds_client: FlaskClient, path: str) -> None:
    """No answer may be framed, sniffed, or load anything from elsewhere."""
    headers = seeds_client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'") and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy and "http" not in policy


def test_a_request_is_one_line_of_log_without_the_query(seeds_client: FlaskClient, caplog) -> None:
    """At INFO the log tells how a request went, not what was searched."""
    with caplog.at_level(logging.INFO, "bahith.requests"):
        seeds_client.get(SEARCH + "?q=سرّ", headers={"X-Request-ID": "one"})
    [record] = [record for record in caplog.records if record.name == "bahith.requests"]
    assert (record.request_id, record.route, record.status, record.query_chars) == ("one", SEARCH, 200, 3)
    assert "سر" not in json.dumps(record.__dict__, default=str, ensure_ascii=False)
    assert not hasattr(record, "query")


def test_metrics_have_few_labels(seeds_client: FlaskClient) -> None:
    """Requests are counted by the pattern of the route; what has none is counted together."""
    for path in ("/nosuch/1", "/nosuch/2", f"{ARTICLES}/a", f"{ARTICLES}/b"):
        seeds_client.get(path)
    seeds_client.open(SEARCH, method="BREW")
    text = seeds_client.get("/metrics").text
    assert f'bahith_http_requests_total{{method="GET",route="{ARTICLES}/<string:id>",status="404"}}' in text
    assert 'route="none",status="404"' in text and 'method="other"' in text
    assert "nosuch" not in text and "BREW" not in text
    assert "bahith_index_articles 5.0" in text and "bahith_index_lag_changes 0.0" in text


def test_ready_means_that_a_search_was_answered(seeds_client: FlaskClient, tmp_path: Path) -> None:
    """With an index it is ready; without one it says so and metrics still come."""
    assert seeds_client.get("/readyz").json["index"]["articles"] == 5
    bare = serving.application(tmp_path).test_client()
    answer = bare.get("/readyz")
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (503, "index_unavailable")
    assert bare.get("/healthz").json["status"] == "ok"
    assert bare.get("/metrics").status_code == 200


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param({}, "http://news.example/", id="nobody is trusted"),
        pytest.param({"trusted_proxies": 1}, "https://news.example/", id="one proxy"),
        pytest.param({"base_url": "https://bahith.example/s/"}, "https://bahith.example/s/", id="public address"),
    ],
)
def test_links_carry_the_public_address(tmp_path: Path, settings: dict, expected: str) -> None:
    """The scheme counts only behind a proxy that is configured; the host is what it passes as Host, no other header."""
    app = serving.application(tmp_path, serve=True, **settings)
    serving.add(app, serving.SEEDS)
    forwarded = {
        "Host": "news.example",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "192.0.2.1",
    }
    links = app.test_client().get(SEARCH, headers=forwarded).json["links"]
    assert links["self"] == f"{expected}api/v1/search"
    serving.close(app)


def test_head_and_options(seeds_client: FlaskClient) -> None:
    """HEAD has the headers of GET without its body; OPTIONS names the methods."""
    got, head = seeds_client.get(SEARCH), seeds_client.head(SEARCH)
    assert head.status_code == 200 and head.data == b"" and head.headers["ETag"] == got.headers["ETag"]
    assert "POST" in seeds_client.options(SEARCH).headers["Allow"]


def test_a_new_process_opens_its_own(seeds_app: Flask) -> None:
    """After a fork nothing of the parent is used."""
    services = seeds_app.extensions["bahith"]
    before = services.now
    assert services.now is before
    services._process = -1  # as if this were a child
    try:
        assert services.now is not before and services.now.store is not before.store
    finally:
        services.close()
        services._opened, services._process = before, __import__("os").getpid()
