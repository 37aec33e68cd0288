"""How far words are from each other, what was probably meant, and what is being typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.analysis.analyzer import fold
from index.article import Actor
from search.distance import distance
from search.printer import outline
from search.service import SearchService
from search.spelling import REMEMBERED, Spelling
from search.suggestions import corrected
from search.syntax import Leaf, Node, Not
from tests.support.newsroom import article, newsroom

LAVROV = Actor("sergey-lavrov", "person", "لافروف")
RUSSIA = Actor("russia", "state", "روسيا")

ARTICLES = [
    article("one", "لافروف في روسيا", "قال لافروف إن المسؤولين في وزارة الخارجية وصلوا.", actors=(LAVROV, RUSSIA)),
    article("two", "الخارجية", "نفت وزارة الخارجية ما قاله مسؤول كبير عن روسيا والخارج.", actors=(RUSSIA,)),
    article("three", "مسؤول", "قال مسؤول آخر: «المَسؤوليّة» على الوزير، ووزير الخارجية مسئول.", actors=()),
    article("four", "فاطمة في المدرسة", "ذهبت فاطمة إلى المدرسة على قدميها. بوتيرة أسرع بوتين.", actors=()),
    article("five", "Brent", "Brent crude rose as OPEC met.", actors=()),
    article("six", "تدابير", "اتخذت البلدية إجراءات جديدة.", actors=()),
]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    """Searches these articles."""
    made = newsroom(tmp_path_factory.mktemp("newsroom"), ARTICLES)
    yield made
    made.engine.close()
    made.store.close()


@pytest.mark.parametrize(
    ("typed", "near", "far"),
    [
        pytest.param("مضاهره", "مظاهره", "مكاهره", id="ض for ظ"),
        pytest.param("ذيت", "زيت", "ليت", id="ذ for ز"),
        pytest.param("مزاكره", "مذاكره", "مساكره", id="ز for ذ"),
        pytest.param("طوفيق", "توفيق", "شوفيق", id="ط for ت"),
        pytest.param("سوره", "صوره", "دوره", id="س for ص"),
        pytest.param("مسلا", "مثلا", "مهلا", id="س for ث"),
        pytest.param("كلب", "قلب", "صلب", id="ك for ق"),
        pytest.param("نفظ", "نفط", "نفك", id="a dot too many"),
        pytest.param("رلزال", "زلزال", "دلزال", id="a dot too few"),
        pytest.param("حمس", "حماس", "حمرس", id="a long vowel left out"),
        pytest.param("الرووسي", "الروسي", "الروتسي", id="a letter doubled"),
        pytest.param("مسوكو", "موسكو", "مشوكل", id="two letters swapped"),
        pytest.param("مخزوم", "مخزون", "مخزوش", id="a neighbour on the keyboard"),
        pytest.param("londpn", "london", "londzn", id="a neighbour on the Latin keyboard"),
    ],
)
def test_slips_cost_little(typed: str, near: str, far: str) -> None:
    """What writers confuse is nearer than what they do not."""
    assert distance(typed, near) < distance(typed, far)


_LETTERS = st.text(alphabet="ابتثسصضظذزقكوي", max_size=8)


@given(_LETTERS, _LETTERS)
def test_distance_is_symmetric_and_zero_only_for_equals(a: str, b: str) -> None:
    """The same both ways; nothing else is as near as the word itself."""
    assert distance(a, b) == pytest.approx(distance(b, a))
    assert (distance(a, b) == 0) == (a == b)
    assert distance(a, b) <= len(a) + len(b)


@pytest.mark.parametrize(
    ("word", "written"),
    [
        pytest.param("مسئول", "مسؤول", id="hamza; the most frequent spelling"),
        pytest.param("فاطمه", "فاطمة", id="ta marbuta"),
        pytest.param("علي", "على", id="alef maqsura"),
        pytest.param("المسئوليه", "المسؤوليّة".replace("ّ", ""), id="without harakat"),
        pytest.param("brent", "Brent", id="capitals"),
        pytest.param("لاتوجد", "لاتوجد", id="a word that is not there"),
    ],
)
def test_words_are_shown_as_they_are_written(service: SearchService, word: str, written: str) -> None:
    """The index keeps folded words; readers see the spelling of the articles, and again from memory."""
    spelling = Spelling(service.engine, service.store)
    assert [written, written] == [spelling.written(word), spelling.written(word)]


def test_memory_is_bounded(service: SearchService) -> None:
    """Remembered spellings are forgotten before they are too many."""
    spelling = Spelling(service.engine, service.store)
    spelling._written.update({str(i): "" for i in range(REMEMBERED)})
    assert spelling.written("brent") == "Brent"
    assert len(spelling._written) == 1


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("مسؤ", "مسؤول", id="as written, not folded"),
        pytest.param("مسو", "مسؤول", id="typed without hamza"),
        pytest.param("إجراء", "إجراءات", id="a hamza that stands on a seat where letters follow"),
        pytest.param("وزارة الخا", "وزارة الخارجية", id="the last word of several"),
        pytest.param("خارج", "الخارجية", id="with the article that was not typed"),
        pytest.param('"وزارة الخا', '"وزارة الخارجية', id="inside quotes"),
        pytest.param("عنوان:فاط", "عنوان:فاطمة", id="after a field"),
        pytest.param("روسيا -فاط", "روسيا -فاطمة", id="after a sign"),
        pytest.param("bre", "Brent", id="Latin"),
    ],
)
def test_words_are_completed(service: SearchService, typed: str, expected: str) -> None:
    """The word being typed is completed, what stands before it is kept."""
    assert expected in [one.text for one in service.suggest(typed) if one.kind == "word"]


@pytest.mark.parametrize(
    ("typed", "unwanted"),
    [
        pytest.param("عل", "على", id="stop words"),
        pytest.param("بوت", "بوتيرة", id="a particle taken for the first letter of a word"),
        pytest.param("فاطمة ", "فاطمة", id="nothing is being typed after a space"),
    ],
)
def test_what_is_not_proposed(service: SearchService, typed: str, unwanted: str) -> None:
    """Words that nobody searches for are left out."""
    assert unwanted not in [one.text.strip() for one in service.suggest(typed) if one.kind == "word"]


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        pytest.param("لاف", "ar", ("سيرغي لافروف", "sergey-lavrov", 1), id="a surname"),
        pytest.param("سيرج", "ar", ("سيرغي لافروف", "sergey-lavrov", 1), id="another spelling"),
        pytest.param("lav", "ar", ("سيرغي لافروف", "sergey-lavrov", 1), id="typed in Latin"),
        pytest.param("lav", "en", ("Sergey Lavrov", "sergey-lavrov", 1), id="shown in English"),
        pytest.param("روس", "ar", ("روسيا", "russia", 2), id="a state"),
        pytest.param("وزير سيرغي لاف", "ar", ("وزير سيرغي لافروف", "sergey-lavrov", 1), id="two words of several"),
        pytest.param("جهة:لاف", "ar", ('جهة:"سيرغي لافروف"', "sergey-lavrov", 1), id="after the field"),
        pytest.param('actor:"لاف', "ar", ('actor:"سيرغي لافروف"', "sergey-lavrov", 1), id="after the field, quoted"),
    ],
)
def test_actors_are_completed(
    service: SearchService, typed: str, language: str, expected: tuple[str, str, int]
) -> None:
    """An actor is proposed with its id and its number of articles; the text can be searched."""
    actors = [(one.text, one.id, one.count) for one in service.suggest(typed, language=language) if one.kind == "actor"]  # type: ignore[arg-type]
    assert expected in actors


@pytest.mark.parametrize(
    ("typed", "expected", "read"),
    [
        pytest.param("-لاف", '-"سيرغي لافروف"', '(-"سيرغي لافروف")', id="excluded"),
        pytest.param("+لاف", '+"سيرغي لافروف"', '"سيرغي لافروف"', id="asked for"),
        pytest.param("!لاف", '!"سيرغي لافروف"', '(-"سيرغي لافروف")', id="excluded as in other languages"),
        pytest.param("(لاف", '("سيرغي لافروف"', '"سيرغي لافروف"', id="in a bracket"),
        pytest.param("-(لاف", '-("سيرغي لافروف"', '(-"سيرغي لافروف")', id="in an excluded bracket"),
        pytest.param("(موسكو) لاف", "(موسكو) سيرغي لافروف", "(+موسكو +سيرغي +لافروف)", id="after a bracket"),
        pytest.param('"لاف', '"سيرغي لافروف"', '"سيرغي لافروف"', id="in quotes"),
        pytest.param("«سيرغي لاف", "«سيرغي لافروف»", '"سيرغي لافروف"', id="in Arabic quotes"),
        pytest.param('"وزير" لاف', '"وزير" سيرغي لافروف', '(+"وزير" +سيرغي +لافروف)', id="after a phrase"),
        pytest.param("سوريا -لاف", 'سوريا -"سيرغي لافروف"', '(+سوريا -"سيرغي لافروف")', id="after a word, excluded"),
        pytest.param("سوريا -سيرغي لاف", 'سوريا -"سيرغي لافروف"', '(+سوريا -"سيرغي لافروف")', id="two words of it"),
        pytest.param("سوريا NOT لاف", 'سوريا NOT "سيرغي لافروف"', '(+سوريا -"سيرغي لافروف")', id="NOT"),
        pytest.param("روسيا OR لاف", 'روسيا OR "سيرغي لافروف"', '(?روسيا ?"سيرغي لافروف")', id="OR"),
        pytest.param("عنوان:لاف", 'عنوان:"سيرغي لافروف"', 'title:"سيرغي لافروف"', id="in the title"),
        pytest.param("-عنوان:لاف", '-عنوان:"سيرغي لافروف"', '(-title:"سيرغي لافروف")', id="not in the title"),
        pytest.param("عنوان:وزير لاف", "عنوان:وزير سيرغي لافروف", "(+title:وزير +سيرغي +لافروف)", id="after a title"),
        pytest.param("جهة:سيرغي لاف", 'جهة:"سيرغي لافروف"', "@actor=sergey-lavrov", id="two words of a value"),
        pytest.param("جهة:«سيرغي لاف", "جهة:«سيرغي لافروف»", "@actor=sergey-lavrov", id="in the quotes of a value"),
        pytest.param("جهة:(لاف", 'جهة:("سيرغي لافروف"', "@actor=sergey-lavrov", id="in the brackets of a value"),
        pytest.param("-actor:لاف", '-actor:"سيرغي لافروف"', "(-@actor=sergey-lavrov)", id="an excluded value"),
        pytest.param("جهة:روسيا لاف", "جهة:روسيا سيرغي لافروف", "(+@actor=russia +سيرغي +لافروف)", id="after an actor"),
        pytest.param("-روس", "-روسيا", "(-روسيا)", id="a name of one word"),
        pytest.param("مصدر:لاف", None, "", id="a source is no actor"),
    ],
)
def test_a_completion_keeps_what_was_typed_before(
    service: SearchService, typed: str, expected: str | None, read: str
) -> None:
    """What stood before a name stands before it still, and means the same of the whole name."""
    found = [one.text for one in service.suggest(typed) if one.kind == "actor"]
    assert found[:1] == ([expected] if expected else [])
    if expected:
        assert outline(service.parse(expected).clause) == read


def signed_leaves(node: Node | None, negative: bool = False) -> list[tuple[str, bool]]:
    """Every clause of a query as text, and whether it must not match."""
    if node is None:
        return []
    if isinstance(node, Leaf):
        return [(outline(node.clause), negative)]
    if isinstance(node, Not):
        return signed_leaves(node.node, not negative)
    return [leaf for part in node.nodes for leaf in signed_leaves(part, negative)]


_DONE = (
    "",
    "سوريا ",
    "-سوريا ",
    "«وزير الخارجية» ",
    "عنوان:دمشق ",
    "تاريخ:2025 ",
    "(سوريا OR دمشق) ",
    "12:30 ",
    "بو-تين ",
)
_OPENERS = ("", "-", "+", "!", "(", "-(", '"', "«", '-"', "NOT ", "عنوان:", "-عنوان:", 'عنوان:"', "جهة:", "-جهة:«")


@pytest.mark.parametrize("opener", _OPENERS)
@pytest.mark.parametrize("done", _DONE)
@pytest.mark.parametrize("name", ["لاف", "سيرغي لاف", "روس", "خارج"])
def test_every_completion_reads_back(service: SearchService, done: str, opener: str, name: str) -> None:
    """What was typed before is read as before; all that is added is excluded where a sign says so, else none of it."""
    before = signed_leaves(service.parse(done).tree)
    for one in service.suggest(done + opener + name):
        assert one.text.startswith(done + opener)
        if one.kind == "actor":
            leaves = signed_leaves(service.parse(one.text).tree)
            added = leaves[len(before) :]
            assert leaves[: len(before)] == before
            assert {negative for _, negative in added} == {opener[:1] in ("-", "!", "N")}
            assert "".join(text for text, _ in added).endswith(
                (
                    f"@actor={one.id}",
                    f'"{fold(one.label)}"',
                    fold(one.label).replace(" ", ""),
                    "title:" + fold(one.label),
                )
            )


def test_actors_without_articles_are_not_proposed(service: SearchService) -> None:
    """A suggestion never leads to nothing."""
    assert not [one for one in service.suggest("الشيبا") if one.kind == "actor"]


def test_actors_stand_first_the_most_named_before_others(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The order of the actors file says nothing of an index."""
    syria = Actor("syria", "state", "سوريا")
    articles = [article(f"a{i}", "دمشق", f"قالت سوريا {i}.", actors=(syria,)) for i in range(3)]
    articles.append(article("one", "روسيا", "قال لافروف في روسيا.", actors=(LAVROV, RUSSIA)))
    articles += [article(f"b{i}", "الروسية", f"الروسية {i}") for i in range(3)]
    made = newsroom(tmp_path_factory.mktemp("named"), articles)
    assert [one.id for one in made.suggest("س", 4)][:2] == ["syria", "sergey-lavrov"]
    assert [one.text for one in made.suggest("روس", 4)][:2] == ["روسيا", "الروسية"]
    made.engine.close()
    made.store.close()


