"""What is marked, where fragments are cut, and that only escaped text becomes HTML."""

from __future__ import annotations

import html
import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyzer import analyze
from index.analysis.token import LAYERS, Layer
from index.article import Mention
from search.highlighting import FRAGMENT_CHARS, highlight, mark_all, to_html
from search.ladder import layers_at
from search.occurrences import Finder, Occurrence
from search.parser import parse
from search.query import Keyword
from search.results import Highlight


def finder(q: str, match: Layer = "stem") -> Finder:
    """What looks for the query ``q`` at a rung."""
    return Finder(parse(q, resolve_actor=lambda name: (), today=date(2025, 1, 1)).clause, match)


def found(text: str, q: str, match: Layer = "stem", field: str = "body") -> list[Occurrence]:
    """Where ``q`` stands in ``text``."""
    return finder(q, match).find(analyze(text), field)


def bracketed(mark: Highlight) -> str:
    """The text of a highlight with brackets for marks."""
    text = mark.text
    for start, end in reversed(mark.ranges):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("q", "match", "expected"),
    [
        pytest.param("موسكو", "word", "زار [موسكو] أمس", id="the word itself"),
        pytest.param("موسكو", "stem", "زار [مُوسْكُو] أمس", id="harakat inside the mark"),
        pytest.param("موسكو", "word", "زار [موســكو] أمس", id="tatweel inside the mark"),
        pytest.param("سوريا", "stem", "إلى [وبسوريا]، ثم", id="particles inside the mark, punctuation outside"),
        pytest.param("سوريا", "word", "إلى وبسوريا، ثم", id="at the word rung only the word"),
        pytest.param("سوريا", "stem", "حدود [سورية]", id="another spelling of the name"),
        pytest.param("وزير", "stem", "وزارة [ووزير] [والوزير]", id="forms of a stem, not its relatives"),
        pytest.param("كتب", "root", "في [المكاتب] [كتاب]", id="relatives at the root rung"),
        pytest.param("كتب", "word", "في المكاتب كتاب", id="but not at the word rung"),
        pytest.param("مسؤول", "stem", "[مسئول] [ومسؤول]", id="seats of hamza are one spelling"),
        pytest.param("2024", "stem", "عام [٢٠٢٤]", id="digits of either kind"),
        pytest.param("lavrov", "stem", "قال [لافروف]", id="a Latin name"),
        pytest.param('"وزير الخارجية"', "stem", "قال [وزير الخارجية]", id="a phrase is one mark"),
        pytest.param('"وزير الخارجية"', "stem", "[وَزِيرُ\n الخَارِجِيَّة] أمس", id="with whatever stands between"),
        pytest.param('"وزير الخارجية"', "root", "وزير للخارجية، الخارجية وزير", id="a phrase is as written, in order"),
        pytest.param('"في موسكو"', "stem", "[في موسكو] وفي غيرها، إلى موسكو", id="stop words count in a phrase"),
        pytest.param('"وزير الخارجية" الخارجية', "word", "[وزير الخارجية] و [الخارجية]", id="overlaps are one mark"),
        pytest.param("موسك*", "stem", "[موسكو] [موسكوفي] وموسكو", id="a prefix, as written"),
        pytest.param("إجراء*", "stem", "[إجراء] [إجراءات] [إجرائية] إجازة", id="a prefix that ends in a hamza"),
        pytest.param("زيارة في موسكو", "stem", "[زيارة] في [موسكو]", id="stop words beside words are not marked"),
        pytest.param("في", "stem", "[في] موسكو", id="a stop word alone is"),
        pytest.param("موسكو -زيارة", "stem", "زيارة [موسكو]", id="excluded words are not marked"),
        pytest.param("NOT (موسكو OR زيارة)", "stem", "زيارة موسكو", id="nor anything inside an exclusion"),
        pytest.param("برلين OR موسكو", "stem", "زيارة [موسكو]", id="an alternative"),
        pytest.param("عنوان:موسكو زيارة", "stem", "[زيارة] موسكو", id="asked of the title only"),
        pytest.param("مصدر:موسكو زيارة", "stem", "[زيارة] موسكو", id="a source is not text"),
        pytest.param("بو-تين", "word", "[بو]-[تين]", id="two words of a chunk are two marks"),
        pytest.param("", "stem", "زيارة موسكو", id="nothing asked"),
        pytest.param("موسكو", "stem", "", id="nothing to mark"),
    ],
)
def test_marks(q: str, match: Layer, expected: str) -> None:
    """Whole words of the original text are marked, at the rung used."""
    text = expected.replace("[", "").replace("]", "")
    assert expected == bracketed(mark_all(text, "body", found(text, q, match)))


