"""
Articles that come in over HTTP: one JSON object, or one a line; what became of each.

- the members are those of a line of a JSON-lines file (``title``, ``body``, ``url``, ``source``, ``published`` …)
- a request is one transaction: either every good record of it is stored, or none
- a bad line never stops the others; it is told with its number, a stable reason and what to do
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import g

from index.dates import published
from index.errors import IndexUnavailable, RejectedRecord
from index.formats.records import to_document
from index.pipeline import MAX_NAME_CHARS, MAX_URL_CHARS, Understood
from index.store import Outcome
from search.engine import SearchEngine
from search.http.blueprint import json_object, parse_json
from search.http.problems import ProblemError
from search.http.services import Opened

WAIT_SECONDS = 5.0  # the longest that ?wait=1 waits
BOUNDS = {"url": MAX_URL_CHARS, **dict.fromkeys(("source", "section", "author"), MAX_NAME_CHARS)}
_POLL_SECONDS = 0.02
logger = logging.getLogger("bahith.intake")


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one line: an outcome of the store, or the reason why it was refused."""

    number: int
    outcome: Outcome | None = None
    warnings: tuple[str, ...] = ()
    rejected: RejectedRecord | ProblemError | None = None

    def told(self) -> dict[str, Any]:
        """The line as the answer shows it."""
        if self.outcome is not None:
            told = {"line": self.number, "result": self.outcome.status, "id": self.outcome.id}
            return {**told, "warnings": list(self.warnings)} if self.warnings else told
        assert self.rejected is not None
        if isinstance(self.rejected, RejectedRecord):
            fault = {"code": self.rejected.reason, "parameter": self.rejected.field, "detail": str(self.rejected)}
        else:
            problem = self.rejected.problem
            fault = {"code": problem.code, "parameter": problem.parameter, "detail": problem.detail}
        return {"line": self.number, "result": "rejected", **fault}


def understood(now: Opened, value: Any, origin: str) -> Understood:
    """The record in a JSON value and the article it becomes. Raises RejectedRecord, ProblemError."""
    raw = to_document(json_object(value), origin, now.pipeline.max_chars)
    for field, most in BOUNDS.items():
        given = getattr(raw, field) or ""
        if len(given) > most:  # files keep the article and lose the field; a client can be asked
            message = f"{field} has {len(given):,} characters; the most accepted is {most:,}"
            raise RejectedRecord("field_too_long", message, field)
    return now.pipeline.run(raw)


def warnings(one: Understood) -> list[str]:
    """What a client should know of a record that was taken."""
    said = one.raw.published
    if not said or published(said, None, None, "").value is not None:
        return []
    return [f"«published»: {said[:80]!r} cannot be read as a date; it is kept as it is. Best is YYYY-MM-DD."]


def put(now: Opened, items: Sequence[Understood]) -> list[Outcome]:
    """Store ``items`` in one transaction; what became of each."""
    return now.store.upsert([(one.raw, one.article) for one in items], [one.fingerprint for one in items])


def take_lines(now: Opened, body: bytes) -> list[Line]:
    """Store every good line of ``body``; what became of each line that is not blank."""
    good: list[tuple[int, Understood]] = []
    lines: dict[int, Line] = {}
    for number, text in _lines(body):
        try:
            good.append((number, understood(now, parse_json(text), f"http:{number}")))
        except (RejectedRecord, ProblemError) as error:
            lines[number] = Line(number, rejected=error)
        except Exception:  # a fault of ours in one record must not cost the client the others
            logger.exception("line %d cannot be understood", number, extra={"request_id": g.get("request_id")})
            detail = "It has been recorded; tell the operator the X-Request-ID of this answer."
            lines[number] = Line(number, rejected=ProblemError("internal_error", detail))
    outcomes = put(now, [item for _, item in good]) if good else []
    for (number, item), outcome in zip(good, outcomes, strict=True):
        lines[number] = Line(number, outcome, tuple(warnings(item)))
    return [lines[number] for number in sorted(lines)]


def wait_for(now: Opened, seq: int, seconds: float) -> bool:
    """Whether change ``seq`` can be found by searching, within ``seconds``."""
    until = time.monotonic() + seconds
    while True:
        if _has(now.engine, seq):
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(_POLL_SECONDS)


def _has(engine: SearchEngine, seq: int) -> bool:
    try:
        engine.refresh()
        return engine.applied >= seq
    except IndexUnavailable:  # what is stored will be found when the index can be read again
        return False


def _lines(body: bytes) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(body.split(b"\n"), 1):
        if line.strip():
            yield number, line
