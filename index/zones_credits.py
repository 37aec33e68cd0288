"""
The lines that say who wrote, who published, from where and when: bylines, source lines, place lines.

- «كتب: خالد حسني», «بقلم …», «فريق التحرير», or a given name alone between title and text: a byline
- «وكالات – الإمارات 71»: what is said last and is no place, no person and no word for everybody is the source
- a news agency alone («رويترز», «القاهرة - رويترز») is the source: nothing else says where the text comes from

>>> read_credit("وكالات – الإمارات 71")
Credit(byline=None, source='الإمارات 71')
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.date_reading import find_in
from index.date_tokens import tokenize
from index.zones_datelines import only_places
from index.zones_lines import starts_with, words_of
from index.zones_names import AGENCIES, GIVEN_NAMES, OUTLETS, PLACES, TITLES_OF_PEOPLE
from index.zones_vocabulary import BYLINE_LABELS, DESKS, FUNCTION_WORDS, GENERIC_SOURCES, SOURCE_LABELS

_SEPARATORS = re.compile(
    r"\s[ـ_]+\s|\s*(?:\s[-–—/|،,:+&]\s?|\s?[-–—/|،:]\s|[–—/|،()\[\]\"«»]|\.\s*$|(?<=\w)-(?=\w))\s*"
)
_QUOTES = re.compile(r"[\"«»“”]")
_LONGEST_CREDIT = 12  # words
_LONGEST_LINE = 200  # characters
# Labels that are ordinary words too: what follows must be a name that is known.
_WEAK_LABELS = frozenset(
    {"تقرير", "تحقيق", "حوار", "مصدر", "متابعه", "رصد", "تغطيه", "ترجمه", "عن", "تحرير", "مراسل", "مراسله", "من"}
)
# Labels after which a name needs no sign.
_SURE_LABELS = frozenset({"بقلم", "اعداد", "بواسطه", "نقلا عن", "by"})
_MEDIA_WORDS = frozenset(
    {"نيوز", "برس", "وكاله", "صحيفه", "موقع", "شبكه", "قناه", "اونلاين", "تي في", "اذاعه", "جريده", "مجله"}
)
_NO_NAME = FUNCTION_WORDS - GIVEN_NAMES  # folded, the preposition على and the name علي are one
_KNOWN_SOURCES = AGENCIES | OUTLETS
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
    rest = _clean(text[tokens[after].start :].partition(" | ")[0])  # what follows is another credit or a time
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
    if len(parts) == 1 and (pair := _place_and_agency(parts[0])):
        parts = pair
    kinds = _kinds(parts, strict)
    evidence = {"generic", "place", "source", "desk"} | ({"day"} if "person" in kinds else set())
    if kinds == ["place"] or not evidence.intersection(kinds):
        return None
    unknown = [part for part, kind in zip(parts, kinds, strict=True) if kind == "unknown"]
    if len(unknown) > 1 or (unknown and (strict or not _may_be_name(unknown[0], kinds))):
        return None
    people = [part for part, kind in zip(parts, kinds, strict=True) if kind in {"person", "desk"}]
    sources = [part for part, kind in zip(parts, kinds, strict=True) if kind == "source"]
    if unknown and "generic" not in kinds and not _may_be_outlet(unknown[0]):
        people.extend(unknown)  # below a title, «دبي – ليان عودة» is a correspondent
    elif unknown:
        sources.extend(unknown)
    generic = [part for part, kind in zip(parts, kinds, strict=True) if kind == "generic"]
    source = sources[-1] if sources else None
    if source and words_of(source)[0] in GENERIC_SOURCES:
        source = _without_generic(source)
    byline = people[0] if people else (generic[0] if generic and not source else None)
    return Credit(byline, source) if byline or source else None


def _kinds(parts: list[str], strict: bool) -> list[str]:
    """What each part is; before others, «الرياض» is the city, not the paper, and «تورين - د ب أ» some city."""
    kinds = [_kind(part) for part in parts]
    if len(parts) > 1:
        first = words_of(parts[0])
        some_city = kinds[0] == "unknown" and "source" in kinds and len(first) <= 2 and not strict
        if some_city or " ".join(first) in PLACES:
            kinds[0] = "place"
        elif kinds[0] == "source" and kinds[-1] == "source" and " ".join(words_of(parts[-1])) in PLACES:
            kinds[-1] = "place"  # «واس - الرياض»
    return kinds


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
    if only_places(tokens, find_in(tokens)):
        named = any(starts_with(words[at:], PLACES, 4) for at in range(len(words)))
        return "place" if named else "day"
    return "person" if is_person(part) else "unknown"


def _without_generic(part: str) -> str:
    """«خاص الجزيرة نت» → «الجزيرة نت»; «صحيفة الخليج» → «الخليج»."""
    first, _, rest = part.partition(" ")
    head = " ".join(words_of(first))
    return rest.strip() if rest and (head in GENERIC_SOURCES or head in _MEDIA_WORDS) else part


def _may_be_name(part: str, kinds: list[str]) -> bool:
    """Whether an unknown part may be an outlet (after «وكالات», or by its words) or a correspondent (after a place)."""
    words = words_of(part)
    shortest = 1 if "generic" in kinds or _has_media_word(part) else 2
    return shortest <= len(words) <= 5 and not words[0].isdigit() and not any(word in _NO_NAME for word in words)


def _may_be_outlet(part: str) -> bool:
    """Whether an unknown part names an outlet rather than a correspondent: given names have no article."""
    return _has_media_word(part) or words_of(part)[0].startswith("ال")


def _has_media_word(part: str) -> bool:
    return any(word in _MEDIA_WORDS for word in words_of(part))


def _place_and_agency(text: str) -> list[str] | None:
    """«برلين رويترز», without a sign between."""
    words, tokens = words_of(text), text.split()
    size = starts_with(words, PLACES, 4)
    if not size or len(words) != len(tokens) or " ".join(words[size:]) not in AGENCIES:
        return None
    return [" ".join(tokens[:size]), " ".join(tokens[size:])]
