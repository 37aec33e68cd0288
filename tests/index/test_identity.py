"""Two records are the same article by address, or else by their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.identity import ID_CHARS, article_id, bare, canonical_url

SAME = [
    pytest.param("HTTP://News.Example/a", "http://news.example/a", id="scheme and host in any case"),
    pytest.param("https://news.example:443/a", "https://news.example/a", id="default port of https"),
    pytest.param("http://news.example:80/a", "http://news.example/a", id="default port of http"),
    pytest.param("https://news.example/a#comments", "https://news.example/a", id="fragment"),
    pytest.param("https://news.example/a/", "https://news.example/a", id="trailing slash"),
    pytest.param("https://news.example//a", "https://news.example/a", id="empty step"),
    pytest.param("https://news.example/x/../a", "https://news.example/a", id="dot segments"),
    pytest.param("https://news.example/a?utm_source=tw&utm_medium=m", "https://news.example/a", id="utm"),
    pytest.param("https://news.example/a?id=7&srsltid=AfmBOo", "https://news.example/a?id=7", id="srsltid"),
    pytest.param("https://news.example/a?fbclid=1&gclid=2&igshid=3", "https://news.example/a", id="click ids"),
    pytest.param("https://news.example/a?UTM_Source=x", "https://news.example/a", id="tracking in any case"),
    pytest.param("https://news.example/?b=2&a=1", "https://news.example/?a=1&b=2", id="order of parameters"),
    pytest.param("https://news.example/?a=%D8%A7", "https://news.example/?a=ا", id="escaped parameter"),
    pytest.param("https://news.example/%d8%ae%D8%A8%d8%b1", "https://news.example/خبر", id="escaped Arabic"),
    pytest.param("https://news.example/%61%2Db", "https://news.example/a-b", id="escaped letters"),
    pytest.param("https://أخبار.example/a", "https://xn--igbicxr.example/a", id="IDN host"),
    pytest.param("https://news.example./a", "https://news.example/a", id="host with root dot"),
    pytest.param("https://me:secret@news.example/a", "https://news.example/a", id="user and password"),
    pytest.param("  https://news.example/a\n", "https://news.example/a", id="spaces around"),
]

DIFFERENT = [
    pytest.param("https://news.example/a?id=1", "https://news.example/a?id=2", id="other parameter value"),
    pytest.param("https://news.example/a?id=1", "https://news.example/a", id="parameter kept"),
    pytest.param("https://news.example/A", "https://news.example/a", id="case of the path"),
    pytest.param("https://news.example:8080/a", "https://news.example/a", id="port of its own"),
    pytest.param("https://news.example/a%2Fb", "https://news.example/a/b", id="an escaped slash is no step"),
    pytest.param("https://one.example/a", "https://two.example/a", id="other host"),
    pytest.param("https://news.example/?p=a%26b%3D1", "https://news.example/?p=a&b=1", id="escaped ampersand"),
]

NO_ADDRESS = [
    *(None, "", "  ", "خبر", "javascript:alert(1)", "ftp://a.example/x", "//a.example/x"),
    *("https://", "http:///a", "http://a:b/x", "http://[::1/x"),
    *("https://news.example", "https://news.example/", "https://news.example/#top"),
    "https://news.example/?utm_source=x",
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_address(one, other):
    assert canonical_url(one) == canonical_url(other) is not None


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_addresses(one, other):
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_what_names_no_article(url):
    """A home page is the address of many articles, so it is the address of none."""
    assert canonical_url(url) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("زار الوزير موسكو", "زارَ  الوزيرُ\nموسكـو.", True, id="harakat, tatweel, spaces, full stop"),
        pytest.param("BBC", "bbc", True, id="Latin case"),
        pytest.param("زار الوزير موسكو", "زار الوزير دمشق", False, id="another word"),
        pytest.param("علي", "على", False, id="letters are not folded"),
    ],
)
def test_same_words_are_the_same_article(one, other, same):
    assert (article_id(None, "عنوان", one) == article_id(None, "عنوان", other)) is same


def test_the_title_counts_without_an_address():
    assert article_id(None, "أول", "نص") != article_id(None, "ثان", "نص")
    assert article_id(None, "أ", "ب ج") != article_id(None, "أ ب", "ج")


def test_an_address_wins_over_the_words():
    assert article_id("http://a.example/x", "أ", "ب") == article_id("http://a.example/x/", "ج", "د")


@given(st.text(), st.text(), st.text())
def test_an_id_is_short_and_stands_in_a_url(url, title, body):
    id = article_id(url, title, body)
    assert len(id) == ID_CHARS and id.isascii() and id.isalnum() and id == id.lower()
    assert id == article_id(url, title, body)


@given(st.text())
def test_canonical_is_canonical(tail):
    once = canonical_url("https://news.example/a" + tail)
    assert once is None or canonical_url(once) == once


@given(st.text())
def test_bare_twice_is_bare_once(text):
    assert bare(bare(text)) == bare(text)
