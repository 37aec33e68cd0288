"""A posting list comes out as it went in, whatever its numbers; a changed byte is an error or makes no difference."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.posting_list import (
    MARK,
    Columns,
    PostingList,
    columns,
    decode,
    decode_columns,
    encode,
    join,
    with_positions,
)

# The edges of the widths, and what lies between them.
numbers = st.one_of(st.integers(1, 5), st.sampled_from([1, 255, 256, 65_535, 65_536, 70_000]), st.integers(1, 100_000))
few = st.one_of(st.just(1), st.integers(1, 4), st.sampled_from([255, 256, 300]))
Gaps = list[tuple[int, int]]  # from one id to the next, and a frequency
postings = st.lists(st.tuples(numbers, few), min_size=1, max_size=20)


def made(gaps: Gaps, positions: bool, step: int) -> PostingList:
    """A list with these gaps and frequencies; positions are ``step`` apart."""
    ids = np.cumsum([gap for gap, _ in gaps], dtype=np.int32) - 1
    frequencies = np.array([frequency for _, frequency in gaps], dtype=np.float32)
    if not positions:
        return PostingList(ids, frequencies)
    places = np.concatenate([np.arange(n, dtype=np.uint32) * step for _, n in gaps])
    return with_positions(ids, frequencies, places)


def in_columns(postings: PostingList) -> Columns:
    positions = None if postings.positions is None else postings.positions.tolist()
    return columns(postings.ids.tolist(), map(int, postings.frequencies), positions)


def written(postings: PostingList) -> bytes:
    return encode(in_columns(postings))


def same(a: PostingList, b: PostingList) -> bool:
    pairs = ((getattr(a, name), getattr(b, name)) for name in ("ids", "frequencies", "positions", "starts"))
    return all((x is None and y is None) or np.array_equal(x, y) for x, y in pairs)


@given(postings, st.booleans(), st.sampled_from([1, 40, 70_000]), st.binary(max_size=9))
@example([(1, 1)], False, 1, b"")
@example([(2**31 - 1, 1)], True, 1, b"")
def test_what_is_written_is_read(gaps, positions, step, before):
    expected = made(gaps, positions, step)
    data = written(expected)
    found = decode(memoryview(before + data + b"more"), len(before), positions)
    assert same(found, expected)
    assert found.ids.dtype == np.int32 and found.frequencies.dtype == np.float32
    assert encode(decode_columns(memoryview(before + data + b"more"), len(before), positions)) == data
    without = decode(memoryview(data), 0, False)
    assert without.positions is None and np.array_equal(without.ids, expected.ids)


@given(postings, st.booleans(), st.data())
def test_a_changed_byte_is_noticed(gaps, positions, data):
    expected = made(gaps, positions, 3)
    noisy = bytearray(written(expected))
    at = data.draw(st.integers(0, len(noisy) - 1))
    noisy[at] ^= data.draw(st.integers(1, 255))
    for read in (decode, decode_columns):
        try:
            found = read(memoryview(bytes(noisy)), 0, positions)
        except Exception:
            continue
        whole = found if isinstance(found, PostingList) else decode(memoryview(encode(found)), 0, positions)
        assert same(whole, expected), "a byte that says nothing"


@given(postings, st.data())
def test_a_cut_is_noticed(gaps, data):
    whole = written(made(gaps, True, 3))
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    with pytest.raises(Exception, match=r"buffer|not what was written"):
        decode(memoryview(cut), 0, True)


@given(postings, st.data())
def test_positions_of_some_documents(gaps, data):
    """Against one list for each document."""
    whole = made(gaps, True, 7)
    rows = sorted(data.draw(st.sets(st.integers(0, len(gaps) - 1))))
    counts, positions = whole.positions_in(np.array(rows, dtype=np.int64))
    assert counts.tolist() == [gaps[row][1] for row in rows]
    assert positions.tolist() == [n * 7 for row in rows for n in range(gaps[row][1])]


@given(st.lists(st.tuples(postings, numbers), min_size=1, max_size=4), st.booleans())
def test_joining_is_as_written_at_once(parts, positions):
    """Against one list of all; between two there are some documents without the term."""
    gaps: Gaps = []
    pieces, first = [], 0
    for part, more in parts:
        before = sum(gap for gap, _ in gaps)
        gaps += [(part[0][0] + first - before, part[0][1]), *part[1:]]
        pieces.append((first, in_columns(made(part, positions, 5))))
        first = sum(gap for gap, _ in gaps) + more
    assert same(decode(memoryview(encode(join(pieces))), 0, positions), made(gaps, positions, 5))


@pytest.mark.parametrize(
    ("ids", "frequencies", "positions", "error"),
    [
        ([3, 3], [1, 1], None, "ascend"),
        ([3, 2], [1, 1], None, "ascend"),
        ([-1], [1], None, "ascend"),
        ([0, 1], [1, 2], [0, 1], "2 positions of 3"),
        ([0], [1], [], "0 positions of 1"),
    ],
)
def test_what_no_list_can_be_is_not_written(ids, frequencies, positions, error):
    with pytest.raises(ValueError, match=error):
        columns(ids, frequencies, positions)


def test_a_list_is_small():
    """Half of all lists have one document: the head is most of them."""
    assert len(encode(columns([7], [1], None))) == 25
    many = encode(columns(range(1000), [1] * 1000, [n % 200 for n in range(1000)]))
    assert many[:4] == MARK and len(many) == 24 + 1000 + 1000


def test_positions_that_were_not_read_are_not_made_up():
    with pytest.raises(ValueError, match="not read"):
        made([(1, 1)], False, 1).positions_in(np.array([0]))
    with pytest.raises(ValueError, match="positions"):
        decode(memoryview(encode(columns([0], [1], None))), 0, True)
