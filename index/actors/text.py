"""
One text while its actors are sought: tokens, what the lexicon knows of each, and what has been found so far.

Steps in order fill `found`; a token belongs to one finding at most, and a token that is blocked to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.actors.lexicon import Lexicon, Lookup, Name
from index.analysis.token import Token
from index.article import ActorKind, TextField

_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# Between the words of one name: a blank, a hyphen (كي-مون), an apostrophe, the signs of a hashtag.
_IN_A_NAME = re.compile(rf"[ \t\u00a0\u202f{_INVISIBLE}]*[-‐‑'’_#]?[ \t\u00a0{_INVISIBLE}]*")
# Between the words of one noun phrase: also quotes, brackets and dashes («العلاقات السورية – الروسية»).
_IN_A_PHRASE = re.compile(rf"[ \t\u00a0\u202f{_INVISIBLE}\"“”„«»'’‘()\-‐‑–—/_]*")
QUOTES = "\"“”„«»'’‘"


@dataclass(frozen=True, slots=True)
class Found:
    """An actor named by the tokens from ``first`` up to ``last``, exclusive."""

    first: int
    last: int
    actor_id: str
    kind: ActorKind
    full: bool  # named by a full name, not by a surname or an adjective


@dataclass(slots=True)
class Text:
    """The words of one field and what is found in it."""

    name: TextField
    source: str
    tokens: Sequence[Token]
    lookups: list[Lookup]
    found: dict[int, Found] = field(default_factory=dict)  # by every token covered
    blocked: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, name: TextField, source: str, tokens: Sequence[Token], lexicon: Lexicon) -> Text:
        """A text with every word looked up."""
        at = lexicon.at
        return cls(name, source, tokens, [at(token.word) for token in tokens])

    def free(self, i: int) -> bool:
        """Whether a token belongs to nothing yet."""
        return i not in self.found and i not in self.blocked

    def add(self, found: Found) -> None:
        """Record a finding on all its tokens."""
        for i in range(found.first, found.last):
            self.found[i] = found

    def block(self, first: int, last: int) -> None:
        """Take tokens out of the search: they name somebody or something else."""
        self.blocked.update(range(first, last))

    def findings(self) -> Iterator[Found]:
        """The findings, each once, in the order of the text."""
        for i, found in sorted(self.found.items()):
            if i == found.first:
                yield found

    def in_name(self, i: int) -> bool:
        """Whether token ``i`` may continue a name that token ``i - 1`` belongs to."""
        return self._gap(i, _IN_A_NAME)

    def in_phrase(self, i: int) -> bool:
        """Whether tokens ``i - 1`` and ``i`` may stand in one noun phrase: no comma, stop or new line between them."""
        return self._gap(i, _IN_A_PHRASE)

    def _gap(self, i: int, allowed: re.Pattern[str]) -> bool:
        if not 0 < i < len(self.tokens):
            return False
        start, end = self.tokens[i - 1].end, self.tokens[i].start
        if end - start == 1 and self.source[start] == " ":
            return True
        return allowed.fullmatch(self.source, start, end) is not None

    def before(self, i: int) -> str:
        """The word before token ``i`` in its phrase; "" at a pause."""
        return self.tokens[i - 1].word if self.in_phrase(i) else ""

    def after(self, last: int) -> str:
        """The word from token ``last`` on in the same phrase; "" at a pause."""
        return self.tokens[last].word if self.in_phrase(last) else ""

    def quoted(self, first: int, last: int) -> bool:
        """Whether the tokens stand between quotation marks, alone."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        before, after = self.source[max(start - 1, 0) : start], self.source[end : end + 1]
        return bool(before and after and before in QUOTES and after in QUOTES)

    def matches(self, i: int, name: Name) -> bool:
        """Whether ``name``, whose first word token ``i`` has, stands here in full."""
        end = i + len(name.words)
        if end > len(self.tokens):
            return False
        for k in range(1, len(name.words)):
            j = i + k
            if self.tokens[j].word != name.words[k] or not self.free(j) or not self.in_name(j):
                return False
        if not self.source.startswith(name.sign, self.tokens[end - 1].end):
            return False
        return not name.acronym or all(token.text.isupper() or "." in token.text for token in self.tokens[i:end])
