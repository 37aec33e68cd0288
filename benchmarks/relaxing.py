"""
How many articles must a long query find before no more of its words are given up?

What is measured, on a judged set and for each number of articles that could be enough (``search.relaxing.CANDIDATES``):

- the mean reciprocal rank of the first page, and on how many first pages the answer is
- the median total: what the reader is told was found, and what the facets count

The last row asks for any of the words. How to run: ``python -m benchmarks.relaxing --data FOLDER [--set ant-titles]
[--queries N]``. A few minutes; the set is indexed in memory, as in the quality gate.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

from tqdm import tqdm

from benchmarks.memory_view import MemoryEngine
from benchmarks.quality import corpora, product
from benchmarks.quality.measures import CUTOFF, found, mean, reciprocal_rank
from search.parser import parse
from search.query import SearchRequest
from search.relaxing import search_relaxing

ENOUGH = (1, 10, 100, 1_000, sys.maxsize)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", choices=corpora.SETS, default="ant-titles")
    parser.add_argument("--queries", type=int, default=500)
    options = parser.parse_args()
    judged = corpora.load(options.data, options.set, None, options.queries)
    engine = MemoryEngine(product.records(judged))
    print(f"{options.set}: {len(judged.documents):,} documents, {len(judged.queries):,} queries")
    print("articles that are enough | MRR@10 | answer on first page | median total")
    for candidates in ENOUGH:
        print(row(judged, engine, candidates), flush=True)


def row(judged: corpora.Judged, engine: MemoryEngine, candidates: int) -> str:
    """The line of the table for one number of articles."""
    ranks, pages, totals = [], [], []
    for query, relevant in tqdm(judged.queries, disable=None, leave=False):
        parsed = parse(query, resolve_actor=lambda name: (), today=product.TODAY)
        request = SearchRequest(parsed.clause, limit=CUTOFF, ladder=False)
        result = search_relaxing(engine.search, request, parsed, candidates=candidates).result
        ids = [hit.id for hit in result.hits]
        ranks.append(reciprocal_rank(ids, relevant))
        pages.append(found(ids, relevant))
        totals.append(result.total)
    name = "any word" if candidates == sys.maxsize else f"{candidates:,}"
    return f"{name} | {mean(ranks):.3f} | {mean(pages):.3f} | {statistics.median(totals):,.0f}"


if __name__ == "__main__":
    main()