def test_what_is_asked_of_titles_is_marked_in_titles() -> None:
    """A field's words are marked in that field."""
    marked = mark_all("زيارة موسكو", "title", found("زيارة موسكو", "عنوان:موسكو", field="title"))
    assert bracketed(marked) == "زيارة [موسكو]"


def test_an_actor_asked_for_is_marked_where_it_is_named() -> None:
    """An actor is marked by its mentions, whatever words they are."""
    text = "قال الوزير الروسي إن سيرجي هنا"
    mentions = [Mention("sergey-lavrov", "body", 4, 17, text[4:17]), Mention("other", "body", 21, 26, text[21:26])]
    where = Finder(Keyword("actor", ("sergey-lavrov",)), "stem").find(analyze(text), "body", mentions)
    assert bracketed(mark_all(text, "body", where)) == "قال [الوزير الروسي] إن سيرجي هنا"


FILLER = "هذه جملة طويلة لا شيء فيها مما يبحث عنه القارئ ولا تفيد أحدا. "


@pytest.mark.parametrize(
    ("text", "q", "expected"),
    [
        pytest.param("زيارة موسكو", "موسكو", ["زيارة [موسكو]"], id="a short text is shown whole"),
        pytest.param(
            FILLER * 20 + "زار الوزير موسكو. " + FILLER * 20,
            "زار موسكو",
            ["[زار] الوزير [موسكو]."],
            id="a sentence far from the beginning",
        ),
        pytest.param(
            "موسكو. " + FILLER * 20 + "زيارة موسكو. " + FILLER * 20,
            "زيارة موسكو",
            ["[زيارة] [موسكو]."],
            id="two different words before one, which is left out when nothing new is in it",
        ),
        pytest.param(
            FILLER * 9 + "وصل موسكو. " + FILLER * 9 + "بعد زيارة. " + FILLER * 9,
            "زيارة موسكو",
            ["وصل [موسكو].", "بعد [زيارة]."],
            id="two fragments where the words stand apart, in the order of the text",
        ),
        pytest.param(
            FILLER * 9 + "وصل موسكو " + "كلمة " * 60 + "بعد زيارة. " + FILLER * 9,
            "زيارة موسكو",
            ["وصل [موسكو]", "بعد [زيارة]."],
            id="a word at the end of a sentence too long for one fragment",
        ),
        pytest.param("", "موسكو", [], id="an empty text"),
        pytest.param(" \n ", "موسكو", [], id="a blank text"),
    ],
)
def test_fragments(text: str, q: str, expected: list[str]) -> None:
    """The best fragments hold the words of the query; what is shown around them is whole words."""
    fragments = highlight(text, "body", found(text, q))
    shown = [bracketed(fragment) for fragment in fragments]
    for sentence in expected:
        assert any(sentence in one for one in shown), shown
    if not expected:
        assert shown == []


@pytest.mark.parametrize(
    ("text", "q", "expected"),
    [
        pytest.param(
            FILLER * 9 + "وبسوريا. " + FILLER * 9 + "سوريا. " + FILLER * 9, "سوريا", "[سوريا].", id="the exact word"
        ),
        pytest.param(
            "موسكو موسكو موسكو. " + FILLER * 9 + "زيارة موسكو. " + FILLER * 9,
            "زيارة موسكو",
            "[زيارة] [موسكو].",
            id="two different words before one three times",
        ),
        pytest.param(
            FILLER * 9 + "أول موسكو. " + FILLER * 9 + "ثاني موسكو. ",
            "موسكو",
            "أول [موسكو].",
            id="the earlier of equals",
        ),
    ],
)
def test_the_best_fragment(text: str, q: str, expected: str) -> None:
    """Where there is room for one fragment, it is the best."""
    (fragment,) = highlight(text, "body", found(text, q), max_fragments=1)
    assert expected in bracketed(fragment)


def test_without_anything_found_the_beginning_is_shown() -> None:
    """A text that was found by its title shows how it begins, up to the end of a sentence."""
    (lead,) = highlight(FILLER * 9, "body", [])
    assert (lead.start, lead.ranges) == (0, ())
    assert lead.text.endswith(".") and len(lead.text) <= FRAGMENT_CHARS


@pytest.mark.parametrize("size", [1, 2, 5], ids="{} fragments".format)
def test_the_number_of_fragments_is_kept(size: int) -> None:
    """No more fragments than asked for."""
    text = ("موسكو. " + FILLER * 9) * 9
    assert len(highlight(text, "body", found(text, "موسكو"), max_fragments=size)) == size


def test_a_phrase_longer_than_a_fragment_is_shown_whole() -> None:
    """A mark is never cut."""
    words = " ".join(f"كلمة{i}" for i in range(60))
    text = f"{FILLER * 3}{words} {FILLER * 3}"
    fragments = highlight(text, "body", found(text, f'"{words}"'), fragment_chars=80)
    assert f"[{words}]" in bracketed(fragments[0])


