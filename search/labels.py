"""
What the values of facets are called, in the language of the reader.

>>> month_label("2025-08", "ar"), month_label("2025", "en"), month_label("undated", "en")
('آب 2025', '2025', 'Undated')
"""

from __future__ import annotations

from index.actors.gazetteer import Gazetteer
from index.analysis.analyzer import analyze
from index.article import Actor
from index.calendar_names import MONTH_LABELS
from search.engine import Bucket
from search.notices import Language
from search.results import FacetBucket

UNDATED = {"ar": "بلا تاريخ", "en": "Undated"}


def labelled(name: str, bucket: Bucket, gazetteer: Gazetteer, language: Language) -> FacetBucket:
    """A bucket of the facet ``name`` as shown."""
    value, count, selected = bucket.value, bucket.count, bucket.selected
    if name == "actor":
        actor = gazetteer.get(value)
        label, kind = (actor_label(actor, language), actor.kind) if actor else (value, None)
        return FacetBucket(value, label, count, selected, kind)
    label = month_label(value, language) if name in ("month", "year") else value
    return FacetBucket(value, label, count, selected)


def is_called(bucket: FacetBucket, find: str) -> bool:
    """True when every word of ``find`` begins a word of the bucket's label or value."""
    words = [token.word for token in analyze(f"{bucket.label} {bucket.value}")]
    return all(any(_begins(word, token.word) for word in words) for token in analyze(find))


def _begins(word: str, beginning: str) -> bool:
    return word.startswith(beginning) or word.removeprefix("ال").startswith(beginning)


def actor_label(actor: Actor, language: Language) -> str:
    """The actor's name in ``language``."""
    return actor.latin if language == "en" and actor.latin else actor.name


def month_label(value: str, language: Language) -> str:
    """«آب 2025» for 2025-08; a year stands for itself."""
    if value == "undated":
        return UNDATED[language]
    year, _, month = value.partition("-")
    if not month:
        return year
    label = MONTH_LABELS[int(month)]
    return f"{label.levantine if language == 'ar' else label.english} {year}"
