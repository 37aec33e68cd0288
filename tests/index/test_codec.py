"""What is written to the store reads back equal, whatever a source put in it."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Actor, Article, Mention, PublishedDate, RawDocument, Zone
from index.codec import article_from_json, article_to_json, raw_from_blob, raw_to_blob

text = st.text(st.characters(exclude_categories=()))  # lone surrogates and control characters too
maybe = st.none() | text
whole = st.integers(0, 10**6)

dates = st.one_of(
    st.builds(
        PublishedDate, st.dates(), st.sampled_from(["day", "month", "year"]),
        st.sampled_from(["metadata", "url", "dateline", "text"]), maybe, st.booleans(),
    ),
    st.builds(PublishedDate, raw=maybe),
)  # fmt: skip
articles = st.builds(
    Article, id=text, title=text, title_origin=st.sampled_from(["metadata", "text", "derived"]), body=text, lead=text,
    kicker=maybe, url=maybe, source=maybe, section=maybe, byline=maybe, published=dates,
    actors=st.lists(st.builds(Actor, text, st.sampled_from(["person", "state"]), text, text)).map(tuple),
    mentions=st.lists(st.builds(Mention, text, st.just("body"), whole, whole, text)).map(tuple),
    zones=st.lists(st.builds(Zone, st.just("noise"), whole, whole, text)).map(tuple),
    story=text, extra=st.dictionaries(text, text),
)  # fmt: skip
raws = st.builds(
    RawDocument,
    text,
    st.sampled_from(["text", "html"]),
    text,
    maybe,
    maybe,
    maybe,
    maybe,
    maybe,
    maybe,
    maybe,
    st.dictionaries(text, text),
)


@given(articles)
def test_an_article_reads_back_equal(article):
    assert article_from_json(article_to_json(article), article.id, article.story) == article


@given(raws)
def test_a_raw_record_reads_back_equal(raw):
    assert raw_from_blob(raw_to_blob(raw)) == raw


def test_text_that_stands_in_the_body_is_written_once():
    body = "فقرة أولى طويلة.\n\nفقرة ثانية."
    zones = (Zone("lead", 10, 26, "فقرة أولى طويلة."), Zone("noise", 40, 46, "المزيد"))
    article = Article("a", "ع", "text", body, lead="فقرة أولى طويلة.", zones=zones)
    written = article_to_json(article)
    assert written.count("أولى") == 1 and "المزيد" in written
    assert article_from_json(written, "a", "") == article


def test_a_long_article_of_short_lines_is_written_in_time():
    paragraphs = [f"سطر قصير {n}" for n in range(60_000)]
    zones = tuple(Zone("body", 0, len(text), text) for text in reversed(paragraphs))
    started = time.monotonic()
    written = article_to_json(Article("a", "ع", "text", "\n\n".join(paragraphs), zones=zones))
    assert time.monotonic() - started < 3
    assert written.count("سطر") == len(paragraphs)


@pytest.mark.parametrize("broken", ["\ud800", "ا\udfffب"])
def test_a_lone_surrogate_is_kept_in_ascii(broken):
    """JSON can carry what UTF-8 cannot; the store must not fail on it."""
    article = Article("a", broken, "text", broken, published=PublishedDate(date(2025, 8, 1), "day", "text"))
    article_to_json(article).encode("utf-8")
    assert article_from_json(article_to_json(article), "a", "") == article
