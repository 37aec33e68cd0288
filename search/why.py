"""
Why an article was found where it does not have the very word asked for: the word it has, taken apart.

- «وبسوريا» was found for «سوريا» because it is و + ب + سوريا (``stem``)
- «مكاتب» was found for «كتب» because both come from √كتب (``root``)
- «سيرغي» was found for «سيرجي» because they are one name
- a word that stands in the article as asked for needs no reason

>>> taken_apart(Token("وبسوريا", 0, 7, 0, "وبسوريا", "سوريا", "", ("و", "ب")), "stem")
'و + ب + سوريا'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from index.analysis.analyzer import analyze
from index.analysis.token import Layer, Token
from search.occurrences import Leaf, Occurrence
from search.query import Clause, Term
from search.results import Why

MAX_REASONS = 5
_TATWEEL = "ـ"


def reasons(
    texts: Iterable[tuple[Sequence[Token], Sequence[Occurrence]]],
    leaves: Sequence[Leaf],
    typed: Mapping[Clause, str],
    limit: int = MAX_REASONS,
) -> tuple[Why, ...]:
    """The reasons why an article was found, each word once, at most ``limit``.

    ``texts`` are the article's texts: tokens and the occurrences of ``leaves`` among them. ``typed`` has the leaves
    as the reader typed them.
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
                leaf = leaves[occurrence.leaf]
                asked = typed.get(leaf, leaf.word) if isinstance(leaf, Term) else ""
                found[key] = Why(bare(token.text), taken_apart(token, occurrence.level, asked), occurrence.level)
    kept = {why.term: why for (leaf, _), why in found.items() if leaf not in exact}
    return tuple(kept.values())[:limit]


def taken_apart(token: Token, level: Layer, asked: str = "") -> str:
    """The parts of a word joined by +; at the root, the root.

    Where there is nothing to take apart, it is either the bare word of the one ``asked`` for (لقاء of لقاءات), or the
    same word spelled in another way: it is as the one asked for.
    """
    if level == "root":
        return f"√{token.root}"
    if token.proclitics or token.suffixes:
        return " + ".join(_parts(token))
    words = analyze(asked)
    if words and not any(token.word in one.word or one.proclitics or one.suffixes for one in words):
        return bare(asked)
    return token.stem if token.stem != token.word else bare(token.text)


def bare(text: str) -> str:
    """``text`` without harakat and tatweel."""
    return "".join(char for char in text if char != _TATWEEL and not unicodedata.category(char).startswith("M"))


def _parts(token: Token) -> tuple[str, ...]:
    """Particles, middle and endings of a word as written; the stem for the middle where that cannot be told."""
    word = bare(token.text) if len(bare(token.text)) == len(token.word) else token.word
    before = _written_length(token.word, "".join(token.proclitics))
    if before is None or not token.word.endswith("".join(token.suffixes)):
        # A ة before another ending is written ت, and known to the analysis as the ه it becomes at the end of a word.
        marks = ["ة" if suffix == "ه" else suffix for suffix in token.suffixes[:-1]]
        return (*token.proclitics, token.stem, *marks, *token.suffixes[-1:])
    endings: list[str] = []
    for suffix in reversed(token.suffixes):
        endings.insert(0, word[len(word) - len(suffix) :])
        word = word[: len(word) - len(suffix)]
    return (*token.proclitics, word[before:] or token.stem, *endings)


def _written_length(word: str, particles: str) -> int | None:
    """How many letters of ``word`` its particles take up: ل + ال is written لل."""
    for written in (particles, particles.replace("لال", "لل")):
        if word.startswith(written):
            return len(written)
    return None
