"""
The names of months and weekdays as newspapers write them, and ordinals that stand for days of the month.

- Gregorian months have four families of names: Egyptian and Gulf (يناير), Levantine (كانون الثاني), Maghrebi
  (جانفي in Tunisia and Algeria, شتنبر in Morocco), English.
- Keys are folded (see `index.date_tokens.fold`) and split into words: ``("كانون", "الثاني")``.
- A name may be ambiguous alone (ماي, رجب, صفر); the reader asks for a day or a year beside it.

>>> GREGORIAN_MONTHS[("تشرين", "الاول")], MONTH_LABELS[8].levantine
(10, 'آب')
"""

from __future__ import annotations

from typing import NamedTuple


class MonthLabel(NamedTuple):
    """What a month is called in a list of months: in the Levant, in most other Arab countries, in English."""

    levantine: str
    common: str
    english: str


MONTH_LABELS: dict[int, MonthLabel] = {
    1: MonthLabel("كانون الثاني", "يناير", "January"),
    2: MonthLabel("شباط", "فبراير", "February"),
    3: MonthLabel("آذار", "مارس", "March"),
    4: MonthLabel("نيسان", "أبريل", "April"),
    5: MonthLabel("أيار", "مايو", "May"),
    6: MonthLabel("حزيران", "يونيو", "June"),
    7: MonthLabel("تموز", "يوليو", "July"),
    8: MonthLabel("آب", "أغسطس", "August"),
    9: MonthLabel("أيلول", "سبتمبر", "September"),
    10: MonthLabel("تشرين الأول", "أكتوبر", "October"),
    11: MonthLabel("تشرين الثاني", "نوفمبر", "November"),
    12: MonthLabel("كانون الأول", "ديسمبر", "December"),
}

# One row a month: every folded spelling, separated by «|»; words of one name by a space.
_GREGORIAN = {
    1: "يناير|جانفي|جانفيي|ينير|كانون الثاني|كانون ثاني|كانون ثان|كانون 2|ك 2|january|jan",
    2: "فبراير|فيفري|فبرير|شباط|اشباط|february|feb",
    3: "مارس|اذار|march|mar",
    4: "ابريل|افريل|ابرل|نيسان|april|apr",
    5: "مايو|ماي|مايس|ايار|نوار|may",
    6: "يونيو|يونيه|جوان|حزيران|june|jun",
    7: "يوليو|يوليه|جويليه|جويليا|يوليوز|تموز|july|jul",
    8: "اغسطس|اوغسطس|اغشت|غشت|اوت|اب|august|aug",
    9: "سبتمبر|شتنبر|سبتنبر|ايلول|september|sept|sep",
    10: "اكتوبر|اوكتوبر|تشرين الاول|تشرين اول|تشرين 1|ت 1|october|oct",
    11: "نوفمبر|نونبر|تشرين الثاني|تشرين ثاني|تشرين ثان|تشرين 2|ت 2|november|nov",
    12: "ديسمبر|دجنبر|دسمبر|كانون الاول|كانون اول|كانون 1|ك 1|december|dec",
}

_HIJRI = {
    1: "محرم|المحرم|محرم الحرام",
    2: "صفر|صفر الخير|صفر المظفر",
    3: "ربيع الاول|ربيع اول|ربيع 1|ربيع الانور",
    4: "ربيع الثاني|ربيع ثاني|ربيع ثان|ربيع الاخر|ربيع اخر|ربيع 2",
    5: "جمادي الاولي|جمادي الاول|جمادي اولي|جماد الاول|جماد الاولي|جماد اول|جمادي 1",
    6: "جمادي الاخره|جمادي الاخر|جمادي الثانيه|جمادي الثاني|جماد الاخر|جماد الاخره|جماد الثاني|جماد ثاني|جمادي 2",
    7: "رجب|رجب الحرام|رجب المرجب",
    8: "شعبان|شعبان المعظم",
    9: "رمضان|رمضان المبارك|ramadan",
    10: "شوال|شوال المكرم",
    11: "ذو القعده|ذي القعده|ذا القعده|ذوالقعده|ذيالقعده|القعده",
    12: "ذو الحجه|ذي الحجه|ذا الحجه|ذوالحجه|ذيالحجه|الحجه",
}

# Monday is 0, as `date.weekday()` has it. The article is optional in Arabic.
_WEEKDAYS = {
    0: "الاثنين|اثنين|الاتنين|monday|mon",
    1: "الثلاثاء|ثلاثاء|الثلاثا|tuesday|tue|tues",
    2: "الاربعاء|اربعاء|الاربعا|wednesday|wed",
    3: "الخميس|خميس|thursday|thu|thur|thurs",
    4: "الجمعه|جمعه|friday|fri",
    5: "السبت|سبت|saturday|sat",
    6: "الاحد|احد|sunday|sun",
}

_ONES = ("", "الحادي", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع")
_FIRST_TEN = (
    "الاول|اول|غره|فاتح|الفاتح",
    *(f"{one}|{one.removeprefix('ال')}" for one in _ONES[2:]),
    "العاشر|عاشر",
)


def _rows(table: dict[int, str]) -> dict[tuple[str, ...], int]:
    return {tuple(name.split()): number for number, names in table.items() for name in names.split("|")}


def _ordinals() -> dict[tuple[str, ...], int]:
    days: dict[tuple[str, ...], int] = {
        (name,): day for day, names in enumerate(_FIRST_TEN, 1) for name in names.split("|")
    }
    for one, name in enumerate(_ONES[1:], 1):
        days[(name, "عشر")] = 10 + one
        for tens, number in (("عشرين", 20), ("عشرون", 20), ("ثلاثين", 30), ("ثلاثون", 30)):
            days[(name, f"وال{tens}")] = number + one
            days[(name, "و", f"ال{tens}")] = number + one
            if one == 1:
                days[("الواحد", f"وال{tens}")] = number + one
            days[(f"ال{tens}",)] = number
    return {words: day for words, day in days.items() if day <= 31}


GREGORIAN_MONTHS: dict[tuple[str, ...], int] = _rows(_GREGORIAN)
HIJRI_MONTHS: dict[tuple[str, ...], int] = _rows(_HIJRI)
WEEKDAYS: dict[str, int] = {words[0]: number for words, number in _rows(_WEEKDAYS).items()}
ORDINAL_DAYS: dict[tuple[str, ...], int] = _ordinals()
LONGEST_NAME = 3  # words in the longest key of any table above
