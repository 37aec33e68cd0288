"""
Step 2: people by surname.

- a spelling of the first name that the gazetteer does not list, or a middle name, still gives the full name:
  «سيرجيه لافروف», «بشار حافظ الأسد»
- a surname alone is the person named in full in the same article; of several one who is marked ``sur:`` for it
  (in an article on both, «ترامب» is Donald, not Melania), and of those the one named last before it
- a family name that is a word («الشيخ», «كان») must be marked ``sur:`` to stand alone beside the full name
- otherwise it must be marked ``sur:`` for one person only, and be no ordinary word
- after another given name it is somebody else: «ماهر الأسد»; in an article on sport it is a player
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from index.actors.forms import ARTICLE, clitic_forms
from index.actors.full_names import continues_a_name, is_given, is_named_after
from index.actors.given_names import looks_like_name, same_name
from index.actors.lexicon import Lexicon, Name, Person
from index.actors.offices import role_of
from index.actors.text import Found, Text
from index.actors.traps import JUNIORS, is_among, trapped
from index.actors.weak_surnames import is_hard_surname, is_on_sport
from index.analysis.lexicon import count
from index.analysis.token import Token

# A word that news write less often may be part of a foreign name.
_RARE = 500
_RARE_NEXT = 30
# Nobody is in a person.
_PLACED = frozenset({"في", "مدينه", "شرطه", "ولايه", "مقاطعه", "بلده"})
_SURNAMES = ("surname", "family")
# What begins a name of honour: أبو البراء.
_FATHER_OF = frozenset({"ابو", "ابي"})


def find_people(texts: Sequence[Text], lexicon: Lexicon) -> None:
    """Add to ``texts``, the fields of one article, the people whom surnames name."""
    for text in texts:
        for i in _candidates(text):
            _extend_backwards(text, i, lexicon)
    named = _Named(texts)
    others = _others(texts)
    on_sport = is_on_sport(token.word for text in texts for token in text.tokens)
    for text in texts:
        for i in _candidates(text):
            _resolve(text, i, lexicon, named, others, on_sport)


class _Named:
    """Who is named in full, and where."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.places: dict[str, list[tuple[int, int]]] = defaultdict(list)  # in order of the article
        for order, text in enumerate(texts):
            for found in text.findings():
                if found.full:
                    self.places[found.actor_id].append((order, found.first))
        self.order = {id(text): order for order, text in enumerate(texts)}
        self.ids = frozenset(self.places)

    def nearest(self, text: Text, i: int, ids: Iterable[str]) -> str | None:
        """Of ``ids`` the one named last before token ``i``, else the one named first after it."""
        here = (self.order[id(text)], i)
        before: list[tuple[tuple[int, int], str]] = []
        after: list[tuple[tuple[int, int], str]] = []
        for actor_id in self.ids.intersection(ids):
            places = self.places[actor_id]
            k = bisect_left(places, here)
            if k:
                before.append((places[k - 1], actor_id))
            else:
                after.append((places[0], actor_id))
        if before:
            return max(before)[1]
        return min(after)[1] if after else None


def _candidates(text: Text) -> Iterable[int]:
    for i, lookup in enumerate(text.lookups):
        if lookup.names and text.free(i) and any(name.role in _SURNAMES for name in lookup.names):
            yield i


def _extend_backwards(text: Text, i: int, lexicon: Lexicon) -> None:
    for name in text.lookups[i].names:
        if name.role not in _SURNAMES or name.words[0] != text.tokens[i].word or not text.matches(i, name):
            continue
        for actor_id in name.ids:
            first = _start_of_full_name(text, i, lexicon.persons[actor_id].first_names)
            if first is not None and not is_named_after(text, first) and not continues_a_name(text, first):
                last = i + len(name.words)
                if not is_among(text.after(last), JUNIORS):
                    text.add(Found(first, last, actor_id, "person", full=True))
                return


def _start_of_full_name(text: Text, i: int, first_names: Iterable[str]) -> int | None:
    """Where the full name that ends with the surname at ``i`` begins, however its first name is spelled."""
    if not text.in_name(i) or not text.free(i - 1):
        return None
    if _spells(text.tokens[i - 1].word, first_names):
        return i - 1
    middle = is_given(text, i - 1) or looks_like_name(text.tokens[i - 1])
    if middle and text.in_name(i - 1) and text.free(i - 2):
        before = text.tokens[i - 2].word
        if any(form in first_names for form in clitic_forms(before)):
            return i - 2
    return None


def _spells(word: str, first_names: Iterable[str]) -> bool:
    return any(same_name(form, first) for form in clitic_forms(word) for first in first_names)


def _others(texts: Sequence[Text]) -> set[tuple[str, ...]]:
    """The surnames that the article gives to people the gazetteer does not know: «تركي المالكي»."""
    return {
        name.words
        for text in texts
        for i in _candidates(text)
        if _is_of_another(text, i)
        for name in text.lookups[i].names
        if name.role in _SURNAMES and text.matches(i, name)
    }


