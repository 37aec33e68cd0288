"""
The pages as a reader without any script gets them: what they show, where they lead, and that nothing breaks out.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from index.identity import only_tracks
from search.http.links import NAMES
from search.http.page_hits import web_address
from search.http.problems import KINDS
from tests.support import hostile, made_news, serving
from tests.support.tree import only, parse, plain, select, texts

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(scope="module")
def news_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The five articles that ship and sixty made ones."""
    folder = tmp_path_factory.mktemp("news")
    app = serving.application(folder)
    serving.add(app, serving.SEEDS)
    serving.add_articles(app, folder, made_news.articles())
    yield app
    serving.close(app)


@pytest.fixture(scope="module")
def bounded_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """More articles than can be paged to (100) or exported (20)."""
    folder = tmp_path_factory.mktemp("bounded")
    app = serving.application(folder, max_results=100, export_limit=20)
    articles = [
        {"title": f"خبر {n}", "body": f"اجتماع {n}", "url": f"https://news.example/{n}", "source": f"موقع {n % 9}"}
        for n in range(121)
    ]
    serving.add_articles(app, folder, articles)
    yield app
    serving.close(app)


@pytest.fixture
def client(news_app: Flask) -> FlaskClient:
    """A client that takes pages."""
    return news_app.test_client()


def get(client: FlaskClient, url: str, status: int = 200) -> HtmlElement:
    """The page at ``url``, as a tree."""
    return tree(client.get(url, headers=BROWSER), status)


def tree(response: TestResponse, status: int = 200) -> HtmlElement:
    assert response.status_code == status, response.text[:500]
    assert response.mimetype == "text/html"
    return parse(response.text)


def query(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query, keep_blank_values=True)


def href(page: HtmlElement, css: str) -> str:
    return only(page, css).get("href")


NUMBER_WORDS = {"مقالة واحدة": 1, "مقالتان": 2}


def total(page: HtmlElement) -> int:
    """The number of results told; 0 where the page says that nothing was found."""
    told = texts(page, ".total")
    if not told:
        assert select(page, ".empty")
        return 0
    words = told[0].split(" · ")[0]
    return NUMBER_WORDS.get(words) or int(re.sub(r"\D", "", words))


# The start page


def test_the_start_page_says_what_there_is(client: FlaskClient) -> None:
    """Name, box, holdings; no results."""
    page = get(client, "/")
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert texts(page, "h1") == ["باحث"]
    assert select(page, "form[role=search] input[name=q]")
    assert "٦٥ مقالة" in texts(page, ".holdings")[0]
    assert "٥ مصادر" in texts(page, ".holdings")[0]
    assert re.search("٢٠٢٤ إلى .*٢٠٢٥", texts(page, ".holdings")[0])
    assert not select(page, ".hit")


def test_every_example_finds_something(client: FlaskClient) -> None:
    """The examples come from the articles at hand."""
    examples = [link.get("href") for link in select(get(client, "/"), ".examples a")]
    assert examples
    for url in examples:
        assert select(get(client, url), ".hit"), url


