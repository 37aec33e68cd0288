"""
What the values of facets are called, in the language of the reader.

>>> month_label("2025-08", "ar"), month_label("2025", "en"), month_label("undated", "en")
('آب 2025', '2025', 'Undated')
"""

from __future__ import annotations

from collections.abc import Callable

from index.actors.forms import words_of
from index.actors.gazetteer import Gazetteer
from index.article import Actor
from index.calendar_names import GREGORIAN_MONTHS, MONTH_LABELS
from search.engine import Bucket
from search.notices import Language
from search.results import FacetBucket

UNDATED = {"ar": "بلا تاريخ", "en": "Undated"}
# What dates are called beside their labels: by the number of the month, or "undated".
_DATE_WORDS: dict[str, set[str]] = {"undated": {*words_of(" ".join(UNDATED.values()))}}
for _name, _month in GREGORIAN_MONTHS.items():
    _DATE_WORDS.setdefault(f"{_month:02d}", set()).update(_name)


def labelled(name: str, bucket: Bucket, gazetteer: Gazetteer, language: Language) -> FacetBucket:
    """A bucket of the facet ``name`` as shown."""
    value, count, selected = bucket.value, bucket.count, bucket.selected
    if name == "actor":
        actor = gazetteer.get(value)
        label, kind = (actor_label(actor, language), actor.kind) if actor else (value, None)
        return FacetBucket(value, label, count, selected, kind)
    label = month_label(value, language) if name in ("month", "year") else value
    return FacetBucket(value, label, count, selected)


def finder(name: str, find: str, gazetteer: Gazetteer) -> Callable[[FacetBucket], bool]:
    """Whether a value of the facet ``name`` goes by a name with the words of ``find``, each at least by its beginning.

    By any of its names, whatever the language it is shown in: an actor by its aliases too, a month by all families.
    """
    wanted = words_of(find)

    def is_called(bucket: FacetBucket) -> bool:
        words = {*words_of(f"{bucket.label} {bucket.value}")}
        if name == "actor":
            words |= gazetteer.words(bucket.value)
        elif name in ("month", "year"):
            words |= _DATE_WORDS.get(bucket.value.partition("-")[2] or bucket.value, set())
        return all(any(_begins(word, beginning) for word in words) for beginning in wanted)

    return is_called


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
