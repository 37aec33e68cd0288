"""
What a search must answer, worked out the slow and obvious way from the records themselves.

It shares no code with the engines: sets and loops instead of arrays, so a mistake would have to be made twice.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from index.schema import Record
from search import ranking
from search.query import Bool, Clause, DateRange, Filters, Keyword, MatchAll, Phrase, Prefix, SearchRequest, Term

RUNGS = ("word", "stem", "root")
UNDATED = "undated"


def _words(record: Record, field: str, layer: str) -> tuple[str, ...]:
    return record.terms[field][layer]  # type: ignore[index]


def _fields(field: str | None) -> tuple[str, ...]:
    return (field,) if field else ("title", "body")


def _stop(clause: Clause) -> bool:
    return isinstance(clause, Term) and clause.is_stop


def matches(record: Record, clause: Clause, rung: str) -> bool:
    """Whether ``record`` matches ``clause`` at ``rung``."""
    match clause:
        case MatchAll():
            return True
        case Term():
            layers = RUNGS[: RUNGS.index(rung) + 1]
            return any(
                getattr(clause, layer) and getattr(clause, layer) in _words(record, field, layer)
                for layer in layers
                for field in _fields(clause.field)
            )
        case Phrase():
            n = len(clause.words)
            return any(
                _words(record, field, "word")[i : i + n] == clause.words
                for field in _fields(clause.field)
                for i in range(len(_words(record, field, "word")))
            )
        case Prefix():
            return any(
                w.startswith(clause.beginnings) for f in _fields(clause.field) for w in _words(record, f, "word") if w
            )
        case Keyword():
            if clause.field == "actor":
                return bool(set(clause.values) & set(record.actors))
            return getattr(record, clause.field) in clause.values
        case DateRange():
            return in_period(record, clause)
        case Bool():
            must = [c for c in clause.must if not _stop(c)] or list(clause.must)
            should = [c for c in clause.should if not _stop(c)] or list(clause.should)
            excluded = "stem" if rung == "root" else rung
            return (
                all(matches(record, c, rung) for c in must)
                and (not should or sum(matches(record, c, rung) for c in should) >= min(clause.minimum, len(should)))
                and not any(matches(record, c, excluded) for c in clause.must_not)
            )
    raise AssertionError(clause)


def in_period(record: Record, wanted: DateRange) -> bool:
    """Whether ``record`` was certainly published within ``wanted``."""
    if wanted.undated or record.first_day is None:
        return wanted.undated and record.first_day is None
    assert record.last_day is not None
    return (wanted.first or date.min) <= record.first_day and record.last_day <= (wanted.last or date.max)


def passes(record: Record, filters: Filters, without: str = "") -> bool:
    """Whether ``record`` passes ``filters``, leaving out the field ``without``."""
    tests = {
        "actor": not filters.actor or bool(set(filters.actor) & set(record.actors)),
        "source": not filters.source or record.source in filters.source,
        "section": not filters.section or record.section in filters.section,
        "date": not filters.dates or any(in_period(record, d) for d in filters.dates),
    }
    always = (
        (filters.range is None or in_period(record, filters.range))
        and not set(filters.exclude_actor) & set(record.actors)
        and (not record.source or record.source not in filters.exclude_source)
    )
    return always and all(ok for name, ok in tests.items() if name != without)


def found(records: Iterable[Record], request: SearchRequest, rung: str) -> list[Record]:
    """The records a request finds at ``rung``, in no order."""
    return [r for r in records if matches(r, request.clause, rung) and passes(r, request.filters)]


def total(records: Sequence[Record], collapse: bool) -> int:
    """How many articles, or stories."""
    return len({r.story for r in records}) if collapse else len(records)


def facet(records: Iterable[Record], request: SearchRequest, name: str) -> Counter[str]:
    """The counts of facet ``name``."""
    own = "date" if name in ("month", "year") else name
    kept = [r for r in records if matches(r, request.clause, request.match) and passes(r, request.filters, own)]
    pairs = set()
    for record in kept:
        for value in facet_values(record, name):
            pairs.add((record.story if request.collapse else record.id, value))
    return Counter(value for _, value in pairs)


def facet_values(record: Record, name: str) -> tuple[str, ...]:
    """The values ``record`` has for facet ``name``."""
    if name == "actor":
        return record.actors
    if name == "month":
        return () if len(record.month) == 4 else (record.month or UNDATED,)
    if name == "year":
        return (record.year or UNDATED,)
    value = getattr(record, name)
    return (value,) if value else ()


# --- the ranking formula, from its description in search/ranking.py ---


def scoring_words(
    clause: Clause, vocabulary: Iterable[str]
) -> list[tuple[dict[str, tuple[str, ...]], float, str | None, str]]:
    """The words of a clause that score: terms by layer, weight, field, stem for proximity; in order, each once."""
    words: list[tuple[dict[str, tuple[str, ...]], float, str | None, str]] = []
    every = sum(ranking.LAYER_WEIGHTS.values())
    match clause:
        case Term():
            weight = ranking.STOP_WEIGHT if clause.is_stop else 1.0
            words.append(
                ({x: (getattr(clause, x),) for x in RUNGS if getattr(clause, x)}, weight, clause.field, clause.stem)
            )
        case Phrase():
            words += [({"exact": (w,)}, every, clause.field, "") for w in clause.words]
        case Prefix():
            expanded = tuple(sorted(w for w in vocabulary if w.startswith(clause.beginnings)))
            words.append(({"exact": expanded}, every, clause.field, ""))
        case Bool():
            for part in clause.must + clause.should:
                words += [w for w in scoring_words(part, vocabulary) if w not in words]
    return words


def scores(records: Sequence[Record], clause: Clause) -> dict[str, float]:
    """The base score (without proximity) of every record."""
    vocabulary = {w for r in records for f in ("title", "body") for w in _words(r, f, "word") if w}
    result = {r.id: 0.0 for r in records}
    for terms, weight, field, _ in scoring_words(clause, vocabulary):
        fields = (field,) if field else ("title", "lead", "body")
        length = {
            r.id: sum(ranking.FIELD_WEIGHTS[f] * sum(1 for w in _words(r, f, "word") if w) for f in fields)
            for r in records
        }
        present = [x for x in length.values() if x > 0]
        average = sum(present) / len(present) if present else 1.0
        for layer, wanted in terms.items():
            name, factor = ("word", 1.0) if layer == "exact" else (layer, ranking.LAYER_WEIGHTS[layer])  # type: ignore[index]
            n = max(min(sum(w in _words(r, f, name) for r in records for w in wanted), len(records)) for f in fields)
            if not n:
                continue
            idf = math.log(1 + (len(records) - n + 0.5) / (n + 0.5))
            for r in records:
                tf = sum(ranking.FIELD_WEIGHTS[f] * sum(_words(r, f, name).count(w) for w in wanted) for f in fields)
                norm = ranking.K1 * (1 - ranking.B + ranking.B * length[r.id] / average)
                result[r.id] += weight * factor * idf * tf / (tf + norm)
    return result