@pytest.fixture(scope="module")
def taught_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Articles by which one sees what each line of the help finds, and what it leaves."""
    folder = tmp_path_factory.mktemp("taught")
    app = serving.application(folder)
    articles = [
        {"title": title, "body": body, "published": published, "url": f"https://news.example/{number}"}
        for number, (title, body, published) in enumerate(TAUGHT)
    ]
    serving.add_articles(app, folder, articles)
    yield app
    serving.close(app)


TAUGHT = (
    ("المنصب", "قال وزير الخارجية إن اللقاء كان مثمرًا.", "2025-09-01"),
    ("الوزارة", "أعلنت الخارجية أن وزيرها غادر صباحًا.", "2025-09-02"),
    ("الروسي", "تحدث لافروف أمام الصحفيين.", "2025-09-03"),
    ("السوري", "تحدث الشيباني أمام الصحفيين.", "2025-09-04"),
    ("الحرب", "تبادلت روسيا وأوكرانيا عشرات الأسرى.", "2025-09-05"),
    ("السلام", "رحبت روسيا بالمبادرة الجديدة.", "2025-09-06"),
    ("السفراء", "اجتمع دبلوماسيون في مقر البعثة.", "2025-09-07"),
    ("الجهود", "تتواصل جهود دبلوماسية لوقف القتال.", "2025-09-08"),
    ("قمة في موسكو", "تبدأ القمة غدًا.", "2025-09-09"),
    ("الطقس", "تساقطت الثلوج على موسكو.", "2025-09-10"),
    ("المنظمة", "دعت منظمة الأمم المتحدة إلى الهدوء.", "2025-09-11"),
    ("الصيف", "ارتفعت الحرارة في منتصف الشهر.", "2025-08-15"),
)
FOUND_BY_HELP = {
    "وزير الخارجية": {"المنصب", "الوزارة"},
    "«وزير الخارجية»": {"المنصب"},
    "لافروف OR الشيباني": {"الروسي", "السوري"},
    "روسيا -أوكرانيا": {"السلام"},
    "دبلوماس*": {"السفراء", "الجهود"},
    "عنوان:موسكو": {"قمة في موسكو"},
    "جهة:«الأمم المتحدة»": {"المنظمة"},
    "تاريخ:آب 2025": {"الصيف"},
}


def test_every_line_of_help_finds_what_it_says(taught_app: Flask) -> None:
    """What the help says can be typed is understood as explained, without a warning."""
    client = taught_app.test_client()
    lines = {plain(link.text_content()): link.get("href") for link in select(get(client, "/"), ".how a")}
    found = {}
    for text, url in lines.items():
        page = get(client, url)
        assert all(select(note, ".read-as") for note in select(page, ".notices p")), text
        found[text] = set(texts(page, ".hit h2"))
    assert found == FOUND_BY_HELP


def test_an_empty_index_says_how_to_fill_it(live_client: FlaskClient) -> None:
    """Nothing there yet is told, not shown as zero results."""
    deadline = time.monotonic() + 30
    while live_client.get("/readyz").status_code != 200 and time.monotonic() < deadline:
        time.sleep(0.05)
    page = get(live_client, "/")
    assert "flask --app app index add" in texts(page, ".empty")[0]


def test_an_empty_form_lists_everything(client: FlaskClient) -> None:
    """`/?q=` is a search for all, `/` is not."""
    assert total(get(client, "/?q=")) == 65


def test_spaces_are_no_query(client: FlaskClient) -> None:
    """They list everything as an empty form does, and stand in no link."""
    spaces = get(client, "/?q=%20%20")
    assert total(spaces) == 65 and texts(spaces, ".sort a[aria-current]") == ["الأحدث"]
    assert only(spaces, "head title").text == "كل المقالات – باحث"
    assert query(href(get(client, "/?q=%20لافروف%20"), ".toggle"))["q"] == ["لافروف"]


# Results


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


@pytest.mark.parametrize("name", ["actor", "source", "section", "date"])
def test_a_value_adds_what_it_counts(client: FlaskClient, name: str) -> None:
    """Choosing a value gives as many results as stand beside it; choosing it again takes it off."""
    before = get(client, "/?q=لافروف")
    for value in select(before, f"#facet-{name} .value"):
        (pick,) = select(value, ".pick")
        count = int(select(value, ".count")[0].text_content())
        page = get(client, pick.get("href"))
        assert total(page) == count, unquote(pick.get("href"))
        chosen = select(page, f"#facet-{name} .value.selected .pick")
        assert chosen and chosen[0].get("aria-current") == "true"
        assert total(get(client, chosen[0].get("href"))) == total(before)


@pytest.mark.parametrize("name", ["actor", "source"])
def test_a_value_can_be_excluded(client: FlaskClient, name: str) -> None:
    """Excluding leaves the rest, tells so, and can be taken back."""
    before = get(client, "/?q=لافروف")
    value = select(before, f"#facet-{name} .value")[0]
    count = int(select(value, ".count")[0].text_content())
    page = get(client, select(value, ".exclude")[0].get("href"))
    assert total(page) == total(before) - count
    assert texts(page, ".chip.excluded")[0].startswith("من دون")
    assert total(get(client, href(page, ".chip.excluded"))) == total(before)


def test_a_value_is_either_chosen_or_excluded(client: FlaskClient) -> None:
    """Excluding what is chosen takes the choice off."""
    page = get(client, "/?q=لافروف&actor=russia&actor=syria")
    assert len(select(page, ".value.selected")) == 2
    excluded = get(client, "/?q=لافروف&exclude.actor=russia")
    again = next(
        select(value, ".pick")[0].get("href")
        for value in select(get(client, "/?q=لافروف"), "#facet-actor .value")
        if "روسيا" in value.text_content()
    )
    assert "exclude.actor" not in query(again)
    assert select(excluded, ".chip.excluded")


def test_every_filter_is_told_and_removable(client: FlaskClient) -> None:
    """Each kind of filter has a chip whose link leaves only itself out."""
    url = (
        "/?q=لافروف&actor=russia&source=موقع المدى&section=سياسة&date=2025-02&date=undated"
        "&from=2024&to=2025-11&exclude.actor=israel&exclude.source=إذاعة الساحل"
    )
    chips = select(get(client, url), ".chip.on")
    assert [plain(chip.text_content()) for chip in chips] == [
        "روسيا",
        "المصدر: موقع المدى",
        "القسم: سياسة",
        "شباط/فبراير ٢٠٢٥",
        "بلا تاريخ",
        "من دون إسرائيل",
        "من دون المصدر إذاعة الساحل",
        "من ١ كانون الثاني/يناير ٢٠٢٤ إلى ٣٠ تشرين الثاني/نوفمبر ٢٠٢٥",
    ]
    for chip in chips:
        left = {plain(one.text_content()) for one in select(get(client, chip.get("href")), ".chip.on")}
        assert left == {plain(one.text_content()) for one in chips} - {plain(chip.text_content())}


def test_the_form_of_dates_keeps_the_search(client: FlaskClient) -> None:
    """What else was asked for is carried along; the page is not."""
    (form,) = select(get(client, "/?q=لافروف&actor=russia&sort=newest&page=2&from=2024-03-01"), "form.period")
    fields = {one.get("name"): one.get("value") for one in select(form, "input")}
    assert fields == {"q": "لافروف", "actor": "russia", "sort": "newest", "from": "2024-03-01", "to": ""}


def test_a_new_query_keeps_the_filters(client: FlaskClient) -> None:
    """The box carries filters, rung and order along."""
    (form,) = select(get(client, "/?q=لافروف&match=root&exclude.source=موقع المدى&page=2&lang=en"), "form.search")
    hidden = {one.get("name"): one.get("value") for one in select(form, "input[type=hidden]")}
    assert hidden == {"match": "root", "exclude.source": "موقع المدى", "lang": "en"}


def test_the_chart_leads_to_its_months(client: FlaskClient) -> None:
    """Every bar names its period and count, and leads to them."""
    page = get(client, "/?q=لافروف")
    bars = select(page, ".chart svg a")
    assert bars
    for bar in bars:
        label = plain(bar.get("aria-label"))
        assert plain(select(bar, "title")[0].text_content()) == label
        there = get(client, bar.get("href"))
        assert texts(there, ".total")[0] == label.partition(": ")[2]
        assert select(there, ".chart a[aria-current]")
        assert texts(there, ".chip.on")[0] == label.partition(":")[0]


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


def test_more_values_are_folded_and_all_can_be_asked_for(client: FlaskClient) -> None:
    """A long list shows its largest values first."""
    page = get(client, "/?q=")
    months = select(page, "#facet-date .values")[1]
    assert len(select(months, ".value")) == 6
    assert len(select(page, "#facet-date details .value")) > 6


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


# One article


def seed(client: FlaskClient, q: str, **more: str) -> str:
    """The address of the first result, as the results link to it."""
    page = get(client, "/?q=" + q + "".join(f"&{k}={v}" for k, v in more.items()))
    return select(page, ".hit h2 a")[0].get("href")


def test_an_article_is_shown_with_what_was_searched(client: FlaskClient) -> None:
    """Title, source, date in words, actors with counts, marks, and the way back."""
    url = seed(client, "لافروف", source="الإمارات 71", sort="newest")
    page = get(client, url)
    assert texts(page, "h1") == ["الزيارة التي انتظرها الكرملين.. أول وفد سوري يزور موسكو بعد سقوط الأسد"]
    assert texts(page, ".article .date") == ["١ آب/أغسطس ٢٠٢٥ التاريخ مذكور في النص: 01-08-2025"]
    assert texts(page, ".text mark").count("لافروف") >= 3
    assert len(select(page, ".text p")) > 5
    assert query(href(page, ".back a")) == {"q": ["لافروف"], "source": ["الإمارات 71"], "sort": ["newest"]}
    russia = next(a for a in select(page, ".who a") if "روسيا" in a.text_content())
    assert re.search("مرات في المقالة", russia.get("aria-label"))
    assert query(russia.get("href"))["actor"] == ["russia"]
    assert select(page, ".similar .hit")


def test_what_was_removed_is_folded_below(client: FlaskClient) -> None:
    """The ticker is kept to be seen, and is not in the text."""
    page = get(client, seed(client, "لافروف", source="الإمارات 71"))
    assert "المزيد" in texts(page, ".noise")[0]
    assert "... المزيد" not in texts(page, ".text")[0]


def test_a_vague_date_is_told_in_words(client: FlaskClient) -> None:
    """«اليوم الأربعاء» is no date."""
    page = get(client, seed(client, 'عنوان:"الرئيس أحمد الشرع يبحث مع بوتين"'))
    assert texts(page, ".article .date") == ["بلا تاريخ نُشر «اليوم الأربعاء» — بلا تاريخ محدّد"]
    assert "فريق التحرير" in texts(page, ".article .meta")[0]
    assert texts(page, ".article .kicker") == ["لقاء سوري–روسي رفيع في موسكو"]


def test_a_title_that_was_made_is_told(client: FlaskClient) -> None:
    """A first sentence in place of a title is no title."""
    page = get(client, seed(client, "تاريخ:2025-12-24 لافروف"))
    assert "لا عنوان لهذه المقالة" in texts(page, ".article header")[0]


def test_an_article_reached_from_nowhere_has_no_way_back(client: FlaskClient) -> None:
    """No «back» to a search that never was."""
    url = urlsplit(seed(client, "لافروف")).path
    page = get(client, url)
    assert not select(page, ".back") and not select(page, "mark")


def test_the_source_opens_safely(client: FlaskClient) -> None:
    """The link out tells the other site nothing."""
    page = get(client, seed(client, "عراقجي"))
    (link,) = select(page, ".article .meta a")
    assert link.get("href").startswith("https://news.example/")
    assert link.get("rel") == "noopener nofollow noreferrer"


# Language


def test_english_says_everything_in_english(client: FlaskClient) -> None:
    """Our own words are English, the articles stay Arabic from right to left."""
    page = get(client, "/?q=لافروف&lang=en&exclude.actor=syria")
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    assert {one.get("dir") for one in select(page, ".hit")} == {"rtl"}
    assert {one.get("lang") for one in select(page, ".hit h2, .snippet")} == {"ar"}
    assert re.match(r"\d+ articles?$", texts(page, ".total")[0])
    assert texts(page, ".chip.on") == ["Without Syria"]
    for name in ("ladder", "sort", "filters"):
        assert not re.search(
            "[\u0621-\u064a]",
            " ".join(
                re.sub("[\u2068].*?[\u2069]", "", one) for one in texts(page, f".{name} h3, .{name} h4, .{name} li a b")
            ),
        )


@pytest.mark.parametrize(
    "path",
    ["/", "/?q=لافروف", "/?q=السوريون&match=root", "/?q=لافرف", "/article/{id}", "/article/{vague}", "/docs"],
)
def test_arabic_on_an_english_page_says_that_it_is(client: FlaskClient, path: str) -> None:
    """Names of sources, sections and authors, reasons and examples: a screen reader changes its voice for them."""
    path = path.replace("{id}", urlsplit(seed(client, "لافروف", source="موقع المدى")).path.rsplit("/", 1)[1])
    path = path.replace("{vague}", urlsplit(seed(client, "عنوان:الشرع عنوان:بوتين")).path.rsplit("/", 1)[1])
    page = get(client, path if path == "/docs" else path + ("&" if "?" in path else "?") + "lang=en")
    unsaid = [
        text
        for text in page.xpath("//body//bdi//text() | //code//bdi//text()")
        if re.search("[\u0621-\u064a]", text)
        and not re.search("[A-Za-z]", text)  # an English sentence may quote a word
        and text.getparent().xpath("string(ancestor-or-self::*[@lang][1]/@lang)") != "ar"
    ]
    assert not unsaid


@pytest.mark.parametrize("path", ["/", "/?q=لافروف&page=2&actor=russia", "/nosuch", "/?page=x"])
def test_the_language_is_kept_by_every_link(client: FlaskClient, path: str) -> None:
    """Once English, always English; and one link leads to the same page in Arabic."""
    response = client.get(path + ("&" if "?" in path else "?") + "lang=en", headers=BROWSER)
    page = parse(response.text)
    for link in select(page, "a[href^='/']"):
        url = link.get("href")
        if link.get("hreflang") == "ar":
            assert "lang" not in query(url)
        elif not url.startswith("/docs") and "lang" in url:
            assert query(url)["lang"] == ["en"], url
    ours = [
        a.get("href")
        for a in select(page, "main a")
        if urlsplit(a.get("href")).path in ("/",) or "/article/" in a.get("href")
    ]
    assert all(query(url).get("lang") == ["en"] for url in ours)


def test_arabic_does_not_depend_on_the_browser(client: FlaskClient) -> None:
    """One address is one page, whatever the client says it prefers."""
    page = tree(client.get("/?q=لافروف", headers={**BROWSER, "Accept-Language": "en-GB,en"}))
    assert page.get("lang") == "ar"


# Errors


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


# Keeping


@pytest.mark.parametrize("path", ["/", "/?q=لافروف", "/?q=لافروف&lang=en", "/article/{id}?q=لافروف"])
def test_an_unchanged_page_is_not_sent_again(client: FlaskClient, path: str) -> None:
    """A tag that still holds is answered with 304."""
    path = path.replace("{id}", urlsplit(seed(client, "لافروف")).path.rsplit("/", 1)[1])
    first = client.get(path, headers=BROWSER)
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(path, headers={**BROWSER, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(
        path + ("&" if "?" in path else "?") + "match=root", headers={**BROWSER, "If-None-Match": first.headers["ETag"]}
    )
    assert other.status_code == 200


def test_files_are_kept_for_a_year_under_names_that_change(client: FlaskClient) -> None:
    """Styles, script, icon and fonts; without the version they must be asked for again."""
    page = get(client, "/")
    urls = [one.get("href") or one.get("src") for one in select(page, "link[href*=static], script[src]")]
    assert len(urls) == 4
    for url in urls:
        answer = client.get(url, buffered=True)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
    style = client.get("/static/pages.css", buffered=True)
    assert style.headers["Cache-Control"] == "no-cache"
    fonts = re.findall(r'url\("(fonts/[^"]+)"\)', style.text)
    assert fonts
    assert all(client.get(f"/static/{font}", buffered=True).status_code == 200 for font in fonts)


@pytest.mark.parametrize("path", ["/", "/?q=لافروف&lang=en", "/nosuch", "/?page=x"])
def test_the_pages_work_below_a_prefix(client: FlaskClient, path: str) -> None:
    """Behind a proxy that serves them under a path of its own, every address has it."""
    response = client.get(path, headers=BROWSER, environ_overrides={"SCRIPT_NAME": "/news"})
    page = parse(response.text)
    for element in select(page, "[href], [src], [action], [data-suggest], [data-url]"):
        for name in ("href", "src", "action", "data-suggest", "data-url"):
            path = urlsplit(element.get(name) or "#").path
            assert not path or path.startswith("/news/"), element.get(name)


# Hostile content


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Articles that try to break the pages."""
    folder = tmp_path_factory.mktemp("hostile")
    app = serving.application(folder)
    serving.add_articles(app, folder, hostile.articles())
    yield app
    serving.close(app)


