"""
The addresses that the pages lead to: all that is asked for stands in them, so they can be kept, sent and gone back to.

- a change of anything but the page leads to the first page
- relative to this host, so the pages work behind any name; what leaves the pages (feeds, tables) is absolute
- a page that names no language is Arabic; addresses of the API always name it, for else they go by the client
- a search without words has an empty ``q``, which tells it from the start page

>>> addresses.search(sort="newest")  # doctest: +SKIP
'/?q=%D8%B3%D9%88%D8%B1%D9%8A%D8%A7&sort=newest'
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from search.http import links
from search.http.fields import read_dates
from search.http.links import NOT_OF_FEED, OF_ONE_PAGE, Arguments, search_pairs, search_url
from search.notices import Language

DEFAULTS: Arguments = {**links.DEFAULTS, "lang": "ar"}
# The arguments that narrow the results, in the order in which they are told.
FILTERS = ("actor", "source", "section", "date", "from_", "to", "exclude_actor", "exclude_source")
# A facet → the argument that chooses its values, and the one that excludes them.
ARGUMENT_OF: Mapping[str, str] = {
    "month": "date",
    "year": "date",
    "actor": "actor",
    "source": "source",
    "section": "section",
}
EXCLUDED_BY: Mapping[str, str] = {"actor": "exclude_actor", "source": "exclude_source"}


class Addresses:
    """The addresses around one search."""

    def __init__(self, args: Arguments, language: Language) -> None:
        self.args: Arguments = {**args, "lang": language}
        self.language = language

    def search(self, **changes: Any) -> str:
        """The page of this search with ``changes``; its first page unless they name one."""
        return _with_query(url_for("pages.home"), self._pairs({"page": 1, **changes}), needs_q=True)

    def home(self, **changes: Any) -> str:
        """The start page."""
        kept = {"lang": self.language, **changes}
        return _with_query(url_for("pages.home"), search_pairs(kept, defaults=DEFAULTS))

    def fresh(self, q: str, **more: Any) -> str:
        """A new search for ``q``, without anything of this one but the language."""
        pairs = search_pairs({"lang": self.language, "q": q, **more}, defaults=DEFAULTS)
        return _with_query(url_for("pages.home"), pairs, needs_q=True)

    def article(self, id: str, **changes: Any) -> str:
        """The page of an article, with this search to come back to."""
        return _with_query(url_for("pages.article", id=id), self._pairs(changes))

    def plain_article(self, id: str) -> str:
        """The page of an article, come to from no search."""
        return _with_query(url_for("pages.article", id=id), search_pairs({"lang": self.language}, defaults=DEFAULTS))

    def adding(self, argument: str, value: Any) -> str:
        """This search with one more value of ``argument``; a value chosen is no longer excluded, and the reverse."""
        changes: dict[str, Any] = {argument: [*self.args.get(argument, ()), value]}
        for one, other in EXCLUDED_BY.items():
            opposite = {one: other, other: one}.get(argument)
            if opposite and value in self.args.get(opposite, ()):
                changes[opposite] = _without(self.args[opposite], value)
        return self.search(**changes)

    def only_actor(self, id: str) -> str:
        """This search, only of articles that name this actor."""
        return self.search(actor=[id], exclude_actor=_without(self.args.get("exclude_actor", ()), id))

    def removing(self, argument: str, value: Any = None) -> str:
        """This search without one value of ``argument``, or without the argument where it takes one value."""
        left = _without(self.args.get(argument, ()), value) if value is not None else None
        return self.search(**{argument: left})

    def without_filters(self) -> str:
        """This search with nothing but its words."""
        return self.search(**dict.fromkeys(FILTERS))

    def api(self, endpoint: str, *, bom: bool = False) -> str:
        """The same search at a route of the API, as the world sees it."""
        found = search_url(endpoint, self.args, without=OF_ONE_PAGE)
        return found + "&bom=1" if bom else found

    def feed(self) -> str:
        """The feed of this search, as the world sees it."""
        return search_url("feeds.feed", self.args, without=NOT_OF_FEED)

    def facet_values(self, name: str) -> str:
        """Where a script finds values of a facet by how a word of their name begins; ``find`` is to be added."""
        pairs = search_pairs(self.args, without=OF_ONE_PAGE)
        return _with_query(url_for("search.facet_values", name=name), pairs)

    def hidden(self, *shown: str) -> list[tuple[str, str]]:
        """What a form must carry along beside the arguments ``shown`` in it."""
        return search_pairs(self.args, without=frozenset({*shown, "page"}), defaults=DEFAULTS)

    def _pairs(self, changes: Mapping[str, Any]) -> list[tuple[str, str]]:
        return search_pairs({**self.args, **changes}, defaults=DEFAULTS)


def value_of(facet: str, bucket: str) -> Any:
    """The value of a facet's bucket as the argument takes it."""
    return read_dates(bucket) if ARGUMENT_OF[facet] == "date" else bucket


def _without(values: Any, value: Any) -> list[Any]:
    return [one for one in values if one != value]


def _with_query(path: str, pairs: list[tuple[str, str]], *, needs_q: bool = False) -> str:
    if needs_q and not any(name == "q" for name, _ in pairs):
        pairs = [("q", ""), *pairs]
    # What a broken source left of a character cannot stand in an address.
    return path + ("?" + urlencode(pairs, errors="replace") if pairs else "")
