"""Why an article was found: words taken apart."""

from __future__ import annotations

from datetime import date

import pytest

from index.analysis.analyzer import analyze
from index.analysis.token import Layer, Token
from search.occurrences import Finder
from search.parser import parse
from search.why import bare, reasons, taken_apart


def why(q: str, *texts: str, match: Layer = "stem") -> list[tuple[str, str, Layer]]:
    """The reasons why texts are found for a query."""
    parsed = parse(q, resolve_actor=lambda name: (), today=date(2025, 1, 1))
    finder = Finder(parsed.clause, match, parsed.typed)
    analysed = [analyze(text) for text in texts]
    found = reasons([(tokens, finder.find(tokens, "body")) for tokens in analysed], finder.leaves, finder.typed)
    return [(reason.term, reason.as_, reason.level) for reason in found]


@pytest.mark.parametrize(
    ("q", "text", "expected"),
    [
        pytest.param("سوريا", "وبسوريا", [("وبسوريا", "و + ب + سوريا", "stem")], id="particles"),
        pytest.param("سوريا", "لسورية", [("لسورية", "ل + سورية", "stem")], id="a particle and another spelling"),
        pytest.param("سوريا", "سورية", [("سورية", "سوريا", "stem")], id="another spelling"),
        pytest.param("سيرجي", "سيرغي", [("سيرغي", "سيرجي", "stem")], id="another spelling of the same stem"),
        pytest.param("لقاءات", "لقاء", [("لقاء", "لقاء", "stem")], id="less than asked for, with a hamza at its end"),
        pytest.param("رؤساؤهم", "رؤساء", [("رؤساء", "رؤساء", "stem")], id="less than asked for, its hamza moved"),
        pytest.param("رأيهم", "رأي", [("رأي", "رأي", "stem")], id="less than asked for, as written"),
        pytest.param("ترمب", "ترامب", [("ترامب", "ترمب", "stem")], id="a name spelled in another way"),
        pytest.param("سُورية", "سوريا", [("سوريا", "سورية", "stem")], id="another spelling, as it was typed, bare"),
        pytest.param("أمريكا", "أميركا", [("أميركا", "أمريكا", "stem")], id="another spelling, with its hamza"),
        pytest.param("Lavrov", "لافروف", [("لافروف", "Lavrov", "stem")], id="a Latin name"),
        pytest.param("الدولة", "وَلِلدَّوْلَة", [("وللدولة", "و + ل + ال + دول + ة", "stem")], id="لل is ل + ال"),
        pytest.param(
            "وزير", "الوزير والوزير", [("الوزير", "ال + وزير", "stem"), ("والوزير", "و + ال + وزير", "stem")], id="two"
        ),
        pytest.param("وزير", "الوزير الوزير", [("الوزير", "ال + وزير", "stem")], id="each word once"),
        pytest.param("وزير", "وزير والوزير", [], id="the word itself is there"),
        pytest.param('"وزير"', "الوزير", [], id="a phrase does not match forms"),
        pytest.param("وزي*", "وزير", [], id="a prefix needs no reason"),
        pytest.param("موسكو", "برلين", [], id="not found"),
    ],
)
def test_reasons(q: str, text: str, expected: list[tuple[str, str, Layer]]) -> None:
    """Words found by their stem say how they were taken apart."""
    assert expected == why(q, text)


def test_a_word_in_one_text_is_the_word_in_the_article() -> None:
    """Title and body are one article: the word in the title is enough."""
    assert why("وزير", "الوزير", "وزير") == []


def test_what_was_found_by_its_root_says_so() -> None:
    """A root is shown with its sign."""
    (found,) = why("كتاب", "المكاتب", match="root")
    assert found == ("المكاتب", f"√{analyze('المكاتب')[0].root}", "root")


def test_there_are_few_reasons() -> None:
    """Five are enough."""
    forms = "الوزير والوزير بالوزير فالوزير للوزير وللوزير كالوزير وبالوزير"
    assert len(why("وزير", forms)) == 5


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        pytest.param(
            Token("وَبِسُوريا", 0, 10, 0, "وبسوريا", "سوريا", "", ("و", "ب")), "و + ب + سوريا", id="as written, bare"
        ),
        pytest.param(
            Token("المسؤولين", 0, 9, 0, "المسئولين", "مسئول", "", ("ال",), ("ين",)), "ال + مسؤول + ين", id="ending"
        ),
        pytest.param(
            Token("كتبهم", 0, 5, 0, "كتبهم", "كتاب", "", (), ("ها",)), "كتاب + ها", id="an ending that is not there"
        ),
    ],
)
def test_taken_apart(token: Token, expected: str) -> None:
    """The middle is as the article writes it; where that cannot be told, the stem."""
    assert expected == taken_apart(token, "stem")


def test_bare() -> None:
    """Harakat and tatweel aside."""
    assert bare("الـدَّوْلَة") == "الدولة"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("زيارته", "زيار + ة + ه", id="a feminine mark before a pronoun"),
        pytest.param("علاقتها", "علاق + ة + ها", id="another pronoun"),
    ],
)
def test_a_feminine_mark_inside_a_word_is_shown_as_one(word: str, expected: str) -> None:
    """It is written ت there, and the analysis knows it as ه; readers know it as ة."""
    [token] = analyze(word)
    assert expected == taken_apart(token, "stem")
