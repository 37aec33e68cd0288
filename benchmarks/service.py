"""
How fast the whole service is on real news.

What is measured, on the 41,686 articles of ``ant.jsonl.gz`` (or the first ``--articles`` of them):

- intake: articles per second from file to searchable, by the command a user runs; size of store and index
- search: time of one search with ladder, four facets, relaxing, corrections and the articles of the page, without
  highlighting, in this process, over the title queries and over 100 short ones
- request: time of the same searches over HTTP, as JSON with highlighting, from gunicorn with two workers
- searchable: time from sending an article until a search finds it, while large segments are being merged
- memory: of each worker after those requests, without the pages of the index that all share
- peer: stock Whoosh in the same run, on the same articles and queries (title and body, its own analyzer for Arabic
  letters, BM25F, top ten), as ratios

How to run: ``make bench``, or ``python -m benchmarks.service --data FOLDER [--articles N] [--keep FOLDER]``. The first
search of each worker reads posting lists that later ones find in memory; queries are asked once each, in one order, so
the figures are those of a service that has just started.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.serving import Server, environ
from benchmarks.whoosh_peer import Peer
from config import Settings
from index.actors.gazetteer import Gazetteer
from index.store import Store
from search.engine import open_engine
from search.query import FacetName, Filters
from search.service import SearchParams, SearchService

FRESH = 30  # articles sent one after the other
ROOT = Path(__file__).resolve().parent.parent
FACETS: tuple[FacetName, ...] = ("month", "actor", "source", "section")
SHORT = 100  # queries of one to three words, cut from titles
PEER_ARTICLES = 4_000  # stock Whoosh takes long; a ratio needs no more


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=None)
    parser.add_argument("--titles", type=int, default=None, help="how many of the title queries to ask; all")
    parser.add_argument("--keep", type=Path, default=None, help="keep the store and index here, and use them if there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bahith-bench-") as folder:
        data = options.keep or Path(folder) / "data"
        news = cut(options.data / "ant.jsonl.gz", Path(folder) / "ant.jsonl", options.articles)
        if not (data / "bahith.sqlite3").exists():
            intake(news, data)
        sizes(data)
        titles, short = queries(options.data, options.titles)
        engine(data, titles, short)
        requests(data, titles, short)
        peer(news, Path(folder), titles)


def cut(source: Path, target: Path, articles: int | None) -> Path:
    """The first ``articles`` lines of a gzipped file, unpacked."""
    with gzip.open(source, "rt", encoding="utf-8") as read, target.open("w", encoding="utf-8") as write:
        write.writelines(itertools.islice(read, articles))
    return target


def queries(data: Path, titles: int | None) -> tuple[list[str], list[str]]:
    """Title queries, and short ones cut from other titles."""
    with gzip.open(data / "relevance" / "ant-titles.queries.jsonl.gz", "rt", encoding="utf-8") as file:
        asked = [json.loads(line)["query"] for line in file]
    words = [[w for w in q.split() if len(w) > 3] for q in asked[-3 * SHORT :]]
    short = [" ".join(w[: 1 + n % 3]) for n, w in enumerate(words) if len(w) >= 3][:SHORT]
    return asked[:titles], short


def intake(news: Path, data: Path) -> None:
    """Take all articles in by the command, as a user does."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "flask", "--app", "app", "index", "add", "--progress", str(news)]
    subprocess.run(command, cwd=ROOT, env=environ(data), check=True)
    seconds = time.perf_counter() - start
    engine = open_engine(Settings(data_dir=str(data)).resolved_index_url)
    print(f"intake: {engine.articles} articles in {seconds:.0f} s, {engine.articles / seconds:.0f} a second")


def sizes(data: Path) -> None:
    """Bytes on disk of the store and of the index."""
    index = sum(path.stat().st_size for path in (data / "index").rglob("*") if path.is_file())
    store = sum(path.stat().st_size for path in data.glob("bahith.sqlite3*"))
    print(f"size: index {index / 1e6:.0f} MB, store {store / 1e6:.0f} MB")


def engine(data: Path, titles: Sequence[str], short: Sequence[str]) -> None:
    """Searches in this process, without HTTP."""
    settings = Settings(data_dir=str(data))
    start = time.perf_counter()
    opened = open_engine(settings.resolved_index_url)
    store = Store.open(settings.resolved_database_url)
    service = SearchService(opened, store, Gazetteer.load(settings.gazetteer), settings)
    print(f"open: {time.perf_counter() - start:.1f} s")

    def ask(query: str) -> None:
        service.search(SearchParams(q=query, filters=Filters(), facets=FACETS, highlight=False))

    for name, asked in (("title queries", titles), ("short queries", short)):
        print(f"search, {name}: {spread(timed(ask, asked))}")
    store.close()


def timed(ask: Callable[[Any], None], asked: Iterable[Any]) -> list[float]:
    """Milliseconds of each call."""
    taken = []
    for query in asked:
        start = time.perf_counter()
        ask(query)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def spread(milliseconds: Sequence[float]) -> str:
    """The usual and the slow ones."""
    p95 = statistics.quantiles(milliseconds, n=20)[-1]
    return f"p50 {statistics.median(milliseconds):.1f} ms, p95 {p95:.1f} ms, longest {max(milliseconds):.1f} ms"


def requests(data: Path, titles: Sequence[str], short: Sequence[str]) -> None:
    """The same over HTTP, from two workers; then how soon an article can be found."""
    started = time.perf_counter()
    with Server(data) as server:
        print(f"start: ready after {time.perf_counter() - started:.1f} s")

        def ask(query: str) -> None:
            status, body = server.get("/api/v1/search?" + urlencode({"q": query, "facets": FACETS}, doseq=True))
            assert status == 200, body

        for name, asked in (("title queries", titles), ("short queries", short)):
            print(f"request, {name}: {spread(timed(ask, asked))}")
        megabytes = ", ".join(f"{size / 1e6:.0f} MB" for size in server.memory())
        print(f"memory of each worker beside the index pages all share: {megabytes}")
        print(f"searchable after a POST: {spread(timed(server.post_and_find, range(FRESH)))}")


def peer(news: Path, folder: Path, titles: Sequence[str]) -> None:
    """Stock Whoosh and this engine on the same articles and queries, one after the other."""
    part = folder / "part.jsonl"
    with news.open(encoding="utf-8") as read, part.open("w", encoding="utf-8") as write:
        write.writelines(itertools.islice(read, PEER_ARTICLES))
    ours = Peer.ours(part, folder / "ours")
    stock = Peer.stock(part, folder / "stock")
    mine, theirs = (statistics.median(timed(p.ask, titles[:100])) for p in (ours, stock))
    print(
        f"beside stock Whoosh, {PEER_ARTICLES} articles: indexing at {stock.seconds / ours.seconds:.2f} times its rate "
        f"(nine fields with analysis, against two); a title query in {mine / theirs:.2f} of its time "
        f"({mine:.1f} against {theirs:.1f} ms)"
    )


if __name__ == "__main__":
    main()
