"""
The `stem` layer: clitics and inflection off, decided by evidence, safe for names.

- one affix is cut at a time, outermost first: و ف, then ب ك ل س, then ال (لل is ل and ال), then suffixes
- a letter is cut only if what is left is known (a name, or a word the corpus has) and likelier than the word as it
  stands: `وفد` takes the article (الوفد), so its و is a letter of it; `وأضاف` never does, and `أضاف` is a word
- a plural or dual ending is cut if its counterpart exists too: مسؤولين has مسؤولون, بوتين has no «بوتون»
- a noun that lost its last yeh has it again: قاض, قاضي (`defective`)
- known names, places and months and function words are never cut (`names`, `stopwords`); names lose clitics before them
- a word nobody has seen is cut by the same rules, so made-up inflections of known words meet

The idea of the light stemmer is Larkey, Ballesteros & Connell (2002); theirs cuts by length only.

>>> stem("وللسوريين")
Stem(text='سوري', proclitics=('و', 'ل', 'ال'), suffixes=('ين',))
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from index.analysis.defective import with_yeh
from index.analysis.names import join_twins
from index.analysis.proclitics import cut_proclitics
from index.analysis.suffixes import RESTORED, cut_suffix

CACHE = 1 << 17


class Stem(NamedTuple):
    """A stem and what was cut to reach it."""

    text: str
    proclitics: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()


@lru_cache(CACHE)
def stem(word: str) -> Stem:
    """Return the stem of a word of the `word` layer, with the clitics and suffixes cut."""
    clitics, base = cut_proclitics(word)
    suffixes: list[str] = []
    article, after = "ال" in clitics, ""
    while shorter := cut_suffix(base, article and not suffixes, after):
        # after a ت restored to ه any suffix may come: the ه is the end of the word now
        after = shorter[1] if base == shorter[0] + shorter[1] else RESTORED
        base = shorter[0]
        suffixes.insert(0, shorter[1])
    if not article and not suffixes:
        base = with_yeh(base)
    return Stem(join_twins(_final_hamza(base), article), clitics, tuple(suffixes))


def _final_hamza(word: str) -> str:
    """شئ is شيء, مبادئ is مباديء: the seat of a last hamza is spelled in two ways; after ا it has none: كفائ(ات)."""
    if word.endswith("ائ"):
        return word[:-1] + "ء"
    return word[:-1].removesuffix("ي") + "يء" if len(word) > 1 and word.endswith("ئ") else word
