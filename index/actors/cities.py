"""
Between steps 1 and 2, states whose bare name is also that of a city elsewhere: «عمان» is Oman or Amman.

- the vowels decide where they are written: عُمان is the sultanate, عَمّان the capital of Jordan; so does its ruler
- otherwise a neighbour in a list does: «الإمارات وعمان والبحرين»
- otherwise the words of the article: مسقط or العماني for the one, الأردن for the other; where they do not tell,
  nobody is named
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from index.actors.forms import clitic_forms, words_of
from index.actors.lexicon import Lexicon
from index.actors.text import Found, Text
from index.actors.traps import trapped


@dataclass(frozen=True, slots=True)
class SharedName:
    """A bare name, the full name that tells whose it is, and what speaks for the state and for the city."""

    word: str
    full: str
    vowelled_state: re.Pattern[str]
    vowelled_city: re.Pattern[str]
    for_state: str
    for_city: str
    country_of_city: str
    ruler: str  # what he is called who rules the state: سلطان عمان


_MARKS_BUT_DAMMA = "[\u064b-\u064e\u0650-\u0652\u0640]*"
SHARED = (
    SharedName(
        "عمان",
        "سلطنة عمان",
        re.compile(f"ع{_MARKS_BUT_DAMMA}\u064f"),
        re.compile("ع\u0640*\u064e|م[\u064b-\u0650]*\u0651"),
        "مسقط السلطنة سلطنة عماني عمانية العماني العمانية العمانيين العمانيون الخليجي الخليجية صلالة قابوس",
        "الأردن أردني أردنية الأردني الأردنية الأردنيين الأردنيون الزرقاء إربد بترا الهاشمية",
        "الأردن",
        "سلطان",
    ),
)
SHARED_WITH_CITIES = frozenset(words_of(shared.word)[0] for shared in SHARED)


def find_states_named_like_cities(texts: Sequence[Text], lexicon: Lexicon) -> None:
    """Add to ``texts``, the fields of one article, the states whose bare name a city shares."""
    for shared in SHARED:
        state = lexicon.id_of(words_of(shared.full))
        if state is None:
            continue
        city_country = lexicon.id_of(words_of(shared.country_of_city))
        words = {token.word for text in texts for token in text.tokens if shared.word in token.word}
        spelled = {word for word in words if shared.word in clitic_forms(word)}
        if not spelled:
            continue
        verdict = _verdict(texts, shared)
        for text in texts:
            for i, token in enumerate(text.tokens):
                if token.word in spelled and text.free(i) and _is_state(text, i, shared, verdict, city_country):
                    text.add(Found(i, i + 1, state, "state", full=True))


@cache
def _clues(words: str) -> frozenset[str]:
    return frozenset(words_of(words))


def _verdict(texts: Sequence[Text], shared: SharedName) -> bool:
    """Whether the article speaks of the state's country and not of the city's."""
    words = {form for text in texts for token in text.tokens for form in clitic_forms(token.word) if token.word}
    return bool(words & _clues(shared.for_state)) and not words & _clues(shared.for_city)


def _is_state(text: Text, i: int, shared: SharedName, verdict: bool, city_country: str | None) -> bool:
    token = text.tokens[i]
    if trapped((shared.word,), token.word == shared.word, text.before(i), text.after(i + 1)):
        return False
    if shared.vowelled_state.search(token.text) or text.before(i) in _clues(shared.ruler):
        return True
    if shared.vowelled_city.search(token.text):
        return False
    if any(_in_a_list(text, i, j, city_country) for j in (i - 1, i + 1)):
        return True
    return verdict


def _in_a_list(text: Text, i: int, j: int, city_country: str | None) -> bool:
    """Whether another state stands at ``j``, joined to the name at ``i`` by «و»."""
    found = text.found.get(j)
    if not found or found.kind != "state" or not found.full or found.actor_id == city_country:
        return False
    return text.tokens[max(i, j)].word.startswith("و")
