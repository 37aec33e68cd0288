"""
Words that name a day only beside another day: اليوم, أمس, الأربعاء, قبل يومين, 15 أكتوبر.

- A weekday is the last one on or before the reference; with «الماضي», before it. What lies ahead («المقبل») is no
  publication date.
- «اليوم الأربعاء» against a reference that is no Wednesday is a contradiction: no date.
- Days and weeks are counted; hours are not, because the reference has no clock.

>>> from index.date_tokens import tokenize
>>> day_before(tokenize("أمس الثلاثاء"), date(2025, 10, 15)).value.isoformat()
'2025-10-14'
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from index.calendar_names import GREGORIAN_MONTHS, WEEKDAYS
from index.date_reading import FoundDate
from index.date_tokens import DateToken, fold, tokenize

_DAYS_AGO = {"اليوم": 0, "today": 0, "امس": 1, "البارحه": 1, "yesterday": 1, "الامس": 1}
_AHEAD = frozenset({"غدا", "الغد", "بكرا", "المقبل", "القادم", "التالي", "tomorrow", "next"})
_PAST = frozenset({"الماضي", "الفائت", "المنصرم", "last"})
_AGO = frozenset({"قبل", "منذ", "ago"})
_UNITS = {
    **dict.fromkeys(("يوم", "ايام", "يوما", "day", "days"), 1),
    **dict.fromkeys(("اسبوع", "اسابيع", "اسبوعا", "week", "weeks"), 7),
    **dict.fromkeys(("دقيقه", "دقائق", "دقيقتين", "ثانيه", "ثوان", "minute", "minutes", "seconds"), 0),
}
_PAIRS = {"يومين": 2, "اسبوعين": 14}
_LONGEST = 12  # pieces in a relative expression; more is prose


def day_before(tokens: list[DateToken], reference: date) -> FoundDate | None:
    """The day that a short relative expression names, seen from ``reference``; None where it names none."""
    texts = [token.text for token in tokens]
    if not texts or len(texts) > _LONGEST or _AHEAD.intersection(texts):
        return None
    try:
        day = _ago(texts, reference) or _without_year(tokens, reference) or _named(texts, reference)
    except OverflowError:
        return None
    return FoundDate(tokens[0].start, tokens[-1].end, day, "day") if day else None


def _ago(texts: list[str], reference: date) -> date | None:
    if not _AGO.intersection(texts):
        return None
    for pair, days in _PAIRS.items():
        if pair in texts:
            return reference - timedelta(days=days)
    unit = next((_UNITS[text] for text in texts if text in _UNITS), None)
    count = next((int(text) for text in texts if text.isdigit() and len(text) <= 3), 1)
    return reference - timedelta(days=unit * count) if unit is not None else None


def _named(texts: list[str], reference: date) -> date | None:
    weekday = next((WEEKDAYS[text] for text in texts if text in WEEKDAYS), None)
    back = next((_DAYS_AGO[text] for text in texts if text in _DAYS_AGO), None)
    if back == 1 and "اول" in texts:
        back = 2
    if back is not None:
        day = reference - timedelta(days=back)
        return day if weekday is None or day.weekday() == weekday else None
    if weekday is None:
        return None
    since = (reference.weekday() - weekday) % 7
    if since == 0 and _PAST.intersection(texts):
        since = 7
    return reference - timedelta(days=since)


def _without_year(tokens: list[DateToken], reference: date) -> date | None:
    """15 أكتوبر, الأربعاء 15 أكتوبر: the last such day on or before the reference."""
    weekday = next((WEEKDAYS[token.text] for token in tokens if token.text in WEEKDAYS), None)
    for at, token in enumerate(tokens[:-1]):
        if token.kind != "number" or len(token.text) > 2:
            continue
        for size in (2, 1):
            month = GREGORIAN_MONTHS.get(tuple(one.text for one in tokens[at + 1 : at + 1 + size]))
            if month:
                return _last(int(token.text), month, weekday, reference)
    return None


def _last(day: int, month: int, weekday: int | None, reference: date) -> date | None:
    for year in range(reference.year, max(reference.year - 9, 0), -1):
        try:
            candidate = date(year, month, day)
        except ValueError:  # 29 February, or no such day at all
            continue
        if candidate <= reference and weekday in (None, candidate.weekday()):
            return candidate
    return None


# --- what an undated text says instead ------------------------------------------------------------------------

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
    return fold(word) in _DAYS_AGO


def says_when(line: str) -> bool:
    """Whether a short line names a day, a weekday or a distance in time, even one that gives no date."""
    words = [token.text for token in tokenize(line[:_HEAD]) if token.kind != "sign"]
    return any(word.isdigit() or word in WEEKDAYS or word in _DAYS_AGO or word in _AGO for word in words)
