"""What the user typed, to a clause and back: one row per case, typed text → printed clause."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.tokenizer import tokenize
from search.notices import NOTICES, Notice
from search.parser import Parsed, parse
from search.printer import outline
from search.query import Bool, MatchAll, Term

TODAY = date(2025, 12, 24)
ACTORS = {
    "لافروف": ("sergey-lavrov",),
    "أحمد الشرع": ("ahmed-al-sharaa",),
    "الأسد": ("bashar-al-assad", "hafez-al-assad"),
    "sergey-lavrov": ("sergey-lavrov",),
}


def read(q: str, language: str = "ar") -> Parsed:
    """Read ``q`` on a fixed day with a few actors."""
    return parse(q, resolve_actor=lambda name: ACTORS.get(name, ()), today=TODAY, language=language)  # type: ignore[arg-type]


WORDS = [
    ("", "*", "nothing typed: every article"),
    ("  \t\n ", "*", "white space is nothing"),
    ("*", "*", "a star alone: every article"),
    ("روسيا", "روسيا", "one word"),
    ("وزير الخارجية", "(+وزير +الخارجيه)", "all words must match"),
    ("زيارة وزير إلى موسكو", "(+زياره +وزير +~الي +موسكو)", "a stop word beside words only weighs"),
    ("من إلى", "(+من +الي)", "only stop words: they must match"),
    ("من مصدر:سانا", "(+من +@source=سانا)", "a field's value is no word to stand beside"),
    ("في «موسكو»", '(+~في +"موسكو")', "a phrase is"),
    ("روسيا و أوكرانيا", "(+روسيا +~و +اوكرانيا)", "و is a word"),
    ("روسيا أو أوكرانيا", "(+روسيا +~او +اوكرانيا)", "أو is a word"),
    ("روسيا and موسكو", "(+روسيا +~and +موسكو)", "operators are in capitals"),
    ("بو-تين", "(+بو +تين)", "a hyphen inside a word is no sign"),
    ("#سوريا_الجديدة", "(+سوريا +الجديده)", "a hashtag is its words"),
    ("سوريا،لبنان؛الأردن", "(+سوريا +لبنان +الاردن)", "Arabic punctuation without spaces"),
    ("من هو الرئيس؟", "(+~من +~هو +الرئيس)", "a question mark is no wildcard"),
    ("٢٠٢٤", "2024", "Arabic digits"),
    ("Putin 2024", "(+putin +2024)", "Latin and digits"),
    ("الدَّوْلَة الـدولـة", "(+الدوله +الدوله)", "harakat and tatweel"),
    ("؟؟ !! …", "*", "nothing that can be searched"),
    ("user@example.org", "user@example.org", "an address is one word"),
]
PHRASES = [
    ("«وزير الخارجية»", '"وزير الخارجيه"', "Arabic quotes"),
    ('"وزير الخارجية"', '"وزير الخارجيه"', "straight quotes"),
    ("“وزير الخارجية”", '"وزير الخارجيه"', "curly quotes"),
    ("„وزير الخارجية“", '"وزير الخارجيه"', "low quotes"),
    ("„وزير الخارجية”", '"وزير الخارجيه"', "low quotes closed high"),
    ("»وزير الخارجية«", '"وزير الخارجيه"', "Arabic quotes typed the wrong way round"),
    ('"في موسكو"', '"في موسكو"', "stop words count inside"),
    ('"موسكو"', '"موسكو"', "one word, as written"),
    ('"سوريا، و(لبنان)"', '"سوريا و لبنان"', "brackets inside are punctuation"),
    ('"روسيا AND -موسكو"', '"روسيا and موسكو"', "operators and signs inside are words and punctuation"),
    ('«قال "نعم" أمس»', '"قال نعم امس"', "quotes inside quotes"),
    ('وزير "الخارجية الروسي', "(+وزير +الخارجيه +الروسي)", "without a partner: plain words"),
    ('ساما" تطلق مبادرة "فنتك" لدعم', '(+ساما +تطلق +مبادره +"فنتك" +لدعم)', "a mark that can only close"),
    ('"" موسكو', "موسكو", "empty quotes"),
    ('روسيا"موسكو"', '(+روسيا +"موسكو")', "stuck to a word"),
]
OPERATORS = [
    ("روسيا AND موسكو", "(+روسيا +موسكو)", "both"),
    ("من AND موسكو", "(+من +موسكو)", "a stop word asked for must match"),
    ("روسيا OR موسكو", "(?روسيا ?موسكو)", "either"),
    ("من OR موسكو", "(?من ?موسكو)", "a stop word asked for is an alternative"),
    ("روسيا NOT موسكو", "(+روسيا -موسكو)", "without"),
    ("NOT موسكو", "(-موسكو)", "everything but"),
    ("NOT NOT موسكو", "موسكو", "twice is not at all"),
    ("وزير روسيا OR موسكو", "(+وزير +(?روسيا ?موسكو))", "OR is tighter than a space"),
    ("وزير OR روسيا AND موسكو", "(?وزير ?(+روسيا +موسكو))", "AND is tighter than OR"),
    ("(وزير OR روسيا) AND موسكو", "(+(?وزير ?روسيا) +موسكو)", "brackets first"),
    ("وزير OR (روسيا OR موسكو)", "(?وزير ?روسيا ?موسكو)", "alternatives of alternatives"),
    ("روسيا OR NOT موسكو", "(?روسيا ?(-موسكو))", "an alternative that excludes"),
    ("NOT (روسيا OR موسكو)", "(-(?روسيا ?موسكو))", "neither"),
    ("-(روسيا موسكو)", "(-(+روسيا +موسكو))", "not both"),
    ("بو-تين OR موسكو", "(?(+بو +تين) ?موسكو)", "an alternative of two words"),
    ("-بو-تين", "(-(+بو +تين))", "two words excluded together"),
    ("AND روسيا", "روسيا", "nothing before"),
    ("روسيا OR", "روسيا", "nothing after"),
    ("روسيا AND AND موسكو", "(+روسيا +موسكو)", "one too many"),
    ("OR", "*", "an operator alone"),
    ("روسيا && من", "(+روسيا +من)", "AND of other languages"),
    ("وزير روسيا || موسكو", "(+وزير +(?روسيا ?موسكو))", "OR of other languages"),
    ("روسيا || !موسكو && سوريا", "(?روسيا ?(+سوريا -موسكو))", "they bind as the words do"),
    ("روسيا||موسكو", "(+روسيا +موسكو)", "stuck to words they mean nothing"),
    ("|| روسيا", "روسيا", "nothing before ||"),
    ("https://example.org/?a=1&&b=2", "example.org/?a=1&&b=2", "&& within an address"),
    ("NOT", "*", "NOT alone"),
]
SIGNS = [
    ("وزير -موسكو", "(+وزير -موسكو)", "must not"),
    ("وزير −موسكو", "(+وزير -موسكو)", "a true minus sign"),
    ("وزير !موسكو", "(+وزير -موسكو)", "! of other languages"),
    ('!"وزير الخارجية" روسيا', '(+روسيا -"وزير الخارجيه")', "! before a phrase"),
    ("عاجل! انفجار ! في موسكو !!", "(+عاجل +انفجار +~في +موسكو)", "an exclamation mark"),
    ("+من روسيا", "(+من +روسيا)", "a stop word that must match"),
    ("-من روسيا", "(+روسيا -من)", "a stop word that must not"),
    ("وزير - موسكو", "(+وزير +موسكو)", "a dash between words"),
    ("--موسكو", "موسكو", "two dashes are punctuation"),
    ("موسكو -", "موسكو", "a sign at the end"),
    ("+ -", "*", "signs alone"),
    ('-"وزير الخارجية"', '(-"وزير الخارجيه")', "a phrase excluded"),
    ("+(من روسيا)", "(+من +روسيا)", "brackets that must match"),
    ("(-موسكو)", "(-موسكو)", "inside brackets"),
    ("-موسك*", "(-موسك*)", "a prefix excluded"),
]
BRACKETS = [
    ("(وزير (الخارجية)) موسكو", "(+وزير +الخارجيه +موسكو)", "that group nothing"),
    ("((وزير) موسكو", "(+وزير +موسكو)", "one not closed"),
    ("وزير) موسكو", "(+وزير +موسكو)", "one not opened"),
    ("()", "*", "empty"),
    ("( AND )", "*", "around an operator"),
    ("سوريا(صور)", "(+سوريا +صور)", "stuck to a word"),
    ("(" * 50 + "موسكو" + ")" * 50, "موسكو", "nested too deeply"),
    ("(" * 3000, "*", "thousands"),
]
PREFIXES = [
    ("موسك*", "موسك*", "words that begin so"),
    ("الأم*", "الام*", "folded like words"),
    ("موسك*، روسيا", "(+موسك* +روسيا)", "punctuation after the star"),
    ("م* روسيا", "روسيا", "too short"),
    ("*كو", "كو", "a star before"),
    ("مو*كو", "(+مو +كو)", "a star inside"),
    ("بو-تي*", "(+بو +تي*)", "only the last word of a chunk"),
    ("موسكو~2", "موسكو", "fuzziness of other languages"),
    ("موسكو^3", "موسكو", "boosts of other languages"),
    ("https://example.org/a~1", "example.org/a~1", "a ~ within an address"),
    ("www.example.org/~ali/~2 موسكو", "(+example.org/~ali/~2 +موسكو)", "an address that ends in ~ and a figure"),
    ("example.org^2", "example.org", "a boost after an address"),
]
FIELDS = [
    ("عنوان:بوتين", "title:بوتين", "a word of the title"),
    ("title:بوتين", "title:بوتين", "in English"),
    ("Title:بوتين", "title:بوتين", "in any case"),
    ("عُنوان:بوتين", "title:بوتين", "with harakat"),
    ("عنوان: بوتين", "title:بوتين", "a space after the colon"),
    ("\u200fعنوان:\u200fبوتين", "title:بوتين", "direction marks"),
    ('عنوان:"وزير الخارجية"', 'title:"وزير الخارجيه"', "before quotes"),
    ('عنوان:(روسيا OR "وزير الخارجية")', '(?title:روسيا ?title:"وزير الخارجيه")', "before brackets"),
    ("عنوان:موسك*", "title:موسك*", "before a prefix"),
    ("-عنوان:بوتين", "(-title:بوتين)", "excluded"),
    ("عنوان:-بوتين", "(-title:بوتين)", "excluded, sign inside"),
    ("عنوان:وزير موسكو", "(+title:وزير +موسكو)", "one word only"),
    ("مصدر:سانا", "@source=سانا", "a source"),
    ('مصدر:"سكاي نيوز"', "@source=سكاي نيوز", "a source of two words"),
    ("source:(سانا OR رويترز)", "(?@source=سانا ?@source=رويترز)", "either source"),
    ("مصدر:(سكاي نيوز)", "@source=سكاي نيوز", "brackets hold one value"),
    ("مصدر:سكا*", "@source=سكا", "no prefix in values"),
    ("مصدر:سكا*نيوز", "@source=سكا نيوز", "nor a star inside them"),
    ('قسم:"أخبار سياسية"', "@section=أخبار سياسية", "a section"),
    ("section:sport -source:bbc", "(+@section=sport -@source=bbc)", "excluded source"),
    ("جهة:لافروف", "@actor=sergey-lavrov", "an actor"),
    ("جهه:لافروف", "@actor=sergey-lavrov", "ه for ة"),
    ("actor:sergey-lavrov", "@actor=sergey-lavrov", "an actor's id"),
    ("جهة:أحمد الشرع زار", "(+@actor=ahmed-al-sharaa +زار)", "a known name needs no quotes"),
    ('جهة:"أحمد الشرع" زار', "(+@actor=ahmed-al-sharaa +زار)", "nor do quotes hurt"),
    ("جهة:الأسد", "@actor=bashar-al-assad|hafez-al-assad", "a name of two"),
    ("جهة:فلان", "فلان", "unknown: searched as text"),
    ("foo:بوتين", "(+foo +بوتين)", "no such field: text"),
    ("10:30", "10:30", "a time is no field"),
    ("https://example.org/a", "example.org/a", "an address is no field"),
    ("عنوان:", "*", "no value"),
    ("عنوان: )", "*", "no value before a bracket"),
    ('مصدر:""', "*", "an empty value"),
]
DATES = [
    ("تاريخ:آب 2025", "@date=2025-08", "a month by name"),
    ("تاريخ:آب 2025 موسكو", "(+@date=2025-08 +موسكو)", "and a word"),
    ('date:"August 2025"', "@date=2025-08", "in quotes, in English"),
    ("تاريخ:2025-08", "@date=2025-08", "a month"),
    ("تاريخ:٢٠٢٥-٠٨", "@date=2025-08", "Arabic digits"),
    ("تاريخ:2025", "@date=2025", "a year"),
    ("تاريخ:2025 موسكو", "(+@date=2025 +موسكو)", "a year and a word"),
    ('تاريخ:"2025" 08', "(+@date=2025 +08)", "a date in ISO form ends there"),
    ("تاريخ:2024 إلى 2025", "@date=2024-01-01..2025-12-31", "but goes on to another"),
    ("date:2025-01 to 2025-03 سوريا", "(+@date=2025-01-01..2025-03-31 +سوريا)", "in English, and a word"),
    ("تاريخ:2024 - 2025", "@date=2024-01-01..2025-12-31", "with a dash"),
    ("تاريخ:.. 2024", "@date=..2024-12-31", "open at the beginning, with a space"),
    ("تاريخ:1446 هـ", "@date=2024-07-07..2025-06-25", "a Hijri year"),
    ("تاريخ:2025 م", "@date=2025", "its era"),
    ("تاريخ:2025 إلى موسكو", "(+@date=2025 +~الي +موسكو)", "no date after it"),
    ('تاريخ:"2024" إلى 2025', "(+@date=2024 +~الي +2025)", "quoted, it ends there"),
    ('-تاريخ:"2024" إلى* 2025', "(+الي* +2025 -@date=2024)", "excluded, before a prefix"),
    ("تاريخ:2025-08-01", "@date=2025-08-01", "a day"),
    ("تاريخ:2025-01..2025-06", "@date=2025-01-01..2025-06-30", "from one to another"),
    ("تاريخ:2025-01 .. 2025-06", "@date=2025-01-01..2025-06-30", "with spaces"),
    ("تاريخ:2025-03..", "@date=2025-03-01..", "open at the end"),
    ("تاريخ:..2024", "@date=..2024-12-31", "open at the beginning"),
    ("تاريخ:2025-06..2025-01", "@date=2025-01-01..2025-06-30", "the wrong way round"),
    ("تاريخ:آخر أسبوع", "@date=2025-12-18..2025-12-24", "relative to today"),
    ("تاريخ:بلا تاريخ", "@date=undated", "without a date"),
    ("date:undated", "@date=undated", "without a date, in English"),
    ("تاريخ:(2024 OR 2025)", "(?@date=2024 ?@date=2025)", "either year"),
    ("-تاريخ:2025", "(-@date=2025)", "excluded"),
    ("تاريخ:من 1 آب 2025 إلى 15 أيلول 2025", "@date=2025-08-01..2025-09-15", "a sentence"),
    ("تاريخ:قريبا موسكو", "موسكو", "no date"),
    ("تاريخ:2025-13", "*", "no such month"),
    ("تاريخ:2025-02-30 موسكو", "موسكو", "no such day"),
    ("تاريخ:..", "*", "open at both ends"),
]
TABLE = [
    pytest.param(typed, expected, id=f"{name}: {reason}")
    for name, rows in {
        "words": WORDS,
        "phrases": PHRASES,
        "operators": OPERATORS,
        "signs": SIGNS,
        "brackets": BRACKETS,
        "prefixes": PREFIXES,
        "fields": FIELDS,
        "dates": DATES,
    }.items()
    for typed, expected, reason in rows
]


@pytest.mark.parametrize(("typed", "expected"), TABLE)
def test_parse(typed: str, expected: str) -> None:
    """Each text gives its clause."""
    assert expected == outline(read(typed).clause)


@pytest.mark.parametrize(("typed", "expected"), TABLE)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_reads_itself_back(typed: str, expected: str, language: str) -> None:
    """What is said of a query can be typed, is then said the same way, and nothing in it is unusable."""
    parsed = read(typed, language)
    again = read(parsed.read_as, language)
    assert (parsed.clause, parsed.plain, parsed.read_as) == (again.clause, again.plain, again.read_as)
    assert again.notices == ()


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        pytest.param("وزيرُ   الخارجية؟", "وزيرُ الخارجية", id="words as typed, punctuation aside"),
        pytest.param('"في موسكو"', "«في موسكو»", id="a phrase"),
        pytest.param("وزير روسيا OR موسكو", "وزير (روسيا OR موسكو)", id="brackets show what was grouped"),
        pytest.param("وزير AND روسيا", "وزير AND روسيا", id="AND of all"),
        pytest.param("وزير AND روسيا موسكو", "+وزير +روسيا موسكو", id="AND of some is +"),
        pytest.param("actor:لافروف", "جهة:«لافروف»", id="field names in the reader's language"),
        pytest.param("تاريخ:آخر أسبوع", "تاريخ:2025-12-18..2025-12-24", id="a period by its days"),
        pytest.param("date:undated", "تاريخ:«بلا تاريخ»", id="no date, in the reader's language"),
        pytest.param('date:"2024" إلى 2025', "تاريخ:«2024» إلى 2025", id="a date quoted where it would go on"),
        pytest.param("NOT and-موسكو", "-(and موسكو)", id="a word spelled like an operator"),
        pytest.param("AND-موسكو", "and موسكو", id="an operator's letters inside a chunk are a word"),
    ],
)
def test_read_as(typed: str, read_as: str) -> None:
    """The reader is told how the query was read."""
    assert read_as == read(typed).read_as


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        pytest.param("وزير الخارجية", [], id="nothing to say"),
        pytest.param('"وزير', ["unbalanced_quote"], id="quote"),
        pytest.param("(وزير", ["unbalanced_bracket"], id="bracket"),
        pytest.param("وزير ()", ["empty_brackets"], id="empty brackets"),
        pytest.param('وزير ""', ["empty_phrase"], id="empty phrase"),
        pytest.param("(" * 30 + "وزير" + ")" * 30, ["too_deep"], id="too deep"),
        pytest.param("وزير AND", ["dangling_operator"], id="operator at the end"),
        pytest.param("foo:وزير", ["unknown_field"], id="unknown field"),
        pytest.param("وزير مصدر:", ["field_without_value"], id="no value"),
        pytest.param("وزير تاريخ:قريبا", ["bad_date"], id="bad date"),
        pytest.param("تاريخ:2025..2024", ["reversed_dates"], id="reversed dates"),
        pytest.param("جهة:فلان", ["unknown_actor"], id="unknown actor"),
        pytest.param("وزير مصدر:؟", ["empty_value"], id="empty value"),
        pytest.param("وزير م*", ["short_prefix"], id="short prefix"),
        pytest.param("و*زير", ["star_not_last"], id="star inside"),
        pytest.param("مصدر:سكا*", ["star_in_value"], id="star in a value"),
        pytest.param("وزير~2", ["unsupported_suffix"], id="fuzziness"),
        pytest.param("روسيا||موسكو", ["stuck_operator"], id="an operator stuck to words"),
        pytest.param("روسيا || موسكو !لبنان", [], id="operators of other languages"),
        pytest.param("روسيا ||", ["dangling_operator"], id="one of them at the end"),
        pytest.param("عاجل! خبر", [], id="an exclamation mark"),
        pytest.param("https://example.org/?a=1&&b=2", [], id="an address"),
        pytest.param("www.example.org/?a&&b،روسيا&&موسكو", ["stuck_operator"], id="one behind an address"),
        pytest.param("؟", ["nothing_to_search"], id="only punctuation"),
        pytest.param("وزير AND وزير AND", ["dangling_operator"], id="said once"),
    ],
)
def test_notices(typed: str, codes: list[str]) -> None:
    """What could not be used is said, in both languages, with the piece it is about."""
    notices = read(typed).notices
    assert codes == [notice.code for notice in notices]
    for notice in notices:
        assert notice.text("ar") != notice.text("en")
        assert notice.piece in notice.text("ar")


def test_each_piece_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of operators in one piece cost no more than one: all of it is read before any bound is known."""
    read_pieces: list[str] = []

    def looked_at(piece: str) -> object:
        read_pieces.append(piece)
        return tokenize(piece)

    monkeypatch.setattr("search.leaves.tokenize", looked_at)
    read("a&&" * 300)
    assert len(read_pieces) == 1


