"""Dates as newspapers write them: one row per way of writing, and what is no date at all."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import PublishedDate
from index.calendar_names import GREGORIAN_MONTHS, HIJRI_MONTHS, MONTH_LABELS, ORDINAL_DAYS
from index.date_reading import find_in
from index.date_tokens import fold, tokenize
from index.dates import parse_date, parse_period, published
from index.relative_dates import time_phrase

WEDNESDAY = date(2025, 10, 15)


def iso(read):
    return None if read is None else read.iso


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("15 أكتوبر 2025", "2025-10-15", id="Egyptian name"),
        pytest.param("15 تشرين الأول 2025", "2025-10-15", id="Levantine name of two words"),
        pytest.param("15 تشرين اول 2025", "2025-10-15", id="without article and hamza"),
        pytest.param("3 كانون الثاني 2024", "2024-01-03", id="كانون الثاني"),
        pytest.param("3 كانون 2 2024", "2024-01-03", id="كانون with a digit"),
        pytest.param("3 ك2 2024", "2024-01-03", id="one letter and a digit"),
        pytest.param("7 آذار 2019", "2019-03-07", id="آذار"),
        pytest.param("1 آب 2025", "2025-08-01", id="آب"),
        pytest.param("14 جانفي 2011", "2011-01-14", id="Tunisian January"),
        pytest.param("20 فيفري 2020", "2020-02-20", id="Tunisian February"),
        pytest.param("5 أفريل 2020", "2020-04-05", id="Tunisian April"),
        pytest.param("فاتح ماي 2020", "2020-05-01", id="the first, as the Maghreb says"),
        pytest.param("25 جويلية 2021", "2021-07-25", id="Tunisian July"),
        pytest.param("13 أوت 2022", "2022-08-13", id="Tunisian August"),
        pytest.param("20 غشت 2022", "2022-08-20", id="Moroccan August"),
        pytest.param("8 شتنبر 2021", "2021-09-08", id="Moroccan September"),
        pytest.param("6 نونبر 2021", "2021-11-06", id="Moroccan November"),
        pytest.param("31 دجنبر 2021", "2021-12-31", id="Moroccan December"),
        pytest.param("31 ديسمبر/ كانون الأول 2018", "2018-12-31", id="two names with a stroke"),
        pytest.param("13 نيسان/أبريل 2019", "2019-04-13", id="two names, the other order"),
        pytest.param("15 آب (أغسطس) 2025", "2025-08-15", id="second name in brackets"),
        pytest.param("3 مارس آذار 2019", "2019-03-03", id="second name without a sign"),
        pytest.param("١٥ أكتوبر ٢٠٢٥", "2025-10-15", id="Arabic-Indic digits"),
        pytest.param("۱۵ أکتوبر ۲۰۲۵", "2025-10-15", id="Persian digits and keyboard"),
        pytest.param("5 مايس 2025", "2025-05-05", id="Iraqi May"),
        pytest.param("5 سبتمبر، أيلول 2024", "2024-09-05", id="second name after a comma"),
        pytest.param("نشر في: 03 سبتمبر ,2025: 10:15 م GST", "2025-09-03", id="colon between the year and the time"),
        pytest.param("Published On 12/8/202512/8/2025", "2025-08-12", id="twice in one, for screen readers"),
        pytest.param("15أكتوبر2025", "2025-10-15", id="nothing between"),
        pytest.param("15 أُكتوبر 2025م", "2025-10-15", id="vowel signs and era"),
        pytest.param("15 أكتوبر، 2025", "2025-10-15", id="comma before the year"),
        pytest.param("15 من شهر أكتوبر من عام 2025", "2025-10-15", id="of the month of, of the year"),
        pytest.param("الأربعاء، 15 أكتوبر 2025 - 10:30 ص", "2025-10-15", id="weekday and time beside"),
        pytest.param("10:30 الأربعاء 15 أكتوبر 2025", "2025-10-15", id="time first"),
        pytest.param("أكتوبر 15, 2025", "2025-10-15", id="month first, Arabic"),
        pytest.param("2025 أكتوبر 15", "2025-10-15", id="year first, Arabic"),
        pytest.param("الأول من مايو 2020", "2020-05-01", id="ordinal"),
        pytest.param("الثاني عشر من تموز 2006", "2006-07-12", id="ordinal of two words"),
        pytest.param("الحادي والعشرين من أيار 2020", "2020-05-21", id="ordinal with and"),
        pytest.param("الثلاثين من حزيران عام 2013", "2013-06-30", id="thirtieth"),
        pytest.param("15/10/2025", "2025-10-15", id="numbers, day first"),
        pytest.param("05/08/2025", "2025-08-05", id="day first where either could be"),
        pytest.param("5-8-2025", "2025-08-05", id="one digit"),
        pytest.param("15.10.2025", "2025-10-15", id="dots"),
        pytest.param("15 / 10 / 2025", "2025-10-15", id="spaces around the strokes"),
        pytest.param("١٥/١٠/٢٠٢٥م", "2025-10-15", id="numbers in Arabic-Indic digits"),
        pytest.param("15ـ10ـ2025", "2025-10-15", id="tatweel for a dash"),
        pytest.param("15.10.25", "2025-10-15", id="two-digit year of this century"),
        pytest.param("15/10/98", "1998-10-15", id="two-digit year of the last"),
        pytest.param("2025-10-15", "2025-10-15", id="ISO"),
        pytest.param("2025/10/15", "2025-10-15", id="year first with strokes"),
        pytest.param("2025-10-15T23:30:00-05:00", "2025-10-15", id="the day in its own zone"),
        pytest.param("2025-10-15T00:10:00+03:00", "2025-10-15", id="not turned into UTC"),
        pytest.param("20251015", "2025-10-15", id="compact"),
        pytest.param("20251015T103000Z", "2025-10-15", id="compact with time"),
        pytest.param("Wed, 15 Oct 2025 10:00:00 GMT", "2025-10-15", id="RFC 822"),
        pytest.param("Wed, 15 Oct 25 10:00:00 +0300", "2025-10-15", id="RFC 822 with a short year"),
        pytest.param("Wed Oct 15 10:00:00 2025", "2025-10-15", id="asctime"),
        pytest.param("October 15, 2025", "2025-10-15", id="English, month first"),
        pytest.param("Oct. 15th, 2025", "2025-10-15", id="English, short"),
        pytest.param("15-Oct-25", "2025-10-15", id="English with dashes"),
        pytest.param("تاريخ الخبر: 01-08-2025", "2025-08-01", id="label"),
        pytest.param("نُشر في: ١ آب ٢٠٢٥", "2025-08-01", id="another label"),
        pytest.param("أغسطس 2025", "2025-08", id="month and year"),
        pytest.param("شهر تشرين الثاني/نوفمبر من عام 2016", "2016-11", id="month and year in words"),
        pytest.param("2025-08", "2025-08", id="ISO month"),
        pytest.param("08/2025", "2025-08", id="month and year in numbers"),
        pytest.param("عام 2025", "2025", id="year"),
        pytest.param("2025", "2025", id="bare year"),
        pytest.param("نشر 3/3/2019، آخر تحديث 5/3/2019", "2019-03-03", id="published, not updated"),
        pytest.param("آخر تحديث 5/3/2019 - نشر 3/3/2019", "2019-03-03", id="published, in the other order"),
        pytest.param("آخر تحديث: 5/3/2019", "2019-03-05", id="updated is better than nothing"),
    ],
)
def test_parse_date(text, expected):
    """Each way of writing is read as its readers read it."""
    assert iso(parse_date(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("15 رمضان 1446 هـ", "2025-03-15", id="words"),
        pytest.param("١٥ رمضان ١٤٤٦", "2025-03-15", id="a Hijri month needs no era"),
        pytest.param("15/9/1446هـ", "2025-03-15", id="numbers with era"),
        pytest.param("1446/9/15 هـ", "2025-03-15", id="year first"),
        pytest.param("20 / شعبان / 1428 هجرية", "2007-09-02", id="strokes around the month"),
        pytest.param("1 محرم 1447", "2025-06-26", id="new year"),
        pytest.param("10 ذو الحجة 1446", "2025-06-06", id="a month of two words"),
        pytest.param("رمضان 1446", "2025-03", id="a month within one Gregorian month"),
        pytest.param("شعبان 1446", "2025", id="a month across two is known to the year"),
        pytest.param("رجب 1446", "2025-01", id="a month that is a Gregorian one but for its end"),
    ],
)
def test_hijri(text, expected):
    """Hijri dates are converted, and say so."""
    read = parse_date(text)
    assert iso(read) == expected
    assert read.converted


@pytest.mark.parametrize(
    "text",
    [
        "15 رمضان 1446 هـ الموافق 16 مارس 2025 م",
        "الأحد 16 رمضان 1446هـ - 16 مارس 2025م",
        "16 مارس 2025 الموافق 16 رمضان 1446",
        "1446/9/16هـ (16/3/2025م)",
    ],
)
def test_gregorian_twin(text):
    """Beside a Hijri date the Gregorian one counts: calendars differ by a day between countries."""
    assert parse_date(text) == PublishedDate(date(2025, 3, 16), "day", "text", parse_date(text).raw, False)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("31/02/2025", id="no such day"),
        pytest.param("31 فبراير 2025", id="and not February either"),
        pytest.param("29 فبراير 2023", id="no leap year"),
        pytest.param("45/13/2025", id="no such month"),
        pytest.param("10/20/2025", id="month first is not how these papers write"),
        pytest.param("2025-13-40", id="ISO shape"),
        pytest.param("0/0/2025", id="zeros"),
        pytest.param("15/10/1446", id="a Hijri year without its era"),
        pytest.param("3 مارس 1446", id="a Hijri year with a Gregorian month"),
        pytest.param("3000-01-01", id="far future"),
        pytest.param("35 رمضان 1446", id="no such Hijri day"),
        pytest.param("15 رمضان 1200 هـ", id="beyond the Hijri table"),
        pytest.param("192.168.10.20", id="an address"),
        pytest.param("10-11-2025-3344", id="four numbers"),
        pytest.param("اليوم الأربعاء", id="relative, no reference"),
        pytest.param("أمس", id="yesterday of no day"),
        pytest.param("15 أكتوبر", id="no year"),
        pytest.param("10:30", id="a time"),
        pytest.param("رمضان", id="a month alone"),
        pytest.param("12", id="a number"),
        pytest.param("عام 44 ق.م", id="before the era"),
        pytest.param("", id="empty"),
        pytest.param("كلام بلا تاريخ", id="words"),
        pytest.param("No date", id="Latin"),
    ],
)
def test_no_date(text):
    """What is impossible or incomplete is no date, and no part of it is taken for one."""
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["اليوم", "أمس", "مساء أمس الثلاثاء", "الأربعاء الماضي", "قبل يومين", "15 أكتوبر"])
def test_a_day_beside_another_day_is_no_date(text):
    """On which day it was written is what is looked for: the words are kept, and nothing is made of them."""
    assert parse_date(text, today=WEDNESDAY) is None
    assert published(None, None, text, "", today=WEDNESDAY) == PublishedDate(raw=text)


def test_later_than_today():
    """A date after today is refused, with a day's grace for time zones."""
    assert parse_date("16/10/2025", today=WEDNESDAY) is not None
    assert parse_date("17/10/2025", today=WEDNESDAY) is None


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(
            ("2025-08-02T10:00:00Z", "http://a/2025/08/01/x", "تاريخ الخبر: 03-08-2025", ""),
            (date(2025, 8, 2), "day", "metadata", "2025-08-02T10:00:00Z"),
            id="metadata first",
        ),
        pytest.param(
            (None, "http://a/2025/08/01/x", "تاريخ الخبر: 03-08-2025", ""),
            (date(2025, 8, 3), "day", "text", "03-08-2025"),
            id="then the date line",
        ),
        pytest.param(
            (None, None, "القاهرة في 3 مارس 2019 (رويترز)", ""),
            (date(2019, 3, 3), "day", "dateline", "3 مارس 2019"),
            id="a place with a date is a dateline",
        ),
        pytest.param(
            (None, "http://a/2025/08/01/x", None, "نص بلا تاريخ"),
            (date(2025, 8, 1), "day", "url", "2025/08/01"),
            id="then the address",
        ),
        pytest.param(
            ("2018", "http://a/2018/02/18/x", None, ""),
            (date(2018, 2, 18), "day", "url", "2018/02/18"),
            id="a finer date within the coarser one",
        ),
        pytest.param(
            ("2018", "http://a/2019/02/18/x", None, ""),
            (date(2018, 1, 1), "year", "metadata", "2018"),
            id="but not one outside it",
        ),
        pytest.param(
            ("قريبا", "http://a/2019/02/18/x", None, ""),
            (date(2019, 2, 18), "day", "url", "2019/02/18"),
            id="unreadable metadata gives way",
        ),
        pytest.param(("قريبا", None, None, ""), (None, "none", "none", "قريبا"), id="unreadable metadata is kept"),
        pytest.param(
            ("31/02/2025", "", "", ""), (None, "none", "none", "31/02/2025"), id="impossible metadata is kept"
        ),
        pytest.param(
            (None, None, None, "عقد الرئيس لقاء في موسكو، اليوم الأربعاء، ضمن زيارة رسمية."),
            (None, "none", "none", "اليوم الأربعاء"),
            id="today, Wednesday: undated",
        ),
        pytest.param(
            (None, None, None, "وقّع الاتفاق في 3 مارس 2019 في القاهرة بحضور الوزراء."),
            (None, "none", "none", None),
            id="an event's day is not the article's",
        ),
        pytest.param(
            (None, None, None, "عنوان\nنشر في: 15 أكتوبر 2025\nنص"),
            (date(2025, 10, 15), "day", "text", "15 أكتوبر 2025"),
            id="a labelled line in the head of a text",
        ),
        pytest.param(
            ("1760522400", None, None, ""),
            (date(2025, 10, 15), "day", "metadata", "1760522400"),
            id="seconds since 1970",
        ),
        pytest.param((None, None, None, ""), (None, "none", "none", None), id="nothing"),
    ],
)
def test_published(arguments, expected):
    """What is believed, and what is said about it."""
    read = published(*arguments)
    assert (read.value, read.precision, read.origin, read.raw) == expected


