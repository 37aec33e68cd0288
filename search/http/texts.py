"""
Every text of the pages in both languages, and how numbers are written and counted in each.

- `TEXTS` holds the sentences, `COUNTS` those that depend on a number, in the plural forms of each language
- a value put into a sentence is isolated (… U+2069), so a name in another script cannot turn the sentence round
- a name with Arabic in it runs from right to left, also where it begins in another script («BBC عربي»)
- Arabic pages have Arabic digits, English ones Western digits; what comes from an article is left as it was written

>>> Words("ar").count("articles", 3), Words("en").count("articles", 1200)
('٣ مقالات', '1,200 articles')
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from search.http.texts_table import COUNTS, TEXTS
from search.notices import ARABIC_DIGITS, Language

DIRECTION: Mapping[Language, str] = {"ar": "rtl", "en": "ltr"}
OTHER: Mapping[Language, Language] = {"ar": "en", "en": "ar"}
_ARABIC = re.compile("[\u0621-\u064a]")
_RIGHT_TO_LEFT, _BY_FIRST_LETTER, _END = "\u2067", "\u2068", "\u2069"


class Words:
    """The texts of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.direction = DIRECTION[language]
        self.other = OTHER[language]
        self._at = 0 if language == "ar" else 1

    def __call__(self, key: str, **values: object) -> str:
        """The text ``key`` with ``values`` put in."""
        text = TEXTS[key][self._at]
        return text.format(**{name: isolated(value) for name, value in values.items()}) if values else text

    def count(self, key: str, number: int) -> str:
        """The text ``key`` of ``COUNTS`` for ``number`` things."""
        form = "zero" if number == 0 else plural(number, self.language)
        return COUNTS[key][self._at][form].format(n=self.number(number))

    def number(self, number: int) -> str:
        """``number`` as the language writes it: ٤١٬٦٨٦ or 41,686."""
        text = f"{number:,}"
        return self.digits(text).replace(",", "٬") if self.language == "ar" else text

    def name(self, text: str) -> Markup:
        """``text`` of an article as an element with its own direction, and its language where the page has another."""
        if not _ARABIC.search(text):
            return Markup("<bdi>{}</bdi>").format(text)
        return Markup(
            '<bdi dir="rtl">{}</bdi>' if self.language == "ar" else '<bdi lang="ar" dir="rtl">{}</bdi>'
        ).format(text)

    def around(self, key: str, **names: str) -> Markup:
        """The text ``key`` with names from an article put in, each as `name` gives it."""
        return Markup(escape(TEXTS[key][self._at])).format(**{key: self.name(name) for key, name in names.items()})

    def digits(self, text: str) -> str:
        """``text`` of our own making with the digits of the language."""
        return text.translate(ARABIC_DIGITS) if self.language == "ar" else text


def isolated(value: object) -> str:
    """``value`` such that its direction does not leak into what stands around it."""
    text = str(value)
    return f"{_RIGHT_TO_LEFT if _ARABIC.search(text) else _BY_FIRST_LETTER}{text}{_END}"


def plural(number: int, language: Language) -> str:
    """The plural category of ``number`` (Unicode CLDR).

    >>> [plural(n, "ar") for n in (0, 1, 2, 7, 40, 100)]
    ['zero', 'one', 'two', 'few', 'many', 'other']
    """
    if language == "en":
        return "one" if number == 1 else "other"
    if number < 3:
        return ("zero", "one", "two")[number]
    rest = number % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"
