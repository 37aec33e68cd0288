"""
Which articles a clause matches at a rung of the ladder: a clause and a view to a mask of documents.

- a word matches in title or body (the lead is part of the body), by any layer of the rung
- a stop word does not have to match while other clauses stand beside it
- a phrase matches by the word layer at every rung, in order, stop words counted
- a Bool without anything to match matches everything it does not exclude
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from index.analysis.analyzer import fold
from index.analysis.token import Layer
from search.errors import QueryTooComplex
from search.ladder import layers_at, rung_for_exclusion
from search.postings import POSITION_BITS, IntArray, Mask, Values, View
from search.query import Bool, Clause, DateRange, Filters, Keyword, MatchAll, Phrase, Prefix, Term

MATCH_FIELDS = ("title", "body")


@dataclass(frozen=True, slots=True)
class Matcher:
    """Evaluates clauses on one view.

    ``max_expansions`` bounds the words a prefix may stand for; ``check`` is called before each piece of work and may
    raise, when time is over.
    """

    view: View
    max_expansions: int = 500
    check: Callable[[], None] = lambda: None
    # What matches a phrase, a prefix, a value or a date is the same at every rung.
    _known: dict[Clause, Mask] = field(default_factory=dict)

    def match(self, clause: Clause, rung: Layer) -> Mask:
        """The live documents that ``clause`` matches at ``rung``."""
        return self._match(clause, rung) & self.view.alive

    def _match(self, clause: Clause, rung: Layer) -> Mask:
        match clause:
            case Term():
                return self._term(clause, rung)
            case Bool():
                return self._bool(clause, rung)
            case MatchAll():
                return np.ones(self.view.size, dtype=np.bool_)
            case _:
                if clause not in self._known:
                    self._known[clause] = self._fixed(clause)
                return self._known[clause]

    def _fixed(self, clause: Phrase | Prefix | Keyword | DateRange) -> Mask:
        self.check()
        match clause:
            case Phrase():
                return self._phrase(clause)
            case Prefix():
                return self._prefix(clause)
            case Keyword():
                return keyword_mask(self.view, clause.field, clause.values, loose=clause.field != "actor")
            case DateRange():
                return date_mask(self.view, clause)

    def _term(self, term: Term, rung: Layer) -> Mask:
        self.check()
        mask = np.zeros(self.view.size, dtype=np.bool_)
        for layer in layers_at(rung):
            text = term.term(layer)
            if text:
                for name in fields_of(term.field):
                    mask[self.view.postings(name, layer, text).ids] = True
        return mask

    def _phrase(self, phrase: Phrase) -> Mask:
        mask = np.zeros(self.view.size, dtype=np.bool_)
        for name in fields_of(phrase.field):
            mask[phrase_documents(self.view, name, phrase.words, self.check)] = True
        return mask

    def _prefix(self, prefix: Prefix) -> Mask:
        mask = np.zeros(self.view.size, dtype=np.bool_)
        for name in fields_of(prefix.field):
            most = self.max_expansions + 1
            words = {word for start in prefix.beginnings for word in self.view.expand(name, start, most)}
            if len(words) > self.max_expansions:
                raise QueryTooComplex(
                    f"{prefix.prefix}* stands for more than {self.max_expansions} words; write more of its letters"
                )
            for word in words:
                self.check()
                mask[self.view.postings(name, "word", word).ids] = True
        return mask

    def _bool(self, clause: Bool, rung: Layer) -> Mask:
        masks = [self._match(part, rung) for part in required(clause.must)]
        should = required(clause.should)
        if should and clause.minimum > 0:
            counts = np.zeros(self.view.size, dtype=np.int16)
            for part in should:
                counts += self._match(part, rung)
            masks.append(counts >= min(clause.minimum, len(should)))
        mask: Mask = reduce(np.logical_and, masks, np.ones(self.view.size, dtype=np.bool_))
        for part in clause.must_not:
            mask = mask & ~self._match(part, rung_for_exclusion(rung))
        return mask


def fields_of(field: str | None) -> tuple[str, ...]:
    """The text fields in which a clause looks."""
    return (field,) if field else MATCH_FIELDS


def required(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses that have to match: all but stop words, unless there is nothing else."""
    rest = tuple(c for c in clauses if not (isinstance(c, Term) and c.is_stop))
    return rest or clauses


def phrase_documents(
    view: View, field: str, words: tuple[str, ...], check: Callable[[], None] = lambda: None
) -> IntArray:
    """The documents in which ``words`` follow one another in ``field``."""
    lists = []
    for word in words:
        check()
        lists.append(view.postings(field, "word", word).ids)
    documents = reduce(lambda a, b: np.intersect1d(a, b, assume_unique=True), sorted(lists, key=len))
    if len(words) == 1 or not len(documents):
        return documents
    starts = view.places(field, "word", words[0], documents)
    for offset, word in enumerate(words[1:], start=1):
        check()
        starts = starts[np.isin(starts + offset, view.places(field, "word", word, documents), assume_unique=True)]
    return documents[np.unique(starts >> POSITION_BITS)]


def keyword_mask(view: View, field: str, wanted: tuple[str, ...], loose: bool = False) -> Mask:
    """Documents with one of ``wanted`` in a keyword field; ``loose`` compares folded words, a part is enough."""
    values = view.values(field)
    if loose:
        folded = [f" {fold(value)} " for value in wanted if fold(value)]
        chosen = [i for i, name in enumerate(values.names) if any(f in f" {fold(name)} " for f in folded)]
    else:
        asked = set(wanted)
        chosen = [i for i, name in enumerate(values.names) if name in asked]
    return documents_with(values, chosen, view.size)


def documents_with(values: Values, ordinals: list[int], size: int) -> Mask:
    """The documents that have one of ``ordinals``."""
    lookup = np.zeros(len(values.names) + 1, dtype=np.bool_)
    lookup[ordinals] = True
    mask = np.zeros(size, dtype=np.bool_)
    mask[values.documents()[lookup[values.ordinals]]] = True
    return mask


def date_mask(view: View, wanted: DateRange) -> Mask:
    """Documents whose whole publication period lies within ``wanted``, or that have no date if that is asked."""
    if wanted.undated:
        undated: Mask = view.first_day == 0
        return undated
    mask: Mask = view.first_day > 0
    if wanted.first:
        mask = mask & (view.first_day >= wanted.first.toordinal())
    if wanted.last:
        mask = mask & (view.last_day <= wanted.last.toordinal())
    return mask


def filter_masks(view: View, filters: Filters) -> dict[str, Mask]:
    """One mask per field that ``filters`` restrict; ``always`` holds what no facet is exempt from."""
    masks: dict[str, Mask] = {}
    for name in ("actor", "source", "section"):
        wanted = getattr(filters, name)
        if wanted:
            masks[name] = keyword_mask(view, name, wanted)
    if filters.dates:
        masks["date"] = reduce(np.logical_or, [date_mask(view, d) for d in filters.dates])
    always = np.ones(view.size, dtype=np.bool_)
    if filters.range:
        always &= date_mask(view, filters.range)
    if filters.exclude_actor:
        always &= ~keyword_mask(view, "actor", filters.exclude_actor)
    if filters.exclude_source:
        always &= ~keyword_mask(view, "source", filters.exclude_source)
    masks["always"] = always
    return masks
