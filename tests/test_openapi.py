"""
The OpenAPI document says what the API does: all routes, every bound, and answers of the form it promises.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from search.http import api_articles
from search.http.documents import SCHEMAS
from search.http.problems import KINDS
from tests.support import serving

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 12  # of each operation: enough to meet every parameter, few enough for half a minute in all


@pytest.fixture(scope="module")
def document(seeds_app: Flask) -> dict[str, Any]:
    """The document."""
    return seeds_app.test_client().get("/openapi.json").json


def test_the_document_is_openapi(document: dict[str, Any]) -> None:
    """It is valid by the schema of OpenAPI 3.1, and its own schemas are valid JSON Schema."""
    assert document["openapi"] == "3.1.0"
    schemathesis.openapi.from_dict(document).validate()
    for name, schema in document["components"]["schemas"].items():
        jsonschema_rs.meta.validate({**schema, "components": document["components"]})
        assert schema, name


def test_every_route_is_in_it(seeds_app: Flask, document: dict[str, Any]) -> None:
    """No route of the API is left out; those left out are the pages for people."""
    rules = [rule for rule in seeds_app.url_map.iter_rules() if rule.endpoint.split(".")[0] not in ("pages", "static")]
    routes = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in rules
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    documented = {
        (path, method) for path, item in document["paths"].items() for method in item if method != "parameters"
    }
    assert routes == documented
    assert {path for path, _ in documented} >= {
        *("/api/v1/search", "/api/v1/articles", "/api/v1/articles/{id}", "/api/v1/articles/{id}/similar"),
        *("/api/v1/suggest", "/api/v1/facets/{name}", "/api/v1/analyze", "/api/v1/actors", "/api/v1/export.csv"),
        *("/api/v1/feed.atom", "/healthz", "/readyz", "/metrics", "/openapi.json", "/docs"),
    }


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Every operation with its name."""
    return [
        (f"{method.upper()} {path}", operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    ]


def test_every_operation_is_told(document: dict[str, Any]) -> None:
    """Each has a name of its own, a summary, described parameters with examples, and its problems."""
    names = [operation["operationId"] for _, operation in operations(document)]
    assert len(names) == len(set(names))
    for name, operation in operations(document):
        assert operation["summary"].endswith("."), name
        for parameter in operation.get("parameters", []):
            if parameter["in"] != "query":
                continue
            assert parameter["description"], (name, parameter["name"])
            assert parameter["schema"]["examples"], (name, parameter["name"])
        if name.split()[1].startswith("/api/"):
            assert "400" in operation["responses"], name
            assert "503" in operation["responses"] or name.endswith("/analyze"), name
        if operation.get("security"):
            assert {"401", "403"} <= set(operation["responses"]), name


def test_problems_are_of_their_own_type(document: dict[str, Any]) -> None:
    """Every error answer is the one problem schema."""
    for response in document["components"]["responses"].values():
        assert response["content"] == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def validator(document: dict[str, Any], name: str) -> jsonschema_rs.Draft202012Validator:
    """A validator of one schema of the document."""
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    )


@pytest.mark.parametrize(
    ("path", "name"),
    [
        pytest.param("/api/v1/search?q=لافروف&facets=month&facets=actor&facets=source", "SearchResults", id="search"),
        pytest.param("/api/v1/search?q=لا+شيء+مثل+هذا+أبدا", "SearchResults", id="nothing found"),
        pytest.param("/api/v1/facets/actor?find=سور", "FacetValues", id="facet values"),
        pytest.param("/api/v1/suggest?q=سور", "Suggestions", id="suggestions"),
        pytest.param("/api/v1/analyze?text=وبسوريا", "Analysis", id="analysis"),
        pytest.param("/api/v1/actors?page_size=100", "Actors", id="actors"),
        pytest.param("/healthz", "Status", id="health"),
        pytest.param("/readyz", "Readiness", id="readiness"),
        pytest.param("/api/v1/search?page=x&y=1", "Problem", id="problem"),
    ],
)
def test_answers_have_the_form_promised(document, seeds_client: FlaskClient, path: str, name: str) -> None:
    """Exactly the members of the schema, of their types."""
    validator(document, name).validate(seeds_client.get(path).get_json(force=True))


def test_articles_have_the_form_promised(document, seeds_client: FlaskClient) -> None:
    """Every article that ships, and what is similar to it."""
    for hit in seeds_client.get("/api/v1/search").json["hits"]:
        validator(document, "Article").validate(seeds_client.get(f"/api/v1/articles/{hit['id']}").json)
        validator(document, "Similar").validate(seeds_client.get(f"/api/v1/articles/{hit['id']}/similar").json)


def test_the_page_shows_everything(seeds_client: FlaskClient, document: dict[str, Any]) -> None:
    """All routes, parameters, schemas and problems; nothing from elsewhere, no script."""
    page = seeds_client.get("/docs").text
    for path in document["paths"]:
        assert f"<code>{path}</code>" in page
    for name in SCHEMAS:
        assert f'id="schema-{name}"' in page
    for kind in KINDS:
        assert f'id="problem-{kind.code}"' in page
    for link in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{link}"' in page, link
    assert "<script" not in page and "style=" not in page
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert len(re.findall(r'\bid="([^"]+)"', page)) == len(set(re.findall(r'\bid="([^"]+)"', page)))
    [sheet] = re.findall(r'rel="stylesheet" href="([^"]+)"', page)
    with seeds_client.get(sheet) as answer:
        assert answer.mimetype == "text/css"


ROUTES = operations(serving.create_app(serving.Settings()).test_client().get("/openapi.json").json)


@pytest.fixture(scope="module")
def open_to_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application with the five articles that takes more.

    Nothing indexes them: hypothesis owns the random numbers of this process, also those of a thread that writes.
    """
    app = serving.application(tmp_path_factory.mktemp("fuzz"), api_keys=serving.KEY)
    serving.add(app, serving.SEEDS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api_articles, "WAIT_SECONDS", 0.01)
        yield app
    serving.close(app)


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name, _ in ROUTES])
def test_whatever_is_sent(open_to_all: Flask, name: str) -> None:
    """Whatever a client sends, no answer is a failure of ours, and each has the form promised."""
    method, path = name.split()
    operation = schemathesis.openapi.from_wsgi("/openapi.json", open_to_all)[path][method]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy() | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def send(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS, headers=serving.WRITES)

    send()


def test_the_document_does_not_change_by_itself(seeds_app: Flask) -> None:
    """Two applications have the same document, so clients can keep it."""
    other = serving.create_app()
    first, second = (app.test_client().get("/openapi.json").data for app in (seeds_app, other))
    assert json.loads(first) == json.loads(second) and first == second
