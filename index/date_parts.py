"""
The pieces of a date among tokens: a day, a month, a year and its era, each read from a given place.

- every reader takes the tokens and an index, and answers with the index after what it read, or None
- a month may bring «شهر» before it and its second name after it: آب/أغسطس, آب (أغسطس), مارس آذار
- a year may stand after a comma, a bracket or «من عام»; هـ or «هجري» after it makes it Hijri

>>> from index.date_tokens import tokenize
>>> month_at(tokenize("آب/أغسطس 2025"), 0)
Month(end=3, number=8, hijri=False, latin=False)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from index.calendar_names import GREGORIAN_MONTHS, HIJRI_MONTHS, LONGEST_NAME, ORDINAL_DAYS
from index.date_tokens import DateToken

_PIVOT = 70  # two-digit years from here on belong to the last century
YEAR_WORDS = frozenset({"من", "عام", "العام", "سنه", "السنه", "لعام", "لسنه", "للعام", "للسنه", "of"})
HIJRI_ERAS = frozenset({"ه", "هجري", "هجريه", "هجريا", "للهجره", "الهجري", "ah", "h"})
GREGORIAN_ERAS = frozenset({"م", "ميلادي", "ميلاديه", "ميلاديا", "للميلاد", "الميلادي", "ad", "ce"})
_MONTH_WORDS = frozenset({"شهر", "من"})
DAY_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
# The words with which a date can begin; all else is passed over quickly.
OPENINGS = frozenset({"شهر"}) | {name[0] for table in (GREGORIAN_MONTHS, HIJRI_MONTHS, ORDINAL_DAYS) for name in table}
_LOOSE_SIGNS = frozenset({",", "،", "/", "-", ".", "("})

Tokens = Sequence[DateToken]


class Year(NamedTuple):
    """A year with its calendar; ``end`` is the index after it."""

    end: int
    number: int
    hijri: bool


class Month(NamedTuple):
    """A month with its calendar; ``latin``: its name is in Latin letters."""

    end: int
    number: int
    hijri: bool
    latin: bool


def is_at(tokens: Tokens, at: int, *texts: str) -> bool:
    """Whether the token at an index is one of ``texts``; False outside the tokens."""
    return 0 <= at < len(tokens) and tokens[at].text in texts


def in_time(tokens: Tokens, at: int) -> bool:
    """Whether a number is the minutes of a time (10:30), not the first one after a label (التاريخ: 30)."""
    return is_at(tokens, at - 1, ":") and at >= 2 and tokens[at - 2].kind == "number"


def number_at(tokens: Tokens, at: int, *lengths: int) -> int | None:
    """The number at an index, if it has one of these numbers of digits."""
    if 0 <= at < len(tokens) and tokens[at].kind == "number" and len(tokens[at].text) in lengths:
        return int(tokens[at].text)
    return None


def _name(tokens: Tokens, at: int, table: dict[tuple[str, ...], int]) -> tuple[int, int] | None:
    if not 0 <= at < len(tokens) or tokens[at].text not in OPENINGS:
        return None
    for size in range(min(LONGEST_NAME, len(tokens) - at), 0, -1):
        number = table.get(tuple(token.text for token in tokens[at : at + size]))
        if number is not None:
            return at + size, number
    return None


def month_at(tokens: Tokens, at: int) -> Month | None:
    """A month's name, with «شهر» before it and its second name after it (آب/أغسطس, آب (أغسطس))."""
    if is_at(tokens, at, "شهر"):
        at += 1
    for table, hijri in ((GREGORIAN_MONTHS, False), (HIJRI_MONTHS, True)):
        named = _name(tokens, at, table)
        if named is None:
            continue
        end, number = named
        latin = tokens[at].text.isascii()
        if latin and is_at(tokens, end, "."):
            end += 1
        return Month(_second_name(tokens, end, number, table), number, hijri, latin)
    return None


def _second_name(tokens: Tokens, at: int, month: int, table: dict[tuple[str, ...], int]) -> int:
    joined = is_at(tokens, at, "/", "(", "-", "|", "،", ",", "او")
    named = _name(tokens, at + joined, table)
    if named is None or named[1] != month:
        return at
    return named[0] + 1 if is_at(tokens, at, "(") and is_at(tokens, named[0], ")") else named[0]


def year_at(tokens: Tokens, at: int, *, short: bool = False) -> Year | None:
    """A four-digit year (``short``: or two) after at most three signs and words («، », «من عام», «(»), and its era."""
    opened = False
    for _ in range(3):
        if at < len(tokens) and (tokens[at].text in YEAR_WORDS or tokens[at].text in _LOOSE_SIGNS):
            opened = opened or tokens[at].text == "("
            at += 1
    number = number_at(tokens, at, 4)
    if number is None and short and not is_at(tokens, at + 1, ":"):
        number = full_year(number_at(tokens, at, 2))
    if number is None:
        return None
    end = at + 1
    if opened and is_at(tokens, end, ")"):
        end += 1
    return era_at(tokens, end, number)


def era_at(tokens: Tokens, at: int, number: int) -> Year:
    """The year ``number`` with the era that stands at ``at`` (م, هـ), if any."""
    if at >= len(tokens):
        return Year(at, number, False)
    if tokens[at].text in HIJRI_ERAS:
        return Year(at + 1, number, True)
    if is_at(tokens, at, "ق") and is_at(tokens, at + 1, "."):  # قبل الميلاد
        return Year(at + 1, 0, False)
    return Year(at + (tokens[at].text in GREGORIAN_ERAS), number, False)


def day_at(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """A day of the month: a number (15, 15th, 15 من) or an ordinal (الثاني عشر من)."""
    number = number_at(tokens, at, 1, 2)
    if number is not None:
        if in_time(tokens, at):
            return None
        end = at + 1
        if end < len(tokens) and tokens[end].text in DAY_SUFFIXES:
            end += 1
    else:
        named = _name(tokens, at, ORDINAL_DAYS)
        if named is None:
            return None
        end, number = named
    while (
        end < len(tokens) and end - at < 6 and (tokens[end].text in _MONTH_WORDS or is_at(tokens, end, "/", "-", "of"))
    ):
        end += 1
    return end, number


def full_year(short: int | None) -> int | None:
    """A two-digit year in full: 25 is 2025, 98 is 1998."""
    return None if short is None else short + (1900 if short >= _PIVOT else 2000)
