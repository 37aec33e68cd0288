"""
The gunicorn worker: gthread, but what is too long to be read as a request is told like every other problem.

gunicorn answers such a request itself, with a page of its own; a long query in an address is something users do.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine  # type: ignore[import-untyped]
from gunicorn.util import write_nonblock  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from search.http.problems import KIND, MEDIA_TYPE

CODES = ((LimitRequestLine, "uri_too_long"), (LimitRequestHeaders, "headers_too_large"))
DETAILS = {
    "uri_too_long": "Send long queries to /api/v1/search by POST.",
    "headers_too_large": "Send fewer or shorter headers.",
}


class Worker(ThreadWorker):  # type: ignore[misc]
    """A gthread worker."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer a request that could not be read."""
        code = next((code for kind, code in CODES if isinstance(exc, kind)), None)
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
