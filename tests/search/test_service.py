"""From what a user asks to a page of results, on a real store and a real index."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.article import Actor
from index.errors import ArticleNotFound
from search.engine import EngineResult
from search.errors import QueryTooComplex, SearchTimeout
from search.ladder import RUNGS
from search.query import Bool, DateRange, Filters, SearchRequest
from search.results import Results
from search.service import SearchParams, SearchService
from tests.support.newsroom import article, newsroom

LAVROV = Actor("sergey-lavrov", "person", "لافروف")
SYRIA = Actor("syria", "state", "سوريا")
RUSSIA = Actor("russia", "state", "روسيا")
VISIT = """قال لافروف في موسكو إن روسيا تدعم وحدة سوريا.

وأضاف الوزير أن الزيارة مهمة لسوريا وللمنطقة وأن الجانبين اتفقا على مواصلة اللقاءات بينهما خلال الأشهر المقبلة."""
GONE = "a-deleted-article"

ARTICLES = [
    article(
        "visit",
        "لافروف يستقبل الوزير السوري",
        VISIT,
        "2025-08-01",
        "سانا",
        (LAVROV, SYRIA, RUSSIA),
    ),
    article(
        "copy",
        "لافروف يستقبل الوزير السوري في موسكو",
        VISIT,
        "2025-08-02",
        "رويترز",
        (LAVROV, SYRIA, RUSSIA),
    ),
    article(
        "talks", "مباحثات في جنيف", "بحث المسؤولون وبسوريا ملفات الحدود والاقتصاد.", "2025-07-15", "سانا", (SYRIA,)
    ),
    article("match", "مباراة الهلال والنصر", "فاز الهلال على النصر في مباراة كبيرة.", "2024-02-03", "الرياضية"),
    article("wheat", "أسعار القمح", "ارتفعت أسعار القمح بعد الجفاف، وقال مسؤول إن المخزون يكفي.", None, "رويترز"),
    article("protest", "مظاهرات في العاصمة", "خرجت مظاهرات كبيرة في العاصمة ضد الغلاء.", "2023-05-06", "رويترز"),
    article("library", "مكتبة جديدة", "افتتح الوزير مكتبة فيها آلاف الكتب للأطفال.", "2025-01-01", "سانا"),
    article("hostile", "<script>alert(1)</script>", 'الوزير قال: <img src=x onerror="alert(2)"> & انتهى', None, None),
    article(GONE, "مقالة ستحذف", "في هذه المقالة كلمة وحيدة هي زنجبيل.", "2025-03-03", "سانا"),
    article("minutes", "محضر", "اجتماع لجنة القمح والاقتصاد والحدود بحضور الوزير.", "2025-02-02", "سانا"),
]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    """Searches the newsroom; one article was deleted after indexing."""
    made = newsroom(tmp_path_factory.mktemp("newsroom"), ARTICLES)
    made.store.delete(GONE)
    yield made
    made.engine.close()
    made.store.close()


Search = Callable[..., Results]


@pytest.fixture
def search(service: SearchService) -> Search:
    """Search for a query with what else is given."""
    return lambda q="", **asked: service.search(SearchParams(q, **asked))


def ids(results: Results) -> list[str]:
    """The ids of the hits."""
    return [hit.article.id for hit in results.hits]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        pytest.param("لافروف", {"visit", "copy"}, id="a word"),
        pytest.param("لافروف الزيارة", {"visit", "copy"}, id="all words"),
        pytest.param("الوزير -لافروف", {"library", "hostile", "minutes"}, id="an exclusion"),
        pytest.param('"وحدة سوريا"', {"visit", "copy"}, id="a phrase"),
        pytest.param('"سوريا وحدة"', set(), id="a phrase in the wrong order"),
        pytest.param("مظاهر*", {"protest"}, id="a prefix"),
        pytest.param("عنوان:القمح", {"wheat"}, id="in the title only"),
        pytest.param("مصدر:سانا الحدود", {"talks", "minutes"}, id="a source"),
        pytest.param("جهة:روسيا", {"visit", "copy"}, id="an actor"),
        pytest.param('جهة:"سيرجي لافروف" تاريخ:2025-08-02', {"copy"}, id="an actor and a day"),
        pytest.param("تاريخ:بلا تاريخ القمح", {"wheat"}, id="undated"),
        pytest.param("القمح OR الهلال", {"wheat", "minutes", "match"}, id="alternatives"),
        pytest.param("NOT (الوزير OR سوريا)", {"match", "wheat", "protest"}, id="everything but"),
        pytest.param("lavrov", {"visit", "copy"}, id="a Latin name"),
    ],
)
def test_what_is_found(search: Search, q: str, expected: set[str]) -> None:
    """The articles that match, and no other."""
    assert expected == set(ids(search(q))) - {GONE}


def test_the_whole_answer(search: Search) -> None:
    """An answer says how the query was read, how many there are at each rung, and where and why each was found."""
    found = search("سوريا", match="stem")
    assert (
        found.query.q, found.query.read_as, found.query.match, found.query.warnings
    ) == ("سوريا", "سوريا", "stem", ())  # fmt: skip
    assert found.total == found.ladder["stem"] == 3
    assert found.ladder["word"] <= found.ladder["stem"] <= found.ladder["root"]
    assert (found.page, found.page_size, found.pages, found.articles) == (1, 10, 1, len(ARTICLES))
    assert found.took_ms > 0 and found.generation
    talks = next(hit for hit in found.hits if hit.article.id == "talks")
    assert [(why.term, why.as_, why.level) for why in talks.why] == [("وبسوريا", "و + ب + سوريا", "stem")]
    title, body = talks.highlights
    assert (title.field, title.text, title.ranges) == ("title", "مباحثات في جنيف", ())
    assert [body.text[start:end] for start, end in body.ranges] == ["وبسوريا"]


def test_the_word_itself_needs_no_reason(search: Search) -> None:
    """An article that has the word asked for does not say that it has its forms too."""
    visit = next(hit for hit in search("سوريا").hits if hit.article.id == "visit")
    assert visit.why == ()


def test_a_root_is_a_reason(search: Search) -> None:
    """At the root rung, what was found by its root says so."""
    (hit,) = (hit for hit in search("كتاب", match="root").hits if hit.article.id == "library")
    assert "root" in {why.level for why in hit.why}
    assert all(why.as_ for why in hit.why)


def test_without_highlights_nothing_is_analysed(search: Search) -> None:
    """Feeds and exports ask for no marks."""
    assert all(hit.highlights == () and hit.why == () for hit in search("لافروف", highlight=False).hits)


def test_an_article_deleted_a_moment_ago_is_left_out(search: Search) -> None:
    """The index may still have what the store has no more."""
    found = search("زنجبيل")
    assert (found.total, ids(found)) == (1, [])


def test_actors_are_as_the_gazetteer_knows_them_now(search: Search) -> None:
    """A name corrected in the gazetteer is corrected in every answer."""
    visit = next(hit for hit in search("لافروف").hits if hit.article.id == "visit")
    assert "سيرغي لافروف" in [actor.name for actor in visit.article.actors]


@pytest.mark.parametrize(
    ("q", "relaxed", "expected"),
    [
        pytest.param("لافروف الزيارة القمح", 2, {"visit", "copy"}, id="two of three"),
        pytest.param("لافروف الزيارة في القمح", 2, {"visit", "copy"}, id="stop words are not counted"),
        pytest.param("لافروف القمح", 1, {"visit", "copy", "wheat", "minutes"}, id="one of two where nothing has both"),
        pytest.param("لافروف الزيارة", None, {"visit", "copy"}, id="not where something has both"),
        pytest.param("لافروف AND القمح", None, set(), id="operators are kept"),
        pytest.param("+لافروف +القمح", None, set(), id="signs are kept"),
        pytest.param('"لافروف القمح"', None, set(), id="quotes are kept"),
        pytest.param("عنوان:الزيارة عنوان:القمح", None, set(), id="fields are kept"),
        pytest.param("القمح الهلال لافروف مصدر:الرياضية", 1, {"match"}, id="what is kept stays while words relax"),
        pytest.param("كلمةغيرموجودة كلمةأخرىغيرموجودة", None, set(), id="nothing to relax to"),
    ],
)
def test_relaxing(search: Search, q: str, relaxed: int | None, expected: set[str]) -> None:
    """Where all words find too little, most words are enough, and it is said."""
    found = search(q)
    assert (relaxed, expected) == (found.query.relaxed, set(ids(found)))
    assert bool(found.query.warnings) == (relaxed is not None)


@pytest.mark.parametrize("q", ["الوزير مكتبة كبير", "القمح والاقتصاد والحدود جنيف", "كبيرة العاصمة كتاب", "وزير سوري"])
def test_the_ladder_says_what_each_rung_shows(tmp_path: Path, q: str) -> None:
    """Also where words are relaxed: one click widens or tightens to as many articles as stood there."""
    many = [article(f"m{n}", "مكتبات", f"قال الوزير إن كتاب المكتبة كبير {n}") for n in range(9)]
    many += [article(f"w{n}", "كاتب", f"كتب الوزراء إلى المكاتب الكبيرة {n}") for n in range(12)]
    made = newsroom(tmp_path, [*ARTICLES, *many])
    answers = {rung: made.search(SearchParams(q, match=rung)) for rung in RUNGS}
    assert len({answer.query.relaxed for answer in answers.values()}) == 1
    for answer in answers.values():
        assert {rung: answers[rung].total for rung in RUNGS} == answer.ladder
    assert answers["word"].total <= answers["stem"].total <= answers["root"].total
    made.engine.close()
    made.store.close()


def test_what_has_all_words_is_shown_where_relaxing_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The relaxed search gets a part of the time only."""
    made = newsroom(tmp_path, ARTICLES, search_timeout=2.0)
    search = type(made.engine).search

    def slow(self: object, request: SearchRequest) -> EngineResult:
        if isinstance(request.clause, Bool) and any(isinstance(part, Bool) for part in request.clause.must):
            time.sleep(request.timeout or 0)
            raise SearchTimeout("too slow")
        return search(self, request)  # type: ignore[arg-type]

    monkeypatch.setattr(type(made.engine), "search", slow)
    found = made.search(SearchParams("لافروف يستقبل الوزير السوري"))
    assert found.query.relaxed is None and {hit.article.id for hit in found.hits} == {"visit", "copy"}
    made.engine.close()
    made.store.close()


