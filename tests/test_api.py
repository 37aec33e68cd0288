"""
The API over the five articles that ship: what each route answers, and what it promises in its headers.
"""

from __future__ import annotations

import csv
import io
import json
import logging
import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from index.actors.gazetteer import Gazetteer
from index.article import RawDocument
from index.pipeline import Pipeline, Understood
from search.http.auth import check
from search.http.export import safe
from search.http.intake import take_lines
from search.http.problems import ProblemError
from tests.support import serving

SEARCH = "/api/v1/search"
ARTICLES = "/api/v1/articles"
BODY = "وصل وزير الخارجية الروسي سيرغي لافروف إلى دمشق صباح اليوم في زيارة رسمية تستمر يومين."


def ids(response) -> list[str]:
    """The ids of the hits, in order."""
    assert response.status_code == 200, response.text
    return [hit["id"] for hit in response.json["hits"]]


# Searching


def test_search_has_the_agreed_shape(seeds_client: FlaskClient) -> None:
    """All members are there, and the counts agree with each other."""
    body = seeds_client.get(SEARCH, query_string={"q": "لافروف", "page_size": 2}).json
    assert set(body) == {
        *("query", "did_you_mean", "total", "page", "page_size", "pages", "took_ms", "index"),
        *("ladder", "hits", "facets", "links"),
    }
    assert body["index"]["articles"] == 5
    assert body["total"] == body["ladder"]["stem"] >= 3
    assert body["pages"] == -(-body["total"] // 2)
    assert len(body["hits"]) == 2
    hit = body["hits"][0]
    assert "sergey-lavrov" in [actor["id"] for actor in hit["actors"]]
    for mark in hit["highlights"]:
        assert all(0 <= start < end <= len(mark["text"]) for start, end in mark["ranges"])
        assert mark["html"].count("<mark>") == len(mark["ranges"])
    found = seeds_client.get(SEARCH, query_string={"q": "السوريون", "match": "root"}).json["hits"]
    reasons = [why for hit in found for why in hit["why"]]
    assert reasons and all(why["level"] in ("stem", "root") and why["term"] and why["as"] for why in reasons)


def test_get_and_post_answer_the_same(seeds_client: FlaskClient) -> None:
    """The same parameters under the same names; lists where they repeat."""
    got = seeds_client.get(SEARCH + "?q=موسكو&actor=sergey-lavrov&actor=vladimir-putin&date=undated&page_size=3")
    posted = seeds_client.post(
        SEARCH,
        json={"q": "موسكو", "actor": ["sergey-lavrov", "vladimir-putin"], "date": "undated", "page_size": 3},
    )
    assert ids(got) == ids(posted)
    same = ("query", "total", "ladder", "facets", "links")
    assert {name: got.json[name] for name in same} == {name: posted.json[name] for name in same}
    assert "ETag" not in posted.headers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("page=٢&page_size=٢", "page=2&page_size=2", id="arabic-indic digits"),
        pytest.param("page=۲&page_size=۲", "page=2&page_size=2", id="persian digits"),
        pytest.param("date=٢٠٢٥-٠٨", "date=2025-08", id="arabic digits in a date"),
        pytest.param("from=٢٠٢٥&to=٢٠٢٥-١٢-٢٤", "from=2025&to=2025-12-24", id="arabic digits in bounds"),
        pytest.param("q=&actor=&date=&page=", "", id="empty is not given"),
        pytest.param("match=STEM&sort=Newest", "match=stem&sort=newest", id="case of words"),
        pytest.param("page=%202%20&page_size=2", "page=2&page_size=2", id="spaces around a number"),
        pytest.param("collapse=true", "collapse=1", id="yes in words"),
        pytest.param("facets=none", "facets=none&facet_size=3", id="no facets"),
        pytest.param("actor=a&actor=a", "actor=a", id="the same value twice"),
    ],
)
def test_forgiven_spellings(seeds_client: FlaskClient, one: str, other: str) -> None:
    """Two ways to ask for the same give the same."""
    first, second = seeds_client.get(f"{SEARCH}?{one}"), seeds_client.get(f"{SEARCH}?{other}")
    assert ids(first) == ids(second)
    assert first.json["facets"] == second.json["facets"]


