"""
The list of results: what each shows, their order and pages, help where little is found, and taking them along.
"""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from tests.support.pages import get, href, nothing_broke_out, query, total
from tests.support.tree import only, plain, select, texts


def test_a_result_shows_where_it_comes_from(client: FlaskClient) -> None:
    """Title, source, date with provenance, actors, marked words."""
    page = get(client, "/?q=لافروف&source=الإمارات 71")
    assert texts(page, ".hit h2") == ["الزيارة التي انتظرها الكرملين.. أول وفد سوري يزور موسكو بعد سقوط الأسد"]
    assert "الإمارات 71" in texts(page, ".hit .meta")[0]
    shown = only(page, ".hit time")
    assert (shown.get("datetime"), shown.text_content()) == ("2025-08-01", "١ آب/أغسطس ٢٠٢٥")
    assert plain(shown.get("title")) == "التاريخ مذكور في النص: 01-08-2025"
    assert "روسيا" in texts(page, ".hit .chips a")
    assert set(texts(page, ".hit mark")) >= {"لافروف"}


def test_an_undated_article_says_so(client: FlaskClient) -> None:
    """No date is invented."""
    page = get(client, '/?q=عنوان:"الرئيس أحمد الشرع يبحث مع بوتين"')
    (undated,) = select(page, ".hit .undated")
    assert undated.text_content() == "بلا تاريخ"
    assert "اليوم الأربعاء" in undated.get("title")


def test_why_a_result_matched(client: FlaskClient) -> None:
    """A form of the word is told as what it is made of."""
    page = get(client, "/?q=وفد")
    assert any("الوفد = ال + وفد" in why for why in texts(page, ".why"))


def test_the_ladder_switches_and_counts(client: FlaskClient) -> None:
    """Each rung leads to as many results as it says."""
    page = get(client, "/?q=اجتماع")
    rungs = select(page, ".ladder a")
    assert [plain(rung.text_content()).rsplit(" ", 1)[0] for rung in rungs] == ["الكلمة كما هي", "تصريفاتها", "جذرها"]
    assert [rung.get("aria-current") for rung in rungs] == [None, "true", None]
    for rung in rungs:
        there = get(client, rung.get("href"))
        assert texts(there, ".ladder a[aria-current]") == [plain(rung.text_content())]


def test_pages_follow_each_other(client: FlaskClient) -> None:
    """All results are shown once, over numbered pages."""
    seen: list[str] = []
    url: str | None = "/?q=محادثات"
    first = get(client, "/?q=محادثات")
    while url:
        page = get(client, url)
        seen += [one.get("id") for one in select(page, ".hits .hit")]
        following = select(page, "a[rel=next]")
        url = following[0].get("href") if following else None
    assert len(seen) == len(set(seen)) == total(first) > 30
    assert texts(first, ".paging a[aria-current=page]") == ["١"]
    assert not select(first, "a[rel=prev]")


def test_no_link_leads_deeper_than_results_can_be_paged_to(bounded_app: Flask) -> None:
    """Of five pages four can be opened: the numbers and «next» end there, and so do the API's links."""
    client = bounded_app.test_client()
    for page in (3, 4):
        asked = f"page={page}&page_size=25"
        shown = get(client, f"/?q=&{asked}")
        assert total(shown) == 121
        assert texts(shown, ".paging .number") == ["١", "٢", "٣", "٤"]
        assert len(select(shown, "a[rel=next]")) == (page == 3)
        assert ("next" in client.get(f"/api/v1/search?{asked}").json["links"]) == (page == 3)
        for link in select(shown, ".paging a"):
            assert select(get(client, link.get("href")), ".hit")


def test_a_page_past_the_end_leads_back(client: FlaskClient) -> None:
    """No dead end."""
    page = get(client, "/?q=لافروف&page=50")
    assert query(href(page, ".helps a"))["page"] == ["2"]


def test_orders(client: FlaskClient) -> None:
    """By date both ways, the undated last in both."""
    newest = get(client, "/?q=لافروف&sort=newest&page_size=100")
    dates = [shown.get("datetime") for shown in select(newest, ".hits time")]
    assert dates == sorted(dates, reverse=True) and len(dates) > 5
    assert texts(newest, ".hits .meta")[-1].endswith("بلا تاريخ")
    oldest = get(client, next(a.get("href") for a in select(newest, ".sort a") if "الأقدم" in a.text_content()))
    dates = [shown.get("datetime") for shown in select(oldest, ".hits time")]
    assert dates == sorted(dates)
    assert texts(oldest, ".hits .meta")[-1].endswith("بلا تاريخ")


def test_without_words_there_is_no_relevance(client: FlaskClient) -> None:
    """Everything is listed newest first, and said to be."""
    page = get(client, "/?q=")
    assert texts(page, ".sort a") == ["الأحدث", "الأقدم"]
    assert texts(page, ".sort a[aria-current]") == ["الأحدث"]
    dates = [shown.get("datetime") for shown in select(page, ".hits time")]
    assert dates == sorted(dates, reverse=True)


