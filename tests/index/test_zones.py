"""The parts of real and made-up pages: golden data, lines one by one, and what must hold for any text."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.assemble import split
from index.dates import published
from index.zones import find_zones
from index.zones_credits import is_person, read_credit
from index.zones_datelines import prefix_end
from index.zones_head import section_of

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases" / "seeds"
SEEDS = json.loads((CASES / "expected.json").read_text(encoding="utf-8"))
PAGES = json.loads((CASES / "pages.json").read_text(encoding="utf-8"))

FIRST = "أعلنت وزارة الخارجية القطرية أن المباحثات التي جرت في الدوحة حققت تقدما ملموسا بين الطرفين."
SECOND = "وقال المتحدث باسم الوزارة إن الوفدين اتفقا على مواصلة الحوار خلال الأسابيع المقبلة."
TITLE = "الدوحة تعلن إحراز تقدم في مفاوضات وقف إطلاق النار"


def body_of(text, title=None):
    return split(text, title).body.split("\n\n")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["file"][:3]) for case in SEEDS])
def test_seed(case):
    """Each shipped article comes apart as a reader would take it apart."""
    parts = split((ROOT / "seeds" / "articles" / case["file"]).read_text(encoding="utf-8"))
    for name in ("title", "title_origin", "section", "source", "byline", "kicker"):
        assert getattr(parts, name) == case[name], name
    date = published(None, None, parts.date_line_raw, parts.body)
    assert {name: getattr(date, name) for name in ("iso", "precision", "origin", "raw")} == case["published"]
    assert parts.body.startswith(case["body_starts"])
    assert parts.body.endswith(case["body_ends"])
    assert all(held in parts.body for held in case["body_holds"])
    assert not [banned for banned in case["never"] if banned in parts.body]
    assert all(parts.body.count(once) == 1 for once in case.get("once", []))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in PAGES])
def test_page(case):
    """Other pages of the same kinds."""
    parts = split("\n".join(case["text"]))
    assert parts.title_origin == case["title_origin"]
    if case["title"]:
        assert parts.title == case["title"]
    for name in ("section", "source", "byline", "kicker"):
        assert getattr(parts, name) == case[name], name
    assert published(None, None, parts.date_line_raw, parts.body).iso == case["date"]
    assert parts.body.split("\n\n") == case["body"]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        pytest.param(TITLE, f"{TITLE}\n{FIRST}\n{SECOND}", [FIRST, SECOND], id="the body repeats its title"),
        pytest.param(f"{TITLE} - الجزيرة نت", f"{TITLE}\n{FIRST}", [FIRST], id="the title carries the site's name"),
        pytest.param(
            TITLE, f"تفاصيل المفاوضات\n{FIRST}", ["تفاصيل المفاوضات", FIRST], id="a first heading is no title"
        ),
        pytest.param(
            TITLE,
            f"أحدث الأخبار\n• 10:00 . خبر آخر... المزيد\n• 09:00 . خبر ثان... المزيد\n\n{FIRST}",
            [FIRST],
            id="a ticker in the body",
        ),
        pytest.param(TITLE, f"دبي، الإمارات العربية المتحدة (CNN)-- {FIRST}", [FIRST], id="a dateline in the body"),
        pytest.param(TITLE, f"{FIRST}\nللمزيد: خبر عن شيء آخر\n{SECOND}", [FIRST, SECOND], id="a link between"),
        pytest.param(TITLE, f"{FIRST}\n--------\n{SECOND}", [FIRST, SECOND], id="a rule between"),
        pytest.param(TITLE, f"{FIRST}\n*نقلاً عن الأهرام المصرية", [FIRST], id="a source below"),
        pytest.param(TITLE, f"{FIRST} اقرأ أيضاً: خبر آخر", [FIRST], id="a link at the end of a paragraph"),
        pytest.param(
            TITLE, f"{FIRST[:-1]}... المزيد", [f"{FIRST[:-1]}..."], id="the link to the rest is cut, the text stays"
        ),
        pytest.param(TITLE, FIRST, [FIRST], id="nothing to clean"),
    ],
)
def test_title_given_apart(title, text, expected):
    """A body whose title came beside it is cleaned the same way, and keeps everything else."""
    parts = split(text, title)
    assert (parts.title, parts.title_origin, parts.kicker) == (title, "metadata", None)
    assert parts.body.split("\n\n") == expected


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(
            "المزيد من الضغوط على الحكومة ستأتي من الشارع خلال الأيام المقبلة كما يقول المراقبون.", id="المزيد in prose"
        ),
        pytest.param(
            "شارك في الاجتماع وزراء خارجية الدول الأعضاء في الجامعة العربية ومسؤولون آخرون.", id="شارك is a verb"
        ),
        pytest.param(
            "- 18:00 : ريال مدريد وبرشلونة على ملعب سانتياغو برنابيو", id="one timed item of the article's own list"
        ),
        pytest.param(
            "وأضاف أن على الحكومة أن تقرأ أيضاً ما بين السطور في البيان الصادر أمس.", id="اقرأ أيضا inside a sentence"
        ),
        pytest.param(
            "صورة من الأقمار الصناعية تظهر حجم الدمار الذي لحق بالميناء بعد الانفجار الكبير.",
            id="صورة begins a sentence",
        ),
        pytest.param("إعلان دمشق وثيقة وقعتها قوى المعارضة السورية عام 2005 للمطالبة بالتغيير.", id="إعلان is a word"),
        pytest.param("تطورات الموقف الميداني", id="a subheading"),
        pytest.param("«لن نقبل بأقل من ذلك»", id="a short quotation"),
    ],
)
def test_text_is_not_eaten(line):
    """Words of the tables inside the article's own text change nothing."""
    assert body_of(f"{TITLE}\n\n{FIRST}\n\n{line}\n\n{SECOND}") == [FIRST, line, SECOND]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("اقرأ أيضاً: خبر عن موضوع آخر", id="labelled link"),
        pytest.param("شاهد.. ما هي أول دولة عربية تخطط لاستكشاف المريخ؟", id="label with dots"),
        pytest.param("قد يهمك| خبر عن موضوع آخر", id="label with a bar"),
        pytest.param("المزيد", id="more"),
        pytest.param("لمتابعة المباراة على الحواسيب اللوحية، اضغط هنا...", id="click here"),
        pytest.param("شارك على فيسبوك تويتر واتساب", id="buttons"),
        pytest.param("Facebook Twitter WhatsApp", id="Latin buttons"),
        pytest.param("جميع الحقوق محفوظة © 2025 لشبكة الأخبار", id="copyright"),
        pytest.param("© 2025", id="copyright sign"),
        pytest.param("الوسوم: سوريا، روسيا", id="tags"),
        pytest.param("#سوريا #روسيا #موسكو", id="hashtags"),
        pytest.param("نستخدم ملفات تعريف الارتباط لتحسين تجربتك في التصفح.", id="cookies"),
        pytest.param("تابعونا على تلغرام", id="follow us"),
        pytest.param("الصورة: غيتي", id="photo credit"),
        pytest.param("5 دقائق قراءة", id="reading time"),
        pytest.param("** جميع المقالات المنشورة تمثل رأي كتابها فقط.", id="disclaimer"),
        pytest.param("_______________", id="a rule of underscores"),
        pytest.param("إعلان", id="advertisement"),
    ],
)
def test_noise_line(line):
    """What a page says for itself is kept as noise and left out of the body."""
    text = f"{TITLE}\n\n{FIRST}\n\n{line}\n\n{SECOND}"
    assert body_of(text) == [FIRST, SECOND]
    assert line in [zone.text for zone in find_zones(text) if zone.kind == "noise"]