def test_a_repeated_parameter_is_or_and_different_ones_are_and(seeds_client: FlaskClient) -> None:
    """OR within a field, AND between fields, and exclusion."""
    august = set(ids(seeds_client.get(SEARCH + "?date=2025-08")))
    december = set(ids(seeds_client.get(SEARCH + "?date=2025-12")))
    undated = set(ids(seeds_client.get(SEARCH + "?date=undated")))
    assert (len(august), len(december), len(undated)) == (1, 1, 3)
    assert set(ids(seeds_client.get(SEARCH + "?date=2025-08&date=undated"))) == august | undated
    assert set(ids(seeds_client.get(SEARCH + "?date=2025"))) == august | december
    assert set(ids(seeds_client.get(SEARCH + "?from=2025-09"))) == december
    assert set(ids(seeds_client.get(SEARCH + "?from=2025-09&date=undated"))) == set()
    everyone = set(ids(seeds_client.get(SEARCH)))
    putin = set(ids(seeds_client.get(SEARCH + "?actor=vladimir-putin")))
    assert set(ids(seeds_client.get(SEARCH + "?exclude.actor=vladimir-putin"))) == everyone - putin
    assert set(ids(seeds_client.get(SEARCH + "?actor=vladimir-putin&date=undated"))) == putin & undated


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


def test_a_star_is_no_tag(seeds_client: FlaskClient) -> None:
    """Whoever has anything does not have this: a wrong query is told, and a right one answered."""
    star = {"If-None-Match": "*"}
    assert seeds_client.get(f"{SEARCH}?q={'a' * 1001}", headers=star).status_code == 400
    assert seeds_client.get(SEARCH, headers=star).status_code == 200


def test_two_articles_cannot_have_one_url(live_client: FlaskClient) -> None:
    """Replacing one under the URL of another is refused; under its own, however written, it is not."""
    url = "https://news.example/{}"
    first, second = (
        live_client.post(ARTICLES, json={"body": f"{BODY} {n}", "url": url.format(n)}, headers=serving.WRITES).json
        for n in (1, 2)
    )
    put = f"{ARTICLES}/{second['id']}"
    taken = live_client.put(put, json={"body": BODY, "url": url.format(1) + "?utm_source=x"}, headers=serving.WRITES)
    body = taken.get_json(force=True)
    assert (taken.status_code, body["code"], body["parameter"]) == (409, "url_taken", "url")
    assert first["id"] in body["detail"]
    for address in (url.format(2) + "#top", url.format(3)):
        replaced = live_client.put(put, json={"body": BODY, "url": address}, headers=serving.WRITES)
        assert replaced.json["id"] == second["id"] and replaced.json["result"] == "updated"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[pytest.param(field, "س" * 301, id=field) for field in ("source", "section", "author")],
        pytest.param("url", "https://news.example/" + "a" * 4000, id="url"),
    ],
)
def test_a_field_has_its_bound(live_client: FlaskClient, field: str, value: str) -> None:
    """A client is told which; a file keeps its article and loses what can be no name."""
    answer = live_client.post(ARTICLES, json={"body": BODY, field: value}, headers=serving.WRITES)
    body = answer.get_json(force=True)
    assert (answer.status_code, body["code"], body["parameter"]) == (422, "rejected_article", field)
    assert body["errors"][0]["code"] == "field_too_long"
    article = Pipeline(Gazetteer((), "")).article(RawDocument(BODY, **{field: value}))
    assert (article.url, article.source, article.section, article.byline) == (None,) * 4


