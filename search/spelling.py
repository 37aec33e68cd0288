"""
Words of the index as people write them, and the word that was probably meant by one it does not have.

- the index keeps words folded (مسوول); `written` finds the spelling that articles use most (مسؤول)
- `nearest` compares full words of the index, never stems, by `search.distance`, and prefers frequent words
  among those about as near
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import log10

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.analysis.analyzer import analyze
from index.store import Store
from search.distance import distance
from search.engine import SearchEngine
from search.query import SearchRequest, Term
from search.why import bare

EXAMPLES = 3  # articles read to learn how a word is written
REMEMBERED = 5000  # spellings kept, per process
MIN_LENGTH, MAX_LENGTH = 3, 25  # shorter words are near to everything; longer ones are no words
WEIGHED = 300  # candidates, the nearest and most frequent first
# Writers leave letters out more often than they add any, and mean frequent words more often than rare ones. Tuned
# on 240 slips made at random in words of 2,085 news articles: 84 % put right, 73 % by distance alone.
LEFT_OUT = 0.25
FREQUENCY = 0.2
RAREST_CANDIDATE = 10  # times more articles than the word in doubt, where that is known at all
# Up to this length of word → how far a word may be to have been meant.
REACH = ((3, 0.5), (4, 0.8), (6, 1.2), (99, 1.8))


class Spelling:
    """Knows how the words of one index are written."""

    def __init__(self, engine: SearchEngine, store: Store) -> None:
        self._engine, self._store = engine, store
        self._written: dict[str, str] = {}

    def written(self, word: str) -> str:
        """The most frequent spelling of ``word`` in the best articles that have it; ``word`` itself if none has."""
        known = self._written.get(word)
        if known is None:
            known = self._look_up(word)
            if known is None:
                return word
            if len(self._written) >= REMEMBERED:
                self._written.clear()
            self._written[word] = known
        return known

    def _look_up(self, word: str) -> str | None:
        request = SearchRequest(clause=Term(word, word), match="word", limit=EXAMPLES, ladder=False)
        ids = [hit.id for hit in self._engine.search(request).hits]
        spellings: Counter[str] = Counter()
        for article in self._store.get_many(ids).values():
            tokens = analyze(f"{article.title}\n{article.body}")
            spellings.update(bare(token.text) for token in tokens if token.word == word)
        return min(spellings, key=lambda text: (-spellings[text], text), default=None)

    def nearest(self, word: str, known: int) -> str | None:
        """The word of the index probably meant by ``word``, which ``known`` articles have; None if none is near."""
        if not MIN_LENGTH <= len(word) <= MAX_LENGTH or not word.isalpha():
            return None
        reach = next(limit for length, limit in REACH if len(word) <= length)
        best = min(self._candidates(word, max(1, known * RAREST_CANDIDATE), reach), default=None)
        return best[1] if best else None

    def _candidates(self, word: str, rarest: int, reach: float) -> Iterator[tuple[float, str]]:
        """The words near to ``word`` that at least ``rarest`` articles have, each with how unlikely it is."""
        # Two edits are enough for every reach; a cheap pass by plain distance leaves few to weigh.
        edits = 1 if len(word) <= MIN_LENGTH else 2
        counts = self._engine.vocabulary().near(word, edits)
        near = process.extract(word, list(counts), scorer=OSA.distance, score_cutoff=edits, limit=None)
        counted = sorted((far, -counts[other], other) for other, far, _ in near)
        for _, minus_count, candidate in counted[:WEIGHED]:
            if candidate == word or -minus_count < rarest:
                continue
            far = distance(word, candidate)
            if far <= reach:
                longer = LEFT_OUT if len(candidate) > len(word) else 0.0
                yield far - FREQUENCY * log10(-minus_count) - longer, candidate
