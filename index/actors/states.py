"""
Step 3: states by their adjective, in an office or a body.

- the adjective leans on an office or body before it (`offices`): وزير الخارجية والمغتربين السوري, مسؤول أمريكي
- it agrees in definiteness: «الرئيس روسي» says where he is from
- one adjective may follow another, or a person who bears the office: الجانبين الروسي والسوري,
  وزيرا الخارجية الروسي سيرغي لافروف والسوري أسعد الشيباني
- an organisation whose name is a body and the adjective shares its place with the state: الجيش الإسرائيلي
- an adjective that several states share, or that is an ordinary word (مالي), counts beside the state's name only
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.actors.lexicon import Name
from index.actors.offices import CLAIMANTS, REACH, is_feminine, role_of
from index.actors.text import Found, Text
from index.actors.traps import is_among, is_weak_adjective


def find_states(texts: Sequence[Text]) -> None:
    """Add to ``texts``, the fields of one article, the states credited by adjective."""
    named = {found.actor_id for text in texts for found in text.findings() if found.kind == "state"}
    for text in texts:
        _split_bodies(text)
        for i, lookup in enumerate(text.lookups):
            if not lookup.names or not text.free(i):
                continue
            for name in lookup.names:
                if name.role != "adjective" or not text.matches(i, name):
                    continue
                state = _state(name, named)
                if state and (_leans_on_office(text, i, name) or _follows_a_person(text, i, name)):
                    text.add(Found(i, i + len(name.words), state, "state", full=False))
                break


def _split_bodies(text: Text) -> None:
    """Credit the state in an organisation's name that is its body: «الجيش | الإسرائيلي» names the army and Israel."""
    for found in list(text.findings()):
        last = found.last - 1
        if found.kind != "organization" or not _is_body(text, found.first, last):
            continue
        for name in text.lookups[last].names:
            if name.role == "adjective" and len(name.ids) == 1 and name.words == (text.tokens[last].word,):
                text.add(replace(found, last=last))
                text.add(Found(last, last + 1, name.ids[0], "state", full=False))


def _is_body(text: Text, first: int, last: int) -> bool:
    """Whether the words before the adjective at ``last`` are those of a state's body: وزارة الخارجية | الروسية."""
    roles = [role_of(token.word) for token in text.tokens[first:last]]
    partial = any(is_among(token.word, CLAIMANTS) for token in text.tokens[first + 1 : last])
    return bool(roles) and roles[0].head and all(role.filler for role in roles[1:]) and not partial


def _state(name: Name, named: set[str]) -> str | None:
    if len(name.ids) == 1 and not is_weak_adjective(name.words):
        return name.ids[0]
    possible = [actor_id for actor_id in name.ids if actor_id in named]
    return possible[0] if len(possible) == 1 else None


def _leans_on_office(text: Text, i: int, name: Name) -> bool:
    """Whether an office or body stands before the adjective at token ``i``, with nothing foreign between."""
    definite = name.definite
    fillers_definite = False
    j = i
    while i - j < REACH and text.in_phrase(j):
        j -= 1
        found = text.found.get(j)
        if found:
            answer = _after_found(text, i, found, definite)
            if answer is None:
                return False
            if answer:
                return True
            j = found.first
            continue
        role = role_of(text.tokens[j].word)
        if role.stopper:
            return False
        if role.ministry and j == i - 1 and definite and is_feminine(name.words[-1]):
            return True
        if (
            role.head
            and not (role.person and j == i - 1)
            and definite == (role.definite or fillers_definite)
            and (definite or not role.loose)
        ):
            return True
        if not role.filler:
            return False
        fillers_definite = fillers_definite or role.definite
    return False


def _follows_a_person(text: Text, i: int, name: Name) -> bool:
    """Whether the adjective goes on after somebody unknown: الوزير المصري بدر عبد العاطي | والتركي هاكان فيدان."""
    last = i + len(name.words)
    if not text.tokens[i].word.startswith("و") or not text.in_name(last) or not name.definite:
        return False
    following = text.found.get(last)
    if not (text.lookups[last].given or (following and following.kind == "person")):
        return False
    j = i
    while i - j < REACH and text.in_phrase(j) and not text.tokens[j - 1].is_stop:
        j -= 1
        found = text.found.get(j)
        if found:
            return found.kind == "state" and not found.full
    return False


def _after_found(text: Text, i: int, found: Found, definite: bool) -> bool | None:
    """An adjective after something found: True after a credited adjective, None where it cannot belong, else go on."""
    if found.kind == "state" and not found.full:
        same = any(
            other.role == "adjective" and other.definite == definite for other in text.lookups[found.first].names
        )
        return True if same else None
    conjunction = text.tokens[i].word.startswith("و")
    return False if found.kind == "person" and conjunction else None
