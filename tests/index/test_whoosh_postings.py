"""A posting list read whole is the one that Whoosh reads one by one; damage is an error with a way out."""

import gc
import struct
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec
from whoosh.filedb.filestore import RamStorage
from whoosh.reading import SegmentReader

from index.errors import IndexDamaged
from index.posting_list import MARK
from index.schema import Record
from index.whoosh_codec import ListCodec
from index.whoosh_merge import TINY
from index.whoosh_postings import positions_of, read_columns, read_postings, start_of
from index.whoosh_schema import LISTED_FIELDS, Places, text_field, to_document, whoosh_schema
from index.whoosh_writer import WhooshWriter, condition
from search.whoosh_engine import WhooshEngine
from tests.support.records import record

texts = st.lists(st.lists(st.sampled_from(["بيت", "كتاب", "درس"]), max_size=9).map(" ".join), min_size=1, max_size=12)


def segment_of(records: list[Record], codec: W3Codec) -> Any:
    """A reader of one segment that ``codec`` writes."""
    index = RamStorage().create_index(whoosh_schema())
    writer = index.writer(codec=codec)
    for one in records:
        writer.add_document(**to_document(one))
    writer.commit()
    return index.reader()


# As indexes are written, and as version 2 wrote them: in blocks, here of a few postings.
codecs = st.one_of(st.just(ListCodec(LISTED_FIELDS)), st.integers(1, 5).map(lambda n: W3Codec(n, inlinelimit=1)))


@settings(max_examples=80)
@given(texts, codecs)
def test_whole_and_one_by_one_are_the_same(bodies, codec):
    reader = segment_of([record(f"a{n:02}", body=body) for n, body in enumerate(bodies)], codec)
    assert isinstance(reader, SegmentReader)
    for layer in ("word", "stem", "root"):
        field = text_field("body", layer)
        positions = layer != "root"
        for term in reader.field_terms(field):
            key = reader.schema[field].to_bytes(term)
            info = reader._terms.term_info(field, key)
            found = read_postings(reader._terms._postfile, info.extent()[0], positions)
            matcher = reader._terms.matcher(field, key, reader.schema[field].format)
            expected = []
            while matcher.is_active():
                places = reader.schema[field].format.decode_positions(matcher.value()) if positions else []
                expected.append((matcher.id(), matcher.weight(), places))
                matcher.next()
            rows = np.arange(len(found.ids))
            places = [found.positions_in(rows[at : at + 1])[1].tolist() if positions else [] for at in rows]
            assert list(zip(found.ids, found.frequencies, places, strict=True)) == expected
            assert (found.positions is not None) == positions
            assert info.doc_frequency() == len(expected) and info.weight() == sum(weight for _, weight, _ in expected)


@settings(max_examples=60)
@given(texts)
def test_both_codecs_keep_the_same(bodies):
    records = [record(f"a{n:02}", body=body) for n, body in enumerate(bodies)]
    ours, stock = (segment_of(records, codec) for codec in (ListCodec(LISTED_FIELDS), W3Codec()))
    assert [(*key, n, weight, value or b"") for *key, n, weight, value in ours.iter_postings()] == [
        (*key, n, weight, value or b"") for *key, n, weight, value in stock.iter_postings()
    ]


@pytest.mark.parametrize("last", [5, 70_000])
def test_a_long_article_has_wide_positions(last: int):
    values = [Places().encode([1, 2]), Places().encode([last])]
    assert positions_of(values).tolist() == [1, 2, last]


def test_a_damaged_list_is_an_error_that_says_what_to_do(tmp_path: Path):
    writer = WhooshWriter.open(f"whoosh:{tmp_path}")
    writer.apply([record(f"a{n}", body="بيت كتاب درس") for n in range(50)], [], 1)
    writer.close()
    segment = next(tmp_path.rglob("*.seg"))
    data = segment.read_bytes()
    segment.write_bytes(data.replace(MARK, b"BP??"))
    engine = WhooshEngine.open(f"whoosh:{tmp_path}")
    assert not condition(f"whoosh:{tmp_path}").stale, "opening does not show it"
    with pytest.raises(IndexDamaged, match="flask index rebuild"):
        engine.count("word", "بيت")
    assert condition(f"whoosh:{tmp_path}").stale, "whoever meets it tells the others"


# Whoosh leaves a file open where a commit fails; it is closed when it is collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_damage_that_a_commit_meets_is_told(tmp_path: Path):
    """What it would merge cannot be read: the articles wait in the store until the index is made anew."""
    writer = WhooshWriter.open(f"whoosh:{tmp_path}")
    for n in range(TINY - 1):
        writer.apply([record(f"a{n}", body="بيت كتاب درس")], [], n + 1)
    for segment in tmp_path.rglob("*.seg"):
        segment.write_bytes(segment.read_bytes().replace(MARK, b"BP??"))
    with pytest.raises(IndexDamaged):
        for n in range(2):
            writer.apply([record(f"b{n}", body="بيت")], [], TINY + n)
    assert condition(f"whoosh:{tmp_path}").stale
    writer.close()
    gc.collect()


def test_two_words_that_cannot_be_written_are_one():
    """Halves of surrogate pairs are written as ?; a document stands in a list once."""
    reader = segment_of([record("a", body="\ud800 بيت \udfff"), record("b", body="x")], ListCodec(LISTED_FIELDS))
    start = start_of(reader._terms, "body_word", b"?")
    assert start is not None
    found = read_postings(reader._terms._postfile, start, positions=True)
    assert found.positions is not None
    assert (found.ids.tolist(), found.frequencies.tolist(), found.positions.tolist()) == ([0], [2], [0, 2])
    start = start_of(reader._terms, "body_root", b"?")
    assert start is None or read_postings(reader._terms._postfile, start, positions=False).ids.tolist() == [0]


class TermsOf:
    """A table of terms that gives ``info`` for any term, or raises it."""

    def __init__(self, info: bytes | Exception) -> None:
        self.info = info
        self._dbfile = SimpleNamespace(get=lambda at, length: info)

    def _range_for_key(self, field: str, term: bytes) -> tuple[int, int]:
        if isinstance(self.info, Exception):
            raise self.info
        return 0, len(self.info)


@pytest.mark.parametrize("info", [b"", b"x" * 34, b"x" * 36, struct.error("unpack requires a buffer"), OverflowError()])
def test_a_damaged_table_of_terms_is_told(info: bytes | Exception):
    with pytest.raises(IndexDamaged, match="flask index rebuild"):
        start_of(TermsOf(info), "body_word", b"x")  # type: ignore[arg-type]
    assert start_of(TermsOf(KeyError("x")), "body_word", b"x") is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "noise",
    [
        pytest.param(b"cno_such_module\nname\n.", id="ImportError"),
        pytest.param(b"cstruct\nnothing\n.", id="AttributeError"),
        pytest.param(b"h\x07.", id="KeyError"),
        pytest.param(b"\x8a\xff\xff\xff\xff.", id="OverflowError or UnpicklingError"),
        pytest.param(b"X\xff\xff\xff\x7f.", id="MemoryError or UnpicklingError"),
        pytest.param(b"K\x01.", id="TypeError"),
    ],
)
def test_whatever_noise_is_taken_for_it_is_the_same_error(noise: bytes):
    file = SimpleNamespace(_buf=memoryview(WHOOSH3_HEADER_MAGIC + struct.pack("!i", -len(noise)) + noise))
    for read in (read_postings, read_columns):
        with pytest.raises(IndexDamaged, match="flask index rebuild"):
            read(file, 0, True)
