"""
Whoosh's own codec with posting lists that are read whole, segments that are mapped, and a list of words in each.

What is in the files is Whoosh's own format 3, but for the lists themselves (`index.posting_list`) and one file more:
the `index.word_list` of the segment, written as its terms go by. Everything hangs on extension points that Whoosh
documents: the codec, its writers of fields and of postings, its segment.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

from whoosh.codec.base import PostingsWriter
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3Segment, W3TermInfo
from whoosh.matching import ListMatcher

from index.posting_list import Columns, columns, encode
from index.whoosh_files import MappedStorage
from index.whoosh_postings import positions_of, read_columns
from index.whoosh_schema import Places
from index.word_list import WordList

WORDS_EXT = ".words"


class ListWriter(PostingsWriter):  # type: ignore[misc]
    """Writes posting lists whole."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._ids, self._weights, self._values = list[int](), list[float](), list[bytes]()
        self._positions = False
        self._whole: Columns | None = None
        self.documents = 0  # of the list that was written last

    def start_postings(self, format_: Any, terminfo: Any) -> None:
        """Begin a list."""
        self._ids, self._weights, self._values = [], [], []
        self._positions = isinstance(format_, Places)
        self._whole = None

    def add_posting(self, id_: int, weight: float, vbytes: bytes, length: int | None = None) -> None:
        """Take in the next document of the list."""
        self._ids.append(id_)
        self._weights.append(weight)
        self._values.append(vbytes)

    def add_all(self, postings: Columns) -> None:
        """Take in all documents of the list at once."""
        self._whole = postings

    def finish_postings(self) -> W3TermInfo:
        """Write the list; what the index of terms keeps of it."""
        found = self._whole
        if found is None:
            found = columns(self._ids, map(int, self._weights), positions_of(self._values) if self._positions else None)
        self.documents = len(found.gaps)
        start = self._file.tell()
        data = encode(found)
        self._file.write(data)
        info = W3TermInfo(
            weight=float(sum(found.frequencies)),
            df=self.documents,
            maxweight=float(max(found.frequencies)),
            minid=found.gaps[0],
            maxid=sum(found.gaps),
        )
        info.set_extent(start, len(data))
        return info

    def written(self) -> bool:
        """False: nothing of a list is written before it is whole."""
        return False


class ListingWriter(W3FieldWriter):  # type: ignore[misc]
    """Whoosh's writer of terms, which also takes whole lists, and lists the words of some fields."""

    def __init__(self, codec: ListCodec, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._words: dict[str, int] = {}

    def add_all(self, postings: Columns) -> None:
        """All postings of the term at hand at once."""
        self._postwriter.add_all(postings)

    def finish_term(self) -> None:
        """Write the term, and note it."""
        super().finish_term()
        if self._fieldname in self._codec.listed_fields:
            word = self._btext.decode()
            self._words[word] = max(self._words.get(word, 0), self._postwriter.documents)

    def close(self) -> None:
        """Write the list of words."""
        super().close()
        with self._create_file(WORDS_EXT) as file:
            file.write(WordList.encode(self._words))


class ListSegment(W3Segment):  # type: ignore[misc]
    """Whoosh's segment, its files read where they are mapped."""

    def open_compound_file(self, storage: Any) -> MappedStorage:
        """The files of this segment."""
        return MappedStorage(storage.open_file(self.make_filename(self.COMPOUND_EXT)))


class ListCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec 3 with whole posting lists.

    A word of ``listed_fields`` is in the segment's list, with the number of articles of the field where it has most.
    """

    length_stats = False  # the lengths that Whoosh keeps with blocks serve its own scorers

    def __init__(self, listed_fields: Sequence[str]) -> None:
        super().__init__()
        self.listed_fields = frozenset(listed_fields)

    def field_writer(self, storage: Any, segment: Any) -> ListingWriter:
        """The writer of one segment's terms and postings."""
        return ListingWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> ListWriter:
        """The writer of one field's posting lists."""
        return ListWriter(dbfile)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> ListMatcher:
        """One list as Whoosh reads them, posting by posting: for deleting by id, and for merging with a commit."""
        found = read_columns(dbfile, terminfo.extent()[0], isinstance(format_, Places))
        ids, weights = list(accumulate(found.gaps)), list(map(float, found.frequencies))
        values = [b""] * len(ids)
        if found.positions is not None:
            ends = accumulate(found.frequencies, initial=0)
            values = [format_.encode(found.positions[start:end]) for start, end in pairwise(ends)]
        return ListMatcher(ids, weights, values, format_, scorer, term=term, terminfo=terminfo)

    def new_segment(self, storage: Any, indexname: str) -> ListSegment:
        """A segment with a name of its own: Whoosh takes names from ``random``, which seeded processes share."""
        return ListSegment(self, indexname, segid=secrets.token_hex(8))


# Their names in indexes of version 2, whose tables of contents are pickles.
BlockCodec, BlockSegment = ListCodec, ListSegment