def _is_of_another(text: Text, i: int) -> bool:
    """Whether the surname at token ``i`` follows somebody else's given name, known or not: «فلورنتينو | بيريز»."""
    if not _is_bare(text, i):
        return False  # «محمد ولافروف» are two
    if continues_a_name(text, i):
        return True
    if not text.in_name(i) or not text.free(i - 1):
        return False
    if text.in_name(i - 1):
        if not _FATHER_OF.isdisjoint(clitic_forms(text.tokens[i - 2].word)):
            return True  # «أبو البراء | الأنصاري»
        if is_given(text, i - 2) and (_may_be_middle(text.tokens[i - 1]) or _ends_a_surname(text, i)):
            return True  # «حافظ قائد | السبسي»
    if not looks_like_name(text.tokens[i - 1]):
        return False
    # «أبلغ بيريز زيدان»: what is a surname itself is no given name
    return not any(name.role in _SURNAMES for name in text.lookups[i - 1].names)


def _is_bare(text: Text, i: int) -> bool:
    """Whether a surname begins with token ``i`` as it stands, without a clitic."""
    word = text.tokens[i].word
    return any(name.role in _SURNAMES and name.words[0] == word for name in text.lookups[i].names)


def _ends_a_surname(text: Text, i: int) -> bool:
    """Whether token ``i`` is the second word of a surname: «قائد | السبسي»."""
    names = text.lookups[i - 1].names
    return any(name.role in _SURNAMES and len(name.words) == 2 and text.matches(i - 1, name) for name in names)


def _may_be_middle(token: Token) -> bool:
    role = role_of(token.word)
    return not (token.is_stop or token.proclitics or role.head or role.definite or role.filler)


def _resolve(text: Text, i: int, lexicon: Lexicon, named: _Named, others: set[tuple[str, ...]], on_sport: bool) -> None:
    if not text.free(i) or _is_of_another(text, i) or is_named_after(text, i):
        return
    for name in text.lookups[i].names:
        if name.role not in _SURNAMES or not text.matches(i, name):
            continue
        last = i + len(name.words)
        bare = name.words[0] == text.tokens[i].word
        if trapped(name.words, bare, text.before(i), text.after(last)):
            return
        actor_id = _whom(text, i, last, name, lexicon, named)
        if actor_id and (actor_id in named.ids or (name.words not in others and not on_sport)):
            text.add(Found(i, last, actor_id, "person", full=False))
            return


def _whom(text: Text, i: int, last: int, name: Name, lexicon: Lexicon, named: _Named) -> str | None:
    """The person a surname means here; None where that is not certain."""
    namesakes = [other for other in text.lookups[i].names if other.words == name.words]
    bearers = [actor_id for other in namesakes if other.role in _SURNAMES for actor_id in other.ids]
    adjectives = [actor_id for other in namesakes if other.role == "adjective" for actor_id in other.ids]
    hard = is_hard_surname(name.words)
    if hard and name.words[0] != text.tokens[i].word and text.tokens[i].word[0] not in "وف":
        return None  # «لصالح», «بسلام»
    bearers = [actor_id for actor_id in bearers if not _begins_another(text, last, name, lexicon.persons[actor_id])]
    marked = {actor_id for other in namesakes if other.role == "surname" for actor_id in other.ids}
    if hard or adjectives or text.tokens[i].is_stop:  # «الشيخ», «المصري», «كان»: not even beside the full name
        bearers = [bearer for bearer in bearers if bearer in marked]
    actor_id = named.nearest(text, i, marked.intersection(bearers)) or named.nearest(
        text, i, [bearer for bearer in bearers if not (marked and lexicon.persons[bearer].called_otherwise)]
    )
    if actor_id:
        if adjectives and role_of(text.before(i)).head and named.ids.intersection(adjectives):
            return None  # «الجيش السوداني» in an article on both Sudan and Mr Sudani
        return actor_id
    # «الوزير هانت», but not «أمن وسلامة الحجاج»
    office = role_of(text.before(i))
    at_office = name.words[0] == text.tokens[i].word and office.head and office.definite
    if hard and at_office and not _goes_on(text, last, lexicon):
        hard = False
    if text.before(i) in _PLACED or text.tokens[i].is_stop:
        return None  # «في سوتشي» is a place
    if name.role != "surname" or len(name.ids) != 1 or hard or adjectives or not bearers:
        return None
    if name.words[-1] in lexicon.given and _goes_on(text, last, lexicon):
        return None
    if is_among(text.after(last), JUNIORS):
        return None
    return name.ids[0]


def _begins_another(text: Text, last: int, name: Name, person: Person) -> bool:
    """Whether a surname that stands first in the full name begins somebody else's: «كيم يونغ تشول»."""
    if name.words[0] not in person.first_names or not text.in_name(last):
        return False
    token = text.tokens[last]
    return not token.is_stop and count(token.word) < _RARE


def _goes_on(text: Text, last: int, lexicon: Lexicon) -> bool:
    """Whether a surname that is also a given name begins a longer name: «عباس العقاد», «عباس إبراهيم»."""
    if not text.in_name(last):
        return False
    token = text.tokens[last]
    if token.word in lexicon.given or token.word in ("بن", "ابو") or looks_like_name(token):
        return True
    role = role_of(token.word)
    if not token.is_stop and count(token.word) < _RARE_NEXT and not token.proclitics:
        return True
    return token.word.startswith(ARTICLE) and not token.is_stop and not role.head and not role.filler
