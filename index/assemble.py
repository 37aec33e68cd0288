"""
The zones of a text put together as what an `Article` needs: title, body and what is said about it.

- the body is every lead and body zone in order, one blank line between, white space within a paragraph made single
- a text without a title is named by its first sentence, cut at a comma or a word (``title_origin`` is ``derived``); the
  sentence stays in the body
- of several credits the first that says something counts; labels («بقلم», «القسم:») are left out

>>> parts = split("اجتمع الوزيران في موسكو اليوم. وبحثا العلاقات بين البلدين وسبل تعزيزها في المرحلة المقبلة.")
>>> parts.title, parts.title_origin
('اجتمع الوزيران في موسكو اليوم.', 'derived')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.article import TitleOrigin, Zone
from index.date_lines import read_date_line
from index.relative_dates import says_when
from index.zones import find_zones
from index.zones_credits import Credit, is_person, read_credit
from index.zones_datelines import without_date
from index.zones_head import section_of
from index.zones_lines import words_of
from index.zones_vocabulary import HOME

_LONGEST_DERIVED = 120
_SHORTEST_CLAUSE = 50
_LONGEST_CREDIT = 300
_LETTER = r"[\w\u064b-\u0652]"  # a vowel sign may stand before the stop: جداً.
_SENTENCE_END = re.compile(
    rf"(?<={_LETTER}{_LETTER}[.؟?!])[\s»”\"]|(?<={_LETTER}[.؟?!][»”\")])\s|(?<={_LETTER}[»”\")][.؟?!])\s"
)
_SPACES = re.compile(r"[\s\ufeff\x00-\x1f]+")
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a text says of itself. ``body`` is the clean running text in full, lead included.

    ``date_line_raw`` is the date line or dateline as written, None where there is none; ``title`` is empty only
    where there is no body either.
    """

    title: str
    title_origin: TitleOrigin
    kicker: str | None
    section: str | None
    source: str | None
    byline: str | None
    date_line_raw: str | None
    lead: str
    body: str
    zones: tuple[Zone, ...]


def split(raw: str, title: str | None = None) -> Parts:
    """Tell the parts of a plain text apart; ``title`` is the title its source gave beside it, if any."""
    given = _SPACES.sub(" ", title).strip() if title else ""
    zones = find_zones(raw, title=given or None)
    paragraphs = [text for text in (_one_line(zone.text) for zone in zones if zone.kind in {"lead", "body"}) if text]
    found = _first(zones, "title")
    name, origin = _title(given, found, paragraphs)
    credit = _credit(zones)
    return Parts(
        title=name,
        title_origin=origin,
        kicker=_first(zones, "kicker"),
        section=_section(zones),
        source=credit.source,
        byline=credit.byline,
        date_line_raw=_date_line(zones),
        lead=paragraphs[0] if paragraphs else "",
        body="\n\n".join(paragraphs),
        zones=zones,
    )


def first_sentence(text: str, longest: int = _LONGEST_DERIVED) -> str:
    """The first sentence of a text; one longer than ``longest`` is cut at a comma, or else at a word with «…»."""
    text = _one_line(text[: longest * 20])
    end = _SENTENCE_END.search(text)
    sentence = text[: end.start()] if end else text
    if len(sentence) <= longest:
        return sentence
    clause = max(sentence.rfind(sign, _SHORTEST_CLAUSE, longest) for sign in "،,؛;")
    if clause > 0:
        return sentence[:clause].rstrip()
    cut = sentence[: longest - 1]
    if not sentence[longest - 1].isspace() and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ،,؛;:-–—") + _ELLIPSIS


def _title(given: str, found: str | None, paragraphs: list[str]) -> tuple[str, TitleOrigin]:
    if given:
        return given, "metadata"
    if found:
        return found, "text"
    return (first_sentence(paragraphs[0]) if paragraphs else ""), "derived"


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _first(zones: Iterable[Zone], kind: str) -> str | None:
    return next((_one_line(zone.text) for zone in zones if zone.kind == kind), None)


def _section(zones: tuple[Zone, ...]) -> str | None:
    """The label nearest above the title, of a trail in lines («الرئيسية», «أخبار», «محليات»); else the first below."""
    named = [(zone.start, name) for zone in zones if zone.kind == "section" and (name := section_of(zone.text))]
    named = [(start, name) for start, name in named if " ".join(words_of(name)) not in HOME]
    title = next((zone.start for zone in zones if zone.kind in {"title", "lead"}), 0)
    above = [name for start, name in named if start < title]
    return above[-1] if above else next((name for _, name in named), None)


def _credit(zones: tuple[Zone, ...]) -> Credit:
    byline = source = None
    for zone in zones:
        if zone.kind not in {"byline", "dateline"}:
            continue
        text = _one_line(without_date(zone.text[:_LONGEST_CREDIT])).strip(" -–—|،,:")
        read = read_credit(text) or (Credit(byline=text) if is_person(text) else Credit())
        byline, source = byline or read.byline, source or read.source
    return Credit(byline, source)


def _date_line(zones: tuple[Zone, ...]) -> str | None:
    lines = [zone.text for zone in zones if zone.kind == "dateline"]
    dated = [text for text in lines if read_date_line(text)]
    return next(iter(dated or [text for text in lines if says_when(text)]), None)
