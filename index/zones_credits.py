"""
The lines that say who wrote, who published, from where and when: bylines, source lines, place lines.

- «كتب: خالد حسني», «بقلم …», «فريق التحرير», or a given name alone between title and text: a byline
- «وكالات – الإمارات 71»: what is said last and is no place, no person and no word for everybody is the source
- a news agency alone («رويترز», «القاهرة - رويترز») is the source: nothing else says where the text comes from
- «موسكو (رويترز) - », «دمشق-سانا» and «date 2025-12-24» may also open the first paragraph; `prefix_end` finds where
  the paragraph then really begins

>>> read_credit("وكالات – الإمارات 71")
Credit(byline=None, source='الإمارات 71')
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.date_lines import accompanies_date, is_label
from index.date_reading import FoundDate, find_in
from index.date_tokens import DateToken, tokenize
from index.zones_lines import starts_with, words_of
from index.zones_vocabulary import (
    AGENCIES,
    BYLINE_LABELS,
    DESKS,
    FUNCTION_WORDS,
    GENERIC_SOURCES,
    GIVEN_NAMES,
    OUTLETS,
    PLACES,
    SOURCE_LABELS,
    TITLES_OF_PEOPLE,
)

_SEPARATORS = re.compile(r"\sـ+\s|\s*(?:\s[-–—/|،,:+&]\s?|\s?[–—/|،:]\s|[–—/|،()\[\]\"«»]|\.\s*$|(?<=\w)-(?=\w))\s*")
_QUOTES = re.compile(r"[\"«»“”]")
_LONGEST_CREDIT = 12  # words
_LONGEST_LINE = 200  # characters
# Labels that are ordinary words too: what follows must be a name that is known.
_WEAK_LABELS = frozenset(
    {"تقرير", "تحقيق", "حوار", "مصدر", "متابعه", "رصد", "تغطيه", "ترجمه", "عن", "تحرير", "مراسل", "مراسله"}
)
# Labels after which a name needs no sign.
_SURE_LABELS = frozenset({"بقلم", "اعداد", "بواسطه", "نقلا عن", "by"})
_MEDIA_WORDS = frozenset(
    {"نيوز", "برس", "وكاله", "صحيفه", "موقع", "شبكه", "قناه", "اونلاين", "تي في", "اذاعه", "جريده", "مجله"}
)
# Agencies whose short name is no common word, so that prose may follow without a sign.
_DISTINCT = frozenset(
    {"سانا", "رويترز", "الاناضول", "سبوتنيك", "واس", "وام", "كونا", "قنا", "بترا", "ا ف ب", "د ب ا", "cnn"}
)
_NO_NAME = FUNCTION_WORDS - GIVEN_NAMES  # folded, the preposition على and the name علي are one
_KNOWN_SOURCES = AGENCIES | OUTLETS
_PREFIX = 140  # how far into a paragraph a dateline reaches
_DASHES = frozenset({"-", "/", ":", "|"})


@dataclass(frozen=True, slots=True)
class Credit:
    """What a credit line says: the writer or desk, and who published."""

    byline: str | None = None
    source: str | None = None


def read_credit(text: str, *, strict: bool = False) -> Credit | None:
    """Read a line as a byline, source line or place line; None where it is none of them.

    ``strict``: take no name for a source that is not known as one; above a title, «خاص – مصادر تكشف» is a kicker.
    """
    if len(text) > _LONGEST_LINE:
        return None
    words = words_of(text)
    if not 0 < len(words) <= _LONGEST_CREDIT:
        return None
    if " ".join(words) in DESKS:
        return Credit(byline=_clean(text))
    return _labelled(text) or _from_parts(text, strict=strict)


def is_person(text: str) -> bool:
    """Whether a short text reads as a person's name: two to four words, the first a common given name."""
    if len(text) > _LONGEST_LINE:
        return False
    words = words_of(text)
    while words and words[0] in TITLES_OF_PEOPLE:
        words = words[1:]
    if not 2 <= len(words) <= 4 or any(word.isdigit() or word in _NO_NAME for word in words):
        return False
    return words[0] in GIVEN_NAMES


def _clean(text: str) -> str:
    return text.strip().strip('-–—*•:|/.,،()[]«»"').strip()


