"""How names are looked up by their first word."""

import pytest

from index.actors.lexicon import is_acronym


def ids_at(known, word):
    return {(name.role, actor_id) for name in known.lexicon.at(word).names for actor_id in name.ids}


@pytest.mark.parametrize(
    ("word", "found"),
    [
        pytest.param("لافروف", {("surname", "sergey-lavrov"), ("family", "sergey-lavrov")}, id="marked surname"),
        pytest.param("ولافروف", {("surname", "sergey-lavrov"), ("family", "sergey-lavrov")}, id="with a clitic"),
        pytest.param("السوريه", {("adjective", "syria")}, id="adjective form"),
        pytest.param("كابل", set(), id="a word that only looks like kaf and a name"),
        pytest.param("", set(), id="empty"),
        pytest.param("شجره", set(), id="unknown"),
    ],
)
def test_at(word, found, known):
    assert ids_at(known, word) == found


def test_family_name_without_mark(known):
    assert ("family", "hafez-al-assad") in ids_at(known, "الاسد")
    assert ("surname", "hafez-al-assad") not in ids_at(known, "الاسد")


def test_longer_names_first(known):
    lengths = [len(name.words) for name in known.lexicon.at("الولايات").names]
    assert lengths == sorted(lengths, reverse=True) and lengths[0] == 3


def test_a_bare_ordinary_word_comes_from_the_introduced_name(known):
    assert ("name", "fatah") in ids_at(known, "فتح")


def test_given_names_of_the_gazetteer_count(known):
    assert known.lexicon.at("شياع").given is False
    assert known.lexicon.at("بشار").given and known.lexicon.at("وبشار").given


@pytest.mark.parametrize(
    ("text", "expected"),
    [("US", True), ("U.N.", True), ("NATO", True), ("Russia", False), ("UNESCO1", False), ("سانا", False), ("", False)],
)
def test_is_acronym(text, expected):
    assert is_acronym(text) is expected
