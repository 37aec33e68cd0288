"""
A View in memory, built from records in one go: the engine without an index.

The quality gate ranks whole corpora with it in seconds, through the very code that serves requests; the contract suite
checks that it and the Whoosh engine give the same answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from index.analysis.token import LAYERS, Layer
from index.schema import TEXT_FIELDS, Record
from index.word_list import WordList
from search.postings import FloatArray, IntArray, Mask, Places, Postings, Values, places
from search.view_engine import ViewEngine
from search.vocabulary import Vocabulary


@dataclass
class Inverted:
    """One field in one layer, being built: a number for each term, and each occurrence in order."""

    numbers: dict[str, int] = field(default_factory=dict)
    terms: list[IntArray] = field(default_factory=list)
    documents: list[IntArray] = field(default_factory=list)
    positions: list[IntArray] = field(default_factory=list)

    def add(self, document: int, terms: Sequence[str]) -> None:
        """Take in the terms of one document, by position."""
        numbers = self.numbers
        found = np.fromiter((numbers.setdefault(t, len(numbers)) if t else -1 for t in terms), np.int32, len(terms))
        places = np.flatnonzero(found >= 0).astype(np.int32)
        self.terms.append(found[places])
        self.positions.append(places)
        self.documents.append(np.full(len(places), document, np.int32))

    def finish(self) -> None:
        """Sort the occurrences by term; they already come by document and position."""
        terms = np.concatenate(self.terms) if self.terms else np.empty(0, np.int32)
        order = np.argsort(terms, kind="stable")
        self._documents = (np.concatenate(self.documents) if self.documents else terms)[order]
        self._positions = (np.concatenate(self.positions) if self.positions else terms)[order]
        self._starts = np.searchsorted(terms[order], np.arange(len(self.numbers) + 1))
        self.terms, self.documents, self.positions = [], [], []

    def occurrences(self, term: str) -> tuple[IntArray, IntArray]:
        """The document and the position of every occurrence of ``term``."""
        number = self.numbers.get(term, -1)
        if number < 0:
            return np.empty(0, np.int32), np.empty(0, np.int32)
        part = slice(self._starts[number], self._starts[number + 1])
        return self._documents[part], self._positions[part]

    def postings(self, term: str) -> Postings:
        """The documents of ``term`` with its frequency in each."""
        documents, _ = self.occurrences(term)
        if not len(documents):
            return Postings(documents, np.empty(0, np.float32))
        ids, counts = np.unique(documents, return_counts=True)
        return Postings(ids, counts.astype(np.float32))


class MemoryView:
    """All of ``records`` as one View."""

    generation = "memory"

    def __init__(self, records: Iterable[Record]) -> None:
        self._fields = {(f, layer): Inverted() for f in TEXT_FIELDS for layer in LAYERS}
        self._lengths: dict[str, list[int]] = {f: [] for f in TEXT_FIELDS}
        rows: dict[str, list[tuple[str, ...]]] = {name: [] for name in ("source", "section", "month", "actor", "story")}
        days: list[tuple[int, int]] = []
        self.ids: list[str] = []
        for number, record in enumerate(records):
            self.ids.append(record.id)
            for (name, layer), inverted in self._fields.items():
                inverted.add(number, record.terms[name][layer])
            for name in TEXT_FIELDS:
                self._lengths[name].append(sum(1 for word in record.terms[name]["word"] if word))
            for name in ("source", "section", "month", "story"):
                rows[name].append((getattr(record, name),))
            rows["actor"].append(record.actors or ("",))
            days.append(
                (
                    record.first_day.toordinal() if record.first_day else 0,
                    record.last_day.toordinal() if record.last_day else 0,
                )
            )
        for inverted in self._fields.values():
            inverted.finish()
        self.size = self.articles = len(self.ids)
        self.alive: Mask = np.ones(self.size, dtype=np.bool_)
        self.first_day = np.array([first for first, _ in days], dtype=np.int32)
        self.last_day = np.array([last for _, last in days], dtype=np.int32)
        self._values = {name: _values(row) for name, row in rows.items()}
        self.story = self._values["story"].ordinals
        self._float_lengths = {f: np.array(v, dtype=np.float32) for f, v in self._lengths.items()}

    @cached_property
    def order(self) -> IntArray:
        """The rank of each document's id."""
        rank = np.empty(self.size, dtype=np.int32)
        rank[np.argsort(np.array(self.ids, dtype=str), kind="stable")] = np.arange(self.size)
        return rank

    def lengths(self, field: str) -> FloatArray:
        """Words per document in ``field``."""
        return self._float_lengths[field]

    def values(self, field: str) -> Values:
        """A keyword field."""
        return self._values[field]

    def postings(self, field: str, layer: Layer, term: str) -> Postings:
        """The documents of a term."""
        return self._fields[field, layer].postings(term)

    def places(self, field: str, layer: Layer, term: str, documents: IntArray) -> Places:
        """Where a term stands in ``documents``."""
        all_documents, positions = self._fields[field, layer].occurrences(term)
        starts = np.searchsorted(all_documents, documents, side="left")
        ends = np.searchsorted(all_documents, documents, side="right")
        return places(ends - starts, positions[np.isin(all_documents, documents)])

    def expand(self, field: str, prefix: str, limit: int) -> list[str]:
        """Words beginning with ``prefix``."""
        return sorted(w for w in self._fields[field, "word"].numbers if w.startswith(prefix))[:limit]

    def id_of(self, document: int) -> str:
        """The article id of a document."""
        return self.ids[document]

    def story_of(self, document: int) -> tuple[str, int]:
        """The story of a document and its copies."""
        number = int(self.story[document])
        return self._values["story"].names[number], int((self.story == number).sum())

    def documents_of(self, article_id: str) -> IntArray:
        """The documents of an article id."""
        return np.array([n for n, id in enumerate(self.ids) if id == article_id], dtype=np.int32)

    def words(self) -> dict[str, int]:
        """Every word and its number of articles."""
        found: dict[str, int] = {}
        for name in ("body", "title"):
            inverted = self._fields[name, "word"]
            for word in inverted.numbers:
                found[word] = max(found.get(word, 0), len(inverted.postings(word).ids))
        return found


def _values(rows: list[tuple[str, ...]]) -> Values:
    numbers: dict[str, int] = {}
    ordinals = [numbers.setdefault(value, len(numbers)) for row in rows for value in row]
    starts = np.cumsum([0] + [len(row) for row in rows])
    return Values(list(numbers), np.array(ordinals, np.int32), starts.astype(np.int32))


class MemoryEngine(ViewEngine):
    """The searching half of an engine on records in memory."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._view = MemoryView(records)

    @property
    def view(self) -> MemoryView:
        """The one state there is."""
        return self._view

    def vocabulary(self) -> Vocabulary:
        """Every word and its number of articles."""
        return Vocabulary([WordList.of(self._view.words())])
