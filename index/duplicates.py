"""
Fingerprints: which texts are copies of one another, exactly or nearly.

- `fingerprint` takes the words of a body as the index knows them (harakat, hamza seats, punctuation already aside)
- ``exact`` is equal where the words are equal; for texts under PHRASE_WORDS the title counts too, because «شاهد
  الفيديو» under fifty headlines is fifty stories
- ``minhash`` estimates which part of all runs of SHINGLE words two texts share (Broder 1997: resemblance of documents,
  by min-wise independent permutations); at THRESHOLD and above they are near copies
- `bands` are what a table can look near copies up by: two texts at THRESHOLD share one of the BANDS almost always

>>> words = "قال وزير الخارجية إن بلاده ترحب بالزيارة التي تجري غدا في العاصمة".split() * 3
>>> similarity(fingerprint("أ", words).minhash, fingerprint("ب", words).minhash)
1.0
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from index.analysis.normalizer import MAX_LENGTH, normalize
from index.analysis.tokenizer import tokenize

if TYPE_CHECKING:
    from datasketch import MinHash

SHINGLE = 3
PERMUTATIONS = 128  # a similarity of 0.6 is estimated within 0.04
BANDS = 32  # two texts of similarity 0.6 share one in 99 % of cases
# In a sample of 7,000 news texts of six outlets, hardly any two share between 0.35 and 0.6: below stand different
# texts about one event, above the same agency text cut and edited.
THRESHOLD = 0.6
MIN_WORDS = 20  # below, texts are only compared exactly: «سعر الدولار اليوم في دمشق …» differs in what matters
PHRASE_WORDS = 8  # below, a text says nothing of its own; in 41,686 news texts none of 8 to 20 words has two headlines

# News repeats its words: remembering them makes normalizing ten times as fast.
_normalized = lru_cache(1 << 16)(normalize)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a text to find its copies. ``minhash`` is empty for texts that only compare exactly."""

    exact: bytes
    minhash: bytes = b""


def fingerprint(title: str, words: Sequence[str]) -> Fingerprint:
    """The fingerprint of a text with these ``words``, in order, and this title."""
    joined = " ".join(words)
    if len(words) < PHRASE_WORDS:
        return Fingerprint(_digest(f"{title.strip()}\n{joined}"))
    if len(words) < MIN_WORDS:
        return Fingerprint(_digest(joined))
    sketch = _empty().copy()
    sketch.update_batch(_shingles(words))
    return Fingerprint(_digest(joined), sketch.hashvalues.astype("<u4").tobytes())


def words(text: str) -> list[str]:
    """The words of ``text`` as the word layer has them, without the cost of their stems and roots."""
    return [word for word in (_normalized(span.text[:MAX_LENGTH]) for span in tokenize(text)) if word]


def bands(minhash: bytes) -> tuple[int, ...]:
    """The numbers under which a fingerprint is looked up, one a band; none for an empty one."""
    width = len(minhash) // BANDS
    return tuple(
        int.from_bytes(hashlib.blake2b(minhash[i * width : (i + 1) * width], digest_size=7, salt=bytes([i])).digest())
        for i in range(BANDS if width else 0)
    )


def similarity(one: bytes, other: bytes) -> float:
    """The estimated part of shingles two fingerprints share, 0 to 1; 0 where either is empty."""
    if len(one) != len(other) or not one:
        return 0.0
    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")))


def _shingles(words: Sequence[str]) -> list[int]:
    hashes = np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint64)
    count = len(words) - SHINGLE + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(SHINGLE):  # a polynomial of the words' hashes, so that order counts
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + hashes[offset : offset + count]
    return [int(value) for value in np.unique(mixed >> np.uint64(32))]


@cache
def _empty() -> MinHash:
    # Slow to import, and only writers need it. Making the permutations is slow too: every text copies this one.
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=1, scheme="affine32", hashfunc=int)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
