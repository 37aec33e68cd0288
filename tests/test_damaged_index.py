"""
A damaged index under a service: it says what is the matter, makes the index anew by itself, and no article is lost.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from index import whoosh_directory as directory
from index.locks import held
from index.posting_list import MARK
from tests.support import serving

SEARCH = "/api/v1/search"
PATIENCE = 60.0

# Whoosh leaves a file open where reading it fails; it is closed when it is collected.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")


def cut(path: Path, part: float) -> None:
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])


DAMAGES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "half a table of contents": ("*.toc", lambda path: cut(path, 0.5)),
    "an empty table of contents": ("*.toc", lambda path: cut(path, 0)),
    "noise for a table of contents": ("*.toc", lambda path: path.write_bytes(b"\xff" * 500)),
    "no table of contents": ("*.toc", Path.unlink),
    "no segment": ("*.seg", Path.unlink),
    "an empty segment": ("*.seg", lambda path: cut(path, 0)),
    "half a segment": ("*.seg", lambda path: cut(path, 0.5)),
    "a segment of zeros": ("*.seg", lambda path: path.write_bytes(bytes(path.stat().st_size))),
    "half a state": ("state.json", lambda path: cut(path, 0.5)),
    "a pointer of noise": ("../CURRENT", lambda path: path.write_bytes(b"\xff")),
    "a pointer to nothing": ("../CURRENT", lambda path: path.write_text("g-none")),
}


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """What Whoosh left open is collected here, where its warning is expected, and not in another test."""
    yield
    gc.collect()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Data with the five articles that ship, indexed, and nobody at work."""
    app = serving.application(tmp_path)
    serving.add(app, serving.SEEDS)
    serving.close(app)
    return tmp_path


@pytest.fixture
def served(folder: Path) -> Iterator[Callable[[], Flask]]:
    """Starts to serve the data in ``folder``."""
    started: list[Flask] = []

    def start() -> Flask:
        app = serving.application(folder, serve=True, index_poll_seconds=0.02)
        started.append(app)
        app.extensions["bahith"].warm_up()
        return app

    yield start
    for app in started:
        serving.close(app)


def live(folder: Path) -> Path:
    found = directory.current(folder / "index")
    assert found is not None
    return found


def damage(folder: Path, name: str) -> None:
    pattern, do = DAMAGES[name]
    place = live(folder)
    for path in [place / pattern] if pattern.startswith("..") else list(place.glob(pattern)):
        do(path)


def wait_for_five(app: Flask) -> None:
    client, until = app.test_client(), time.monotonic() + PATIENCE
    while (answer := client.get(SEARCH)).status_code != 200 or answer.get_json()["total"] != 5:
        assert time.monotonic() < until, answer.get_data(as_text=True)
        time.sleep(0.1)
    # The indexer takes back its complaint at its next look, a moment after the new index is there.
    while (answer := client.get("/readyz")).get_json(force=True).get("indexing") != "ok":
        assert time.monotonic() < until, answer.get_data(as_text=True)
        time.sleep(0.1)


@pytest.mark.parametrize("name", DAMAGES)
def test_a_service_that_starts_on_it_makes_it_anew(folder: Path, served: Callable[[], Flask], name: str) -> None:
    """Until then each request is told why; the worker lives."""
    damage(folder, name)
    if not DAMAGES[name][0].startswith(".."):
        with held(folder / "rebuild.lock", wait=True):  # nobody can begin yet
            client = served().test_client()
            answer = client.get("/readyz")
            assert answer.status_code == 503
            assert "made anew" in answer.get_json(force=True)["detail"]
            assert client.get(SEARCH).get_json(force=True)["code"] == "index_unavailable"
            assert "bahith_ready 0.0" in client.get("/metrics").text
            assert client.get("/healthz").status_code == 200
        app = client.application
    else:
        app = served()  # without a pointer there is no index: one is begun
    wait_for_five(app)


