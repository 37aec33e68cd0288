"""
Both languages say everything, count as their grammar counts, and say nothing that no page shows.
"""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from search.http.texts import Words, plural
from search.http.texts_table import COUNTS, TEXTS
from search.notices import Language

HERE = Path(__file__).resolve().parents[3] / "search" / "http"
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*HERE.glob("*.py"), *HERE.glob("templates/*.html")]
    if path.name not in ("texts_table.py", "docs.html")
)
ARABIC = re.compile("[\u0621-\u064a]")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXTS)
def test_every_text_is_there_in_both_languages(key: str) -> None:
    """Neither is empty, and both take the same values."""
    arabic, english = TEXTS[key]
    assert arabic.strip() and english.strip()
    assert fields(arabic) == fields(english)


@pytest.mark.parametrize("key", [key for key in TEXTS if key not in ("export_json", "switch_language")])
def test_arabic_is_arabic(key: str) -> None:
    """No text was left in the other language; examples of Arabic words stand in English ones on purpose."""
    arabic, english = TEXTS[key]
    if key.startswith("chip_") and not ARABIC.search(arabic):
        assert arabic == english  # a value alone
        return
    assert ARABIC.search(arabic) or not re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", arabic))
    assert not ARABIC.search(english) or key in ("ladder_stem_help", "ladder_root_help")


@pytest.mark.parametrize("key", COUNTS)
def test_every_number_can_be_told(key: str) -> None:
    """There is a form for each plural of each language."""
    for language in ("ar", "en"):
        words = Words(language)
        for number in (1, 2, 3, 11, 100, 102, 1_000):
            told = words.count(key, number)
            assert told and "{" not in told
            if number > 2:
                assert words.number(number) in told


@pytest.mark.parametrize("key", [*TEXTS, *COUNTS])
def test_every_text_is_shown_somewhere(key: str) -> None:
    """It is named whole, or by a family whose last part is filled in (``problem_{code}``)."""
    whole = re.search(rf"""['"]{key}['"]""", SOURCES)
    family = any(re.search(re.escape(key[:at]) + r"\{", SOURCES) for at in range(2, len(key)) if key[at - 1] == "_")
    assert whole or family


@pytest.mark.parametrize(
    ("number", "arabic", "english"),
    [
        pytest.param(0, "zero", "other", id="none"),
        pytest.param(1, "one", "one", id="one"),
        pytest.param(2, "two", "other", id="the dual"),
        pytest.param(3, "few", "other", id="three"),
        pytest.param(10, "few", "other", id="ten"),
        pytest.param(11, "many", "other", id="eleven"),
        pytest.param(99, "many", "other", id="ninety-nine"),
        pytest.param(100, "other", "other", id="a hundred"),
        pytest.param(101, "other", "other", id="a hundred and one"),
        pytest.param(103, "few", "other", id="a hundred and three"),
        pytest.param(111, "many", "other", id="a hundred and eleven"),
    ],
)
def test_plural(number: int, arabic: str, english: str) -> None:
    assert (plural(number, "ar"), plural(number, "en")) == (arabic, english)


def test_nothing_is_told_as_nothing() -> None:
    """No zero stands where a language says it otherwise; where it does not, the zero is told."""
    assert (Words("ar").count("filters_on", 0), Words("en").count("filters_on", 0)) == ("التصفية", "Filters")
    assert Words("en").count("articles", 0) == "0 articles"


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert Words("ar").number(41_686) == "٤١٬٦٨٦"
    assert Words("en").number(41_686) == "41,686"


@pytest.mark.parametrize(
    ("language", "name", "element"),
    [
        pytest.param("en", "موقع المدى", '<bdi lang="ar" dir="rtl">موقع المدى</bdi>', id="Arabic on an English page"),
        pytest.param("en", "BBC <b>", "<bdi>BBC &lt;b&gt;</bdi>", id="Latin on an English page"),
        pytest.param("ar", "موقع المدى", '<bdi dir="rtl">موقع المدى</bdi>', id="Arabic on an Arabic page"),
        pytest.param("ar", "BBC عربي", '<bdi dir="rtl">BBC عربي</bdi>', id="Arabic that begins in Latin"),
        pytest.param("ar", "TechNews 24/7", "<bdi>TechNews 24/7</bdi>", id="Latin on an Arabic page"),
    ],
)
def test_a_name_tells_its_language_where_it_is_another(language: Language, name: str, element: str) -> None:
    """A screen reader reads Arabic letters aloud by the rules of Arabic, if it is told."""
    assert Words(language).name(name) == element
    assert element in Words(language).around("byline", byline=name)


@pytest.mark.parametrize(
    ("value", "isolated"),
    [
        pytest.param("BBC", "\u2068BBC\u2069", id="Latin"),
        pytest.param("2025-08-01", "\u20682025-08-01\u2069", id="figures"),
        pytest.param("BBC عربي", "\u2067BBC عربي\u2069", id="Arabic that begins in Latin runs from right to left"),
    ],
)
def test_a_value_cannot_turn_its_sentence_round(value: str, isolated: str) -> None:
    """A name in another script is isolated."""
    assert Words("ar")("chip_source", value=value) == f"المصدر: {isolated}"
