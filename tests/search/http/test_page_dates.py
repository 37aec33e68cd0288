"""
Dates as readers of each language read them, and what they rest on.
"""

from __future__ import annotations

from datetime import date

import pytest

from index.article import PublishedDate
from search.http.fields import read_dates
from search.http.page_dates import date_words, period_words, provenance
from search.http.texts import Words
from tests.support.tree import plain

DAY = date(2025, 8, 1)


@pytest.mark.parametrize(
    ("published", "arabic", "english"),
    [
        pytest.param(PublishedDate(DAY, "day", "text", "x"), "١ آب/أغسطس ٢٠٢٥", "1 August 2025", id="day"),
        pytest.param(PublishedDate(DAY, "month", "text", "x"), "آب/أغسطس ٢٠٢٥", "August 2025", id="month"),
        pytest.param(PublishedDate(DAY, "year", "text", "x"), "٢٠٢٥", "2025", id="year"),
        pytest.param(PublishedDate(), "بلا تاريخ", "Undated", id="none"),
        pytest.param(PublishedDate(date(7, 1, 9), "day", "url"), "٩ كانون الثاني/يناير ٧", "9 January 7", id="year 7"),
    ],
)
def test_date_words(published: PublishedDate, arabic: str, english: str) -> None:
    assert (date_words(published, Words("ar")), date_words(published, Words("en"))) == (arabic, english)


@pytest.mark.parametrize(
    ("published", "told"),
    [
        pytest.param(PublishedDate(DAY, "day", "text", "01-08-2025"), "التاريخ مذكور في النص: 01-08-2025", id="text"),
        pytest.param(PublishedDate(DAY, "day", "metadata"), "التاريخ من بيانات المصدر", id="metadata, nothing kept"),
        pytest.param(PublishedDate(DAY, "day", "url", "/2025/08/01"), "التاريخ من عنوان الرابط: /2025/08/01", id="url"),
        pytest.param(
            PublishedDate(DAY, "month", "dateline", "صفر 1447", converted=True),
            "التاريخ من رأس المقالة: صفر 1447، مُحوَّل من التاريخ الهجري، اليوم غير معروف",
            id="Hijri month",
        ),
        pytest.param(PublishedDate(DAY, "day", "none", None), "لم يُعثر في المقالة على تاريخ نشر", id="no origin"),
        pytest.param(PublishedDate(raw="اليوم الأربعاء"), "نُشر «اليوم الأربعاء» — بلا تاريخ محدّد", id="vague"),
        pytest.param(PublishedDate(), "لم يُعثر في المقالة على تاريخ نشر", id="nothing"),
    ],
)
def test_provenance(published: PublishedDate, told: str) -> None:
    assert plain(provenance(published, Words("ar"))) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2025", "٢٠٢٥"),
        ("2025-08", "آب/أغسطس ٢٠٢٥"),
        ("2025-08-31", "٣١ آب/أغسطس ٢٠٢٥"),
        ("2024-02", "شباط/فبراير ٢٠٢٤"),
        ("undated", "بلا تاريخ"),
    ],
)
def test_period_words(value: str, told: str) -> None:
    assert period_words(read_dates(value), Words("ar")) == told
