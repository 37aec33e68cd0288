"""What a tagged article looks like: mentions that cut the text, actors in order, whatever the text is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from index.actors.tagger import tag
from index.analysis.analyzer import analyze


def test_mentions_keep_what_is_written(known):
    body = "وللأُممِ المتّحدة رأيٌ، وقالَ سيرغي لافروف"
    mentions, _ = tag("بوتين في موسكو", body, known)
    assert [(m.field, m.text) for m in mentions] == [
        ("title", "بوتين"),
        ("body", "وللأُممِ المتّحدة"),
        ("body", "سيرغي لافروف"),
    ]


def test_actors_by_mentions_then_place(known):
    _, actors = tag("تركيا", "روسيا ثم مصر ثم مصر ثم سوريا", known)
    assert [actor.id for actor in actors] == ["egypt", "turkey", "russia", "syria"]


def test_tokens_are_not_analysed_twice(known):
    title, body = "بوتين", "قال لافروف"
    given_tokens = tag(title, body, known, title_tokens=analyze(title), body_tokens=analyze(body))
    assert given_tokens == tag(title, body, known)


WORDS = st.sampled_from(
    [
        "قال",
        "بشار",
        "حافظ",
        "ماهر",
        "الأسد",
        "أحمد",
        "الشرع",
        "و",
        "وسيرغي",
        "لافروف",
        "وزير",
        "الخارجية",
        "الروسي",
        "والسوري",
        "عمان",
        "عُمان",
        "الأردن",
        "مالي",
        "في",
        "بن",
        "سلمان",
        "محمد",
        "حركة",
        "فتح",
        "«فتح»",
        "حماس،",
        "NATO",
        "us",
        "الجيش",
        "الإسرائيلي",
        "الجانبين",
        ".",
        "\n\n",
        "السعودية",
        "القهوة",
        "علي",
        "على",
        "صالح",
    ]
)


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_mentions_cut_the_text_in_order(known, text):
    for mentions in ([m for m in tag(text, "", known)[0]], [m for m in tag("", text, known)[0]]):
        end = 0
        for mention in mentions:
            assert text[mention.start : mention.end] == mention.text != ""
            assert mention.start >= end
            end = mention.end
            assert known.get(mention.actor_id) is not None
