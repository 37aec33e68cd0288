"""
For those who run the service: is it alive, can it answer, how does it fare.

- `/healthz` touches nothing but the process; `/readyz` opens store and index and runs a real search
- both are never kept by a cache
"""

from __future__ import annotations

import logging
import time

from flask import Response

from index.errors import BahithError, IndexUnavailable
from search.http import metrics, rendering
from search.http.blueprint import Blueprint
from search.http.documents import ref
from search.http.problems import ProblemError
from search.http.services import opened, services
from search.http.version import VERSION
from search.query import SearchRequest

bp = Blueprint("health", __name__, description="Watch the service")
logger = logging.getLogger("bahith.health")
READY_SECONDS = 2.0  # a search of everything that takes longer is no sign of health


@bp.route("/healthz")
@bp.response(200, ref("Status"), description="The process answers")
def healthz() -> Response:
    """Say that the process is alive."""
    return rendering.json_response({"status": "ok", "version": VERSION})


@bp.route("/readyz")
@bp.response(200, ref("Readiness"), description="A search was answered")
@bp.problems(503)
def readyz() -> Response:
    """Say whether searches can be answered, by answering one."""
    started = time.perf_counter()
    try:
        now = opened()
        now.store.last_seq()
        found = now.engine.search(SearchRequest(limit=1, timeout=READY_SECONDS))
    except (BahithError, OSError) as error:
        logger.warning("not ready: %s", error)
        raise ProblemError("index_unavailable", _why(error)) from error
    index = {"generation": found.generation, "articles": found.articles}
    took = round((time.perf_counter() - started) * 1000, 2)
    return rendering.json_response(
        {"status": "ready", "index": index, "indexing": now.indexer.failure or "ok", "took_ms": took}
    )


def _why(error: Exception) -> str:
    """What an operator can do, without what is only for the log."""
    if not isinstance(error, IndexUnavailable):
        return "A trial search was not answered; the log says why."
    if services().now.indexer.rebuilding:
        return "The index cannot be opened; it is being made anew, and searches are answered when that is done."
    return "There is no index that can be opened; the log says why. To make it anew: flask index rebuild."


@bp.route("/metrics")
@bp.response(200, {"type": "string"}, content_type="text/plain", description="Prometheus text format")
def prometheus() -> Response:
    """Give the metrics of all workers."""
    body, media_type = metrics.exposition(services())
    return Response(body, content_type=media_type)
