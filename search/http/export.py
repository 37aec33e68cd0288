"""
Any search as a CSV table, sent row by row.

- one search, then the articles in batches: the table is one moment of the index, however long the sending takes
- a cell that a spreadsheet would take for a formula begins with an apostrophe
- ``bom=1`` begins with a byte order mark, without which Excel shows Arabic as signs
- at most `export_limit` rows; where there were more, ``X-Total-Count`` tells how many
- a table that has not changed is not sent again
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from flask import Response

from index.article import Article
from index.store import Store
from search.http import etag
from search.http.blueprint import Blueprint
from search.http.links import OF_ONE_PAGE, Arguments, search_pairs
from search.http.negotiation import gives
from search.http.parameters import search_params
from search.http.schemas import ExportArgs
from search.http.services import opened, services

MEDIA_TYPE = "text/csv"
VARY = "Accept"  # the table has no words of ours, so the language does not matter
BATCH = 200  # articles read from the store at once
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # the wide ones too
# What a spreadsheet may drop before it looks at a cell: spaces, marks of direction, byte order mark.
_UNSEEN = " \u00a0\ufeff" + "".join(map(chr, (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))

COLUMNS: tuple[tuple[str, Callable[[Article], str | None]], ...] = (
    ("id", lambda a: a.id),
    ("url", lambda a: a.url),
    ("title", lambda a: a.title),
    ("source", lambda a: a.source),
    ("section", lambda a: a.section),
    ("byline", lambda a: a.byline),
    ("published", lambda a: a.published.iso),
    ("precision", lambda a: a.published.precision),
    ("date_origin", lambda a: a.published.origin),
    ("date_raw", lambda a: a.published.raw),
    ("actor_ids", lambda a: "; ".join(actor.id for actor in a.actors)),
    ("actors", lambda a: "; ".join(actor.name for actor in a.actors)),
    ("story", lambda a: a.story or a.id),
    ("lead", lambda a: a.lead),
)

bp = Blueprint("export", __name__, url_prefix="/api/v1", description="Take results elsewhere")


@bp.route("/export.csv")
@bp.response(200, {"type": "string"}, content_type=MEDIA_TYPE, description="A table, one row an article")
@bp.alt_response(304, description="It has not changed")
@bp.problems(406, 503)
@gives(MEDIA_TYPE)
@bp.arguments(ExportArgs, location="query")
def table(args: Arguments) -> Response:
    """Give all results of a search as a CSV table.

    Takes all parameters of the search; those of one page (page, page_size, facets, facet_size) change nothing.
    """
    now, limit = opened(), services().settings.export_limit
    asked = search_pairs(args, without=OF_ONE_PAGE | {"lang"})
    tag = etag.search_tag("export", asked, args["bom"], limit)
    kept = etag.unchanged(tag, VARY)
    if kept is not None:
        return kept
    ids, total = now.search.ids(search_params(args), limit)
    answer = Response(rows(now.store, ids, bom=args["bom"]), content_type=f"{MEDIA_TYPE}; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="bahith.csv"'
    answer.headers["X-Total-Count"] = str(total)
    return etag.tagged(answer, tag, VARY)


def rows(store: Store, ids: Iterable[str], *, bom: bool) -> Iterator[bytes]:
    """The table of the articles with these ids, in pieces."""
    if bom:
        yield b"\xef\xbb\xbf"
    yield _row(name for name, _ in COLUMNS)
    for some in _batches(ids):
        for article in store.get_many(some).values():
            yield _row(safe(read(article) or "") for _, read in COLUMNS)


def safe(cell: str) -> str:
    """``cell`` such that no spreadsheet computes it."""
    return "'" + cell if cell.lstrip(_UNSEEN).startswith(FORMULA) else cell


def _row(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow(list(cells))
    return out.getvalue().encode("utf-8", "replace")


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while some := list(islice(rest, BATCH)):
        yield some
