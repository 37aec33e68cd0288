"""
The fragments of a text that best show why it was found, with what to mark in them.

- marks fall on the original text, on whole words: harakat and attached particles are inside the mark
- a phrase is one mark, with the spaces between its words
- the best fragments hold the most different words of the query, exact forms before others, earlier ones first
- a fragment begins and ends at a sentence where one is near, else at a word
- a text in which nothing was found gives its beginning, unmarked
- `to_html` is the only place where markup is made; it escapes every piece

>>> to_html(Highlight("title", "من <موسكو>", ((4, 9),)))
'من &lt;<mark>موسكو</mark>&gt;'
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import escape

from search.occurrences import Occurrence
from search.results import Highlight

MAX_FRAGMENTS = 2
FRAGMENT_CHARS = 240
FILLED = 0.6  # the part of a fragment that may lie between its first and last mark; the rest is what they stand in
_SENTENCE_END = re.compile(r"[.!?؟…]+[»”\")\]]*\s+|\n+")
_STOPS = '.!?؟…»”"\n'
_SPACE = re.compile(r"\s")
_WORD_REACH = 60  # how far to look for white space before cutting into a run without any


def highlight(
    text: str,
    field: str,
    found: Sequence[Occurrence],
    *,
    max_fragments: int = MAX_FRAGMENTS,
    fragment_chars: int = FRAGMENT_CHARS,
) -> tuple[Highlight, ...]:
    """The best fragments of ``text``, in its order, given what was `found` in it; none of an empty text."""
    if not found:
        begin = len(text) - len(text.lstrip())
        start, end = _fragment(text, begin, begin, fragment_chars)
        return (Highlight(field, text[start:end], (), start),) if start < end else ()
    fragments: list[tuple[int, int]] = []
    shown: set[int] = set()
    left = list(found)
    while left and len(fragments) < max_fragments:
        window = _best_window(left, shown, int(fragment_chars * FILLED))
        last = max(occurrence.end for occurrence in window)
        start, end = _fragment(text, window[0].start, last, fragment_chars, fragments)
        fragments.append((start, end))
        shown.update(occurrence.leaf for occurrence in window)
        # The rest of a sentence that was cut would begin in the middle: it is one only for what is not shown yet.
        rest = _sentence_end(text, end, fragment_chars)
        left = [o for o in left if o.end <= start or o.start >= (rest if o.leaf in shown else end)]
    return tuple(_cut(text, field, found, start, end) for start, end in sorted(fragments))


def mark_all(text: str, field: str, found: Sequence[Occurrence]) -> Highlight:
    """The whole of ``text`` with everything in it marked: for titles and for the page of an article."""
    return _cut(text, field, found, 0, len(text))


def to_html(highlight: Highlight) -> str:
    """The fragment as HTML: every piece escaped, what matched inside ``<mark>``."""
    pieces: list[str] = []
    at = 0
    for start, end in highlight.ranges:
        pieces += (escape(highlight.text[at:start]), f"<mark>{escape(highlight.text[start:end])}</mark>")
        at = end
    return "".join([*pieces, escape(highlight.text[at:])])


def _best_window(found: list[Occurrence], shown: set[int], width: int) -> list[Occurrence]:
    """The run of occurrences within ``width`` characters that shows most of what is not shown yet."""
    best, chosen = 0.0, (0, 1)
    window = _Window(shown)
    last = 0
    for first, occurrence in enumerate(found):
        while last < len(found) and (last <= first or found[last].end - occurrence.start <= width):
            window.add(found[last], 1)
            last += 1
        if window.score() > best:
            best, chosen = window.score(), (first, last)
        window.add(occurrence, -1)
    return found[slice(*chosen)]


class _Window:
    """What a run of occurrences shows, kept up to date as the run moves on."""

    def __init__(self, shown: set[int]) -> None:
        self._shown = shown
        self._counts: Counter[int] = Counter()
        self._exact: Counter[int] = Counter()
        self._new = self._different = self._different_exact = self._all = 0

    def add(self, occurrence: Occurrence, change: int) -> None:
        """Let ``occurrence`` in (1) or out (-1)."""
        leaf = occurrence.leaf
        self._all += change
        if self._step(self._counts, leaf, change):
            self._different += change
            self._new += change * (leaf not in self._shown)
        if occurrence.level == "word" and self._step(self._exact, leaf, change):
            self._different_exact += change

    @staticmethod
    def _step(counts: Counter[int], leaf: int, change: int) -> bool:
        """Count; True when ``leaf`` has come in or gone out altogether."""
        counts[leaf] += change
        return counts[leaf] == (1 if change > 0 else 0)

    def score(self) -> float:
        """New words first, then different ones, then exact ones, then how many there are."""
        return 10 * self._new + 2 * self._different + self._different_exact + min(self._all, 9) / 10


def _fragment(text: str, first: int, last: int, width: int, taken: Sequence[tuple[int, int]] = ()) -> tuple[int, int]:
    """Where to cut ``text`` so that ``text[first:last]`` is inside, in about ``width`` characters, beside ``taken``."""
    floor = max((end for _, end in taken if end <= first), default=0)
    ceiling = min((start for start, _ in taken if start >= last), default=len(text))
    spare = max(width - (last - first), 0)
    start = _start(text, max(floor, first - spare), first, max(floor, first - spare // 2))
    end = _end(text, start, last, min(ceiling, max(start + width, last)))
    while start < first and text[start].isspace():
        start += 1
    while end > last and text[end - 1].isspace():
        end -= 1
    return start, end


def _start(text: str, earliest: int, first: int, fallback: int) -> int:
    """The start of the sentence that holds ``first``, if not before ``earliest``; else of a word near ``fallback``."""
    if earliest == 0 and not _SENTENCE_END.search(text, 0, first):
        return 0
    sentences = [match.end() for match in _SENTENCE_END.finditer(text, earliest, first)]
    if sentences:
        return sentences[-1]
    if fallback == 0 or text[fallback - 1].isspace():
        return fallback
    space = _SPACE.search(text, fallback, min(first, fallback + _WORD_REACH))
    return space.end() if space else (fallback if first - fallback > _WORD_REACH else first)


def _end(text: str, start: int, last: int, latest: int) -> int:
    """The end of a sentence or else of a word, at most ``latest``."""
    if latest >= len(text):
        return len(text)
    sentences = [match.end() for match in _SENTENCE_END.finditer(text, last, latest)]
    if sentences and sentences[-1] - start > (latest - start) // 2:
        return sentences[-1]
    if text[latest].isspace():
        return latest
    for at in range(latest - 1, max(last, latest - _WORD_REACH) - 1, -1):
        if text[at].isspace():
            return at
    return latest if latest - last > _WORD_REACH else last


def _sentence_end(text: str, at: int, reach: int) -> int:
    """The end of the sentence that holds ``at``, or ``at`` where that is further than ``reach``."""
    if at == 0 or text[at - 1] in _STOPS:
        return at
    match = _SENTENCE_END.search(text, at, at + reach)
    return match.end() if match else at


def _cut(text: str, field: str, found: Sequence[Occurrence], start: int, end: int) -> Highlight:
    """``text[start:end]`` with the occurrences inside it; those that overlap become one range."""
    ranges: list[tuple[int, int]] = []
    for occurrence in found:
        if occurrence.start < start or occurrence.end > end:
            continue
        low, high = occurrence.start - start, occurrence.end - start
        if ranges and low < ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], high))
        else:
            ranges.append((low, high))
    return Highlight(field, text[start:end], tuple(ranges), start)
