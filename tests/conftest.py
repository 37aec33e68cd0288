"""
What many tests start from.

- ``seeds_app`` and ``seeds_client``: the application with the five articles that ship, one for all tests, to read only
- ``live_app`` and ``live_client``: an empty application of one's own, with its indexer running and a key that may write
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

# The fixtures import the application themselves: most tests do without it.


@pytest.fixture(scope="session")
def seeds_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The five articles that ship, searchable; tests only read."""
    from tests.support import serving

    app = serving.application(tmp_path_factory.mktemp("seeds"), api_keys=serving.KEY)
    serving.add(app, serving.SEEDS)
    yield app
    serving.close(app)


@pytest.fixture
def seeds_client(seeds_app: Flask) -> FlaskClient:
    """A client of `seeds_app`."""
    return seeds_app.test_client()


@pytest.fixture
def live_app(tmp_path: Path) -> Iterator[Flask]:
    """An empty application that indexes what it is given."""
    from tests.support import serving

    app = serving.application(tmp_path, serve=True, api_keys=serving.KEY, index_poll_seconds=0.02)
    yield app
    serving.close(app)


@pytest.fixture
def live_client(live_app: Flask) -> FlaskClient:
    """A client of `live_app`."""
    return live_app.test_client()
