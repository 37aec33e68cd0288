"""
The quality gate: measures ranking, dates and actors on real data, prints a table, and fails where a figure sank.

    python -m benchmarks.quality --data FOLDER            everything
    python -m benchmarks.quality --data FOLDER --sample   the fixed part that CI runs (SAMPLE in ranking.py)
    … --update [--allow-regression]                       pin what was measured; a floor is lowered only where allowed

Floors and the digests of the sets they were measured on are in floors.json. On every set the ranking must also beat the
best baseline, floor or not. EPSILON allows for sums that differ in their last digits on another processor.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.quality import actors, dates, ranking
from config import Settings
from index.actors.gazetteer import Gazetteer

FLOORS = Path(__file__).with_name("floors.json")
EPSILON = 0.0005


def main() -> int:
    """Measure, compare, and say; 1 where something sank."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    options = parser.parse_args()
    gazetteer = Gazetteer.load(Settings().gazetteer)
    figures, table, digests = ranking.measure(options.data, options.sample)
    for name, measure in (("dates", dates.measure), ("actors", actors.measure)):
        measured, digests[name] = measure(options.data, gazetteer)
        figures |= measured
    print("\n".join(["", *table, ""]))
    pinned = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    part = "sample" if options.sample else "full"
    failures = compare(figures, digests, pinned.get(part, {}))
    if options.update and (options.allow_regression or not failures):
        before = {} if options.allow_regression else pinned.get(part, {}).get("floors", {})
        pinned[part] = {"digests": digests, "floors": raised(before, figures)}
        FLOORS.write_text(json.dumps(pinned, indent=2) + "\n", "utf-8")
        print(f"pinned in {FLOORS.name}")
    for failure in failures:
        print("FAILED", failure)
    return 1 if failures else 0


def raised(floors: dict[str, float], figures: dict[str, float]) -> dict[str, float]:
    """The floors that ``figures`` give: none lower than it was, or each update could take EPSILON off it."""
    return {name: round(max(value, floors.get(name, value)), 4) for name, value in sorted(figures.items())}


def compare(figures: dict[str, float], digests: dict[str, str], pinned: dict[str, Any]) -> list[str]:
    """What is wrong with ``figures``, in words; each is printed beside its floor."""
    failures = []
    floors = pinned.get("floors", {})
    for name, value in figures.items():
        floor = floors.get(name)
        print(f"{name:24} {value:.4f}   floor {'-' if floor is None else f'{floor:.4f}'}")
        if floor is not None and value < floor - EPSILON:
            failures.append(f"{name} sank to {value:.4f}; its floor is {floor:.4f}")
        if name.endswith(".margin") and value <= 0:
            failures.append(f"{name}: a baseline ranks better by {-value:.4f}")
    failures += [f"{name} has a floor and was not measured" for name in floors if name not in figures]
    for name, digest in pinned.get("digests", {}).items():
        if digests.get(name) != digest:
            failures.append(
                f"{name} is not the set its floors were measured on (digest {digests.get(name)}, not {digest})"
            )
    return failures


if __name__ == "__main__":
    sys.exit(main())