def test_a_query_too_long_is_not_even_read(service: SearchService, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading costs time, and that is not counted as a search."""
    monkeypatch.setattr(service, "parse", lambda *_: pytest.fail("it was read"))
    for ask in (service.search, lambda params: service.ids(params, 10), lambda p: service.facet_values(p, "actor")):
        with pytest.raises(QueryTooComplex, match="characters"):
            ask(SearchParams("جهة:(" + "سي " * 900 + ")"))


def test_relaxing_is_said_in_the_language_asked_for(search: Search) -> None:
    """Warnings are sentences in the reader's language."""
    assert "at least 2" in search("لافروف الزيارة القمح", language="en").query.warnings[0]
    assert "٢" in search("لافروف الزيارة القمح").query.warnings[0]


def test_sorted_by_date_good_matches_are_not_drowned(search: Search) -> None:
    """A date order has no place for loose matches while there are good ones."""
    good = search("مباراة الهلال كبيرة العاصمة", sort="newest")
    assert good.query.relaxed is not None  # nothing has all four
    assert search("أسعار القمح المخزون", sort="newest").query.relaxed is None


def test_pages_cut_one_list(search: Search) -> None:
    """Pages neither overlap nor leave anything out; one past the end is empty and says the total."""
    whole = ids(search("", page_size=50))
    assert whole == [id for page in (1, 2, 3, 4) for id in ids(search("", page=page, page_size=3))]
    past = search("", page=9, page_size=3)
    assert ([], len(ARTICLES), 4) == (ids(past), past.total, past.pages)


@pytest.mark.parametrize(
    ("asked", "parameter", "said"),
    [
        pytest.param({"q": "كلمة " * 65}, "q", "64", id="too many words"),
        pytest.param({"q": "ك" * 1001}, "q", "1000", id="too long"),
        pytest.param({"page": 1001, "page_size": 10}, "page", "1000", id="too deep"),
        pytest.param({"page_size": 10_001}, "page_size", "10000", id="too large a page"),
    ],
)
def test_limits(search: Search, asked: dict[str, object], parameter: str, said: str) -> None:
    """What costs too much is refused with the parameter and the limit."""
    with pytest.raises(QueryTooComplex, match=said) as refused:
        search(**asked)
    assert parameter == refused.value.parameter


def test_time_is_limited(tmp_path: Path) -> None:
    """A search that takes too long ends with an error, not with part of an answer."""
    service = newsroom(tmp_path, ARTICLES[:2], search_timeout=1e-9)
    with pytest.raises(SearchTimeout):
        service.search(SearchParams("لافروف"))


def test_reading_the_query_takes_none_of_the_time(service: SearchService) -> None:
    """The first query a process reads loads tables; that must not end in an error."""

    def slowly() -> date:
        time.sleep(1.1)
        return date(2025, 8, 3)

    hurried = replace(service.settings, search_timeout=1.0)
    slow = SearchService(service.engine, service.store, service.gazetteer, hurried, today=slowly)
    assert slow.search(SearchParams("لافروف")).total


def test_facets_are_labelled(search: Search) -> None:
    """Months, actors and the undated have names in the reader's language."""
    found = search("", facets=("month", "actor", "source", "year"))
    months = {bucket.value: bucket.label for bucket in found.facets["month"]}
    assert (months["2025-08"], months["undated"]) == ("آب 2025", "بلا تاريخ")
    actors = {bucket.value: (bucket.label, bucket.kind, bucket.count) for bucket in found.facets["actor"]}
    assert actors["sergey-lavrov"] == ("سيرغي لافروف", "person", 2)
    assert {"سانا", "رويترز", "الرياضية"} == {bucket.label for bucket in found.facets["source"]}
    english = search("", facets=("month", "actor"), language="en")
    assert {"August 2025", "Undated"} <= {bucket.label for bucket in english.facets["month"]}
    assert "Sergey Lavrov" in {bucket.label for bucket in english.facets["actor"]}


def test_a_facet_keeps_its_values_when_one_is_selected(search: Search) -> None:
    """A field's own filter does not shrink its counts; the selected value says so."""
    found = search("", filters=Filters(source=("سانا",)), facets=("source",))
    buckets = {bucket.value: (bucket.count, bucket.selected) for bucket in found.facets["source"]}
    assert buckets["سانا"][1] and not buckets["رويترز"][1]
    assert buckets["رويترز"][0] == 3
    assert all(hit.article.source == "سانا" for hit in found.hits)


@pytest.mark.parametrize(
    ("name", "find", "expected"),
    [
        pytest.param("actor", "لافر", ["sergey-lavrov"], id="the beginning of a word"),
        pytest.param("actor", "سيرغي لاف", ["sergey-lavrov"], id="of two words"),
        pytest.param("source", "رياضية", ["الرياضية"], id="without the article"),
        pytest.param("month", "آب", ["2025-08"], id="a month by name"),
        pytest.param("source", "", ["سانا", "رويترز", "الرياضية"], id="everything"),
        pytest.param("source", "لا شيء", [], id="nothing"),
    ],
)
def test_facet_values(service: SearchService, name: str, find: str, expected: list[str]) -> None:
    """Values of a facet are found by what they are called."""
    assert expected == [bucket.value for bucket in service.facet_values(SearchParams(), name, find)]  # type: ignore[arg-type]


def test_facet_values_are_those_of_the_search(service: SearchService) -> None:
    """Only what the search finds is counted, and no more values than asked for."""
    (bucket,) = service.facet_values(SearchParams("لافروف"), "source", "روي")
    assert (bucket.value, bucket.count) == ("رويترز", 1)
    assert len(service.facet_values(SearchParams(), "source", size=2)) == 2


def test_copies_collapse_to_their_story(search: Search) -> None:
    """Collapsed, a story is shown once and says how many tell it."""
    assert {"visit", "copy"} == set(ids(search("لافروف")))
    collapsed = search("لافروف", collapse=True)
    assert (collapsed.total, len(collapsed.hits)) == (1, 1)
    assert collapsed.hits[0].story.copies == 2


def test_filters_by_date(search: Search) -> None:
    """A filter leaves what lies within it; a bucket for the undated."""
    undated = search("", filters=Filters(dates=(DateRange(undated=True),)))
    assert {"wheat", "hostile"} == set(ids(undated))


def test_ids_are_those_of_the_search(service: SearchService) -> None:
    """Exports get ids only, in the order of the results."""
    found, total = service.ids(SearchParams("الوزير"), 2)
    assert (list(found), total) == (ids(service.search(SearchParams("الوزير")))[:2], 5)


def test_similar(service: SearchService) -> None:
    """What shares the rare words comes first; neither the article nor a copy of its story is in the list."""
    found = [hit.article.id for hit in service.similar("visit", 5)]
    assert "visit" not in found and "copy" not in found
    assert "wheat" in [hit.article.id for hit in service.similar("minutes", 3)]
    assert all(hit.highlights for hit in service.similar("minutes", 3))


@pytest.mark.parametrize("id", ["", "no-such", "../etc/passwd", GONE])
def test_articles_that_are_not_there(service: SearchService, id: str) -> None:
    """An unknown or deleted id is refused, however it looks."""
    with pytest.raises(ArticleNotFound):
        service.article(id)
    with pytest.raises(ArticleNotFound):
        service.similar(id)


def test_an_article_with_everything_marked(service: SearchService) -> None:
    """The page of an article shows it whole, with what was searched marked."""
    title, body = service.marked(service.article("visit"), "سوريا")
    assert service.article("visit").body == body.text
    assert [body.text[start:end] for start, end in body.ranges] == ["سوريا", "لسوريا"]
    assert [title.text[start:end] for start, end in title.ranges] == ["السوري"] or title.ranges == ()


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        pytest.param("مضاهرات", "مظاهرات", id="ض for ظ"),
        pytest.param("لافرف", "لافروف", id="a vowel left out"),
        pytest.param("الاقتصااد", "والاقتصاد", id="a letter doubled"),
        pytest.param("زيارة الهلل", "زيارة الهلال", id="the other words stay"),
        pytest.param("المخزوم", "المخزون", id="a neighbour on the keyboard"),
        pytest.param('"مضاهرات كبيرة"', "«مظاهرات كبيرة»", id="inside quotes"),
        pytest.param("عنوان:مضاهرات", "عنوان:مظاهرات", id="after a field"),
        pytest.param("مظاهرات", None, id="a word that is there"),
        pytest.param("مظاهره", None, id="a form of a word that is there"),
        pytest.param("قصطنطينيه", None, id="nothing near"),
        pytest.param("زيارة -مضاهرات", None, id="an exclusion needs no help"),
        pytest.param("٢٠٣٤", None, id="numbers are meant as they are"),
        pytest.param("", None, id="nothing typed"),
    ],
)
def test_did_you_mean(search: Search, q: str, expected: str | None) -> None:
    """A word that no article has is replaced by a near one, if that finds something."""
    found = search(q)
    assert expected == found.did_you_mean
    if expected:
        assert search(expected).total > 0


_WORDS = st.sampled_from(
    [
        *("سوريا", "وبسوريا", "السوري", "لافروف", "lavrov", "الوزير", "وزارة", "مكتبة", "كتاب", "في", "من", "القمح"),
        *('"وحدة سوريا"', "مظاهر*", "-روسيا", "OR", "عنوان:القمح", "جهة:روسيا", "تاريخ:2025", "(", ")", '"', "alert"),
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    q=st.one_of(st.lists(_WORDS, max_size=6).map(" ".join), st.text(max_size=60)),
    rung=st.sampled_from(["word", "stem", "root"]),
)
def test_any_query_is_answered(service: SearchService, q: str, rung: str) -> None:
    """No query fails; every hit that was found by words shows where, and reading the query back finds the same."""
    found = service.search(SearchParams(q, match=rung, page_size=20))
    again = service.search(SearchParams(found.query.read_as, match=rung, page_size=20))
    assert ids(found) == ids(again)
    assert found.ladder["word"] <= found.ladder["stem"] <= found.ladder["root"]
    if "-" in found.query.read_as or ":" in found.query.read_as or not found.query.read_as:
        return
    for hit in found.hits:
        assert any(mark.ranges for mark in hit.highlights), (hit.article.id, found.query)