@pytest.mark.parametrize(
    "arguments",
    [
        ("2025-10-17", None, None, ""),
        ("1760745600", None, None, ""),  # 18 October, in seconds
        (None, "https://a.net/2025/10/17/x", None, ""),
        (None, None, "17/10/2025", ""),
        (None, None, None, "نشر في: 17/10/2025\nنص"),
    ],
)
def test_nothing_is_published_after_tomorrow(arguments):
    """It would be the newest article for years; what was said is kept."""
    assert published(*arguments, today=WEDNESDAY).value is None
    assert published(*arguments, today=WEDNESDAY).raw == (arguments[0] or arguments[2])
    assert published(*arguments, today=WEDNESDAY + timedelta(days=3)).precision == "day"
    assert published("2098-01-01", "https://a.net/2025/10/16/x", None, "", today=WEDNESDAY).iso == "2025-10-16"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.net/ar/aswaq/2018/02/11/عنوان.html", "2018-02-11"),
        ("https://a.net/ar/20180422-عنوان", "2018-04-22"),
        ("https://a.net/news/2020-06-03-1.3874341", "2020-06-03"),
        ("https://a.net/news-15-10-2025.html", "2025-10-15"),
        ("https://a.net/2018/2/1/x", "2018-02-01"),
        ("https://a.net/2018/02/x", "2018-02"),
        ("https://a.net/%D8%A7/2018/02/11/x", "2018-02-11"),
        pytest.param("https://a.net/2018/x", None, id="a year alone may be anything"),
        pytest.param("https://a.net/20181399-x", None, id="no such month"),
        pytest.param("https://a.net/2018/02/31/x", None, id="no such day, and no month is made of it"),
        pytest.param("https://a.net/2018/13/45/x", None, id="no such month and day"),
        pytest.param("https://a.net/2018/02/12345678.html", "2018-02", id="a month and a number"),
        ("https://a.net/2013/middle_east/8/3/x/index.html", "2013-08-03"),
        ("https://a.net/news/2025-8-1-1.38743", "2025-08-01"),
        ("https://a.net/a/20250801/title", "2025-08-01"),
        pytest.param("https://a.net/story-2025", None, id="a year at the end"),
        pytest.param("https://a.net/id/1202508011", None, id="a longer number"),
        pytest.param("https://a.net/1984/05/06/review", None, id="older than the web"),
        pytest.param("https://a.net/x?d=2018/02/11", None, id="not the query"),
        pytest.param("https://a.net/1166162-x", None, id="a number"),
        pytest.param("https://a.net/1432/02/11/x", None, id="before there were pages"),
        pytest.param("http://[", None, id="no address at all"),
    ],
)
def test_url(url, expected):
    """Dates in paths are validated."""
    assert published(None, url, None, "").iso == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("آب 2025", ("2025-08-01", "2025-08-31")),
        ("2025-08", ("2025-08-01", "2025-08-31")),
        ("2025", ("2025-01-01", "2025-12-31")),
        ("عام ٢٠٢٥", ("2025-01-01", "2025-12-31")),
        ("١٥ أكتوبر ٢٠٢٥", ("2025-10-15", "2025-10-15")),
        ("أغسطس 2025", ("2025-08-01", "2025-08-31")),
        ("فبراير 2024", ("2024-02-01", "2024-02-29")),
        ("August 2025", ("2025-08-01", "2025-08-31")),
        ("رمضان 1446", ("2025-03-01", "2025-03-29")),
        ("شعبان 1446", ("2025-01-31", "2025-02-28")),
        ("رمضان 2018", ("2018-05-16", "2018-06-14")),
        ("1446 هـ", ("2024-07-07", "2025-06-25")),
        ("2020-2022", ("2020-01-01", "2022-12-31")),
        ("من آب 2025 إلى تشرين الأول 2025", ("2025-08-01", "2025-10-31")),
        ("2025-08-01..2025-08-15", ("2025-08-01", "2025-08-15")),
        pytest.param("من فبراير إلى مارس 2018", ("2018-02-01", "2018-03-31"), id="a year for two months"),
        pytest.param("من 1 إلى 15 آب 2025", ("2025-08-01", "2025-08-15"), id="a month for two days"),
        pytest.param("1 إلى 15/8/2025", ("2025-08-01", "2025-08-15"), id="a month in figures for two days"),
        pytest.param("1 إلى 8/2025", ("2025-01-01", "2025-08-31"), id="a year in figures for two months"),
        pytest.param("15 شباط إلى 3 آذار 2018", ("2018-02-15", "2018-03-03"), id="a year for two days"),
        pytest.param("1445 إلى 1446 هـ", ("2023-07-19", "2025-06-25"), id="an era for two years"),
        pytest.param("ديسمبر إلى يناير 2018", None, id="a year that cannot be that of both"),
        pytest.param("الأحد إلى الخميس 5 آب 2025", None, id="a weekday is no part of a year"),
        pytest.param("موسكو إلى 2018", None, id="a word and a year"),
        ("اليوم", ("2025-10-15", "2025-10-15")),
        ("أمس", ("2025-10-14", "2025-10-14")),
        ("آخر أسبوع", ("2025-10-09", "2025-10-15")),
        ("آخر 30 يوما", ("2025-09-16", "2025-10-15")),
        ("آخر 3 أشهر", ("2025-07-16", "2025-10-15")),
        ("الأسبوع الماضي", ("2025-10-05", "2025-10-11")),
        ("الشهر الماضي", ("2025-09-01", "2025-09-30")),
        ("هذا العام", ("2025-01-01", "2025-10-15")),
        ("العام الماضي", ("2024-01-01", "2024-12-31")),
        ("last week", ("2025-10-05", "2025-10-11")),
        ("last 7 days", ("2025-10-09", "2025-10-15")),
        pytest.param("آب 2025 موسكو", None, id="more than a period"),
        pytest.param("موسكو", None, id="a word"),
        pytest.param("أغسطس", None, id="a month of no year"),
        pytest.param("31/02/2025", None, id="impossible"),
        pytest.param("من 2022 إلى 2020", None, id="backwards"),
        pytest.param("12345", None, id="a number"),
        pytest.param("", None, id="empty"),
    ],
)
def test_parse_period(text, expected):
    """A period is its first and last day, and nothing else may stand beside it."""
    read = parse_period(text, today=WEDNESDAY)
    assert (read and tuple(day.isoformat() for day in read)) == expected