def test_after_other_words_the_more_frequent_stands_first(tmp_path_factory: pytest.TempPathFactory) -> None:
    """«وزير لا» may go on with a name or with a word; «لا» alone is the beginning of a name."""
    articles = [article(f"a{i}", "لاجئون", f"قال وزير إن اللاجئين عادوا {i}.") for i in range(3)]
    articles.append(article("one", "لافروف", "قال وزير الخارجية لافروف.", actors=(LAVROV,)))
    made = newsroom(tmp_path_factory.mktemp("after"), articles)
    assert [one.kind for one in made.suggest("وزير لا", 4)] == ["word", "actor", "word"]
    assert made.suggest("لا", 4)[0].kind == "actor"
    made.engine.close()
    made.store.close()


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    """Many actors of one first name, most of them in no article, and a state whose name is a word of articles too."""
    known = "id,kind,name,latin,aliases,notes\n" + "".join(f"m-{n},person,محمد {name},,,\n" for n, name in CROWD)
    known += "party,organization,حزب الوحدة,,سوريا الغد,\nsyria,state,سوريا,,,\n"
    named = [Actor(f"m-{n}", "person", f"محمد {name}") for n, name in CROWD[-3:]]
    named += [Actor("party", "organization", "حزب الوحدة"), Actor("syria", "state", "سوريا")]
    texts = [article(f"{n}", f"خبر {n}", "محمد في سوريا، وقال سوري.", actors=tuple(named[3 - n :])) for n in (1, 2, 3)]
    made = newsroom(tmp_path_factory.mktemp("crowd"), texts, known=known)
    yield made
    made.engine.close()
    made.store.close()


