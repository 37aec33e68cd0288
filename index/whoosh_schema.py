"""
The table FIELDS as a Whoosh schema, and a Record as Whoosh's keyword arguments.

- one Whoosh field per text field and layer (``body_stem``), fed with terms that are already analysed
- positions are kept where phrases (word) and proximity (stem) need them, in title and body; nowhere else
- everything that is filtered, counted or sorted by is a column
- Whoosh keeps field lengths in one lossy byte, so exact lengths are columns of their own
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from whoosh import columns, fields, formats

from index.analysis.token import LAYERS, Layer
from index.schema import TEXT_FIELDS, Record

VERSION = 3  # raise it when what is written changes: an index of another version is rebuilt
WITH_POSITIONS: frozenset[tuple[str, Layer]] = frozenset(
    {("title", "word"), ("title", "stem"), ("body", "word"), ("body", "stem")}
)
STRING_COLUMNS: tuple[str, ...] = ("source", "section", "month", "actor", "story")
DAY_COLUMNS: tuple[str, ...] = ("first_day", "last_day")
NO_DAY = 0  # a day as date.toordinal(), which begins at 1
SEPARATOR = "\n"  # between the values of a column with several; ids never contain it


def text_field(field: str, layer: Layer) -> str:
    """The Whoosh field that holds ``layer`` of text field ``field``."""
    return f"{field}_{layer}"


# What is searched for words, and so completed and corrected.
LISTED_FIELDS: tuple[str, ...] = (text_field("title", "word"), text_field("body", "word"))


class Places(formats.Positions):  # type: ignore[misc]
    """Positions as plain little-endian integers: a fraction of Whoosh's pickles, and numpy reads them as they are."""

    def encode(self, poslist: Sequence[int]) -> bytes:
        """The bytes of ascending positions: a width mark, then the numbers."""
        narrow = not poslist or poslist[-1] < 1 << 16
        numbers = array("H" if narrow else "I", poslist)
        if sys.byteorder == "big":
            numbers.byteswap()
        return (b"H" if narrow else b"I") + numbers.tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The positions that `encode` wrote."""
        numbers = array(valuestring[:1].decode())
        numbers.frombytes(valuestring[1:])
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers.tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many positions there are."""
        return (len(valuestring) - 1) // (2 if valuestring[:1] == b"H" else 4)

    def decode_weight(self, valuestring: bytes) -> float:
        """The frequency, as a weight."""
        return float(self.decode_frequency(valuestring))


_PLACES = Places()

Value = TypeVar("Value")
Posting = tuple[bytes, int, float, bytes]  # term, frequency, weight, value, as Whoosh's writer wants them


class Terms(fields.FieldType):  # type: ignore[misc]
    """A text field in one layer: takes the postings of a document, as `postings` makes them."""

    def __init__(self, positions: bool) -> None:
        super().__init__(Places() if positions else formats.Existence(), None)
        self.positions = positions

    def index(self, value: Sequence[Posting], **_: Any) -> Iterator[Posting]:
        """Yield them."""
        return iter(value)


def postings(terms: Sequence[str], positions: bool) -> list[Posting]:
    """The postings of a list of terms by position, "" for none; the weight is the frequency."""
    if not positions:
        counts = Counter(term for term in terms if term)
        return [(key, count, float(count), b"") for key, count in _by_bytes(counts, int.__add__)]
    places: dict[str, list[int]] = {}
    for position, term in enumerate(terms):
        if term:
            places.setdefault(term, []).append(position)
    found = _by_bytes(places, lambda first, second: sorted(first + second))
    return [(key, len(where), float(len(where)), _PLACES.encode(where)) for key, where in found]


def _by_bytes(terms: Mapping[str, Value], add: Callable[[Value, Value], Value]) -> Iterable[tuple[bytes, Value]]:
    """``terms`` by their bytes: two that cannot be written have the same, and a list has each document once."""
    found: dict[bytes, Value] = {}
    for term, value in terms.items():
        key = _bytes(term)
        found[key] = add(found[key], value) if key in found else value
    return found.items()


def whoosh_schema() -> fields.Schema:
    """The schema; also given when opening, because Whoosh pickles it into the index."""
    schema = fields.Schema(id=fields.ID(unique=True, sortable=True))
    for field in TEXT_FIELDS:
        for layer in LAYERS:
            schema.add(text_field(field, layer), Terms((field, layer) in WITH_POSITIONS))
        schema.add(f"{field}_length", fields.COLUMN(columns.NumericColumn("I")))
    for name in STRING_COLUMNS:
        schema.add(name, fields.COLUMN(columns.VarBytesColumn()))
    for name in DAY_COLUMNS:
        schema.add(name, fields.COLUMN(columns.NumericColumn("i", default=NO_DAY)))
    return schema


def to_document(record: Record) -> dict[str, Any]:
    """``record`` as keyword arguments of Whoosh's ``add_document``.

    All that can go wrong with an article goes wrong here, before Whoosh has begun with it: an error of ``add_document``
    would cost the other articles of the commit. ValueError where the id cannot be written.
    """
    record.id.encode()
    document: dict[str, Any] = {"id": record.id}
    for field in TEXT_FIELDS:
        layers = record.terms[field]
        document[f"{field}_length"] = sum(1 for word in layers["word"] if word)
        for layer in LAYERS:
            document[text_field(field, layer)] = postings(layers[layer], (field, layer) in WITH_POSITIONS)
    document["source"] = _bytes(record.source)
    document["section"] = _bytes(record.section)
    document["month"] = _bytes(record.month)
    document["actor"] = _bytes(SEPARATOR.join(record.actors))
    document["story"] = _bytes(record.story)
    document["first_day"] = _day(record.first_day)
    document["last_day"] = _day(record.last_day)
    return document


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")  # JSON may hold half a surrogate pair, which UTF-8 cannot


def _day(value: date | None) -> int:
    return value.toordinal() if value else NO_DAY
