"""
The gunicorn worker: gthread, with three differences, each for something that users do.

- an address with Arabic letters as they are (``curl 'http://…/search?q=موسكو'``) is read as if they were
  percent-encoded; gunicorn would refuse it
- a request that cannot be read, or is too long to be, is told like every other problem, not with a page of gunicorn's
- the rest of a body that was refused is read and dropped, within limits: a client that is still sending when the
  connection closes never sees the answer

>>> with_letters_encoded("/?q=مو".encode())
b'/?q=%D9%85%D9%88'
"""

from __future__ import annotations

import json
import re
import time
import uuid
from typing import Any

from gunicorn.http.errors import (  # type: ignore[import-untyped]
    InvalidHeader,
    InvalidHeaderName,
    InvalidHTTPVersion,
    InvalidRequestLine,
    InvalidRequestMethod,
    LimitRequestHeaders,
    LimitRequestLine,
    ObsoleteFolding,
)
from gunicorn.http.message import Request  # type: ignore[import-untyped]
from gunicorn.http.parser import RequestParser  # type: ignore[import-untyped]
from gunicorn.util import write_nonblock  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from search.http.problems import KIND, MEDIA_TYPE

DROPPED_BYTES = 64 * 1024 * 1024  # the most that is read of a body nobody wants
DROPPED_SECONDS = 5.0
CODES: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((LimitRequestLine,), "uri_too_long"),
    ((LimitRequestHeaders,), "headers_too_large"),
    ((InvalidRequestLine, InvalidRequestMethod, InvalidHTTPVersion), "bad_request"),
    ((InvalidHeader, InvalidHeaderName, ObsoleteFolding), "bad_request"),
)
DETAILS = {
    "bad_request": "The request line or a header is not as HTTP has it; percent-encode what is no plain letter.",
    "uri_too_long": "Send long queries to /api/v1/search by POST.",
    "headers_too_large": "Send fewer or shorter headers.",
}


_NOT_ASCII = re.compile(rb"[\x80-\xff]")


def with_letters_encoded(line: bytes) -> bytes:
    """``line`` with every byte that is not ASCII percent-encoded, as browsers do."""
    return _NOT_ASCII.sub(lambda byte: b"%%%02X" % byte.group()[0], line)


class LenientRequest(Request):  # type: ignore[misc]
    """A request whose address may hold letters as they are."""

    def parse_request_line(self, line_bytes: bytes) -> None:
        """Read the first line."""
        super().parse_request_line(with_letters_encoded(line_bytes))


class Worker(ThreadWorker):  # type: ignore[misc]
    """A gthread worker."""

    def init_process(self) -> None:
        """Begin to serve."""
        RequestParser.mesg_class = LenientRequest
        super().init_process()

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer a request, then drop what was not read of it."""
        keep = super().handle_request(req, conn)
        conn.parser.finish_body(deadline=time.monotonic() + DROPPED_SECONDS, max_bytes=DROPPED_BYTES)
        return keep

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer a request that could not be read."""
        code = next((code for kinds, code in CODES if isinstance(exc, kinds)), None)
        if code is None:
            super().handle_error(req, client, addr, exc)
            return
        try:
            write_nonblock(client, answer(code, uuid.uuid4().hex))
        except OSError:
            self.log.debug("a client did not wait to hear that its request is too long")


def answer(code: str, request_id: str) -> bytes:
    """The whole HTTP response that tells the problem ``code``."""
    kind = KIND[code]
    problem = {
        "type": f"/docs#problem-{code}",
        "title": kind.title,
        "status": kind.status,
        "detail": DETAILS[code],
        "code": code,
        "request_id": request_id,
    }
    body = json.dumps(problem).encode()
    head = (
        f"HTTP/1.1 {kind.status} {kind.title}\r\nConnection: close\r\nContent-Type: {MEDIA_TYPE}\r\n"
        f"X-Request-ID: {request_id}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode("ascii") + body
