"""
Actors: against the people, organisations and places marked in newswire.

- ``actors.recall``: of the marked spans whose words are a name in the gazetteer, how many are found
- ``actors.overlap``: of the people, and the states by name, that are found, how many lie on a marked span (the marks
  leave out adjectives of states and many bodies, so those are not counted)
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from index.actors.gazetteer import Gazetteer
from index.actors.tagger import tag
from index.analysis.analyzer import fold

SENTENCES = 12  # read as one article
KINDS = {"PERS", "ORG", "LOC"}

Span = tuple[int, int]


def measure(data: Path, gazetteer: Gazetteer) -> tuple[dict[str, float], str]:
    """Figures by name, and the digest of the newswire they were measured on."""
    marked = data / "actors" / "anercorp.train.txt"
    names = {fold(actor.name) for actor in gazetteer.actors()}
    wanted = reached = hits = right = 0
    for text, spans in articles(marked):
        mentions, _ = tag("", text, gazetteer)
        for start, end in spans:
            if fold(text[start:end]) in names:
                wanted += 1
                reached += any(m.start < end and start < m.end for m in mentions)
        for mention in mentions:
            actor = gazetteer.get(mention.actor_id)
            by_name = actor and (actor.kind == "person" or fold(mention.text) == fold(actor.name))
            if actor and actor.kind != "organization" and by_name:
                hits += 1
                right += any(mention.start < end and start < mention.end for start, end in spans)
    figures = {"actors.recall": reached / max(wanted, 1), "actors.overlap": right / max(hits, 1)}
    return figures, hashlib.sha256(marked.read_bytes()).hexdigest()[:16]


def articles(path: Path) -> Iterator[tuple[str, list[Span]]]:
    """Texts of a few sentences, each with the spans marked in it."""
    blocks = path.read_text("utf-8").strip().split("\n\n")
    for first in range(0, len(blocks), SENTENCES):
        text = ""
        spans: list[Span] = []
        for line in "\n\n".join(blocks[first : first + SENTENCES]).splitlines():
            if not line.strip():
                text += "\n"
                continue
            word, tag_ = line.rsplit(" ", 1)
            start = len(text)
            text += word + " "
            if tag_[2:] in KINDS and tag_[0] == "I" and spans:
                spans[-1] = (spans[-1][0], start + len(word))
            elif tag_[2:] in KINDS:
                spans.append((start, start + len(word)))
        yield text, spans
