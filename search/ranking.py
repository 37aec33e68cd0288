"""
Why one article stands above another: one formula that any engine can compute.

    score(d) = Σ over layers L, query words t:  LAYER_WEIGHTS[L] · idf_L(t) · tf / (tf + k1 · (1 − b + b · len / avg))
             + PROXIMITY · Σ over pairs of neighbouring query words and fields (title, body):  sloppy phrase

- tf and len are sums over the text fields, each times its FIELD_WEIGHTS (BM25F: Robertson, Zaragoza, Taylor 2004;
  Lucene's ``combined_fields``), so a word in the title saturates together with the same word in the body
- idf_L(t) = ln(1 + (N − n + ½) / (n + ½)), n the largest number of articles with t in one text field of layer L
- all layers are summed whatever the rung: the exact word stands above its forms
- a stop word counts STOP_WEIGHT of its score: enough to tell «على» from nothing, never to outrank a real word
- proximity is a rescore of the best PROXIMITY_WINDOW: for words a, b next to each other in the query, each place
  where b follows a within SLOP words adds 1 / (1 + words between); saturated like a frequency, times idf(a) + idf(b)

The values were tuned by hand on development sets; ``make quality`` measures them, beside what every baseline reaches.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from index.analysis.token import Layer
from search.postings import POSITION_BITS, FloatArray, IntArray, Mask, Places, View

K1 = 1.2
B = 0.75
FIELD_WEIGHTS: Mapping[str, float] = {"title": 2.0, "lead": 1.0, "body": 1.0}
LAYER_WEIGHTS: Mapping[Layer, float] = {"word": 1.0, "stem": 2.0, "root": 0.6}
STOP_WEIGHT = 0.3
PROXIMITY = 0.3
PROXIMITY_WINDOW = 200
PROXIMITY_FIELDS = ("title", "body")
PROXIMITY_LAYER: Layer = "stem"
SLOP = 4

Scores = npt.NDArray[np.float64]


def idf(documents: int, total: int) -> float:
    """Inverse document frequency of a term that ``documents`` of ``total`` live articles have (Lucene's, above 0)."""
    return float(np.log1p((total - documents + 0.5) / (documents + 0.5)))


def combined_length(view: View, fields: tuple[str, ...]) -> Scores:
    """The weighted length of every document over ``fields``."""
    length = np.zeros(view.size)
    for field in fields:
        length += FIELD_WEIGHTS[field] * view.lengths(field)
    return length


def norms(length: Scores, alive: Mask, k1: float = K1, b: float = B) -> Scores:
    """k1 · (1 − b + b · len / avg) for every document; the average is over live ones that have the field."""
    present = alive & (length > 0)
    average = float(length[present].mean()) if present.any() else 1.0
    return np.asarray(k1 * (1.0 - b + b * length / average))


def saturate(frequency: npt.NDArray[np.floating], norm: Scores) -> Scores:
    """BM25's term frequency part, between 0 and 1."""
    return np.asarray(frequency / (frequency + norm), dtype=np.float64)


def sloppy(first: Places, second: Places, documents: int, slop: int = SLOP) -> Scores:
    """How often ``second`` follows ``first`` with at most ``slop`` words between, in each of ``documents`` documents.

    A place weighs 1 / (1 + words between).

    >>> sloppy(np.array([3]), np.array([4, 6]), documents=1, slop=2).tolist()
    [1.0]
    """
    following = np.searchsorted(second, first, side="right")
    first = first[following < len(second)]
    between = second[following[following < len(second)]] - first - 1  # very many where the next is in another document
    near = between <= slop
    weights = 1.0 / (1.0 + between[near])
    return np.bincount(first[near] >> POSITION_BITS, weights=weights, minlength=documents).astype(np.float64)


def window(scores: Scores, documents: IntArray, size: int = PROXIMITY_WINDOW) -> IntArray:
    """The ``size`` best of ``documents`` by score, ascending by number; ties at the edge are all taken in."""
    if len(documents) <= size:
        return documents
    edge = np.partition(scores[documents], len(documents) - size)[len(documents) - size]
    best: IntArray = documents[scores[documents] >= edge]
    return best


def restrict(frequencies: FloatArray, weight: float) -> FloatArray:
    """Frequencies of one field as they count in the sum over fields."""
    return np.asarray(frequencies * np.float32(weight))
