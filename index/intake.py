"""
Records into the store: `add` what sources hold, `reprocess` what is stored already.

- a batch is one transaction: what was counted is stored, whatever happens next
- adding the same sources again changes nothing, also when they hold several versions of one article: the last counts
- ``on_reject`` hears of each record that was refused, by the reader or by the pipeline
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeGuard, TypeVar

from index.article import RawDocument
from index.errors import UnreadableSource
from index.formats.source import OnReject, Reject
from index.pipeline import Understood
from index.readers import read
from index.store import Outcome, Store
from index.understanding import MakePipeline, Result, understand_all

BATCH = 200  # records of one transaction
# Old versions kept in mind until it is known whether the new one follows; a file has few.
MAX_HELD = 5_000

Thing = TypeVar("Thing")
OnProgress = Callable[[int], None]  # so many records more are done


@dataclass(slots=True)
class Report:
    """What became of all records."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: Counter[str] = field(default_factory=Counter)  # by reason

    @property
    def read(self) -> int:
        """How many records could be read."""
        return self.added + self.updated + self.unchanged

    def count(self, outcomes: Iterable[Outcome]) -> None:
        """Add what became of a batch."""
        for outcome in outcomes:
            setattr(self, outcome.status, getattr(self, outcome.status) + 1)


def no_progress(done: int) -> None:
    """Tell nobody."""


def documents(paths: Iterable[str], on_reject: OnReject, max_chars: int | None = None) -> Iterator[RawDocument]:
    """The records of all ``paths``; a path that cannot be read is a reject, and the others follow."""
    for path in paths:
        try:
            yield from read(path, on_reject, max_chars=max_chars)
        except UnreadableSource as error:
            on_reject(Reject(str(path), "unreadable", str(error)))


class Intake:
    """Adds records to a store, and counts what became of each in ``report``."""

    def __init__(self, store: Store, make: MakePipeline, on_reject: OnReject, jobs: int = 1) -> None:
        self.report = Report()
        self._store = store
        self._make = make
        self._tell = on_reject
        self._jobs = jobs
        self._held: dict[str, Understood] = {}

    def add(self, records: Iterable[RawDocument], on_progress: OnProgress = no_progress) -> Report:
        """Add ``records``. Raises StoreError and GazetteerError; all batches before that are stored."""
        for batch in _batches(understand_all(records, self._make, self._jobs)):
            self._put([result for result in batch if self._accepted(result)])
            if len(self._held) > MAX_HELD:
                self._release()
            on_progress(len(batch))
        self._release()
        return self.report

    def reprocess(self, on_progress: OnProgress = no_progress) -> Report:
        """Understand every stored record again, after a change of the actors file or of the rules.

        A record that is refused now keeps the article it became before.
        """
        ids: deque[str] = deque()
        stored = _noting(self._store.iterate_raw(BATCH), ids)
        for batch in _batches(understand_all(stored, self._make, self._jobs)):
            named = [(ids.popleft(), result) for result in batch]
            good = [(id, result) for id, result in named if self._accepted(result)]
            items = [(one.raw, replace(one.article, id=id)) for id, one in good]
            outcomes = self._store.refresh(items, [one.fingerprint for _, one in good])
            self.report.count(outcome for outcome in outcomes if outcome.status != "superseded")
            on_progress(len(batch))
        return self.report

    def reject(self, reject: Reject) -> None:
        """Count a record that the reader refused."""
        self.report.rejected[reject.reason] += 1
        self._tell(reject)

    def _accepted(self, result: Result) -> TypeGuard[Understood]:
        if isinstance(result, Reject):
            self.reject(result)
            return False
        return True

    def _put(self, good: list[Understood]) -> None:
        """Store a batch; an older version of a stored article waits, for the newer one may follow in this file."""
        items = [(one.raw, one.article) for one in good]
        outcomes = self._store.upsert(items, [one.fingerprint for one in good], hold_superseded=True) if good else []
        for one, outcome in zip(good, outcomes, strict=True):
            earlier = self._held.pop(outcome.id, None)
            self.report.unchanged += earlier is not None  # what it said is stored, and was said again differently
            if outcome.status == "superseded":
                self._held[outcome.id] = one
        self.report.count(outcome for outcome in outcomes if outcome.status != "superseded")

    def _release(self) -> None:
        """No newer version followed: the source went back to the older one."""
        held, self._held = list(self._held.values()), {}
        for batch in _batches(iter(held)):
            items = [(one.raw, one.article) for one in batch]
            self.report.count(self._store.upsert(items, [one.fingerprint for one in batch]))


def _batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    things = iter(things)
    while batch := list(islice(things, BATCH)):
        yield batch


def _noting(stored: Iterable[tuple[str, RawDocument]], ids: deque[str]) -> Iterator[RawDocument]:
    for id, raw in stored:
        ids.append(id)
        yield raw
