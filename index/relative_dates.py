"""
Words that name a day only beside another day: اليوم, أمس, الأربعاء, قبل يومين.

They say that a line is about time, and are kept as what an undated article says instead of a date. They are never
turned into one: the day they count from is the day of publication, which is the very thing not known.

>>> time_phrase("استقبل الرئيس نظيره، اليوم الأربعاء، في موسكو.")
'اليوم الأربعاء'
"""

from __future__ import annotations

import re

from index.calendar_names import WEEKDAYS
from index.date_tokens import fold, tokenize

_DAYS = frozenset({"اليوم", "today", "امس", "البارحه", "yesterday", "الامس"})
_AGO = frozenset({"قبل", "منذ", "ago"})
_WEEKDAY = "|".join(sorted((name for name in WEEKDAYS if name.startswith("ال")), key=len, reverse=True))
_PHRASES = (
    re.compile(rf"(?<!\w)(?:مساء |صباح |ظهر |فجر |ليل )?(?:يوم )?(?:اليوم|امس|اول امس)،? (?:{_WEEKDAY})(?!\w)"),
    re.compile(rf"(?<!\w)(?:مساء |صباح |ظهر |فجر |ليل )?يوم (?:{_WEEKDAY})(?: الماضي)?(?!\w)"),
    re.compile(rf"(?<=[،,(] )(?:{_WEEKDAY})(?: الماضي)?(?=[،,).])"),
    re.compile(r"(?<!\w)(?:مساء |صباح |ظهر |فجر |يوم )(?:اليوم|امس|الامس)(?!\w)"),
    re.compile(r"(?<!\w)(?:اليوم|امس)(?=[،,.])"),
)
_HEAD = 600


def time_phrase(head: str) -> str | None:
    """The words with which the beginning of a text says when, without a date: «اليوم الأربعاء»; None without any."""
    head = head[:_HEAD]
    tokens = tokenize(head)
    # Joined by single spaces, so that places in the joined text lead back to the tokens.
    joined, places = [], []
    length = 0
    for token in tokens:
        glue = "" if token.kind == "sign" and token.text in "،,.)" else " "
        joined.append(glue + token.text)
        places.append(length + len(glue))
        length += len(glue) + len(token.text)
    text = "".join(joined)
    for pattern in _PHRASES:
        match = pattern.search(text)
        if match:
            inside = [
                token for token, place in zip(tokens, places, strict=True) if match.start() <= place < match.end()
            ]
            return head[inside[0].start : inside[-1].end] if inside else None
    return None


def is_relative(word: str) -> bool:
    """Whether a word names a day by its distance (اليوم, أمس)."""
    return fold(word) in _DAYS


def says_when(line: str) -> bool:
    """Whether a short line names a day, a weekday or a distance in time, even one that gives no date."""
    words = [token.text for token in tokenize(line[:_HEAD]) if token.kind != "sign"]
    return any(word.isdigit() or word in WEEKDAYS or word in _DAYS or word in _AGO for word in words)
