"""
One word of a text with its three forms.

>>> Token("وللسوريّينَ", 0, 11, 0, "وللسوريين", "سوري", "", ("و", "ل", "ال"), ("ين",)).word
'وللسوريين'
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Layer = Literal["word", "stem", "root"]

# In the order of the ladder: each rung matches at least what the one before it matches.
LAYERS: tuple[Layer, ...] = ("word", "stem", "root")


class Token(NamedTuple):
    """A word as written, where it stands, and its term in each layer.

    ``text == source[start:end]``; ``position`` counts words from 0, the same in every layer; ``root`` is ""
    for words that have none (names, numbers, Latin). ``proclitics`` and ``suffixes`` say how ``stem`` was
    reached, for showing: وبسوريا = و + ب + سوريا. A named tuple, because intake makes millions of them.
    """

    text: str
    start: int
    end: int
    position: int
    word: str
    stem: str
    root: str
    proclitics: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    is_stop: bool = False

    def term(self, layer: Layer) -> str:
        """The term of this word in ``layer``; "" where it has none."""
        return str(getattr(self, layer))
