"""
Scores of matching articles: the formula of `ranking` on a view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
import numpy.typing as npt

from index.analysis.token import LAYERS, Layer
from index.schema import TEXT_FIELDS
from search import ranking
from search.matching import fields_of
from search.postings import IntArray, View
from search.query import Bool, Clause, Phrase, Prefix, Term

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Word:
    """One thing to score: alternatives of one term in each layer, the fields it counts in, and its weight."""

    terms: tuple[tuple[Layer, tuple[str, ...], float], ...]
    field: str | None
    stem: str = ""  # for proximity; "" takes no part in it


def words_of(clause: Clause, expand: Callable[[Prefix], list[str]]) -> Iterator[Word]:
    """The words of ``clause`` that add to a score, in query order; what is excluded or only filters adds nothing."""
    match clause:
        case Term():
            weight = ranking.STOP_WEIGHT if clause.is_stop else 1.0
            terms = tuple(
                (layer, (clause.term(layer),), weight * ranking.LAYER_WEIGHTS[layer])
                for layer in LAYERS
                if clause.term(layer)
            )
            yield Word(terms, clause.field, clause.stem)
        case Phrase():
            for word in clause.words:
                yield Word((("word", (word,), sum(ranking.LAYER_WEIGHTS.values())),), clause.field)
        case Prefix():
            yield Word((("word", tuple(expand(clause)), sum(ranking.LAYER_WEIGHTS.values())),), clause.field)
        case Bool():
            for part in clause.must + clause.should:
                yield from words_of(part, expand)
        case _:
            return


def score(
    view: View, clause: Clause, documents: IntArray, max_expansions: int, check: Callable[[], None] = lambda: None
) -> Scores:
    """The score of every document of ``view``; only those of ``documents`` (ascending) are complete."""

    def expand(prefix: Prefix) -> list[str]:
        places = product(fields_of(prefix.field), prefix.beginnings)
        return sorted({word for field, start in places for word in view.expand(field, start, max_expansions)})

    words = list(dict.fromkeys(words_of(clause, expand)))
    scorer = Scorer(view)
    scores = np.zeros(view.size)
    for word in words:
        for layer, terms, weight in word.terms:
            scorer.add(scores, layer, terms, weight, word.field)
            check()
    if len(words) > 1 and len(documents):
        near = ranking.window(scores, documents)
        for first, second in pairwise(words):
            if first.stem and second.stem and first.stem != second.stem:
                scorer.add_proximity(scores, near, first.stem, second.stem)
                check()
    return scores


def score_weighted(view: View, terms: Mapping[str, float]) -> Scores:
    """Scores for weighted terms of the stem layer (more like this)."""
    scorer = Scorer(view)
    scores = np.zeros(view.size)
    for term, weight in terms.items():
        scorer.add(scores, "stem", (term,), weight, None)
    return scores


class Scorer:
    """The parts of the formula on one view; lengths are worked out once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._total = int(view.alive.sum())
        self._norms: dict[tuple[str, ...], Scores] = {}

    def _norm(self, fields: tuple[str, ...]) -> Scores:
        if fields not in self._norms:
            self._norms[fields] = ranking.norms(ranking.combined_length(self._view, fields), self._view.alive)
        return self._norms[fields]

    def add(self, scores: Scores, layer: Layer, terms: Sequence[str], weight: float, field: str | None) -> None:
        """Add the BM25F score of one word, given as alternatives that count as one, in one layer."""
        fields = (field,) if field else TEXT_FIELDS
        frequency = np.zeros(self._view.size, dtype=np.float32)
        documents = 0
        for name in fields:
            seen = 0
            for term in terms:
                postings = self._view.postings(name, layer, term)
                frequency[postings.ids] += ranking.restrict(postings.frequencies, ranking.FIELD_WEIGHTS[name])
                seen += int(self._view.alive[postings.ids].sum())
            documents = max(documents, min(seen, self._total))
        if documents:
            present = np.flatnonzero(frequency)
            part = ranking.saturate(frequency[present], self._norm(fields)[present])
            scores[present] += weight * ranking.idf(documents, self._total) * part

    def add_proximity(self, scores: Scores, documents: IntArray, first: str, second: str) -> None:
        """Add to ``documents`` what they deserve for holding ``second`` close behind ``first``."""
        layer = ranking.PROXIMITY_LAYER
        for field in ranking.PROXIMITY_FIELDS:
            a, b = (self._view.postings(field, layer, term) for term in (first, second))
            both = np.intersect1d(np.intersect1d(a.ids, b.ids, True), documents, True)
            if not len(both):
                continue
            frequency = ranking.sloppy(
                self._view.places(field, layer, first, both), self._view.places(field, layer, second, both), len(both)
            )
            # Dead documents keep their postings until segments are merged; they are not counted.
            rarity = sum(ranking.idf(int(self._view.alive[ids].sum()), self._total) for ids in (a.ids, b.ids))
            part = ranking.saturate(frequency, self._norm((field,))[both])
            scores[both] += ranking.PROXIMITY * rarity * part
