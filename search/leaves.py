"""
One piece of a query, a word, a phrase or a field's value, to the leaf it stands for.

- a chunk such as ``بو-تين`` is as many words as the analyzer sees in it
- a star after two letters or more asks for words that begin so
- an actor goes by any name the gazetteer knows; an unknown one is searched as text
- what cannot be used gives no leaf and a notice
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from index.analysis.analyzer import analyze
from index.analysis.token import Token
from index.analysis.tokenizer import tokenize
from search import periods
from search.lexer import FieldName
from search.notices import Notice
from search.query import Field, Keyword, Phrase, Prefix, Term
from search.syntax import Leaf

ActorResolver = Callable[[str], tuple[str, ...]]

MIN_PREFIX = 2
_EDGES = " ،,.;؛:؟?!*"  # punctuation that a value picks up from the sentence around it
_UNSUPPORTED = re.compile(r"(.*?)([~^][\d.]*)", re.DOTALL)  # fuzziness and boosts of other search languages
_STUCK = re.compile(r"(?<![|&])(?:\|\||&&)(?![|&])")


class LeafMaker:
    """Makes leaves; ``notices`` gathers what could not be used."""

    def __init__(self, resolve_actor: ActorResolver, today: date) -> None:
        self.resolve_actor, self.today = resolve_actor, today
        self.notices: list[Notice] = []

    def say(self, code: str, piece: str = "") -> None:
        """Tell the reader something about the query."""
        self.notices.append(Notice(code, piece))

    def words(self, chunk: str, field: Field | None) -> list[Leaf]:
        """The words of a chunk, the last of them a prefix where a star follows it."""
        suffix = _UNSUPPORTED.fullmatch(chunk)
        if suffix and _outside_addresses(chunk, [suffix.start(2)]):
            chunk = suffix.group(1)
            self.say("unsupported_suffix", suffix.group(2))
        stuck = {match.start(): match.group() for match in _STUCK.finditer(chunk)}
        for at in _outside_addresses(chunk, list(stuck)):
            self.say("stuck_operator", stuck[at])
        before, star, after = chunk.partition("*")
        if star and (not before or analyze(after)):
            if analyze(chunk):
                self.say("star_not_last", chunk)
            star = ""
        tokens = _separate_tokens(before if star else chunk)
        found = [Leaf(Term(t.word, t.stem, t.root, field, t.is_stop), t.text) for t in tokens]
        if star and found:
            found[-1:] = self._prefix(tokens[-1], field)
        return found

    def _prefix(self, token: Token, field: Field | None) -> list[Leaf]:
        if len(token.word) < MIN_PREFIX:
            self.say("short_prefix", token.text)
            return []
        return [Leaf(Prefix(token.word, field), token.text)]

    def phrase(self, text: str, field: Field | None) -> list[Leaf]:
        """The words of a quoted text, next to each other."""
        words = tuple(token.word for token in analyze(text))
        if not words:
            self.say("empty_phrase")
            return []
        return [Leaf(Phrase(words, field), text)]

    def value(self, text: str, field: FieldName) -> list[Leaf]:
        """A value of a field that is not searched as text."""
        if field == "date":
            return self._period(text)
        if "*" in text:
            self.say("star_in_value", text)
        typed, text = text, " ".join(text.replace("*", " ").split()).strip(_EDGES)
        if not analyze(text):
            self.say("empty_value", typed)
            return []
        if field == "source" or field == "section":
            return [Leaf(Keyword(field, (text,)), text)]
        ids = self.resolve_actor(text)
        if ids:
            return [Leaf(Keyword("actor", ids), text)]
        self.say("unknown_actor", text)
        return self.words(text, None)

    def _period(self, text: str) -> list[Leaf]:
        reading = periods.read(text, self.today)
        if reading is None:
            self.say("bad_date", text)
            return []
        if reading.reversed:
            self.say("reversed_dates", text)
        return [Leaf(reading.range, periods.written(reading.range))]

    def known(self, text: str, field: FieldName) -> bool:
        """True when ``text`` as a whole names a period or an actor."""
        if field == "date":
            return periods.read(text, self.today) is not None
        return field == "actor" and bool(self.resolve_actor(" ".join(text.split()).strip(_EDGES)))


def _outside_addresses(chunk: str, places: list[int]) -> list[int]:
    """Those of ``places`` that are not part of an address, as the ~ of a pasted one may be."""
    addresses = [range(span.start, span.end) for span in tokenize(chunk) if span.kind == "address"] if places else []
    return [at for at in places if not any(at in address for address in addresses)]


def _separate_tokens(chunk: str) -> list[Token]:
    """The words of ``chunk``, each analysed alone, as it will be when the query is read back."""
    return [alone for token in analyze(chunk) for alone in analyze(token.text)]
