"""
The actors of the gazetteer, with the number of articles that name each.
"""

from __future__ import annotations

from flask import Response

from search.http import etag, rendering
from search.http.blueprint import Blueprint
from search.http.documents import ref
from search.http.links import Arguments
from search.http.negotiation import JSON, gives
from search.http.schemas import ActorArgs
from search.http.services import opened

bp = Blueprint("actors", __name__, url_prefix="/api/v1", description="Persons, organisations and states")


@bp.route("/actors")
@bp.response(200, ref("Actors"), description="One page of actors, those named most first")
@bp.alt_response(304, description="It has not changed")
@bp.problems(406, 503)
@gives(JSON)
@bp.arguments(ActorArgs, location="query")
def actors(args: Arguments) -> Response:
    """List the actors known, those named in most articles first."""
    now = opened()
    tag = etag.search_tag(now.engine.generation, "actors", sorted(args.items()))
    kept = etag.unchanged(tag, "Accept")
    if kept is not None:
        return kept
    counts = now.engine.facet_values("actor")
    size = args["page_size"]
    start = (args["page"] - 1) * size
    found = []
    body = {
        "total": len(found),
        "page": args["page"],
        "page_size": size,
        "pages": -(-len(found) // size),
        "actors": [{**rendering.actor(one), "count": counts.get(one.id, 0)} for one in found[start : start + size]],
    }
    return etag.tagged(rendering.json_response(body), tag, "Accept")
