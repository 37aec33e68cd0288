"""Counting the words of a corpus."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from index.analysis.build_lexicon import main, texts


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two articles, the first of them twice."""
    rows = [{"title": "زار", "body": "سوريا سُوريا سوريا BBC 2024"}, {"title": "مرة", "body": "لبنان"}]
    with gzip.open(tmp_path / "news.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in [*rows, rows[0]])
    return tmp_path / "news.jsonl.gz"


def test_repeated_bodies_count_once(corpus: Path) -> None:
    assert list(texts(corpus)) == ["زار\nسوريا سُوريا سوريا BBC 2024", "مرة\nلبنان"]


def test_plain_text_is_read_by_lines(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("سطر\nسطر\n", encoding="utf-8")
    assert len(list(texts(tmp_path / "news.txt"))) == 2


def test_words_seen_often_enough_are_written(corpus: Path) -> None:
    """Spellings count together; seldom words, Latin and numbers are left out; the header names the sources."""
    main([str(corpus)], corpus.parent)
    lines = (corpus.parent / "frequencies.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert [line.split("\t")[1] for line in lines if not line.startswith("# ")] == ["سوريا"]
