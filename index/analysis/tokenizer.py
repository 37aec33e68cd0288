"""
A text to its words, with the place of each.

- diacritics, tatweel, joiners and bidi marks inside a word belong to it, so a highlight covers the word as written
- an Arabic word ends where Latin letters or digits begin: «كوفيد19» is two words
- «_», «#», «@» and hyphens separate: «#جوني_هاليداي» is two words, «السورية-الروسية» too
- a number keeps its thousands and decimal signs (1,500 ١٫٥), a time its colon (12:30); a date falls into its parts,
  so that the year can be found
- a URL, an e-mail address and a bare domain are one word each; so is an acronym with dots (أ.ف.ب, U.S.A.)
- an apostrophe between Latin letters belongs to the word (O'Brien)

>>> [span.text for span in tokenize("زار #بشار_الأسد روسيا في 15/10/2025")]
['زار', 'بشار', 'الأسد', 'روسيا', 'في', '15', '10', '2025']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["arabic", "number", "latin", "acronym", "address"]

# Letters proper. U+0640 (tatweel) is a mark; FDFA and FDFB are whole sentences, so they count as symbols.
ARABIC_LETTERS = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff"
    "\u0750-\u077f\u0870-\u0887\u0889-\u088e\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufc5d\ufc64-\ufcf1\ufcf5-\ufd3d"
    "\ufd50-\ufdf9\ufdfc\ufe80-\ufefc\U0001ee00-\U0001eebb"
)
# What is written over, under or between letters: tatweel, harakat, Quranic signs, presentation forms of harakat.
ARABIC_MARKS = (
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0890-\u089f\u08ca-\u08e1\u08e3-\u08ff\ufbb2-\ufbc2\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f"
)
# Invisible: soft hyphen, ZWNJ, ZWJ, direction marks, embeddings, isolates, word joiner, BOM.
INVISIBLE = "\u00ad\u061c\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19"
TOP_LEVEL = "com|net|org|info|gov|edu|int|tv|news|online|io|me|co|uk|us|fr|de|ru|tr|ir|il|sa|ae|qa|eg|sy|lb|iq|jo|ps|tn"

_LETTER, _MARK = f"[{ARABIC_LETTERS}]", f"[{ARABIC_MARKS}]"
_INNER = f"(?:[{ARABIC_LETTERS}{ARABIC_MARKS}]|[{INVISIBLE}]++(?=[{ARABIC_LETTERS}{ARABIC_MARKS}]))"
# Letters and digits of every script but Arabic, with combining accents.
_OTHER = rf"(?:[^\W_{ARABIC_LETTERS}{ARABIC_MARKS}\ufdfa\ufdfb\u0660-\u0669\u06f0-\u06f9]|[\u0300-\u036f])"
_PATH = r"(?:/[^\s<>\"'«»“”،؛؟()\[\]{}|\\^`]*[^\W_])?"
_ADDRESSES = (
    r"(?:https?://|www\.)[^\s<>\"'«»“”،؛؟()\[\]{}|\\^`]*[^\W_]/?",
    r"[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+",
    rf"(?<![A-Za-z0-9])[A-Za-z0-9][A-Za-z0-9-]{{0,62}}(?:\.[A-Za-z0-9-]{{1,63}}){{0,3}}\.(?:{TOP_LEVEL})\b{_PATH}",
)
_ACRONYMS = (
    r"(?<!\w)(?:[A-Za-z]\.){2,8}[A-Za-z]?(?!\w)",
    r"(?<!\w)(?:[ء-ي]\.){2,8}[ء-ي]?(?!\w)",
    r"(?<!\w)[ء-ي]\.[ء-ي](?!\w)",
)
_NUMBERS = (
    rf"[{DIGITS}]{{1,3}}(?:[,٬][{DIGITS}]{{3}})+(?![{DIGITS}])(?:[.٫][{DIGITS}]+)?",  # 1,500,000.75
    rf"[{DIGITS}]{{1,2}}:[{DIGITS}]{{2}}(?::[{DIGITS}]{{2}})?(?![{DIGITS}:])",  # 12:30
    rf"(?<![{DIGITS}],)[{DIGITS}]+,[{DIGITS}]{{1,2}}(?![,.]?[{DIGITS}])",  # 1,5 as French-speaking papers write it
    rf"[{DIGITS}]+(?:[.٫][{DIGITS}]+)+",  # 1.5, 11.4.1
    rf"[{DIGITS}]+(?!{_OTHER})",  # but 20th and 4K are Latin words
)
# In the order tried. Words of two letters and more come first because most words are that; one letter may begin an
# acronym. The look-behinds keep long runs of marks or digits from being read again from each of their characters.
KINDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("arabic", (f"{_LETTER}{_INNER}+",)),
    ("address", _ADDRESSES),
    ("acronym", _ACRONYMS),
    ("number", _NUMBERS),
    ("arabic", (f"(?<!{_MARK}){_MARK}*+{_LETTER}{_INNER}*",)),
    ("latin", (rf"{_OTHER}+(?:['’]{_OTHER}+)*",)),
)
WORD = re.compile("|".join(f"({'|'.join(patterns)})" for _, patterns in KINDS))


class Span(NamedTuple):
    """One word as written: ``text == source[start:end]``."""

    text: str
    start: int
    end: int
    kind: Kind


def tokenize(text: str) -> Iterator[Span]:
    """Yield the words of ``text`` in order; their places neither touch wrong characters nor overlap."""
    for match in WORD.finditer(text):
        yield Span(match.group(), match.start(), match.end(), KINDS[(match.lastindex or 1) - 1][0])
