"""
The dateline that opens a paragraph: where it ends, and the sentence begins.

- a date: «date 2025-12-24 التقى», «15 أكتوبر 2025 - أعلن», «24/12/2025 أعلن»; a day that a sentence opens with
  («3 مارس 2019 شهد …») is none, for it has neither label nor sign
- a place and an agency: «دبي، الإمارات العربية المتحدة (CNN) — », «دمشق-سانا », «طرابلس ـ «القدس العربي»: »
- an agency and a dash or stroke («شفق نيوز/ »); a place, a day and a dash («بورتسودان 26 أغسطس 2025 – »)
- at least four words must follow

>>> text = "موسكو (رويترز) - قال الكرملين اليوم إن"
>>> text[prefix_end(text) :]
'قال الكرملين اليوم إن'
"""

from __future__ import annotations

import re

from index.date_lines import accompanies_date, is_label
from index.date_reading import FoundDate, find_in
from index.date_tokens import DateToken, tokenize
from index.zones_lines import starts_with, words_of
from index.zones_names import AGENCIES, OUTLETS, PLACES
from index.zones_vocabulary import GENERIC_SOURCES

# Agencies whose short name is no common word, so that prose may follow without a sign.
_DISTINCT = frozenset(
    {"سانا", "رويترز", "الاناضول", "سبوتنيك", "واس", "وام", "كونا", "قنا", "بترا", "ا ف ب", "د ب ا", "cnn"}
)
_SOURCES = AGENCIES | OUTLETS | GENERIC_SOURCES | {"وطنيه"}  # «وطنية - بيروت - » of Lebanon's agency
_OPENING = frozenset('«("')
_BEFORE_DATE = re.compile(r"(?<!\w)(?:في|بتاريخ|on)\s*$")
_TIME_AFTER = re.compile(
    r"م?\s*[-–—|،,]?\s*(?:الساعة\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?:ص|م|صباحا|صباحاً|مساء|مساءً))?(?!\w)"
)
_PREFIX = 140  # how far into a paragraph a dateline reaches
_DASHES = frozenset({"-", "/", ":", "|"})


def prefix_end(text: str) -> int:
    """Where the paragraph begins after the dateline that opens it; 0 where none does."""
    tokens = tokenize(text[:_PREFIX])
    if not tokens:
        return 0
    found = find_in(tokens)
    end = _date_prefix(tokens, found) or _bracketed_prefix(tokens, found) or _signed_prefix(tokens, found)
    if not end or end >= len(tokens) or len(words_of(text[tokens[end].start :][:200])) < 4:
        return 0
    return tokens[end].start


def without_date(text: str) -> str:
    """A line without its dates, their time and the «في» before: «بقلم محمد علي في 15/10/2025» → «بقلم محمد علي »."""
    kept, at = [], 0
    for found in find_in(tokenize(text)):
        kept.append(_BEFORE_DATE.sub("", text[at : found.start]))
        time = _TIME_AFTER.match(text, found.end)
        at = time.end() if time else found.end
    return " ".join([*kept, text[at:]])


def is_place_line(rest: tuple[str, ...]) -> bool:
    """Whether the words beside a date are a dateline's: a place first, or an agency among at most three words."""
    if starts_with(rest, PLACES, 4):
        return True
    return len(rest) <= 3 and any(starts_with(rest[at:], AGENCIES, 3) for at in range(len(rest)))


def _date_prefix(tokens: list[DateToken], found: list[FoundDate]) -> int:
    """«date 2025-12-24 التقى», «15 أكتوبر 2025 - أعلن», «24/12/2025 أعلن»: the index after it."""
    if not found or found[0].value is None:
        return 0
    before = [token for token in tokens if token.end <= found[0].start]
    if any(token.kind == "word" and not accompanies_date(token.text) for token in before):
        return 0
    at = next((i for i, token in enumerate(tokens) if token.start >= found[0].end), len(tokens))
    after = _skip_time(tokens, at)
    signed = after < len(tokens) and (tokens[after].text in _DASHES or tokens[after].text == ".")
    label = bool(before) and is_label(before[0].text) and (_is_noun(before) or any(t.text == ":" for t in before))
    numeric = not before and found[0].precision == "day" and tokens[0].kind == "number" and tokens[1].kind == "sign"
    if not (signed or label or numeric):
        return 0
    return _skip_signs(tokens, after)


def _is_noun(before: list[DateToken]) -> bool:
    return before[0].text in {"date", "published", "updated", "posted", "تاريخ", "التاريخ"}


def _skip_time(tokens: list[DateToken], at: int) -> int:
    """The index after a time of day that follows a date («- 10:30 ص», «T10:30:00Z»)."""
    start = at
    while at < len(tokens) and at - start < 16:
        token = tokens[at]
        clock = token.kind == "number" and any(
            0 <= near < len(tokens) and tokens[near].text == ":" for near in (at - 1, at + 1)
        )
        if not (clock or token.text in {":", "t", "z", "ص", "م", "am", "pm", "gmt", "الساعه", "صباحا", "مساء", "+"}):
            joins = token.text in {"-", "|", "،", ","} and at + 2 < len(tokens) and tokens[at + 2].text == ":"
            if not joins:
                break
        at += 1
    return at


