"""
What stands above an article: section label, kicker, title, byline, date line.

- The head is what precedes the first prose. Each of its lines is a section label, a credit, a date line or a candidate
  for title (`index.zones_titles`).
- Where prose comes first there is no title; a text of one line is its own body.
- Days without a time, each alone above a paragraph, are a chronology's, not the article's.

>>> from index.zones_lines import lines_of
>>> text = "اقتصاد\\nارتفاع أسعار النفط بعد قرار أوبك\\nمحمد خالد\\nارتفعت أسعار النفط اليوم بعد قرار أوبك خفض الإنتاج."
>>> [role for _, role in sorted(read_head(lines_of(text)).items())]
['section', 'title', 'byline']
"""

from __future__ import annotations

import re
from itertools import pairwise

from index.article import ZoneKind
from index.calendar_names import WEEKDAYS
from index.date_lines import accompanies_date, read_date_line
from index.date_tokens import tokenize
from index.relative_dates import is_relative
from index.zones_credits import is_person, read_credit
from index.zones_datelines import is_place_line, only_places, without_date
from index.zones_lines import Line, starts_with, words_of
from index.zones_names import AGENCIES, OUTLETS, PLACES
from index.zones_titles import find_titles
from index.zones_vocabulary import HOME, SECTION_CORE, SECTION_GLUE, SECTION_LABELS, SECTION_PLACES

_LONGEST_HEAD = 15
_LONGEST_SECTION = 5
_LONGEST_DATE_LINE = 20
_LONGEST_TRAIL = 200  # characters
_CRUMBS = re.compile(r"\s*[/|>»›\\←•،–—]\s*|\s+-\s+")
_CLOCK = re.compile(r"[0-9]:[0-9]{2}(?![0-9])")
_RELATIVE_WORDS = frozenset(
    {"منذ", "قبل", "دقيقه", "دقائق", "ساعه", "ساعات", "ساعتين", "يومين", "ايام", "اسبوع", "اسبوعين"}
)


def read_head(lines: list[Line], *, titled: bool = False) -> dict[int, ZoneKind]:
    """The roles of the lines of the head, by index; ``titled``: the title was given apart, look for none.

    Lines that are not in the answer belong to the body.
    """
    roles: dict[int, ZoneKind] = {}
    candidates: list[int] = []
    last_credit = -1
    chronology = _is_chronology(lines[: _LONGEST_HEAD * 4])
    for at, line in enumerate(lines[:_LONGEST_HEAD]):
        if line.prose or line.bullet:
            break
        role = _role(line, after_title=bool(candidates) or titled, chronology=chronology)
        if role is None:
            candidates.append(at)
            continue
        roles[at] = role
        if role in {"byline", "dateline"}:
            last_credit = at
    if not titled and candidates and len(lines) > len(roles) + 1:
        roles.update(find_titles(lines, candidates, last_credit))
    if len(roles) == len(lines):  # nothing but a head: what there is, is the text
        return {at: role for at, role in roles.items() if role not in {"title", "kicker"}}
    return roles


def section_of(text: str) -> str | None:
    """The section that a label or a trail of links («الرئيسية / أخبار / سوريا») names; None where it names none."""
    if len(text) > _LONGEST_TRAIL:
        return None
    words = words_of(text)
    size = starts_with(words, SECTION_LABELS)
    if size and size < len(words) <= size + _LONGEST_SECTION and ":" in text:
        return text.partition(":")[2].strip() or None
    crumbs = [crumb for crumb in _CRUMBS.split(text.strip()) if crumb]
    home = bool(crumbs) and " ".join(words_of(crumbs[0])) in HOME
    named = [crumb for crumb in crumbs[home:] if _is_section(words_of(crumb))]
    if home and len(crumbs) > 1:
        return named[-1] if named else crumbs[1]
    if len(crumbs) > 1 and len(named) == len(crumbs):
        return named[-1]
    return text.strip() if _is_section(words) else None


