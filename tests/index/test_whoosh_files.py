"""A file on mapped bytes reads as any file does, and a segment is not copied into memory to be read."""

import errno
import gc
import io
import os
import pickle
import random
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.filedb import compound

from index.whoosh_files import MappedFile, Window
from index.whoosh_merge import TINY
from index.whoosh_writer import WhooshWriter
from search.whoosh_engine import WhooshEngine
from tests.support.records import record

steps = st.lists(
    st.tuples(st.just("seek"), st.integers(0, 40), st.sampled_from([os.SEEK_SET, os.SEEK_CUR]))
    | st.tuples(st.just("read"), st.integers(-1, 20))
    | st.tuples(st.just("readline"))
    | st.tuples(st.just("tell"))
)


@given(st.binary(max_size=30), steps)
def test_a_window_reads_as_a_file_does(data, steps):
    window, file = Window(memoryview(data)), io.BytesIO(data)
    for name, *arguments in steps:
        assert getattr(window, name)(*arguments) == getattr(file, name)(*arguments)


def test_what_was_pickled_is_read():
    data = pickle.dumps({"كتاب": list(range(1000))})
    file = MappedFile(memoryview(b"...." + data), "x")
    file.seek(4)
    assert file.read_pickle() == {"كتاب": list(range(1000))}
    assert file.get(0, 4) == b"...."


# Whoosh leaves a file open that it cannot map; it is closed when it is collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_without_room_for_a_map_it_is_read_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Written, merged and searched as ever."""

    def full(*args: object, **more: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr(compound.mmap, "mmap", full)
    writer = WhooshWriter.open(f"whoosh:{tmp_path}")
    for n in range(TINY + 1):
        writer.apply([record(f"a{n}", body="بيت كتاب")], [f"a{n - 1}"] if n == 3 else [], n + 1)
    writer.close()
    engine = WhooshEngine.open(f"whoosh:{tmp_path}")
    assert engine.count("word", "بيت") == TINY
    engine.close()
    del engine, writer
    gc.collect()


def test_an_open_index_takes_less_memory_than_its_postings(tmp_path: Path):
    writer = WhooshWriter.open(f"whoosh:{tmp_path}")
    letters, chance = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", random.Random(5)
    texts = [" ".join("".join(chance.choices(letters, k=6)) for _ in range(1500)) for _ in range(60)]
    writer.apply([record(f"a{n:03}", body=text) for n, text in enumerate(texts)], [], 1)
    writer.close()
    on_disk = sum(path.stat().st_size for path in tmp_path.rglob("*.seg"))
    tracemalloc.start()
    engine = WhooshEngine.open(f"whoosh:{tmp_path}")
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert engine.count("word", texts[0].split()[0]) >= 1
    assert on_disk > 5_000_000 > 10 * held
