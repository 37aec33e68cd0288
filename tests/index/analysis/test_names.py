"""Known names and their spellings."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.analysis.analyzer import forms
from index.analysis.names import from_latin, is_name, join_twins, read_gazetteer
from index.analysis.normalizer import normalize


@pytest.mark.parametrize(
    "name", ["لبنان", "بوتين", "فيصل", "واشنطن", "حزيران", "كانون", "ڤيينا", "وليد", "الله", "كييف"]
)
def test_names(name: str) -> None:
    assert is_name(normalize(name))


@pytest.mark.parametrize("word", ["وزارة", "بيان", "كلام", "", "2024", "وسوريا", "الحكومة"])
def test_other_words(word: str) -> None:
    assert not is_name(normalize(word))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("سوريا", "سورية", id="ـيا and ـية"),
        pytest.param("إفريقيا", "أفريقية", id="ـيا and ـية of a continent"),
        pytest.param("أنطاكيا", "أنطاكية", id="ـيا and ـية of a city"),
        pytest.param("سويسرا", "سويسرة", id="ـا and ـة"),
        pytest.param("أمريكا", "أميركا", id="the place of a vowel"),
        pytest.param("إنجلترا", "إنكلترا", id="ج and ك"),
        pytest.param("هولندا", "هولندة", id="ـا and ـة of another state"),
        pytest.param("كوهين", "كوهن", id="a vowel or none"),
        pytest.param("ألبانيزي", "ألبانيز", id="an ending or none"),
        pytest.param("هامبورغ", "هامبورج", id="غ and ج"),
        pytest.param("سيرغي", "سيرجي", id="غ and ج in a first name"),
        pytest.param("غوغل", "جوجل", id="both of them"),
        pytest.param("لوكسمبورغ", "لوكسمبورج", id="غ and ج in a state"),
        pytest.param("مارغريت", "مارجريت", id="a name from the list of foreign names"),
        pytest.param("أمريكي", "أميركي", id="the adjective of a name with two spellings"),
        pytest.param("أوروبي", "أوربي", id="the adjective of a continent"),
        pytest.param("إنجليزي", "إنكليزي", id="an adjective spelled in two ways"),
        pytest.param("مئة", "مائة", id="a number with the alef of old"),
        pytest.param("أكرانيا", "أوكرانيا", id="a dropped vowel"),
        pytest.param("ترامب", "ترمب", id="alef or none"),
        pytest.param("يونيو", "يونيه", id="a month in Egypt"),
    ],
)
def test_spellings_join(one: str, other: str) -> None:
    assert join_twins(normalize(one)) == join_twins(normalize(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("غرب", "جرب"), ("غزا", "جزا"), ("جبل", "كبل"), ("غرام", "كرام")],
)
def test_ordinary_words_with_these_letters_stay_apart(one: str, other: str) -> None:
    assert join_twins(normalize(one)) != join_twins(normalize(other))


def test_the_article_makes_an_adjective() -> None:
    """السورية is what belongs to Syria; سورية is Syria."""
    assert is_name("سوريه") and not is_name("سوريه", article=True)
    assert join_twins("سوريه") == "سوريا"
    assert join_twins("سوريه", article=True) == "سوريه"


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Lavrov", "لافروف"),
        ("Putin", "بوتين"),
        ("Macron", "ماكرون"),
        ("MERKEL", "ميركل"),
        ("Erdoğan", "أردوغان"),
        ("Syria", "سوريا"),
        ("Guterres", "غوتيريش"),
        ("Beethoven", "بيتهوفن"),
        ("Marzouki", "المرزوقي"),
        ("Sisi", "السيسي"),
        ("Ali", "علي"),
        ("Zelenskiy", "زيلينسكي"),
        ("Mursi", "مرسي"),
        ("Sweida", "السويداء"),
        ("Lviv", "لفيف"),
        ("Dhaka", "دكا"),
        ("Brexit", "بريكست"),
    ],
)
def test_latin_names_meet_the_arabic(latin: str, arabic: str) -> None:
    assert forms(latin).stem == forms(arabic).stem
    assert forms(latin).word != forms(arabic).word


@pytest.mark.parametrize("word", ["the", "percent", "xyzzy", "", "2024", "لافروف"])
def test_other_latin_words_have_no_arabic(word: str) -> None:
    assert from_latin(word) is None


GAZETTEER = """id,kind,name,latin,aliases,notes
a,person,غرينالدو تمبكتاني,Grinaldo Timbuktani,غرينالدو أبو تمبك|adj:تمبكتي,
b,state,زنزباريا,Zanzibaria,الجمهورية الزنزبارية|adj:زنزباري,
c,organization,الشلولخيون,Shlolkhis,وكالة الأنباء,
d,organization,شلولخ,Shlolkh,,
"""


def test_gazetteer_names_are_read(tmp_path: Path) -> None:
    """Words of persons and one-word names are names; the ordinary words of long names and adjectives are not."""
    path = tmp_path / "actors.csv"
    path.write_text(GAZETTEER, encoding="utf-8")
    arabic = {word for words, _ in read_gazetteer(path) for word in words}
    latin = {words[-1]: last[-1] for words, last in read_gazetteer(path) if words and last}
    assert arabic == {"غرينالدو", "تمبكتاني", "تمبك", "زنزباريا", "شلولخ"}
    assert latin == {"تمبكتاني": "timbuktani", "زنزباريا": "zanzibaria", "شلولخ": "shlolkh"}


def test_no_gazetteer_no_names(tmp_path: Path) -> None:
    assert list(read_gazetteer(tmp_path / "none.csv")) == []
