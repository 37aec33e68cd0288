"""
The contract: what every engine must do, written once, run on each of them against a brute-force oracle.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from benchmarks.memory_view import MemoryEngine
from index.schema import Record
from index.writer import open_writer
from search.engine import open_engine
from search.errors import QueryTooComplex, SearchTimeout
from search.query import (
    Bool,
    Clause,
    DateRange,
    FacetRequest,
    Filters,
    Keyword,
    MatchAll,
    Phrase,
    Prefix,
    SearchRequest,
)
from tests.support import oracle
from tests.support.engines import ENGINES, Pair
from tests.support.records import WORDS, record, term

FACETS = tuple(FacetRequest(name, 1000) for name in ("month", "year", "actor", "source", "section"))  # type: ignore[arg-type]


@pytest.fixture(params=ENGINES)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    """A fresh writer and engine of each kind."""
    made = Pair(ENGINES[request.param](tmp_path))
    yield made
    made.close()


def ids(pair: Pair, clause: Clause, **options: object) -> list[str]:
    """The ids a clause finds, in order."""
    return [hit.id for hit in pair.engine.search(SearchRequest(clause, **options)).hits]  # type: ignore[arg-type]


# --- random corpora against the oracle ---


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


# --- one behaviour each ---


def test_the_exact_word_stands_above_its_forms(pair: Pair) -> None:
    """All match by root, in the order word, stem, root."""
    pair.apply([record("r", body="مكتب بيت"), record("s", body="الكتاب بيت"), record("w", body="كتاب بيت")])
    assert ids(pair, term("كتاب"), match="root") == ["w", "s", "r"]


def test_words_close_together_stand_above_words_apart(pair: Pair) -> None:
    """The same words, near in one article and far apart in the other."""
    filling = "درس درس درس درس"
    far, near = f"{filling} كتاب {filling} {filling} بيت", f"{filling} كتاب بيت {filling} {filling}"
    pair.apply([record("far", body=far), record("near", body=near)])
    assert ids(pair, Bool(must=(term("كتاب"), term("بيت")))) == ["near", "far"]


def test_a_word_in_the_title_counts_more(pair: Pair) -> None:
    """Same length, same word, other field (and not among the first words, which count twice themselves)."""
    filling = "درس درس درس درس"
    pair.apply([record("b", "بيت", f"{filling} كتاب"), record("t", "كتاب", f"{filling} بيت")])
    assert ids(pair, term("كتاب"))[0] == "t"


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("newest", ["n2", "n1", "m", "y", "u1", "u2"]),
        ("oldest", ["y", "m", "n1", "n2", "u1", "u2"]),
    ],
)
def test_undated_come_last_both_ways(pair: Pair, sort: str, expected: list[str]) -> None:
    """Dates by the first day of their period; undated at the end in both directions, by id."""
    pair.apply(
        [
            record("u2", body="بيت"),
            record("y", body="بيت", day="2025"),
            record("n1", body="بيت", day="2025-08-01"),
            record("m", body="بيت", day="2025-07"),
            record("n2", body="بيت", day="2025-08-02"),
            record("u1", body="بيت"),
        ]
    )
    assert ids(pair, term("بيت"), sort=sort) == expected


def test_pages_cut_one_order_and_end(pair: Pair) -> None:
    """Pages put together are the whole list, each article once; past the end there is nothing."""
    pair.apply([record(f"a{n:02}", body="بيت " * (1 + n % 3), day=f"2025-08-{1 + n % 9:02}") for n in range(25)])
    whole = ids(pair, term("بيت"), limit=100)
    assert [id for o in (0, 10, 20) for id in ids(pair, term("بيت"), offset=o, limit=10)] == whole
    assert len(set(whole)) == 25
    assert ids(pair, term("بيت"), offset=30, limit=10) == []


def test_copies_collapse_into_their_story(pair: Pair) -> None:
    """The best of each story is shown, and every hit says how many copies there are."""
    pair.apply([record("a", body="بيت كتاب", story="a"), record("b", "بيت", "بيت", story="a"), record("c", body="بيت")])
    result = pair.engine.search(SearchRequest(term("بيت"), collapse=True))
    assert [(h.id, h.story, h.copies) for h in result.hits] == [("b", "a", 2), ("c", "c", 1)]
    assert result.total == 2


def test_an_update_replaces_and_a_deletion_removes(pair: Pair) -> None:
    """Nothing of the old version is found, nor counted."""
    pair.apply([record("a", body="بيت"), record("b", body="بيت")])
    pair.apply([record("a", body="كتاب")], ["b"])
    assert ids(pair, term("بيت")) == []
    assert ids(pair, term("كتاب")) == ["a"]
    assert pair.engine.articles == 1
    assert pair.engine.count("word", "بيت") == 0


def test_everything_can_be_deleted_and_come_back(pair: Pair) -> None:
    """Down to nothing, by one commit or by many, and up again."""
    for count in (1, 3, 90):
        names = [f"a{n}" for n in range(count)]
        pair.apply([record(name, body="بيت", day="") for name in names])
        pair.apply(deleted=names)
        assert (pair.engine.articles, ids(pair, MatchAll()), ids(pair, term("بيت"))) == (0, [], [])
        pair.apply([record("b", body="بيت", day="2025-08-01")])
        assert ids(pair, term("بيت"), filters=Filters(dates=(DateRange(date(2025, 8, 1), date(2025, 8, 1)),))) == ["b"]
        pair.apply(deleted=["b"])


def test_a_failed_write_changes_nothing(pair: Pair) -> None:
    """An error half way leaves the index as it was, and the next write works."""
    pair.apply([record("a", body="بيت")])

    def broken() -> Iterator[Record]:
        yield record("b", body="بيت")
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        pair.writer.apply(broken(), ["a"], 99)
    pair.engine.refresh()
    assert ids(pair, term("بيت")) == ["a"]
    assert pair.writer.applied == 1
    pair.apply([record("c", body="بيت")])
    assert sorted(ids(pair, term("بيت"))) == ["a", "c"]


def test_the_same_id_twice_in_one_write_is_refused(pair: Pair) -> None:
    """The caller has one version of each article."""
    with pytest.raises(ValueError, match="twice"):
        pair.writer.apply([record("a"), record("a")], [], 1)


def test_a_generation_changes_exactly_with_the_index(pair: Pair) -> None:
    """Refreshing without a commit changes nothing; every commit changes it."""
    pair.apply([record("a", body="بيت")])
    before = pair.engine.generation
    assert pair.engine.refresh() is False
    assert pair.engine.generation == before
    pair.apply([record("b", body="بيت")])
    assert pair.engine.generation != before
    assert pair.engine.applied == pair.writer.applied == 2


def test_a_view_stays_as_it_is_until_refreshed(pair: Pair) -> None:
    """Readers see no half of a commit, and nothing new before they ask."""
    pair.apply([record("a", body="بيت")])
    pair.writer.apply([record("b", body="بيت")], ["a"], 2)
    assert ids(pair, term("بيت")) == ["a"]
    pair.engine.refresh()
    assert ids(pair, term("بيت")) == ["b"]


def test_a_rebuilt_index_takes_over_at_once(pair: Pair) -> None:
    """A fresh index is invisible until it is published; the engine then moves to it."""
    pair.apply([record("old", body="بيت")])
    fresh = open_writer(pair.url, fresh=True)
    fresh.apply([record("new", body="بيت")], [], 7)
    pair.engine.refresh()
    assert ids(pair, term("بيت")) == ["old"]
    fresh.publish()
    assert pair.engine.refresh() is True
    assert ids(pair, term("بيت")) == ["new"]
    assert pair.engine.applied == 7


def test_a_discarded_index_leaves_the_live_one(pair: Pair) -> None:
    """A rebuild that failed leaves no trace."""
    pair.apply([record("old", body="بيت")])
    fresh = open_writer(pair.url, fresh=True)
    fresh.apply([record("new", body="بيت")], [], 7)
    fresh.discard()
    assert pair.engine.refresh() is False
    assert ids(open_pair(pair.url), term("بيت")) == ["old"]


def open_pair(url: str) -> Pair:
    """A second look at an index, as another process has it."""
    return Pair(url)


def test_a_prefix_too_wide_is_refused(pair: Pair) -> None:
    """The error names the parameter and what to do."""
    pair.apply([record("a", body=" ".join(f"بيت{n}" for n in range(30)))])
    with pytest.raises(QueryTooComplex, match="more than 20 words") as caught:
        pair.engine.search(SearchRequest(Prefix("بيت"), max_expansions=20))
    assert caught.value.parameter == "q"
    assert ids(pair, Prefix("بيت1"), max_expansions=20) == ["a"]


def test_a_prefix_that_ends_in_a_hamza(pair: Pair) -> None:
    """The hamza stands on a seat where letters follow; both are found and add to the score."""
    records = [record("a", body="اجراء"), record("b", body="اجرائات"), record("c", body="اجراس")]
    pair.apply(records)
    assert ids(pair, Prefix("اجراء")) == ["a", "b"]
    scores = {hit.id: hit.score for hit in pair.engine.search(SearchRequest(Prefix("اجراء"))).hits}
    expected = oracle.scores(records, Prefix("اجراء"))
    assert scores == pytest.approx({id: expected[id] for id in ("a", "b")}, rel=1e-5)
    assert ids(pair, Prefix("ء")) == []


@pytest.mark.parametrize(
    ("prefix", "found", "left"),
    [
        ("دبلوماس", "الدبلوماسيه والدبلوماسيين دبلوماسي بالدبلوماسيه للدبلوماسي", "دبلوم"),
        ("حر", "حرب الحرب والحريه للحرب", "بحر وحرب"),
        ("الحر", "الحرب", "حرب والحرب"),
        ("ال", "الحرب", "حرب"),
    ],
)
def test_the_article_is_no_part_of_a_word(pair: Pair, prefix: str, found: str, left: str) -> None:
    """A beginning finds words with the article before it; other first letters may be the word's own."""
    words = [*found.split(), *left.split()]
    pair.apply([record(f"a{n}", body=word) for n, word in enumerate(words)])
    assert ids(pair, Prefix(prefix), limit=50) and sorted(ids(pair, Prefix(prefix), limit=50)) == [
        f"a{n}" for n in range(len(found.split()))
    ]


