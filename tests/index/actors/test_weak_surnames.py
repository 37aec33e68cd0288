"""Which surnames say little alone, and which articles are on sport."""

import pytest

from index.actors.weak_surnames import is_hard_surname, is_on_sport
from index.analysis.analyzer import analyze


def words(text):
    return tuple(token.word for token in analyze(text))


@pytest.mark.parametrize(
    ("surname", "hard"),
    [
        pytest.param("لافروف", False, id="nobody else's"),
        pytest.param("الأسد", False, id="the lion is rarer than the man"),
        pytest.param("الشيباني", False, id="no noun"),
        pytest.param("بن سلمان", False, id="two words"),
        pytest.param("صالح", True, id="an ordinary word, by the table"),
        pytest.param("جودة", True, id="a common noun, by its article"),
        pytest.param("الدوري", True, id="a league"),
        pytest.param("مون", True, id="three letters"),
        pytest.param("البرهان", False, id="a common noun that news hardly uses"),
        pytest.param("كاميرون", False, id="a state only with its article"),
        pytest.param("بوش", False, id="three letters that everybody knows"),
    ],
)
def test_is_hard_surname(surname, hard):
    assert is_hard_surname(words(surname)) is hard


@pytest.mark.parametrize(
    ("text", "sport"),
    [
        ("لاعب المنتخب في المباراة أمام مرمى الخصم", True),
        ("مباراة واحدة بين البلدين", False),
        ("الرئيس والوزير", False),
        ("", False),
    ],
)
def test_is_on_sport(text, sport):
    assert is_on_sport(words(text)) is sport
