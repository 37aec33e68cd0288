"""
Where in an analysed text a query's words stand: a clause and tokens to occurrences.

- a word stands where any layer of the rung says so (`search.ladder`), exactly as the engine matches
- a phrase is one occurrence from its first word to its last
- words that must not match, and stop words beside other words, are not looked for
- what was asked of one field is found only there

>>> from index.analysis.analyzer import analyze
>>> finder = Finder(Term("موسكو", "موسكو"), "word")
>>> [(found.start, found.end) for found in finder.find(analyze("إلى موسكو"), "body")]
[(4, 9)]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
    """Looks for the leaves of one clause, at one rung, in any number of texts.

    ``typed`` has leaves as the reader typed them, for showing.
    """

    def __init__(self, clause: Clause, match: Layer, typed: Mapping[Clause, str] | None = None) -> None:
        self.typed = typed or {}
        self.leaves: tuple[Leaf, ...] = tuple(dict.fromkeys(positive_leaves(clause)))
        self._layers = layers_at(match)
        self._terms: dict[Layer, dict[str, list[int]]] = {layer: defaultdict(list) for layer in self._layers}
        self._phrases: dict[str, list[int]] = defaultdict(list)
        self._prefixes: list[tuple[str, int]] = []
        self._actors: dict[str, int] = {}
        for number, leaf in enumerate(self.leaves):
            self._learn(number, leaf)
        self._words = {*self._terms["word"], *self._phrases}
        self._stems = frozenset(self._terms.get("stem", ()))
        self._roots = frozenset(self._terms.get("root", ()))
        self._beginnings = tuple(prefix for prefix, _ in self._prefixes)

    def _learn(self, number: int, leaf: Leaf) -> None:
        if isinstance(leaf, Term):
            for layer in self._layers:
                if leaf.term(layer):
                    self._terms[layer][leaf.term(layer)].append(number)
        elif isinstance(leaf, Phrase):
            self._phrases[leaf.words[0]].append(number)
        elif isinstance(leaf, Prefix):
            self._prefixes.extend((start, number) for start in leaf.beginnings)
        elif leaf.field == "actor":
            self._actors.update((id, number) for id in leaf.values)

    def find(self, tokens: Sequence[Token], field: str, mentions: Sequence[Mention] = ()) -> list[Occurrence]:
        """Every occurrence among ``tokens`` of a text of ``field``, in the order of the text.

        ``mentions`` are the places of that text that name actors: those the query asks for are found too.
        """
        found: list[Occurrence] = []
        words, stems, roots, prefixes = self._words, self._stems, self._roots, self._beginnings
        for at, token in enumerate(tokens):
            # Most words of a text are none the query asks for: this is most of the time that highlighting takes.
            word = token.word
            if word in words or token.stem in stems or token.root in roots or word.startswith(prefixes):
                found += self._at(tokens, at, field)
        found += [
            Occurrence(mention.start, mention.end, self._actors[mention.actor_id], "word")
            for mention in mentions
            if mention.actor_id in self._actors
        ]
        return sorted(found, key=lambda occurrence: (occurrence.start, occurrence.end))

    def _at(self, tokens: Sequence[Token], at: int, field: str) -> Iterator[Occurrence]:
        """What stands, or begins, at token number ``at``."""
        token = tokens[at]
        levels: dict[int, Layer] = {number: "word" for number in self._phrases.get(token.word, ())}
        levels |= {number: "word" for prefix, number in self._prefixes if token.word.startswith(prefix)}
        for layer in self._layers:
            for number in self._terms[layer].get(token.term(layer), ()):
                levels.setdefault(number, layer)
        for number, level in levels.items():
            leaf = self.leaves[number]
            length = len(leaf.words) if isinstance(leaf, Phrase) else 1
            following = tokens[at : at + length]
            if leaf.field not in (None, field):
                continue
            if isinstance(leaf, Phrase) and tuple(one.word for one in following) != leaf.words:
                continue
            yield Occurrence(token.start, following[-1].end, number, level, at)


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
