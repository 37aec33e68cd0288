"""What news writes how often."""

from __future__ import annotations

import pytest

from index.analysis.lexicon import DATA, count, frequencies, read_lines
from index.analysis.normalizer import normalize


@pytest.mark.parametrize(("often", "seldom"), [("سوريا", "وسوريا"), ("وفد", "فد"), ("في", "فيه"), ("الرئيس", "رئيسا")])
def test_common_words_count_more(often: str, seldom: str) -> None:
    assert count(often) > count(seldom)


def test_unknown_words_count_nothing() -> None:
    assert count("بلابلابلا") == count("") == 0


def test_words_are_in_the_word_layer() -> None:
    """Else the stemmer would look for them in vain."""
    assert [word for word in list(frequencies())[::97] if normalize(word) != word] == []


def test_data_files_are_small_and_name_their_sources() -> None:
    files = sorted(path for path in DATA.iterdir() if path.is_file())
    assert sum(path.stat().st_size for path in files) < 3_000_000
    assert [path.name for path in files if not path.read_text(encoding="utf-8").startswith("# ")] == []


def test_comments_are_no_data() -> None:
    assert not any(line.startswith("# ") for line in read_lines("names.txt"))