CROWD = list(enumerate(("أمين", "بدر", "تامر", "جابر", "حازم", "خالد", "داود", "رامي", "زاهر", "سامي", "طارق")))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("محم", ["محمد طارق", "محمد سامي", "محمد زاهر", "محمد"], id="those in most articles first"),
        pytest.param("سور", ["سوريا", "حزب الوحدة", "سوري"], id="a name that is a word as well stays in its place"),
    ],
)
def test_the_best_guess_stands_first(crowd: SearchService, typed: str, expected: list[str]) -> None:
    """However many others there are of that name in the file of actors."""
    assert [one.text for one in crowd.suggest(typed)] == expected


def test_after_an_actor_field_only_actors_are_proposed(service: SearchService) -> None:
    """Words are no values of an actor."""
    assert {"actor"} == {one.kind for one in service.suggest("جهة:ل")}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.one_of(st.text(max_size=30), st.text(alphabet='لاموس وفرخج:"«»()-+*جهة ', max_size=20)),
    limit=st.integers(0, 5),
)
def test_anything_typed_is_answered(service: SearchService, typed: str, limit: int) -> None:
    """No beginning fails; no more than asked for, none twice, all with articles."""
    found = service.suggest(typed, limit)
    assert len(found) <= limit
    assert len({one.text for one in found}) == len(found)
    assert all(one.count > 0 and one.text for one in found)


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        pytest.param("الحكوة", "الحكومة", id="a word of one article, and a near one of many"),
        pytest.param("بيان الحكوة", "بيان الحكومة", id="beside another"),
        pytest.param("بيان الحكوة رقم اليوم", None, id="among many words rare ones are no slips"),
        pytest.param("بيان الحكووومة رقم اليوم", "بيان الحكومة رقم اليوم", id="but unknown ones are"),
        pytest.param("بياان الحكوومة رقمم اليووم", "بيان الحكومة رقم اليووم", id="three at most"),
        pytest.param("الحكومة", None, id="a word of many"),
    ],
)
def test_rare_words_are_in_doubt(tmp_path_factory: pytest.TempPathFactory, q: str, expected: str | None) -> None:
    """A slip may stand in an article too."""
    articles = [article(f"a{i}", f"بيان {i}", f"قالت الحكومة في بيان اليوم رقم {i}.") for i in range(12)]
    articles.append(article("slip", "خبر", "قالت الحكوة إن البيان رقم واحد صدر اليوم في بيان."))
    made = newsroom(tmp_path_factory.mktemp("rare"), articles)
    parsed = made.parse(q)
    assert expected == corrected(parsed, "stem", made.engine, Spelling(made.engine, made.store))
    made.engine.close()
    made.store.close()
