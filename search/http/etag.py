"""
Answers that a client may keep, and how it asks whether they still hold.

- a search's tag is made before searching, from everything its answer depends on: the index, the actors file, the
  parameters in canonical order, the day («آخر أسبوع» moves with it), our own address, and this program's version
- tags are weak: two answers to one question differ in the time they took
- an article's tag is made from its text; it changes exactly when the article does
"""

from __future__ import annotations

import hashlib
from datetime import date

from flask import Response, request

from search.http.links import absolute
from search.http.services import opened
from search.http.version import VERSION

REVALIDATE = "no-cache"  # keep it, but ask before using it again


def search_tag(*parts: object) -> str:
    """The tag of an answer that depends on what is found now, and on ``parts``."""
    now = opened()
    return digest(now.engine.generation, now.gazetteer.fingerprint, date.today(), absolute(""), VERSION, *parts)


def digest(*parts: object) -> str:
    """A short string that differs where ``parts`` differ."""
    text = "\x1f".join(map(repr, parts))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def unchanged(tag: str, vary: str) -> Response | None:
    """The 304 answer where the client has what ``tag`` names, else None.

    ``*`` names nothing: whether there would be an answer at all is not known before the search.
    """
    known = request.if_none_match
    if request.method not in ("GET", "HEAD") or known.star_tag or not known.contains_weak(tag):
        return None
    return tagged(Response(status=304), tag, vary)


def tagged(answer: Response, tag: str, vary: str) -> Response:
    """``answer`` with the headers that let it be kept."""
    answer.set_etag(tag, weak=True)
    answer.headers["Cache-Control"] = REVALIDATE
    answer.vary.update(part.strip() for part in vary.split(","))
    return answer
