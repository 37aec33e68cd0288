"""Which rows of a list of names are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.analysis.build_transliterations import is_ordinary, is_safe, main, sounds
from index.analysis.normalizer import normalize


@pytest.mark.parametrize(("latin", "arabic"), [("putin", "بوتين"), ("schmidt", "شميدت"), ("gorbachev", "غورباتشيف")])
def test_both_scripts_sound_alike(latin: str, arabic: str) -> None:
    assert sounds(latin) == sounds(normalize(arabic))


def test_a_translation_sounds_otherwise() -> None:
    assert sounds("montenegro") != sounds("الاسود")


@pytest.mark.parametrize("word", ["حكومة", "رئيس", "في"])
def test_ordinary_words(word: str) -> None:
    assert is_ordinary(normalize(word))


@pytest.mark.parametrize(
    ("word", "safe"),
    [
        pytest.param("برانسون", True, id="a foreign name"),
        pytest.param("سيار", False, id="the stem of an ordinary word"),
        pytest.param("بروما", False, id="a name behind a clitic"),
        pytest.param("المر", False, id="the article"),
        pytest.param("كات", False, id="too short to tell"),
    ],
)
def test_safe_names(word: str, safe: bool) -> None:
    assert is_safe(word) is safe


def test_tables(tmp_path: Path) -> None:
    """A row whose sounds disagree is left out; of two spellings news decides."""
    rows = ["putin\tب و ت ي ن\t1", "putin\tب و ت ن\t1", "hamburg\tه ا م ب و ر ج\t2", "black\tأ س و د\t1"]
    (tmp_path / "names.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    main(str(tmp_path / "names.tsv"), tmp_path)
    tables = {name: (tmp_path / name).read_text(encoding="utf-8") for name in ("latin.tsv", "foreign.txt")}
    assert "putin\tبوتين\n" in tables["latin.tsv"] and "black" not in tables["latin.tsv"]
    assert tables["foreign.txt"].splitlines()[-1] == "هامبورغ"