def test_relative_periods_need_today():
    """Without today there is no last week."""
    assert parse_period("آخر أسبوع") is None


def test_found_dates_know_their_place():
    """Every date found cuts its own text, tatweel included."""
    text = "بين 15 رمضان 1446 هـ و31/12/2025 وقعت أحداث"
    assert [text[found.start : found.end] for found in find_in(tokenize(text))] == ["15 رمضان 1446 هـ", "31/12/2025"]


@pytest.mark.parametrize(
    ("head", "phrase"),
    [
        ("استقبل الوزير، الخميس، نظيره في موسكو", "الخميس"),
        ("قال الوزير مساء أمس الثلاثاء إن", "مساء أمس الثلاثاء"),
        ("أعلن يوم السبت الماضي أن", "يوم السبت الماضي"),
        ("ذكرت صحيفة اليوم السابع أن", None),
        ("", None),
    ],
)
def test_time_phrase(head, phrase):
    """The words that say when, where no date does."""
    assert time_phrase(head) == phrase


def test_tables_are_folded():
    """A name that is not folded would never be found."""
    for table in (GREGORIAN_MONTHS, HIJRI_MONTHS, ORDINAL_DAYS):
        for words in table:
            assert [token.text for token in tokenize(" ".join(words))] == list(words)
    assert all(MONTH_LABELS[month].english for month in range(1, 13))


