"""Learning roots from words."""

from __future__ import annotations

from pathlib import Path

from index.analysis.build_roots import WEAK, main
from index.analysis.lexicon import DATA


def read(path: Path) -> set[str]:
    return {line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("# ")}


def test_the_table_that_ships_is_the_one_that_is_learned(tmp_path: Path) -> None:
    """Nobody changed the stemmer without learning the roots again; names in the gazetteer may move a few."""
    main(tmp_path)
    learned, shipped = read(tmp_path / "roots.tsv"), read(DATA / "roots.tsv")
    assert len(learned & shipped) > 0.97 * len(learned | shipped)


def test_weak_roots_are_weak() -> None:
    assert [root for root in WEAK if len(root) != 3 or not set(root) & set("ويء")] == []
