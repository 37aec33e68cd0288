"""Ordinary words that are never cut."""

from __future__ import annotations

import pytest

from index.analysis.analyzer import forms
from index.analysis.normalizer import normalize
from index.analysis.whole_words import is_whole


@pytest.mark.parametrize("word", ["فعلي", "ألوان", "مسكين"])
def test_listed(word: str) -> None:
    assert is_whole(normalize(word))


@pytest.mark.parametrize("word", ["والألوان", "بالنبات", "وزير", "لبنان", ""])
def test_not_listed(word: str) -> None:
    assert not is_whole(normalize(word))


@pytest.mark.parametrize(
    ("whole", "rest"),
    [
        pytest.param("مسكين", "مسك", id="no plural, though مسكون is a word"),
        pytest.param("ليمون", "ليم", id="no plural of the rare ليم"),
        pytest.param("ألوان", "وان", id="no article"),
        pytest.param("ألحان", "حان", id="no article before a verb"),
        pytest.param("ألقاب", "قاب", id="no article, though قاب is known"),
        pytest.param("ألفي", "في", id="no article before a function word"),
        pytest.param("قطرة", "قطر", id="no feminine of a state"),
        pytest.param("حماسة", "حماس", id="no feminine of a movement"),
        pytest.param("السيولة", "سيول", id="no feminine of a city"),
        pytest.param("فعلي", "علي", id="no conjunction before a name"),
        pytest.param("بلدي", "لدي", id="no preposition before another"),
        pytest.param("بليون", "ليون", id="no preposition before a city"),
        pytest.param("بستان", "ستان", id="no preposition before a part of names"),
        pytest.param("فلم", "لم", id="no conjunction before a particle"),
    ],
)
def test_never_the_rest(whole: str, rest: str) -> None:
    assert forms(whole).stem != forms(rest).stem


@pytest.mark.parametrize(
    "family",
    [
        "ألوان والألوان بألوان للألوان لألوان ألوانها ألوانه ألوانا",
        "بستان البستان ببستان",
        "نبات نباتات والنبات",
        "بلدي البلدية",
    ],
)
def test_clitics_before_them_are_cut(family: str) -> None:
    assert len({forms(word).stem for word in family.split()}) == 1
