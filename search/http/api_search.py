"""
Searching over HTTP: `/api/v1/search`, its facets, completion, and how a text is analysed.

- GET and POST take the same parameters; only GET can be kept by a client
- a tag is compared before anything is searched, so asking again costs almost nothing
"""

from __future__ import annotations

from typing import cast

from flask import Response, g

from index.analysis.analyzer import analyze as words_of
from search.errors import QueryTooComplex
from search.http import etag, rendering
from search.http.blueprint import Blueprint
from search.http.documents import ref
from search.http.links import Arguments, search_pairs
from search.http.negotiation import JSON, gives
from search.http.parameters import language, search_params
from search.http.problems import ProblemError
from search.http.schemas import FACETS, AnalyzeArgs, FacetArgs, NoArgs, SearchArgs, SuggestArgs
from search.http.services import opened, services
from search.query import FacetName

bp = Blueprint("search", __name__, url_prefix="/api/v1", description="Find articles")
VARY = "Accept, Accept-Language"


@bp.route("/search")
@bp.response(200, ref("SearchResults"), description="One page of results")
@bp.alt_response(304, description="It has not changed")
@bp.problems(406, 503)
@gives(JSON)
@bp.arguments(SearchArgs, location="query")
def search(args: Arguments) -> Response:
    """Find articles.

    Without a query it lists all articles that the filters leave. The ladder says how many articles each rung finds;
    counts of a facet disregard the filter on the facet itself.
    """
    tag = etag.search_tag("search", search_pairs(args), language(args))
    return etag.unchanged(tag, VARY) or etag.tagged(_answer(args), tag, VARY)


@bp.route("/search", methods=["POST"])
@bp.response(200, ref("SearchResults"), description="One page of results")
@bp.problems(406, 408, 413, 415, 503)
@gives(JSON)
@bp.arguments(SearchArgs, location="json")
@bp.arguments(NoArgs, location="query")
def search_by_body(args: Arguments, _address: Arguments) -> Response:
    """Find articles, with the parameters as the members of a JSON object.

    For queries too long for an address. A parameter that may repeat takes a list.
    """
    return _answer(args)


@bp.route("/facets/<string:name>")
@bp.response(200, ref("FacetValues"), description="Values of one facet")
@bp.alt_response(304, description="It has not changed")
@bp.problems(404, 406, 503)
@gives(JSON)
@bp.arguments(FacetArgs, location="query")
def facet_values(args: Arguments, name: str) -> Response:
    """Find values of one facet by how a word of their name begins, within a search.

    The names are month, year, actor, source and section. The search is given by its usual parameters.
    """
    if name not in FACETS:
        raise ProblemError("not_found", f"There is no facet «{name}»; there are {', '.join(FACETS)}.")
    tag = etag.search_tag("facet", name, search_pairs(args), language(args))
    kept = etag.unchanged(tag, VARY)
    if kept is not None:
        return kept
    asked = search_params({**args, "page": 1, "page_size": 10})
    found = opened().search.facet_values(asked, cast(FacetName, name), args["find"], args["facet_size"])
    body = {"name": name, "find": args["find"], "values": rendering.facet(found)}
    return etag.tagged(rendering.json_response(body), tag, VARY)


@bp.route("/suggest")
@bp.response(200, ref("Suggestions"), description="What the query may become")
@bp.alt_response(304, description="It has not changed")
@bp.problems(406, 503)
@gives(JSON)
@bp.arguments(SuggestArgs, location="query")
def suggest(args: Arguments) -> Response:
    """Complete what has been typed, with actors and words of the articles."""
    check_length("q", args["q"])
    tag = etag.search_tag("suggest", args["q"], args["limit"], language(args))
    kept = etag.unchanged(tag, VARY)
    if kept is not None:
        return kept
    found = opened().search.suggest(args["q"], args["limit"], language(args))
    body = {"q": args["q"], "suggestions": [rendering.suggestion(one) for one in found]}
    return etag.tagged(rendering.json_response(body), tag, VARY)


@bp.route("/analyze")
@bp.response(200, ref("Analysis"), description="The words and their forms")
@bp.problems(406)
@gives(JSON)
@bp.arguments(AnalyzeArgs, location="query")
def analyze(args: Arguments) -> Response:
    """Show how a text is taken apart: each word and its term in the three layers."""
    check_length("text", args["text"])
    body = {"text": args["text"], "tokens": [rendering.token(one) for one in words_of(args["text"])]}
    return rendering.json_response(body)


def check_length(name: str, text: str) -> None:
    """Raise QueryTooComplex where ``text`` is longer than a query may be."""
    limit = services().settings.max_query_chars
    if len(text) > limit:
        raise QueryTooComplex(f"{len(text)} characters were given; at most {limit} are accepted", name)


def _answer(args: Arguments) -> Response:
    found = opened().search.search(search_params(args))
    g.log = {"query_chars": len(args["q"]), "total": found.total}
    return rendering.json_response(rendering.results(found, args))