@pytest.mark.parametrize("code", sorted(NOTICES))
def test_every_notice_can_be_said(code: str) -> None:
    """Every sentence takes a piece that looks like a format itself."""
    for language in ("ar", "en"):
        assert Notice(code, "{0}{x}").text(language)  # type: ignore[arg-type]


def test_a_number_of_ours_has_the_digits_of_the_language() -> None:
    """What the reader typed keeps its own."""
    assert "فيها ١٢ منها" in Notice("relaxed", "12").text("ar")
    assert "at least 12 of" in Notice("relaxed", "12").text("en")
    assert "«12*»" in Notice("short_prefix", "12").text("ar")


@pytest.mark.parametrize(
    ("typed", "clauses", "plain"),
    [
        pytest.param("", 0, 0, id="nothing"),
        pytest.param("زيارة وزير إلى موسكو", 4, 3, id="stop words are not counted as plain"),
        pytest.param("زيارة +وزير موسكو", 3, 2, id="what must match is not plain"),
        pytest.param("زيارة AND وزير", 2, 0, id="nor are operands"),
        pytest.param("زيارة OR وزير", 2, 0, id="nor alternatives"),
        pytest.param("زيارة «وزير» عنوان:موسكو -روسيا", 4, 1, id="nor phrases, fields and exclusions"),
        pytest.param("زيارة وزير مصدر:سانا", 3, 2, id="words beside a value are"),
        pytest.param("سوريا وسوريا بسوريا موسكو", 4, 2, id="nor is a word again"),
        pytest.param(" ".join(f"كلمة{i}" for i in range(50)), 100, 51, id="many"),
    ],
)
def test_counts(typed: str, clauses: int, plain: int) -> None:
    """A query says how much it asks for and which of its words may be relaxed."""
    parsed = read(typed)
    assert (clauses, plain) == (parsed.clauses, len(parsed.plain))


