"""
Make `data/latin.tsv`, `data/foreign.txt` and `data/foreign_names.txt` from lists of names in Latin and Arabic letters.

    python -m index.analysis.build_transliterations WIKIDATA-NAMES.tsv

A row is a Latin word, a tab, its Arabic letters separated by spaces. Kept are rows whose consonants agree and whose
Arabic word news uses (`lexicon`); ordinary words are left out, and what the stemmer cuts for good reason.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from index.analysis.lexicon import DATA, count, read_lines
from index.analysis.normalizer import normalize
from index.analysis.roots import root
from index.analysis.stemmer import stem
from index.analysis.stopwords import is_stopword

LATIN_HEADER = """\
# Name words in Latin letters and the Arabic word that news writes for them most often.
# From Wikidata labels (CC0), collected in NETransliteration-COLING2018 (Y. Merhav, S. Ash).
"""
FOREIGN_HEADER = """\
# Names with a hard g, with غ for every letter that may be written for it (غ ج ق ك). Source as in latin.tsv.
"""
NAMES_HEADER = """\
# Foreign names as Arabic writes them, in the `word` layer: never cut. Source as in latin.tsv.
"""
# Sounds that the two scripts write with these letters; vowels and h come and go.
SOUNDS = {
    "بp": "b",
    "تطثtθ": "t",
    "دضذd": "d",
    "كقغجخگgkqcjxyي": "k",
    "سزصشظzs": "s",
    "فv": "f",
    "وw": "",
    "اeoiuahهعحئءأ": "",
}
_TABLE = str.maketrans(
    {letter: sound for letters, sound in SOUNDS.items() for letter in letters} | dict(zip("لمنر", "lmnr", strict=True))
)
MINIMUM = 3
RARE = 20
INFLECTIONS = ("ه", "ات", "ته", "ين", "ون", "ا", "ها", "ت")
OURS = frozenset(normalize(word) for line in read_lines("names.txt") for word in line.partition(" = ")[0].split())


def sounds(word: str) -> str:
    """The consonants of a word in either script, roughly."""
    word = word.replace("sch", "s").replace("sh", "s").replace("ch", "s").replace("تش", "س").replace("ph", "f")
    word = word.replace("y", "").replace("ي", "").replace("j", "s").replace("ج", "k").translate(_TABLE)
    return "".join(c for i, c in enumerate(word) if c != word[i - 1 : i])


def is_ordinary(word: str) -> bool:
    """True for what takes the article often, as foreign names do not."""
    return is_stopword(word) or count("ال" + word) > 0.05 * count(word)


def is_safe(word: str) -> bool:
    """True for a name that is no word of the language, bare, inflected or behind a clitic, as well."""
    if len(word) < 4 or word.startswith("ال") or is_ordinary(word) or word[1:] in OURS:
        return False
    inflected = sum(count(f"{article}{word}{suffix}") for article in ("", "ال") for suffix in INFLECTIONS)
    if inflected > max(2, count(word)):
        return False  # سيار is what سيارة is cut to
    return count(word) < RARE or (stem(word) == (word, (), ()) and not root(word))


def main(path: str, folder: Path = DATA) -> None:
    """Read the list and write the tables into ``folder``."""
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        latin, arabic, *_ = line.split("\t")
        spellings[normalize(latin)].add(normalize(arabic.replace(" ", "")))
    rows: dict[str, str] = {}
    hard: set[str] = set()
    safe: set[str] = set()
    for latin, arabics in spellings.items():
        close = [w for w in arabics if Levenshtein.distance(sounds(latin), sounds(w)) <= (len(latin) > 5)]
        best = max(close, key=count, default="")
        if len(latin) > 3 and len(best) > 2 and count(best) >= MINIMUM:
            rows[latin] = best
        safe.update(word for word in close if re.fullmatch("[ء-ي]+", word) and is_safe(word))
        if "g" in latin and "j" not in latin and "gh" not in latin:
            hard.update(w.replace("ج", "غ") for w in close if len(w) > 4 and not _clashes(w.replace("ج", "غ")))
    (folder / "foreign_names.txt").write_text(NAMES_HEADER + _columns(safe), encoding="utf-8")
    lines = [f"{latin}\t{arabic}" for latin, arabic in sorted(rows.items())]
    (folder / "latin.tsv").write_text(LATIN_HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    (folder / "foreign.txt").write_text(
        FOREIGN_HEADER + "\n".join(sorted(w for w in hard if "غ" in w)) + "\n", encoding="utf-8"
    )


def _columns(words: set[str]) -> str:
    """The words, sorted, those with one first letter on one line."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        lines[word[0]].append(word)
    return "".join(" ".join(line) + "\n" for line in lines.values())


def _clashes(word: str) -> bool:
    return any(is_ordinary(word.replace("غ", letter)) for letter in "غجقك")


if __name__ == "__main__":
    main(sys.argv[1])