@pytest.mark.parametrize(
    ("published", "warned"),
    [
        pytest.param("لا أدري متى", True, id="no date"),
        pytest.param("2025-13-45", True, id="no day of any year"),
        pytest.param("15 تشرين الأول 2025", False, id="as newspapers write it"),
        pytest.param(None, False, id="none given"),
    ],
)
def test_a_date_that_cannot_be_read_is_told(live_client: FlaskClient, published: str | None, warned: bool) -> None:
    """The article is taken, and keeps the text; alone, replaced, and in a line."""
    record = {"body": BODY, "published": published}
    added = live_client.post(ARTICLES, json=record, headers=serving.WRITES)
    put = live_client.put(f"{ARTICLES}/{added.json['id']}", json=record, headers=serving.WRITES)
    data = json.dumps(record).encode()
    many = live_client.post(ARTICLES, data=data, content_type="application/x-ndjson", headers=serving.WRITES)
    assert len(added.json["warnings"]) == len(put.json["warnings"]) == int(warned)
    assert ("warnings" in many.json["lines"][0]) == warned
    assert all("published" in text and str(published) in text for text in added.json["warnings"])
    assert live_client.get(f"{ARTICLES}/{added.json['id']}").json["published"]["raw"] == published or not warned


def test_pages_follow_each_other_by_their_links(seeds_client: FlaskClient) -> None:
    """next and previous walk all results, each once, with the filters kept."""
    seen, address = [], f"{SEARCH}?q=سوريا&page_size=2&exclude.source=x"
    while address:
        body = seeds_client.get(address).json
        seen += [hit["id"] for hit in body["hits"]]
        assert body["links"]["self"].startswith("http://localhost/api/v1/search?")
        address = body["links"].get("next")
    assert len(seen) == len(set(seen)) == body["total"]
    assert "page=1&" not in body["links"]["previous"] and "exclude.source=x" in body["links"]["previous"]


def test_a_page_past_the_end_is_empty(seeds_client: FlaskClient) -> None:
    """No error, nothing repeated, and a way back."""
    body = seeds_client.get(SEARCH + "?page=50").json
    assert body["hits"] == [] and body["total"] == 5
    assert "next" not in body["links"] and body["links"]["previous"] == "http://localhost/api/v1/search"


def test_labels_are_in_the_language_asked_for(seeds_client: FlaskClient) -> None:
    """By parameter, else by header, else Arabic."""

    def label(address: str, accept: str = "") -> str:
        body = seeds_client.get(address, headers={"Accept-Language": accept} if accept else {}).json
        return next(bucket["label"] for bucket in body["facets"]["month"] if bucket["value"] == "undated")

    assert label(SEARCH) == "بلا تاريخ"
    assert label(SEARCH, "en-GB,en;q=0.9") == "Undated"
    assert label(SEARCH, "fr") == "بلا تاريخ"
    assert label(SEARCH + "?lang=ar", "en") == "بلا تاريخ"


# What a client may keep


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(SEARCH + "?q=لافروف", id="search"),
        pytest.param("/api/v1/suggest?q=لاف", id="suggest"),
        pytest.param("/api/v1/facets/actor?find=لاف", id="facet"),
        pytest.param("/api/v1/actors?q=لاف", id="actors"),
        pytest.param("/api/v1/feed.atom?q=لافروف", id="feed"),
        pytest.param("/openapi.json", id="document"),
    ],
)
def test_an_unchanged_answer_is_not_sent_again(seeds_client: FlaskClient, path: str) -> None:
    """If-None-Match with the tag gives 304 without a body; any other tag gives the answer."""
    first = seeds_client.get(path)
    assert first.status_code == 200 and first.headers["Cache-Control"] == "no-cache"
    tag = first.headers["ETag"]
    again = seeds_client.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert "Accept" in again.headers["Vary"]
    assert seeds_client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_tag_names_the_question(seeds_client: FlaskClient) -> None:
    """The same question in another spelling has the same tag; another question has another."""

    def tag(query: str, **headers: str) -> str:
        return seeds_client.get(f"{SEARCH}?{query}", headers=headers).headers["ETag"]

    assert tag("q=a&page=1") == tag("page=١&q=a") == tag("q=a&actor=")
    assert tag("q=a", **{"Accept-Language": "en"}) != tag("q=a") == tag("q=a", **{"Accept-Language": "ar,en;q=0.5"})
    questions = ["", "q=a", "q=b", "actor=a", "source=a", "page=2", "match=root", "facets=none", "from=2025", "to=2025"]
    assert len({tag(question) for question in questions}) == len(questions)


