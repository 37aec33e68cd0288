"""Which first letters are clitics."""

from __future__ import annotations

import pytest

from index.analysis.normalizer import normalize
from index.analysis.proclitics import cut_proclitics


@pytest.mark.parametrize(
    ("word", "clitics"),
    [
        pytest.param("وأضاف", "و", id="waw on a verb"),
        pytest.param("وفد", "", id="waw of the word: it takes the article"),
        pytest.param("ووفد", "و", id="waw on a word with waw"),
        pytest.param("وصل", "", id="waw of a verb"),
        pytest.param("فقال", "ف", id="fa on a verb"),
        pytest.param("فوز", "", id="fa of the word"),
        pytest.param("بصراحة", "ب", id="ba on a noun"),
        pytest.param("بيان", "", id="ba of the word"),
        pytest.param("ببيان", "ب", id="ba on a word with ba"),
        pytest.param("كلاعب", "ك", id="kaf on a noun"),
        pytest.param("كتلة", "", id="kaf of the word"),
        pytest.param("كيري", "", id="kaf of a name before what looks like a verb"),
        pytest.param("لنجاح", "ل", id="lam on a noun"),
        pytest.param("لقاء", "", id="lam of the word"),
        pytest.param("للنظام", "ل ال", id="lam and the article"),
        pytest.param("لله", "ل", id="lam on the name of God"),
        pytest.param("سيعلن", "س", id="future"),
        pytest.param("سيارة", "", id="sin of the word"),
        pytest.param("سترافورد", "", id="sin of a foreign name"),
        pytest.param("الحكومة", "ال", id="article"),
        pytest.param("ألمانيا", "", id="alef and lam of a name"),
        pytest.param("التزاما", "", id="alef and lam of a noun: the article stands before no indefinite ending"),
        pytest.param("التقى", "", id="alef and lam of a verb"),
        pytest.param("وبالتالي", "و ب ال", id="three clitics"),
        pytest.param("ولبنان", "و", id="a name behind a clitic keeps its own lam"),
        pytest.param("بوروسيا", "", id="a name that looks like another behind clitics"),
        pytest.param("إلى", "", id="function word"),
        pytest.param("والتي", "و", id="function word behind waw"),
        pytest.param("", "", id="empty"),
    ],
)
def test_clitics(word: str, clitics: str) -> None:
    found, rest = cut_proclitics(normalize(word))
    assert " ".join(found) == clitics
    assert rest or not word


def test_nothing_of_the_word_is_lost() -> None:
    """Clitics and rest make the word again, but for the alef that writing drops after lam."""
    assert cut_proclitics("وبالدوله") == (("و", "ب", "ال"), "دوله")
    assert cut_proclitics("للدوله") == (("ل", "ال"), "دوله")
    assert cut_proclitics("للجنه") == (("ل", "ال"), "لجنه")
