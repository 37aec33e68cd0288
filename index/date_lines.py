"""
The line in which a newspaper says when: its label, its date, and what else stands there.

- «تاريخ الخبر: 01-08-2025» has a label; «الأربعاء، 15 أكتوبر 2025 - 10:30 ص» is nothing but a date;
  «القاهرة في 3 مارس 2019 (رويترز)» is a place with a date: `DateLine.rest` is then not empty
- of several dates, the first that no «آخر تحديث» stands before; beside a Hijri date, its Gregorian twin

>>> line = read_date_line("تاريخ الخبر: 01-08-2025")
>>> line.labelled, line.rest, line.date.value.isoformat()
(True, (), '2025-08-01')
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.calendar_names import WEEKDAYS
from index.date_reading import FoundDate, find_in
from index.date_tokens import DateToken, tokenize


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that say «this is when it was published».
_PUBLISHED = _words(
    "تاريخ التاريخ بتاريخ نشر النشر نشرت نشره منشور المنشور اضيف اضيفت الاضافه الانشاء انشئ حرر حررت "
    "date dated published publish posted created publication"
)
_UPDATED = _words("تحديث التحديث محدث تعديل التعديل حدث updated update modified edited")
# Words that only accompany a date.
_BESIDE = _words(
    "الخبر المقال المقاله الماده الموضوع التقرير في يوم اليوم تم اخر الاخير من ب بواسطه و عام سنه شهر هجري ميلادي ه "
    "الساعه ساعه الموافق موافق ل الموافقل توقيت بتوقيت التوقيت المحلي غرينتش جرينتش غرينيتش مكه المكرمه القدس ابوظبي "
    "ص م ظ ت صباحا مساء مساءا ظهرا عصرا فجرا ليلا on at am pm gmt utc gst ksa t z est edt cet bst last time the by"
)
# How far apart a Hijri date and its Gregorian twin stand («الموافق», «هـ -»).
_TWIN_GAP = 30
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line says about when: the date (None: none that is possible), and the words beside it."""

    date: FoundDate | None
    raw: str  # the date expression as written; the whole line where it names no possible date
    labelled: bool  # a word such as «نشر في» stands in it
    rest: tuple[str, ...]  # folded words that are neither label, date, weekday nor time


def read_date_line(text: str, *, today: date | None = None) -> DateLine | None:
    """Read a line as a date line; None where it has no date and no label, or is too long to be one."""
    if len(text) > _LONGEST_LINE:
        return None
    tokens = tokenize(text)
    found = find_in(tokens)
    labelled = any(token.text in _PUBLISHED or token.text in _UPDATED for token in tokens)
    if not found and not (labelled and any(token.kind == "number" for token in tokens)):
        return None
    best = choose(found, tokens, today=today)
    raw = text[best.start : best.end] if best else text.strip()
    return DateLine(best, raw, labelled, _rest(tokens, found))


def choose(found: list[FoundDate], tokens: list[DateToken], *, today: date | None = None) -> FoundDate | None:
    """The publication date among the dates of one line; None where none of them is possible.

    A date after ``today`` (with a day's grace for time zones) is none.
    """
    possible = [one for one in found if one.value and is_past(one.value, today)]
    updates = _after_update(possible, tokens)
    ranked = [one for one in possible if one not in updates] or possible
    if not ranked:
        return None
    first = ranked[0]
    if first.converted:
        for other in ranked[1:2]:
            if not other.converted and other.start - first.end <= _TWIN_GAP:
                return other
    return first


def is_past(day: date, today: date | None) -> bool:
    """Whether ``day`` may be past: not after ``today`` (None: any may), with a day's grace for time zones."""
    return today is None or (day - today).days <= 1


def is_label(word: str) -> bool:
    """Whether a folded word belongs to a date's label («تاريخ», «نشر», «تحديث»)."""
    return word in _PUBLISHED or word in _UPDATED


def accompanies_date(word: str) -> bool:
    """Whether a folded word says nothing beside a date: a label, a weekday, a unit of time, «في»."""
    return is_label(word) or word in _BESIDE or word in WEEKDAYS


def _after_update(found: list[FoundDate], tokens: list[DateToken]) -> list[FoundDate]:
    updates, at, last_label = [], 0, ""
    for one in found:
        while at < len(tokens) and tokens[at].start < one.start:
            if is_label(tokens[at].text):
                last_label = tokens[at].text
            at += 1
        if last_label in _UPDATED:
            updates.append(one)
    return updates


def _rest(tokens: list[DateToken], found: list[FoundDate]) -> tuple[str, ...]:
    words, spans = [], iter(found)
    span = next(spans, None)
    for token in tokens:
        while span and token.start >= span.end:
            span = next(spans, None)
        inside = span is not None and span.start <= token.start < span.end
        if token.kind == "word" and not inside and not accompanies_date(token.text):
            words.append(token.text)
    return tuple(words)
