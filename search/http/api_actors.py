"""
The actors of the gazetteer, with the number of articles that name each.
"""

from __future__ import annotations

from flask import Response

from index.article import Actor
from search.http import etag, rendering
from search.http.blueprint import Blueprint
from search.http.documents import ref
from search.http.links import Arguments
from search.http.negotiation import JSON, gives
from search.http.schemas import KINDS, ActorArgs
from search.http.services import opened

EVERY = 1_000_000

bp = Blueprint("actors", __name__, url_prefix="/api/v1", description="Persons, organisations and states")


@bp.route("/actors")
@bp.response(200, ref("Actors"), description="One page of actors, those named most first")
@bp.alt_response(304, description="It has not changed")
@bp.problems(406, 503)
@gives(JSON)
@bp.arguments(ActorArgs, location="query")
def actors(args: Arguments) -> Response:
    """List the actors known, those named in most articles first."""
    tag = etag.search_tag("actors", sorted(args.items()))
    kept = etag.unchanged(tag, "Accept")
    if kept is not None:
        return kept
    counts = opened().engine.facet_values("actor")
    kinds = args.get("kind", KINDS)
    found = [one for one in actors_named(args["q"]) if one.kind in kinds]
    found.sort(key=lambda one: -counts.get(one.id, 0))  # stable: the best name, or the order of the file, decides
    size = args["page_size"]
    start = (args["page"] - 1) * size
    body = {
        "total": len(found),
        "page": args["page"],
        "page_size": size,
        "pages": -(-len(found) // size),
        "actors": [{**rendering.actor(one), "count": counts.get(one.id, 0)} for one in found[start : start + size]],
    }
    return etag.tagged(rendering.json_response(body), tag, "Accept")


def actors_named(typed: str) -> tuple[Actor, ...]:
    """The actors that ``typed`` may mean or begin a name of, the best first; all of them where nothing was typed."""
    known = opened().gazetteer
    if not typed.strip():
        return known.actors()
    ids = dict.fromkeys([*known.resolve(typed), *(one.id for one in known.suggest(typed, EVERY))])
    return tuple(actor for id in ids if (actor := known.get(id)))
