"""
What an error looks like to a reader: what happened, what helps, and a way on.

The sentences are in the language of the page, by the code of the problem and the parameter at fault; the technical
detail is the API's and stays there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from flask import request
from werkzeug.datastructures import MultiDict

from search.http.links import NAMES
from search.http.page_addresses import DEFAULTS
from search.http.problems import Problem
from search.http.texts import Words
from search.http.texts_table import TEXTS
from search.notices import Language

# The help for a parameter's value, where the code alone does not tell.
HELP_OF: Mapping[str, str] = {
    "date": "help_date",
    "from": "help_range",
    "to": "help_range",
    "page": "help_number",
    "page_size": "help_number",
    "facet_size": "help_number",
}
# Faults that leaving the parameter out mends.
MENDED_WITHOUT = frozenset({"unknown_parameter", "invalid_parameter", "repeated_parameter"})
CARRIED = {name for _, name in NAMES} - {"q", "page", "find", "lang"}
RETRY = frozenset({"search_timeout", "index_unavailable", "store_unavailable", "internal_error"})


@dataclass(frozen=True, slots=True)
class ErrorView:
    """The page of an error."""

    status: int
    title: str
    help: str
    parameter: str | None
    without_url: str | None
    retry_url: str | None
    request_id: str | None  # where the operator can look it up
    other_url: str  # the same in the other language
    carried: tuple[tuple[str, str], ...]  # what the box carries along: the search as given, without what is at fault


def error_view(problem: Problem, request_id: str, given: MultiDict[str, str], words: Words) -> ErrorView:
    """The page that tells ``problem`` in answer to a request with the parameters ``given``."""
    parameter = problem.parameter
    mends = parameter in given and (problem.code in MENDED_WITHOUT or parameter == "page")
    is_page = request.method in ("GET", "HEAD")
    return ErrorView(
        status=problem.status,
        title=words(_known(f"problem_{problem.code}", "error_title")),
        help=words(_help(problem)),
        parameter=parameter,
        without_url=_again(_pairs(given, parameter)) if mends else None,
        retry_url=_again(_pairs(given)) if problem.code in RETRY and is_page else None,
        request_id=request_id if problem.status >= 500 else None,
        other_url=_again([*_pairs(given, "lang"), *_language(words.other)]),
        carried=_carried(problem, given, words),
    )


def _help(problem: Problem) -> str:
    if problem.code == "query_too_complex":
        return "help_page" if problem.parameter == "page" else "help_query_too_complex"
    if problem.code == "invalid_parameter" and problem.parameter and problem.parameter in HELP_OF:
        return HELP_OF[problem.parameter]
    return _known(f"help_{problem.status}", "help_400")


def _known(key: str, otherwise: str) -> str:
    """``key`` where there is such a text: the page of an error must not fail for want of words."""
    return key if key in TEXTS else otherwise


def _carried(problem: Problem, given: MultiDict[str, str], words: Words) -> tuple[tuple[str, str], ...]:
    """What a new search from here keeps: filters, rung and order; not the page, and nothing that led here."""
    faulty = {problem.parameter, *(fault.get("parameter") for fault in problem.errors)}
    kept = [pair for pair in _pairs(given) if pair[0] in CARRIED - faulty and pair[1]]
    return (*kept, *_language(words.language))


def _language(language: Language) -> list[tuple[str, str]]:
    return [] if language == DEFAULTS["lang"] else [("lang", language)]


def _pairs(given: MultiDict[str, str], without: str | None = None) -> list[tuple[str, str]]:
    return [(name, value) for name, values in given.lists() if name != without for value in values]


def _again(pairs: list[tuple[str, str]]) -> str:
    """This page again, with these parameters."""
    path = f"{request.script_root}/{request.path.lstrip('/')}"  # two slashes would begin the name of a host
    return quote(path) + ("?" + urlencode(pairs) if pairs else "")
