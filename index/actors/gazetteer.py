"""
The actors that are known: people, organisations and states, and every name they go by.

- loaded once from a CSV file that users may extend or replace (see `rows` for its rules)
- `resolve` answers a name that somebody typed: any alias, surname or Latin spelling, with any clitics and spelling
- `suggest` completes the beginning of a name
- `fingerprint` changes with the file, so articles tagged with another one can be tagged again

>>> Gazetteer.load("seeds/actors.csv").resolve("ولاڤروف")
('sergey-lavrov',)
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from index.actors.forms import ARTICLE, clitic_forms, spellings, words_of
from index.actors.lexicon import Lexicon
from index.actors.rows import Row, read_rows
from index.article import Actor
from index.errors import GazetteerError

# Which way of naming an actor counts more when several fit what was typed.
_ROLE_ORDER = {"name": 0, "surname": 1, "adjective": 2, "family": 3}
# How well the beginning of a name fits: the name itself, an alias or surname, a later word of a name.
_START_OF_NAME, _START_OF_ALIAS, _LATER_WORD = range(3)


class Gazetteer:
    """The known actors, by id and by name."""

    def __init__(self, rows: tuple[Row, ...], fingerprint: str) -> None:
        self.rows = rows
        self.fingerprint = fingerprint
        self.lexicon = Lexicon(rows)
        self._actors = {row.actor.id: row.actor for row in rows}

    @classmethod
    def load(cls, path: str | Path) -> Gazetteer:
        """Read an actors file. Raises GazetteerError, with the line, for the first row that cannot be used."""
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            reason = error.strerror or "not readable"
            raise GazetteerError(str(path), 0, f"cannot be read ({reason}); name an existing CSV file") from None
        return cls(read_rows(path, data), hashlib.sha256(data).hexdigest()[:16])

    def get(self, id: str) -> Actor | None:
        """The actor with this id; None if there is none."""
        return self._actors.get(id)

    def words(self, id: str) -> frozenset[str]:
        """Every word of the names of an actor, as the word layer spells them; none for an unknown id."""
        return self._words.get(id, frozenset())

    def actors(self) -> tuple[Actor, ...]:
        """All actors in the order of the file."""
        return tuple(self._actors.values())

    def resolve(self, name: str) -> tuple[str, ...]:
        """The ids that a typed name may mean, the best first; empty when nobody is called that.

        An id means itself. A name comes before a surname, an adjective and the last word of a full name; a name
        as typed before one with clitics taken off.
        """
        if name.strip() in self._actors:
            return (name.strip(),)
        words = words_of(name)
        if not words:
            return ()
        found: dict[str, None] = {}
        for first in clitic_forms(words[0]):
            paths = dict.fromkeys(spellings((first, *words[1:])))
            hits = [hit for path in paths for hit in self._by_words.get(path, ())]
            found.update(dict.fromkeys(actor_id for _, actor_id in sorted(hits, key=lambda hit: hit[0])))
        return tuple(found)

    def suggest(self, prefix: str, limit: int, articles: Mapping[str, int] | None = None) -> tuple[Actor, ...]:
        """At most ``limit`` actors with a name, or a word of a name, that begins with ``prefix``, the best first.

        With ``articles``, how many name an actor: only those that some name, the most frequent first, but for those
        of whom only a later word was typed.
        """
        typed = " ".join(words_of(prefix))
        if not typed or limit < 1:
            return ()
        best: dict[str, int] = {}
        for text, rank, actor_id in self._beginnings:
            if text.startswith(typed) and rank < best.get(actor_id, _LATER_WORD + 1):
                best[actor_id] = rank
        if articles is None:
            order = sorted(best, key=best.__getitem__)
        else:
            named = filter(articles.get, best)
            order = sorted(named, key=lambda id: (best[id] == _LATER_WORD, -articles[id], best[id]))
        return tuple(self._actors[id] for id in order[:limit])

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {row.actor.id: frozenset(word for alias in row.aliases for word in alias.words) for row in self.rows}

    @cached_property
    def _by_words(self) -> dict[tuple[str, ...], list[tuple[int, str]]]:
        table: dict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
        for names in self.lexicon.names.values():
            for name in names:
                table[name.words].extend((_ROLE_ORDER[name.role], actor_id) for actor_id in name.ids)
        return dict(table)

    @cached_property
    def _beginnings(self) -> tuple[tuple[str, int, str], ...]:
        """Every text whose beginning somebody may type: (words, rank, id), in the order of the file."""
        beginnings: dict[tuple[str, int, str], None] = {}
        for row in self.rows:
            for alias in row.aliases:
                if alias.role == "adjective":
                    continue
                own = alias.text in (row.actor.name, row.actor.latin)
                for words in spellings(alias.words):
                    for i in range(len(words)):
                        rank = _LATER_WORD if i else _START_OF_NAME if own else _START_OF_ALIAS
                        text = " ".join(words[i:])
                        beginnings[text, rank, row.actor.id] = None
                        if text.startswith(ARTICLE):
                            beginnings[text.removeprefix(ARTICLE), rank, row.actor.id] = None
        return tuple(beginnings)
