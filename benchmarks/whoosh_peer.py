"""
Stock Whoosh and this engine behind one face, for measuring them side by side.

Stock Whoosh gets what its documentation shows: a schema of two TEXT fields, a tokenizer that keeps Arabic words whole,
its default codec and merge policy, and BM25F over both fields with OR, top ten.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whoosh import analysis, fields
from whoosh import index as whoosh_index
from whoosh.qparser import MultifieldParser, OrGroup

from index.article import Article
from index.schema import to_record
from index.writer import open_writer
from search.engine import open_engine
from search.parser import parse
from search.query import Bool, SearchRequest, Term

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class Peer:
    """An index just made: how long it took, and how to ask it for ten."""

    seconds: float
    ask: Callable[[str], None]

    @classmethod
    def ours(cls, news: Path, folder: Path) -> Peer:
        """This project's writer and engine."""
        start = time.perf_counter()
        writer = open_writer(f"whoosh:{folder}")
        writer.apply((to_record(article) for article in articles(news)), [], 1)
        seconds = time.perf_counter() - start
        engine = open_engine(f"whoosh:{folder}")

        def ask(query: str) -> None:
            parsed = parse(query, resolve_actor=lambda name: (), today=date(2025, 1, 1))
            words: tuple[Term, ...] = parsed.plain
            engine.search(SearchRequest(Bool(should=words, minimum=1), ladder=False))

        return cls(seconds, ask)

    @classmethod
    def stock(cls, news: Path, folder: Path) -> Peer:
        """Whoosh as it comes."""
        analyzer = analysis.RegexTokenizer(r"[\w\u064b-\u0652\u0640]+") | analysis.LowercaseFilter()
        schema = fields.Schema(
            id=fields.ID(stored=True), title=fields.TEXT(analyzer=analyzer), body=fields.TEXT(analyzer=analyzer)
        )
        folder.mkdir()
        start = time.perf_counter()
        index = whoosh_index.create_in(str(folder), schema)
        writer = index.writer(limitmb=256)
        for article in articles(news):
            writer.add_document(id=article.id, title=article.title, body=article.body)
        writer.commit()
        seconds = time.perf_counter() - start
        searcher = index.searcher()
        parser = MultifieldParser(["title", "body"], schema, group=OrGroup)

        def ask(query: str) -> None:
            searcher.search(parser.parse(" ".join(_WORDS.findall(query))), limit=10)

        return cls(seconds, ask)


def articles(news: Path) -> Iterator[Article]:
    """The articles of a JSON lines file, taken as they are."""
    with news.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            row = json.loads(line)
            yield Article(str(number), row["title"] or "", "metadata", row["body"] or "")
