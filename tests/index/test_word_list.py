"""The list of a segment's words finds what a dictionary of them holds, and every word that is near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from index.word_list import WordList

words = st.text(st.sampled_from("ابتسمو\u06cca7🙂"), min_size=1, max_size=8)
counted = st.dictionaries(words, st.integers(1, 2**31), max_size=60)


@given(counted, words)
def test_words_and_counts_are_those_given(counts, other):
    found = WordList.of(counts)
    assert list(found) == sorted(counts)
    assert {word: found.count(word) for word in counts} == counts
    assert found.count(other) == counts.get(other, 0)


@given(counted, words)
def test_a_range_holds_the_words_that_begin_so(counts, prefix):
    found = WordList.of(counts)
    low, high = found.range(prefix)
    assert [found[at] for at in range(low, high)] == sorted(word for word in counts if word.startswith(prefix))


@given(counted, words, st.integers(1, 2))
def test_no_word_within_reach_is_missed(counts, word, edits):
    near = dict(WordList.of(counts).near(word, edits))
    within = {other for other in counts if OSA.distance(word, other) <= edits}
    assert within <= set(near)
    assert all(counts[other] == count for other, count in near.items())


def test_most_words_that_are_far_are_left_out():
    far = ["كتاب", "سياسة", "اقتصاد", "برلمان", "تعليم", "مدينه"]
    assert dict(WordList.of(dict.fromkeys([*far, "موسكو"], 1)).near("موسكوو", 2)) == {"موسكو": 1}


@pytest.mark.parametrize("at", [-1, 1])
def test_there_is_nothing_outside(at):
    with pytest.raises(IndexError):
        WordList.of({"بيت": 1})[at]


def test_a_list_may_lie_anywhere_in_a_file():
    """Numbers in the middle of a map are rarely where a processor likes them."""
    data = WordList.encode({"بيت": 3, "كتاب": 4})
    for shift in range(1, 8):
        assert WordList(memoryview(b"x" * shift + data + b"yy")[shift:]).count("كتاب") == 4
