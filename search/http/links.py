"""
Addresses: of this service's own routes, and of a search with all that was asked for.

- parameters stand in one order, values of a repeated one in the order given, defaults left out: one search, one address
- absolute, under `base_url` where it is set, else as the request came in
- `search_pairs` is also what an ETag is made of
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from search.http.services import services
from search.periods import written

Arguments = Mapping[str, Any]  # as a schema gives them; `find` and `bom` may be among them

# Argument → its name in an address, in the order of an address.
NAMES: tuple[tuple[str, str], ...] = (
    ("q", "q"),
    ("match", "match"),
    ("actor", "actor"),
    ("source", "source"),
    ("section", "section"),
    ("date", "date"),
    ("from_", "from"),
    ("to", "to"),
    ("exclude_actor", "exclude.actor"),
    ("exclude_source", "exclude.source"),
    ("collapse", "collapse"),
    ("sort", "sort"),
    ("page", "page"),
    ("page_size", "page_size"),
    ("facets", "facets"),
    ("facet_size", "facet_size"),
    ("find", "find"),
    ("lang", "lang"),
)
DEFAULTS: Arguments = {
    "q": "",
    "find": "",
    "match": "stem",
    "sort": "relevance",
    "page": 1,
    "page_size": 10,
    "facet_size": 10,
    "collapse": False,
}
OF_ONE_PAGE = frozenset({"page", "page_size", "facets", "facet_size"})
NOT_OF_FEED = OF_ONE_PAGE | {"sort"}  # a feed has the newest first, however its results are looked at


def search_pairs(
    args: Arguments, *, without: frozenset[str] = frozenset(), defaults: Arguments = DEFAULTS
) -> list[tuple[str, str]]:
    """The parameters that say what ``args`` ask for, ``defaults`` left out."""
    pairs: list[tuple[str, str]] = []
    for argument, name in NAMES:
        value = args.get(argument)
        if value is None or argument in without or value == defaults.get(argument, []):
            continue
        values = value if isinstance(value, list | tuple) else [value]
        pairs.extend((name, _written(one, name)) for one in dict.fromkeys(values))
    return pairs


def absolute(path: str) -> str:
    """``path`` of this service as the world sees it."""
    base = services().settings.base_url.rstrip("/") or request.host_url.rstrip("/")
    return base + path


def route(endpoint: str, **values: Any) -> str:
    """The absolute address of a route."""
    return absolute(url_for(endpoint, **values))


def search_url(
    endpoint: str,
    args: Arguments,
    *,
    without: frozenset[str] = frozenset(),
    defaults: Arguments = DEFAULTS,
    **changes: Any,
) -> str:
    """The absolute address of a search by ``args``, with ``changes``."""
    pairs = search_pairs({**args, **changes}, without=without, defaults=defaults)
    return route(endpoint) + ("?" + urlencode(pairs) if pairs else "")


def _written(value: Any, name: str) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if name == "to":  # a bound stands for one day of its period
        return str(value.last)
    if name == "from":
        return str(value.first)
    if name == "date":
        return written(value)
    return str(value)
