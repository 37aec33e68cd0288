"""The `word` layer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.normalizer import MAX_LENGTH, normalize


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("أحمد", "احمد", id="hamza above alef"),
        pytest.param("إيران", "ايران", id="hamza below alef"),
        pytest.param("آسيا", "اسيا", id="madda"),
        pytest.param("ٱلله", "الله", id="wasla"),
        pytest.param("فاطمة", "فاطمه", id="teh marbuta"),
        pytest.param("مصطفى", "مصطفي", id="alef maqsura"),
        pytest.param("رئيس", "رئيس", id="the hamza keeps a seat"),
        pytest.param("مسؤول", "مسئول", id="hamza on waw"),
        pytest.param("هيأة", "هيئه", id="hamza on alef after yeh"),
        pytest.param("هيآت", "هيئات", id="madda after yeh"),
        pytest.param("هَيْأَةٌ", "هيئه", id="hamza on alef after yeh, with harakat"),
        pytest.param("امرأة", "امراه", id="hamza on alef elsewhere"),
        pytest.param("قراءة", "قرائه", id="hamza without a seat"),
        pytest.param("سماء", "سماء", id="last hamza stays"),
        pytest.param("ءامن", "امن", id="Quranic madda"),
        pytest.param("الـــقدس", "القدس", id="tatweel"),
        pytest.param("مُحَمَّدٌ", "محمد", id="harakat"),
        pytest.param("الرحمٰن", "الرحمن", id="superscript alef"),
        pytest.param("مو\u200fسـ\u200dكو", "موسكو", id="invisible marks"),
        pytest.param("ﺍﻟﺮﺋﻴﺲ", "الرئيس", id="presentation forms"),
        pytest.param("ﻷن", "لان", id="ligature of lam and alef"),
        pytest.param("ا\u0654حمد", "احمد", id="hamza written apart"),
        pytest.param("ی\u200cک", "يك", id="Persian letters"),
        pytest.param("لاڤروف", "لافروف", id="veh"),
        pytest.param("پوتين", "بوتين", id="peh"),
        pytest.param("٢٠٢٤", "2024", id="Arabic digits"),
        pytest.param("۲۰۲۴", "2024", id="Persian digits"),
        pytest.param("２０２４", "2024", id="full-width digits"),
        pytest.param("1,500", "1500", id="thousands"),
        pytest.param("١٬٥٠٠٬٠٠٠", "1500000", id="Arabic thousands"),
        pytest.param("1.500.000", "1500000", id="thousands with full stops"),
        pytest.param("1,500.75", "1500.75", id="thousands and decimals"),
        pytest.param("١٫٥", "1.5", id="Arabic decimal sign"),
        pytest.param("١٢:٣٠", "12:30", id="time"),
        pytest.param("Café", "cafe", id="accent"),
        pytest.param("MÜNCHEN", "munchen", id="umlaut"),
        pytest.param("İstanbul", "istanbul", id="dotted capital i"),
        pytest.param("Łódź", "lodz", id="stroke"),
        pytest.param("O’Brien", "obrien", id="apostrophe"),
        pytest.param("Trump's", "trump", id="English possessive"),
        pytest.param("U.S.A.", "usa", id="Latin acronym"),
        pytest.param("أ.ف.ب", "افب", id="Arabic acronym"),
        pytest.param("https://www.BBC.com/Arabic/", "bbc.com/arabic", id="address"),
        pytest.param("", "", id="empty"),
        pytest.param("ــــ", "", id="nothing but tatweel"),
    ],
)
def test_normalize(written: str, expected: str) -> None:
    assert normalize(written) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("إلى", "إلا"), ("على", "علا"), ("علی", "علا"), ("رأي", "راء"), ("سوريا", "سورية"), ("مدرسة", "مدرسا")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert normalize(one) != normalize(other)


def test_a_very_long_word_is_cut() -> None:
    assert len(normalize("م" * 100_000)) == MAX_LENGTH


ALPHABET = st.sampled_from("أإآٱءئؤابىيةهکی ًَّـٰٕٔ\u200c\u0653٠۹12,.:'sS/@éßİŁœﷲﷺﻻﹰﱞ﷼www.https://")


@given(st.one_of(st.text(), st.text(ALPHABET)))
def test_twice_is_once(word: str) -> None:
    """Normalizing a normalized word changes nothing, whatever the word."""
    assert normalize(normalize(word)) == normalize(word)


PLAIN = st.sampled_from("ئابتثجحخدذرزسشصضطظعغفقكلمنهويabcxyzABCXYZ0189")


@given(st.text(PLAIN, max_size=MAX_LENGTH - 1))
def test_the_short_way_of_plain_words_is_the_long_way(word: str) -> None:
    """A sign that means nothing sends the same word through every step."""
    assert normalize(word) == normalize(word + "\u200c")
