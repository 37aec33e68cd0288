"""
The form of every answer, as JSON Schema: what `/openapi.json` promises and `rendering` keeps.

>>> nullable(TEXT)
{'type': ['string', 'null']}
"""

from __future__ import annotations

from typing import Any, get_args

from index.analysis.token import LAYERS
from index.article import ActorKind, DateOrigin, Precision, TitleOrigin

Document = dict[str, Any]

TEXT: Document = {"type": "string"}
COUNT: Document = {"type": "integer", "minimum": 0}
NUMBER: Document = {"type": "number"}
YES_NO: Document = {"type": "boolean"}
ADDRESS: Document = {"type": "string", "format": "uri-reference"}


def nullable(schema: Document) -> Document:
    """``schema``, or null."""
    return {**schema, "type": [schema["type"], "null"]} if "type" in schema else {"anyOf": [schema, {"type": "null"}]}


def words(*values: str) -> Document:
    """One of ``values``."""
    return {"type": "string", "enum": list(values)}


def many(items: Document, **bounds: Any) -> Document:
    """A list of ``items``."""
    return {"type": "array", "items": items, **bounds}


def ref(name: str) -> Document:
    """The schema called ``name``."""
    return {"$ref": f"#/components/schemas/{name}"}


def either(*schemas: Document) -> Document:
    """One of ``schemas``."""
    return {"oneOf": list(schemas)}


def members(optional: Document | None = None, /, **required: Document) -> Document:
    """An object with exactly these members."""
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


KIND = words(*get_args(ActorKind))
LAYER = words(*LAYERS)
PAGE = {"total": COUNT, "page": COUNT, "page_size": COUNT, "pages": COUNT}
STORY = members(id=TEXT, copies=COUNT)
INDEX = members(generation=TEXT, articles=COUNT)
PUBLISHED = members(
    date={**nullable(TEXT), "description": "as far as it is known: 2025-08-01, 2025-08 or 2025"},
    precision=words(*get_args(Precision)),
    origin=words(*get_args(DateOrigin)),
    raw=nullable(TEXT),
    converted={**YES_NO, "description": "the source gave a Hijri date"},
)
HIGHLIGHT = members(
    field=TEXT,
    text=TEXT,
    start={**COUNT, "description": "where the fragment begins in the field, in code points"},
    ranges={
        **many(many(COUNT, minItems=2, maxItems=2)),
        "description": "what matched, in code points of text, end exclusive",
    },
    html={**TEXT, "description": "text escaped, with <mark> around what matched"},
)
WHY = members(term=TEXT, **{"as": TEXT}, level=LAYER)
HEAD = {
    "id": TEXT,
    "url": nullable(TEXT),
    "title": TEXT,
    "source": nullable(TEXT),
    "section": nullable(TEXT),
    "published": ref("Published"),
    "actors": many(ref("Actor")),
}
ECHO = members(q=TEXT, read_as=TEXT, match=LAYER, warnings=many(TEXT), relaxed=nullable(COUNT))
BUCKET = members({"kind": KIND}, value=TEXT, label=TEXT, count=COUNT, selected=YES_NO)
FAULT = {"type": "object", "properties": {"code": TEXT, "detail": TEXT, "parameter": nullable(TEXT), "line": COUNT}}
LINE = members(
    {"id": TEXT, "code": TEXT, "detail": TEXT, "parameter": nullable(TEXT), "warnings": many(TEXT)},
    line={"type": "integer", "minimum": 1},
    result=words("added", "updated", "unchanged", "rejected"),
)

SCHEMAS: dict[str, Document] = {
    "Problem": members(
        {
            "parameter": TEXT,
            "request_id": TEXT,
            "errors": {**many(FAULT), "description": "the single faults; of wrong parameters the first few"},
        },
        type=ADDRESS,
        title=TEXT,
        status={"type": "integer", "minimum": 400, "maximum": 599},
        detail=TEXT,
        code=TEXT,
    ),
    "Actor": members(id=TEXT, name=TEXT, latin=TEXT, kind=KIND),
    "Published": PUBLISHED,
    "Highlight": HIGHLIGHT,
    "Facet": many(BUCKET),
    "Hit": members(**HEAD, score=NUMBER, why=many(WHY), highlights=many(ref("Highlight")), story=STORY),
    "SearchResults": members(
        query=ECHO,
        did_you_mean=nullable(TEXT),
        **PAGE,
        took_ms=NUMBER,
        index=INDEX,
        ladder=members(**dict.fromkeys(LAYERS, COUNT)),
        hits=many(ref("Hit")),
        facets={"type": "object", "additionalProperties": ref("Facet")},
        links=members({"next": ADDRESS, "previous": ADDRESS}, self=ADDRESS, feed=ADDRESS, csv=ADDRESS),
    ),
    "Article": members(
        **HEAD,
        title_origin=words(*get_args(TitleOrigin)),
        kicker=nullable(TEXT),
        byline=nullable(TEXT),
        lead=TEXT,
        body=TEXT,
        mentions=many(members(actor=TEXT, field=words("title", "body"), start=COUNT, end=COUNT, text=TEXT)),
        story=members(id=TEXT),
        extra={"type": "object", "additionalProperties": TEXT},
        links=members(self=ADDRESS, page=ADDRESS, similar=ADDRESS),
    ),
    "Similar": members(id=TEXT, hits=many(ref("Hit"))),
    "Suggestions": members(
        q=TEXT,
        suggestions=many(members({"id": TEXT, "label": TEXT}, text=TEXT, type=words("actor", "word"), count=COUNT)),
    ),
    "FacetValues": members(name=TEXT, find=TEXT, values=ref("Facet")),
    "Analysis": members(
        text=TEXT,
        tokens=many(
            members(text=TEXT, start=COUNT, end=COUNT, word=TEXT, stem=TEXT, root=TEXT, stop=YES_NO, **{"as": TEXT})
        ),
    ),
    "Actors": members(**PAGE, actors=many(members(id=TEXT, name=TEXT, latin=TEXT, kind=KIND, count=COUNT))),
    "Written": members(
        id=TEXT,
        result=words("added", "updated", "unchanged"),
        searchable=YES_NO,
        warnings={**many(TEXT), "description": "what was kept but could not be used"},
        links=members(self=ADDRESS, page=ADDRESS),
    ),
    "WrittenLines": members(
        lines=many(LINE), added=COUNT, updated=COUNT, unchanged=COUNT, rejected=COUNT, searchable=YES_NO
    ),
    "Deleted": members(id=TEXT, searchable=YES_NO),
    "ArticleIn": {
        "type": "object",
        "required": ["body"],
        "properties": {
            "title": {**nullable(TEXT), "description": "where there is none, the first sentence stands for it"},
            "body": {**TEXT, "description": "the text, plain or HTML", "minLength": 1},
            "url": {**nullable(TEXT), "pattern": r"^https?://[^\s/?#]+\S*$"},
            "source": nullable(TEXT),
            "section": nullable(TEXT),
            "author": nullable(TEXT),
            "published": {**nullable(TEXT), "description": "as the source wrote it; 2025-08-01 is best"},
            "summary": nullable(TEXT),
        },
        "examples": [
            {
                "title": "وزير الخارجية يزور موسكو",
                "body": "وصل الوزير إلى موسكو صباح اليوم.",
                "url": "https://news.example/1",
                "source": "وكالة الأنباء",
                "published": "2025-08-01",
            }
        ],
    },
    "Status": members(status=words("ok"), version=TEXT),
    "Readiness": members(status=words("ready"), index=INDEX, indexing=TEXT, took_ms=NUMBER),
}
