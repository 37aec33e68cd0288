"""
In which order matches come, and which of them stand on one page.

- ``relevance``: best score first; equal scores newest first
- ``newest`` / ``oldest``: by the first day of the publication period; undated articles last both ways; then by score
- what is still equal stands by id, so pages never overlap and every engine gives the same order
- collapsed, a story is shown once, by its first article in that order
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from search.postings import IntArray, View
from search.query import Sort


def ordered(
    view: View, documents: IntArray, scores: npt.NDArray[np.float64], sort: Sort, top: int | None = None
) -> IntArray:
    """``documents`` in the order of ``sort``; with ``top``, only the first so many, found without sorting the rest."""
    if sort == "relevance" and top is not None and 0 < top < len(documents):
        edge = np.partition(scores[documents], len(documents) - top)[len(documents) - top]
        documents = documents[scores[documents] >= edge]
    day = view.first_day[documents].astype(np.int64)
    by_score = -scores[documents]
    ranks = view.order[documents]
    if sort == "relevance":
        order = np.lexsort((ranks, -day, by_score))
    else:
        order = np.lexsort((ranks, by_score, -day if sort == "newest" else day, day == 0))
    result: IntArray = documents[order]
    return result if top is None else result[:top]


def collapse(view: View, documents: IntArray) -> IntArray:
    """The first document of each story, in the order given."""
    _, first = np.unique(view.story[documents], return_index=True)
    return documents[np.sort(first)]


def count(view: View, documents: IntArray, by_story: bool) -> int:
    """How many documents, or stories, there are."""
    return len(np.unique(view.story[documents])) if by_story else len(documents)
