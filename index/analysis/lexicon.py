"""
How often Arabic news writes a word: the evidence by which affixes are told from letters of the word.

`data/frequencies.txt` holds the words of the `word` layer seen three times or more in a news corpus, in buckets of
half powers of two; `build_lexicon.py` made it. Its header names the sources.

>>> count("سوريا") > count("وسوريا") > count("بوتا")
True
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


def read_lines(name: str) -> list[str]:
    """The lines of a data file, without comments and blank lines."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("# ")]


@cache
def frequencies() -> dict[str, int]:
    """Word → about how often it was seen."""
    table: dict[str, int] = {}
    for line in read_lines("frequencies.txt"):
        seen, _, words = line.partition("\t")
        table.update(dict.fromkeys(words.split(" "), int(seen)))
    return table


def count(word: str) -> int:
    """About how often ``word`` (of the `word` layer) was seen; 0 for fewer than three times."""
    return frequencies().get(word, 0)
