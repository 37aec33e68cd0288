"""Nouns whose last yeh is not written where they are indefinite."""

from __future__ import annotations

import pytest

from index.analysis.analyzer import forms


@pytest.mark.parametrize(
    "family",
    [
        pytest.param("قاضٍ قاض وقاضٍ لقاض قاضي القاضي والقاضي قاضيا", id="who does it"),
        pytest.param("محامٍ كمحام محامي المحامي محاميا محاميين", id="who does it, with its plural"),
        pytest.param("ثانٍ ثاني الثاني", id="a number"),
        pytest.param("مبانٍ ومبان مباني المباني", id="a broken plural"),
        pytest.param("أراضٍ بأراض الأراضي أراضيهم", id="a broken plural with a hamza"),
        pytest.param("تفادٍ تفادي التفادي", id="a verbal noun"),
    ],
)
def test_with_and_without_yeh(family: str) -> None:
    """One noun at the stem rung, and so by its root."""
    assert len({forms(word).stem for word in family.split()}) == 1
    assert len({forms(word).root for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("word", "other"),
    [
        pytest.param("عاد", "عادي", id="a verb"),
        pytest.param("جار", "جاري", id="a neighbour"),
        pytest.param("الناد", "النادي", id="no noun loses it after the article"),
    ],
)
def test_never(word: str, other: str) -> None:
    """What only looks so keeps its own stem."""
    assert forms(word).stem != forms(other).stem