@pytest.mark.parametrize(
    ("line", "byline", "source"),
    [
        ("كتب: محمد علي", "محمد علي", None),
        ("إعداد وتحرير: ليلى حسن", "ليلى حسن", None),
        ("أحمد علي - القاهرة", "أحمد علي", None),
        ("نيويورك - محمد فتحي - الأناضول", "محمد فتحي", "الأناضول"),
        ("وكالات – الإمارات 71", None, "الإمارات 71"),
        ("عربي21 - وكالات", None, "عربي21"),
        ("خاص عنب بلدي", None, "عنب بلدي"),
        ("دمشق ـ سانا", None, "سانا"),
        ("باريس ـ «القدس العربي»", None, "القدس العربي"),
        ("المصدر: صحيفة البيان الإماراتية + وكالات", None, "صحيفة البيان الإماراتية"),
        ("*نقلاً عن الرؤية الإماراتية", None, "الرؤية الإماراتية"),
        ("(أ ف ب)", None, "أ ف ب"),
        ("وكالات", "وكالات", None),
        ("By John Smith", "John Smith", None),
        ("تورين - د ب أ", None, "د ب أ"),
        ("برلين رويترز", None, "رويترز"),
        ("دبي- العربية.نت", None, "العربية.نت"),
        ("الرياض _ محمد جراح", "محمد جراح", None),
        ("بغداد - مخلد الراوي", "مخلد الراوي", None),
        ("وكالات – شبكة رصد", None, "شبكة رصد"),
        ("محرر الشؤون العربية", "محرر الشؤون العربية", None),
    ],
)
def test_credit(line, byline, source):
    """Who wrote and who published, without labels and places."""
    read = read_credit(line)
    assert read is not None
    assert (read.byline, read.source) == (byline, source)


