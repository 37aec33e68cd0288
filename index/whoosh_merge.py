"""
When to merge the segments of a Whoosh index: a tiered policy in two strengths.

Every commit writes one segment, and every segment costs each query a little, so small ones are merged. Merging
copies postings in Python, so how much one commit may merge is bounded: articles must be searchable within a second.

- `merge_tiny` runs with every commit and merges only what costs a fraction of a second
- `merge_tier` runs when there is nothing else to do, one tier of like-sized segments at a time
- a segment of which more than half is deleted counts as ripe by itself
- larger segments stay until `flask index rebuild` makes one of all: merging them would keep articles waiting
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from whoosh.reading import SegmentReader

TIER = 8  # this many segments of one size become one of the next size
TINY_DOCS = 64  # the most documents a commit merges
TIER_DOCS = 256  # the most documents idle housekeeping merges at once: under a second, so that nothing waits longer

Segments = list[Any]
Policy = Callable[[Any, Segments], Segments]


def choose(sizes: list[tuple[int, int]], limit: int) -> list[int]:
    """Which segments to merge now: indexes into ``sizes``, pairs of (live documents, deleted documents).

    Takes the smallest segments as long as their sum stays within ``limit``, when there are at least `TIER` of them;
    otherwise one segment that is mostly deleted; otherwise nothing.

    >>> choose([(1, 0)] * 7, 64)
    []
    >>> choose([(1, 0)] * 8 + [(500, 0)], 64)
    [0, 1, 2, 3, 4, 5, 6, 7]
    """
    order = sorted(range(len(sizes)), key=lambda i: sizes[i][0])
    chosen: list[int] = []
    total = 0
    for i in order:
        total += sizes[i][0]
        if total > limit:
            break
        chosen.append(i)
    if len(chosen) >= TIER:
        return sorted(chosen)
    return [i for i, (live, deleted) in enumerate(sizes) if deleted > live and live <= limit][:1]


def policy(limit: int) -> Policy:
    """A merge function as Whoosh's ``commit(mergetype=…)`` takes it."""

    def merge(writer: Any, segments: Segments) -> Segments:
        chosen = set(choose([(s.doc_count(), s.deleted_count()) for s in segments], limit))
        for i in sorted(chosen):
            reader = SegmentReader(writer.storage, writer.schema, segments[i])
            try:
                writer.add_reader(reader)
            finally:
                reader.close()
        return [segment for i, segment in enumerate(segments) if i not in chosen]

    return merge


merge_tiny = policy(TINY_DOCS)
merge_tier = policy(TIER_DOCS)
