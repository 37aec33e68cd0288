"""
The service as it is deployed: gunicorn with two workers on a port of its own.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from search.http.worker import SILENT_SECONDS

ROOT = Path(__file__).resolve().parents[1]
KEY = "correct horse"
SEARCH = "/api/v1/search"
POST = f"POST {SEARCH} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n".encode()
PATIENCE = 60.0  # seconds that a start or an end may take on a busy machine


@dataclass
class Server:
    """A running gunicorn."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, {"Connection": "close", **headers})
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()

    def json(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, Any]]:
        """One request and the JSON of its answer."""
        response, data = self.ask(method, path, body, **headers)
        return response.status, json.loads(data)

    def write(self, method: str, path: str, record: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """One write with the key."""
        headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
        return self.json(method, path, json.dumps(record).encode(), **headers)

    def lines(self) -> list[dict[str, Any]]:
        """The log so far; every line must be JSON."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def workers(self) -> list[int]:
        """The process ids of the workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """gunicorn as `make run` starts it, on an empty folder."""
    folder = tmp_path_factory.mktemp("served")
    running = start(folder, WEB_CONCURRENCY="2", BAHITH_API_KEYS=KEY, BAHITH_MAX_BODY_BYTES="100000")
    try:
        wait_until(lambda: is_ready(running), running)
        yield running
    finally:
        end(running)


def start(folder: Path, **variables: str) -> Server:
    """gunicorn on a port of its own, with its data in ``folder``."""
    port = free_port()
    environ = {name: value for name, value in os.environ.items() if not name.startswith("BAHITH_")}
    for name in ("BIND", "HOST", "PROMETHEUS_MULTIPROC_DIR"):
        environ.pop(name, None)
    environ |= {"PORT": str(port), "BAHITH_DATA_DIR": str(folder / "data"), "TMPDIR": str(folder), **variables}
    log = folder / "log"
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", "gunicorn"], cwd=ROOT, env=environ, stdout=out, stderr=out)
    return Server(port, process, log)


def end(running: Server) -> None:
    """End it, if it still runs."""
    if running.process.poll() is None:
        running.process.send_signal(signal.SIGTERM)
        try:
            running.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            running.process.kill()
            running.process.wait()


def is_ready(running: Server) -> bool:
    """Whether it answers searches."""
    assert running.process.poll() is None, running.log.read_text()
    try:
        return running.ask("GET", "/readyz")[0].status == 200
    except OSError:
        return False


def wait_until(condition: Any, running: Server) -> None:
    """Wait for ``condition``, and show the log where it does not come."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, running.log.read_text()
        time.sleep(0.1)


def article(number: int, text: str = "وصل وزير الخارجية الروسي إلى دمشق في زيارة رسمية") -> dict[str, Any]:
    """An article of its own."""
    return {
        "title": f"خبر رقم {number}",
        "body": f"{text} تستمر {number} أيام.",
        "url": f"https://news.example/{number}",
    }


def test_what_one_worker_stores_both_find(server: Server) -> None:
    """With wait=1 an article can be found when the answer comes, whichever worker is asked next."""
    status, answer = server.write("POST", "/api/v1/articles?wait=1", article(1))
    assert (status, answer["searchable"]) == (200, True)
    path = f"/api/v1/articles/{answer['id']}"
    for _ in range(20):  # connections of their own, so both workers get some
        status, found = server.json("GET", SEARCH)
        assert (status, found["total"]) == (200, 1)
        assert server.json("GET", path)[0] == 200
    assert len(server.workers()) == 2

    def both_have_answered() -> bool:
        server.json("GET", SEARCH)  # ask again: which worker takes a connection, the system decides
        return len({line.get("process") for line in server.lines() if line["message"] == "request"}) == 2

    wait_until(both_have_answered, server)


def test_tags_are_the_same_in_both_workers(server: Server) -> None:
    """A client that asks again gets 304 from whichever worker answers."""
    tag = server.ask("GET", SEARCH)[0].headers["ETag"]
    for _ in range(20):
        response, body = server.ask("GET", SEARCH, **{"If-None-Match": tag})
        assert (response.status, body) == (304, b"")


def test_request_ids_reach_answer_and_log(server: Server) -> None:
    """The id given stands in the header and in one line of the log, with no query."""
    response, _ = server.ask("GET", SEARCH + "?q=secret", **{"X-Request-ID": "my-own-id"})
    assert response.headers["X-Request-ID"] == "my-own-id"
    wait_until(lambda: any(line.get("request_id") == "my-own-id" for line in server.lines()), server)
    [line] = [line for line in server.lines() if line.get("request_id") == "my-own-id"]
    assert (line["route"], line["status"], line["method"]) == (SEARCH, 200, "GET")
    assert "secret" not in json.dumps(line)
    assert datetime.fromisoformat(line["time"]).utcoffset() == timedelta(0)


def test_metrics_count_the_requests_of_both_workers(server: Server) -> None:
    """Whichever worker is asked tells the sum."""

    def count() -> float:
        text = server.ask("GET", "/metrics")[1].decode()
        start = 'bahith_http_requests_total{method="GET",route="/healthz",status="200"} '
        return next((float(line.removeprefix(start)) for line in text.splitlines() if line.startswith(start)), 0)

    before = count()
    for _ in range(20):
        server.ask("GET", "/healthz")
    assert {count() for _ in range(10)} == {before + 20}


def test_a_body_in_chunks_has_the_same_limit(server: Server) -> None:
    """A body that does not say how long it is cannot be longer either."""
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    small = (part for part in [b'{"body": ', b'"' + b"a " * 100 + b'"}'])
    assert server.json("POST", "/api/v1/articles", small, **headers)[0] in (200, 202)
    large = (b"a" * 10_000 for _ in range(12))
    status, problem = server.json("POST", "/api/v1/articles", large, **headers)
    assert (status, problem["code"]) == (413, "payload_too_large")


@pytest.mark.parametrize(
    ("path", "headers", "status", "code"),
    [
        pytest.param(SEARCH + "?q=" + "a" * 1001, {}, 400, "query_too_complex", id="query"),
        pytest.param(SEARCH + "?q=" + "a" * 9000, {}, 414, "uri_too_long", id="address"),
        pytest.param(SEARCH, {"X-Long": "a" * 9000}, 431, "headers_too_large", id="header"),
        pytest.param(SEARCH + "?q=%d8", {}, 400, "invalid_encoding", id="broken UTF-8"),
    ],
)
def test_what_is_too_long_is_told(server: Server, path: str, headers: dict, status: int, code: str) -> None:
    """Also what gunicorn refuses before the application sees it."""
    response, data = server.ask("GET", path, **headers)
    assert (response.status, response.headers["Content-Type"]) == (status, "application/problem+json")
    problem = json.loads(data)
    assert problem["code"] == code and problem["request_id"] == response.headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        pytest.param(
            b"GET %s?q=\xff HTTP/1.1\r\nHost: a\r\n\r\n" % SEARCH.encode(), 400, "invalid_encoding", id="bytes"
        ),
        pytest.param(b"GET / one HTTP/1.1\r\nHost: a\r\n\r\n", 400, "bad_request", id="space in the address"),
        pytest.param(b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-One: a\x01\r\n\r\n", 400, "bad_request", id="header"),
        pytest.param(b"nonsense\r\n\r\n", 400, "bad_request", id="no HTTP"),
        pytest.param(b"GET / HTTP/1.1\r\nTransfer-Encoding: x\r\n\r\n", 400, "bad_request", id="transfer coding"),
        pytest.param(b"GET / HTTP/1.1\r\nContent-Length: 1\r\nExpect: x\r\n\r\n", 400, "bad_request", id="expectation"),
        pytest.param(
            POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400, "bad_request", id="a chunk without length"
        ),
        pytest.param(POST + b"Content-Length: 9\r\n\r\n{}", 400, "bad_request", id="a body cut off"),
    ],
)
def test_what_is_no_request_is_told(server: Server, raw: bytes, status: int, code: str) -> None:
    """A problem, as everywhere, not a page of gunicorn's own; under its id in the log."""
    head, body = ask_raw(server, raw)
    assert f" {status} " in head.splitlines()[0] and "application/problem+json" in head
    problem = json.loads(body)
    assert problem["code"] == code
    wait_until(lambda: any(line.get("request_id") == problem["request_id"] for line in server.lines()), server)


def test_a_request_has_one_answer(server: Server) -> None:
    """Also where the rest of a body that nobody reads is broken."""
    raw = b"POST /api/v1/articles HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(raw)
        answers = b"".join(iter(lambda: connection.recv(10_000), b""))
    assert answers.count(b"HTTP/1.1 ") == 1 and b" 401 " in answers


def test_silent_clients_stop_nobody(server: Server) -> None:
    """More connections than threads on which nothing is sent; those that stop in the middle hear that they are late."""
    with ExitStack() as stack:
        for _ in range(20):
            stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
        started = time.monotonic()
        assert server.ask("GET", "/healthz")[0].status == 200
        assert time.monotonic() - started < 4
    parts = (b"GET / HTTP/1.1\r\n", POST + b"Content-Length: 9\r\n\r\n{}")
    started = time.monotonic()
    with ThreadPoolExecutor() as pool:
        for head, body in pool.map(lambda part: ask_raw(server, part, ends=False), parts):
            assert " 408 " in head and json.loads(body)["code"] == "request_timeout"
    assert time.monotonic() - started < SILENT_SECONDS + 10


def test_an_address_may_hold_letters_as_they_are(server: Server) -> None:
    """What people type after curl."""
    _, body = ask_raw(
        server, f"GET {SEARCH}?q=عبارة&facets=none HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
    )
    assert json.loads(body)["query"]["q"] == "عبارة"


def ask_raw(server: Server, raw: bytes, *, ends: bool = True) -> tuple[str, str]:
    """Head and body of the answer to these bytes, after which nothing more is sent; unless it ``ends``, it might be."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(raw)
        if ends:
            connection.shutdown(socket.SHUT_WR)
        response = http.client.HTTPResponse(connection)
        response.begin()
        return f"HTTP/1.1 {response.status} \n{response.headers}", response.read().decode()


def test_who_sends_too_much_hears_of_it(server: Server) -> None:
    """The connection stays until all is sent: most clients read no answer before."""
    for _ in range(3):
        status, problem = server.json("POST", SEARCH, b"a" * 20_000_000, **{"Content-Type": "application/json"})
        assert (status, problem["code"]) == (413, "payload_too_large")


def test_articles_survive_the_death_of_a_worker(server: Server) -> None:
    """Killed while writes come, the workers are replaced; what was answered is stored, and becomes searchable."""
    stored = []
    for number in range(100, 130):
        if number in (110, 120):
            os.kill(server.workers()[0], signal.SIGKILL)
        try:
            status, answer = server.write("POST", "/api/v1/articles", article(number))
        except (OSError, http.client.HTTPException):  # the worker that was asked has just died
            continue
        assert status in (200, 202)
        stored.append(answer["id"])
    assert len(stored) >= 20
    for id in stored:
        assert server.json("GET", f"/api/v1/articles/{id}")[0] == 200
    last = server.write("POST", "/api/v1/articles?wait=1", article(999))[1]
    wait_until(lambda: server.json("GET", f"{SEARCH}?facets=none")[1]["total"] >= len(stored) + 2, server)
    assert last["id"]


def test_what_a_worker_has_read_is_not_looked_through_for_garbage(tmp_path: Path) -> None:
    """With a large index that stops all of its threads for half a second, again and again."""
    code = """
import gc, runpy
from types import SimpleNamespace
from app import create_app
conf = runpy.run_path("gunicorn.conf.py")
app = create_app(serve=True)
worker = SimpleNamespace(wsgi=app)
conf["post_worker_init"](worker)
print(gc.get_freeze_count())
conf["worker_exit"](None, worker)
conf["on_exit"](None)
"""
    variables = {**os.environ, "BAHITH_DATA_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=variables, capture_output=True, check=True)
    assert int(done.stdout) > 10_000


def test_it_ends_well(server: Server) -> None:
    """Asked to end, it finishes, removes the shared counts, and every line of its log was JSON."""
    folder = server.log.parent
    assert list(folder.glob("bahith-metrics-*"))
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(PATIENCE) == 0
    assert not list(folder.glob("bahith-metrics-*"))
    assert {line["level"] for line in server.lines()} <= {"INFO", "WARNING", "ERROR"}
    unforeseen = [line for line in server.lines() if line["logger"].startswith("bahith") and line["level"] == "ERROR"]
    assert unforeseen == []


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        pytest.param("BAHITH_GAZETTEER", "{folder}/none.csv", "none.csv cannot be read", id="no actors file"),
        pytest.param("BAHITH_GAZETTEER", "{folder}/bad.csv", "bad.csv, line 2: the kind 'persn'", id="bad row"),
        pytest.param("BAHITH_INDEX_URL", "nosuch:x", "BAHITH_INDEX_URL 'nosuch:x': unknown engine", id="index"),
        pytest.param("BAHITH_DATABASE_URL", "nonsense", "BAHITH_DATABASE_URL 'nonsense': expected", id="database"),
        pytest.param("BAHITH_DATABASE_URL", "sqlite:///{folder}/bad.csv", "not an SQLite database", id="no database"),
        pytest.param("BAHITH_NONSENSE", "1", "BAHITH_NONSENSE is not a setting", id="unknown setting"),
        pytest.param("WEB_CONCURRENCY", "0", "WEB_CONCURRENCY='0': expected a whole number from 1", id="no workers"),
        pytest.param("THREADS", "x", "THREADS='x': expected a whole number from 1 to 500", id="no number"),
        pytest.param("PORT", "99999", "PORT='99999': expected a whole number from 1 to 65535", id="no such port"),
    ],
)
def test_what_can_never_work_ends_the_start(tmp_path: Path, variable: str, value: str, told: str) -> None:
    """One line says what is wrong, without a stack trace; no worker is started again and again."""
    header = "id,kind,name,latin,aliases,notes\n"
    (tmp_path / "bad.csv").write_text(header + "x,persn,اسم,,,\n" * 100, encoding="utf-8")
    running = start(tmp_path, **{"WEB_CONCURRENCY": "2", variable: value.format(folder=tmp_path)})
    try:
        assert running.process.wait(PATIENCE) != 0
    finally:
        end(running)
    log = running.log.read_text(encoding="utf-8")
    assert [told in line for line in log.splitlines()].count(True) == 1, log
    assert "Traceback" not in log
    assert not list(tmp_path.glob("bahith-metrics-*"))
