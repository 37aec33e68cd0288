"""A small gazetteer of its own, so that these tests do not change with the one that ships."""

from pathlib import Path

import pytest

from index.actors.gazetteer import Gazetteer

PATH = Path(__file__).with_name("actors.csv")


@pytest.fixture(scope="session")
def known() -> Gazetteer:
    """The gazetteer of the tests."""
    return Gazetteer.load(PATH)
