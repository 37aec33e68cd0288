"""
Make `data/roots.tsv`: which roots the words of the corpus are built on, learned from the words alone.

    python -m index.analysis.build_roots

Every stem shares one vote among its candidate roots, by fit and by the votes these have from other stems; after a
few rounds the roots that many patterns agree on are left (expectation maximisation).
"""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path

from index.analysis import roots
from index.analysis.lexicon import DATA, frequencies, read_lines
from index.analysis.names import names
from index.analysis.stemmer import stem
from index.analysis.stopwords import is_stopword

ROUNDS = 8
# Which of و and ي a weak root has cannot be learned from words that show neither; these are known.
WEAK = frozenset(root for line in read_lines("weak_roots.txt") for root in line.split())
KNOWN = 4.0
HEADER = """\
# Roots and how many stems are built on them, learned from frequencies.txt by build_roots.py (same sources and licence).
"""


def main(folder: Path = DATA) -> None:
    """Learn the table from the lexicon and write it into ``folder``."""
    votes: dict[str, float] = defaultdict(float)
    for word, seen in frequencies().items():
        base = stem(word).text
        if base not in names().ours and not is_stopword(word) and not is_stopword(base):
            votes[base] += seen
    fits = {base: list(roots.candidates(base)) for base in votes}
    known: dict[str, float] = defaultdict(lambda: 1.0, dict.fromkeys(WEAK, KNOWN))
    for _ in range(ROUNDS):
        shares: dict[str, float] = defaultdict(float)
        for base, options in fits.items():
            scores = [(root, fit * known[root]) for root, fit in options]
            total = sum(score for _, score in scores)
            for root, score in scores if total else ():
                shares[root] += math.log2(1 + votes[base]) * score / total * (KNOWN if root in WEAK else 1.0)
        known = defaultdict(float, shares)
    kept = sorted(((value, root) for root, value in known.items() if value >= roots.MINIMUM_SUPPORT), reverse=True)
    lines = [f"{root}\t{value:.1f}" for value, root in kept]
    (folder / "roots.tsv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