def test_a_new_article_changes_every_tag(live_client: FlaskClient) -> None:
    """A tag holds only while nothing has changed."""
    add = {"title": "خبر", "body": BODY}
    assert live_client.post(f"{ARTICLES}?wait=1", json=add, headers=serving.WRITES).status_code == 200
    tag = live_client.get(SEARCH).headers["ETag"]
    assert live_client.get(SEARCH, headers={"If-None-Match": tag}).status_code == 304
    add = {"title": "خبر آخر", "body": BODY.replace("دمشق", "حلب")}
    assert live_client.post(f"{ARTICLES}?wait=1", json=add, headers=serving.WRITES).status_code == 200
    answer = live_client.get(SEARCH, headers={"If-None-Match": tag})
    assert answer.status_code == 200 and answer.json["total"] == 2


# The other ways to read


def test_one_article_in_full(seeds_client: FlaskClient) -> None:
    """An article has its text, where its date comes from, and who is named where."""
    [id] = ids(seeds_client.get(SEARCH + "?date=2025-08"))
    answer = seeds_client.get(f"{ARTICLES}/{id}")
    body = answer.json
    assert body["published"]["date"] == "2025-08-01" and body["published"]["origin"] == "text"
    texts = {"title": body["title"], "body": body["body"]}
    assert all(texts[m["field"]][m["start"] : m["end"]] == m["text"] for m in body["mentions"])
    assert body["links"]["self"] == f"http://localhost{ARTICLES}/{id}"
    tag = answer.headers["ETag"]
    assert seeds_client.get(f"{ARTICLES}/{id}", headers={"If-None-Match": tag}).status_code == 304


def test_similar_articles(seeds_client: FlaskClient) -> None:
    """Others, never the article itself."""
    [id] = ids(seeds_client.get(SEARCH + "?date=2025-08"))
    found = seeds_client.get(f"{ARTICLES}/{id}/similar?limit=2").json
    assert found["id"] == id and 1 <= len(found["hits"]) <= 2
    assert id not in [hit["id"] for hit in found["hits"]]


def test_suggestions_complete_names_and_words(seeds_client: FlaskClient) -> None:
    """What is being typed becomes an actor or a word that articles have."""
    found = seeds_client.get("/api/v1/suggest?q=لافر").json["suggestions"]
    assert any(one.get("id") == "sergey-lavrov" for one in found)
    assert all(one["count"] > 0 for one in found)


def test_facet_values_are_found_by_name_within_a_search(seeds_client: FlaskClient) -> None:
    """The same search gives the same counts."""
    values = seeds_client.get("/api/v1/facets/actor?find=لاف&q=موسكو").json["values"]
    assert [value["value"] for value in values] == ["sergey-lavrov"]
    whole = seeds_client.get(SEARCH + "?q=موسكو&facets=actor&facet_size=100").json["facets"]["actor"]
    assert values[0] in whole
    assert seeds_client.get("/api/v1/facets/month?find=2025-1").json["values"][0]["value"] == "2025-12"


def test_analysis_shows_the_layers(seeds_client: FlaskClient) -> None:
    """Offsets cut the text; the three forms stand beside it."""
    text = "قالَ وللسوريّينَ 2025"
    tokens = seeds_client.get("/api/v1/analyze", query_string={"text": text}).json["tokens"]
    assert [text[token["start"] : token["end"]] for token in tokens] == [token["text"] for token in tokens]
    assert set(tokens[0]) == {"text", "start", "end", "word", "stem", "root", "stop", "as"}
    assert tokens[1]["word"] == "وللسوريين"


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


