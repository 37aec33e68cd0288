"""
What the user typed, cut into words, phrases, brackets, signs, operators and field names.

- quotes come in pairs of any style: «…» “…” "…" „…“; a mark without a partner is passed over
- a sign counts only right before something (``-كلمة``, not ``كلمة - كلمة`` or ``بو-تين``)
- AND, OR, NOT are operators only in capitals; و and أو are words like any other
- && and || between spaces are AND and OR, and ! before something is -, as in other engines; elsewhere they mean nothing
- a field is a known name before a colon, in Arabic or English, however its letters are spelled
- brackets come in pairs, up to `MAX_DEPTH` deep; one without a partner is passed over
- marks of writing direction mean nothing

>>> [lexeme.kind for lexeme in scan('+وزير عنوان:"موسكو"')[0]]
['plus', 'word', 'field', 'phrase']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from index.analysis.analyzer import fold
from search.notices import Notice

Kind = Literal["word", "phrase", "open", "close", "plus", "minus", "and", "or", "not", "field"]
FieldName = Literal["title", "actor", "source", "section", "date"]

# Field → its names; the first Arabic and the first English one are used to say how a query was read.
FIELD_NAMES: dict[FieldName, tuple[str, ...]] = {
    "title": ("عنوان", "title"),
    "actor": ("جهة", "actor"),
    "source": ("مصدر", "source"),
    "section": ("قسم", "section"),
    "date": ("تاريخ", "date"),
}
# Opening mark → the marks that may close it. Right-to-left typing often swaps « and ».
QUOTES: dict[str, str] = {"«": "»", "»": "«", '"': '"', "“": "”“", "”": "”“", "„": "“”„", "‟": "”“", "＂": "＂"}
OPERATORS: dict[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not", "&&": "and", "||": "or"}
SIGNS: dict[str, Kind] = {"+": "plus", "-": "minus", "−": "minus", "!": "minus"}
COLONS = ":："
MAX_DEPTH = 20  # brackets within brackets; nobody types more, and every level costs an engine a call
DIRECTION_MARKS = dict.fromkeys((0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF))
_CHUNK = re.compile("[^\\s()" + "".join(QUOTES) + "]+")
_FIELD = re.compile(f"([^{COLONS}]+)[{COLONS}](?!//)")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One piece of a query. ``text`` is what is inside it: the word, the phrase, the field's name as typed."""

    kind: Kind
    text: str = ""
    field: FieldName | None = None


def scan(q: str) -> tuple[list[Lexeme], list[Notice]]:
    """The pieces of ``q`` in order, and what had to be passed over."""
    q = q.translate(DIRECTION_MARKS)
    lexemes: list[Lexeme] = []
    notices: list[Notice] = []
    at, fresh = 0, True  # fresh: a sign here would stand before something, not inside it
    while at < len(q):
        char = q[at]
        if char.isspace():
            at, fresh = at + 1, True
        elif char in "()":
            lexemes.append(Lexeme("open" if char == "(" else "close"))
            at, fresh = at + 1, char == "("
        elif char in QUOTES:
            at, fresh = _phrase(q, at, lexemes, notices), False
        elif char in SIGNS and fresh and _stands_before_something(q, at):
            lexemes.append(Lexeme(SIGNS[char], char))
            at += 1
        else:
            at, fresh = _chunk(q, at, lexemes, notices)
    return _balanced(lexemes, notices), notices


def _balanced(lexemes: list[Lexeme], notices: list[Notice]) -> list[Lexeme]:
    """``lexemes`` without the brackets that have no partner or stand too deep."""
    opened: list[int] = []
    dropped: set[int] = set()
    for i, lexeme in enumerate(lexemes):
        if lexeme.kind == "open":
            opened.append(i)
        elif lexeme.kind == "close" and opened:
            if len(opened) > MAX_DEPTH:
                dropped |= {i, opened[-1]}
                notices.append(Notice("too_deep"))
            opened.pop()
        elif lexeme.kind == "close":
            dropped.add(i)
            notices.append(Notice("unbalanced_bracket"))
    if opened:
        notices.append(Notice("unbalanced_bracket"))
    dropped.update(opened)
    return [lexeme for i, lexeme in enumerate(lexemes) if i not in dropped]


def quotes_removed(text: str) -> str:
    """``text`` without any quotation mark of `QUOTES`, runs of white space made one space."""
    return " ".join("".join(" " if char in QUOTES else char for char in text).split())


def field_named(name: str) -> FieldName | None:
    """The field that goes by ``name``, however its letters are spelled; None if none does."""
    return _fields().get(fold(name))


@cache
def _fields() -> dict[str, FieldName]:
    return {fold(name): field for field, names in FIELD_NAMES.items() for name in names}


def _stands_before_something(q: str, at: int) -> bool:
    following = q[at + 1 : at + 2]
    return bool(following) and not following.isspace() and following not in ")" and following not in SIGNS


def _phrase(q: str, at: int, lexemes: list[Lexeme], notices: list[Notice]) -> int:
    """Read a phrase at its opening mark; returns where to go on."""
    end = min((i for close in QUOTES[q[at]] if (i := q.find(close, at + 1)) >= 0), default=-1)
    # A mark stuck to the end of a word closes something: its opening mark is what is missing.
    closes = at > 0 and q[at - 1].isalnum() and not q[at + 1 : at + 2].strip()
    if end < 0 or closes:
        notices.append(Notice("unbalanced_quote"))
        return at + 1
    lexemes.append(Lexeme("phrase", quotes_removed(q[at + 1 : end])))
    return end + 1


def _chunk(q: str, at: int, lexemes: list[Lexeme], notices: list[Notice]) -> tuple[int, bool]:
    """Read a word, an operator or a field's name; returns where to go on and whether a sign may follow."""
    match = _CHUNK.match(q, at)
    assert match is not None  # white space, brackets and quotes were seen to before
    chunk = match.group()
    if chunk in OPERATORS:
        lexemes.append(Lexeme(OPERATORS[chunk], chunk))
        return match.end(), False
    named = _FIELD.match(chunk)
    if named:
        name = named.group(1)
        field = field_named(name)
        if field:
            lexemes.append(Lexeme("field", name, field))
            return at + named.end(), True
        if named.end() < len(chunk) and name.isalpha():
            notices.append(Notice("unknown_field", name))
    lexemes.append(Lexeme("word", chunk))
    return match.end(), False
