"""
Nouns that end in yeh and lose it where they are indefinite: قاضٍ is a قاضي, مبانٍ are مباني.

- `data/defective.txt` is the list, as they are written without yeh; after the article the yeh stays (القاضي)
- a list, no rule: عاد (returned) has العادي beside it as قاض has القاضي, and is no form of it

>>> with_yeh("قاض"), with_yeh("عاد")
('قاضي', 'عاد')
"""

from __future__ import annotations

from functools import cache

from index.analysis.lexicon import read_lines
from index.analysis.normalizer import normalize


def with_yeh(word: str) -> str:
    """``word`` (of the `word` layer, without clitics and article) with the yeh that it lacks, if it does."""
    return word + "ي" if word in _words() else word


@cache
def _words() -> frozenset[str]:
    return frozenset(normalize(word) for line in read_lines("defective.txt") for word in line.split())
