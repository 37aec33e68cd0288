"""The `root` layer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyzer import forms
from index.analysis.roots import root, support


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("كتب كتاب كاتب مكتبة مكتوب كتابات", "كتب", id="sound"),
        pytest.param("استقبال استقبل يستقبل مستقبل", "قبل", id="tenth form"),
        pytest.param("انتخابات ناخب ينتخب منتخب", "نخب", id="eighth form"),
        pytest.param("تعاون متعاون تعاونت عون", "عون", id="sixth form of a hollow root"),
        pytest.param("انسحاب انسحب منسحب", "سحب", id="seventh form"),
        pytest.param("زيارة يزور زيارات زائر", "زور", id="hollow with waw"),
        pytest.param("قال يقول أقوال مقال", "قول", id="hollow verb"),
        pytest.param("قيادة قائد قيادات قادة", "قود", id="hollow agent"),
        pytest.param("سير سيارة مسيرة", "سير", id="hollow with yeh"),
        pytest.param("اتفاق متفق توافق موافقة", "وفق", id="assimilated waw"),
        pytest.param("اتصال وصل يصل وصول مواصلات", "وصل", id="first waw lost"),
        pytest.param("إيقاف موقف وقف", "وقف", id="first waw as yeh"),
        pytest.param("لقاء التقى يلتقي ملتقى", "لقي", id="defective with yeh"),
        pytest.param("دعوة دعا يدعو", "دعو", id="defective with waw"),
        pytest.param("رد ردود", "ردد", id="doubled"),
        pytest.param("احتلال محتل", "حلل", id="doubled eighth form"),
        pytest.param("رئيس رئاسة رؤساء", "رءس", id="hamza on every seat"),
        pytest.param("مسؤول سؤال مسئولية", "سءل", id="hamza in the middle"),
        pytest.param("ازدهار ازدهر", "زهر", id="dal for ta"),
        pytest.param("اصطدام اصطدم", "صدم", id="emphatic ta"),
        pytest.param("وللسوريّينَ السورية", "سور", id="nationality"),
    ],
)
def test_words_of_one_root(words: str, expected: str) -> None:
    roots = {word: forms(word).root for word in words.split()}
    assert roots == dict.fromkeys(words.split(), expected)


@pytest.mark.parametrize(
    "word",
    [
        "سوريا",
        "لافروف",
        "وبسوريا",
        "واشنطن",
        "حزيران",
        "2024",
        "١٬٥٠٠",
        "Putin",
        "في",
        "والتي",
        "تكنولوجيا",
        "إلكتروني",
        "و",
    ],
)
def test_no_root(word: str) -> None:
    """Names, numbers, Latin, function words and foreign words have none."""
    assert forms(word).root == ""


def test_an_unseen_inflection_has_the_root_of_what_is_left() -> None:
    assert root("استنتجتموهما") == "نتج"


def test_roots_are_three_consonants() -> None:
    assert [found for found in support() if len(found) != 3 or "ا" in found] == []


@given(st.text(st.sampled_from("ابتثجحخدرزسشصعفقكلمنهويءئ"), max_size=12))
def test_any_letters(word: str) -> None:
    found = root(word)
    assert found == "" or len(found) == 3
