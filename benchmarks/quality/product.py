"""
What this product answers to a judged set: the parser, the relaxing and the ranking that serve requests, in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from benchmarks.memory_view import MemoryEngine
from benchmarks.quality.corpora import Judged
from benchmarks.quality.measures import CUTOFF
from index.article import Article
from index.schema import Record, to_record
from search.parser import parse
from search.query import SearchRequest
from search.relaxing import search_relaxing

TODAY = date(2025, 1, 1)  # relative dates in a query mean the same in every run


def records(judged: Judged) -> Iterator[Record]:
    """The documents of ``judged`` as an engine receives them: only a body each, as the sets are judged on."""
    for id, body in judged.documents.items():
        yield to_record(Article(id=id, title="", title_origin="derived", body=body))


def rankings(judged: Judged, engine: MemoryEngine) -> list[list[str]]:
    """The ids of the first page for each query."""
    ranked = []
    for query, _ in judged.queries:
        parsed = parse(query, resolve_actor=lambda name: (), today=TODAY)
        request = SearchRequest(parsed.clause, limit=CUTOFF, ladder=False)
        answer = search_relaxing(engine.search, request, parsed)
        ranked.append([hit.id for hit in answer.result.hits])
    return ranked
