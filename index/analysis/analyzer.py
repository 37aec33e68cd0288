"""
`analyze(text)`: the words of a text, each in its three layers, in one pass.

Each layer is a function of the one before it, so words that meet on one rung of the ladder meet on every later one:

    text  → tokenize      where the words are
    word  = normalize     as readers spell it
    stem  = stem          clitics and inflection off, names whole, spellings of a name joined
    root  = root          three consonants; "" for names, numbers and Latin

>>> [(t.word, t.stem, t.root) for t in analyze("وللسوريّينَ")]
[('وللسوريين', 'سوري', 'سور')]
"""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from index.analysis.names import GAZETTEER, from_latin, is_only_name
from index.analysis.normalizer import MAX_LENGTH, normalize
from index.analysis.roots import root
from index.analysis.stemmer import stem
from index.analysis.stopwords import is_stopword
from index.analysis.token import LAYERS, Token
from index.analysis.tokenizer import WORD

__all__ = ["LAYERS", "analyze", "fingerprint", "fold"]

# Distinct words kept; the words of about ten thousand articles.
CACHE = 1 << 18
_TOKEN = tuple.__new__
_ARABIC = ("ء", "ي")


class Forms(NamedTuple):
    """What does not depend on where a word stands."""

    word: str
    stem: str
    root: str
    proclitics: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    is_stop: bool = False


@lru_cache(CACHE)
def forms(written: str) -> Forms:
    """Return the layers of one word as written; ``word`` is "" if nothing of it can be searched."""
    return _forms_of_word(normalize(written))


@lru_cache(CACHE)
def _forms_of_word(word: str) -> Forms:
    if not word or not _ARABIC[0] <= word[0] <= _ARABIC[1]:
        name = from_latin(word)
        return Forms(word, stem(name).text if name else word, "", is_stop=is_stopword(word))
    cut = stem(word)
    stop = is_stopword(word) or (cut.proclitics in (("و",), ("ف",)) and is_stopword(cut.text))
    base = "" if stop or is_only_name(cut.text) else root(cut.text)
    return Forms(word, cut.text, base, cut.proclitics, cut.suffixes, stop)


def analyze(text: str) -> list[Token]:
    """Return the words of ``text`` in order with their terms and offsets."""
    tokens: list[Token] = []
    for match in WORD.finditer(text):  # tokenize(text), without a value for each word
        written = match[0]
        found = forms(written[:MAX_LENGTH])  # no more of it is normalized, and what is cached stays small
        if found[0]:
            start = match.start()
            # Token(…) by its parts: intake analyses millions of words, and this is half the time
            tokens.append(_TOKEN(Token, (written, start, start + len(written), len(tokens), *found)))
    return tokens


def fold(text: str) -> str:
    """The `word` layer of ``text``, words joined by single spaces: for comparing names and sources."""
    return " ".join(token.word for token in analyze(text))


@cache
def fingerprint() -> str:
    """A short string that changes whenever `analyze` may give other terms; an index made with another is stale."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in (*sorted(here.glob("*.py")), *sorted((here / "data").iterdir()), GAZETTEER):
        if path.exists() and not path.name.startswith("build_"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
