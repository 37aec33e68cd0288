"""
Articles over HTTP: `/api/v1/articles` takes them in; `/api/v1/articles/{id}` gives, replaces and deletes one.

- what is answered is stored; it can be found a moment later, or at once with ``wait=1``: 200 when it can be found,
  202 when it cannot yet
- several articles at once are JSON lines, with a result for each; 207 when some were refused, 422 when all were
- writing needs a key (see `auth`)
"""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask.views import MethodView

from index.pipeline import Understood
from index.store import Outcome
from search.http import etag, rendering
from search.http.auth import needs_key
from search.http.blueprint import Blueprint, parse_json, read_body
from search.http.documents import either, ref
from search.http.intake import WAIT_SECONDS, Line, put, take_lines, understood, wait_for, warnings
from search.http.links import Arguments
from search.http.negotiation import JSON, gives
from search.http.parameters import language
from search.http.problems import ProblemError
from search.http.schemas import NoArgs, SimilarArgs, WriteArgs
from search.http.services import opened, services

bp = Blueprint("articles", __name__, url_prefix="/api/v1/articles", description="Read and write articles")
NDJSON = ("application/x-ndjson", "application/ndjson", "application/jsonl", "application/jsonlines")
_KEY: dict[str, Any] = {"security": [{"key": []}]}
_WRITTEN = either(ref("Written"), ref("WrittenLines"))
_BODY = {"required": True, "content": {JSON: {"schema": ref("ArticleIn")}}}
_BODIES = {"required": True, "content": {JSON: {"schema": ref("ArticleIn")}, NDJSON[0]: {"schema": {"type": "string"}}}}


@bp.route("", methods=["POST"])
@bp.doc(requestBody=_BODIES, **_KEY)
@bp.response(200, _WRITTEN, description="Stored, and can be found")
@bp.alt_response(202, schema=_WRITTEN, description="Stored; will be found in a moment", success=True)
@bp.alt_response(207, schema=ref("WrittenLines"), description="Some lines stored, some refused", success=True)
@bp.problems(400, 401, 403, 406, 408, 413, 415, 422, 503)
@gives(JSON)
@needs_key
@bp.arguments(WriteArgs, location="query")
def add(args: Arguments) -> Response:
    """Add or update articles.

    Send one article as JSON, or several as JSON lines (`application/x-ndjson`), one a line. An article with the URL
    of a stored one, or without a URL with its text, updates that one. Other common names of the members are understood
    too, as in files; unknown ones are ignored.
    """
    if request.mimetype in NDJSON:
        return _many(args)
    given = _from_body()
    [outcome] = put(services().now, [given])
    return _written(outcome, given, args)


@bp.route("/<string:id>", endpoint="one")
class One(MethodView):
    """One article."""

    @bp.response(200, ref("Article"))
    @bp.alt_response(304, description="It has not changed")
    @bp.problems(404, 406, 503)
    @gives(JSON)
    @bp.arguments(NoArgs, location="query")
    def get(self, args: Arguments, id: str) -> Response:
        """Give one article in full."""
        document = rendering.article(services().now.search.article(id))
        tag = etag.digest(document)
        return etag.unchanged(tag, "Accept") or etag.tagged(rendering.json_response(document), tag, "Accept")

    @bp.doc(requestBody=_BODY, **_KEY)
    @bp.response(200, ref("Written"), description="Replaced, and can be found")
    @bp.alt_response(202, schema=ref("Written"), description="Replaced; will be found in a moment", success=True)
    @bp.problems(400, 401, 403, 404, 406, 408, 409, 413, 415, 422, 503)
    @gives(JSON)
    @needs_key
    @bp.arguments(WriteArgs, location="query")
    def put(self, args: Arguments, id: str) -> Response:
        """Replace the article with this id; the id stays.

        Also under another URL: what is sent from there later updates this article.
        """
        given = _from_body()
        outcome = services().now.store.replace(id, given.raw, given.article)
        return _written(outcome, given, args)

    @bp.doc(**_KEY)
    @bp.response(204, description="Deleted; with wait=1 it can no longer be found")
    @bp.alt_response(202, schema=ref("Deleted"), description="Deleted; found for a moment longer", success=True)
    @bp.problems(401, 403, 404, 503)
    @needs_key
    @bp.arguments(WriteArgs, location="query")
    def delete(self, args: Arguments, id: str) -> Response:
        """Delete the article with this id."""
        gone = _is_searchable(services().now.store.delete(id), args)
        return Response(status=204) if gone else rendering.json_response({"id": id, "searchable": True}, 202)


@bp.route("/<string:id>/similar")
@bp.response(200, ref("Similar"))
@bp.alt_response(304, description="It has not changed")
@bp.problems(404, 406, 503)
@gives(JSON)
@bp.arguments(SimilarArgs, location="query")
def similar(args: Arguments, id: str) -> Response:
    """Give the articles nearest to one in what they say, other copies of its story left out."""
    tag = etag.search_tag("similar", id, args["limit"], language(args))
    kept = etag.unchanged(tag, "Accept, Accept-Language")
    if kept is not None:
        return kept
    hits = opened().search.similar(id, args["limit"])
    body = {"id": id, "hits": [rendering.hit(one) for one in hits]}
    return etag.tagged(rendering.json_response(body), tag, "Accept, Accept-Language")


def _from_body() -> Understood:
    if request.mimetype != JSON:
        raise ProblemError("unsupported_media_type", f"Send one article as {JSON}, or several as {NDJSON[0]}.")
    return understood(services().now, parse_json(read_body(request)), "http")


def _written(outcome: Outcome, given: Understood, args: Arguments) -> Response:
    found = _is_searchable(outcome.seq, args)
    links = rendering.article_links(outcome.id)
    body = {
        "id": outcome.id,
        "result": outcome.status,
        "searchable": found,
        "warnings": warnings(given),
        "links": links,
    }
    answer = rendering.json_response(body, 200 if found else 202)
    answer.headers["Location"] = links["self"]
    return answer


def _many(args: Arguments) -> Response:
    lines = take_lines(services().now, read_body(request))
    if not lines:
        raise ProblemError("rejected_article", "The body has no lines.")
    stored = [line.outcome for line in lines if line.outcome is not None]
    if not stored:
        raise ProblemError("rejected_article", "None of the lines was taken.", errors=tuple(_faults(lines)))
    found = _is_searchable(max(outcome.seq for outcome in stored), args)
    count = [line.told()["result"] for line in lines].count
    body = {
        "lines": [line.told() for line in lines],
        **{result: count(result) for result in ("added", "updated", "unchanged", "rejected")},
        "searchable": found,
    }
    return rendering.json_response(body, 207 if body["rejected"] else 200 if found else 202)


def _is_searchable(seq: int, args: Arguments) -> bool:
    """Whether change ``seq`` has reached the index; waits for it where the client asked for that."""
    now = services().now
    now.indexer.wake()
    return wait_for(now, seq, WAIT_SECONDS if args["wait"] else 0.0)


def _faults(lines: list[Line]) -> list[dict[str, Any]]:
    return [{name: value for name, value in line.told().items() if name != "result"} for line in lines]
