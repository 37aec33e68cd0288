"""Clitics, joined name parts and the forms of adjectives."""

import pytest

from index.actors.forms import adjective_forms, clitic_forms, initials, spellings, words_of
from index.analysis.analyzer import analyze


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        pytest.param("لافروف", "لافروف افروف", id="a first letter that may be a clitic"),
        pytest.param("ولافروف", "ولافروف لافروف افروف", id="and"),
        pytest.param("فبموسكو", "فبموسكو بموسكو موسكو", id="fa, then in"),
        pytest.param("للامم", "للامم لامم الامم", id="for the"),
        pytest.param("للبنان", "للبنان لبنان البنان", id="for Lebanon"),
        pytest.param("بو", "بو", id="too short to be cut"),
        pytest.param("nato", "nato", id="Latin"),
        pytest.param("", "", id="empty"),
    ],
)
def test_clitic_forms(word, forms):
    assert list(clitic_forms(word)) == forms.split()


@pytest.mark.parametrize(
    ("words", "variants"),
    [
        pytest.param("عبد الفتاح السيسي", {"عبد الفتاح السيسي", "عبدالفتاح السيسي"}, id="joined"),
        pytest.param("عبدالله غل", {"عبدالله غل", "عبد الله غل"}, id="parted"),
        pytest.param("حسن نصرالله", {"حسن نصرالله", "حسن نصر الله"}, id="second part"),
        pytest.param("ابو مازن", {"ابو مازن", "ابومازن"}, id="kunya"),
        pytest.param("ا ف ب", {"ا ف ب", "افب"}, id="letters"),
        pytest.param("محمد بن سلمان", {"محمد بن سلمان"}, id="ben stays apart"),
        pytest.param("بشار الاسد", {"بشار الاسد"}, id="nothing to join"),
    ],
)
def test_spellings(words, variants):
    assert {" ".join(variant) for variant in spellings(tuple(words.split()))} == variants


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        pytest.param("أ.ف.ب", "ا ف ب", id="acronym"),
        pytest.param("U.N.", "u n", id="Latin acronym"),
        pytest.param("سانا", "", id="a word"),
        pytest.param("St. Lucia", "", id="an abbreviation"),
    ],
)
def test_initials(text, letters):
    assert initials(text) == tuple(letters.split())


@pytest.mark.parametrize(
    ("adjective", "form"),
    [
        pytest.param("سوري", "السورية", id="feminine"),
        pytest.param("سوري", "سوريين", id="plural"),
        pytest.param("سوري", "السوريتان", id="feminine dual"),
        pytest.param("روسي", "الروس", id="broken plural"),
        pytest.param("كوري جنوبي", "الكورية الجنوبية", id="both words"),
        pytest.param("جنوب افريقي", "جنوب الافريقية", id="article on the second word"),
        pytest.param("جنوب افريقي", "الجنوب افريقية", id="article on the first word"),
    ],
)
def test_adjective_forms(adjective, form):
    expected = tuple(form.replace("ة", "ه").split())
    forms = dict(adjective_forms(tuple(adjective.split())))
    assert forms[expected] is ("ال" in form)


@pytest.mark.parametrize("text", ["عَبْدُ الفَتّاح السيسى", "أ.ف.ب", "O'Brien", "كي-مون", "فرانس 24", "#بشار_الأسد", ""])
def test_words_of_is_the_word_layer(text):
    assert words_of(text) == tuple(token.word for token in analyze(text))
