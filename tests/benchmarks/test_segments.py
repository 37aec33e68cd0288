"""The benchmark of segments measures the same documents in both ways."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from whoosh import index as whoosh_index
from whoosh.codec.whoosh3 import W3Codec

from benchmarks.segments import add_readers, measured
from index.whoosh_codec import ListCodec
from index.whoosh_joining import copy_segments
from index.whoosh_schema import LISTED_FIELDS, to_document
from tests.support.records import record


@pytest.mark.parametrize(
    ("codec", "merge"), [(ListCodec(LISTED_FIELDS), copy_segments), (W3Codec(), add_readers)], ids=["ours", "stock"]
)
def test_every_document_is_written_read_and_merged(
    tmp_path: Path, codec: W3Codec, merge: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    batches = [[to_document(record(f"{b}-{n}", body=f"بيت كتاب رقم{n}")) for n in range(40)] for b in range(3)]
    found = measured(tmp_path / "segments", codec, merge, batches)
    assert found.megabytes > 0 and found.reading > 0 and found.merging > 0
    merged = whoosh_index.open_dir(str(tmp_path / "segments" / "merged"))
    assert merged.doc_count() == 120 and len(merged._segments()) == 1
    assert len(whoosh_index.open_dir(str(tmp_path / "segments"))._segments()) == 3