# Tables


def table(response) -> list[dict[str, str]]:
    """The rows of a CSV answer."""
    assert response.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))


def test_export_holds_all_results_of_a_search(seeds_client: FlaskClient) -> None:
    """All rows whatever the page, in the order of the search."""
    address = "?q=سوريا&sort=oldest"
    answer = seeds_client.get(f"/api/v1/export.csv{address}&page_size=1&page=2&facets=month")
    assert [row["id"] for row in table(answer)] == ids(seeds_client.get(SEARCH + address))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bahith.csv"'
    assert not answer.data.startswith(b"\xef\xbb\xbf")
    assert seeds_client.get("/api/v1/export.csv?bom=1").data.startswith(b"\xef\xbb\xbfid,")
    link = seeds_client.get(SEARCH + address).json["links"]["csv"]
    assert table(seeds_client.get(link)) == table(answer)


def test_export_stops_at_its_limit_and_says_so(tmp_path: Path) -> None:
    """The header has the number of all results."""
    app = serving.application(tmp_path, export_limit=2)
    serving.add(app, serving.SEEDS)
    answer = app.test_client().get("/api/v1/export.csv")
    assert len(table(answer)) == 2 and answer.headers["X-Total-Count"] == "5"
    serving.close(app)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param("=1+1", "'=1+1", id="equals"),
        pytest.param("+1", "'+1", id="plus"),
        pytest.param("-1", "'-1", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("\r=1", "'\r=1", id="carriage return"),
        pytest.param(" =1", "' =1", id="space before"),
        pytest.param("\u200f=1", "'\u200f=1", id="right-to-left mark before"),
        pytest.param("\ufeff=1", "'\ufeff=1", id="byte order mark before"),
        pytest.param("خبر = عاجل", "خبر = عاجل", id="equals inside"),
        pytest.param("", "", id="empty"),
        pytest.param("2025-08-01", "2025-08-01", id="date"),
    ],
)
def test_no_cell_is_a_formula(cell: str, expected: str) -> None:
    """What a spreadsheet would compute begins with an apostrophe."""
    assert safe(cell) == expected


# Writing


def test_the_life_of_an_article(live_client: FlaskClient) -> None:
    """Added, found, replaced, deleted: each searchable at once with wait=1."""
    added = live_client.post(
        f"{ARTICLES}?wait=1",
        json={"title": "لافروف في دمشق", "body": BODY, "url": "https://news.example/1", "published": "2025-08-01"},
        headers=serving.WRITES,
    )
    assert (added.status_code, added.json["result"], added.json["searchable"]) == (200, "added", True)
    address = added.headers["Location"]
    id = added.json["id"]
    assert ids(live_client.get(SEARCH + "?q=لافروف")) == [id]
    assert live_client.get(address).json["published"]["date"] == "2025-08-01"

    again = live_client.post(
        f"{ARTICLES}?wait=1",
        json={"title": "لافروف في دمشق", "body": BODY, "url": "https://news.example/1", "published": "2025-08-01"},
        headers=serving.WRITES,
    )
    assert (again.json["id"], again.json["result"]) == (id, "unchanged")

    replaced = live_client.put(
        f"{ARTICLES}/{id}?wait=1", json={"title": "بوتين", "body": "استقبل الرئيس بوتين الوفد."}, headers=serving.WRITES
    )
    assert (replaced.status_code, replaced.json["id"], replaced.json["result"]) == (200, id, "updated")
    assert ids(live_client.get(SEARCH + "?q=لافروف")) == []
    assert ids(live_client.get(SEARCH + "?q=بوتين")) == [id]

    assert live_client.delete(f"{ARTICLES}/{id}?wait=1", headers=serving.WRITES).status_code == 204
    assert ids(live_client.get(SEARCH)) == []
    assert live_client.get(address).status_code == 404
    gone = live_client.put(f"{ARTICLES}/{id}", json={"body": BODY}, headers=serving.WRITES)
    assert (gone.status_code, gone.json["code"]) == (404, "article_not_found")


