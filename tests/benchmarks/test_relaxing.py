"""What is measured of relaxing is what a search does."""

from __future__ import annotations

import sys

from benchmarks.memory_view import MemoryEngine
from benchmarks.quality import product
from benchmarks.quality.corpora import Judged
from benchmarks.relaxing import row

DOCUMENTS = {
    "all": "زار وزير الخارجية دمشق لبحث الهدنة.",
    "three": "زار وزير الخارجية موسكو ثم دمشق.",
    "one": "ارتفعت أسعار القمح في دمشق.",
    "none": "فاز الفريق بالبطولة.",
}


def test_fewer_words_are_asked_for_until_enough_is_found() -> None:
    """Ranks stay; what is found grows with what is enough."""
    judged = Judged("made", DOCUMENTS, (("وزير الخارجية دمشق الهدنة", frozenset({"all"})),), "")
    engine = MemoryEngine(product.records(judged))
    assert [row(judged, engine, enough) for enough in (2, 3, sys.maxsize)] == [
        "2 | 1.000 | 1.000 | 2",
        "3 | 1.000 | 1.000 | 3",
        "any word | 1.000 | 1.000 | 3",
    ]
