"""Function words."""

from __future__ import annotations

import pytest

from index.analysis.normalizer import normalize
from index.analysis.stopwords import is_stopword, stopwords


@pytest.mark.parametrize("word", ["في", "من", "إلى", "على", "إلا", "التي", "هذه", "كان", "لكن", "أن", "the"])
def test_function_words(word: str) -> None:
    assert is_stopword(normalize(word))


@pytest.mark.parametrize("word", ["سوريا", "رئيس", "علا", "قال", "اليوم", "غزة", "", "2024", "putin"])
def test_content_words(word: str) -> None:
    assert not is_stopword(normalize(word))


def test_the_table_is_in_the_word_layer() -> None:
    assert all(normalize(word) == word for word in stopwords())