def nothing_broke_out(page: HtmlElement) -> None:
    """Only our own elements are on the page."""
    assert len(select(page, "script")) == 1
    assert not select(page, "img, iframe, object, style, base, [onerror], [onload], [onclick], [style]")
    assert {one.tag for one in page.iter() if isinstance(one.tag, str)} <= OURS
    for link in select(page, "[href], [src], [action]"):
        url = link.get("href") or link.get("src") or link.get("action")
        assert url.startswith(("/", "#", "http://", "https://")), url


OURS = frozenset(
    (
        *("html", "head", "meta", "title", "link", "script", "body", "header", "main", "footer", "section", "article"),
        *("aside", "nav", "div", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary"),
        *("a", "span", "time", "mark", "bdi", "b", "code", "pre", "form", "label", "input", "button"),
        *("svg", "symbol", "circle", "path", "rect", "use"),
    )
)


def test_articles_cannot_break_out(hostile_app: Flask) -> None:
    """Markup in any field is text, in results and on the article's page."""
    client = hostile_app.test_client()
    results = get(client, "/?q=مكيدة&page_size=100")
    nothing_broke_out(results)
    assert len(select(results, ".hit")) == len(hostile.articles())
    for link in select(results, ".hit h2 a"):
        nothing_broke_out(get(client, link.get("href")))
    assert "{{ 7*7 }}" in results.text_content() and "<script>document" in results.text_content()


@pytest.mark.parametrize(
    "trick", [hostile.SCRIPT, hostile.IMAGE, hostile.OVERRIDE, "' autofocus onfocus='x", "</title><script>", "\x00\x1b"]
)
def test_queries_cannot_break_out(hostile_app: Flask, trick: str) -> None:
    """What is typed comes back as text, wherever it is shown."""
    client = hostile_app.test_client()
    for name in ("q", "actor", "source", "section", "exclude.actor", "exclude.source", "nosuch", "page", "lang"):
        for path in ("/", "/nosuch", "/article/nosuch"):
            response = client.get(path, query_string={name: trick}, headers=BROWSER)
            assert response.status_code < 500
            nothing_broke_out(parse(response.text))


@pytest.mark.parametrize(
    ("url", "link"),
    [
        pytest.param("https://news.example/ok", "https://news.example/ok", id="https"),
        pytest.param(" http://news.example/?a=1&b=2 ", "http://news.example/?a=1&b=2", id="spaces around"),
        pytest.param("javascript:document.title='broken'", None, id="script"),
        pytest.param(" JaVaScRiPt:alert(1)", None, id="script in disguise"),
        pytest.param("data:text/html,<script>1</script>", None, id="data"),
        pytest.param("//news.example/x", None, id="no scheme"),
        pytest.param("/article/x", None, id="a path"),
        pytest.param("ftp://news.example/x", None, id="ftp"),
        pytest.param("https:///x", None, id="no host"),
        pytest.param("http://[broken", None, id="broken"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="none"),
    ],
)
def test_only_web_addresses_are_links(url: str | None, link: str | None) -> None:
    """javascript:, data: and the like are never followed."""
    assert web_address(url) == link


def test_pages_carry_a_strict_policy(client: FlaskClient) -> None:
    """No script but ours, no style within the page, no other host."""
    response = client.get("/?q=لافروف", headers=BROWSER)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "*" not in policy
    page = parse(response.text)
    assert not select(page, "[style], style") and all(not script.text for script in select(page, "script"))
