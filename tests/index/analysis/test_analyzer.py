"""All layers at once, and what holds for every text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import analyzer
from index.analysis.analyzer import analyze, fingerprint, fold, forms
from index.analysis.token import LAYERS, Token

SEEDS = Path(__file__).resolve().parents[3] / "seeds" / "articles"


def test_a_word_in_every_layer() -> None:
    expected = Token("وللسوريّينَ", 0, 11, 0, "وللسوريين", "سوري", "سور", ("و", "ل", "ال"), ("ين",))
    assert analyze("وللسوريّينَ") == [expected]
    assert [expected.term(layer) for layer in LAYERS] == ["وللسوريين", "سوري", "سور"]


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        pytest.param("زار لافروف دمشق", ["زار", "لافروف", "دمشق"], id="names"),
        pytest.param("العلاقات السورية-الروسية", ["علاق", "سوري", "روسي"], id="adjectives"),
        pytest.param("Lavrov in Moscow", ["لافروف", "in", "موسكو"], id="Latin names"),
        pytest.param("#بشار_الأسد", ["بشار", "اسد"], id="hashtag"),
        pytest.param("عام ٢٠٢٤", ["عام", "2024"], id="number"),
        pytest.param("Straßenbahn Москва", ["strassenbahn", "москва"], id="other scripts"),
    ],
)
def test_stems_of_a_text(text: str, stems: list[str]) -> None:
    assert [token.stem for token in analyze(text)] == stems


@pytest.mark.parametrize("word", ["في", "وفي", "التي", "وعلى", "the"])
def test_function_words_are_marked(word: str) -> None:
    assert analyze(word)[0].is_stop


@pytest.mark.parametrize("word", ["سوريا", "وقال", "2024", "Putin", "فيصل"])
def test_other_words_are_not(word: str) -> None:
    assert not analyze(word)[0].is_stop


def test_positions_count_words() -> None:
    assert [token.position for token in analyze("زار، ـــ الوزير 15/10")] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("  وكالة الأنباءِ السوريّة «سانا» ", "وكاله الانباء السوريه سانا", id="punctuation and marks"),
        pytest.param("BBC News - عربي", "bbc news عربي", id="Latin"),
        pytest.param("الإمارات ٧١", "الامارات 71", id="digits"),
        pytest.param("", "", id="empty"),
        pytest.param("!؟", "", id="nothing"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


ALPHABET = st.sampled_from("والبسوريةفلنيه ًَّـ\u200c\u200f ٠12,.:/-_#@'’«» aZé\u0301 \nﷺﻻﺍ😀\ud800\x00")
TEXTS = st.one_of(st.text(), st.text(ALPHABET), st.text(st.characters(exclude_categories=())))


@settings(max_examples=200)
@given(TEXTS)
def test_any_text(text: str) -> None:
    """Tokens cut the text, in order, apart; every layer but root says something; nothing raises."""
    end = 0
    for position, token in enumerate(analyze(text)):
        assert end <= token.start < token.end
        assert text[token.start : token.end] == token.text
        assert token.position == position
        assert token.word and token.stem
        assert not set(token.word + token.stem) & set(" \n\t")
        end = token.end


@given(TEXTS.filter(lambda text: "/" not in text))  # an address loses its scheme
def test_fold_twice_is_once(text: str) -> None:
    """A folded name folds to itself, so stored and typed names compare."""
    assert fold(fold(text)) == fold(text)


def test_each_rung_matches_what_the_one_before_matches() -> None:
    """Words with one `word` have one stem, words with one stem have one root: else the ladder would lose articles."""
    stems: dict[str, str] = {}
    roots: dict[str, str] = {}
    for path in sorted(SEEDS.iterdir()):
        for token in analyze(path.read_text(encoding="utf-8")):
            assert stems.setdefault(token.word, token.stem) == token.stem
            if not token.is_stop:
                assert roots.setdefault(token.stem, token.root) == token.root


def test_a_long_text() -> None:
    text = "وزير الخارجية السوري " * 5000
    assert len(analyze(text)) == 15_000


def test_a_long_word() -> None:
    (token,) = analyze("م" * 100_000)
    assert (token.end, len(token.word)) == (100_000, 100)


def test_words_are_analysed_once() -> None:
    """The second time a word costs a look-up."""
    forms.cache_clear()
    analyze("سوريا سوريا سوريا")
    assert forms.cache_info().misses == 1


def test_what_is_remembered_of_a_long_word_is_short() -> None:
    """Base64 has words of any length, and each is met once."""
    forms.cache_clear()
    assert analyze("م" * 5_000 + " " + "م" * 6_000)[1].end == 11_001
    assert forms.cache_info().currsize == 1


def test_the_fingerprint_follows_tables_and_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An index made with another gazetteer is stale."""
    before = fingerprint()
    gazetteer = tmp_path / "actors.csv"
    gazetteer.write_text("id,kind,name,latin,aliases,notes\n", encoding="utf-8")
    monkeypatch.setattr(analyzer, "GAZETTEER", gazetteer)
    fingerprint.cache_clear()
    assert fingerprint() != before
    monkeypatch.undo()
    fingerprint.cache_clear()
    assert fingerprint() == before
