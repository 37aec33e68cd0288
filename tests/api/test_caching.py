"""
What a client may keep of the API's answers.
"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.support import serving
from tests.support.api import ARTICLES, BODY, SEARCH


def test_a_star_is_no_tag(seeds_client: FlaskClient) -> None:
    """Whoever has anything does not have this: a wrong query is told, and a right one answered."""
    star = {"If-None-Match": "*"}
    assert seeds_client.get(f"{SEARCH}?q={'a' * 1001}", headers=star).status_code == 400
    assert seeds_client.get(SEARCH, headers=star).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(SEARCH + "?q=لافروف", id="search"),
        pytest.param("/api/v1/suggest?q=لاف", id="suggest"),
        pytest.param("/api/v1/facets/actor?find=لاف", id="facet"),
        pytest.param("/api/v1/actors?q=لاف", id="actors"),
        pytest.param("/api/v1/feed.atom?q=لافروف", id="feed"),
        pytest.param("/api/v1/export.csv?q=لافروف", id="table"),
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
