"""
Many records through the pipeline, in order, on several processors where that pays.

- results come in the order of the records, one each: an article, or the reason why there is none
- a record that makes the pipeline fail is a reject like any other and never stops the rest
- the first records are done here; only when more come are processes started, so a small file costs no waiting
- at most a few chunks are ahead of the reader, so memory stays bounded however long the input is
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from index.article import RawDocument
from index.errors import IntakeError, RejectedRecord
from index.formats.source import Reject, excerpt
from index.pipeline import Pipeline, Understood
from index.processes import pool

log = logging.getLogger("bahith.intake")

CHUNK = 25  # records: large enough that handing them over costs little, small enough for a smooth progress bar
ALONE = 100  # records done before other processes are started
AHEAD = 2  # chunks waiting for each process

MakePipeline = Callable[[], Pipeline]
Result = Understood | Reject


def understand_all(records: Iterable[RawDocument], make: MakePipeline, jobs: int = 1) -> Iterator[Result]:
    """What each record becomes, in order. ``make`` gives each process its pipeline, so it must be picklable.

    Raises what ``make`` raises, and IntakeError when a process is killed.
    """
    pipeline = make()
    chunks = _chunks(records)
    for chunk in chunks if jobs < 2 else islice(chunks, ALONE // CHUNK):
        yield from (_understand(pipeline, raw) for raw in chunk)
    first = next(chunks, None)
    if first is None:
        return
    try:
        with pool(jobs, _begin, make) as workers:
            yield from _through(workers, first, chunks, jobs)
    except BrokenProcessPool as error:
        raise IntakeError("a process of the intake was killed (out of memory?); run it again") from error


def _through(
    workers: ProcessPoolExecutor, first: list[RawDocument], chunks: Iterator[list[RawDocument]], jobs: int
) -> Iterator[Result]:
    waiting: deque[Future[list[Result]]] = deque([workers.submit(_work, first)])
    for chunk in chunks:
        waiting.append(workers.submit(_work, chunk))
        if len(waiting) > jobs * AHEAD:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _chunks(records: Iterable[RawDocument]) -> Iterator[list[RawDocument]]:
    records = iter(records)
    while chunk := list(islice(records, CHUNK)):
        yield chunk


_pipeline: Pipeline | None = None  # of a process of the pool
_met: set[tuple[str, str, int]] = set()  # kinds and places of the errors that were told


def _begin(make: MakePipeline) -> None:
    global _pipeline
    _pipeline = make()


def _work(chunk: list[RawDocument]) -> list[Result]:
    assert _pipeline is not None
    return [_understand(_pipeline, raw) for raw in chunk]


def _understand(pipeline: Pipeline, raw: RawDocument) -> Result:
    try:
        return pipeline.run(raw)
    except RejectedRecord as error:
        return Reject(raw.origin, error.reason, str(error), excerpt(raw.content))
    except Exception as error:
        # The place of a bug is worth telling once, not for each of the thousand records that meet it.
        place = _place(error)
        log.error("%s cannot be understood", raw.origin, exc_info=place not in _met)
        _met.add(place)
        return Reject(raw.origin, "internal_error", f"{type(error).__name__}: {error}", excerpt(raw.content))


def _place(error: Exception) -> tuple[str, str, int]:
    """The kind of ``error``, and the file and line that raised it; not what it says, which may be of the record."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    file, line = (trace.tb_frame.f_code.co_filename, trace.tb_lineno) if trace else ("", 0)
    return type(error).__name__, file, line
