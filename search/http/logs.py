"""
Logs as JSON, one line a request, with nothing of what people search for.

- at INFO a line holds the route's pattern, never the address: no query, no parameter, no client address; for a search
  the length of the query and the number of results
- at DEBUG the query string is added, for finding faults on one's own machine
- `logging_config` serves gunicorn's own messages too, so every line on the standard error stream is JSON

>>> logging.config.dictConfig(logging_config("INFO"))  # doctest: +SKIP
"""

from __future__ import annotations

import logging
from typing import Any

from flask import Response, g, request

logger = logging.getLogger("bahith.requests")


def logging_config(level: str) -> dict[str, Any]:
    """The configuration of `logging` for a serving process."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": "%(timestamp)s %(levelname)s %(name)s %(process)s %(message)s",
                "rename_fields": {"timestamp": "time", "levelname": "level", "name": "logger"},
                "timestamp": True,  # in UTC, with its offset: lines of several machines can be put in order
                "json_ensure_ascii": False,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {
            "bahith": {"level": level},
            "gunicorn.error": {"level": level, "handlers": [], "propagate": True},
            "gunicorn.access": {"level": "WARNING", "handlers": [], "propagate": False},
        },
    }


def log_unread(request_id: str, code: str, status: int) -> None:
    """Write the line of a request of which nothing is known but that it could not be read."""
    logger.info("request", extra={"request_id": request_id, "route": "none", "status": status, "code": code})


def log_request(answer: Response, route: str, seconds: float) -> None:
    """Write the line of one request."""
    line: dict[str, Any] = {
        "request_id": g.request_id,
        "method": request.method,
        "route": route,
        "status": answer.status_code,
        "ms": round(seconds * 1000, 2),
        "bytes": answer.content_length,
        **g.get("log", {}),
    }
    problem = g.get("problem")
    if problem is not None:
        line["code"] = problem.code
        line["parameter"] = problem.parameter
    if logger.isEnabledFor(logging.DEBUG):
        line["query"] = request.query_string.decode("ascii", "replace")
    logger.info("request", extra={name: value for name, value in line.items() if value is not None})
