"""
Whoosh's own codec with larger blocks, segments that are mapped, and a list of words in each.

What is in the files is Whoosh's own format 3, and one file more: the `index.word_list` of the segment, written as its
terms go by. Everything hangs on extension points that Whoosh documents: the codec, its writer of fields, its segment.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3Segment

from index.whoosh_files import MappedStorage
from index.word_list import WordList

# Stock blocks hold 128 postings so that a scorer can skip them; lists here are read whole, so fewer, larger
# blocks cost less to open and compress better.
BLOCK = 1024
WORDS_EXT = ".words"


class ListingWriter(W3FieldWriter):  # type: ignore[misc]
    """Whoosh's writer of terms, which also lists the words of some fields."""

    def __init__(self, codec: BlockCodec, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._words: dict[str, int] = {}

    def finish_term(self) -> None:
        """Note the term that was written."""
        info = self._postwriter._terminfo
        super().finish_term()
        if self._fieldname in self._codec.listed_fields:
            word = self._btext.decode()
            self._words[word] = max(self._words.get(word, 0), info.doc_frequency())

    def close(self) -> None:
        """Write the list."""
        super().close()
        with self._create_file(WORDS_EXT) as file:
            file.write(WordList.encode(self._words))


class BlockSegment(W3Segment):  # type: ignore[misc]
    """Whoosh's segment, its files read where they are mapped."""

    def open_compound_file(self, storage: Any) -> MappedStorage:
        """The files of this segment."""
        return MappedStorage(storage.open_file(self.make_filename(self.COMPOUND_EXT)))


class BlockCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec 3 with blocks of `BLOCK` postings.

    A word of ``listed_fields`` is in the segment's list, with the number of articles of the field where it has most.
    """

    def __init__(self, listed_fields: Sequence[str]) -> None:
        # inlinelimit stays at 1 (no list is inlined), so every list is read the same way.
        super().__init__(blocklimit=BLOCK, inlinelimit=1)
        self.listed_fields = frozenset(listed_fields)

    def field_writer(self, storage: Any, segment: Any) -> ListingWriter:
        """The writer of one segment's terms and postings."""
        return ListingWriter(self, storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> BlockSegment:
        """A segment with a name of its own: Whoosh takes names from ``random``, which seeded processes share."""
        return BlockSegment(self, indexname, segid=secrets.token_hex(8))
