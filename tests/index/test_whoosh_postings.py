"""A posting list read whole is the list Whoosh hands out one by one; damage is an error with a way out."""

import struct
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
from whoosh.filedb.filestore import RamStorage
from whoosh.reading import SegmentReader

from index.errors import IndexUnavailable
from index.schema import Record
from index.whoosh_codec import BlockCodec
from index.whoosh_postings import read_postings
from index.whoosh_schema import LISTED_FIELDS, text_field, to_document, whoosh_schema
from index.whoosh_writer import WhooshWriter
from search.whoosh_engine import WhooshEngine
from tests.support.records import record

texts = st.lists(st.lists(st.sampled_from(["بيت", "كتاب", "درس"]), max_size=9).map(" ".join), min_size=1, max_size=12)


def segment_of(records: list[Record], block: int) -> Any:
    """A reader of one segment with blocks of ``block`` postings."""
    codec = BlockCodec(LISTED_FIELDS)
    codec._blocklimit = block
    index = RamStorage().create_index(whoosh_schema())
    writer = index.writer(codec=codec)
    for one in records:
        writer.add_document(**to_document(one))
    writer.commit()
    return index.reader()


@settings(max_examples=60)
@given(texts, st.integers(1, 5))
def test_whole_and_one_by_one_are_the_same(bodies, block):
    reader = segment_of([record(f"a{n:02}", body=body) for n, body in enumerate(bodies)], block)
    assert isinstance(reader, SegmentReader)
    for layer in ("word", "stem", "root"):
        field = text_field("body", layer)
        with_places = layer != "root"
        for term in reader.field_terms(field):
            key = reader.schema[field].to_bytes(term)
            info = reader._terms.term_info(field, key)
            found = read_postings(reader._terms._postfile, info.extent()[0], with_places)
            stock = reader._terms.matcher(field, key, reader.schema[field].format)
            expected = []
            while stock.is_active():
                expected.append((stock.id(), stock.weight(), stock.value() if with_places else None))
                stock.next()
            values = [found.places[at] if found.places else None for at in range(len(found.ids))]
            assert list(zip(found.ids, found.frequencies, values, strict=True)) == expected
            assert (found.places is not None) == with_places


def test_a_damaged_list_is_an_error_that_says_what_to_do(tmp_path: Path):
    writer = WhooshWriter.open(f"whoosh:{tmp_path}")
    writer.apply([record(f"a{n}", body="بيت كتاب درس") for n in range(50)], [], 1)
    writer.close()
    segment = next(tmp_path.rglob("*.seg"))
    data = segment.read_bytes()
    segment.write_bytes(data.replace(b"W3Bl", b"W3??"))
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
        read_postings(file, 0, with_places=True)
