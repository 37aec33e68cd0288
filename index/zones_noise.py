"""
Which lines of a page are not of its article: tickers, links to other articles, buttons, notices, repetitions.

- A rule recognises a line by its whole, its beginning or its neighbours; a word inside prose is never enough.
- A list of other news is its head with the items after it. It ends at prose; within an article it also ends at the
  first empty line, because what follows may be a subheading.
- A list of the article's own (bullets without times, links or such a head) is none of this.
- A paragraph that stands twice is kept once; so is a title, and a lead given first in short («…») and then in full.

>>> lines = lines_of("أحدث الأخبار\\n• 09:04 . خبر آخر... المزيد\\n\\nعنوان")
>>> sorted(find_noise(lines))
[0, 1]
"""

from __future__ import annotations

import re
from collections.abc import Callable

from index.date_lines import read_date_line
from index.zones_credits import read_credit
from index.zones_furniture import OWN_RULES, sign_after
from index.zones_lines import Line, lines_of, starts_with, words_of
from index.zones_vocabulary import (
    LINK_LABELS,
    MORE,
    RELATED_HEADS,
    SECTION_CORE,
    SECTION_PLACES,
    SOURCE_LABELS,
    TICKER_HEADS,
)

__all__ = ["find_noise", "lines_of"]

_CLICK = re.compile(r"(?:اضغط|انقر|اضغطوا|انقروا) (?:هنا|علي الرابط)|click here")
_BETWEEN = re.compile(r"\s+[|•●■◄◆]\s+")
_INNER_STOP = re.compile(r"\w\w[.؟](?:\s|$)")
_LONGEST_HEADLINE = 15
_MORE_FROM = {("المزيد", "من"), ("المزيد", "في"), ("مزيد", "من")}
_SECTIONS = SECTION_CORE | SECTION_PLACES
_LONGEST_LINK = 30
_LONGEST_BLOCK = 40  # headlines under one head
_REPEATED_WORDS = 6
_NEAR = 3  # a short lead stands this close before the full one

_Rule = Callable[[list[Line]], set[int]]


def find_noise(lines: list[Line], title: str | None = None) -> set[int]:
    """The indexes of the lines that are noise; ``title`` is the article's, where its source gave it apart."""
    noise: set[int] = set()
    for rule in RULES:
        noise |= rule(lines)
    kept = [at for at in range(len(lines)) if at not in noise]
    noise |= _repeated(lines, kept)
    if title:
        noise |= _repeated_title(lines, kept, title)
    return noise


# --- lists of other news --------------------------------------------------------------------------------------


def _tickers(lines: list[Line]) -> set[int]:
    """«أحدث الأخبار» and its items; runs of items with times or «... المزيد» without such a head."""
    noise: set[int] = set()
    prose = [at for at, line in enumerate(lines) if line.prose]
    first_prose, last_prose = (prose[0], prose[-1]) if prose else (len(lines), -1)
    at = 0
    while at < len(lines):
        head = _is_head(lines[at], TICKER_HEADS)
        end = _items_end(lines, at + head)
        items = range(at + head, end)
        apart = items.start <= first_prose or items.stop == len(lines)
        block = at
        flat = items.start <= first_prose and items.stop <= last_prose and any(_is_flat(lines[one]) for one in items)
        if flat or _is_ticker(lines, items, head, apart):
            block = end
        elif head:
            block = _plain_block_end(lines, at + 1, last_prose)
        noise.update(range(at, block))
        at = max(at + 1, end, block)
    return noise


def _is_head(line: Line, heads: frozenset[str]) -> bool:
    if line.phrase in heads:
        return True
    if heads is RELATED_HEADS and line.words[:2] in _MORE_FROM:
        return 2 < len(line.words) <= 4 and all(word in _SECTIONS for word in line.words[2:])
    size = starts_with(line.words, heads)
    return size >= 2 and len(line.words) <= size + 2 and not line.closed and not line.timed


def _items_end(lines: list[Line], at: int) -> int:
    while at < len(lines):
        line = lines[at]
        followed_by_more = at + 1 < len(lines) and lines[at + 1].phrase in MORE and not line.prose
        item = line.bullet or line.timed or line.ends_with_more or line.phrase in MORE or _is_flat(line)
        if not (item or followed_by_more):
            after_bare_time = at > 0 and lines[at - 1].timed and not lines[at - 1].words
            if not (after_bare_time and not line.prose):
                break
        at += 1
    return at


