"""
Where in an analysed text a query's words stand: a clause and tokens to occurrences.

- a word stands where any layer of the rung says so (`search.ladder`), exactly as the engine matches
- a phrase is one occurrence from its first word to its last
- words that must not match, and stop words beside other words, are not looked for
- what was asked of one field is found only there

>>> finder = Finder(Term("موسكو", "موسكو"), "word")
>>> [(found.start, found.end) for found in finder.find(analyze("إلى موسكو"), "body")]
[(4, 9)]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.analysis.token import Layer, Token
from index.article import Mention
from search.ladder import layers_at
from search.query import Bool, Clause, Keyword, Phrase, Prefix, Term

Leaf = Term | Phrase | Prefix | Keyword


@dataclass(frozen=True, slots=True)
class Occurrence:
    """``text[start:end]`` is where leaf number ``leaf`` of a query stands.

    ``level`` is the narrowest layer that says so, ``token`` the number of its first token.
    """

    start: int
    end: int
    leaf: int
    level: Layer
    token: int = 0


class Finder:
    """Looks for the leaves of one clause, at one rung, in any number of texts."""

    def __init__(self, clause: Clause, match: Layer) -> None:
        self.leaves: tuple[Leaf, ...] = tuple(dict.fromkeys(positive_leaves(clause)))
        self._layers = layers_at(match)
        self._terms: dict[Layer, dict[str, list[int]]] = {layer: defaultdict(list) for layer in self._layers}
        self._phrases: dict[str, list[int]] = defaultdict(list)
        self._prefixes: list[tuple[str, int]] = []
        self._actors: dict[str, int] = {}
        for number, leaf in enumerate(self.leaves):
            self._learn(number, leaf)

    def _learn(self, number: int, leaf: Leaf) -> None:
        if isinstance(leaf, Term):
            for layer in self._layers:
                if leaf.term(layer):
                    self._terms[layer][leaf.term(layer)].append(number)
        elif isinstance(leaf, Phrase):
            self._phrases[leaf.words[0]].append(number)
        elif isinstance(leaf, Prefix):
            self._prefixes.append((leaf.prefix, number))
        elif leaf.field == "actor":
            self._actors.update((id, number) for id in leaf.values)

    def find(self, tokens: Sequence[Token], field: str, mentions: Sequence[Mention] = ()) -> list[Occurrence]:
        """Every occurrence among ``tokens`` of a text of ``field``, in the order of the text.

        ``mentions`` are the places of that text that name actors: those the query asks for are found too.
        """
        found: list[Occurrence] = []
        for at, token in enumerate(tokens):
            for number, level, last in self._at(tokens, at, token):
                if self.leaves[number].field in (None, field):
                    found.append(Occurrence(token.start, tokens[last].end, number, level, at))
        found += [
            Occurrence(mention.start, mention.end, self._actors[mention.actor_id], "word")
            for mention in mentions
            if mention.actor_id in self._actors
        ]
        return sorted(found, key=lambda occurrence: (occurrence.start, occurrence.end))

    def _at(self, tokens: Sequence[Token], at: int, token: Token) -> Iterator[tuple[int, Layer, int]]:
        """The leaves that stand at token number ``at``, by what layer, and the number of their last token."""
        seen: set[int] = set()
        for layer in self._layers:
            for number in self._terms[layer].get(token.term(layer), ()):
                if number not in seen:
                    seen.add(number)
                    yield number, layer, at
        for number in self._phrases.get(token.word, ()):
            phrase = self.leaves[number]
            assert isinstance(phrase, Phrase)
            end = at + len(phrase.words)
            if tuple(following.word for following in tokens[at:end]) == phrase.words:
                yield number, "word", end - 1
        for prefix, number in self._prefixes:
            if token.word.startswith(prefix):
                yield number, "word", at


def positive_leaves(clause: Clause) -> Iterator[Leaf]:
    """The words, phrases, prefixes and values that an article is found by."""
    if isinstance(clause, Bool):
        for part in (*clause.must, *clause.should):
            yield from positive_leaves(part)
    elif isinstance(clause, Term):
        if not clause.is_stop:
            yield clause
    elif isinstance(clause, Phrase | Prefix | Keyword):
        yield clause
