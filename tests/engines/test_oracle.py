"""
The contract of every engine, on random corpora: the same answers as a brute-force oracle, and as a view in memory.
"""

from __future__ import annotations

import random
from datetime import date

import pytest

from benchmarks.memory_view import MemoryEngine
from index.schema import Record
from search.query import Bool, Clause, DateRange, Filters, Keyword, MatchAll, Phrase, Prefix, SearchRequest
from tests.support import oracle
from tests.support.engines import FACETS, Pair
from tests.support.records import WORDS, record, term


def random_record(rng: random.Random, number: int) -> Record:
    """A record of known words with every optional part sometimes missing."""
    text = lambda most: " ".join(rng.choices(WORDS, k=rng.randint(0, most)))  # noqa: E731
    day = rng.choice(
        ["", "", "2024", "2025", "2025-08", "2025-09", "2025-08-01", "2025-08-31", "2024-02-29", "2025-12-31"]
    )
    return record(
        f"a{number:03}",
        text(5),
        text(25),
        source=rng.choice(["", "رويترز", "سانا", "وام"]),
        section=rng.choice(["", "سياسة", "رياضة"]),
        actors=tuple(rng.sample(["putin", "sharaa", "syria", "un"], rng.randint(0, 3))),
        day=day,
        story=f"a{rng.randrange(number + 1):03}" if rng.random() < 0.3 else "",
    )


def random_clause(rng: random.Random, depth: int = 0) -> Clause:
    """A clause of any kind."""
    kind = rng.randrange(8 if depth < 2 else 5)
    field = rng.choice([None, None, None, "title"])
    if kind < 2:
        return term(rng.choice(WORDS), field)
    if kind == 2:
        return Phrase(tuple(rng.choices(WORDS, k=rng.randint(1, 3))), field)  # type: ignore[arg-type]
    if kind == 3:
        return Prefix(rng.choice(["ك", "مد", "س", "ال", "x"]), field)  # type: ignore[arg-type]
    if kind == 4:
        return rng.choice(
            [
                Keyword("actor", ("putin", "nobody")),
                Keyword("source", ("سانا",)),
                DateRange(date(2025, 1, 1), date(2025, 8, 31)),
                DateRange(undated=True),
                MatchAll(),
            ]
        )
    parts = lambda most: tuple(random_clause(rng, depth + 1) for _ in range(rng.randint(0, most)))  # noqa: E731
    return Bool(parts(3), parts(3), parts(1), rng.randint(0, 2))


def random_filters(rng: random.Random) -> Filters:
    """Some of the filters."""
    some = lambda values: tuple(rng.sample(values, rng.randint(1, 2))) if rng.random() < 0.25 else ()  # noqa: E731
    periods = [
        DateRange(date(2025, 8, 1), date(2025, 8, 31)),
        DateRange(date(2025, 1, 1), date(2025, 12, 31)),
        DateRange(date(2025, 8, 1), date(2025, 8, 1)),
        DateRange(undated=True),
    ]
    return Filters(
        actor=some(["putin", "sharaa", "syria"]),
        source=some(["رويترز", "سانا"]),
        section=some(["سياسة", "رياضة"]),
        dates=some(periods),
        range=rng.choice([None, None, None, DateRange(date(2025, 1, 1), None), DateRange(None, date(2025, 8, 31))]),
        exclude_actor=some(["un", "putin"]),
        exclude_source=some(["وام", "رويترز"]),
    )


@pytest.mark.parametrize("seed", range(6))
def test_against_the_oracle(pair: Pair, seed: int) -> None:
    """Totals, ladder, hits and all facets equal the oracle's for random corpora, clauses and filters."""
    rng = random.Random(seed)
    records = {r.id: r for r in (random_record(rng, n) for n in range(60))}
    pair.apply(list(records.values())[:25])
    pair.apply(list(records.values())[25:])
    changed = [random_record(rng, n) for n in rng.sample(range(60), 10)]
    gone = rng.sample(sorted(records), 5)
    records |= {r.id: r for r in changed if r.id not in gone}
    for id in gone:
        del records[id]
    pair.apply([r for r in changed if r.id not in gone], gone)
    left = list(records.values())
    for _ in range(60):
        request = SearchRequest(
            random_clause(rng),
            random_filters(rng),
            match=rng.choice(["word", "stem", "root"]),
            sort=rng.choice(["relevance", "newest", "oldest"]),
            limit=100,
            facets=FACETS,
            collapse=rng.random() < 0.3,
        )
        result = pair.engine.search(request)
        expected = oracle.found(left, request, request.match)
        assert result.total == oracle.total(expected, request.collapse), request
        assert dict(result.ladder) == {
            rung: oracle.total(oracle.found(left, request, rung), request.collapse) for rung in oracle.RUNGS
        }, request
        if not request.collapse:
            assert {hit.id for hit in result.hits} == {r.id for r in expected}, request
        for facet in FACETS:
            counted = {b.value: b.count for b in result.facets[facet.name] if b.count}
            assert counted == dict(oracle.facet(left, request, facet.name)), (facet.name, request)


@pytest.mark.parametrize("seed", range(4))
def test_a_view_in_memory_gives_the_same_answers(pair: Pair, seed: int) -> None:
    """The quality of ranking is measured on that view: its scores, proximity included, are those that users get."""
    rng = random.Random(200 + seed)
    records = [random_record(rng, n) for n in range(60)]
    pair.apply(records[:40])
    pair.apply(records[40:])
    pair.apply(records[10:20])  # leaves dead versions
    memory = MemoryEngine(records)
    for _ in range(40):
        request = SearchRequest(
            random_clause(rng),
            random_filters(rng),
            match=rng.choice(["word", "stem", "root"]),
            limit=100,
            facets=FACETS,
        )
        ours, theirs = pair.engine.search(request), memory.search(request)
        assert [hit.id for hit in ours.hits] == [hit.id for hit in theirs.hits], request
        assert [hit.score for hit in ours.hits] == pytest.approx([hit.score for hit in theirs.hits], rel=1e-5)
        assert (ours.total, dict(ours.ladder), ours.facets) == (theirs.total, dict(theirs.ladder), theirs.facets)
    assert dict(pair.engine.vocabulary()).keys() == dict(memory.vocabulary()).keys()


@pytest.mark.parametrize("seed", range(4))
def test_scores_follow_the_formula(pair: Pair, seed: int) -> None:
    """Scores are those of search/ranking.py; clauses without neighbouring words leave proximity out of it."""
    rng = random.Random(100 + seed)
    records = [random_record(rng, n) for n in range(40)]
    pair.apply(records[:15])
    pair.apply(records[15:])
    for clause in (
        term("كتاب"),
        term("سوريا", "title"),
        Prefix("ك"),
        Phrase(("كتاب",)),
        Bool(should=(term("مدرسه"), Prefix("ال"))),
    ):
        expected = oracle.scores(records, clause)
        result = pair.engine.search(SearchRequest(clause, match="root", limit=100))
        for hit in result.hits:
            assert hit.score == pytest.approx(expected[hit.id], rel=1e-5), (clause, hit.id)