def test_a_text_of_100_000_characters_is_searched_to_its_end_at_once() -> None:
    """Length does not matter: the only match may be the last word, or every word may match."""
    text = FILLER * 1600 + "وصل لافروف"
    everything = "موسكو " * 20_000
    analyze(text + everything)  # the cost of analysis is measured elsewhere
    started = time.process_time()
    assert "[لافروف]" in bracketed(highlight(text, "body", found(text, "لافروف"))[0])
    assert len(highlight(everything, "body", found(everything, "موسكو"))) == 2
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        pytest.param(Highlight("body", "زيارة موسكو", ((6, 11),)), "زيارة <mark>موسكو</mark>", id="a mark"),
        pytest.param(Highlight("body", "زيارة", ()), "زيارة", id="no mark"),
        pytest.param(
            Highlight("body", "<script>alert(\"1\")</script> & 'موسكو'", ()),
            "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#x27;موسكو&#x27;",
            id="markup in the text",
        ),
        pytest.param(Highlight("body", "a<b>", ((1, 4),)), "a<mark>&lt;b&gt;</mark>", id="markup in a mark"),
        pytest.param(Highlight("body", "ab", ((0, 1), (1, 2))), "<mark>a</mark><mark>b</mark>", id="marks that touch"),
        pytest.param(Highlight("body", "", ()), "", id="nothing"),
    ],
)
def test_to_html(mark: Highlight, expected: str) -> None:
    """Every piece is escaped; only marks are markup."""
    assert expected == to_html(mark)


_WORDS = st.sampled_from(
    [
        *(
            "سوريا",
            "وسوريا",
            "لسورية",
            "السوري",
            "موسكو",
            "موسكوَ",
            "وزير",
            "الوزراء",
            "وزارة",
            "في",
            "إلى",
            "كتب",
            "كاتب",
        ),
        *("مكتبة", "Lavrov", "لافروف", "٢٠٢٤", "2024", "<b>", "&", ".", "!", "\n"),
    ]
)
_TEXTS = st.one_of(st.lists(_WORDS, max_size=60).map(" ".join), st.text(), st.lists(_WORDS, max_size=30).map("".join))
_QUERIES = st.one_of(st.lists(_WORDS, min_size=1, max_size=4).map(" ".join), st.just('"سوريا وسوريا"'), st.just("وز*"))


@given(_TEXTS, _QUERIES, st.sampled_from(LAYERS), st.integers(1, 4), st.integers(1, 120))
def test_fragments_cut_the_original_text(text: str, q: str, match: Layer, size: int, width: int) -> None:
    """Fragments are pieces of the text in order, none overlaps another, and marks are whole words inside them."""
    where = found(text, q, match)
    fragments = highlight(text, "body", where, max_fragments=size, fragment_chars=width)
    assert len(fragments) <= size
    end = 0
    for fragment in fragments:
        assert fragment.start >= end
        end = fragment.start + len(fragment.text)
        assert text[fragment.start : end] == fragment.text
        assert fragment.text == fragment.text.strip()
        last = 0
        for low, high in fragment.ranges:
            assert last <= low < high <= len(fragment.text)
            last = high
            assert any(o.start == fragment.start + low for o in where)
            assert any(o.end == fragment.start + high for o in where)
    assert bool(where) == any(fragment.ranges for fragment in fragments)


@given(_TEXTS, _QUERIES)
def test_html_says_the_text_and_nothing_else(text: str, q: str) -> None:
    """Take the marks out of the HTML and unescape it: the text is there again."""
    mark = mark_all(text, "body", found(text, q))
    plain = re.sub("</?mark>", "", to_html(mark))
    assert "<" not in plain
    assert html.unescape(plain) == text or "&" in text or "\r" in text


@given(_WORDS, _WORDS, st.sampled_from(LAYERS))
def test_a_word_is_marked_exactly_where_it_matches(asked: str, written: str, match: Layer) -> None:
    """Marks follow the ladder: a word is marked when any layer of the rung has the same term."""
    terms, tokens = analyze(asked), analyze(written)
    expected = any(
        term.term(layer) and term.term(layer) == token.term(layer)
        for term in terms
        for token in tokens
        for layer in layers_at(match)
    )
    assert expected == bool(found(written, asked, match))


@given(_TEXTS, st.lists(_WORDS, min_size=1, max_size=3))
def test_a_wider_rung_marks_no_less(text: str, words: list[str]) -> None:
    """Whatever is marked at a rung is marked at the next."""
    marked = [{(o.start, o.end) for o in found(text, " ".join(words), rung)} for rung in LAYERS]
    assert marked[0] <= marked[1] <= marked[2]
