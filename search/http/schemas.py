"""
What goes into the API, as marshmallow schemas: every parameter with its bounds. The answers are in `documents`.

- the names, bounds, defaults and examples stand here once; `/openapi.json` and `/docs` are made from them
- an unknown name is refused; an empty value is the same as leaving the parameter out
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from marshmallow import RAISE, Schema, ValidationError, validate
from marshmallow import fields as ma

from index.analysis.token import LAYERS
from index.article import ActorKind
from index.pipeline import MAX_NAME_CHARS
from search.http import fields as read
from search.query import FacetName, Sort

MAX_PAGE_SIZE = 100
MAX_PAGE = 1_000_000  # of anything; how deep a search can be paged to is a setting, and less
MAX_FACET_SIZE = 100
MAX_VALUES = 50  # values of one repeated parameter
MAX_LENGTH = 10_000  # of any text; the query's own bound is a setting, and smaller
FACETS: tuple[str, ...] = get_args(FacetName)
DEFAULT_FACETS = ("month", "actor", "source", "section")
KINDS: tuple[str, ...] = get_args(ActorKind)
LANGUAGES = ("ar", "en")


class Text(ma.String):
    """A string that can be written as UTF-8 (JSON can carry halves of characters)."""

    most = MAX_LENGTH  # characters

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if not isinstance(value, str):
            raise ValidationError("a text is expected")
        if any("\ud800" <= c <= "\udfff" for c in value):
            raise ValidationError("the text has half of a character (a lone surrogate)")
        if len(value) > self.most:
            raise ValidationError(f"at most {self.most} characters are accepted")
        return self.read(value)

    def read(self, value: str) -> Any:
        """The value that the text stands for."""
        return value


class Name(Text):
    """The id or name of an actor, source or section: none that is stored is longer."""

    most = MAX_NAME_CHARS


class Choice(Text):
    """One of a few words."""

    def __init__(self, choices: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(validate=validate.OneOf(choices), **kwargs)
        self.choices = choices

    def read(self, value: str) -> str:
        """The word itself; its case does not count."""
        word = value.strip().lower()
        if word in self.choices:
            return word
        near = read.nearest(word, self.choices)
        hint = f"; did you mean «{near}»?" if near else ""
        raise ValidationError(f"one of {', '.join(self.choices)} is expected{hint}")


class Period(Text):
    """A year, month or day, as its first and last day."""

    def read(self, value: str) -> Any:
        """The days it stands for."""
        try:
            return read.read_period(value)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class Dates(Text):
    """A period, or the word «undated»."""

    def read(self, value: str) -> Any:
        """The days it stands for."""
        try:
            return read.read_dates(value)
        except ValueError as error:
            raise ValidationError(f"{error}; or {read.UNDATED}") from None


class Number(ma.Integer):
    """A whole number in any digits."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if whole and not isinstance(value, bool):
            return int(value)  # 2.0 is a whole number, in JSON as in life
        try:
            return read.read_number(value if isinstance(value, str) else "")
        except ValueError as error:
            raise ValidationError(str(error)) from None


class Many(ma.List[Any]):
    """Several values; how many is asked before any is read."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        self._validate(value)
        return super()._deserialize(value, attr, data, **kwargs)


class Flag(ma.Boolean):
    """Yes or no: 1, true, yes, on, or 0, false, no, off."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        word = str(value).strip().translate(read.DIGITS).lower()
        if word in ("1", "true", "yes", "on"):
            return True
        if word in ("0", "false", "no", "off"):
            return False
        raise ValidationError("1 or 0 is expected")


def _doc(description: str, example: Any = None, **more: Any) -> dict[str, Any]:
    return {"description": description, **({} if example is None else {"examples": [example]}), **more}


_Fields = dict[str, ma.Field[Any]]


def _count(low: int, high: int, default: int, description: str) -> Number:
    bounds = validate.Range(min=low, max=high, error=f"a number from {low} to {high} is expected")
    return Number(load_default=default, validate=bounds, metadata=_doc(description, default))


def _many(field: ma.Field[Any], description: str, example: str, **more: Any) -> Many:
    bounds = validate.Length(max=MAX_VALUES, error=f"at most {MAX_VALUES} values are accepted")
    return Many(field, validate=bounds, metadata=_doc(f"{description}; repeated: any of them", [example]), **more)


class Parameters(Schema):
    """The root of all parameters: what is not known is refused."""

    class Meta:
        """Settings of the schema."""

        unknown = RAISE


