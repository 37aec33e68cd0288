"""
How far one word is from another, as Arabic writers and typists err.

- letters that sound alike or that schools confuse cost little: ض/ظ, ذ/ز, ت/ط, س/ص, ث/س, ق/ك …
- so do a long vowel too many or too few, a letter doubled, two letters swapped, a dot too many or too few: ط/ظ, ر/ز …
- neighbours on the keyboard cost less than any other letter

Words are compared as the ``word`` layer spells them, where ه/ة, ى/ي, the alefs and the seats of hamza are one already.

>>> distance("مضاهره", "مظاهره") < distance("مكاهره", "مظاهره")
True
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

CONFUSED = 0.3
VOWEL = 0.5
DOUBLED = 0.3
SWAPPED = 0.5
DOTTED = 0.5
NEIGHBOUR = 0.7
OTHER = 1.0

_ALIKE = "ضظ ذز ذد تط سص ثس ثت قك قغ جغ حه دض زظ ذظ اي ئو ئي ئا ءا ءئ"
_DOTTED = "طظ رز عغ حخ حج جخ صض سش بت بث بن تن نث فق"
_VOWELS = frozenset("اوي")
# The rows of the Arabic (101) and Latin keyboards.
_ROWS = ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ", "qwertyuiop", "asdfghjkl", "zxcvbnm")


def _pairs() -> Iterator[tuple[str, str, float]]:
    for row in _ROWS:
        yield from ((a, b, NEIGHBOUR) for a, b in pairwise(row))
    yield from ((pair[0], pair[1], DOTTED) for pair in _DOTTED.split())
    yield from ((pair[0], pair[1], CONFUSED) for pair in _ALIKE.split())


_SUBSTITUTION: dict[tuple[str, str], float] = {}
for _a, _b, _cost in _pairs():
    _SUBSTITUTION[_a, _b] = _SUBSTITUTION[_b, _a] = _cost


def distance(word: str, other: str) -> float:
    """The cheapest way to make ``other`` of ``word``; 0 when they are equal.

    The algorithm is optimal string alignment (Damerau–Levenshtein with each part edited once), with costs.
    """
    rows = [[0.0] * (len(other) + 1) for _ in range(len(word) + 1)]
    for i in range(1, len(word) + 1):
        rows[i][0] = rows[i - 1][0] + _extra(word, i - 1)
    for j in range(1, len(other) + 1):
        rows[0][j] = rows[0][j - 1] + _extra(other, j - 1)
    for i in range(1, len(word) + 1):
        for j in range(1, len(other) + 1):
            a, b = word[i - 1], other[j - 1]
            best = min(
                rows[i - 1][j - 1] + (0.0 if a == b else _SUBSTITUTION.get((a, b), OTHER)),
                rows[i - 1][j] + _extra(word, i - 1),
                rows[i][j - 1] + _extra(other, j - 1),
            )
            if i > 1 and j > 1 and a == other[j - 2] and b == word[i - 2] and a != b:
                best = min(best, rows[i - 2][j - 2] + SWAPPED)
            rows[i][j] = best
    return rows[-1][-1]


def _extra(word: str, at: int) -> float:
    """What it costs that the letter at ``at`` stands in one word and not in the other."""
    if at and word[at] == word[at - 1]:
        return DOUBLED
    return VOWEL if word[at] in _VOWELS and at else OTHER
