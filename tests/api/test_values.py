"""
Values of filters and facets: names in any spelling, names nobody has, and their counts.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.support import serving
from tests.support.api import SEARCH, ids


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("actor=لافروف", "actor=sergey-lavrov", id="surname"),
        pytest.param("actor=Lavrov", "actor=sergey-lavrov", id="latin name"),
        pytest.param("actor=ولاڤروف&actor=sergey-lavrov", "actor=sergey-lavrov", id="spelling, and the same twice"),
        pytest.param("exclude.actor=بوتين", "exclude.actor=vladimir-putin", id="excluded"),
        pytest.param("source=الامارات ٧١", "source=الإمارات 71", id="source without hamza, other digits"),
        pytest.param("exclude.source=الامارات 71", "exclude.source=الإمارات 71", id="excluded source"),
        pytest.param("section=أخبار سياسيّة", "section=اخبار سياسية", id="section with harakat"),
    ],
)
def test_a_filter_takes_names_in_any_spelling(seeds_client: FlaskClient, written: str, meant: str) -> None:
    """The same hits, counts and chosen values, and nothing to warn of."""
    by_name, by_value = (seeds_client.get(f"{SEARCH}?{query}").json for query in (written, meant))
    assert 0 < by_value["total"] < 5
    same = ("total", "hits", "facets", "ladder")
    assert [by_name[name] for name in same] == [by_value[name] for name in same]
    assert by_name["query"]["warnings"] == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        pytest.param("actor=nobody-at-all", "nobody-at-all", id="actor"),
        pytest.param("exclude.actor=لا أحد هنا", "لا أحد هنا", id="excluded actor"),
        pytest.param("source=النهار&source=الإمارات 71", "النهار", id="source, beside one that is there"),
        pytest.param("section=رياضة", "رياضة", id="section"),
        pytest.param("q=مصدر:«النهار»", "النهار", id="source in the query"),
        pytest.param("q=موسكو -source:النهار", "النهار", id="excluded source in the query"),
        pytest.param("q=قسم:رياضة OR قسم:رياضة OR مصدر:71", "رياضة", id="section in the query, twice, beside a part"),
    ],
)
def test_a_value_that_nobody_has_is_told(seeds_client: FlaskClient, query: str, told: str) -> None:
    """In both languages, and nowhere but in the warnings."""
    for language in ("ar", "en"):
        [warning] = seeds_client.get(f"{SEARCH}?{query}&lang={language}").json["query"]["warnings"]
        assert told in warning
    assert seeds_client.get(f"{SEARCH}?{query}").status_code == 200


def test_a_name_that_several_have_means_any_of_them(tmp_path: Path) -> None:
    """As in a query."""
    actors = "id,kind,name,latin,aliases,notes\na,person,سعيد الكبير,,sur:المدني,\nb,person,وليد الصغير,,sur:المدني,\n"
    (tmp_path / "actors.csv").write_text(actors, encoding="utf-8")
    app = serving.application(tmp_path, gazetteer=str(tmp_path / "actors.csv"))
    bodies = ["زار سعيد الكبير المدينة.", "غادر وليد الصغير القرية.", "هطل المطر اليوم على الساحل."]
    serving.add_articles(app, tmp_path, [{"body": body} for body in bodies])
    assert len(ids(app.test_client().get(SEARCH, query_string={"actor": "المدني"}))) == 2
    assert len(ids(app.test_client().get(SEARCH, query_string={"exclude.actor": "المدني"}))) == 1
    serving.close(app)


def test_values_of_a_facet_are_those_of_the_search_in_its_order(seeds_client: FlaskClient) -> None:
    """By date a search is relaxed only where nothing is found; its facets count the same articles."""
    totals = set()
    for sort in ("relevance", "newest"):
        query = f"q=لافروف الكرملين الإعمار&sort={sort}"
        counted = seeds_client.get(f"{SEARCH}?{query}&facets=actor&facet_size=100").json
        asked = seeds_client.get(f"/api/v1/facets/actor?{query}&facet_size=100").json
        assert asked["values"] == counted["facets"]["actor"]
        totals.add(counted["total"])
    assert len(totals) == 2


def test_facet_values_are_found_by_name_within_a_search(seeds_client: FlaskClient) -> None:
    """The same search gives the same counts."""
    values = seeds_client.get("/api/v1/facets/actor?find=لاف&q=موسكو").json["values"]
    assert [value["value"] for value in values] == ["sergey-lavrov"]
    whole = seeds_client.get(SEARCH + "?q=موسكو&facets=actor&facet_size=100").json["facets"]["actor"]
    assert values[0] in whole
    assert seeds_client.get("/api/v1/facets/month?find=2025-1").json["values"][0]["value"] == "2025-12"


def test_actors_are_listed_by_how_often_they_are_named(seeds_client: FlaskClient) -> None:
    """Counts are those of the facet; names in any spelling find them; kinds are filtered."""
    body = seeds_client.get("/api/v1/actors?page_size=5").json
    counts = [actor["count"] for actor in body["actors"]]
    assert counts == sorted(counts, reverse=True) and counts[0] == 5
    assert body["total"] > 300 and body["pages"] == -(-body["total"] // 5)
    assert seeds_client.get("/api/v1/actors?q=lavrov").json["actors"][0]["id"] == "sergey-lavrov"
    assert seeds_client.get("/api/v1/actors?q=ولاڤروف").json["actors"][0]["id"] == "sergey-lavrov"
    states = seeds_client.get("/api/v1/actors?kind=state&page_size=3&page=2").json["actors"]
    assert len(states) == 3 and {actor["kind"] for actor in states} == {"state"}
    assert seeds_client.get("/api/v1/actors?q=qqqqqq").json["total"] == 0
