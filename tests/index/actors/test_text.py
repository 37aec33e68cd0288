"""What stands beside what in a text."""

import pytest

from index.actors.text import Text
from index.analysis.analyzer import analyze


def text_of(source, known):
    return Text.of("body", source, analyze(source), known.lexicon)


@pytest.mark.parametrize(
    ("source", "in_name", "in_phrase"),
    [
        pytest.param("بان كي", True, True, id="blank"),
        pytest.param("كي-مون", True, True, id="hyphen"),
        pytest.param("كي \u200fمون", True, True, id="direction mark"),
        pytest.param("السورية – الروسية", False, True, id="dash"),
        pytest.param("شبكة «العربية", False, True, id="quotation mark"),
        pytest.param("الوزير، الروسي", False, False, id="comma"),
        pytest.param("سيرغي. لافروف", False, False, id="full stop"),
        pytest.param("سيرغي\nلافروف", False, False, id="new line"),
    ],
)
def test_gaps(source, in_name, in_phrase, known):
    text = text_of(source, known)
    assert (text.in_name(1), text.in_phrase(1)) == (in_name, in_phrase)
    assert not text.in_name(0) and not text.in_phrase(2)


@pytest.mark.parametrize(
    ("source", "quoted"),
    [("قال «فتح» إن", True), ('قال "فتح" إن', True), ("قال فتح إن", False), ("قال «فتح إن", False)],
)
def test_quoted(source, quoted, known):
    assert text_of(source, known).quoted(1, 2) is quoted


def test_neighbours(known):
    text = text_of("قال بوتين، ثم", known)
    assert (text.before(1), text.after(2)) == ("قال", "")
