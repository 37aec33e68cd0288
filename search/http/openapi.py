"""
The OpenAPI document, made from the routes themselves, and the page that shows it.

- the document is made once, at start, and can be kept by clients until the program changes
- the page is HTML made here: no script, nothing loaded from elsewhere
- every ``type`` of a problem leads to its heading on the page
"""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import Any, cast

import flask_smorest  # type: ignore[import-untyped]
from flask import Flask, Response, current_app, render_template, request

from search.http import etag
from search.http.blueprint import Blueprint
from search.http.documents import SCHEMAS, ref
from search.http.problems import KINDS, MEDIA_TYPE
from search.http.texts import Words
from search.http.version import VERSION

NAME = "bahith-openapi"  # in app.extensions
OPENAPI = "3.1.0"
METHODS = frozenset({"get", "post", "put", "delete"})
LICENSE = {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"}
ABOUT = """\
Search for Arabic news: ranked, highlighted, faceted by date and actor.

A repeated parameter means any of its values; different parameters all hold. Digits may be Arabic. An empty value is \
the same as leaving the parameter out; an unknown name is refused. Every error is a problem document (RFC 9457) with a \
stable code. Answers carry an ETag; send it back in If-None-Match. The id in X-Request-ID is in the log.\
"""

bp = Blueprint("docs", __name__, description="This documentation")


class Api(flask_smorest.Api):  # type: ignore[misc]
    """flask-smorest's, with our problems as its errors."""

    DEFAULT_ERROR_RESPONSE_NAME = None
    ERROR_SCHEMA = ref("Problem")

    def _register_responses(self) -> None:
        for status in HTTPStatus:
            content = {MEDIA_TYPE: {"schema": ref("Problem")}}
            self.spec.components.response(status.name, {"description": status.phrase, "content": content}, lazy=True)

    def _register_error_handlers(self) -> None:
        """Errors are answered by `problems`."""


def register(app: Flask, *blueprints: Blueprint) -> None:
    """Register ``blueprints`` with ``app`` and make their document."""
    app.config.update(API_TITLE="Bahith (باحث)", API_VERSION=VERSION, OPENAPI_VERSION=OPENAPI)
    key = {"type": "http", "scheme": "bearer", "description": "one of the configured keys"}
    api = Api(app, spec_kwargs={"info": {"description": ABOUT, "license": LICENSE}})
    api.spec.components.security_scheme("key", key)
    for name, schema in SCHEMAS.items():
        api.spec.components.schema(name, schema)
    for blueprint in blueprints:
        api.register_blueprint(blueprint)
    made: dict[str, Any] = api.spec.to_dict()
    for path, item in made["paths"].items():
        for method in METHODS & item.keys():
            item[method]["operationId"] = operation_id(method, path)
    app.extensions[NAME] = made, json.dumps(made, ensure_ascii=False, indent=1)


def operation_id(method: str, path: str) -> str:
    """A name for generated clients: ``get_articles_id_similar``."""
    return "_".join([method, *re.findall(r"[a-z]+", path.removeprefix("/api/v1"))])


def document() -> tuple[dict[str, Any], str]:
    """The OpenAPI document of the application that is answering, as a value and as text."""
    return cast(tuple[dict[str, Any], str], current_app.extensions[NAME])


@bp.route("/openapi.json")
@bp.response(200, {"type": "object"}, description="The OpenAPI document")
@bp.alt_response(304, description="It has not changed")
def openapi() -> Response:
    """Give the description of this API as OpenAPI 3.1."""
    _, body = document()
    tag = etag.digest(body)
    return etag.unchanged(tag, "Accept") or etag.tagged(Response(body, mimetype="application/json"), tag, "Accept")


@bp.route("/docs")
@bp.response(200, {"type": "string"}, content_type="text/html", description="A page for people")
def page() -> Response:
    """Show the description of this API as a page."""
    html = render_template("docs.html", api=document()[0], kinds=KINDS, root=request.script_root, t=Words("en"))
    return Response(html, mimetype="text/html")
