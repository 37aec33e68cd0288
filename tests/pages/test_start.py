"""
The start page: what there is, what can be typed, and where it goes over into results.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import serving
from tests.support.pages import get, href, query, total
from tests.support.tree import only, plain, select, texts


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
