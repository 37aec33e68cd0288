"""
The applications that the tests of the pages read from, each made once; nothing is written to them.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import made_news, serving


@pytest.fixture(scope="session")
def news_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The five articles that ship and sixty made ones."""
    folder = tmp_path_factory.mktemp("news")
    app = serving.application(folder)
    serving.add(app, serving.SEEDS)
    serving.add_articles(app, folder, made_news.articles())
    yield app
    serving.close(app)


@pytest.fixture(scope="session")
def bounded_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """More articles than can be paged to (100) or exported (20)."""
    folder = tmp_path_factory.mktemp("bounded")
    app = serving.application(folder, max_results=100, export_limit=20)
    articles = [
        {"title": f"خبر {n}", "body": f"اجتماع {n}", "url": f"https://news.example/{n}", "source": f"موقع {n % 9}"}
        for n in range(121)
    ]
    serving.add_articles(app, folder, articles)
    yield app
    serving.close(app)


@pytest.fixture
def client(news_app: Flask) -> FlaskClient:
    """A client that takes pages."""
    return news_app.test_client()
