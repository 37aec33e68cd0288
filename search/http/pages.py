"""
The pages for people: what `app.py` registers, and the page of an error.

Until there are pages, people are led to the same things in the API. The endpoints ``pages.home`` and ``pages.article``
are linked to from the API, and `error_page` is what `problems` shows a browser.
"""

from __future__ import annotations

from flask import Blueprint, Response, redirect, url_for
from markupsafe import Markup

from search.http.problems import Problem

bp = Blueprint("pages", __name__)


@bp.route("/")
def home() -> Response:
    """Lead to the documentation."""
    return redirect(url_for("docs.page"))  # type: ignore[return-value]


@bp.route("/article/<string:id>")
def article(id: str) -> Response:
    """Lead to the article."""
    return redirect(url_for("articles.one", id=id))  # type: ignore[return-value]


def error_page(problem: Problem) -> str:
    """The HTML that tells ``problem``."""
    title = f"{problem.status} {problem.kind.title}"
    page = Markup('<!doctype html><html lang="en"><meta charset="utf-8"><title>{0}</title><h1>{0}</h1><p>{1}</p>')
    return page.format(title, problem.detail)