def test_copies_collapse(client: FlaskClient) -> None:
    """A story told twice says so, and can be shown once."""
    page = get(client, "/?q=الحدود&page_size=100")
    copies = [link for link in select(page, ".hit .meta a") if "نسخة أخرى من الخبر" in link.text_content()]
    assert len(copies) > 1
    collapsed = get(client, href(page, ".toggle"))
    assert total(collapsed) < total(page)
    assert select(collapsed, ".toggle[aria-current]")
    assert len(select(get(client, copies[0].get("href")), "#copies li")) == 1


def test_what_was_not_understood_is_told(client: FlaskClient) -> None:
    """Warnings, and how the query was read."""
    page = get(client, '/?q="وزير الخارجية')
    assert "علامة تنصيص" in texts(page, ".notices")[0]
    assert texts(page, ".read-as") == ["وزير الخارجية"]


@pytest.mark.parametrize(
    ("url", "status"),
    [
        pytest.param("/?date=2025-13", 400, id="help for a date"),
        pytest.param("/?from=2026&to=2025", 400, id="help for a period"),
        pytest.param("/?q=تاريخ:2025-13-01 روسيا", 200, id="a date not understood"),
        pytest.param("/?q=روسيا تاريخ:2025-06..2025-01", 200, id="a period turned round"),
        pytest.param('/?q=تاريخ:2025-06..2025-01 "<b>2025-06</b>', 200, id="with markup"),
    ],
)
def test_dates_of_figures_are_shown_from_their_beginning(client: FlaskClient, url: str, status: int) -> None:
    """Among Arabic words each stands in an isolate or an element of its own, else its parts change places."""
    page = get(client, url, status)
    nothing_broke_out(page)
    main = html.tostring(only(page, ".notices" if status == 200 else "main"), encoding="unicode")
    apart = re.findall(r'\u2066[\d-]*\u2069|<bdi dir="ltr">[\d-]*</bdi>', main)
    assert sum(len(re.findall(r"\d{4}-\d\d", one)) for one in apart) == len(re.findall(r"\d{4}-\d\d", main)) > 0


def test_did_you_mean_keeps_the_rest(client: FlaskClient) -> None:
    """The correction is one click away, filters kept."""
    page = get(client, "/?q=لافرف&section=سياسة")
    assert query(href(page, ".mean a")) == {"q": ["لافروف"], "section": ["سياسة"]}


def test_nothing_found_helps(client: FlaskClient) -> None:
    """Every filter can be let go, one by one or all, and a wider rung is offered where it finds more."""
    page = get(client, "/?q=زقزوقية&actor=russia&from=2025")
    assert "زقزوقية" in texts(page, ".empty h2")[0]
    assert [plain(text) for text in texts(page, ".helps a")] == [
        "أزل القيد روسيا",
        "أزل القيد منذ ١ كانون الثاني/يناير ٢٠٢٥",
        "ابحث من دون أي قيد",
    ]
    narrow = get(client, "/?q=بالقاهرة&match=word")
    assert "match" not in query(select(narrow, ".helps a")[0].get("href"))  # the forms, which is the default
    assert select(get(client, select(narrow, ".helps a")[0].get("href")), ".hit")


def test_results_can_be_taken_along(client: FlaskClient) -> None:
    """The links to CSV, Atom and JSON carry the whole search, and work."""
    page = get(client, "/?q=لافروف&exclude.source=موقع المدى&from=2024-05&page=2&sort=oldest")
    links = [link.get("href") for link in select(page, ".export a")]
    assert len(links) == 3
    for link in [*links, href(page, "link[rel=alternate]")]:
        asked = query(link)
        assert (asked["q"], asked["exclude.source"], asked["from"]) == (["لافروف"], ["موقع المدى"], ["2024-05-01"])
        assert "page" not in asked
        assert ("sort" in asked) == ("feed.atom" not in link)  # a feed has the newest first
        assert client.get(link.removeprefix("http://localhost")).status_code == 200


@pytest.mark.parametrize(
    ("q", "language", "told"),
    [
        pytest.param("", "ar", "جدول CSV (أول ٢٠ نتيجة)", id="more than a table holds"),
        pytest.param("", "en", "CSV table (first 20 results)", id="in English"),
        pytest.param("خبر 7", "ar", "جدول CSV", id="all of them"),
    ],
)
def test_a_table_that_holds_only_the_first_results_says_so(
    bounded_app: Flask, q: str, language: str, told: str
) -> None:
    """Before it is taken, not in a header that nobody sees."""
    page = get(bounded_app.test_client(), f"/?q={q}&lang={language}")
    assert texts(page, ".export a")[0] == told
