"""A fresh index of each kind of engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.engines import ENGINES, Pair


@pytest.fixture(params=ENGINES)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    """A fresh writer and engine of each kind."""
    made = Pair(ENGINES[request.param](tmp_path))
    yield made
    made.close()