def _labelled(text: str) -> Credit | None:
    """«بقلم: خالد حسني», «المصدر: رويترز», «*نقلاً عن الأهرام المصرية»."""
    tokens = tokenize(text)
    first = next((at for at, token in enumerate(tokens) if token.kind == "word"), len(tokens))
    size = starts_with(tuple(token.text for token in tokens[first : first + 3]), BYLINE_LABELS, 3)
    after = first + size
    if not size or after >= len(tokens):
        return None
    label = " ".join(token.text for token in tokens[first:after])
    while after < len(tokens) - 1 and tokens[after].text.removeprefix("و") in BYLINE_LABELS:  # إعداد وتحرير: …
        after += 1
    signed = tokens[after].text in _DASHES
    rest = _clean(text[tokens[after].start :])
    words = words_of(rest)
    if not 0 < len(words) <= 6:
        return None
    known = is_person(rest) or _from_parts(rest) is not None
    if not known and (label in _WEAK_LABELS or not (signed or label in _SURE_LABELS) or len(words) > 4):
        return None
    if not known and any(word in FUNCTION_WORDS for word in words):
        return None
    if label in SOURCE_LABELS:
        return _from_parts(rest) or Credit(source=_QUOTES.sub("", rest))
    return Credit(byline=rest)


def _from_parts(text: str, *, strict: bool = False) -> Credit | None:
    """«القاهرة – خالد حسني», «وكالات – الإمارات 71», «دبي - العربية.نت», «خاص الجزيرة نت»."""
    parts = [part for part in (_clean(piece) for piece in _SEPARATORS.split(text)) if part]
    if not parts or len(parts) > 5:
        return None
    kinds = [_kind(part) for part in parts]
    if kinds == ["place"] or not any(kind in {"generic", "place", "source", "desk"} for kind in kinds):
        return None
    unknown = [part for part, kind in zip(parts, kinds, strict=True) if kind == "unknown"]
    if len(unknown) > 1 or (unknown and (strict or not _may_be_source(unknown[0], kinds))):
        return None
    people = [part for part, kind in zip(parts, kinds, strict=True) if kind in {"person", "desk"}]
    sources = [part for part, kind in zip(parts, kinds, strict=True) if kind in {"source", "unknown"}]
    generic = [part for part, kind in zip(parts, kinds, strict=True) if kind == "generic"]
    source = sources[-1] if sources else None
    if source and words_of(source)[0] in GENERIC_SOURCES:
        source = _without_generic(source)
    byline = people[0] if people else (generic[0] if generic and not source else None)
    return Credit(byline, source) if byline or source else None


def _kind(part: str) -> str:
    words = words_of(part)
    phrase = " ".join(words)
    if phrase in GENERIC_SOURCES:
        return "generic"
    if phrase in DESKS:
        return "desk"
    if phrase in _KNOWN_SOURCES or " ".join(words_of(_without_generic(part))) in _KNOWN_SOURCES:
        return "source"
    tokens = tokenize(part)
    if _only_places(tokens, find_in(tokens)):
        return "place"
    return "person" if is_person(part) else "unknown"


def _without_generic(part: str) -> str:
    """«خاص الجزيرة نت» → «الجزيرة نت»; «صحيفة الخليج» → «الخليج»."""
    first, _, rest = part.partition(" ")
    head = " ".join(words_of(first))
    return rest.strip() if rest and (head in GENERIC_SOURCES or head in _MEDIA_WORDS) else part


def _may_be_source(part: str, kinds: list[str]) -> bool:
    words = words_of(part)
    if not words or len(words) > 4 or any(word in FUNCTION_WORDS for word in words):
        return False
    return "generic" in kinds or any(word in _MEDIA_WORDS for word in words)


# --- datelines that open a paragraph --------------------------------------------------------------------------


def prefix_end(text: str) -> int:
    """Where the paragraph begins after the dateline that opens it; 0 where none does."""
    tokens = tokenize(text[:_PREFIX])
    if not tokens:
        return 0
    found = find_in(tokens)
    end = _date_prefix(tokens, found) or _bracketed_prefix(tokens, found) or _dashed_prefix(tokens)
    if not end or end >= len(tokens) or len(words_of(text[tokens[end].start :][:200])) < 4:
        return 0
    return tokens[end].start


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
    places = _only_places(tokens[:opened], found)
    if inside in AGENCIES | OUTLETS | GENERIC_SOURCES:
        return after if places and (signed or opened > 0) else 0
    return after if places and opened > 0 and signed and closed - opened <= 4 else 0


def _only_places(tokens: list[DateToken], found: list[FoundDate]) -> bool:
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
            if dates and dates[0].precision == "day" and dates[0].start == token.start:
                inside.update(range(at, at + len(words)))
                break
    return inside


def _dashed_prefix(tokens: list[DateToken]) -> int:
    """«دمشق-سانا بحث», «القاهرة - رويترز: قال», «رويترز - قال»."""
    texts = tuple(token.text for token in tokens)
    place = starts_with(texts, PLACES, 4)
    at = place
    if place:
        at = _skip_signs(tokens, place)
        if at == place:
            return 0
    agency = starts_with(texts[at:], AGENCIES | OUTLETS | GENERIC_SOURCES, 5)
    if not agency:
        return 0
    end = at + agency
    after = _skip_signs(tokens, end)
    if after > end:
        sign = tokens[end].text
        return after if place or sign == "-" else 0
    return end if place and " ".join(texts[at:end]) in _DISTINCT else 0