@pytest.mark.parametrize(
    ("typed", "minimum", "expected"),
    [
        pytest.param("زيارة وزير موسكو", 2, "(+(?زياره ?وزير ?موسكو)2)", id="plain words"),
        pytest.param("زيارة وزير إلى موسكو", 2, "(+(?زياره ?وزير ?موسكو)2 +~الي)", id="stop words still weigh"),
        pytest.param("زيارة وزير +موسكو -روسيا", 1, "(+(?زياره ?وزير) +موسكو -روسيا)", id="the rest stays"),
        pytest.param("موسكو +موسكو", 1, "(+(?موسكو) +موسكو)", id="the same word both ways"),
        pytest.param("سوريا سوريا موسكو", 2, "(+(?سوريا ?موسكو)2)", id="a word twice is one"),
        pytest.param("سوريا وسوريا موسكو", 2, "(+(?سوريا ?موسكو)2)", id="so is one with a clitic"),
        pytest.param("زيارة OR وزير", 1, "(?زياره ?وزير)", id="nothing to relax"),
        pytest.param("زيارة", 1, "زياره", id="one word"),
    ],
)
def test_relaxed(typed: str, minimum: int, expected: str) -> None:
    """Only plain words are relaxed."""
    assert expected == outline(read(typed).relaxed(minimum))