def _skip_signs(tokens: list[DateToken], at: int) -> int:
    while at < len(tokens) and tokens[at].kind == "sign" and tokens[at].text in "-/:|.،,•*)]":
        at += 1
    return at


def _bracketed_prefix(tokens: list[DateToken], found: list[FoundDate]) -> int:
    """«دبي، الإمارات العربية المتحدة (CNN) -- ينظر», «القاهرة في 3 مارس 2019 (رويترز) - قال»."""
    opened = next((at for at, token in enumerate(tokens) if token.text == "("), None)
    if opened is None:
        return 0
    closed = next((at for at in range(opened, len(tokens)) if tokens[at].text == ")"), None)
    if closed is None or closed - opened > 7:
        return 0
    inside = " ".join(token.text for token in tokens[opened + 1 : closed] if token.kind != "sign")
    after = _skip_signs(tokens, closed + 1)
    signed = after > closed + 1
    places = only_places(tokens[:opened], found)
    if inside in AGENCIES | OUTLETS | GENERIC_SOURCES:
        return after if places and (signed or opened > 0) else 0
    return after if places and opened > 0 and signed and closed - opened <= 4 else 0


def only_places(tokens: list[DateToken], found: list[FoundDate]) -> bool:
    """Whether pieces are nothing but names of places, a date (its year may be missing) and signs."""
    days = _days(tokens)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        dated = at in days or any(one.start <= token.start < one.end for one in found)
        if token.kind == "sign" or dated or accompanies_date(token.text):
            at += 1
            continue
        size = starts_with(tuple(one.text for one in tokens[at : at + 4]), PLACES, 4)
        if not size:
            return False
        at += size
    return True


def _days(tokens: list[DateToken]) -> set[int]:
    """The indexes of days with their month and no year: «القاهرة 3 مارس آذار (رويترز)»."""
    inside: set[int] = set()
    for at, token in enumerate(tokens):
        for size in (5, 4, 3, 2) if token.kind == "number" else ():
            words = tokens[at : at + size]
            dates = find_in([*words, DateToken("number", "2000", 0, 0)])
            # It ends with the year given to it: one that has its own is found without.
            if dates and dates[0].precision == "day" and dates[0].start == token.start and dates[0].end == 0:
                inside.update(range(at, at + len(words)))
                break
    return inside


def _signed_prefix(tokens: list[DateToken], found: list[FoundDate]) -> int:
    """«دمشق-سانا بحث», «طرابلس ـ «القدس العربي»: أفادت», «أبوظبي في 5 أغسطس / وام / بحث»."""
    days = _days(tokens)
    seen: set[str] = set()
    at = 0
    while at < len(tokens):
        kind, size = _piece(tokens, at, found, days)
        if not kind or (kind == "number" and "place" not in seen):
            break
        seen.add(kind)
        at += size
    at = _without_opening(tokens, at)
    if not at or not seen & {"source", "distinct", "date"}:
        return 0
    last = tokens[at - 1]
    if last.kind != "sign":
        return at if "place" in seen and _source_size(tokens, at - 1, _DISTINCT) else 0
    if seen & {"source", "distinct"}:
        return at if "place" in seen or last.text in "-/" else 0
    return at if "place" in seen and last.text in _DASHES else 0


def _piece(tokens: list[DateToken], at: int, found: list[FoundDate], days: set[int]) -> tuple[str, int]:
    """What stands at an index of a dateline, and its size; "" where the dateline has ended."""
    token = tokens[at]
    if token.kind == "sign":
        return ("sign", 1) if token.text in '-/:|،,.()«»"*' else ("", 0)
    span = next((one for one in found if one.start <= token.start < one.end), None)
    if span or at in days:
        return ("date" if span and span.value else "day"), 1
    if token.kind == "number":
        return ("number", 1) if len(token.text) <= 2 else ("", 0)
    if size := _source_size(tokens, at, _DISTINCT):
        return "distinct", size
    after = starts_with(tuple(one.text for one in tokens[at : at + 4]), PLACES, 4)
    if after and _goes_on(tokens, at + after):
        return "place", after
    size = _source_size(tokens, at, _SOURCES)
    if size and at + size < len(tokens) and tokens[at + size].kind == "sign":
        return "source", size
    before_day = at + 1 < len(tokens) and (tokens[at + 1].kind == "number" or accompanies_date(tokens[at + 1].text))
    return ("beside", 1) if accompanies_date(token.text) and before_day else ("", 0)


def _goes_on(tokens: list[DateToken], at: int) -> bool:
    """Whether what follows a place can stand in a dateline: a sign, a day, an agency."""
    if at >= len(tokens):
        return False
    following = tokens[at]
    return following.kind != "word" or accompanies_date(following.text) or bool(_source_size(tokens, at, _DISTINCT))


def _source_size(tokens: list[DateToken], at: int, names: frozenset[str]) -> int:
    return starts_with(tuple(token.text for token in tokens[at : at + 5]), names, 5)


def _without_opening(tokens: list[DateToken], end: int) -> int:
    """``end`` without the sign that opens a quotation or bracket, which belongs to the sentence."""
    while end and tokens[end - 1].text in _OPENING and not _closes(tokens, end - 1):
        end -= 1
    return end


def _closes(tokens: list[DateToken], at: int) -> bool:
    return tokens[at].text == '"' and sum(token.text == '"' for token in tokens[: at + 1]) % 2 == 0
