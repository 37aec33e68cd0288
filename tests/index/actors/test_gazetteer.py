"""Looking actors up by what somebody typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.actors.gazetteer import Gazetteer
from index.errors import GazetteerError


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        pytest.param("sergey-lavrov", "sergey-lavrov", id="an id"),
        pytest.param("سيرغي لافروف", "sergey-lavrov", id="the name"),
        pytest.param("ولاڤروف", "sergey-lavrov", id="surname with a clitic and a Persian letter"),
        pytest.param("Lavrov", "sergey-lavrov", id="Latin surname"),
        pytest.param("SERGEY LAVROV", "sergey-lavrov", id="Latin in capitals"),
        pytest.param("عبدالفتّاح السيسى", "abdel-fattah-el-sisi", id="joined, shadda, alef maqsura"),
        pytest.param("سورية", "syria", id="another spelling of a state"),
        pytest.param("وبسوريا", "syria", id="two clitics"),
        pytest.param("الروسي", "russia", id="an adjective"),
        pytest.param("nato", "nato", id="an acronym typed in small letters"),
        pytest.param("للأمم المتحدة", "united-nations", id="clitic before a name of two words"),
        pytest.param("الأسد", "bashar-al-assad hafez-al-assad", id="marked surname before the family name"),
        pytest.param("الشرع", "ahmed-al-sharaa farouk-al-sharaa", id="shared surname, in the order of the file"),
        pytest.param("السوداني", "mohammed-shia-al-sudani sudan", id="surname before adjective"),
        pytest.param("مالي", "mali", id="a state without the word republic"),
        pytest.param("عمان", "oman", id="a state that shares its bare name with a city"),
        pytest.param("الكونغولي", "congo dr-congo", id="shared adjective"),
        pytest.param("محمد", "", id="a given name alone means nobody"),
        pytest.param("لا أحد", "", id="unknown"),
        pytest.param("", "", id="empty"),
        pytest.param(" ؟ ", "", id="signs"),
    ],
)
def test_resolve(name, ids, known):
    assert known.resolve(name) == tuple(ids.split())


@pytest.mark.parametrize(
    ("prefix", "limit", "ids"),
    [
        pytest.param("سير", 5, "sergey-lavrov", id="beginning of a name"),
        pytest.param("لافر", 5, "sergey-lavrov", id="beginning of a surname"),
        pytest.param("أسد", 1, "bashar-al-assad", id="without the article"),
        pytest.param("Vlad", 5, "vladimir-putin", id="Latin"),
        pytest.param("putin", 5, "vladimir-putin", id="a later Latin word"),
        pytest.param("كوري", 5, "south-korea north-korea", id="two states, in the order of the file"),
        pytest.param("محمد ب", 5, "mohammed-bin-salman", id="beginning of the second word"),
        pytest.param("سو", 1, "syria", id="limit"),
        pytest.param("سو", 0, "", id="limit of nothing"),
        pytest.param("", 5, "", id="empty"),
        pytest.param("زززز", 5, "", id="nobody"),
    ],
)
def test_suggest(prefix, limit, ids, known):
    assert " ".join(actor.id for actor in known.suggest(prefix, limit)) == ids


def test_names_come_before_later_words(known):
    assert [actor.id for actor in known.suggest("سوري", 1)] == ["syria"]
    assert known.suggest("الجنوبية", 1)[0].id == "south-korea"


@pytest.mark.parametrize(
    ("articles", "ids"),
    [
        pytest.param({"north-korea": 3, "south-korea": 1}, "north-korea south-korea", id="the most frequent first"),
        pytest.param({"north-korea": 1, "south-korea": 0, "syria": 5}, "north-korea", id="only those of articles"),
        pytest.param({}, "", id="no articles"),
    ],
)
def test_suggest_for_articles(articles, ids, known):
    assert " ".join(actor.id for actor in known.suggest("كوري", 5, articles)) == ids


def test_get_and_actors(known):
    lavrov = known.get("sergey-lavrov")
    assert lavrov is not None and lavrov.name == "سيرغي لافروف"
    assert known.get("nobody") is None
    assert known.actors()[0].id == "russia"


def test_fingerprint_follows_the_file(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text("id,kind,name,latin,aliases,notes\nx,person,سين صاد,,,\n", "utf-8")
    first = Gazetteer.load(path).fingerprint
    assert Gazetteer.load(path).fingerprint == first
    path.write_text("id,kind,name,latin,aliases,notes\nx,person,سين عين,,,\n", "utf-8")
    assert Gazetteer.load(path).fingerprint != first


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_unreadable_file(tmp_path, name):
    with pytest.raises(GazetteerError, match="name an existing CSV file"):
        Gazetteer.load(tmp_path / name)


@given(st.text(max_size=60))
def test_anything_may_be_typed(known, text):
    assert all(known.get(actor_id) for actor_id in known.resolve(text))
    assert len(known.suggest(text, 3)) <= 3
