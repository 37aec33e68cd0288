"""
How well are real articles understood on the way in: dates in addresses, and what is taken for noise?

Measured: over a sample of a news corpus, (1) how often the date read from the address is the one published;
(2) how much of the bodies (clean already) is set apart as noise, date line or byline: all of it should be what a reader
would cut too, so the drops can be printed and read.
Corpus: JSON lines with url, published, title, body (``ant.jsonl.gz``).
Run: python -m benchmarks.intake_quality --data ../shared/data [--sample 2000] [--show 50]
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

from index.assemble import split
from index.dates import published

SEED = 7


def main() -> None:
    """Print the figures, and a sample of what was dropped."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--sample", type=int, default=2000)
    arguments.add_argument("--show", type=int, default=0)
    options = arguments.parse_args()
    with gzip.open(options.data / "ant.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(SEED).shuffle(rows)
    report_dates(rows[: options.sample])
    report_zones(rows[: options.sample], options.show)


def report_dates(rows: list[dict[str, Any]]) -> None:
    """Addresses against the published field."""
    counts: Counter[str] = Counter()
    for row in rows:
        found = published(None, row["url"], None, "")
        if found.iso is None or not row["published"]:
            counts["address without a date" if found.iso is None else "no published field"] += 1
        else:
            counts["same" if row["published"].startswith(found.iso) else "different"] += 1
    print(f"dates of {len(rows)} addresses:", dict(counts))


def report_zones(rows: list[dict[str, Any]], show: int) -> None:
    """Characters by kind of zone, and the drops."""
    kinds: Counter[str] = Counter()
    dropped: list[tuple[str, str]] = []
    for row in rows:
        for zone in split(row["body"] or "", row["title"]).zones:
            kinds[zone.kind] += len(zone.text)
            if zone.kind not in {"lead", "body"}:
                dropped.append((zone.kind, zone.text))
    total = sum(kinds.values())
    print(f"characters of {len(rows)} bodies:", {kind: f"{n} ({n / total:.3%})" for kind, n in kinds.most_common()})
    for kind, text in random.Random(SEED).sample(dropped, min(show, len(dropped))):
        print(f"  {kind:8} {text}")


if __name__ == "__main__":
    main()
