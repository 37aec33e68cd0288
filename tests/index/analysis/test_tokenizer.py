"""Where the words of a text are."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.tokenizer import tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("قال الوزير", ["قال", "الوزير"], id="words"),
        pytest.param("#جوني_هاليداي", ["جوني", "هاليداي"], id="hashtag"),
        pytest.param("السورية-الروسية", ["السورية", "الروسية"], id="hyphen"),
        pytest.param("سوري–روسي", ["سوري", "روسي"], id="dash"),
        pytest.param("الدَّوْلَةُ، نَعَمْ", ["الدَّوْلَةُ", "نَعَمْ"], id="harakat do not split"),
        pytest.param("الـدولـة", ["الـدولـة"], id="tatweel inside"),
        pytest.param("ـسوريا ــــ", ["ـسوريا"], id="tatweel before, and alone"),
        pytest.param("الدو\u200cلة", ["الدو\u200cلة"], id="zero-width non-joiner"),
        pytest.param("مو\u200fسكو\u200f في", ["مو\u200fسكو", "في"], id="direction marks inside, not at the end"),
        pytest.param("الرحمٰن", ["الرحمٰن"], id="superscript alef"),
        pytest.param("ﺍﻟﺪﻭﻟﺔ ﻻ", ["ﺍﻟﺪﻭﻟﺔ", "ﻻ"], id="presentation forms"),
        pytest.param("0\U0001ee57", ["0", "\U0001ee57"], id="mathematical letters are Arabic"),
        pytest.param("كوفيد19", ["كوفيد", "19"], id="digits end an Arabic word"),
        pytest.param("قناةMBC2مصر", ["قناة", "MBC2", "مصر"], id="Latin ends an Arabic word"),
        pytest.param("٢٠٢٤م", ["٢٠٢٤", "م"], id="a letter ends a number"),
        pytest.param('الـ«كرملين» بـ"ذا فويس"', ["الـ", "كرملين", "بـ", "ذا", "فويس"], id="quotes"),
        pytest.param("‘قال’ 'نعم'", ["قال", "نعم"], id="single quotes"),
        pytest.param("1,500 ١٬٥٠٠ ١٫٥ 3.14", ["1,500", "١٬٥٠٠", "١٫٥", "3.14"], id="separators of numbers"),
        pytest.param("2010,2011 و 1,2,3", ["2010", "2011", "و", "1", "2", "3"], id="lists of numbers"),
        pytest.param("15/10/2025 2025-10-15", ["15", "10", "2025", "2025", "10", "15"], id="parts of a date"),
        pytest.param("الساعة 12:30.", ["الساعة", "12:30"], id="time"),
        pytest.param("80% و١٥٪", ["80", "و", "١٥"], id="per cent"),
        pytest.param("G20 4K 20th", ["G20", "4K", "20th"], id="Latin words with digits"),
        pytest.param("أ.ف.ب U.S.A. ق.م", ["أ.ف.ب", "U.S.A.", "ق.م"], id="acronyms"),
        pytest.param("انتهى.ثم", ["انتهى", "ثم"], id="no space after a full stop"),
        pytest.param("O'Brien l’Orient", ["O'Brien", "l’Orient"], id="apostrophes"),
        pytest.param("caf\u00e9 cafe\u0301", ["caf\u00e9", "cafe\u0301"], id="accents, composed or not"),
        pytest.param(
            "انظر https://www.bbc.com/arabic?x=1. وinfo@un.org",
            ["انظر", "https://www.bbc.com/arabic?x=1", "و", "info@un.org"],
            id="addresses",
        ),
        pytest.param("«https://t.co/abc»", ["https://t.co/abc"], id="address in quotes"),
        pytest.param("موقع booking.com!", ["موقع", "booking.com"], id="domain"),
        pytest.param("Москва 北京", ["Москва", "北京"], id="other scripts"),
        pytest.param("قال ﷺ 😀 ©", ["قال"], id="symbols are no words"),
        pytest.param("", [], id="empty"),
        pytest.param(" \n\t، . ؟", [], id="only punctuation"),
        pytest.param("\ud800 نعم \x00", ["نعم"], id="a lone surrogate and a control character"),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [span.text for span in tokenize(text)] == words


def test_kinds() -> None:
    """Each word says what it is, for whoever treats kinds apart."""
    kinds = [span.kind for span in tokenize("زار م أ.ف.ب BBC bbc.com 15")]
    assert kinds == ["arabic", "arabic", "acronym", "latin", "address", "number"]


ALPHABET = st.sampled_from("ابتسىة ءئ ًَّـٰ\u200c\u200f\u202e ٠١٢12,.:/-_#@'’«» aZé\u0301 \n﷽ﷺﻻﺍ😀ـ.hptw")


@given(st.one_of(st.text(), st.text(ALPHABET)))
def test_offsets_cut_the_text(text: str) -> None:
    """Whatever the text, words stand where they say, in order, apart, and not empty."""
    end = 0
    for span in tokenize(text):
        assert end <= span.start < span.end
        assert text[span.start : span.end] == span.text
        end = span.end


@pytest.mark.parametrize(
    "text",
    [
        "ـ" * 100_000,
        "ب" + "\u200c" * 100_000,
        "1" * 100_000 + "a",
        "1," * 50_000,
        "www." * 25_000,
        "a-" * 50_000,
        "ءَ." * 33_000,
    ],
    ids=["tatweel", "joiners", "digits", "commas", "www", "hyphens", "acronym"],
)
def test_time_grows_with_length_only(text: str) -> None:
    """No run of characters makes the pattern read it again and again."""
    started = time.process_time()
    assert sum(1 for _ in tokenize(text)) >= 0
    assert time.process_time() - started < 5
