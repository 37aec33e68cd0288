"""
Dates: how often the date read from an address is the one published, and from a whole page the right one.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
from pathlib import Path

from index.actors.gazetteer import Gazetteer
from index.article import RawDocument
from index.dates import published
from index.pipeline import understand

ADDRESSES = 8_000  # articles of the news corpus


def measure(data: Path, gazetteer: Gazetteer) -> tuple[dict[str, float], str]:
    """Figures by name, and the digest of what they were measured on.

    ``dates.address``: agreement where an address holds a date; ``dates.page``: real pages dated as judged.
    """
    same = given = 0
    read = hashlib.sha256()
    with gzip.open(data / "ant.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, ADDRESSES):
            row = json.loads(line)
            read.update(json.dumps([row["url"], row["published"]]).encode())
            found = published(None, row["url"], None, "")
            if found.iso and row["published"]:
                given += 1
                same += row["published"].startswith(found.iso)
    pages = json.loads((data / "html" / "gold_dates.json").read_text("utf-8"))
    right = 0
    for name, judged in pages.items():
        markup = (data / "html" / name).read_text("utf-8", "replace")
        read.update(json.dumps([judged, markup], sort_keys=True).encode())
        article = understand(RawDocument(markup, "html", name, url=judged["url"]), gazetteer)
        right += article.published.iso == judged["date"]
    return {"dates.address": same / max(given, 1), "dates.page": right / len(pages)}, read.hexdigest()[:16]
