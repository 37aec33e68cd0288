"""
The tour of README.md gives the answers that it shows.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import serving
from tests.support.documents import README, codes, section

KEY = "demo-key"  # the key of the tour


def examples() -> list[tuple[str, str]]:
    """Each request of the tour and the answer shown under it."""
    found = re.findall(
        r"^```sh\n(curl [^`]*?)^```\n\n^```(?:json|csv|xml)\n(.*?)^```$",
        section(README, "Five-minute tour"),
        re.M | re.S,
    )
    assert len(found) == section(README, "Five-minute tour").count("```sh\ncurl")
    return found


def ask(client: FlaskClient, command: str) -> str:
    """The answer to a curl command, from the application itself."""
    words = shlex.split(command.replace("\\\n", " "))[1:]
    url, headers, sent, query = "", {}, [], []
    get = False
    while words:
        word = words.pop(0)
        if word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word in ("-d", "--data-urlencode"):
            sent.append(words.pop(0))
        elif word.startswith("-"):
            get = get or "G" in word
        else:
            url = word.removeprefix("localhost:8000")
    if get:
        query = [tuple(pair.split("=", 1)) for pair in sent]
        return client.get(url, query_string=query, headers=headers).text
    return (client.post(url, data=sent[0], headers=headers) if sent else client.get(url, headers=headers)).text


def pieces(text: str) -> list[str]:
    """What stands between the dots that mark what is left out."""
    return [piece.strip() for piece in text.split("…") if piece.strip()]


def in_order(wanted: list[str], text: str) -> bool:
    """Whether ``text`` has the ``wanted`` pieces one after the other."""
    return re.search(".*?".join(map(re.escape, wanted)), text, re.S) is not None


def shown_json(text: str) -> Any:
    """The JSON of an example without its dots; those within strings stay."""
    parts = re.split(r'("(?:[^"\\]|\\.)*")', text)
    bare = "".join(part if part.startswith('"') else re.sub(r"\s", "", part).replace("…", "\0") for part in parts)
    bare = re.sub(r",?\0(?=[}\]])|\0,", "", bare)
    return json.loads(bare)


def agrees(shown: Any, given: Any) -> bool:
    """Whether ``given`` has all that is ``shown``: members by name, list items in order, texts around their dots."""
    if isinstance(shown, dict):
        return isinstance(given, dict) and all(name in given and agrees(shown[name], given[name]) for name in shown)
    if isinstance(shown, list):
        rest = iter(given)
        return all(any(agrees(one, other) for other in rest) for one in shown)
    if isinstance(shown, str) and "…" in shown and isinstance(given, str):
        return in_order(pieces(shown), given)
    return shown == given


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application as `BAHITH_API_KEYS=demo-key make run` starts it."""
    app = serving.application(tmp_path_factory.mktemp("tour"), serve=True, api_keys=KEY, index_poll_seconds=0.02)
    serving.add(app, serving.SEEDS)
    yield app
    serving.close(app)


def test_the_tour_is_true(toured: Flask) -> None:
    """Each request of the tour, made in its order, gives what is shown."""
    client = toured.test_client()
    for command, shown in examples():
        given = ask(client, command)
        if shown.startswith("{"):
            assert agrees(shown_json(shown), json.loads(given)), f"{command}\n{given}"
        else:
            assert in_order(pieces(shown), given.replace("\r\n", "\n")), f"{command}\n{given}"


def test_metrics_are_real(toured: Flask) -> None:
    """Each metric that the README names is given."""
    client = toured.test_client()
    client.get("/healthz")
    given = set(re.findall(r"^# TYPE (\w+)", client.get("/metrics").text, re.M))
    named = {name for name in codes(section(README, "Running the container")) if name.startswith("bahith_")}
    assert named and named <= given


@pytest.mark.parametrize(
    ("shown", "given", "same"),
    [
        pytest.param('{"a": 1, …}', {"a": 1, "b": 2}, True, id="members left out"),
        pytest.param('{…, "a": 1}', {"a": 2}, False, id="another value"),
        pytest.param('[…, {"a": 2}, …]', [{"a": 1}, {"a": 2}, {"a": 3}], True, id="items left out"),
        pytest.param('[{"a": 2}, {"a": 1}]', [{"a": 1}, {"a": 2}], False, id="another order"),
        pytest.param('{"a": "x… z"}', {"a": "x y z"}, True, id="part of a text"),
        pytest.param('{"a": "z…x"}', {"a": "x y z"}, False, id="parts in another order"),
    ],
)
def test_examples_are_compared(shown: str, given: Any, same: bool) -> None:
    """What is left out is not compared; all else is."""
    assert agrees(shown_json(shown), given) is same
