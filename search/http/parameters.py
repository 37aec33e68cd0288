"""
The arguments of a request as the search service takes them, and the language of the answer.

Filters are resolved here (see `values`), so a search takes names wherever it takes ids.
"""

from __future__ import annotations

from typing import Any, cast

from flask import request

from search.http.links import Arguments
from search.http.problems import ProblemError
from search.http.schemas import DEFAULT_FACETS, LANGUAGES
from search.http.services import opened
from search.http.values import Values
from search.notices import Language
from search.query import DateRange, FacetName, Filters
from search.service import SearchParams


def language(args: Arguments) -> Language:
    """The language asked for: the parameter, else the first of ours that the client accepts, else Arabic."""
    return cast(Language, args.get("lang") or request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0])


def filters(args: Arguments) -> Filters:
    """The filters asked for. Raises ProblemError where from is after to."""
    first, last = args.get("from_"), args.get("to")
    days = None
    if first or last:
        days = DateRange(first.first if first else None, last.last if last else None)
        if days.first and days.last and days.first > days.last:
            detail = f"«from» ({days.first}) is after «to» ({days.last})."
            raise ProblemError("invalid_parameter", detail, parameter="from")
    return Filters(
        actor=_values(args, "actor"),
        source=_values(args, "source"),
        section=_values(args, "section"),
        dates=_values(args, "date"),
        range=days,
        exclude_actor=_values(args, "exclude_actor"),
        exclude_source=_values(args, "exclude_source"),
    )


def _values(args: Arguments, name: str) -> tuple[Any, ...]:
    """Each value once, in the order given."""
    return tuple(dict.fromkeys(args.get(name, ())))


def facets(args: Arguments) -> tuple[FacetName, ...]:
    """The names of the facets to count. Raises ProblemError where «none» stands beside others."""
    asked = cast(tuple[FacetName, ...], tuple(dict.fromkeys(args.get("facets") or DEFAULT_FACETS)))
    if "none" not in asked:
        return asked
    if len(asked) > 1:
        raise ProblemError("invalid_parameter", "«facets»: none stands alone.", parameter="facets")
    return ()


def search_params(args: Arguments, *, highlight: bool = True) -> SearchParams:
    """What is asked of the search service. Raises ProblemError, and what opening the index raises."""
    values = Values(opened())
    args = values.resolved(args)
    return SearchParams(
        q=args["q"],
        match=args["match"],
        filters=filters(args),
        sort=args["sort"],
        page=args["page"],
        page_size=args["page_size"],
        facets=facets(args),
        facet_size=args["facet_size"],
        collapse=args["collapse"],
        language=language(args),
        highlight=highlight,
        notices=values.notices(args),
    )