@pytest.mark.parametrize("name", ["no table of contents", "noise for a table of contents", "no segment"])
def test_damage_while_serving_is_noticed(
    folder: Path, served: Callable[[], Flask], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An idle indexer looks now and then; nothing has to be added for it."""
    monkeypatch.setattr("index.indexer.IDLE_SECONDS", 0.1)
    monkeypatch.setattr("index.indexer.CHECK_SECONDS", 0.3)
    app = served()
    wait_for_five(app)
    before = live(folder)
    damage(folder, name)
    until = time.monotonic() + PATIENCE
    while live(folder) == before:
        assert time.monotonic() < until
        time.sleep(0.05)
    wait_for_five(app)


def test_damage_that_only_a_search_meets_is_mended(
    folder: Path, served: Callable[[], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A posting list with a wrong byte: opening the index does not show it."""
    monkeypatch.setattr("index.indexer.IDLE_SECONDS", 0.1)
    monkeypatch.setattr("index.indexer.CHECK_SECONDS", 0.3)
    for path in live(folder).glob("*.seg"):
        path.write_bytes(path.read_bytes().replace(MARK, b"BP??"))
    client = served().test_client()
    answer = client.get(SEARCH, query_string={"q": "لافروف"})
    assert answer.status_code in (200, 503), answer.text
    until = time.monotonic() + PATIENCE
    while (answer := client.get(SEARCH, query_string={"q": "لافروف"})).status_code != 200:
        assert answer.get_json(force=True)["code"] == "index_unavailable"
        assert time.monotonic() < until
        time.sleep(0.05)
    assert answer.get_json()["total"] == 4


def test_articles_are_read_and_written_while_the_index_cannot_be(folder: Path) -> None:
    """They are in the store; what is written meanwhile is found when the index was made anew."""
    damage(folder, "an empty table of contents")
    with held(folder / "rebuild.lock", wait=True):  # nobody can begin yet
        app = serving.application(folder, api_keys=serving.KEY)
        client = app.test_client()
        article = {"title": "لافروف يزور القاهرة", "body": "وصل الوزير إلى القاهرة صباح اليوم وأجرى محادثات."}
        made = client.post("/api/v1/articles?wait=1", json=article, headers=serving.WRITES)
        assert (made.status_code, made.json["result"], made.json["searchable"]) == (202, "added", False)
        assert client.get(made.headers["Location"]).json["title"] == article["title"]
        put = client.put(made.headers["Location"], json=article | {"source": "مثال"}, headers=serving.WRITES)
        assert (put.status_code, put.json["result"]) == (202, "updated")
        assert client.get(SEARCH).status_code == 503
    serving.add(app, serving.SEEDS)
    assert client.get(SEARCH, query_string={"q": "القاهرة مصدر:مثال"}).json["total"] == 1
    assert client.delete(made.headers["Location"], headers=serving.WRITES).status_code == 202
    serving.close(app)


def test_a_failure_to_index_is_shown_while_searches_work(
    folder: Path, served: Callable[[], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever watches learns of it, without the names of files; it is gone when it has passed."""
    app = served()
    wait_for_five(app)
    indexer, client = app.extensions["bahith"].now.indexer, app.test_client()

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device", "/secret/place")

    with monkeypatch.context() as broken:
        broken.setattr("index.indexer.apply_pending", full)
        app.extensions["bahith"].now.store.delete(client.get(SEARCH).get_json()["hits"][0]["id"])
        until = time.monotonic() + PATIENCE
        while indexer.failure is None:
            assert time.monotonic() < until
            time.sleep(0.02)
        answer = client.get("/readyz")
        assert answer.status_code == 200
        assert "No space left on device" in answer.get_json()["indexing"] and "secret" not in answer.text
        assert "bahith_indexing_failing 1.0" in client.get("/metrics").text
    indexer.wake()
    while indexer.failure is not None:
        assert time.monotonic() < until
        time.sleep(0.02)
    assert client.get("/readyz").get_json()["indexing"] == "ok"
    assert "bahith_indexing_failing 0.0" in client.get("/metrics").text
