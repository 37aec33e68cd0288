"""
Pages of errors: they say what is wrong, keep the search and lead on; and what is let go without one.
"""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from index.identity import only_tracks
from search.http.links import NAMES
from search.http.problems import KINDS
from tests.support.pages import BROWSER, get, href, query
from tests.support.tree import only, parse, select, texts


@pytest.mark.parametrize(
    ("url", "status", "told"),
    [
        pytest.param("/nosuch", 404, "لا صفحة بهذا العنوان", id="no such page"),
        pytest.param("/article/nosuch", 404, "لا مقالة بهذا العنوان", id="no such article"),
        pytest.param("/?page=x", 400, "قيمة لا تصلح", id="bad value"),
        pytest.param("/?pagee=2", 400, "pagee", id="unknown parameter"),
        pytest.param("/?page=1&page=2", 400, "تكرّر", id="repeated"),
        pytest.param("/?q=%ff", 400, "معطوبة", id="broken encoding"),
        pytest.param("/?q=" + "كلمة+" * 100, 400, "أكبر", id="too many words"),
        pytest.param("/?q=x&page=9999", 400, "العمق", id="too deep"),
        pytest.param("/?date=2025-13", 400, "2025-08", id="bad date"),
        pytest.param("/?from=2026&to=2025", 400, "قبل النهاية", id="reversed period"),
        pytest.param("/?q=" + "a" * 20_000, 400, "قيمة لا تصلح", id="endless query"),
    ],
)
def test_an_error_is_a_page_that_helps(client: FlaskClient, url: str, status: int, told: str) -> None:
    """What is wrong, in the reader's language, with a way on that works."""
    page = get(client, url, status)
    assert told in texts(page, "main")[0]
    assert select(page, "form[role=search]")
    for link in select(page, ".helps a"):
        there = client.get(link.get("href"), headers=BROWSER)
        assert there.status_code == 200, link.get("href")


def test_an_error_does_not_lose_the_search(client: FlaskClient) -> None:
    """The other language shows the same error; a new query keeps the filters, but not what was wrong or the page."""
    url = "/?q=لافروف&actor=russia&actor=syria&exclude.source=موقع المدى&date=2025-13&sort=newest&page=2&from="
    page = get(client, url, 400)
    switch = href(page, "a.language")
    assert query(switch) == {**query(url), "lang": ["en"]}
    english = get(client, switch, 400)
    assert (english.get("lang"), query(href(english, "a.language"))) == ("en", query(url))
    carried = [("actor", "russia"), ("actor", "syria"), ("exclude.source", "موقع المدى"), ("sort", "newest")]
    for shown, language in ((page, []), (english, [("lang", "en")])):
        hidden = [(one.get("name"), one.get("value")) for one in select(shown, "form.search input[type=hidden]")]
        assert hidden == carried + language
        assert only(shown, "form.search input[name=q]").get("value") == "لافروف"


def test_no_error_leads_to_another_host(client: FlaskClient) -> None:
    """An address of two slashes and a name is not followed to that name."""
    page = parse(client.get("/", headers=BROWSER, environ_overrides={"PATH_INFO": "//elsewhere.example/x"}).text)
    assert href(page, "a.language") == "/elsewhere.example/x?lang=en"


def test_a_language_that_is_none_is_not_carried(client: FlaskClient) -> None:
    """Wherever it went wrong: a search from there must work."""
    for path, status in (("/?lang=xx&match=root", 400), ("/nosuch?lang=xx&match=root", 404)):
        page = get(client, path, status)
        assert [one.get("name") for one in select(page, "form.search input[type=hidden]")] == ["match"]


def test_no_parameter_of_ours_is_taken_for_an_addition() -> None:
    """Else it would be let go."""
    assert not [name for _, name in NAMES if only_tracks(name)]


def test_a_wrong_parameter_can_be_left_out(client: FlaskClient) -> None:
    """The rest of the search stays."""
    page = get(client, "/?q=لافروف&actor=russia&pagee=2&lang=en", 400)
    assert query(select(page, ".helps a")[0].get("href")) == {"q": ["لافروف"], "actor": ["russia"], "lang": ["en"]}


@pytest.mark.parametrize(
    "name", ["utm_source", "UTM_Id", "fbclid", "gclid", "gbraid", "yclid", "mtm_campaign", "_ga", "igsh", "srsltid"]
)
def test_what_other_sites_add_to_links_is_let_go(client: FlaskClient, name: str) -> None:
    """A link shared over a social network opens, and the additions do not spread."""
    page = get(client, f"/?q=لافروف&{name}=y")
    assert select(page, ".hit")
    assert f"{name}=" not in html.tostring(page, encoding="unicode")
    assert select(get(client, f"/?{name}=y"), ".hero")


def test_every_problem_has_a_page_in_both_languages(news_app: Flask) -> None:
    """No code is without its text, whatever its status."""
    from search.http.pages import error_page
    from search.http.problems import Problem

    for kind in KINDS:
        for lang in ("ar", "en"):
            with news_app.test_request_context(f"/?lang={lang}"):
                page = parse(error_page(Problem(kind.code, "detail", parameter="q")))
                assert (page.get("lang"), len(texts(page, "h1"))) == (lang, 1)
