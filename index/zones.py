"""
The parts of a page's text: section, kicker, title, byline, date line, lead, body, and what is not of the article.

- Zones are in order, do not overlap, and cut the very text: ``raw[zone.start:zone.end] == zone.text``.
- Rules look at structure (length, stops, position, separators) and at tables of words (`index.zones_vocabulary`).
- What no rule claims is body; subheadings, lists and chronologies stay in it. Its first paragraph is the lead.
- A text without a title gets no title zone.

>>> [zone.kind for zone in find_zones("رياضة\\nفوز الأهلي\\n\\nفاز الأهلي على الزمالك مساء أمس بهدفين.")]
['section', 'title', 'lead']
"""

from __future__ import annotations

import re

from index.article import Zone, ZoneKind
from index.zones_datelines import prefix_end
from index.zones_head import is_bare_date, read_head, tail_role
from index.zones_lines import FIRST_SENTENCE_WORDS, Line, lines_of, pieces_of
from index.zones_noise import find_noise

_TAIL = 3  # lines after the last prose that may say who, where, when
# A page flattened to one line: its ticker's items end with «... المزيد» one after another.
_FLAT_ITEM = re.compile(r"(?:(?<!\.)\.{2,}|…)\s*المزيد\b[\s|.]*")
# «… نهاية الفقرة. اقرأ أيضاً: عنوان خبر آخر» at the end of a paragraph.
_INLINE_LINK = re.compile(
    r"(?<=[.؟!»\"\s])(?:[اإ]قر[أا] (?:أيضا|ايضا|أيضاً|ايضاً|المزيد)|للمزيد|مواضيع ذات صلة|شاهد أيضا[ً]?)\s*:"
)
_LONGEST_INLINE = 200
_LONGEST_CREDITS = 4  # lines


def find_zones(text: str, *, title: str | None = None) -> tuple[Zone, ...]:
    """Tell the parts of ``text`` apart.

    ``title`` is the article's title where its source gave it apart: then no title or kicker is looked for, and a
    line that repeats it is noise.
    """
    lines = _pieces(text)
    noise = find_noise(lines, title)
    kept = [at for at in range(len(lines)) if at not in noise]
    kinds: dict[int, ZoneKind] = dict.fromkeys(noise, "noise")
    article = [lines[at] for at in kept]
    head = read_head(article, titled=title is not None)
    roles = {**_tail(article, head), **head}
    kinds.update({kept[at]: role for at, role in roles.items()})
    _mark_repeated_title(lines, kinds)
    _mark_credits_between_leads(lines, kinds)
    return tuple(_zones(lines, kinds))


def _pieces(text: str) -> list[Line]:
    """The lines of a text; one that holds a whole ticker, or ends with a link, in pieces."""
    return [piece for line in lines_of(text) for piece in pieces_of(line, _breaks_in(line))]


def _breaks_in(line: Line) -> list[int]:
    items = [match.end() for match in _FLAT_ITEM.finditer(line.text)] if "المزيد" in line.text else []
    if len(items) >= 2:
        return [at for at in items if at < len(line.text)]
    tail = max(0, len(line.text) - _LONGEST_INLINE)
    link = _INLINE_LINK.search(line.text, tail)
    return [link.start()] if link and link.start() > 0 else []


def _tail(lines: list[Line], head: dict[int, ZoneKind]) -> dict[int, ZoneKind]:
    roles: dict[int, ZoneKind] = {}
    for at in range(len(lines) - 1, max(len(lines) - 1 - _TAIL, 0), -1):
        role = None if at in head else tail_role(lines[at], last=at == len(lines) - 1)
        if role is None:
            break
        roles[at] = role
    above = lines[min(roles) - 1] if roles else None
    if above and len(above.words) < FIRST_SENTENCE_WORDS and not (above.closed or above.bullet):
        # A headline's of another article, below the text.
        return {at: role for at, role in roles.items() if not is_bare_date(lines[at])}
    return roles


def _mark_repeated_title(lines: list[Line], kinds: dict[int, ZoneKind]) -> None:
    titles = {lines[at].words for at, kind in kinds.items() if kind in {"title", "kicker"}}
    for at, line in enumerate(lines):
        if at not in kinds and len(line.words) >= 2 and line.words in titles:
            kinds[at] = "noise"


def _mark_credits_between_leads(lines: list[Line], kinds: dict[int, ZoneKind]) -> None:
    """Where a page gives the lead as a summary and again, what stands between is about the article."""
    lead = next((at for at in range(len(lines)) if at not in kinds), len(lines))
    around = range(lead + 1, min(lead + _LONGEST_CREDITS + 2, len(lines)))
    again = next((at for at in around if kinds.get(at) == "noise" and lines[at].words == lines[lead].words), lead)
    for at in range(lead + 1, again):
        role = None if at in kinds else tail_role(lines[at], last=True)
        if role:
            kinds[at] = role


def _zones(lines: list[Line], kinds: dict[int, ZoneKind]) -> list[Zone]:
    zones: list[Zone] = []
    led = False
    for at, line in enumerate(lines):
        kind = kinds.get(at)
        if kind is not None:
            zones.append(Zone(kind, line.start, line.end, line.text))
            continue
        start = 0 if led or _opens_chronology(lines, kinds, at) else prefix_end(line.text)
        if start:
            zones.append(_part("dateline", line, 0, start))
        end = line.more_at if line.more_at > start else len(line.text)
        zones.append(_part("body" if led else "lead", line, start, end))
        if end < len(line.text):
            zones.append(_part("noise", line, end, len(line.text)))
        led = True
    return zones


def _opens_chronology(lines: list[Line], kinds: dict[int, ZoneKind], at: int) -> bool:
    """Whether a paragraph and the next both begin with a day: «15 مارس 2011 - خرجت …», an event's day."""
    below = next((line for place, line in enumerate(lines[at + 1 :], at + 1) if place not in kinds), None)
    return below is not None and all(
        line.folded[0].isdigit() and prefix_end(line.text) > 0 for line in (lines[at], below)
    )


def _part(kind: ZoneKind, line: Line, start: int, end: int) -> Zone:
    text = line.text[start:end]
    stripped = text.strip()
    first = line.start + start + text.index(stripped)
    return Zone(kind, first, first + len(stripped), stripped)
