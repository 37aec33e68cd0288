"""
The pages: `/` to start and to search, `/article/{id}` to read, and what errors look like to a reader.

- they take the parameters of the API's search, read by the same schema, so the two cannot differ
- tags that other sites hang on a link (utm_source, fbclid) are let go: a shared link must open
- Arabic unless ``lang=en`` is in the address; nothing depends on the client, so one address is one page
- everything works without a script
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

from flask import Blueprint, Request, Response, g, render_template, request

from index.article import Article
from index.identity import only_tracks
from search.http import etag
from search.http.api_search import check_length
from search.http.assets import LOOK, asset, keep
from search.http.blueprint import ArgumentParser
from search.http.links import Arguments, search_pairs
from search.http.page_addresses import Addresses
from search.http.page_article import article_view
from search.http.page_errors import error_view
from search.http.page_results import results_view
from search.http.page_start import start_view
from search.http.parameters import search_params
from search.http.problems import Problem
from search.http.schemas import MAX_FACET_SIZE, MAX_LENGTH, SearchArgs
from search.http.services import Opened, opened, services
from search.http.texts import Words
from search.http.values import Values
from search.labels import actor_label
from search.notices import Language
from search.query import FacetName

bp = Blueprint("pages", __name__)
bp.after_app_request(keep)
SIMILAR = 5
COPIES = 20
VARY = "Accept"
FACETS: tuple[FacetName, ...] = ("month", "year", "actor", "source", "section")


class PageParser(ArgumentParser):
    """Reads the parameters of a page."""

    def load_querystring(self, req: Request, schema: Any) -> dict[str, Any]:
        """The parameters of the address, without what other sites add."""
        return {name: value for name, value in super().load_querystring(req, schema).items() if not only_tracks(name)}


PARSER = PageParser()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page was asked for."""

    args: Arguments
    words: Words
    addresses: Addresses

    @classmethod
    def read(cls) -> Asked:
        """From the request that is being answered. Raises ProblemError."""
        args = dict(PARSER.parse(SearchArgs, request, location="query"))
        args["q"] = args["q"].strip()  # nothing but spaces asks for nothing
        language = cast(Language, args.get("lang") or "ar")
        # As the index has them: a link that takes a filter off must find its value.
        args = {**Values(opened()).resolved(args), "lang": language}
        return cls(args, Words(language), Addresses(args, language))

    @property
    def is_search(self) -> bool:
        """False where nothing is asked but the start page."""
        return any(name not in ("lang",) and not only_tracks(name) for name in request.args)


@bp.get("/")
def home() -> Response:
    """The start page, or results."""
    asked = Asked.read()
    return _kept(asked, _results) if asked.is_search else _kept(asked, _start)


@bp.get("/article/<string:id>")
def article(id: str) -> Response:
    """One article, marked with the search it was found by."""
    asked = Asked.read()
    found = opened().search.article(id)
    copies = opened().store.of_story(found.story or found.id, COPIES)
    return _kept(asked, partial(_article, found, copies), found, [copy.id for copy in copies])


def error_page(problem: Problem) -> str:
    """The page that tells a reader of ``problem``; it asks nothing of what may be broken."""
    words = Words("en" if request.args.get("lang") == "en" else "ar")
    addresses = Addresses({"q": request.args.get("q", "")[:MAX_LENGTH]}, words.language)
    view = error_view(problem, g.get("request_id", ""), request.args, words)
    return _render("error.html", words, addresses, view=view, other_url=view.other_url, carried=view.carried)


def _start(asked: Asked) -> str:
    view = start_view(opened().search, asked.addresses, asked.words)
    other = asked.addresses.home(lang=asked.words.other)
    return _render("start.html", asked.words, asked.addresses, view=view, other_url=other)


def _results(asked: Asked) -> str:
    now = opened()
    params = search_params(asked.args)
    names = FACETS if not asked.args.get("facets") else params.facets
    # The chart needs every month; the lists show what facet_size asks for.
    found = now.search.search(replace(params, facets=names, facet_size=MAX_FACET_SIZE))
    g.log = {"query_chars": len(params.q), "total": found.total}
    view = results_view(
        found,
        asked.addresses,
        asked.words,
        partial(_actor_name, now, asked.words.language),
        export_limit=services().settings.export_limit,
    )
    other = asked.addresses.search(lang=asked.words.other, page=params.page)
    return _render("results.html", asked.words, asked.addresses, view=view, other_url=other)


def _article(found: Article, copies: tuple[Article, ...], asked: Asked) -> str:
    search = opened().search
    q, words, addresses = asked.args["q"], asked.words, asked.addresses
    check_length("q", q)
    view = article_view(
        found,
        search.marked(found, q, asked.args["match"]),
        copies,
        search.similar(found.id, SIMILAR),
        addresses,
        words,
        from_search=asked.is_search,
    )
    other = addresses.article(found.id, lang=words.other)
    return _render("article.html", words, addresses, view=view, other_url=other)


def _kept(asked: Asked, make: Callable[[Asked], str], *parts: object) -> Response:
    """The page that ``make`` makes, or that the client has it already."""
    tag = etag.search_tag("page", LOOK, request.path, asked.is_search, search_pairs(asked.args), *parts)
    kept = etag.unchanged(tag, VARY)
    return kept or etag.tagged(Response(make(asked), mimetype="text/html"), tag, VARY)


def _render(template: str, words: Words, addresses: Addresses, **more: Any) -> str:
    more = {"carried": addresses.hidden("q"), **more}
    page = render_template(template, t=words, to=addresses, asset=asset, **more)
    # A broken source can have left half a character in an article, which UTF-8 cannot hold.
    return page.encode("utf-8", "replace").decode("utf-8")


def _actor_name(now: Opened, language: Language, id: str) -> str:
    actor = now.gazetteer.get(id)
    return actor_label(actor, language) if actor else id
