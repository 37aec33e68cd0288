"""The table of given names, and spellings of one name."""

import pytest

from index.actors.given_names import PATH, given_names, same_name


def test_the_table_is_large_and_clean():
    names = [name for line in PATH.read_text("utf-8").splitlines() if line[:1] != "#" for name in line.split()]
    assert len(names) == len(set(names)) >= 300
    assert all("ء" <= letter <= "ي" for name in names for letter in name)


@pytest.mark.parametrize("name", ["احمد", "علي", "ماهر", "سيرغي", "هيلاري", "رجب", "عبدالله"])
def test_known_names(name):
    assert name in given_names()


@pytest.mark.parametrize("word", ["السيد", "الملك", "قال", "الرئيس", "بات", "دان", "بن", "عن"])
def test_no_names(word):
    assert word not in given_names()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("سيرغي", "سيرجي", True, id="ghain and jim"),
        pytest.param("سيرغي", "سيرجيه", True, id="another ending"),
        pytest.param("فلاديمير", "فلاديمر", True, id="a vowel less"),
        pytest.param("محمد", "محمود", False, id="two Arabic names of one root"),
        pytest.param("حسن", "حسين", False, id="a vowel that makes another name"),
        pytest.param("سيرغي", "سيمون", False, id="one letter in common"),
        pytest.param("", "", True, id="nothing"),
        pytest.param("علي", "", False, id="something and nothing"),
    ],
)
def test_same_name(one, other, same):
    assert same_name(one, other) is same
