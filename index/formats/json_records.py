"""
Articles as JSON: one object a line (.jsonl, .ndjson), or one document holding an object or a list (.json).

A line that is not a JSON object is refused and the next one read. A document is read whole, so it has a size
limit; JSON lines have none. A .json file that turns out to hold one object a line is read that way, and an
object that wraps a single list of objects (``{"articles": [...]}``) gives that list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from index.article import RawDocument
from index.encoding import clean, decode_raw, detect
from index.errors import RejectedRecord
from index.formats.records import FIELD_OF, fold_key, to_document
from index.formats.source import OnReject, Reject, Source, excerpt, read_whole, text_lines


def read_json_lines(source: Source, reject: OnReject, max_chars: int | None) -> Iterator[RawDocument]:
    """One article for each line."""
    for number, line in text_lines(source):
        origin = f"{source.origin}:{number}"
        try:
            if isinstance(line, RejectedRecord):
                raise line
            text = line.strip("\ufeff \t\r\n")
            if text:
                yield to_document(_object(_parse(text)), origin, max_chars)
        except RejectedRecord as error:
            shown = "" if isinstance(line, RejectedRecord) else excerpt(clean(line))
            reject(Reject(origin, error.reason, str(error), shown))


def read_json(source: Source, reject: OnReject, max_chars: int | None) -> Iterator[RawDocument]:
    """The articles of one JSON document: an object, a list of objects, or an object around such a list."""
    data = read_whole(source)
    text = clean(decode_raw(data, detect(data)))
    try:
        document = _parse(text)
    except RejectedRecord:
        if not _is_json_lines(text):
            raise
        yield from read_json_lines(source, reject, max_chars)
        return
    for number, record in enumerate(_records(document), 1):
        origin = source.origin if document is record else f"{source.origin}#{number}"
        try:
            yield to_document(_object(record), origin, max_chars)
        except RejectedRecord as error:
            reject(Reject(origin, error.reason, str(error), excerpt(clean(json.dumps(record, ensure_ascii=False)))))


def _parse(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        raise RejectedRecord("bad_json", "the JSON is nested too deeply") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, character {error.colno}" if "\n" in text else f"character {error.colno}"
        raise RejectedRecord("bad_json", f"not valid JSON: {error.msg} at {place}") from None
    except ValueError as error:  # a number of thousands of digits
        raise RejectedRecord("bad_json", f"not valid JSON: {error}") from None


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RejectedRecord("not_an_object", 'an article is a JSON object such as {"title": "…", "body": "…"}')
    return value


def _records(document: Any) -> list[Any]:
    if isinstance(document, list):
        return document
    if isinstance(document, dict) and not any(
        fold_key(key) in FIELD_OF and isinstance(document[key], str) for key in document
    ):
        lists = [
            value for value in document.values() if isinstance(value, list) and value and isinstance(value[0], dict)
        ]
        if len(lists) == 1:
            return lists[0]
    return [document]


def _is_json_lines(text: str) -> bool:
    """Whether the first filled line is a whole JSON object on its own."""
    first, _, rest = text.lstrip().partition("\n")
    try:
        return bool(rest.strip()) and isinstance(_parse(first), dict)
    except RejectedRecord:
        return False
