"""
Segments as this project writes, reads and merges them, beside Whoosh's own.

What is measured, on the first ``--articles`` of ``ant.jsonl.gz`` in segments of ``--batch``, with one schema and the
same documents for both:

- size: of all segments
- reading: every hundredth posting list whole, as arrays
- merging: all segments into one, by `index.whoosh_joining` and by Whoosh's ``add_reader``

How to run: ``python -m benchmarks.segments --data FOLDER``. A few minutes; ratios of one run are what counts.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm
from whoosh import index as whoosh_index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import SegmentReader

from benchmarks.service import cut
from benchmarks.whoosh_peer import articles
from index.schema import to_record
from index.whoosh_codec import ListCodec
from index.whoosh_joining import copy_segments
from index.whoosh_postings import read_postings, start_in
from index.whoosh_schema import LISTED_FIELDS, Places, to_document, whoosh_schema

READ_ONE_OF = 100  # lists


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--batch", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bahith-bench-") as folder:
        news = cut(options.data / "ant.jsonl.gz", Path(folder) / "ant.jsonl", options.articles)
        documents = [to_document(to_record(article)) for article in tqdm(articles(news), "analysing", leave=False)]
        batches = [documents[at : at + options.batch] for at in range(0, len(documents), options.batch)]
        ours = measured(Path(folder) / "ours", ListCodec(LISTED_FIELDS), copy_segments, batches)
        stock = measured(Path(folder) / "stock", W3Codec(), add_readers, batches)
    print(f"of {len(documents)} articles in {len(batches)} segments, this project and stock Whoosh:")
    for what, mine, theirs, unit in (
        ("size", ours.megabytes, stock.megabytes, "MB"),
        ("reading one list", ours.reading, stock.reading, "µs"),
        ("merging", ours.merging, stock.merging, "s"),
    ):
        print(f"{what}: {mine:.1f} {unit} and {theirs:.1f} {unit}, {mine / theirs:.2f} times")


@dataclass(frozen=True)
class Figures:
    """What was measured of one way to keep segments."""

    megabytes: float
    reading: float  # microseconds a list
    merging: float  # seconds


def measured(
    folder: Path, codec: W3Codec, merge: Callable[[Any, Any, Sequence[Any]], None], batches: Sequence[Sequence[Any]]
) -> Figures:
    """The figures of segments that ``codec`` writes, one for each of ``batches``, and ``merge`` merges."""
    folder.mkdir()
    index = whoosh_index.create_in(str(folder), whoosh_schema())
    for batch in tqdm(batches, folder.name, leave=False):
        writer = index.writer(codec=codec, limitmb=256)
        for document in batch:
            writer.add_document(**document)
        writer.commit(mergetype=_nothing)
    megabytes = sum(path.stat().st_size for path in folder.glob("*.seg")) / 1e6
    reading = sum(_read(index, segment) for segment in index._segments()) / len(batches)
    target = folder / "merged"
    target.mkdir()
    start = time.perf_counter()
    writer = whoosh_index.create_in(str(target), whoosh_schema()).writer(codec=codec, limitmb=256)
    merge(writer, index.storage, index._segments())
    writer.commit(mergetype=_nothing)
    return Figures(megabytes, reading, time.perf_counter() - start)


def add_readers(writer: Any, storage: Any, segments: Sequence[Any]) -> None:
    """Merge as Whoosh does."""
    for segment in segments:
        with closing(SegmentReader(storage, writer.schema, segment)) as reader:
            writer.add_reader(reader)


def _read(index: Any, segment: Any) -> float:
    """Microseconds that reading a list of ``segment`` takes."""
    with closing(SegmentReader(index.storage, index.schema, segment)) as reader:
        file, formats = reader._terms._postfile, {name: field.format for name, field in index.schema.items()}
        lists = [
            (start_in(info), isinstance(formats[reader._terms._keydecoder(key)[0]], Places))
            for key, info in list(reader._terms._tindex.items())[::READ_ONE_OF]
        ]
        start = time.perf_counter()
        for at, positions in lists:
            read_postings(file, at, positions)
        return (time.perf_counter() - start) / len(lists) * 1e6


def _nothing(_: Any, segments: list[Any]) -> list[Any]:
    return segments


if __name__ == "__main__":
    main()
