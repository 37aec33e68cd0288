"""
What happens around every request: its id, its encoding, the headers of its answer, its log line and its metrics.

- ``X-Request-ID`` is taken over where it is short and plain, else made; the answer, a problem and the log carry it
- an address whose parameters are not UTF-8, or whose host is no name, is refused: guessing would answer something else
- HTML may load its own files only, and no script within; everything else may load nothing at all
"""

from __future__ import annotations

import re
import time
import uuid
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, g, request

from search.http import logs, metrics
from search.http.problems import ProblemError

_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def register(app: Flask) -> None:
    """Do all this for every request of ``app``."""
    app.before_request(begin)
    app.before_request(check_address)
    app.after_request(finish)


def begin() -> None:
    """Give the request its id and start its clock."""
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
    g.started = time.perf_counter()


def check_address() -> None:
    """Refuse a host that is none, and parameters that are not UTF-8."""
    if not request.host:  # the framework gives an empty one for what cannot be a name; links would be broken
        raise ProblemError("bad_request", "The Host header does not hold the name of a host.")
    for pair in request.query_string.split(b"&"):
        try:
            unquote_to_bytes(pair).decode("utf-8")
        except UnicodeDecodeError as error:
            name = unquote_to_bytes(pair.partition(b"=")[0]).decode("utf-8", "replace")
            raise ProblemError("invalid_encoding", f"«{name}» is not valid UTF-8.", parameter=name) from error


def finish(answer: Response) -> Response:
    """Complete the headers; log and count the request."""
    answer.headers["X-Request-ID"] = g.request_id
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    answer.headers.setdefault("Content-Security-Policy", _PAGE if answer.mimetype == "text/html" else _NOTHING)
    if "Cache-Control" not in answer.headers:
        answer.headers["Cache-Control"] = "no-store"
    seconds = time.perf_counter() - g.started
    route = metrics.route_of_request()
    logs.log_request(answer, route, seconds)
    metrics.observe(answer, route, seconds)
    return answer
