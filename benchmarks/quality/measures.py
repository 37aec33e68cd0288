"""
Measures of a ranking against judgments.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

CUTOFF = 10


def reciprocal_rank(ranked: Sequence[str], relevant: AbstractSet[str], cutoff: int = CUTOFF) -> float:
    """1 / the rank of the first relevant document among the first ``cutoff``; 0 where there is none.

    >>> reciprocal_rank(["a", "b"], {"b"})
    0.5
    """
    return next((1.0 / rank for rank, id in enumerate(ranked[:cutoff], 1) if id in relevant), 0.0)


def found(ranked: Sequence[str], relevant: AbstractSet[str], cutoff: int = CUTOFF) -> float:
    """1 where a relevant document is among the first ``cutoff``, else 0."""
    return float(any(id in relevant for id in ranked[:cutoff]))


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0
