"""
Why an article was found where it does not have the very word asked for: the word it has, taken apart.

- «وبسوريا» was found for «سوريا» because it is و + ب + سوريا (``stem``)
- «مكاتب» was found for «كتب» because both come from √كتب (``root``)
- a word that stands in the article as asked for needs no reason

>>> taken_apart(Token("وبسوريا", 0, 7, 0, "وبسوريا", "سوريا", "", ("و", "ب")), "stem")
'و + ب + سوريا'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from index.analysis.token import Layer, Token
from search.occurrences import Occurrence
from search.results import Why

MAX_REASONS = 5
_TATWEEL = "ـ"


def reasons(texts: Iterable[tuple[Sequence[Token], Sequence[Occurrence]]], limit: int = MAX_REASONS) -> tuple[Why, ...]:
    """The reasons why an article was found, each word once, at most ``limit``.

    ``texts`` are the article's texts: tokens and the occurrences among them.
    """
    exact: set[int] = set()
    found: dict[tuple[int, str], Why] = {}
    for tokens, occurrences in texts:
        for occurrence in occurrences:
            if occurrence.level == "word":
                exact.add(occurrence.leaf)
                continue
            token = tokens[occurrence.token]
            key = (occurrence.leaf, token.word)
            if key not in found:
                found[key] = Why(bare(token.text), taken_apart(token, occurrence.level), occurrence.level)
    kept = {why.term: why for (leaf, _), why in found.items() if leaf not in exact}
    return tuple(kept.values())[:limit]


def taken_apart(token: Token, level: Layer) -> str:
    """The parts of a word joined by +; at the root, the root."""
    if level == "root":
        return f"√{token.root}"
    if not token.proclitics and not token.suffixes:
        return token.stem
    return " + ".join((*token.proclitics, _core(token), *token.suffixes))


def bare(text: str) -> str:
    """``text`` without harakat and tatweel."""
    return "".join(char for char in text if char != _TATWEEL and not unicodedata.category(char).startswith("M"))


def _core(token: Token) -> str:
    """What is left of the word between its particles and its ending, as written where that can be told."""
    word = bare(token.text) if len(bare(token.text)) == len(token.word) else token.word
    before = _written_length(token.word, "".join(token.proclitics))
    after = len("".join(token.suffixes))
    if before is None or (after and not token.word.endswith("".join(token.suffixes))):
        return token.stem
    return word[before : len(word) - after] or token.stem


def _written_length(word: str, particles: str) -> int | None:
    """How many letters of ``word`` its particles take up: ل + ال is written لل."""
    for written in (particles, particles.replace("لال", "لل")):
        if word.startswith(written):
            return len(written)
    return None