def _is_ticker(lines: list[Line], items: range, head: bool, apart: bool) -> bool:
    timed = sum(lines[at].timed for at in items)
    more = sum(lines[at].ends_with_more or lines[at].phrase in MORE for at in items)
    if head:
        return timed + more > 0 or len(items) >= 2
    marked = any(lines[at].bullet or lines[at].timed for at in items)
    return more >= 2 or (more == 1 and marked and len(items) == 1) or (timed >= 3 and timed == len(items) and apart)


def _is_flat(line: Line) -> bool:
    """Whether a line is a whole ticker: three headlines or more with one sign between, «… | … | …»."""
    sign = _BETWEEN.search(line.text)
    if sign is None or _INNER_STOP.search(line.text):
        return False
    pieces = [words for piece in line.text.split(sign.group()) if (words := words_of(piece))]
    if len(pieces) < 3 or not all(3 <= len(words) <= _LONGEST_HEADLINE for words in pieces):
        return False
    return not (read_date_line(line.text) or any(read_credit(" ".join(words)) for words in pieces))


def _plain_block_end(lines: list[Line], at: int, last_prose: int) -> int:
    """The end of a block of headlines without any mark, closed by an empty line before the article."""
    end = at
    while end < min(len(lines), at + _LONGEST_BLOCK) and not lines[end].prose and (end == at or not lines[end].gap):
        end += 1
    return end if at + 2 <= end <= last_prose and lines[end].gap else at - 1


def _related(lines: list[Line]) -> set[int]:
    """«مقالات ذات صلة» and the headlines under it."""
    noise: set[int] = set()
    last_prose = max((at for at, line in enumerate(lines) if line.prose), default=-1)
    for at, line in enumerate(lines):
        if at in noise or not _is_head(line, RELATED_HEADS):
            continue
        end = at + 1
        while end < len(lines) and _is_link(lines[end], tail=at > last_prose):
            if lines[end].gap and end > at + 1 and at < last_prose and not lines[end].bullet:
                break
            end += 1
        noise.update(range(at, end))
    return noise


def _is_link(line: Line, *, tail: bool) -> bool:
    attribution = starts_with(line.words, SOURCE_LABELS) and ":" in line.text
    return not line.prose and not attribution and (tail or not line.closed or line.bullet)


def _links(lines: list[Line]) -> set[int]:
    """«للمزيد: عنوان آخر», «اقرأ أيضاً | …»: one line that leads elsewhere."""
    noise = set()
    first_prose = next((at for at, line in enumerate(lines) if line.prose), len(lines))
    for at, line in enumerate(lines):
        size = starts_with(line.words, LINK_LABELS)
        if size == 1 and at < first_prose and line.phrase not in MORE:
            continue  # «شاهد.. عنوان الخبر» is how titles begin
        leads_on = size and size < len(line.words) and sign_after(line, size) and not line.timed
        clicks = _CLICK.search(line.folded)
        if line.phrase in MORE or (len(line.words) <= _LONGEST_LINK and (leads_on or clicks)):
            noise.add(at)
    return noise


# --- repetitions ----------------------------------------------------------------------------------------------


def _repeated(lines: list[Line], kept: list[int]) -> set[int]:
    noise: set[int] = set()
    seen: set[str] = set()
    for order, at in enumerate(kept):
        line = lines[at]
        if len(line.words) < _REPEATED_WORDS:
            continue
        if line.phrase in seen or _is_short_form(line, [lines[other] for other in kept[order + 1 : order + 1 + _NEAR]]):
            noise.add(at)
        seen.add(line.phrase)
    return noise


def _is_short_form(line: Line, following: list[Line]) -> bool:
    """Whether a paragraph is the beginning of one just after it, cut off («…»)."""
    if not (line.prose or line.text.endswith(("...", "…", ".."))):
        return False
    return any(len(other.phrase) > len(line.phrase) and other.phrase.startswith(line.phrase) for other in following)


def _repeated_title(lines: list[Line], kept: list[int], title: str) -> set[int]:
    forms = {words_of(title)} | {
        words_of(part) for part in re.split(r"\s[|–—-]\s", title) if len(part) * 2 > len(title)
    }
    return {at for at in kept if len(lines[at].words) >= 2 and lines[at].words in forms}


# Lists before single lines: the items of a list are only known by its head.
RULES: tuple[_Rule, ...] = (_tickers, _related, _links, *OWN_RULES)