def test_a_write_that_does_not_wait_is_accepted(tmp_path: Path) -> None:
    """It is stored when the answer comes; whether it can be found yet is told."""
    app = serving.application(tmp_path, api_keys=serving.KEY)  # nothing indexes here
    client = app.test_client()
    answer = client.post(ARTICLES, json={"body": BODY}, headers=serving.WRITES)
    assert (answer.status_code, answer.json["searchable"]) == (202, False)
    assert client.get(answer.headers["Location"]).json["body"] == BODY
    assert client.delete(answer.headers["Location"], headers=serving.WRITES).status_code == 202
    serving.close(app)


def lines(*records: object) -> bytes:
    """JSON lines; bytes stand as they are."""
    rows = [one if isinstance(one, bytes) else json.dumps(one, ensure_ascii=False).encode() for one in records]
    return b"\n".join(rows)


def test_json_lines_have_a_result_each(live_client: FlaskClient) -> None:
    """A bad line is told with its number and reason and stops no other."""
    good = {"title": "خبر", "body": BODY, "url": "https://news.example/2"}
    body = lines(good, b"", b"{broken", {"title": "x"}, [1], good, "سلام".encode("cp1256"), {**good, "body": BODY * 2})
    answer = live_client.post(
        f"{ARTICLES}?wait=1", data=body, content_type="application/x-ndjson", headers=serving.WRITES
    )
    assert answer.status_code == 207
    told = [(line["line"], line["result"], line.get("code")) for line in answer.json["lines"]]
    assert told == [
        (1, "added", None),
        (3, "rejected", "malformed_json"),
        (4, "rejected", "no_text"),
        (5, "rejected", "malformed_json"),
        (6, "unchanged", None),
        (7, "rejected", "invalid_encoding"),
        (8, "updated", None),
    ]
    counts = {name: answer.json[name] for name in ("added", "updated", "unchanged", "rejected")}
    assert counts == {"added": 1, "updated": 1, "unchanged": 1, "rejected": 4}
    assert answer.json["searchable"] and live_client.get(SEARCH).json["total"] == 1


def test_a_fault_of_ours_costs_one_line(live_app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    """A record that breaks a step of the intake is told and logged; the others are stored."""
    now = live_app.extensions["bahith"].now
    broken = replace(now, pipeline=BrokenPipeline(now.pipeline.gazetteer))
    body = lines({"body": BODY}, {"body": "BREAK"}, {"body": BODY + " وأضاف البيان."})
    with caplog.at_level(logging.ERROR, "bahith.intake"), live_app.app_context():
        g.request_id = "the-id"
        told = take_lines(broken, body)
    assert [line.told().get("code") for line in told] == [None, "internal_error", None]
    assert caplog.records[0].exc_info and caplog.records[0].__dict__["request_id"] == "the-id"


class BrokenPipeline(Pipeline):
    """A pipeline that one text breaks."""

    def run(self, raw: RawDocument) -> Understood:
        """Break, or do as usual."""
        if raw.content == "BREAK":
            raise ZeroDivisionError
        return Pipeline.run(self, raw)


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        pytest.param(lines({"title": "x"}, b"{"), "application/x-ndjson", 422, "rejected_article", id="no good line"),
        pytest.param(b"\n \n", "application/x-ndjson", 422, "rejected_article", id="blank lines"),
        pytest.param(lines({"title": "x"}), "application/json", 422, "rejected_article", id="no text"),
        pytest.param(lines({"body": "   "}), "application/json", 422, "rejected_article", id="blank text"),
        pytest.param(lines({"body": 5}), "application/json", 422, "rejected_article", id="text of another type"),
        pytest.param(
            lines({"body": BODY, "url": "javascript:alert(1)"}), "application/json", 422, "rejected_article", id="url"
        ),
        pytest.param(lines([{"body": BODY}]), "application/json", 400, "malformed_json", id="a list"),
        pytest.param(b"{", "application/json", 400, "malformed_json", id="cut off"),
        pytest.param(BODY.encode(), "text/plain", 415, "unsupported_media_type", id="plain text"),
        pytest.param(lines({"body": "ا" * 1001}), "application/json", 422, "rejected_article", id="too long"),
        pytest.param(b" " * 20_000, "application/json", 413, "payload_too_large", id="too large"),
    ],
)
def test_what_is_not_taken_in_says_why(tmp_path: Path, body: bytes, content_type: str, status: int, code: str) -> None:
    """Nothing is stored, and the problem says what to do."""
    app = serving.application(tmp_path, api_keys=serving.KEY, max_article_chars=1000, max_body_bytes=10_000)
    answer = app.test_client().post(ARTICLES, data=body, content_type=content_type, headers=serving.WRITES)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (status, code)
    if status == 422:
        assert answer.get_json(force=True)[
            "errors" if content_type != "application/x-ndjson" or b"{" in body else "detail"
        ]
    serving.close(app)


