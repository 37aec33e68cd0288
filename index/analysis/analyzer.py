"""
`analyze(text)`: the words of a text, each in its three layers, in one pass.
"""

from __future__ import annotations

import re

from index.analysis.token import LAYERS, Token

__all__ = ["LAYERS", "analyze", "fingerprint"]

_WORD = re.compile(r"\w+")


def analyze(text: str) -> list[Token]:
    """Return the words of ``text`` in order with their terms and offsets."""
    return [
        Token(m.group(), m.start(), m.end(), i, m.group().lower(), m.group().lower().removeprefix("ال"), "")
        for i, m in enumerate(_WORD.finditer(text))
    ]


def fingerprint() -> str:
    """A short string that changes whenever `analyze` may give other terms; an index made with another is stale."""
    return "draft"
