"""
The judged question sets of the data folder: documents, and queries with the documents that answer them.

- ``ant-titles``: news titles as queries over 41,686 news bodies (titles left out of the index)
- ``aqa``: questions over web pages
- ``arcd-train``: questions over encyclopedia paragraphs
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SETS = ("ant-titles", "aqa", "arcd-train")


@dataclass(frozen=True, slots=True)
class Judged:
    """One set: ``documents`` by id, and queries with the ids relevant to each."""

    name: str
    documents: dict[str, str]
    queries: tuple[tuple[str, frozenset[str]], ...]
    digest: str  # of exactly these documents and queries


def load(data: Path, name: str, documents: int | None = None, queries: int | None = None) -> Judged:
    """Read set ``name`` from the folder ``data``; a smaller, fixed part of it where numbers are given.

    A part takes the first ``queries`` queries, all documents relevant to them, and then the first documents of the
    file until there are ``documents``.
    """
    folder = data / "relevance"
    path = data / "ant.jsonl.gz" if name == "ant-titles" else folder / f"{name}.documents.jsonl.gz"
    asked = [(row["query"], frozenset(row["relevant"])) for row in _rows(folder / f"{name}.queries.jsonl.gz")][:queries]
    wanted = frozenset().union(*(relevant for _, relevant in asked))
    texts: dict[str, str] = {}
    others = 0
    for row in _rows(path):
        if row["id"] in wanted:
            texts[row["id"]] = row["body"]
        elif documents is None or others < documents - len(wanted):
            others += 1
            texts[row["id"]] = row["body"]
    digest = hashlib.sha256(
        json.dumps([texts, [(q, sorted(r)) for q, r in asked]], sort_keys=True).encode()
    ).hexdigest()
    return Judged(name, texts, tuple(asked), digest[:16])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