@pytest.mark.parametrize("month", range(1, 13))
def test_labels_are_read_back(month):
    """What a list of months shows, a query understands."""
    for label in MONTH_LABELS[month]:
        assert parse_period(f"{label} 2025")[0] == date(2025, month, 1)


@settings(max_examples=300)
@given(st.dates(date(1900, 1, 1), date(2077, 1, 1)))
def test_written_dates_are_read_back(day):
    """Any day, written in any of these ways, is read as that day."""
    for label in MONTH_LABELS[day.month]:
        assert parse_date(f"{day.day} {label} {day.year}").value == day
    assert parse_date(day.isoformat()).value == day
    assert parse_date(f"{day.day}/{day.month}/{day.year}").value == day
    assert published(None, f"http://a/{day:%Y/%m/%d}/x", None, "").value == (day if day.year >= 1991 else None)


WORDS = st.sampled_from(
    ["15", "2025", "31", "02", "1446", "/", "-", " ", ":", "هـ", "(", ")", "أكتوبر", "رمضان", "تشرين", "من", "عام"]
)
ANY = st.one_of(st.text(), st.lists(WORDS, max_size=30).map(" ".join), st.lists(WORDS, max_size=30).map("".join))


@settings(max_examples=500, deadline=None)
@given(ANY, st.one_of(st.none(), st.dates()))
def test_total(text, day):
    """No string and no day raises; every answer is a valid date or none."""
    read = parse_date(text, today=day)
    assert read is None or (read.value is not None and read.raw)
    assert isinstance(published(text, text, text, text, today=day), PublishedDate)
    period = parse_period(text, today=day)
    assert period is None or period[0] <= period[1]
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("piece", ["1/", "15/10/2025 ", "يناير ", "الحادي و", ":", "(", "هـ", "منذ ", "..", "2018/02/"])
def test_time_grows_with_length_only(piece):
    """A hundred thousand characters of anything take seconds, not minutes."""
    text = (piece * 100_000)[:100_000]
    start = time.perf_counter()
    find_in(tokenize(text))
    published(text, text, text, text, today=WEDNESDAY)
    parse_period(text, today=WEDNESDAY)
    assert time.perf_counter() - start < 10
