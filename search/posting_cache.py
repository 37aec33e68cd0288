"""
The posting lists that an engine keeps in memory, within a bound.

What a segment holds never changes but for its deletions, so a list read once stays true; those least in use go.

They are kept as plain tuples of arrays, which Python's garbage collector forgets about: with two hundred thousand
objects of our own to look through, it stopped every search for a quarter of a second now and then.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Container

from index.posting_list import FloatArray, IntArray, Positions, PostingList

CACHE_BYTES = 128 * 1024 * 1024
OVERHEAD = 600  # bytes of a list's objects beside its numbers

Kept = tuple[IntArray, FloatArray, Positions | None, IntArray | None]  # the fields of a PostingList
Key = tuple[str, str, bytes, bool]  # segment or generation, field, term, with positions


class PostingCache:
    """Posting lists by segment, field and term; the least recently used go when there are too many bytes."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self._limit = limit
        self._bytes = 0
        self._lists: OrderedDict[Key, Kept] = OrderedDict()

    def get(self, key: Key) -> PostingList | None:
        """The list kept under ``key``."""
        found = self._lists.get(key)
        if found is not None:
            self._lists.move_to_end(key)
        return PostingList(*found) if found else None

    def used(self, segments: Container[str]) -> list[tuple[str, bytes, bool]]:
        """Of which terms lists of these segments are kept, those used last first: field, term, with positions."""
        return list(dict.fromkeys(key[1:] for key in reversed(self._lists) if key[0] in segments))

    def put(self, key: Key, postings: PostingList) -> None:
        """Keep a list."""
        old = self._lists.pop(key, None)  # two threads may have missed it at once
        kept = (postings.ids, postings.frequencies, postings.positions, postings.starts)
        self._bytes += _size(kept) - (_size(old) if old else 0)
        self._lists[key] = kept
        while self._bytes > self._limit and len(self._lists) > 1:
            _, oldest = self._lists.popitem(last=False)
            self._bytes -= _size(oldest)


def _size(kept: Kept) -> int:
    return OVERHEAD + sum(part.nbytes for part in kept if part is not None)
