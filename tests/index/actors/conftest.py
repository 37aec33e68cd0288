"""A small gazetteer of its own, so that these tests do not change with the one that ships."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.actors.gazetteer import Gazetteer
from index.actors.tagger import tag

PATH = Path(__file__).with_name("actors.csv")


@pytest.fixture(scope="session")
def known() -> Gazetteer:
    """The gazetteer of the tests."""
    return Gazetteer.load(PATH)


@pytest.fixture(scope="session")
def named(known: Gazetteer) -> Callable[[str], list[str]]:
    """Who is named in «title¶body» (or a body alone): ids in the order of mention."""

    def ids(text: str) -> list[str]:
        title, _, body = text.rpartition("¶")
        return [mention.actor_id for mention in tag(title, body, known)[0]]

    return ids
