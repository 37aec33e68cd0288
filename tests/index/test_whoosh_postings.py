"""A posting list read whole is the one that Whoosh reads one by one; damage is an error with a way out."""

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

from index.errors import IndexUnavailable
from index.posting_list import MARK
from index.schema import Record
from index.whoosh_codec import ListCodec
from index.whoosh_postings import positions_of, read_postings
from index.whoosh_schema import LISTED_FIELDS, Places, text_field, to_document, whoosh_schema
from index.whoosh_writer import WhooshWriter
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
    with pytest.raises(IndexUnavailable, match="flask index rebuild"):
        engine.count("word", "بيت")


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
    with pytest.raises(IndexUnavailable, match="flask index rebuild"):
        read_postings(file, 0, positions=True)
