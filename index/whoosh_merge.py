"""
When to merge the segments of a Whoosh index: a tiered policy, in two places.

Every commit writes one segment, and every segment costs each query a little, so they are merged. Merging copies
postings in Python, some hundreds of documents a second, and articles must be searchable within one; so

- `merge_tiny` runs with every commit and merges only what costs a fraction of a second
- `choose_tier` says what another process may merge beside the commits (`whoosh_merging`)
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from typing import Any

from whoosh.reading import SegmentReader

TINY = 8  # this many tiny segments become one with a commit
TINY_DOCS = 64  # the most documents a commit merges
TIER = 4  # this many segments of like size become one beside the commits: each document is copied log4 times
TIER_DOCS = 20_000  # the most documents merged at once: a minute or two of one processor

Segments = list[Any]


def choose_tiny(sizes: list[tuple[int, int]], limit: int = TINY_DOCS) -> list[int]:
    """Which segments a commit merges: indexes into ``sizes``, pairs of (live documents, deleted documents).

    Takes the smallest segments as long as their sum stays within ``limit``, when there are at least `TINY` of them;
    otherwise one segment that is mostly deleted; otherwise nothing.

    >>> choose_tiny([(1, 0)] * 7)
    []
    >>> choose_tiny([(1, 0)] * 8 + [(500, 0)])
    [0, 1, 2, 3, 4, 5, 6, 7]
    """
    chosen = _smallest(range(len(sizes)), sizes, limit)
    if len(chosen) >= TINY:
        return sorted(chosen)
    return [i for i, (live, deleted) in enumerate(sizes) if deleted > live and live <= limit][:1]


def choose_tier(sizes: list[tuple[int, int]]) -> list[int]:
    """Which segments to merge beside the commits: `TIER` or more of like size, or one that is mostly deleted.

    Sizes are alike within a factor of four. Tiny ones are left to the commits; one as large as `TIER_DOCS` stays.

    >>> choose_tier([(100, 0), (2000, 0), (2100, 0), (3000, 0), (2500, 0)])
    [1, 2, 3, 4]
    >>> choose_tier([(5, 0), (80, 0), (900, 0), (15000, 0)])
    []
    """
    for i, (live, deleted) in enumerate(sizes):
        if deleted > live and TINY_DOCS < live <= TIER_DOCS:
            return [i]
    tiers: dict[int, list[int]] = defaultdict(list)
    for i, (live, _) in enumerate(sizes):
        tiers[live.bit_length() // 2].append(i)
    for _, tier in sorted(tiers.items()):
        chosen = _smallest(tier, sizes, TIER_DOCS)
        if len(tier) >= TIER and len(chosen) > 1 and sum(sizes[i][0] for i in tier) > TINY_DOCS:
            return sorted(chosen)
    return []


def _smallest(among: Any, sizes: list[tuple[int, int]], limit: int) -> list[int]:
    """The smallest segments that have no more than ``limit`` documents together."""
    chosen: list[int] = []
    total = 0
    for i in sorted(among, key=lambda i: sizes[i][0]):
        total += sizes[i][0]
        if total > limit:
            break
        chosen.append(i)
    return chosen


def sizes_of(segments: Segments) -> list[tuple[int, int]]:
    """The live and the deleted documents of each segment."""
    return [(segment.doc_count(), segment.deleted_count()) for segment in segments]


def merge_tiny(writer: Any, segments: Segments) -> Segments:
    """Merge as `choose_tiny` says; for Whoosh's ``commit(mergetype=…)``."""
    chosen = set(choose_tiny(sizes_of(segments)))
    for i in sorted(chosen):
        if segments[i].doc_count():
            with closing(SegmentReader(writer.storage, writer.schema, segments[i])) as reader:
                writer.add_reader(reader)
    return [segment for i, segment in enumerate(segments) if i not in chosen]
