"""What an article is about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.service import SearchService
from search.similarity import KEPT, weigh
from tests.support.newsroom import article, newsroom

LONG = " ".join(f"كلمة{i}" for i in range(300))
ARTICLES = [
    article("wheat", "أسعار القمح", "ارتفعت أسعار القمح في روسيا بعد الجفاف. زنجبيل."),
    article("bread", "الخبز", "يصنع الخبز من القمح، وفي روسيا خبز كثير."),
    article("sport", "مباراة", "فاز الفريق في روسيا."),
    article("oil", "النفط", "ارتفعت أسعار النفط في روسيا."),
    article("empty", "…", "…"),
    article("long", "طويلة", LONG),
    article("longer", "أطول", LONG + " نهاية"),
]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    """Searches a few articles."""
    made = newsroom(tmp_path_factory.mktemp("newsroom"), ARTICLES)
    yield made
    made.engine.close()
    made.store.close()


def test_rare_words_weigh_more(service: SearchService) -> None:
    """What few articles have says more than what all have; the title counts."""
    weights = weigh(ARTICLES[0], service.engine)
    assert weights["قمح"] == max(weights.values())
    assert weights["قمح"] > weights["روسيا"]


@pytest.mark.parametrize(
    "stem",
    [pytest.param("زنجبيل", id="a word of no other article"), pytest.param("في", id="a stop word")],
)
def test_what_says_nothing(service: SearchService, stem: str) -> None:
    """Words that cannot bring two articles together are left out."""
    assert stem not in weigh(ARTICLES[0], service.engine)


def test_few_words_are_compared(service: SearchService) -> None:
    """However long an article is."""
    assert len(weigh(ARTICLES[5], service.engine)) == KEPT


def test_nothing_is_similar_to_nothing(service: SearchService) -> None:
    """An article without words has no neighbours."""
    assert weigh(ARTICLES[4], service.engine) == {}
    assert service.similar("empty") == ()


def test_the_nearest_come_first(service: SearchService) -> None:
    """What shares the rare word stands before what shares the common ones."""
    found = [hit.article.id for hit in service.similar("wheat", 3)]
    assert found.index("bread") < found.index("sport")