def test_time_is_limited(pair: Pair) -> None:
    """No time at all is too little for any search."""
    pair.apply([record("a", body="بيت")])
    with pytest.raises(SearchTimeout, match="longer than"):
        pair.engine.search(SearchRequest(term("بيت"), timeout=0.0))


@pytest.mark.parametrize(
    "clause",
    [
        Phrase(("بيت", "كتاب")),
        Bool(should=tuple(Phrase(("بيت", word)) for word in WORDS)),
        Prefix("بيت"),
        Bool(must=tuple(term(word) for word in WORDS)),
    ],
    ids=["phrase", "phrases", "prefix", "words"],
)
def test_time_is_looked_at_within_a_clause(pair: Pair, clause: Clause, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clause of many parts ends soon after its time, not when all of it is matched."""
    pair.apply([record("a", title=" ".join(WORDS), body="بيت كتاب بيتي بيتنا")])
    now, looks = [0.0], [0]

    def clock() -> float:
        looks[0] += 1
        now[0] += 1.0
        return now[0]

    monkeypatch.setattr("search.view_engine.time.monotonic", clock)
    with pytest.raises(SearchTimeout):
        pair.engine.search(SearchRequest(clause, timeout=2.5))
    assert looks[0] <= 4


def test_proximity_never_takes_away(pair: Pair) -> None:
    """Dead versions of articles have the words too; counted, they would make common words cost instead of help."""
    pair.apply([record(f"a{n}", body="بيت كتاب" if n < 12 else "درس") for n in range(14)])
    pair.apply([record(f"a{n}", body="درس") for n in range(1, 12)])
    near = Bool(should=(term("بيت"), term("كتاب")))
    apart = Bool(should=(term("كتاب"), term("بيت")))  # no neighbours in this order
    close, far = (pair.engine.search(SearchRequest(clause)).hits[0].score for clause in (near, apart))
    assert close > far


def test_similar_goes_by_the_story_an_article_tells_now(pair: Pair) -> None:
    """It was a copy once and was rewritten: what it was a copy of may be like it."""
    pair.apply([record("a", body="بيت كتاب", story="b"), record("b", body="بيت كتاب", story="b")])
    pair.apply([record("a", body="بيت درس", story="a")])
    assert [h.id for h in pair.engine.similar({"بيت": 1.0}, "a", 10)] == ["b"]


def test_the_chosen_values_are_listed_without_a_match(pair: Pair) -> None:
    """A user can take away a filter that left nothing."""
    pair.apply([record("a", body="بيت", source="سانا", day="2025-08-01")])
    filters = Filters(source=("وام",), dates=(DateRange(date(2024, 2, 1), date(2024, 2, 29)),))
    result = pair.engine.search(SearchRequest(MatchAll(), filters, facets=FACETS))
    assert [(b.value, b.count, b.selected) for b in result.facets["source"]] == [("وام", 0, True)]
    assert [(b.value, b.count, b.selected) for b in result.facets["month"]] == [("2024-02", 0, True)]


def test_facets_are_cut_to_size_and_ordered(pair: Pair) -> None:
    """The most frequent first; months newest first with undated at the end."""
    pair.apply(
        [record(f"a{n}", body="بيت", source=f"s{min(n, 3)}", day=f"2025-0{n + 1}" if n < 5 else "") for n in range(7)]
    )
    wanted = (FacetRequest("source", 2), FacetRequest("month", 3))
    result = pair.engine.search(SearchRequest(MatchAll(), facets=wanted))
    assert [(b.value, b.count) for b in result.facets["source"]] == [("s3", 4), ("s0", 1)]
    assert [(b.value, b.count) for b in result.facets["month"]] == [
        ("2025-05", 1),
        ("2025-04", 1),
        ("2025-03", 1),
        ("undated", 2),
    ]


def test_similar_articles_leave_out_the_story_itself(pair: Pair) -> None:
    """Neither the article nor its copies are similar to it; other stories are, once each."""
    pair.apply(
        [
            record("a", body="بيت كتاب", story="a"),
            record("b", body="بيت كتاب", story="a"),
            record("c", body="كتاب بيت درس", story="c"),
            record("d", body="كتاب بيت درس", story="c"),
            record("e", body="درس"),
        ]
    )
    assert [h.id for h in pair.engine.similar({"بيت": 2.0, "كتاب": 1.0}, "b", 10)] == ["c"]


def test_the_vocabulary_counts_articles(pair: Pair) -> None:
    """Completion gives words by how many articles have them."""
    pair.apply([record("a", body="كتاب كتاب كاتب"), record("b", body="كتاب"), record("c", "درس", "كاتب مكتب كتاب")])
    assert [(t.term, t.count) for t in pair.engine.terms("كا", 5)] == [("كاتب", 2)]
    assert pair.engine.terms("ك", 1)[0].term == "كتاب"
    assert pair.engine.terms("غ", 5) == ()
    assert pair.engine.count("root", "كتب") == 3


def test_an_empty_index_answers(pair: Pair) -> None:
    """No article, no error."""
    result = pair.engine.search(SearchRequest(term("بيت"), facets=FACETS))
    assert (result.total, result.hits) == (0, ())
    assert pair.engine.terms("ب", 3) == ()


def test_hostile_terms_find_nothing(pair: Pair) -> None:
    """Whatever bytes a term holds, it is looked up and not found."""
    pair.apply([record("a", body="بيت")])
    for text in ("", "\0", "\ud800", "x" * 70_000, "\n", "🙂"):
        assert ids(pair, Bool(must=(term(text),))) == [] or text == ""
        assert ids(pair, Phrase((text,))) == [] or text == ""


def test_many_small_commits_stay_few_segments(pair: Pair) -> None:
    """A hundred commits are searchable each, and housekeeping ends."""
    for n in range(100):
        pair.apply([record(f"a{n:03}", body="بيت")])
        assert pair.engine.articles == n + 1
    rounds = 0
    while pair.writer.maintain():
        rounds += 1
        assert rounds < 20
    pair.engine.refresh()
    assert pair.engine.search(SearchRequest(term("بيت"))).total == 100


def test_engine_without_index_says_so(tmp_path: Path) -> None:
    """An engine opened before anything was indexed is empty, and finds the index when it comes."""
    url = ENGINES["whoosh"](tmp_path)
    engine = open_engine(url)
    assert engine.articles == 0
    writer = open_writer(url)
    writer.apply([record("a", body="بيت")], [], 1)
    assert engine.refresh() is True
    assert engine.articles == 1
