"""
Words of the index as people write them, and the word that was probably meant by one it does not have.

- the index keeps words folded (مسوول); `written` finds the spelling that articles use most (مسؤول)
- `nearest` compares full words of the index, never stems, by `search.distance`; among equally near ones the
  more frequent wins
"""

from __future__ import annotations

from collections import Counter

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
MIN_LENGTH = 3  # shorter words are near to everything
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
        if word not in self._written:
            if len(self._written) >= REMEMBERED:
                self._written.clear()
            self._written[word] = self._look_up(word)
        return self._written[word]

    def _look_up(self, word: str) -> str:
        request = SearchRequest(clause=Term(word, word), match="word", limit=EXAMPLES, ladder=False)
        ids = [hit.id for hit in self._engine.search(request).hits]
        spellings: Counter[str] = Counter()
        for article in self._store.get_many(ids).values():
            tokens = analyze(f"{article.title}\n{article.body}")
            spellings.update(bare(token.text) for token in tokens if token.word == word)
        return min(spellings, key=lambda text: (-spellings[text], text), default=word)

    def nearest(self, word: str, known: int) -> str | None:
        """The word of the index probably meant by ``word``, which ``known`` articles have; None if none is near."""
        reach = next(limit for length, limit in REACH if len(word) <= length)
        if len(word) < MIN_LENGTH or not any(char.isalpha() for char in word):
            return None
        vocabulary = self._engine.vocabulary()
        # Two edits are enough for every reach; a cheap pass by plain distance leaves few to weigh.
        edits = 1 if len(word) <= MIN_LENGTH else 2
        near = process.extract(word, vocabulary.words, scorer=OSA.distance, score_cutoff=edits, limit=None)
        best: tuple[float, int, str] | None = None
        for candidate, _, at in near:
            count = int(vocabulary.counts[at])
            far = distance(word, candidate)
            if candidate == word or far > reach or count < max(1, known * RAREST_CANDIDATE):
                continue
            ranked = (round(far, 2), -count, candidate)
            best = min(best, ranked) if best else ranked
        return best[2] if best else None
