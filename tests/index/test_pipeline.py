"""A record becomes an article step by step; what the source says wins; what cannot become one is refused by name."""

import csv
import io
import json
from dataclasses import asdict
from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.actors.gazetteer import Gazetteer
from index.article import RawDocument
from index.duplicates import fingerprint, words
from index.errors import GazetteerError, RejectedRecord
from index.pipeline import MAX_TITLE_CHARS, STEPS, Pipeline, understand
from index.readers import read

ROOT = Path(__file__).resolve().parents[2]
BODY = "وصل وزير الخارجية الفرنسي إلى القاهرة صباح الأحد، وأجرى محادثات مع نظيره المصري حول الأوضاع في المنطقة."
PAGE = f"""<!doctype html><html lang="ar"><head><title>عنوان الصفحة</title>
<meta property="og:title" content="عنوان الصفحة"><meta property="og:site_name" content="موقع الأخبار">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<link rel="canonical" href="https://page.example/news/7"></head>
<body><article><h1>عنوان الصفحة</h1><p>{BODY}</p><p>{BODY} وقال إن بلاده ترحب بذلك.</p></article></body></html>"""


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load(ROOT / "seeds" / "actors.csv")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            RawDocument(f"رياضة\nمنتخب مصر يفوز على تونس\n\n{BODY}"),
            {"title": "منتخب مصر يفوز على تونس", "title_origin": "text", "section": "رياضة", "body": BODY},
            id="the text says it",
        ),
        pytest.param(
            RawDocument(f"رياضة\nمنتخب مصر يفوز على تونس\n\n{BODY}", title="عنوان من المصدر", section="سياسة"),
            {"title": "عنوان من المصدر", "title_origin": "metadata", "section": "سياسة"},
            id="the source says it better",
        ),
        pytest.param(RawDocument(BODY), {"title_origin": "derived", "body": BODY, "lead": BODY}, id="no title at all"),
        pytest.param(
            RawDocument(BODY, source=" وكالة\nأنباء ", author="", section="  "),
            {"source": "وكالة أنباء", "byline": None, "section": None},
            id="blank metadata says nothing",
        ),
        pytest.param(
            RawDocument(PAGE, "html"),
            {"title": "عنوان الصفحة", "source": "موقع الأخبار", "url": "https://page.example/news/7"},
            id="the page says it",
        ),
        pytest.param(
            RawDocument(PAGE, "html", url="https://feed.example/7", title="عنوان الخلاصة", source="الخلاصة"),
            {"title": "عنوان الخلاصة", "source": "الخلاصة", "url": "https://feed.example/7"},
            id="the source wins over the page",
        ),
        pytest.param(
            RawDocument(PAGE.replace("</head>", '<meta name="author" content="حسام علي - القاهرة"></head>'), "html"),
            {"byline": "حسام علي"},
            id="a page's author with his city",
        ),
        pytest.param(
            RawDocument(PAGE.replace("</head>", '<meta name="author" content="القاهرة - رويترز"></head>'), "html"),
            {"byline": None, "source": "موقع الأخبار"},
            id="a page's author that is a city and an agency",
        ),
        pytest.param(RawDocument(BODY, url="javascript:alert(1)"), {"url": None}, id="an address that is no link"),
        pytest.param(RawDocument(BODY, extra={"المحرر": "ليلى"}), {"extra": {"المحرر": "ليلى"}}, id="other fields"),
    ],
)
def test_who_is_believed(raw, expected, gazetteer):
    article = understand(raw, gazetteer)
    assert {name: getattr(article, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("raw", "iso", "origin"),
    [
        pytest.param(RawDocument(BODY, published="2020-01-02"), "2020-01-02", "metadata", id="metadata"),
        pytest.param(RawDocument(PAGE, "html"), "2024-03-05", "metadata", id="the page's metadata"),
        pytest.param(
            RawDocument(PAGE, "html", published="2024-03-04"), "2024-03-04", "metadata", id="the source before the page"
        ),
        pytest.param(RawDocument(BODY, url="https://a.example/2019/07/08/x"), "2019-07-08", "url", id="address"),
        pytest.param(
            RawDocument(f"<html><body><p>{BODY}</p></body></html>", "html", url="http://a.example/2013/east/8/3/x.html"),
            "2013-08-03", "url", id="an address with a folder inside its date",
        ),
        pytest.param(RawDocument(f"عنوان الخبر هنا\n15 أكتوبر 2025\n\n{BODY}"), "2025-10-15", "text", id="date line"),
        pytest.param(
            RawDocument(PAGE.replace("/news/7", "/2021/02/03/7").replace("article:published_time", "x"), "html",
                        url="https://feed.example/7"),
            "2021-02-03", "url", id="the canonical address",
        ),
        pytest.param(RawDocument(BODY, "html", url="ftp://a.example/2019/07/08/x"), None, "none", id="no web address"),
        pytest.param(RawDocument(BODY, published="2098-01-01"), None, "none", id="not yet"),
        pytest.param(RawDocument(BODY), None, "none", id="nothing is invented"),
    ],
)  # fmt: skip
def test_when_it_was_published(raw, iso, origin, gazetteer):
    published = understand(raw, gazetteer).published
    assert (published.iso, published.origin) == (iso, origin)


@pytest.mark.parametrize(
    ("raw", "reason", "field"),
    [
        pytest.param(RawDocument(""), "no_text", "body", id="empty"),
        pytest.param(RawDocument(" \n\t ", title="عنوان"), "no_text", "body", id="only space"),
        pytest.param(RawDocument("<html><body></body></html>", "html"), "no_text", "body", id="empty page"),
        pytest.param(
            RawDocument("جميع الحقوق محفوظة", title="عنوان"), "no_text", "body", id="nothing left without noise"
        ),
        pytest.param(RawDocument("كلمة " * 200_001), "too_long", "body", id="too long"),
        pytest.param(RawDocument(f"<p>{'كلمة ' * 200_001}</p>", "html"), "too_long", "body", id="too long as HTML"),
        pytest.param(RawDocument(BODY, title="ع" * (MAX_TITLE_CHARS + 1)), "title_too_long", "title", id="title"),
    ],
)
def test_what_is_refused(raw, reason, field, gazetteer):
    with pytest.raises(RejectedRecord) as caught:
        understand(raw, gazetteer)
    assert (caught.value.reason, caught.value.field) == (reason, field)


def test_the_longest_text_accepted_is_accepted(gazetteer):
    text = "\n\n".join(f"{BODY[:-1]} في جولته رقم {n} هذا العام." for n in range(730))
    article = Pipeline(gazetteer, max_chars=len(text)).article(RawDocument(text))
    assert len(article.body) > 90_000


def test_places_cut_the_texts_they_name(gazetteer):
    for raw in read(ROOT / "seeds" / "articles", print):
        article = understand(raw, gazetteer)
        assert all(raw.content[zone.start : zone.end] == zone.text for zone in article.zones)
        assert all(getattr(article, m.field)[m.start : m.end] == m.text for m in article.mentions)
        assert {m.actor_id for m in article.mentions} == {actor.id for actor in article.actors}


def test_noise_names_nobody(gazetteer):
    """The ticker of a page names half the world; none of it takes part in the article."""
    ticker = "\n".join(
        f"• 09:0{n} . {name} يدلي بتصريح جديد حول الأوضاع ... المزيد"
        for n, name in enumerate(["ترامب", "ماكرون", "غوتيريش"])
    )
    article = understand(
        RawDocument(f"أحدث الأخبار\n{ticker}\n\nعنوان الخبر الرئيسي اليوم\n\n{BODY}\n\n{BODY[:60]}."), gazetteer
    )
    assert not {"ترامب", "ماكرون", "غوتيريش"} & set(article.body.split())
    assert {actor.id for actor in article.actors} <= {
        m.actor_id for m in understand(RawDocument(BODY), gazetteer).mentions
    }


def test_a_derived_title_counts_its_actors_once(gazetteer):
    article = understand(RawDocument(BODY), gazetteer)
    assert article.title_origin == "derived" and {mention.field for mention in article.mentions} == {"body"}


def test_understanding_is_a_function(gazetteer):
    raw = RawDocument(PAGE, "html")
    assert understand(raw, gazetteer) == understand(raw, gazetteer)


def test_the_fingerprint_is_the_one_the_store_would_make(gazetteer):
    """Files bring it along, HTTP leaves it to the store: copies must meet."""
    for raw in [
        RawDocument(PAGE, "html"),
        RawDocument("خبر قصير جدا عن القمة"),
        *read(ROOT / "seeds" / "articles", print),
    ]:
        done = Pipeline(gazetteer).run(raw)
        assert done.fingerprint == fingerprint(done.article.title, words(done.article.body))


def test_the_steps_are_in_order():
    names = [step.__name__ for step in STEPS]
    assert names == ["take_text", "find_parts", "find_date", "find_actors", "take_fingerprint"]


def test_a_missing_actors_file_is_told(tmp_path):
    with pytest.raises(GazetteerError, match=r"none\.csv"):
        Pipeline.open(tmp_path / "none.csv")


def in_page(text):
    said = {"@type": "NewsArticle", "headline": text, "articleBody": text, "author": {"name": text}, "publisher": text}
    references = "".join(f"&#{ord(char)};" for char in text)
    return (
        f'<html><head><script type="application/ld+json">{json.dumps(said)}</script><meta name=section '
        f'content="{references}"><link rel=canonical href="http://n.example/{references}"></head><body><p>{BODY}</p></body>'
    )


def in_table(text):
    file = io.StringIO()
    csv.writer(file).writerows([KEYS, [f"https://n.example/{text}" if key == "url" else text for key in KEYS]])
    return file.getvalue()


def in_feed(text):
    references = "".join(f"&#{ord(char)};" for char in text)
    inside = "".join(
        f"<{name}>{said}</{name}>"
        for name in ("title", "description", "author", "pubDate")
        for said in (references, escape(text))
    )
    return (
        f'<rss version="2.0"><channel><item><link>https://n.example/{references}</link>{inside}</item></channel></rss>'
    )


KEYS = ("title", "body", "url", "source", "section", "author", "published", "note")
IN = {
    "a.txt": lambda text: f"{text}\n{BODY}\n{text}",
    "a.html": in_page,
    "a.jsonl": lambda text: json.dumps({**dict.fromkeys(KEYS, text), "url": f"https://n.example/{text}"}),
    "a.json": lambda text: json.dumps(
        [{**{key: [text] for key in KEYS}, "body": f"{text}{BODY}"}, {"title": [[text]]}]
    ),
    "a.csv": in_table,
    "a.xml": in_feed,
}


@pytest.mark.parametrize("name", IN)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("\ud83d\ude00\udfff\ud800ابت ") | st.characters(exclude_categories=()), min_size=1))
@example("نص\ud83d")
def test_no_way_in_lets_half_a_character_through(name, tmp_path, gazetteer, text):
    """A lone surrogate, which JSON and HTML can name, would stop whoever writes the text as UTF-8."""
    path = tmp_path / name
    path.write_bytes(IN[name](text).encode("utf-8", "surrogatepass"))
    rejects, met = [], []
    for raw in read(path, rejects.append):
        met.append(asdict(raw))
        try:
            met.append(asdict(understand(raw, gazetteer)))
        except RejectedRecord as error:
            met.append(str(error))
    met += [asdict(reject) for reject in rejects]
    assert met
    json.dumps(met, ensure_ascii=False, default=str).encode("utf-8")
