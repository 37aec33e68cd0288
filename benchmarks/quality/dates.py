"""
Dates: how often the date read from an address is the one published, and from a whole page the right one.
"""

from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path

from index.actors.gazetteer import Gazetteer
from index.article import RawDocument
from index.dates import published
from index.pipeline import understand

ADDRESSES = 8_000  # articles of the news corpus


def measure(data: Path, gazetteer: Gazetteer) -> dict[str, float]:
    """``dates.address``: agreement where an address holds a date; ``dates.page``: real pages dated as judged."""
    same = given = 0
    with gzip.open(data / "ant.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, ADDRESSES):
            row = json.loads(line)
            found = published(None, row["url"], None, "")
            if found.iso and row["published"]:
                given += 1
                same += row["published"].startswith(found.iso)
    pages = json.loads((data / "html" / "gold_dates.json").read_text("utf-8"))
    right = 0
    for name, judged in pages.items():
        markup = (data / "html" / name).read_text("utf-8", "replace")
        article = understand(RawDocument(markup, "html", name, url=judged["url"]), gazetteer)
        right += article.published.iso == judged["date"]
    return {"dates.address": same / max(given, 1), "dates.page": right / len(pages)}