def tail_role(line: Line, *, last: bool) -> ZoneKind | None:
    """The role of a line after the last prose: who wrote, where it comes from, when; None: it is body."""
    date_line = read_date_line(line.text)
    if date_line and ((date_line.labelled and len(date_line.rest) <= 3) or (last and not date_line.rest)):
        return "dateline"
    if starts_with(line.words, SECTION_LABELS) and ":" in line.text and section_of(line.text):
        return "section"
    credit = read_credit(line.text, strict=True)
    if credit and not line.prose and len(line.words) <= 8:
        return "dateline" if credit.source else "byline"
    return "byline" if last and is_person(line.text) and not line.closed else None


def _role(line: Line, *, after_title: bool, chronology: bool) -> ZoneKind | None:
    if _is_date_line(line, chronology):
        return "dateline"
    known_source = line.phrase in AGENCIES or line.phrase in OUTLETS or _names_source(line)
    if not (known_source and after_title) and not line.closed and section_of(line.text):
        return "section"
    bare = without_date(line.text) if len(line.words) <= _LONGEST_DATE_LINE else line.text
    credit = read_credit(bare, strict=not after_title)
    if credit:
        return "dateline" if credit.source or bare != line.text else "byline"
    if bare != line.text and is_person(bare):
        return "dateline"
    if after_title and line.phrase in PLACES:
        return "dateline"
    return "byline" if after_title and not line.closed and is_person(line.text) else None


def _names_source(line: Line) -> bool:
    """«القدس العربي - وكالات», of words that name sections too."""
    credit = read_credit(line.text, strict=True) if len(line.words) <= _LONGEST_SECTION else None
    return credit is not None and credit.source is not None


def _is_chronology(lines: list[Line]) -> bool:
    """Whether days stand above paragraphs, more than one; a related headline's day has no paragraph under it."""
    return (
        sum(is_bare_date(line) and not _CLOCK.search(line.folded) and below.prose for line, below in pairwise(lines))
        > 1
    )


def is_bare_date(line: Line) -> bool:
    """Whether a line is a date and nothing else, not even a label."""
    if len(line.words) > 8:
        return False
    read = read_date_line(line.text)
    return read is not None and not read.labelled and not read.rest


def _is_date_line(line: Line, chronology: bool) -> bool:
    if len(line.words) > _LONGEST_DATE_LINE:
        return False
    read = read_date_line(line.text)
    if read is not None:
        if read.labelled:
            return len(read.rest) <= (6 if read.date else 2) and not line.closed
        if not read.rest:
            return not chronology
        return not line.closed and len(read.rest) <= 6 and is_place_line(read.rest)
    return _is_relative_line(line)


def _is_relative_line(line: Line) -> bool:
    """«منذ 3 ساعات», «اليوم الأربعاء», «الأربعاء 10:30 ص»: says when, and nothing else."""
    tokens = tokenize(line.text[:80])
    words = [token.text for token in tokens if token.kind == "word"]
    if not 0 < len(words) <= 6 or len(line.text) > 60:
        return False
    if any(word in WEEKDAYS for word in words) and only_places(tokens, []):
        return True  # a day and month without a year beside the weekday
    says_when = any(word in WEEKDAYS or is_relative(word) or word in _RELATIVE_WORDS - {"منذ", "قبل"} for word in words)
    return says_when and all(accompanies_date(word) or is_relative(word) or word in _RELATIVE_WORDS for word in words)


def _is_section(words: tuple[str, ...]) -> bool:
    if not 0 < len(words) <= _LONGEST_SECTION:
        return False
    core = places = 0
    for word in words:
        bare = word.removeprefix("و") if len(word) > 3 else word
        if word in SECTION_CORE or bare in SECTION_CORE:
            core += 1
        elif word in SECTION_PLACES or bare in SECTION_PLACES:
            places += 1
        elif word not in SECTION_GLUE:
            return False
    return core > 0 or (places > 0 and len(words) <= 3)