_Q = "words, «quotes», AND OR NOT + -, brackets, prefix*, عنوان: جهة: مصدر: قسم: تاريخ:; empty: everything"
_FROM = "published on or after the first day of YYYY[-MM[-DD]]"
_TO = "published on or before the last day of YYYY[-MM[-DD]]"
_SORT = "order; undated articles last in both date orders"
_BOM = "begin with a byte order mark, which Excel needs for Arabic"
_LANG = "language of the labels; default: from Accept-Language, else ar"
_WAIT = "answer only when it can be searched, or the wait is over"
_LANGUAGE: _Fields = {"lang": Choice(LANGUAGES, metadata=_doc(_LANG, "ar"))}
_FILTERS: _Fields = {
    "q": Text(load_default="", metadata=_doc(_Q, "لافروف")),
    "match": Choice(LAYERS, load_default="stem", metadata=_doc("the rung of the ladder that matches", "stem")),
    "actor": _many(Name(), "id or name of a person, organisation or state named in the article", "sergey-lavrov"),
    "source": _many(Name(), "name of the source", "الإمارات 71"),
    "section": _many(Name(), "name of the section", "اخبار سياسية"),
    "date": _many(Dates(metadata={"pattern": read.DATE_PATTERN}), "YYYY[-MM[-DD]] or undated", "2025-08"),
    "from_": Period(data_key="from", metadata=_doc(_FROM, "2025", pattern=read.PERIOD_PATTERN)),
    "to": Period(metadata=_doc(_TO, "2026-06", pattern=read.PERIOD_PATTERN)),
    "exclude_actor": _many(Name(), "actor that must not be named, likewise", "donald-trump", data_key="exclude.actor"),
    "exclude_source": _many(Name(), "source to leave out", "سكاي نيوز عربية", data_key="exclude.source"),
    "collapse": Flag(load_default=False, metadata=_doc("show each story once, not every copy", False)),
    **_LANGUAGE,
}
_PAGING: _Fields = {
    "sort": Choice(get_args(Sort), load_default="relevance", metadata=_doc(_SORT, "newest")),
    "page": _count(1, MAX_PAGE, 1, "which page, from 1"),
    "page_size": _count(1, MAX_PAGE_SIZE, 10, "results on a page"),
    "facets": _many(Choice((*FACETS, "none")), f"facets to count; default {', '.join(DEFAULT_FACETS)}", "month"),
    "facet_size": _count(1, MAX_FACET_SIZE, 10, "values of each facet"),
}
_FEED_PAGING = _PAGING | {
    "sort": Choice(get_args(Sort), load_default="newest", metadata=_doc(_SORT, "newest")),
    "page_size": _count(1, MAX_PAGE_SIZE, 20, "entries in the feed"),
}

SearchArgs = Parameters.from_dict(_FILTERS | _PAGING, name="SearchArgs")
FeedArgs = Parameters.from_dict(_FILTERS | _FEED_PAGING, name="FeedArgs")
ExportArgs = Parameters.from_dict(
    _FILTERS | _PAGING | {"bom": Flag(load_default=False, metadata=_doc(_BOM, False))},
    name="ExportArgs",
)
FacetArgs = Parameters.from_dict(
    _FILTERS
    | {
        "sort": _PAGING["sort"],
        "find": Text(load_default="", metadata=_doc("how a word in one of the value's names begins", "لاف")),
        "facet_size": _count(1, MAX_FACET_SIZE, 10, "most values given"),
    },
    name="FacetArgs",
)
SuggestArgs = Parameters.from_dict(
    {
        "q": Text(required=True, metadata=_doc("what has been typed so far", "لاف", minLength=1)),
        "limit": _count(1, 20, 8, "most suggestions"),
        **_LANGUAGE,
    },
    name="SuggestArgs",
)
SimilarArgs = Parameters.from_dict({"limit": _count(1, 50, 10, "most articles")} | _LANGUAGE, name="SimilarArgs")
AnalyzeArgs = Parameters.from_dict(
    {"text": Text(required=True, metadata=_doc("the text to analyse", "وللسوريّينَ", minLength=1))}, name="AnalyzeArgs"
)
ActorArgs = Parameters.from_dict(
    {
        "q": Text(load_default="", metadata=_doc("how a word of a name or alias begins", "لاف")),
        "kind": _many(Choice(KINDS), "kind of actor", "person"),
        "page": _count(1, MAX_PAGE, 1, "which page, from 1"),
        "page_size": _count(1, MAX_PAGE_SIZE, 50, "actors on a page"),
    },
    name="ActorArgs",
)
WriteArgs = Parameters.from_dict(
    {"wait": Flag(load_default=False, metadata=_doc(_WAIT, True))},
    name="WriteArgs",
)
NoArgs = Parameters.from_dict({}, name="NoArgs")
