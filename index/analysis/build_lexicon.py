"""
Make `data/frequencies.txt` from news corpora; run it again only to change what the lexicon knows.

    python -m index.analysis.build_lexicon CORPUS.jsonl.gz …

A corpus is JSON lines with `title` and `body`, or plain text; repeated bodies count once.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from index.analysis.lexicon import DATA
from index.analysis.normalizer import normalize
from index.analysis.tokenizer import tokenize

MINIMUM = 3
HEADER = """\
# Words of Arabic news as the `word` layer writes them, by how often they were seen: half powers of two, then the words.
# Counted with build_lexicon.py over the ANT corpus v2.1 (A. Chouigui et al., Arabic News Texts; Apache-2.0).
"""


def texts(path: Path) -> Iterator[str]:
    """Yield the texts of a corpus file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        if ".jsonl" not in path.name:
            yield from lines
            return
        seen: set[str] = set()
        for line in lines:
            record = json.loads(line)
            if record["body"] not in seen:
                seen.add(record["body"])
                yield f"{record.get('title') or ''}\n{record['body']}"


def main(paths: list[str], folder: Path = DATA) -> None:
    """Count the words of ``paths`` and write the table into ``folder``."""
    written: Counter[str] = Counter()
    for path in paths:
        for text in texts(Path(path)):
            written.update(span.text for span in tokenize(text) if span.kind == "arabic")
    folded: Counter[str] = Counter()
    for word, seen in written.items():
        folded[normalize(word)] += seen
    buckets: defaultdict[int, list[str]] = defaultdict(list)
    for word, seen in folded.items():
        if seen >= MINIMUM and len(word) > 1:
            buckets[round(2 ** (math.floor(2 * math.log2(seen)) / 2 + 0.25))].append(word)
    lines = [f"{seen}\t{' '.join(sorted(words))}" for seen, words in sorted(buckets.items(), reverse=True)]
    (folder / "frequencies.txt").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
