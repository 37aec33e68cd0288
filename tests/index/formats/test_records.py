"""index/formats/records.py: keys, values, and what is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import RawDocument
from index.errors import RejectedRecord
from index.formats.records import KEYS, MAX_EXTRA, MAX_EXTRA_CHARS, _folded, fold_key, to_document


def test_every_name_means_one_field():
    names = [fold_key(name) for names in KEYS.values() for name in names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("record", "field", "expected"),
    [
        pytest.param({"Headline": "قمة"}, "title", "قمة", id="another name, capital"),
        pytest.param({"عنوان": "قمة"}, "title", "قمة", id="arabic without article"),
        pytest.param({"العـنوان": "قمة"}, "title", "قمة", id="tatweel"),
        pytest.param({"title": None, "headline": "قمة"}, "title", "قمة", id="null gives way to the next name"),
        pytest.param({"headline": "ب", "title": "أ"}, "title", "أ", id="the more telling name wins"),
        pytest.param({"title": "سطر\n ثان "}, "title", "سطر ثان", id="a title is one line"),
        pytest.param({"title": "قال &quot;نعم&quot;"}, "title", 'قال "نعم"', id="entities"),
        pytest.param({"title": "Ø§Ù„Ù‚Ù…Ø©"}, "title", "القمة", id="misread"),
        pytest.param({"title": " "}, "title", None, id="blank is none"),
        pytest.param({"publishedAt": "2025-08-01"}, "published", "2025-08-01", id="camel case"),
        pytest.param({"PUB-DATE": "2025-08-01"}, "published", "2025-08-01", id="hyphen and capitals"),
        pytest.param({"date": 1754042400}, "published", "2025-08-01T10:00:00+00:00", id="seconds"),
        pytest.param({"date": 1754042400123}, "published", "2025-08-01T10:00:00+00:00", id="milliseconds"),
        pytest.param({"date": "1754042400"}, "published", "2025-08-01T10:00:00+00:00", id="seconds as text"),
        pytest.param({"date": 1754042400.5}, "published", "2025-08-01T10:00:00+00:00", id="fraction"),
        pytest.param({"date": 20250801}, "published", "2025-08-01", id="digits of a date"),
        pytest.param({"date": 2025}, "published", "2025", id="a year"),
        pytest.param({"date": "غدا"}, "published", "غدا", id="words are for the next step"),
        pytest.param({"link": "//n.example/a"}, "url", "https://n.example/a", id="address without scheme"),
        pytest.param(
            {"url": "https://n.example/?a=1&amp;b=2"}, "url", "https://n.example/?a=1&b=2", id="escaped address"
        ),
        pytest.param({"source": {"id": None, "name": "الوفد"}}, "source", "الوفد", id="object with a name"),
        pytest.param({"authors": ["أ. حداد", "ب. سالم"]}, "author", "أ. حداد، ب. سالم", id="list of names"),
        pytest.param({"author": [{"name": "أ. حداد"}]}, "author", "أ. حداد", id="list of objects"),
    ],
)
def test_values(record, field, expected):
    assert getattr(to_document({"body": "نص", **record}, "x"), field) == expected


@pytest.mark.parametrize(
    ("record", "content", "kind"),
    [
        pytest.param({"body": "نص", "html": "<p>ص</p>"}, "نص", "text", id="text before html"),
        pytest.param({"html": "ص"}, "ص", "html", id="html by its key"),
        pytest.param({"body": "<p>ص</p>"}, "<p>ص</p>", "html", id="html by its looks"),
        pytest.param({"body": "أ &amp; ب"}, "أ &amp; ب", "html", id="entities are html"),
        pytest.param({"body": "٣ < ٥ و٧ > ٢ & كذا"}, "٣ < ٥ و٧ > ٢ & كذا", "text", id="signs are not"),
        pytest.param({"summary": "موجز"}, "موجز", "text", id="the summary where there is nothing else"),
    ],
)
def test_the_text(record, content, kind):
    document = to_document(record, "x")
    assert (document.content, document.format) == (content, kind)


@pytest.mark.parametrize(
    ("record", "reason", "field"),
    [
        pytest.param({}, "no_text", "body", id="empty"),
        pytest.param({"title": "عنوان", "Body": ""}, "no_text", "body", id="only a title"),
        pytest.param({"body": 5}, "bad_field", "body", id="number"),
        pytest.param({"body": ["نص"]}, "bad_field", "body", id="list"),
        pytest.param({"body": "نص", "title": False}, "bad_field", "title", id="false"),
        pytest.param({"body": "نص", "title": {"ar": "x"}}, "bad_field", "title", id="object"),
        pytest.param({"body": "نص", "source": {"id": 5}}, "bad_field", "source", id="object without a name"),
        pytest.param({"body": "نص", "author": ["x", 5]}, "bad_field", "author", id="list of more than names"),
        pytest.param({"body": "نص", "date": True}, "bad_field", "published", id="true as a date"),
        pytest.param({"body": "نص", "date": 3}, "bad_date", "published", id="a number that is no date"),
        pytest.param({"body": "نص", "date": -1e300}, "bad_date", "published", id="far past"),
        pytest.param({"body": "نص", "date": float("nan")}, "bad_date", "published", id="not a number"),
        pytest.param({"body": "نص", "date": 10**400}, "bad_date", "published", id="far future"),
        pytest.param({"body": "نص", "date": 20259999}, "bad_date", "published", id="no such day"),
        pytest.param({"body": "نص", "url": "javascript:alert(1)"}, "bad_url", "url", id="script"),
        pytest.param({"body": "نص", "url": "/news/1"}, "bad_url", "url", id="relative"),
        pytest.param({"body": "نص", "url": "https://a b"}, "bad_url", "url", id="space"),
        pytest.param({"body": "نص", "url": "https://[::1/a"}, "bad_url", "url", id="half a bracket"),
        pytest.param({"body": "نص", "url": "https://a.b:99999/a"}, "bad_url", "url", id="no such port"),
        pytest.param({"body": "نص", "url": "https:///a"}, "bad_url", "url", id="no host"),
    ],
)
def test_refusals_name_the_field(record, reason, field):
    with pytest.raises(RejectedRecord) as error:
        to_document(record, "x")
    assert (error.value.reason, error.value.field) == (reason, field)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.dictionaries(
        st.sampled_from([name for names in KEYS.values() for name in names]) | st.text(max_size=8), json_values
    )
)
def test_any_object_gives_a_document_or_a_refusal(record):
    try:
        document = to_document(record, "x")
    except RejectedRecord as error:
        assert str(error)
    else:
        assert isinstance(document, RawDocument)
        json.dumps([document.content, document.title, document.published], ensure_ascii=False).encode("utf-8")


def test_a_key_of_any_length_is_not_remembered():
    _folded.cache_clear()
    assert to_document({"x" * 100_000: 1, "body": "نص"}, "x").content == "نص"
    assert _folded.cache_info().currsize == 1


@pytest.mark.parametrize(
    ("fields", "extra"),
    [
        pytest.param({"المحرر": " ليلى\nحداد "}, {"المحرر": "ليلى حداد"}, id="a short text"),
        pytest.param({"words": 120, "score": 0.5, "x": float("nan")}, {"words": "120", "score": "0.5"}, id="numbers"),
        pytest.param({"a": None, "b": "  ", "c": True, "d": ["x"], "e": {"x": 1}, "": "x"}, {}, id="nothing to show"),
        pytest.param({"long": "س" * (MAX_EXTRA_CHARS + 1), "س" * 101: "x", "big": 10**4000}, {}, id="too long"),
        pytest.param({"Text": "آخر", "pub_date": "2025"}, {}, id="names that mean something are not other fields"),
        pytest.param({"n\ud800": "\udfff"}, {"n\ufffd": "\ufffd"}, id="half characters"),
    ],
)  # fmt: skip
def test_what_else_a_record_says_is_kept(fields, extra):
    assert to_document({"body": "نص", **fields}, "x").extra == extra


def test_no_more_than_so_many_other_fields_are_kept():
    record = {"body": "نص", **{f"x{n}": n for n in range(1_000)}}
    assert list(to_document(record, "x").extra) == [f"x{n}" for n in range(MAX_EXTRA)]
