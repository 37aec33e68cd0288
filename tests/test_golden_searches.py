"""
Golden searches: questions and answers as data, one folder a topic under tests/cases/searches.

A folder holds ``articles.jsonl`` (``seeds`` uses the articles that ship) and ``searches.json``. An entry gives a search
in the words of the API and what it finds, by the last part of each address or the number of the seed: ``found`` in any
order, ``ordered`` in this one, ``first`` the first. A new case needs no code.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.support import serving

CASES = Path(__file__).parent / "cases" / "searches"
SEARCHES = [
    pytest.param(folder.name, entry, id=f"{folder.name}: {entry['comment']}")
    for folder in sorted(CASES.iterdir())
    for entry in json.loads((folder / "searches.json").read_text("utf-8"))
]
ASKED = ("q", "match", "date", "from", "to", "sort", "source", "actor", "collapse")


@pytest.fixture(scope="module")
def topic(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Gives the application on the articles of a topic, made once."""
    made: dict[str, Flask] = {}

    def application(name: str) -> Flask:
        if name not in made:
            made[name] = serving.application(tmp_path_factory.mktemp(name))
            articles = CASES / name / "articles.jsonl"
            serving.add(made[name], articles if articles.exists() else serving.SEEDS)
        return made[name]

    yield application
    for app in made.values():
        serving.close(app)


def seeds_by_title() -> dict[str, str]:
    """The number of each seed by how its text begins, for articles that have no address."""
    return {path.read_text("utf-8").strip()[-60:]: path.name[:3] for path in sorted(serving.SEEDS.glob("*.txt"))}


def name_of(app: Flask, id: str, seeds: dict[str, str]) -> str:
    """How the cases call an article."""
    article = app.extensions["bahith"].now.store.get(id)
    if article.url:
        return str(article.url.rsplit("/", 1)[1])
    raw = app.extensions["bahith"].now.store.raw(id)
    return seeds[raw.content.strip()[-60:]]


@pytest.mark.parametrize(("name", "entry"), SEARCHES)
def test_search(topic: Callable[[str], Flask], name: str, entry: dict[str, Any]) -> None:
    """A search finds what its entry says, no more and no less."""
    app = topic(name)
    asked = {key: entry[key] for key in ASKED if key in entry}
    response = app.test_client().get("/api/v1/search", query_string={**asked, "page_size": 50})
    assert response.status_code == 200, response.get_data(as_text=True)
    answer = response.get_json()
    seeds = seeds_by_title()
    found = [name_of(app, hit["id"], seeds) for hit in answer["hits"]]
    if "ordered" in entry:
        assert found == entry["ordered"]
    if "first" in entry:
        assert found[:1] == [entry["first"]]
    if "found" in entry:
        assert sorted(found) == sorted(entry["found"])
    if "relaxed" in entry:
        assert answer["query"]["relaxed"] == entry["relaxed"]
    assert answer["total"] == len(found) == answer["ladder"][entry.get("match", "stem")]
