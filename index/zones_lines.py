"""
The lines of a text, each with what can be seen of it without understanding it.

- a line knows its place: ``raw[line.start:line.end] == line.text``, without the white space around it
- ``words`` are folded, without signs, bullet and time, so that two spellings of one headline are equal
- prose has the length or the full stop of a sentence; what is neither prose nor empty is headline-like

>>> [(line.text, line.bullet, line.timed) for line in lines_of("عنوان\\n\\n • 09:04 . خبر")]
[('عنوان', False, False), ('• 09:04 . خبر', True, True)]
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import pairwise

from index.date_tokens import fold

# A paragraph this long is prose whatever its last sign; headlines end before.
PROSE_WORDS = 25
_SENTENCE_WORDS = 7
FIRST_SENTENCE_WORDS = 12

_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"[•●○◦▪▫■□◾◼◽◆◇►▶▷‣⁃∙·*›»>✓✔➤➢❖٭✦★☆\-]+\s*")
_TIME = re.compile(r"[(\[]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?[)\]]?(?:\s*(?:صباحا|مساء|ص|م|am|pm)\b)?[\s.|:،,\-]*")
_AGO = re.compile(r"(?:منذ|قبل) (?:[0-9]{1,2} )?(?:دقيق|دقائق|ساع|ثاني|ثوان|يوم|ايام)\w*[\s.|:،,\-]*")
_WORD = re.compile(r"[^\W_]+")
_MORE = re.compile(r"(?:\.\.+|…|[\[(>])\s*(?:اقرا |للقراءه )?(?:المزيد|مزيد|more)\s*[\])>.…»]*$")
_MORE_AT = re.compile(r"(?:\[|\()?\s*(?:اقرأ |إقرأ )?المزيد\s*[\])>.…»]*$")
_STOP = re.compile(r"[^.…\s][.۔](?:[\s\"”»’')\]]{0,3})$")
_INNER_STOP = re.compile(r"\w\w\w[»”\")]?[.؟?!]\s+\w")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text; see the module's rules."""

    start: int
    end: int
    text: str
    folded: str  # the whole line, folded
    words: tuple[str, ...]
    bullet: bool  # begins with the sign of a list item
    timed: bool  # begins with a time of day, or «منذ 5 دقائق»
    gap: bool  # an empty line, or the beginning of the text, stands before it

    @property
    def phrase(self) -> str:
        """The line's words joined by single spaces: for comparing with a table."""
        return " ".join(self.words)

    @property
    def closed(self) -> bool:
        """Whether it ends with a full stop, as sentences do and headlines do not."""
        return _STOP.search(self.text[-8:]) is not None

    @property
    def ends_with_more(self) -> bool:
        """Whether it ends with a link to the rest («... المزيد»)."""
        return _MORE.search(self.folded[-40:]) is not None

    @property
    def more_at(self) -> int:
        """Where in ``text`` that link begins; its length where there is none."""
        if not self.ends_with_more:
            return len(self.text)
        tail = max(0, len(self.text) - 40)
        match = _MORE_AT.search(self.text[tail:])
        return tail + match.start() if match else len(self.text)

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: long, or a sentence with its stop, or more than one sentence."""
        size = len(self.words)
        if size >= PROSE_WORDS or (size >= _SENTENCE_WORDS and self.closed):
            return True
        return size >= FIRST_SENTENCE_WORDS and _INNER_STOP.search(self.folded) is not None


def lines_of(raw: str) -> list[Line]:
    """Cut ``raw`` into its lines that are not empty, in order."""
    lines: list[Line] = []
    at, gap = 0, True
    while at <= len(raw):
        match = _BREAKS.search(raw, at)
        stop, following = (match.start(), match.end()) if match else (len(raw), len(raw) + 1)
        line = _line(raw, at, stop, gap)
        if line is None:
            gap = True
        else:
            lines.append(line)
            gap = False
        at = following
    return lines


def pieces_of(line: Line, offsets: list[int]) -> list[Line]:
    """A line cut at ``offsets`` of its text (ascending), each piece a line of its own; empty ones left out."""
    if not offsets:
        return [line]
    edges = [0, *offsets, len(line.text)]
    cut = (_line(line.text, start, stop, line.gap and start == 0) for start, stop in pairwise(edges))
    return [replace(piece, start=piece.start + line.start, end=piece.end + line.start) for piece in cut if piece]


def starts_with(words: tuple[str, ...], phrases: Collection[str], longest: int = 6) -> int:
    """How many of the first words make up one of ``phrases`` (the longest such); 0 where none does."""
    for size in range(min(longest, len(words)), 0, -1):
        if " ".join(words[:size]) in phrases:
            return size
    return 0


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text, without signs."""
    return tuple(_WORD.findall(fold(text)))


def _line(raw: str, start: int, stop: int, gap: bool) -> Line | None:
    piece = raw[start:stop]
    text = piece.strip(" \t\xa0\ufeff\u200b\u200e\u200f\u3000\u2003\u2002\u2009")
    text = text.strip()
    if not text:
        return None
    place = start + piece.index(text)
    folded = fold(text).strip()
    content = folded
    bullet = _BULLET.match(content)
    if bullet:
        content = content[bullet.end() :]
    timed = _TIME.match(content) or _AGO.match(content)
    if timed:
        content = content[timed.end() :]
    words = tuple(_WORD.findall(content))
    return Line(place, place + len(text), text, folded, words, bullet is not None, timed is not None, gap)
