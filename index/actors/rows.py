"""
The actors file: a CSV whose every row is checked, so that a slip is found when the file is read.

- header ``id,kind,name,latin,aliases,notes``; UTF-8, a byte order mark is allowed; blank lines count for nothing
- aliases are separated by ``|``; ``adj:`` marks a state's adjective (masculine singular, no article), ``sur:`` a
  name by which a person is called alone
- an id is written in a-z, 0-9 and hyphens, and stands once
- a full name or alias belongs to one actor only; surnames and adjectives may be shared
- the first wrong row is refused with path, line and what to do

    sergey-lavrov,person,سيرغي لافروف,Sergey Lavrov,سيرجي لافروف|sur:لافروف,foreign minister of Russia since 2004
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from index.actors.forms import ARTICLE, words_of
from index.article import Actor, ActorKind
from index.errors import GazetteerError

HEADER = ("id", "kind", "name", "latin", "aliases", "notes")
KINDS: dict[str, ActorKind] = {"person": "person", "organization": "organization", "state": "state"}
Role = Literal["name", "adjective", "surname"]
PREFIXES: dict[str, tuple[Role, ActorKind]] = {"adj": ("adjective", "state"), "sur": ("surname", "person")}

# A longer cell is the sign of a quote left open, not a name.
LONGEST_NAME = 200

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PREFIX = re.compile(r"([A-Za-z]+)\s*:\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an actor: as written in the file, its words in the word layer, and what it is good for."""

    text: str
    words: tuple[str, ...]
    role: Role = "name"

    @property
    def sign(self) -> str:
        """The sign at its end that tells it from another name: the + of «أوبك+»."""
        last = self.text[-1]
        return last if unicodedata.category(last).startswith("S") else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file. ``aliases`` begins with the Arabic name, then the Latin one where there is one."""

    actor: Actor
    aliases: tuple[Alias, ...]
    notes: str
    line: int


class _Place(NamedTuple):
    """Where in which file a row stands."""

    path: str
    line: int

    def wrong(self, message: str) -> GazetteerError:
        return GazetteerError(self.path, self.line, message)


def read_rows(path: str | Path, data: bytes) -> tuple[Row, ...]:
    """Return the rows of an actors file. Raises GazetteerError for the first row that is wrong."""
    rows: list[Row] = []
    ids: dict[str, int] = {}
    owners: dict[tuple[str, ...], Row] = {}
    for place, cells in _records(str(path), _decode(str(path), data)):
        row = _row(place, cells)
        if row.actor.id in ids:
            raise place.wrong(
                f"id {row.actor.id!r} is already used in line {ids[row.actor.id]}; rename this one or merge the rows"
            )
        ids[row.actor.id] = place.line
        for alias in row.aliases:
            owner = owners.setdefault(_identity(alias), row) if alias.role == "name" else row
            if owner is not row:
                raise place.wrong(
                    f"{alias.text!r} already names {owner.actor.id!r} (line {owner.line}); "
                    "give a longer name that tells them apart, or merge the rows"
                )
        rows.append(row)
    if not rows:
        raise GazetteerError(str(path), 2, "no actor in the file; write one row an actor below the header")
    return tuple(rows)


def _identity(alias: Alias) -> tuple[str, ...]:
    """What makes two names the same: their words, and the sign that tells «OPEC» from «OPEC+»."""
    return (*alias.words, alias.sign)


def _decode(path: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _Place(path, data.count(b"\n", 0, error.start) + 1)
        raise place.wrong(f"byte {data[error.start]:#04x} is not UTF-8; save the file as UTF-8") from None
    if "\0" in text:
        place = _Place(path, text.count("\n", 0, text.index("\0")) + 1)
        raise place.wrong("contains a NUL character; save the file as UTF-8 text")
    return text


def _records(path: str, text: str) -> Iterator[tuple[_Place, list[str]]]:
    """Yield where each record begins, and its cells; checks header and column count."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    expected = ",".join(HEADER)
    header_seen = False
    while True:
        place = _Place(path, reader.line_num + 1)
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise place.wrong(f"not readable as CSV ({error}); close every quotation mark") from None
        if cells is None:
            break
        cells = [cell.strip() for cell in cells]
        if not any(cells):
            continue
        if not header_seen:
            if tuple(cells) != HEADER:
                raise place.wrong(f"the header is {','.join(cells)[:LONGEST_NAME]!r}; it must be {expected!r}")
            header_seen = True
            continue
        if len(cells) != len(HEADER):
            raise place.wrong(
                f"{len(cells)} columns where {len(HEADER)} are expected ({expected}); "
                "quote a cell that contains a comma"
            )
        yield place, cells
    if not header_seen:
        raise GazetteerError(path, 1, f"the file is empty; its first line must be {expected!r}")


def _row(place: _Place, cells: list[str]) -> Row:
    id_, kind, name, latin, aliases, notes = cells
    if not id_:
        raise place.wrong("the id is missing; give one in a-z, 0-9 and hyphens (sergey-lavrov)")
    if not _ID.fullmatch(id_):
        raise place.wrong(f"the id {id_!r} must be written in a-z, 0-9 and single hyphens (sergey-lavrov)")
    if kind not in KINDS:
        raise place.wrong(f"the kind {kind!r} must be one of {', '.join(KINDS)}")
    if not name:
        raise place.wrong("the name is empty; give the actor's Arabic name")
    actor = Actor(id_, KINDS[kind], name, latin)
    found = [_alias(place, actor, name, "name")]
    if latin:
        found.append(_alias(place, actor, latin, "name"))
    if aliases:
        found.extend(_prefixed(place, actor, text.strip()) for text in aliases.split("|"))
    return Row(actor, tuple(dict.fromkeys(found)), notes, place.line)


def _prefixed(place: _Place, actor: Actor, text: str) -> Alias:
    match = _PREFIX.fullmatch(text)
    if not match:
        return _alias(place, actor, text, "name")
    prefix, name = match.groups()
    if prefix not in PREFIXES:
        raise place.wrong(f"alias {text!r}: the prefix {prefix!r} is unknown; use adj: or sur:, or none")
    role, kind = PREFIXES[prefix]
    if actor.kind != kind:
        raise place.wrong(
            f"alias {text!r}: {prefix}: is for a {kind}, but {actor.id!r} is a {actor.kind}; "
            "remove the prefix or the alias"
        )
    return _alias(place, actor, name, role)


def _alias(place: _Place, actor: Actor, text: str, role: Role) -> Alias:
    if len(text) > LONGEST_NAME:
        raise place.wrong(f"a name of {len(text)} characters ({text[:40]!r}…); the most is {LONGEST_NAME}")
    words = words_of(text)
    if not words:
        raise place.wrong(f"alias {text!r} of {actor.id!r} has no letter or digit to be found by; remove it")
    if role == "adjective" and (text.startswith(ARTICLE) or not words[-1].endswith("ي")):
        raise place.wrong(f"adjective {text!r}: write the masculine singular without article (سوري, ألماني)")
    return Alias(text, words, role)
