"""
Reading beside searching: one article, those like it, suggestions, and how text is analysed.
"""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.support.api import ARTICLES, SEARCH, ids


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


def test_analysis_shows_the_layers(seeds_client: FlaskClient) -> None:
    """Offsets cut the text; the three forms stand beside it."""
    text = "قالَ وللسوريّينَ 2025"
    tokens = seeds_client.get("/api/v1/analyze", query_string={"text": text}).json["tokens"]
    assert [text[token["start"] : token["end"]] for token in tokens] == [token["text"] for token in tokens]
    assert set(tokens[0]) == {"text", "start", "end", "word", "stem", "root", "stop", "as"}
    assert tokens[1]["word"] == "وللسوريين"