def test_hostile_text_stays_text(live_client: FlaskClient) -> None:
    """HTML in a title or body is escaped wherever markup is made, and JSON holds it as it is."""
    hostile = "<script>alert('x')</script> لافروف & \"قال\""
    live_client.post(
        f"{ARTICLES}?wait=1",
        json={"title": hostile, "body": BODY + " " + "3 < 4 لافروف", "source": "<b>=cmd()"},
        headers=serving.WRITES,
    )
    [hit] = live_client.get(SEARCH + "?q=لافروف").json["hits"]
    for mark in hit["highlights"]:
        bare = mark["html"].replace("<mark>", "").replace("</mark>", "")
        assert "<" not in bare and ">" not in bare
    assert "<script>" not in live_client.get("/api/v1/feed.atom").text


# Keys


@pytest.mark.parametrize(
    ("header", "status"),
    [
        pytest.param(None, 401, id="no key"),
        pytest.param("Bearer wrong", 401, id="wrong key"),
        pytest.param("Bearer ", 401, id="empty key"),
        pytest.param("Basic a2V5", 401, id="other scheme"),
        pytest.param("second", 401, id="no scheme"),
        pytest.param("Bearer second", None, id="one of two keys"),
        pytest.param("bearer second", None, id="case of the scheme"),
        pytest.param("Bearer  second ", None, id="spaces"),
        pytest.param("Bearer \u00ff\u0634", 401, id="no ASCII"),
        pytest.param("Bearer first,second", 401, id="the whole list"),
    ],
)
def test_keys(header: str | None, status: int | None) -> None:
    """Only one of the keys lets a request write."""
    if status is None:
        check(header, frozenset({"first", "second"}))
        return
    with pytest.raises(ProblemError) as error:
        check(header, frozenset({"first", "second"}))
    assert error.value.problem.status == status
    assert error.value.problem.headers["WWW-Authenticate"].startswith("Bearer")


def test_without_a_key_configured_writing_is_off(tmp_path: Path) -> None:
    """Every write answers the same, before it looks at anything else."""
    client = serving.application(tmp_path).test_client()
    for answer in (
        client.post(ARTICLES, data=b"{", headers=serving.WRITES),
        client.put(f"{ARTICLES}/x", json={}),
        client.delete(f"{ARTICLES}/x"),
    ):
        assert (answer.status_code, answer.get_json(force=True)["code"]) == (403, "writing_disabled")


# What every answer has


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("abc-123_X.y:z", True, id="plain"),
        pytest.param("x" * 128, True, id="longest"),
        pytest.param("x" * 129, False, id="too long"),
        pytest.param("a b", False, id="space"),
        pytest.param('"><script>', False, id="markup"),
        pytest.param("", False, id="empty"),
    ],
)
def test_request_ids(seeds_client: FlaskClient, given: str, kept: bool) -> None:
    """A sane id is taken over; otherwise one is made."""
    found = seeds_client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert (found == given) is kept
    assert kept or re.fullmatch("[0-9a-f]{32}", found)


