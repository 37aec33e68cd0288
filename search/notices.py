"""
What a reader could not use of a query, told in the reader's language.

A `Notice` is a stable code and the piece of the query it is about; `NOTICES` holds the sentences.

>>> Notice("unknown_field", "foo").text("en")
'“foo” is not a field; it was searched as text.'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Language = Literal["ar", "en"]
DATE_OF_FIGURES = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])")

# code → (Arabic, English); {} is the piece of the query. Dates of figures are isolated in Arabic (U+2066 …
# U+2069), else they would be shown from their end; those of a period one by one, so that the first is read first.
NOTICES: dict[str, tuple[str, str]] = {
    "unbalanced_quote": (
        "علامة تنصيص بلا مقابل؛ قُرئت الكلمات بعدها كلماتٍ عادية.",
        "A quotation mark has no partner; the words after it were read as plain words.",
    ),
    "unbalanced_bracket": (
        "قوس بلا مقابل؛ لم يؤخذ به.",
        "A bracket has no partner; it was ignored.",
    ),
    "too_deep": (
        "أقواس متداخلة أكثر مما يلزم؛ لم يؤخذ بالزائد منها.",
        "Brackets are nested too deeply; the inner ones were ignored.",
    ),
    "empty_brackets": ("قوسان ليس بينهما ما يُبحث عنه.", "There is nothing to search for between two brackets."),
    "empty_phrase": (
        "علامتا تنصيص ليس بينهما ما يُبحث عنه.",
        "There is nothing to search for between two quotation marks.",
    ),
    "dangling_operator": (
        "«{}» يحتاج إلى ما قبله وما بعده؛ لم يؤخذ به.",
        "“{}” needs something to work on; it was ignored.",
    ),
    "stuck_operator": (
        "لا يعمل «{}» إلا وحده، بين مسافتين؛ لم يؤخذ به.",
        "“{}” works only between spaces; it was ignored.",
    ),
    "unknown_field": ("«{}» ليس اسم حقل؛ بُحث عنه نصًّا.", "“{}” is not a field; it was searched as text."),
    "field_without_value": ("الحقل «{}» بلا قيمة؛ لم يؤخذ به.", "The field “{}” has no value; it was ignored."),
    "bad_date": (
        "لم يُفهم التاريخ «{}»؛ لم يؤخذ به. أمثلة: آب 2025، \u20662025-08\u2069، آخر أسبوع، بلا تاريخ.",
        "The date “{}” was not understood and was ignored. Examples: August 2025, 2025-08, last week, undated.",
    ),
    "reversed_dates": (
        "نهاية المدة «{}» قبل بدايتها؛ قُلبت.",
        "The period “{}” ends before it begins; it was turned round.",
    ),
    "unknown_actor": (
        "«{}» ليس في سجل الجهات؛ بُحث عنه نصًّا.",
        "“{}” is not among the known actors; it was searched as text.",
    ),
    "no_such_actor": (
        "لا جهة في السجل بالاسم أو المعرّف «{}»، فلا مقال يذكرها.",
        "No known actor has the name or id “{}”, so no article names it.",
    ),
    "no_such_source": ("ليس في المقالات ما مصدره «{}».", "No article is from the source “{}”."),
    "no_such_section": ("ليس في المقالات ما قسمه «{}».", "No article is in the section “{}”."),
    "empty_value": (
        "ليس في القيمة «{}» ما يُبحث عنه؛ لم يؤخذ بها.",
        "There is nothing to search for in the value “{}”; it was ignored.",
    ),
    "short_prefix": (
        "«{}*» أقصر من أن يُبحث عنه؛ اكتب حرفين على الأقل قبل النجمة.",
        "“{}*” is too short to search for; type at least two letters before the star.",
    ),
    "star_not_last": (
        "النجمة في «{}» تعمل في آخر الكلمة فقط.",
        "The star in “{}” works only at the end of a word.",
    ),
    "star_in_value": (
        "النجمة لا تعمل في قيمة حقل كهذه: «{}».",
        "The star does not work in a value such as “{}”.",
    ),
    "unsupported_suffix": ("«{}» غير مدعوم؛ لم يؤخذ به.", "“{}” is not supported; it was ignored."),
    "nothing_to_search": (
        "ليس في الاستعلام كلمة يُبحث عنها؛ هذه كل المقالات.",
        "The query has no word to search for; these are all the articles.",
    ),
    "relaxed_to_any": (
        "لم يكفِ ما يضم كل الكلمات؛ هذه مقالات فيها بعضها، وما فيه أكثرها أولًا.",
        "Too few articles have all the words; these have some of them, those with most of them first.",
    ),
    "relaxed": (
        "لم يكفِ ما يضم كل الكلمات؛ هذه مقالات فيها {} منها على الأقل.",
        "Too few articles have all the words; these have at least {} of them.",
    ),
}

NUMBERS = frozenset({"relaxed"})  # whose piece is a number of ours, and not of the query
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell the reader about their query: a code of `NOTICES` and the piece it is about."""

    code: str
    piece: str = ""

    def text(self, language: Language = "ar") -> str:
        """The notice as a sentence."""
        arabic, english = NOTICES[self.code]
        if language == "en":
            return english.format(self.piece)
        if self.code in NUMBERS:
            return arabic.format(self.piece.translate(ARABIC_DIGITS))
        return arabic.format(DATE_OF_FIGURES.sub("\u2066\\g<0>\u2069", self.piece))
