"""
Every error a client can meet, as RFC 9457 `application/problem+json`, from one table and one handler.

- `KINDS` lists each stable `code` with its status and title; `type` leads to its heading on the docs page
- `Problem` is the value, `ProblemError` carries it out of any depth; nothing else makes error answers
- errors of the engine, the intake and the web framework become problems here and nowhere else
- what was not foreseen becomes `internal_error`: details go to the log, under the request id, never to the client
- a path of the pages asked for by a browser gets the same problem as a page

>>> Problem("unknown_parameter", "«pagee» is not a parameter; did you mean «page»?", parameter="pagee").status
400
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, g, request, url_for
from werkzeug.exceptions import HTTPException

from index.errors import ArticleNotFound, IndexUnavailable, RejectedRecord, StoreError, StoreVersionError, UrlTaken
from search.errors import QueryTooComplex, SearchTimeout
from search.http.rendering import json_response

MEDIA_TYPE = "application/problem+json"
LATER = {"Retry-After": "5"}
logger = logging.getLogger("bahith.errors")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: what it is called, its HTTP status, and what a reader of the docs should know."""

    code: str
    status: int
    title: str


KINDS: tuple[Kind, ...] = (
    Kind("bad_request", 400, "The request cannot be understood"),
    Kind("unknown_parameter", 400, "A parameter has a name that this route does not know"),
    Kind("invalid_parameter", 400, "A parameter has a value that cannot be used"),
    Kind("repeated_parameter", 400, "A parameter that takes one value was given several"),
    Kind("missing_parameter", 400, "A parameter that is needed was not given"),
    Kind("malformed_json", 400, "The body is not JSON of the form expected"),
    Kind("invalid_encoding", 400, "The text is not valid UTF-8"),
    Kind("query_too_complex", 400, "The query asks for more than one search may cost"),
    Kind("unauthorized", 401, "The key is missing or wrong"),
    Kind("writing_disabled", 403, "Writing over HTTP is off"),
    Kind("not_found", 404, "There is nothing at this address"),
    Kind("article_not_found", 404, "No article has this id"),
    Kind("method_not_allowed", 405, "This address does not take this method"),
    Kind("not_acceptable", 406, "This address has no answer of the type asked for"),
    Kind("request_timeout", 408, "The request did not come in whole in time"),
    Kind("url_taken", 409, "Another article has this URL"),
    Kind("payload_too_large", 413, "The body is larger than this server takes"),
    Kind("uri_too_long", 414, "The address is longer than this server reads"),
    Kind("unsupported_media_type", 415, "The body is of a type that this address does not take"),
    Kind("rejected_article", 422, "The article was understood but cannot be taken in"),
    Kind("headers_too_large", 431, "The headers are longer than this server reads"),
    Kind("internal_error", 500, "Something went wrong here"),
    Kind("index_unavailable", 503, "The index cannot answer now"),
    Kind("store_unavailable", 503, "The store cannot answer now"),
    Kind("search_timeout", 503, "The search took longer than it may"),
)
KIND: Mapping[str, Kind] = {kind.code: kind for kind in KINDS}

# What the web framework raises by itself; any other 4xx of its making is a bad_request with its own status.
BY_STATUS = {
    401: "unauthorized",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "payload_too_large",
    415: "unsupported_media_type",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One error as told to a client. ``errors`` lists the single faults where there are several."""

    code: str
    detail: str
    parameter: str | None = None
    errors: tuple[Mapping[str, Any], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    http_status: int | None = None  # only where the framework's own status is finer than the kind's

    @property
    def kind(self) -> Kind:
        """The row of `KINDS`."""
        return KIND[self.code]

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.http_status or self.kind.status


class ProblemError(Exception):
    """Raised anywhere under a request to answer with ``problem``."""

    def __init__(self, code: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.problem = Problem(code, detail, **more)


def problem_of(error: Exception) -> Problem:
    """The problem that tells a client about ``error``, without what is only for the log."""
    if isinstance(error, ProblemError):
        return error.problem
    if isinstance(error, QueryTooComplex):
        return Problem("query_too_complex", str(error), error.parameter)
    if isinstance(error, SearchTimeout):
        return Problem("search_timeout", "Narrow the query or try again.", headers=LATER)
    if isinstance(error, IndexUnavailable):
        return Problem("index_unavailable", "There is no index that can be read, or it is being built.", headers=LATER)
    if isinstance(error, ArticleNotFound):
        return Problem("article_not_found", "No article has this id; it may have been removed.")
    if isinstance(error, UrlTaken):
        return Problem("url_taken", f"«url»: {error}.", "url")
    if isinstance(error, StoreError) and not isinstance(error, StoreVersionError):
        return Problem(
            "store_unavailable", "The store is busy or cannot be reached; nothing was changed.", headers=LATER
        )
    if isinstance(error, RejectedRecord):
        fault = {"code": error.reason, "parameter": error.field, "detail": str(error)}
        return Problem("rejected_article", str(error), error.field, errors=(fault,))
    if isinstance(error, HTTPException):
        return _of_http(error)
    return Problem("internal_error", "It has been recorded; tell the operator the request_id.")


def _of_http(error: HTTPException) -> Problem:
    status = error.code or 500
    if status >= 500:
        return Problem("internal_error", "It has been recorded; tell the operator the request_id.", http_status=status)
    code = BY_STATUS.get(status, "bad_request")
    details = {
        "not_found": "Check the address; /docs lists all of them.",
        "method_not_allowed": f"Use {', '.join(sorted(getattr(error, 'valid_methods', None) or ()))}.",
        "payload_too_large": "Send less at once: shorter parameters, or fewer articles.",
    }
    wanted = ("Allow", "Retry-After")
    headers = {k: v for k, v in error.get_headers(request.environ) if k in wanted}
    return Problem(code, details.get(code, error.description or ""), headers=headers, http_status=status)


def as_json(problem: Problem) -> dict[str, Any]:
    """The members of the problem document, in the order of the RFC, absent ones left out."""
    members: dict[str, Any] = {
        "type": url_for("docs.page", _anchor=f"problem-{problem.code}"),
        "title": problem.kind.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        "parameter": problem.parameter,
        "request_id": g.get("request_id"),
        "errors": list(problem.errors),
    }
    return {name: value for name, value in members.items() if value not in (None, [])}


def respond(problem: Problem) -> Response:
    """The answer that tells ``problem``."""
    answer = json_response(as_json(problem), problem.status, MEDIA_TYPE)
    answer.headers.update(problem.headers)
    return answer


def wants_page() -> bool:
    """Whether this request is a browser's, for one of the pages."""
    if request.path.startswith(("/api/", "/openapi", "/healthz", "/readyz", "/metrics")):
        return False
    best = request.accept_mimetypes.best_match(("application/json", "text/html"), default="application/json")
    return best == "text/html"


def register(app: Flask, error_page: Callable[[Problem], str]) -> None:
    """Answer every error of ``app``; ``error_page`` makes the HTML of one for a browser."""

    def handle(error: Exception) -> Response:
        problem = problem_of(error)
        if problem.status >= 500:
            level = logging.ERROR if problem.code == "internal_error" else logging.WARNING
            logger.log(level, problem.kind.title, exc_info=error, extra={"request_id": g.get("request_id")})
        g.problem = problem
        if not wants_page():
            return respond(problem)
        answer = Response(error_page(problem), problem.status, mimetype="text/html")
        answer.headers.update(problem.headers)
        return answer

    app.register_error_handler(Exception, handle)
