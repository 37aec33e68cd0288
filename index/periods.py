"""
A period as people type it in a query, to its first and last day.

- آب 2025, 2025-08, 2025/08/15, ١٥ أكتوبر ٢٠٢٥, 2025, عام 2025, رمضان 1446, 1446 هـ, رمضان 2018
- two periods joined by «إلى», «حتى», «..», "to": from the first day of one to the last of the other; the first may
  leave to the second what both share: من فبراير إلى مارس 2018, 1 إلى 15 آب 2025, 1439 إلى 1440 هـ
- relative to ``today``, where that is given: اليوم, أمس, هذا الأسبوع, الشهر الماضي, هذا العام, آخر 7 أيام, آخر 24 ساعة,
  last week. Weeks begin on Sunday, as in most Arab countries. «آخر أسبوع» is the last seven days, «الأسبوع الماضي» the
  week before this one.
- the whole text must be a period: «آب 2025 موسكو» is none

>>> [day.isoformat() for day in parse_period("آب 2025")]
['2025-08-01', '2025-08-31']
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from math import ceil

from hijridate import Gregorian, Hijri

from index.calendar_names import HIJRI_MONTHS, WEEKDAYS
from index.date_reading import MAX_YEAR, MIN_YEAR, find_in, hijri_month
from index.date_tokens import DateToken, tokenize

Period = tuple[date, date]

_LONGEST = 120
_SHARED = 4  # the most words that the second of two periods may share with the first: كانون الثاني 2018 م
_FILLERS = frozenset({"في", "خلال", "شهر", "عام", "العام", "سنه", "السنه", "يوم", "م", "in", "during", *WEEKDAYS})
_JOINS = ({"الي"}, {"حتي"}, {"to"}, {"until"})
_HIJRI_YEAR = frozenset({"ه", "هجري", "هجريه"})


def parse_period(text: str, *, today: date | None = None) -> Period | None:
    """The first and last day of the period that ``text`` names; None where the text is not a period.

    Relative periods need ``today``.
    """
    if len(text) > _LONGEST:
        return None
    tokens = tokenize(text)
    return _one(tokens, today) or _joined(tokens, today)


def _joined(tokens: list[DateToken], today: date | None) -> Period | None:
    for at, token in enumerate(tokens):
        left, right = at, at + 1
        if token.text == "." and at + 1 < len(tokens) and tokens[at + 1].text == ".":
            right = at + 2
        elif not any(token.text in join for join in _JOINS) and not _between_years(tokens, at):
            continue
        skip = 1 if tokens[0].text in {"من", "from"} else 0
        first, last = _first(tokens[skip:left], tokens[right:], today), _one(tokens[right:], today)
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    return None


def _first(tokens: list[DateToken], following: list[DateToken], today: date | None) -> Period | None:
    """The period of ``tokens``, with the end of ``following`` where they are none without it."""
    if all(token.text in _FILLERS for token in tokens):
        return None
    most = min(len(following) - 1, _SHARED)
    # Of two days the month is shared too: 1 إلى 15/8/2025.
    ends = (following[len(following) - more :] for more in (0, *range(most, 0, -1)))
    return next((found for end in ends if (found := _one(tokens + end, today))), None)


def _between_years(tokens: list[DateToken], at: int) -> bool:
    return tokens[at].text == "-" and len(tokens) == 3 and at == 1 and len(tokens[0].text) == len(tokens[2].text) == 4


def _one(tokens: list[DateToken], today: date | None) -> Period | None:
    texts = [token.text for token in tokens]
    if not texts:
        return None
    relative = _relative(" ".join(texts), today)
    if relative:
        return relative
    found = find_in(tokens)
    if found:
        inside = [t for t in tokens if found[0].start <= t.start < found[0].end]
        outside = [t.text for t in tokens if t not in inside and t.text not in _FILLERS and t.kind != "sign"]
        if len(found) > 1 or outside:
            return None
        hijri = _hijri(texts)
        if hijri and (found[0].value is None or found[0].precision != "day"):
            return hijri
        last = found[0].last_day
        return (found[0].value, last) if found[0].value and last else None
    return _hijri(texts) or _numbers([text for text in texts if text not in _FILLERS])


def _numbers(texts: list[str]) -> Period | None:
    """2025; 2025-08; 08/2025."""
    if not all(text.isdigit() for text in texts[::2]) or any(text not in "-/." for text in texts[1::2]):
        return None
    lengths = [len(text) for text in texts[::2]]
    if lengths == [4]:
        year = int(texts[0])
        return (date(year, 1, 1), date(year, 12, 31)) if MIN_YEAR <= year <= MAX_YEAR else None
    if sorted(lengths) in ([1, 4], [2, 4]):
        month, year = sorted(int(text) for text in texts[::2])
        return _month(year, month) if MIN_YEAR <= year <= MAX_YEAR and 1 <= month <= 12 else None
    return None


def _hijri(texts: list[str]) -> Period | None:
    """رمضان 1446; رمضان 2018 (the Ramadan that began in it); 1446 هـ."""
    texts = [text for text in texts if text not in _FILLERS and text not in ",،()"]
    hijri_era = bool(texts) and texts[-1] in _HIJRI_YEAR
    if hijri_era:
        texts = texts[:-1]
    if not texts or not texts[-1].isdigit() or len(texts[-1]) != 4:
        return None
    year, name = int(texts[-1]), tuple(texts[:-1])
    if not name:
        return _hijri_year(year) if hijri_era else None
    month = HIJRI_MONTHS.get(name)
    if month is None:
        return None
    if year <= MIN_YEAR:
        return hijri_month(year, month)
    try:
        start = Gregorian(year, 1, 1).to_hijri().year
    except (ValueError, OverflowError):
        return None
    months = (hijri_month(start + more, month) for more in (0, 1))
    return next((days for days in months if days and days[0].year == year), None)


def _hijri_year(year: int) -> Period | None:
    try:
        last = Hijri(year, 12, Hijri(year, 12, 1).month_length())
        return date(*Hijri(year, 1, 1).to_gregorian().datetuple()), date(*last.to_gregorian().datetuple())
    except (ValueError, OverflowError):
        return None


def _month(year: int, month: int) -> Period:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


# --- relative to today ----------------------------------------------------------------------------------------

_UNITS = {
    "hour": "ساعه ساعات hour hours",
    "day": "يوم ايام يوما الايام day days",
    "week": "اسبوع اسابيع اسبوعا الاسبوع week weeks",
    "month": "شهر اشهر شهرا شهور الشهر month months",
    "year": "عام اعوام عاما سنه سنوات العام السنه year years",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_TWO = {"يومين": "day", "اسبوعين": "week", "شهرين": "month", "عامين": "year", "سنتين": "year", "ساعتين": "hour"}
_THIS = frozenset({"هذا", "هذه", "الحالي", "الحاليه", "الجاري", "الجاريه", "this", "current"})
_BEFORE = frozenset({"الماضي", "الماضيه", "الفائت", "الفائته", "المنصرم", "المنصرمه", "previous"})
_LAST = frozenset({"اخر", "past", "الاخير", "الاخيره"})
_COUNTS = {
    f"{number}{ending}": value
    for value, number in enumerate(["ثلاث", "اربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"], 3)
    for ending in ("", "ه")
}
_SINGLE = {"اليوم": 0, "today": 0, "امس": 1, "البارحه": 1, "yesterday": 1, "اول امس": 2, "اول من امس": 2}


def _relative(text: str, today: date | None) -> Period | None:
    if today is None:
        return None
    try:
        if text in _SINGLE:
            day = today - timedelta(days=_SINGLE[text])
            return day, day
        return _of_unit(text.split(), today)
    except (OverflowError, ValueError):  # before the first year there is
        return None


def _of_unit(words: list[str], today: date) -> Period | None:
    words = [word for word in words if word not in {"في", "خلال", "the", "in"}]
    units = [_UNIT_OF.get(word) or _TWO.get(word) for word in words]
    unit = next((one for one in units if one), None)
    words = [str(_COUNTS.get(word, word)) for word in words]
    counts = [int(word) for word in words if word.isdigit() and len(word) <= 3]
    known = _THIS | _BEFORE | _LAST | {"last"} | set(_UNIT_OF) | set(_TWO)
    if unit is None or len(words) > 3 or any(word not in known and not word.isdigit() for word in words):
        return None
    if 0 in counts:
        return None
    count = counts[0] if counts else 2 if any(word in _TWO for word in words) else 1
    if _LAST.intersection(words) or ("last" in words and counts) or (counts and _BEFORE.intersection(words)):
        return _back(unit, count, today) + timedelta(days=1), today
    if unit == "hour":
        return None
    if count == 1 and (_BEFORE.intersection(words) or "last" in words):
        last = _start(unit, today) - timedelta(days=1)
        return _start(unit, last), last
    if count == 1 and _THIS.intersection(words):
        return _start(unit, today), today
    return None


def _start(unit: str, day: date) -> date:
    if unit == "week":
        return day - timedelta(days=(day.weekday() + 1) % 7)
    return {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[unit]


def _back(unit: str, count: int, day: date) -> date:
    if unit == "hour":  # of days, all that they touch: the last 24 hours began yesterday
        return day - timedelta(days=ceil(count / 24) + 1)
    if unit in {"day", "week"}:
        return day - timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
