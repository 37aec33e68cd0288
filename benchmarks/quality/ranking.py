"""
Ranking: mean reciprocal rank of the first page, ours beside every baseline, on three judged sets.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.memory_view import MemoryEngine
from benchmarks.quality import baselines, corpora, product
from benchmarks.quality.measures import found, mean, reciprocal_rank

# The fixed part that a quick run takes: (documents, queries), None for all.
SAMPLE: dict[str, tuple[int | None, int | None]] = {
    "ant-titles": (3_000, 300),
    "aqa": (500, 300),
    "arcd-train": (None, None),
}


def measure(data: Path, sample: bool) -> tuple[dict[str, float], list[str], dict[str, str]]:
    """Figures by name, the lines of a table, and the digest of each set.

    ``<set>.mrr`` and ``<set>.found`` are ours; ``<set>.margin`` is our MRR less the best baseline's.
    """
    figures: dict[str, float] = {}
    digests: dict[str, str] = {}
    columns = [f"{name} {k1}/{b}" for name in baselines.ANALYSES for k1, b in baselines.PARAMETERS]
    lines = ["MRR@10 | " + " | ".join(columns) + " | **Bahith** | answer on first page"]
    for name in corpora.SETS:
        judged = corpora.load(data, name, *(SAMPLE[name] if sample else (None, None)))
        digests[name] = judged.digest
        others = [
            mrr(judged, baselines.rankings(judged, analysis, k1, b))
            for analysis in baselines.ANALYSES.values()
            for k1, b in baselines.PARAMETERS
        ]
        ranked = product.rankings(judged, MemoryEngine(product.records(judged)))
        ours = mrr(judged, ranked)
        figures[f"{name}.mrr"] = ours
        figures[f"{name}.margin"] = ours - max(others)
        figures[f"{name}.found"] = mean([found(r, q[1]) for r, q in zip(ranked, judged.queries, strict=True)])
        row = [f"{name} ({len(judged.documents)} documents, {len(judged.queries)} queries)"]
        row += [f"{value:.3f}" for value in others] + [f"**{ours:.3f}**", f"{figures[f'{name}.found']:.3f}"]
        lines.append(" | ".join(row))
        print(lines[-1], flush=True)
    return figures, lines, digests


def mrr(judged: corpora.Judged, ranked: list[list[str]]) -> float:
    """The mean reciprocal rank of rankings, one for each query."""
    return mean([reciprocal_rank(ids, query[1]) for ids, query in zip(ranked, judged.queries, strict=True)])
