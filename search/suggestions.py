"""
What to type instead, and what to type next.

- `corrected`: a word that hardly any article has is replaced by the nearest word of the index
- `complete`: the word being typed, as the articles write it, and the actors whose names are being typed; only what
  has articles
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from index.actors.gazetteer import Gazetteer
from index.analysis.analyzer import analyze, fold
from index.analysis.token import Layer, Token
from search.engine import SearchEngine
from search.labels import actor_label
from search.ladder import layers_at
from search.lexer import COLONS, DIRECTION_MARKS, QUOTES, SIGNS
from search.notices import Language
from search.parser import Parsed
from search.printer import query_text
from search.query import Phrase, Prefix, Term
from search.spelling import Spelling
from search.syntax import All, Any, Leaf, Node, Not
from search.unfinished import Unfinished, read_end

VERY_FEW = 2  # a word that no more articles have may be a slip
FEW_WORDS = 3  # of a query
MAX_CORRECTED = 3  # words of a query, the first in doubt; looking each up takes time
MAX_NAME_WORDS = 4
_LAST_WORD = re.compile(rf"[^\s(){re.escape(''.join((*SIGNS, *QUOTES, COLONS)))}]*$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A whole query that completes what was typed. ``id`` is an actor's; ``count`` articles have it."""

    text: str
    kind: Literal["actor", "word"]
    count: int
    id: str | None = None
    label: str = ""


def corrected(
    parsed: Parsed, match: Layer, engine: SearchEngine, spelling: Spelling, language: Language = "ar"
) -> str | None:
    """``parsed`` with its unknown words replaced by the nearest known ones; None where nothing is to be replaced."""
    if parsed.tree is None:
        return None
    # Among few words a rare one may be a slip; among many some are rare, and only unknown ones are in doubt.
    rare = VERY_FEW if parsed.clauses <= FEW_WORDS else 0
    tree = _corrected(parsed.tree, _Corrector(engine, spelling, match, rare))
    return None if tree == parsed.tree else query_text(tree, language)


class _Corrector:
    """Gives for a word that hardly any article has the spelling of one that was probably meant."""

    def __init__(self, engine: SearchEngine, spelling: Spelling, match: Layer, rare: int) -> None:
        self._engine, self._spelling, self._match, self._rare = engine, spelling, match, rare
        self._looked_up = 0

    def term(self, term: Term) -> str | None:
        """A better word than ``term``."""
        if term.is_stop:
            return None
        # Roots join words of different meaning: that a root is known says nothing of the word.
        layers = [layer for layer in layers_at(self._match) if layer != "root"]
        known = max(self._engine.count(layer, term.term(layer)) for layer in layers if term.term(layer))
        return self._nearest(term.word, known)

    def phrase(self, phrase: Phrase, text: str) -> str | None:
        """``text`` with better words, if any is needed."""
        words = [(word, self._nearest(word, self._engine.count("word", word))) for word in phrase.words]
        if not any(better for _, better in words):
            return None
        return " ".join(better or self._spelling.written(word) for word, better in words)

    def _nearest(self, word: str, known: int) -> str | None:
        if known > self._rare or self._looked_up == MAX_CORRECTED:
            return None
        self._looked_up += 1
        nearest = self._spelling.nearest(word, known)
        return self._spelling.written(nearest) if nearest else None


def _corrected(node: Node, corrector: _Corrector) -> Node:
    """``node`` with its words corrected; what must not match stays as it is."""
    if isinstance(node, Leaf):
        better = None
        if isinstance(node.clause, Term):
            better = corrector.term(node.clause)
        elif isinstance(node.clause, Phrase):
            better = corrector.phrase(node.clause, node.text)
        return replace(node, text=better) if better else node
    if isinstance(node, Not):
        return node
    parts = tuple(_corrected(part, corrector) for part in node.nodes)
    return All(parts) if isinstance(node, All) else Any(parts)