def test_source_line_of_words_of_sections():
    """Below a title a paper's name is no section, though its last word names one."""
    parts = split(f"{TITLE}\n\nالقدس العربي - وكالات\n\n{FIRST}\n\n{SECOND}")
    assert (parts.section, parts.source) == (None, "القدس العربي")


@pytest.mark.parametrize("credit", ["فريق التحرير", "كتبت: ليلى حسن"])
def test_credit_between_a_lead_and_its_repetition(credit):
    """A summary, who wrote, and the article that begins with the summary."""
    parts = split(f"{TITLE}\n\n{FIRST}\n\n{credit}\n\n{FIRST}\n\n{SECOND}")
    assert parts.byline == credit.removeprefix("كتبت: ")
    assert parts.body.split("\n\n") == [FIRST, SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "غزة – هدنة جديدة",
        "تقرير: روسيا تسحب قواتها",
        "كتب الرئيس على تويتر",
        "لقاء سوري–روسي رفيع في موسكو",
        "موسكو",
        "123",
    ],
)
def test_no_credit(line):
    """Headlines with the words and signs of a credit are none."""
    assert read_credit(line, strict=True) is None


@pytest.mark.parametrize(
    ("line", "byline", "source", "origin"),
    [
        ("محمد علي - 15 أكتوبر 2025", "محمد علي", None, "text"),
        ("كتب: محمد علي | 15/10/2025", "محمد علي", None, "text"),
        ("بواسطة محمد علي في أكتوبر 15, 2025", "محمد علي", None, "text"),
        ("تحرير: محمد علي | ١٥ تشرين الأول ٢٠٢٥ - ١٠:٢٠ ص", "محمد علي", None, "text"),
        ("فريق التحرير - 2025-10-15", "فريق التحرير", None, "text"),
        ("القاهرة - محمد علي - 15 أكتوبر 2025", "محمد علي", None, "dateline"),
        ("رويترز - 15 أكتوبر 2025", None, "رويترز", "dateline"),
        ("القاهرة في 15 أكتوبر 2025 (رويترز)", None, "رويترز", "dateline"),
        ("نُشر الأربعاء 15 تشرين الأول/أكتوبر 2025 عند الساعة 12:40", None, None, "text"),
        ("Published: 15 Oct 2025", None, None, "text"),
    ],
)
@pytest.mark.parametrize("above", [True, False], ids=["above the title", "below the title"])
def test_credit_with_date(line, byline, source, origin, above):
    """Writer, source and day may share a line, above the title or below it."""
    parts = split("\n".join([line, TITLE] if above else [TITLE, line]) + f"\n{FIRST}\n\n{SECOND}")
    assert (parts.title, parts.byline, parts.source) == (TITLE, byline, source)
    date = published(None, None, parts.date_line_raw, parts.body)
    assert (date.iso, date.origin) == ("2025-10-15", origin)
    assert parts.body.split("\n\n") == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("رياضة", "رياضة"),
        ("أخبار العالم", "أخبار العالم"),
        ("عربي ودولي", "عربي ودولي"),
        ("القسم: اقتصاد وأعمال", "اقتصاد وأعمال"),
        ("الرئيسية » أخبار » سوريا", "سوريا"),
        ("سياسة | الشرق الأوسط", "الشرق الأوسط"),
        ("بوتين يلتقي الشيباني", None),
        ("", None),
    ],
)
def test_section(line, section):
    """A section is named by a label, a trail of links, or words that only sections have."""
    assert section_of(line) == section


@pytest.mark.parametrize(
    ("line", "expected"),
    [("محمد علي", True), ("د. سمير حسن", True), ("أحمد الشرع في موسكو", False), ("هدنة جديدة", False), ("محمد", False)],
)
def test_person(line, expected):
    """A name is a given name and what follows it, with no word of a sentence."""
    assert is_person(line) is expected


