"""index/likeness.py: real words score above every misreading of them."""

import pytest

from index.likeness import likeness

TEXTS = ["وصل وزير الخارجية إلى العاصمة مساء أمس", "القمة العربية في بغداد", "حزبٌ جديدٌ يتأسّس في لبنان"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("right", ["cp1256", "iso8859-6"])
@pytest.mark.parametrize("wrong", ["cp1256", "iso8859-6", "cp1252", "cp1251", "cp1255", "mac_arabic", "koi8-r"])
def test_the_right_reading_scores_best(text, right, wrong):
    misread = text.encode(right).decode(wrong, errors="replace")
    assert misread == text or likeness(text) > likeness(misread)  # MacArabic has the letters of ISO-8859-6


@pytest.mark.parametrize("text", ["", "Reuters", "123 <p>"])
def test_ascii_says_nothing(text):
    assert likeness(text) == 0


@pytest.mark.parametrize("text", ["Президент", "æÒíÑ", "ةاة ىاى", "\ufffd\ufffd", "الAبBت"])
def test_no_words(text):
    assert likeness(text) < 0.3
