"""
What an article is about, as weighted stems: the words that it has often and other articles seldom.

The weight of a stem is (1 + log tf) × log(1 + N / df), as in tf-idf; a word of the title counts three times.
"""

from __future__ import annotations

from collections import Counter
from math import log

from index.analysis.analyzer import analyze
from index.article import Article
from search.engine import SearchEngine

CANDIDATES = 120  # stems looked up in the index
KEPT = 25  # stems an article is compared by
TITLE_WEIGHT = 3


def weigh(article: Article, engine: SearchEngine) -> dict[str, float]:
    """The stems that say best what ``article`` is about, and their weights; none that no other article has."""
    counts: Counter[str] = Counter()
    for text, weight in ((article.title, TITLE_WEIGHT), (article.body, 1)):
        for token in analyze(text):
            if token.stem and not token.is_stop and len(token.stem) > 1:
                counts[token.stem] += weight
    weights: dict[str, float] = {}
    for stem, count in counts.most_common(CANDIDATES):
        articles = engine.count("stem", stem)
        if articles > 1:
            weights[stem] = (1 + log(count)) * log(1 + engine.articles / articles)
    best = sorted(weights, key=lambda stem: (-weights[stem], stem))[:KEPT]
    return {stem: weights[stem] for stem in best}
