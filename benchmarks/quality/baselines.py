"""
The rankings to beat: plain BM25 over one analysis, as other engines give it out of the box.

- ``word``: normalized words, not stemmed
- ``light10``: the light stemmer of Larkey, Ballesteros and Connell, as Lucene's ``arabic`` analyzer applies it
- ``snowball``: the Arabic stemmer of the Snowball project

Each is tried with k1, b of (0.9, 0.4) and (1.2, 0.75); any word may match, the usual way of such engines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import snowballstemmer

from benchmarks.quality.corpora import Judged
from benchmarks.quality.measures import CUTOFF

PARAMETERS = ((0.9, 0.4), (1.2, 0.75))

_TOKEN = re.compile(r"[\w\u064b-\u0652\u0670\u0640]+")
_MARKS = re.compile(r"[\u064b-\u0652\u0640]")
_LETTERS = str.maketrans({"آ": "ا", "أ": "ا", "إ": "ا", "ى": "ي", "ة": "ه"})
_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")
_snowball = snowballstemmer.stemmer("arabic")


def normalized(word: str) -> str:
    """The letters as Lucene's Arabic normalizer leaves them."""
    return _MARKS.sub("", word).translate(_LETTERS).lower()


@lru_cache(maxsize=1_000_000)
def light10(word: str) -> str:
    """The light10 stem: one prefix off if enough is left, و off if more than three letters, then suffixes off."""
    word = normalized(word)
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            word = word[len(prefix) :]
            break
    else:
        if word.startswith("و") and len(word) >= 4:
            word = word[1:]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            word = word[: -len(suffix)]
    return word


@lru_cache(maxsize=1_000_000)
def snowball(word: str) -> str:
    """The Snowball stem."""
    return str(_snowball.stemWord(word.lower()))


ANALYSES: dict[str, Callable[[str], str]] = {"word": normalized, "light10": light10, "snowball": snowball}


def rankings(judged: Judged, analysis: Callable[[str], str], k1: float, b: float) -> list[list[str]]:
    """The ids of the first documents for each query of ``judged``, by BM25 over one field."""
    ids = list(judged.documents)
    postings: dict[str, list[tuple[int, int]]] = {}
    lengths = np.zeros(len(ids))
    for number, text in enumerate(judged.documents.values()):
        counts = Counter(map(analysis, _TOKEN.findall(text)))
        lengths[number] = counts.total()
        for term, count in counts.items():
            postings.setdefault(term, []).append((number, count))
    norm = k1 * (1 - b + b * lengths / lengths.mean())
    ranked = []
    for query, _ in judged.queries:
        scores = np.zeros(len(ids))
        for term in set(map(analysis, _TOKEN.findall(query))):
            if term in postings:
                documents, counts_ = np.array(postings[term]).T
                idf = np.log1p((len(ids) - len(documents) + 0.5) / (len(documents) + 0.5))
                scores[documents] += idf * counts_ / (counts_ + norm[documents])
        best = np.argsort(-scores, kind="stable")[:CUTOFF]
        ranked.append([ids[n] for n in best if scores[n] > 0])
    return ranked
