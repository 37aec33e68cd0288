"""
The end of a query that is still being typed: which words belong together, and what stands before them.

- the words after the last sign, bracket, quotation mark, colon of a field or operator are one run
- a closed phrase is done with; after a mark that is still open the run is the beginning of a phrase
- a sign, an operator, a field or a bracket not yet closed takes one word or one phrase

>>> end = read_end("سوريا -سيرغي لاف")
>>> end.before, end.run, end.bound
('سوريا -', 'سيرغي لاف', True)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.lexer import COLONS, OPERATORS, QUOTES, SIGNS, FieldName, field_named

_SIGNS = re.escape("".join(SIGNS))
# A mark stuck to the end of a word opens nothing.
_OPENS = r"(?:(?<!\w)|(?=\S\S))"
_PHRASE = re.compile("|".join(f"{_OPENS}{opening}[^{closing}]*[{closing}]" for opening, closing in QUOTES.items()))
_BREAK = re.compile(
    rf"(?P<mark>{_OPENS}[{''.join(QUOTES)}])"
    r"|(?P<bracket>[()])"
    rf"|(?<!\S)(?P<operator>{'|'.join(map(re.escape, OPERATORS))})\s"
    rf"|(?<![^\s({COLONS}])(?P<sign>[{_SIGNS}])(?=[^\s){_SIGNS}])"
    rf"|(?<![^\s({COLONS}{_SIGNS}])(?P<name>[^\s(){COLONS}{_SIGNS}]+)[{COLONS}](?!//)"
)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """``before + run`` is what was typed.

    ``mark`` is the quotation mark that ``before`` leaves open; ``field`` the field whose value begins with ``run``;
    ``bound`` says that what stands before takes only one word or phrase of it.
    """

    before: str
    run: str
    mark: str = ""
    field: FieldName | None = None
    bound: bool = False


def read_end(typed: str) -> Unfinished:
    """What of ``typed`` is still being typed."""
    # Nothing in a phrase is a sign; the bracket put in the place of its last mark ends what was before.
    plain = _PHRASE.sub(lambda phrase: " " * (len(phrase[0]) - 1) + ")", typed)
    at, mark, bound = 0, "", False
    field: FieldName | None = None
    for found in _BREAK.finditer(plain):
        named = field_named(found["name"]) if found["name"] else None
        if found["name"] and named is None:
            continue
        inherits = not typed[at : found.start()].strip() and found[0] != ")"  # جهة:"… and جهة:(…
        field = named or (field if inherits else None)
        # An open bracket without its partner is passed over: what stands before it takes the first word after it.
        mark, bound = found["mark"] or "", not found["mark"] and found[0] != ")"
        at = found.end()
        if mark:
            break
    at += len(typed[at:]) - len(typed[at:].lstrip())
    return Unfinished(typed[:at], typed[at:], mark, field, bound)
