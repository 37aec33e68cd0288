"""
Articles as a table: .csv and .tsv, one row each under a row of column names.

- the separator is the one of , ; tab | under which most column names are known (``sep=;`` is understood too)
- a row with more or fewer cells than there are columns is refused
- a quotation mark that is never closed would swallow the rows after it; those rows are read again without it
- how far such a mark may reach is bounded, and so is what is read again: time and memory are in proportion to the file
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from index.article import RawDocument
from index.encoding import clean
from index.errors import RejectedRecord
from index.formats.records import FIELD_OF, fold_key, known_names, to_document
from index.formats.source import MAX_LINE_BYTES, OnReject, Reject, Source, excerpt, text_lines

SEPARATORS = ",;\t|"
# The longest record: far above any article.
MAX_RECORD_CHARS = MAX_LINE_BYTES
MAX_RECORD_LINES = 100_000
# What may be read a second time: this many characters at once, and with each character read this many more.
MAX_AGAIN = MAX_RECORD_CHARS
AGAIN_EACH = 4


class _Lines:
    """Lines of a table that can be given back, with the number of the next one."""

    def __init__(self, source: Source, reject: OnReject) -> None:
        self._source = source
        self._reject = reject
        self._lines = text_lines(source)
        self._returned: deque[tuple[int, str]] = deque()
        self.taken: list[tuple[int, str]] = []
        self.ended = False  # whether the file ended while the record in ``taken`` was read
        self._length = 0  # characters of the record in ``taken``
        self._again = MAX_AGAIN
        self._limit = MAX_RECORD_CHARS

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.taken and (self._length > self._limit or len(self.taken) >= MAX_RECORD_LINES):
            raise RejectedRecord("bad_csv", "a quotation mark is opened and not closed in any of the rows that follow")
        line = self._returned.popleft() if self._returned else self._fresh()
        self.taken.append(line)
        self._length += len(line[1])
        return line[1]

    def next_record(self) -> None:
        """Begin a record with the next line."""
        self._again = min(self._again + AGAIN_EACH * self._length, MAX_AGAIN)
        self._limit = min(MAX_RECORD_CHARS, self._again)
        self._length = 0
        self.taken.clear()

    def _fresh(self) -> tuple[int, str]:
        for number, line in self._lines:
            if isinstance(line, str):
                # Old files end their lines with a return alone: what was read as one line is many.
                first, *others = clean(line).splitlines(keepends=True) or [""]
                self._returned.extend((number, other) for other in others)
                return number, first
            self._reject(Reject(f"{self._source.origin}:{number}", line.reason, str(line)))
        self.ended = True
        raise StopIteration

    def give_back(self) -> None:
        """Return all lines of the record just read but its first."""
        self._returned.extendleft(reversed(self.taken[1:]))
        first = len(self.taken[0][1])
        self._again -= self._length - first
        self._length = first


def read_csv(source: Source, reject: OnReject, max_chars: int | None) -> Iterator[RawDocument]:
    """One article for each row."""
    # The module's limit is 128 KB a cell and global; articles are longer.
    csv.field_size_limit(MAX_LINE_BYTES)
    lines = _Lines(source, reject)
    separator, columns = _header(lines)
    while True:
        lines.next_record()
        try:
            cells = next(csv.reader(lines, delimiter=separator))
        except StopIteration:
            return
        except csv.Error as error:
            cells = None
            problem = RejectedRecord("bad_csv", f"not a row of a table: {error}")
        except RejectedRecord as error:
            cells, problem = None, error
        number = lines.taken[0][0]
        if lines.ended:
            lines.ended = False
            cells, problem = None, RejectedRecord("bad_csv", "a quotation mark is opened and never closed")
        origin = f"{source.origin}:{number}"
        try:
            if cells is None:
                raise problem
            record = _record(columns, cells)
            if record:
                yield to_document(record, origin, max_chars)
        except RejectedRecord as error:
            if error.reason in ("bad_csv", "wrong_columns"):
                lines.give_back()
            reject(Reject(origin, error.reason, str(error), excerpt(lines.taken[0][1])))


def _header(lines: _Lines) -> tuple[str, list[str]]:
    first = next((line for line in lines if line.strip()), "")
    if first.lower().startswith("sep=") and len(first.rstrip("\r\n")) == 5:
        separator = first[4]
        columns = next(csv.reader(lines, delimiter=separator), [])
        known = sum(fold_key(name) in FIELD_OF for name in columns)
    else:
        options = [(name, next(csv.reader([first], delimiter=name), [])) for name in SEPARATORS]
        known, separator, columns = max(
            ((sum(fold_key(name) in FIELD_OF for name in cells), mark, cells) for mark, cells in options),
            key=lambda option: option[0],
        )
    fields = {FIELD_OF.get(fold_key(name)) for name in columns}
    if not known or not fields & {"body", "html", "summary"}:
        raise RejectedRecord(
            "no_text_column", f"the first row must name the columns, one of them: {known_names('body')}"
        )
    return separator, columns


def _record(columns: list[str], cells: list[str]) -> dict[str, str]:
    while len(cells) > len(columns) and not cells[-1].strip():
        cells = cells[:-1]
    if not any(cell.strip() for cell in cells):
        return {}
    if len(cells) != len(columns):
        raise RejectedRecord(
            "wrong_columns",
            f"{len(cells)} cells under {len(columns)} columns; put cells that contain the separator in quotation marks",
        )
    # Of two columns of one name, the first with a value counts.
    record: dict[str, str] = {}
    for name, cell in zip(columns, cells, strict=True):
        if not record.get(name, "").strip():
            record[name] = cell
    return record
