"""
The one assembly point: settings in, a Flask application out.

- `create_app()` opens nothing: each process opens store, index and actors at its first request (see `Services`), so
  commands start fast and nothing is shared across a fork
- with ``serve=True`` (gunicorn.conf.py) the process also runs the indexer; a command or a test does not unless asked

>>> create_app(Settings(data_dir="/tmp/news")).test_client().get("/healthz").status_code
200
"""

from __future__ import annotations

from functools import partial

import click
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings
from index import cli
from index.actors.gazetteer import Gazetteer
from index.errors import ConfigurationError
from index.indexer import Indexer
from index.pipeline import Pipeline
from index.store import Store
from search.ahead import ReadAhead
from search.engine import open_engine
from search.http import (
    api_actors,
    api_articles,
    api_search,
    export,
    feeds,
    health,
    openapi,
    pages,
    problems,
    requests,
)
from search.http.services import NAME, Opened, Services
from search.service import SearchService


def create_app(settings: Settings | None = None, *, serve: bool = False) -> Flask:
    """The application. Raises ConfigurationError where a setting cannot be used."""
    settings = settings or _settings()
    app = Flask(__name__, static_folder="search/http/static", template_folder="search/http/templates")
    app.config["BAHITH"] = settings
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions[NAME] = Services(settings, partial(open_services, settings), serve=serve)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        # Not the host: proxies pass Host, and one that does not set X-Forwarded-Host lets through what a client wrote.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]
    requests.register(app)
    openapi.register(app, api_search.bp, api_articles.bp, api_actors.bp, export.bp, feeds.bp, health.bp, openapi.bp)
    app.register_blueprint(pages.bp)
    problems.register(app, pages.error_page)
    cli.register(app)
    return app


def _settings() -> Settings:
    try:
        return Settings.load()
    except ConfigurationError as error:
        if click.get_current_context(silent=True):  # a command tells it as a sentence
            raise click.ClickException(str(error)) from error
        raise


def open_services(settings: Settings) -> Opened:
    """Open what a process needs to answer. Raises what cannot be opened."""
    store = Store.open(settings.resolved_database_url)
    engine = open_engine(settings.resolved_index_url)
    gazetteer = Gazetteer.load(settings.gazetteer)
    pipeline = Pipeline(gazetteer, settings.max_article_chars)
    search = SearchService(engine, store, gazetteer, settings)
    return Opened(store, engine, gazetteer, search, pipeline, Indexer(store, settings), ReadAhead(engine))
