"""
The page of one article.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask.testing import FlaskClient

from tests.support.pages import get, href, query, seed
from tests.support.tree import select, texts


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