@pytest.mark.parametrize("path", ["/healthz", SEARCH, "/docs", "/nosuch", "/metrics", "/openapi.json"])
def test_security_headers(seeds_client: FlaskClient, path: str) -> None:
    """No answer may be framed, sniffed, or load anything from elsewhere."""
    headers = seeds_client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'") and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy and "http" not in policy


def test_a_request_is_one_line_of_log_without_the_query(seeds_client: FlaskClient, caplog) -> None:
    """At INFO the log tells how a request went, not what was searched."""
    with caplog.at_level(logging.INFO, "bahith.requests"):
        seeds_client.get(SEARCH + "?q=سرّ", headers={"X-Request-ID": "one"})
    [record] = [record for record in caplog.records if record.name == "bahith.requests"]
    assert (record.request_id, record.route, record.status, record.query_chars) == ("one", SEARCH, 200, 3)
    assert "سر" not in json.dumps(record.__dict__, default=str, ensure_ascii=False)
    assert not hasattr(record, "query")


def test_metrics_have_few_labels(seeds_client: FlaskClient) -> None:
    """Requests are counted by the pattern of the route; what has none is counted together."""
    for path in ("/nosuch/1", "/nosuch/2", f"{ARTICLES}/a", f"{ARTICLES}/b"):
        seeds_client.get(path)
    seeds_client.open(SEARCH, method="BREW")
    text = seeds_client.get("/metrics").text
    assert f'bahith_http_requests_total{{method="GET",route="{ARTICLES}/<string:id>",status="404"}}' in text
    assert 'route="none",status="404"' in text and 'method="other"' in text
    assert "nosuch" not in text and "BREW" not in text
    assert "bahith_index_articles 5.0" in text and "bahith_index_lag_changes 0.0" in text


def test_ready_means_that_a_search_was_answered(seeds_client: FlaskClient, tmp_path: Path) -> None:
    """With an index it is ready; without one it says so and metrics still come."""
    assert seeds_client.get("/readyz").json["index"]["articles"] == 5
    bare = serving.application(tmp_path).test_client()
    answer = bare.get("/readyz")
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (503, "index_unavailable")
    assert bare.get("/healthz").json["status"] == "ok"
    assert bare.get("/metrics").status_code == 200


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param({}, "http://news.example/", id="nobody is trusted"),
        pytest.param({"trusted_proxies": 1}, "https://news.example/", id="one proxy"),
        pytest.param({"base_url": "https://bahith.example/s/"}, "https://bahith.example/s/", id="public address"),
    ],
)
def test_links_carry_the_public_address(tmp_path: Path, settings: dict, expected: str) -> None:
    """The scheme counts only behind a proxy that is configured; the host is what it passes as Host, no other header."""
    app = serving.application(tmp_path, serve=True, **settings)
    serving.add(app, serving.SEEDS)
    forwarded = {
        "Host": "news.example",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "192.0.2.1",
    }
    links = app.test_client().get(SEARCH, headers=forwarded).json["links"]
    assert links["self"] == f"{expected}api/v1/search"
    serving.close(app)


def test_head_and_options(seeds_client: FlaskClient) -> None:
    """HEAD has the headers of GET without its body; OPTIONS names the methods."""
    got, head = seeds_client.get(SEARCH), seeds_client.head(SEARCH)
    assert head.status_code == 200 and head.data == b"" and head.headers["ETag"] == got.headers["ETag"]
    assert "POST" in seeds_client.options(SEARCH).headers["Allow"]


def test_a_new_process_opens_its_own(seeds_app: Flask) -> None:
    """After a fork nothing of the parent is used."""
    services = seeds_app.extensions["bahith"]
    before = services.now
    assert services.now is before
    services._process = -1  # as if this were a child
    try:
        assert services.now is not before and services.now.store is not before.store
    finally:
        services.close()
        services._opened, services._process = before, __import__("os").getpid()
