"""Joining segments list by list gives what Whoosh gives, which takes posting by posting."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader

from index.whoosh_codec import WORDS_EXT, ListCodec
from index.whoosh_joining import copy_segments
from index.whoosh_schema import LISTED_FIELDS, STRING_COLUMNS, to_document, whoosh_schema
from tests.support.records import record

words = st.lists(st.sampled_from(["بيت", "بيوت", "كتاب", "درس", "وزير"]), max_size=6).map(" ".join)
documents = st.tuples(words, words, st.booleans())  # title, body, and whether it was deleted later


def filled(segments: list[list[tuple[str, str, bool]]]) -> Any:
    """An index of these segments in memory."""
    index = RamStorage().create_index(whoosh_schema())
    deleted = []
    for s, articles in enumerate(segments):
        writer = index.writer(codec=ListCodec(LISTED_FIELDS))
        for a, (title, body, gone) in enumerate(articles):
            writer.add_document(**to_document(record(f"{s}-{a}", title=title, body=body, source=f"م{a}")))
            deleted += [f"{s}-{a}"] if gone else []
        writer.commit(mergetype=lambda _, others: others)
    writer = index.writer(codec=ListCodec(LISTED_FIELDS))
    for id in deleted:
        writer.delete_by_term("id", id)
    writer.commit(mergetype=lambda _, others: others)
    return index


def by_whoosh(writer: Any, storage: Any, segments: list[Any]) -> None:
    for segment in segments:
        if segment.doc_count():
            writer.add_reader(SegmentReader(storage, writer.schema, segment))


def merged(index: Any, copy: Callable[[Any, Any, list[Any]], None]) -> dict[str, Any]:
    """Everything that is in the one segment that ``copy`` writes."""
    target: FileIndex = RamStorage().create_index(whoosh_schema())
    writer = target.writer(codec=ListCodec(LISTED_FIELDS))
    copy(writer, index.storage, index._segments())
    writer.commit(mergetype=lambda _, others: others)
    reader = target.reader()
    if not reader.doc_count():
        return {}
    columns = ("id", "first_day", "body_length", *STRING_COLUMNS)
    return {
        "postings": [(f, t, n, w, v or b"") for f, t, n, w, v in reader.iter_postings()],
        "infos": [(key, info.weight(), info.doc_frequency(), info.max_weight()) for key, info in reader],
        "columns": {name: list(reader.column_reader(name)) for name in columns},
        "words": bytes(reader.segment().open_file(reader.storage(), WORDS_EXT)._buf),
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(documents, min_size=1, max_size=5), min_size=1, max_size=4))
def test_joined_is_as_whoosh_merges(segments):
    index = filled(segments)
    expected = merged(index, by_whoosh)
    assert merged(index, copy_segments) == expected
    live = [True for articles in segments for *_, gone in articles if not gone]
    assert len(expected.get("columns", {"id": []})["id"]) == len(live)
