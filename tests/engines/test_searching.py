"""
The contract of every engine, one behaviour each: what is found, in which order, and how it is counted.
"""

from __future__ import annotations

from datetime import date

import pytest

from search.errors import QueryTooComplex, SearchTimeout
from search.query import Bool, Clause, DateRange, FacetRequest, Filters, MatchAll, Phrase, Prefix, SearchRequest
from tests.support import oracle
from tests.support.engines import FACETS, Pair, ids
from tests.support.records import WORDS, record, term


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
