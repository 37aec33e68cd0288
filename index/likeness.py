"""
How much a decoded text looks like words, Arabic ones above all: what tells one reading of some bytes from another.

- common letters and pairs of letters count for a text, rare letters little
- what no word has counts against it: ة and ى before a letter, Arabic and Latin letters side by side, vowel marks in
  rows, accented capitals inside words, replacement characters
- ASCII says nothing, as all encodings in question share it

>>> likeness("وزير الخارجية") > 1 > 0 > likeness("æÒíÑ ÇáÎÇÑÌíÉ")
True
"""

from __future__ import annotations

import re

ENOUGH_CHARS = 4_000  # a few sentences tell as much as a book
# Letters by how much of newspaper text they are: the first third makes up two thirds of it.
COMMON_LETTERS = frozenset("اليمنوترةبعدسفه")
RARE_LETTERS = frozenset("ظؤآئغذضثزء")
ARABIC_LETTERS = frozenset(map(chr, [*range(0x621, 0x63B), *range(0x641, 0x64B)]))
PERSIAN_LETTERS = frozenset("پچژگکی")
ARABIC_MARKS = frozenset(map(chr, [0x640, *range(0x64B, 0x653)]))
SHADDA = "\u0651"
FINAL_LETTERS = frozenset("ةى")
PUNCTUATION = frozenset("،؛؟«»“”‘’…–—• \u200c\u200d\u200e\u200f")
_PAIRS = """
    ال لم لا ية ين ان من وا في ات ون لت لى عل ما ها نا ار لع لأ مع لس را يا لو لح كا يو ير
    يس ول ري تي قا لي مو ست دا رئ ئي ده لد لق لج نه هذ ذا أن إل هم كي با سي ور رة وز حك كم
"""
COMMON_PAIRS = frozenset(_PAIRS.split())
_RUNS = re.compile(r"[^\x00-\x7f]+")


def likeness(text: str) -> float:
    """How much the non-ASCII part of ``text`` looks like words: about 2 for Arabic, below 0 for garbage."""
    points = 0.0
    count = 0
    for run in _RUNS.finditer(text):
        before = text[run.start() - 1] if run.start() else " "
        after = text[run.end()] if run.end() < len(text) else " "
        chars = f"{before}{run[0]}{after}"
        count += len(run[0])
        points += sum(_points(*chars[i : i + 3]) for i in range(len(chars) - 2))
        if count > ENOUGH_CHARS:
            break
    return points / count if count else 0.0


def _points(before: str, char: str, after: str) -> float:
    if char in ARABIC_LETTERS:
        points = 1.0 if char in COMMON_LETTERS else 0.1 if char in RARE_LETTERS else 0.4
        if char + after in COMMON_PAIRS:
            points += 1.0
        if char == "ا" and after == "ل" and not before.isalpha():
            points += 1.0  # a word that begins with the article
        if char in FINAL_LETTERS and after in ARABIC_LETTERS:
            points -= 3.0
        return points - 2.0 * (_is_latin(before) + _is_latin(after))
    if char in ARABIC_MARKS:
        # Marks follow letters; of two in a row, one is a shadda. Cyrillic read as Arabic is rows of marks.
        return 0.5 if before in ARABIC_LETTERS or SHADDA in (before, char) else -3.0
    if char in PERSIAN_LETTERS:
        return 0.3 if before in ARABIC_LETTERS or after in ARABIC_LETTERS else -0.5
    if char in PUNCTUATION:
        return 0.2 if not (before.isalpha() and after.isalpha()) else -1.0
    if char.isalpha() and char < "\u0250":
        if before in ARABIC_LETTERS or after in ARABIC_LETTERS:
            return -2.0
        # An accented letter stands among plain ones; capitals inside a word are a sign of misreading.
        plain = (before.isascii() and before.isalpha()) + (after.isascii() and after.isalpha())
        return 0.4 * plain if plain and not (char.isupper() and _is_latin(before)) else -1.0
    return -3.0 if char == "\ufffd" or char < "\xa0" else -0.5


def _is_latin(char: str) -> bool:
    return char.isalpha() and char < "\u0250"
