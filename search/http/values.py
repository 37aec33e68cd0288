"""
Values of filters as people write them, to those that stand in the index: «لافروف» to ``sergey-lavrov``.

- an actor goes by any name that the query's «جهة:» knows; a name that several have stands for any of them
- a source or section is compared as words are: without regard to hamza, harakat and case
- what the index has is taken as it is, also an actor that the actors file has lost
- a value that nobody has stays, finds nothing, and is told

>>> Values(opened()).resolved({"actor": ["لافروف"]})  # doctest: +SKIP
{'actor': ['sergey-lavrov']}
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from index.analysis.analyzer import fold
from search.http.links import Arguments
from search.http.services import Opened
from search.notices import Notice
from search.query import KeywordField

FIELDS: Mapping[str, KeywordField] = {
    "actor": "actor",
    "source": "source",
    "section": "section",
    "exclude_actor": "actor",
    "exclude_source": "source",
}


class Values:
    """The values that filters may have, at one state of the index."""

    def __init__(self, now: Opened) -> None:
        self._now = now
        self._known: dict[KeywordField, Mapping[str, int]] = {}

    def resolved(self, args: Arguments) -> Arguments:
        """``args`` with every value of a filter as the index has it, each once."""
        given = {name: values for name in FIELDS if (values := args.get(name))}
        return {**args, **{name: self._all(FIELDS[name], values) for name, values in given.items()}}

    def notices(self, args: Arguments) -> tuple[Notice, ...]:
        """What to tell of the values that nobody has."""
        asked = ((FIELDS[name], value) for name in FIELDS for value in args.get(name) or ())
        unknown = dict.fromkeys((field, value) for field, value in asked if not self._found(field, value))
        return tuple(Notice(f"no_such_{field}", value) for field, value in unknown)

    def _all(self, field: KeywordField, values: list[str]) -> list[str]:
        return list(dict.fromkeys(one for value in values for one in self._found(field, value) or (value,)))

    def _found(self, field: KeywordField, value: str) -> tuple[str, ...]:
        """What ``value`` stands for; empty where there is nothing of this name."""
        if field == "actor" and self._now.gazetteer.get(value):
            return (value,)
        if value in self._in_index(field):
            return (value,)
        if field == "actor":
            return self._now.gazetteer.resolve(value)
        return self._folded[field].get(fold(value), ())

    def _in_index(self, field: KeywordField) -> Mapping[str, int]:
        if field not in self._known:
            self._known[field] = self._now.engine.facet_values(field)
        return self._known[field]

    @cached_property
    def _folded(self) -> Mapping[KeywordField, Mapping[str, tuple[str, ...]]]:
        """Each source and section by its words."""
        folded: dict[KeywordField, dict[str, tuple[str, ...]]] = {"source": {}, "section": {}}
        for field, names in folded.items():
            for name in self._in_index(field):
                words = fold(name)
                if words:
                    names[words] = (*names.get(words, ()), name)
        return folded