def complete(
    typed: str, limit: int, language: Language, engine: SearchEngine, gazetteer: Gazetteer, spelling: Spelling
) -> tuple[Suggestion, ...]:
    """At most ``limit`` completions of ``typed``, none twice: actors first.

    After other words (وزير الخا) nothing says that a name is being typed: there the more frequent comes first.
    """
    typed = typed.translate(DIRECTION_MARKS)
    match = _LAST_WORD.search(typed)
    assert match is not None  # it may be empty, never absent
    before, last = typed[: match.start()], match.group()
    end = read_end(typed)
    only_actors = end.field == "actor" and not _is_complete(end, gazetteer)
    # Names are the surer guess, but words must have room.
    names = limit if only_actors else min(limit, max(1, limit // 2))
    found = list(islice(_actors(end, only_actors, language, engine, gazetteer), names))
    sure = [one for is_first, one in found if is_first]
    rest = [one for is_first, one in found if not is_first]
    if last and not only_actors:
        rest += _words(before, last, engine, spelling, limit - len(found))
    first: dict[str, Suggestion] = {}
    for suggestion in (*sure, *sorted(rest, key=lambda one: -one.count)):
        first.setdefault(suggestion.text, suggestion)
    return tuple(first.values())


def _is_complete(end: Unfinished, gazetteer: Gazetteer) -> bool:
    """True if the words before the last one are an actor already, so that a word of its own is being typed."""
    return not end.mark and bool(gazetteer.resolve(" ".join(end.run.split()[:-1])))


def _actors(
    end: Unfinished, whole: bool, language: Language, engine: SearchEngine, gazetteer: Gazetteer
) -> Iterator[tuple[bool, Suggestion]]:
    """The actors of which a name is being typed, the longest name first, and whether the whole run is that name.

    ``whole``: only those.
    """
    counts = engine.facet_values("actor")
    seen: set[str] = set()
    starts = [word.start() for word in re.finditer(r"\S+", end.run)][-MAX_NAME_WORDS:]
    # The value of a source, a section, a date or an actor that is typed in full is no beginning of a name.
    in_text = whole or end.field in (None, "title")
    for start in starts:
        is_first = start == 0
        if (whole and not is_first) or (is_first and not in_text):
            continue
        beginning = end.run[start:]
        for actor in gazetteer.suggest(beginning, len(counts), counts):
            name = actor_label(actor, language)
            # After «وزير», «الخا» is hardly the last word of «وزارة الخارجية»; a surname it may be.
            fits = is_first or actor.kind == "person" or fold(name).startswith(fold(beginning))
            if actor.id in seen or not fits:
                continue
            seen.add(actor.id)
            text = end.before + end.run[:start] + _placed(name, end, is_first)
            yield is_first, Suggestion(text, "actor", counts[actor.id], actor.id, name)


def _placed(name: str, end: Unfinished, is_first: bool) -> str:
    """``name`` as it stands in the query: as one thing where only one thing is taken."""
    if end.mark:
        return name + QUOTES[end.mark][0]
    several = len(analyze(name)) > 1
    return f'"{name}"' if is_first and several and (end.bound or end.field == "actor") else name


def _beginnings(typed: str) -> Iterator[str]:
    """How words may begin of which ``typed`` was typed: so, with the article, or with a hamza left out."""
    for start in Prefix(typed).beginnings:
        yield start
        if len(typed) > 1 and not typed.startswith("ال"):
            yield "ال" + start
    for at, letter in enumerate(typed):
        if at and letter in "اوي":
            yield f"{typed[:at]}ئ{typed[at + 1 :]}"


def _has_particle(token: Token, typed: str) -> bool:
    """True for «ووزير» when only «و» was typed: a particle that may have been typed as one, or as the first letter."""
    particles = "".join(token.proclitics).removesuffix("ال")
    return bool(particles) and len(typed) < len(particles) + 3


def _words(before: str, last: str, engine: SearchEngine, spelling: Spelling, limit: int) -> list[Suggestion]:
    """The most frequent words that begin with ``last``, with or without the article, one of each stem."""
    tokens = analyze(last)
    if not tokens or limit < 1:
        return []
    prefix = tokens[-1].word
    found = {term.term: term.count for start in _beginnings(prefix) for term in engine.terms(start, limit * 3)}
    stems: set[str] = set()
    kept: list[Suggestion] = []
    for word in sorted(found, key=lambda word: (-found[word], word)):
        token = next(iter(analyze(word)), None)
        if token is None or token.is_stop or token.stem in stems or _has_particle(token, prefix):
            continue
        stems.add(token.stem)
        written = spelling.written(word)
        kept.append(Suggestion(before + written, "word", found[word], None, written))
        if len(kept) == limit:
            break
    return kept
