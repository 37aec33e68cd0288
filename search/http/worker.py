"""
The gunicorn worker: gthread, with these differences, each for something that clients do.

- an address with Arabic letters as they are (``curl 'http://…/search?q=موسكو'``) is read as if they were
  percent-encoded; gunicorn would refuse it
- a request that cannot be read, or is too long to be, is told like every other problem, not with a page of gunicorn's
- a client that is silent holds no thread: a new connection waits for its first byte where kept ones wait, and one that
  stops in the middle of a request or answer is given up after a while; gunicorn would wait for it for ever
- the rest of a body that was refused is read and dropped, within limits: a client that is still sending when the
  connection closes never sees the answer

>>> with_letters_encoded("/?q=مو".encode())
b'/?q=%D9%85%D9%88'
"""

from __future__ import annotations

import json
import re
import selectors
import struct
import time
import uuid
from functools import partial
from socket import SO_RCVTIMEO, SO_SNDTIMEO, SOL_SOCKET
from typing import Any

from gunicorn.http.errors import (  # type: ignore[import-untyped]
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.http.message import Request  # type: ignore[import-untyped]
from gunicorn.http.parser import RequestParser  # type: ignore[import-untyped]
from gunicorn.util import write_nonblock  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

SILENT_SECONDS = 20  # the longest that a client may neither send nor take anything
DROPPED_BYTES = 64 * 1024 * 1024  # the most that is read of a body nobody wants
DROPPED_SECONDS = 5.0
DETAILS = {
    "bad_request": "The request line or a header is not as HTTP has it; percent-encode what is no plain letter.",
    "uri_too_long": "Send long queries to /api/v1/search by POST.",
    "headers_too_large": "Send fewer or shorter headers.",
    "request_timeout": "The rest of the request did not come.",
}


_NOT_ASCII = re.compile(rb"[\x80-\xff]")


def with_letters_encoded(line: bytes) -> bytes:
    """``line`` with every byte that is not ASCII percent-encoded, as browsers do."""
    return _NOT_ASCII.sub(lambda byte: b"%%%02X" % byte.group()[0], line)


class Stalled(ParseException):  # type: ignore[misc]
    """The rest of the head of a request did not come."""


# The first that fits.
CODES: tuple[tuple[type[Exception], str], ...] = (
    (LimitRequestLine, "uri_too_long"),
    (LimitRequestHeaders, "headers_too_large"),
    (Stalled, "request_timeout"),
    (ParseException, "bad_request"),
)


class LenientRequest(Request):  # type: ignore[misc]
    """A request whose address may hold letters as they are."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Read the head. Raises Stalled, and what gunicorn raises."""
        try:
            super().__init__(*args, **options)
        except BlockingIOError as error:
            raise Stalled from error

    def parse_request_line(self, line_bytes: bytes) -> None:
        """Read the first line."""
        super().parse_request_line(with_letters_encoded(line_bytes))


class Worker(ThreadWorker):  # type: ignore[misc]
    """A gthread worker."""

    def init_process(self) -> None:
        """Begin to serve."""
        RequestParser.mesg_class = LenientRequest
        super().init_process()

    def enqueue_req(self, conn: Any) -> None:
        """Give a connection to a thread, a new one when its client begins to send."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        silent = struct.pack("ll", SILENT_SECONDS, 0)
        conn.sock.setsockopt(SOL_SOCKET, SO_RCVTIMEO, silent)
        conn.sock.setsockopt(SOL_SOCKET, SO_SNDTIMEO, silent)
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + self.cfg.keepalive
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer a request, then drop what was not read of it."""
        try:
            keep = super().handle_request(req, conn)
            read = conn.parser.finish_body(deadline=time.monotonic() + DROPPED_SECONDS, max_bytes=DROPPED_BYTES)
        except (BlockingIOError, ParseException) as error:  # while answering, or after: there is no second answer
            self.log.debug("a connection is given up: %r", error)
            return False
        return keep and read

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer a request that could not be read."""
        code = next((code for kind, code in CODES if isinstance(exc, kind)), None)
        if code is None:
            super().handle_error(req, client, addr, exc)
            return
        request_id = uuid.uuid4().hex
        try:
            write_nonblock(client, answer(code, request_id))
        except OSError:
            self.log.debug("a client did not wait to hear that its request cannot be read")
        told(code, request_id)


def told(code: str, request_id: str) -> None:
    """Log and count a request that never reached the application."""
    from search.http import logs, metrics
    from search.http.problems import KIND

    logs.log_unread(request_id, code, KIND[code].status)
    metrics.observe_unread(KIND[code].status)


def answer(code: str, request_id: str) -> bytes:
    """The whole HTTP response that tells the problem ``code``."""
    # Here, not above: gunicorn reads this file before it forks, and nothing of the application is loaded before.
    from search.http.problems import KIND, MEDIA_TYPE

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