_PIECES = st.sampled_from(
    [
        *(
            "وزير",
            "الخارجية",
            "في",
            "من",
            "و",
            "موسك*",
            "م*",
            "بو-تين",
            "لافروف",
            "أحمد الشرع",
            "http://x.y/z*",
            "a@b.cd",
        ),
        *("AND", "OR", "NOT", "and", "(", ")", "+", "-", "--", "«", "»", '"', "“", "”", "„", "،", "؟", "*", "~2", "#"),
        *("!", "!!", "&&", "||", "|"),
        *(
            "عنوان:",
            "title:",
            "جهة:",
            "مصدر:",
            "قسم:",
            "تاريخ:",
            "foo:",
            ":",
            "2025",
            "2025-08",
            "آب",
            "..",
            "2024..",
            "إلى",
            "هـ",
        ),
        *("undated", "بلا تاريخ", "آخر أسبوع", "1.5", "-5", "10:30", "U.S.", "don't", "\n", "\u200f", "\u0651"),
    ]
)
_TYPED = st.one_of(
    st.text(),
    st.lists(_PIECES, max_size=14).map(" ".join),
    st.lists(_PIECES, max_size=14).map("".join),
    st.text(alphabet=" ()+-\"«»:*~^.,،ابو1aA\u200f\u064e\u0640@/_'", max_size=40),
)


@given(_TYPED)
def test_any_string_is_read_and_read_back(q: str) -> None:
    """No string fails, and what is read back gives the same clause, with the same words to relax."""
    parsed = read(q)
    again = read(parsed.read_as)
    assert (parsed.clause, parsed.plain) == (again.clause, again.plain)
    assert parsed.read_as == again.read_as


@given(_TYPED)
def test_a_stop_word_that_need_not_match_stands_beside_another_word(q: str) -> None:
    """The engine never meets a clause in which nothing has to match."""

    def check(clause: object) -> None:
        if isinstance(clause, Bool):
            stop = [part for part in clause.must if isinstance(part, Term) and part.is_stop]
            assert not stop or len(stop) < len(clause.must)
            for part in (*clause.must, *clause.should, *clause.must_not):
                check(part)
        else:
            assert clause == read(q).clause or not isinstance(clause, MatchAll)

    check(read(q).clause)