@pytest.mark.parametrize(
    "prefix",
    [
        "date 2025-12-24 ",
        "24/12/2025 ",
        "2025-12-24T10:30:00Z ",
        "تاريخ النشر: 24 ديسمبر 2025 ",
        "15 أكتوبر 2025 - ",
        "دبي، الإمارات العربية المتحدة (CNN)— ",
        "القاهرة في 3 مارس 2019 (رويترز) - ",
        "القاهرة 3 مارس آذار (رويترز) - ",
        "بيروت - (أ ف ب) - ",
        "دمشق-سانا ",
        "أنقرة/الأناضول/ ",
        "رويترز - ",
    ],
)
def test_prefix(prefix):
    """A dateline before the first word is set apart from the paragraph."""
    assert prefix_end(prefix + FIRST) == len(prefix)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("3 مارس 2019 شهد توقيع الاتفاق بين الطرفين في القاهرة", id="an event's day opens the sentence"),
        pytest.param("في 24/12/2025 وقع الرئيسان الاتفاق الجديد في موسكو", id="a preposition before the day"),
        pytest.param("قالت وكالة الأنباء السعودية (واس) إن الملك استقبل الوزير", id="an agency inside the sentence"),
        pytest.param("نشرت في 3 مارس 2019 صحيفة بريطانية تقريرا عن الحادث", id="«published» is the verb"),
        pytest.param("واشنطن ترفض المقترح الروسي وتدعو إلى مفاوضات جديدة", id="a capital stands for its government"),
        pytest.param("24/12/2025", id="nothing follows"),
        pytest.param("", id="empty"),
    ],
)
def test_no_prefix(text):
    """Sentences that only look like datelines stay whole."""
    assert prefix_end(text) == 0


@pytest.mark.parametrize(
    "title",
    [
        "شاهد.. أول سيارة من رولز رويس",
        "بالصور: افتتاح الميناء الجديد",
        "اقرأ: رسالة الوزير",
        "نشر طائرات إف 22 في كوريا الجنوبية",
    ],
)
def test_titles_that_begin_like_links(title):
    """«شاهد..» and «نشر» open titles as well as links and date lines; above the text it is the title."""
    assert split(f"{title}\n\n{FIRST}\n\n{SECOND}").title == title


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "...", "\x00", "المزيد"])
def test_nothing_to_read(text):
    """A text without an article gives no body and no title."""
    parts = split(text)
    assert (parts.title, parts.body, parts.lead) == ("", "", "")


def test_kinds_of_line_ends():
    """Windows and old Macintosh line ends part lines too."""
    assert body_of(f"{TITLE}\r\n\r\n{FIRST}\r\n{SECOND}") == [FIRST, SECOND]
    assert body_of(f"{TITLE}\r\r{FIRST}\r{SECOND}") == [FIRST, SECOND]


PIECES = st.sampled_from(
    [
        "أحدث الأخبار",
        "• 09:04 . خبر... المزيد",
        "... المزيد",
        "المزيد",
        "اقرأ أيضاً",
        "بقلم: ",
        "رويترز",
        "أ ف ب",
        "دمشق-سانا ",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "(",
        ")",
        "- ",
        "…",
        "ـ",
        "\u200f",
        "\u064b",
        "15/10/2025",
        "تاريخ",
        "محمد علي",
        "رياضة",
        TITLE,
        FIRST,
        SECOND,
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.one_of(st.none(), st.text(), st.just(TITLE)))
def test_zones_cut_the_text(text, title):
    """Zones of any text are in order, apart, not empty, and cut what they say."""
    end = 0
    for zone in find_zones(text, title=title):
        assert end <= zone.start < zone.end
        assert text[zone.start : zone.end] == zone.text
        end = zone.end


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_parts_of_any_text(text):
    """The lead opens the body, and a text with a body has a title."""
    parts = split(text)
    assert parts.body.startswith(parts.lead)
    assert bool(parts.title) >= bool(parts.body)
    assert not any("\n" in paragraph for paragraph in parts.body.split("\n\n"))


@pytest.mark.parametrize(
    "piece",
    [
        "ا",
        "\n",
        " ",
        ".",
        "... المزيد ",
        "• 09:04 . خبر... المزيد\n",
        "أحدث الأخبار\n",
        "الوسوم\n",
        "اقرأ أيضاً\n",
        "#ا ",
        "- \n",
        "1/",
    ],
)
def test_time_grows_with_length_only(piece):
    """A hundred thousand characters of anything take seconds, not minutes."""
    text = (piece * 100_000)[:100_000]
    start = time.perf_counter()
    find_zones(text)
    assert time.perf_counter() - start < 10
