"""
A text cut into the pieces dates are made of: numbers, words, signs.

- `fold` brings spellings together, one written character at a time, so that every piece knows its place in the
  original: Arabic-Indic and Persian digits become 0-9; alef seats, ya, ta marbuta and Persian letters one form;
  harakat, tatweel and direction marks vanish; dashes become «-»; Latin letters lower case.
- Digits and letters never share a piece: «15أكتوبر» is a number and a word.

>>> [token.text for token in tokenize("١٥ أكتوبر2025")]
['15', 'اكتوبر', '2025']
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

_VARIANTS = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیې", "ي"),
    **dict.fromkeys("ةہە", "ه"),
    "ک": "ك",
    "گ": "ك",
    "ڤ": "ف",
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\\⁄∕", "/"),
    "：": ":",
}
_TATWEEL = "ـ"
# Typed for a dash: «دمشق ـ سانا», «15ـ10ـ2025».
_DASH_TATWEEL = re.compile(r"(?<=\s)ـ(?=\s)|(?<=\d)ـ(?=\d)")


class _Folds(dict[str, str]):
    """Each character's folded form, computed once."""

    def __missing__(self, char: str) -> str:
        folded = "".join(_fold_piece(piece) for piece in unicodedata.normalize("NFKC", char).lower())
        self[char] = folded
        return folded


def _fold_piece(char: str) -> str:
    if char == _TATWEEL or unicodedata.category(char) in {"Mn", "Cf"}:
        return ""
    if char in _VARIANTS:
        return _VARIANTS[char]
    if char.isspace():
        return " "
    digit = unicodedata.digit(char, None)
    return char if digit is None else str(digit)


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return ``text`` with the spelling variants of one word brought together; for comparing, not for showing."""
    return "".join(map(_FOLDS.__getitem__, text))


@dataclass(frozen=True, slots=True)
class DateToken:
    """A number, word or sign: its folded text, and its place in the original."""

    kind: Literal["number", "word", "sign"]
    text: str
    start: int
    end: int


# Of a date that stands twice without a space («12/8/202512/8/2025»: once for screen readers), the first one's year.
_GLUED_YEAR = r"(?<=[/.-])[0-9]{4}(?=[0-9]{1,2}(?P<between>[/.-])[0-9]{1,2}(?P=between)[0-9]{4}(?![0-9]))"
_PIECES = re.compile(rf"(?P<number>{_GLUED_YEAR}|[0-9]+)|(?P<word>[^\W0-9_]+)|(?P<sign>\S)")


def tokenize(text: str) -> list[DateToken]:
    """Cut ``text`` into its numbers, words and signs, in order."""
    places: list[int] = []
    pieces: list[str] = []
    text = _DASH_TATWEEL.sub("-", text)
    for place, char in enumerate(text):
        for piece in _FOLDS[char]:
            pieces.append(piece)
            places.append(place)
    tokens = []
    for match in _PIECES.finditer("".join(pieces)):
        start, end = places[match.start()], places[match.end() - 1] + 1
        while end < len(text) and not _FOLDS[text[end]]:  # the tatweel of هـ belongs to the word
            end += 1
        tokens.append(DateToken(match.lastgroup, match.group(), start, end))  # type: ignore[arg-type]
    return tokens
