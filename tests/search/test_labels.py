"""What facet values are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.actors.gazetteer import Gazetteer
from index.article import Actor
from search.engine import Bucket
from search.labels import actor_label, finder, labelled, month_label
from search.notices import Language
from tests.support.newsroom import ACTORS


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    """Four actors."""
    path = tmp_path / "actors.csv"
    path.write_text(ACTORS, encoding="utf-8")
    return Gazetteer.load(path)


@pytest.mark.parametrize(
    ("name", "value", "language", "expected"),
    [
        pytest.param("month", "2025-08", "ar", "آب 2025", id="a month"),
        pytest.param("month", "2025-08", "en", "August 2025", id="a month in English"),
        pytest.param("month", "2025", "ar", "2025", id="only the year is known"),
        pytest.param("year", "2025", "en", "2025", id="a year"),
        pytest.param("month", "undated", "ar", "بلا تاريخ", id="no date"),
        pytest.param("year", "undated", "en", "Undated", id="no date in English"),
        pytest.param("source", "undated", "en", "undated", id="a source that is called so"),
        pytest.param("source", "سكاي نيوز", "en", "سكاي نيوز", id="a source as displayed"),
        pytest.param("actor", "russia", "ar", "روسيا", id="an actor"),
        pytest.param("actor", "russia", "en", "Russia", id="an actor in English"),
        pytest.param("actor", "no-more-known", "en", "no-more-known", id="an actor taken out of the gazetteer"),
    ],
)
def test_labelled(gazetteer: Gazetteer, name: str, value: str, language: Language, expected: str) -> None:
    """Values have names for people, in their language; the rest of a bucket stays."""
    bucket = labelled(name, Bucket(value, 3, selected=True), gazetteer, language)
    assert (value, expected, 3, True) == (bucket.value, bucket.label, bucket.count, bucket.selected)
    assert (bucket.kind == "state") == (value == "russia")


def test_an_actor_without_a_latin_name_keeps_the_arabic_one() -> None:
    """A name in the wrong language is better than none."""
    assert actor_label(Actor("x", "person", "فلان"), "en") == "فلان"


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_a_name(month: int) -> None:
    """Twelve names in each language."""
    names = {month_label(f"2025-{month:02d}", language) for language in ("ar", "en")}
    assert len(names) == 2


@pytest.mark.parametrize(
    ("name", "value", "find", "expected"),
    [
        pytest.param("actor", "sergey-lavrov", "سيرغي", True, id="a word"),
        pytest.param("actor", "sergey-lavrov", "سير لاف", True, id="beginnings of two"),
        pytest.param("actor", "sergey-lavrov", "لاڤ", True, id="spelled otherwise"),
        pytest.param("actor", "sergey-lavrov", "سيرجي", True, id="an alias"),
        pytest.param("actor", "sergey-lavrov", "sergey", True, id="the other language"),
        pytest.param("actor", "sergey-lavrov", "", True, id="nothing"),
        pytest.param("actor", "sergey-lavrov", "؟", True, id="no word"),
        pytest.param("actor", "sergey-lavrov", "روف", False, id="the end of a word"),
        pytest.param("actor", "sergey-lavrov", "سيرغي بوتين", False, id="one word of two"),
        pytest.param("actor", "no-more-known", "more", True, id="an actor taken out of the gazetteer"),
        pytest.param("month", "2025-08", "آب", True, id="a month by its Levantine name"),
        pytest.param("month", "2025-08", "أغسطس 2025", True, id="by its Egyptian name"),
        pytest.param("month", "2025-08", "غشت", True, id="by its Moroccan name"),
        pytest.param("month", "2025-08", "aug", True, id="by its English name"),
        pytest.param("month", "2025-08", "٢٠٢٥", True, id="by its year"),
        pytest.param("month", "2025-08", "أيلول", False, id="not by another"),
        pytest.param("month", "2025", "آب", False, id="only the year is known"),
        pytest.param("month", "undated", "بلا", True, id="no date"),
        pytest.param("source", "الرياضية", "رياض", True, id="without the article"),
    ],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_finder(gazetteer: Gazetteer, name: str, value: str, find: str, expected: bool, language: Language) -> None:
    """A value is found by the beginnings of words of any of its names, in whatever language it is shown."""
    bucket = labelled(name, Bucket(value, 1), gazetteer, language)
    assert expected == finder(name, find, gazetteer)(bucket)
