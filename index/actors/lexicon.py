"""
The names of a gazetteer, laid out so that each word of a text is looked up once.

- every spelling of every name is a path of words; `at(word)` gives the names that may begin at a word
- roles: ``name`` (stands for its actor anywhere), ``surname`` (marked ``sur:``), ``family`` (the last word of a
  person's name: counts only beside the full name), ``adjective`` (of a state, all its forms)
- an acronym must be written as one, in capitals or with dots (US, أ.ش.أ), or «us» would be a state and «باشا» an agency
- a longer name comes before a shorter one, «أوبك+» before «أوبك»
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from index.actors.forms import ARTICLE, adjective_forms, clitic_forms, initial_forms, initials, spellings
from index.actors.given_names import given_names, is_word, same_name
from index.actors.rows import Alias, Row
from index.actors.traps import introduces, is_kind_of_state, is_ordinary
from index.analysis.lexicon import count
from index.analysis.stemmer import stem
from index.article import ActorKind

NameRole = Literal["name", "surname", "family", "adjective"]

LONGEST_ACRONYM = 5
# Words that begin a surname of more than one word: بن سلمان, أبو الغيط, دي ميستورا, فان رومبوي.
PARTICLES = frozenset({"بن", "ابن", "ال", "ابو", "عبد", "دي", "دا", "فان", "فون", "ديل", "لو", "بو", "ولد"})
# Surnames that come first, so that the last word is none: كيم يو جونغ.
_SURNAME_FIRST = frozenset({"كيم", "شي", "لي", "مون", "بارك", "باك", "يون", "هو", "وانغ", "بان", "ماو", "تشاي"})
# Last words that are no surname: the number of a king or pope, father and son.
_NO_SURNAME = frozenset({"ii", "iii", "iv", "jr", "xiv", "xvi", "عشر", "الاب", "الابن", "الثانيه"}) | frozenset(
    {"الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"}
)
_HALVES = frozenset({"الله", "الدين", "الاسلام"})  # the surname is «نصر الله», or «إن شاء الله» would be his
# Beyond this many different words the memory of looked-up words is begun anew.
_MEMORY = 200_000
# A word seen so often is known to the stemmer.
_ATTESTED = 10


@dataclass(frozen=True, slots=True)
class Name:
    """A way to name actors: its words after the first clitics, what it is, and whom it may mean."""

    words: tuple[str, ...]
    role: NameRole
    ids: tuple[str, ...]
    acronym: bool = False  # counts only when written in capitals or with dots
    definite: bool = False  # of an adjective: with the article
    sign: str = ""  # what must follow the words: the + of «أوبك+»


@dataclass(frozen=True, slots=True)
class Person:
    """What tells a person from a namesake: the first words of the full names, and other ways to be called."""

    id: str
    first_names: frozenset[str]
    called_otherwise: bool = False  # ``sur:`` marks another name than the family's: «ميلانيا»


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is known of one word of a text."""

    names: tuple[Name, ...] = ()
    given: bool = False


_NOTHING = Lookup()
_GIVEN = Lookup(given=True)


@dataclass
class Lexicon:
    """All names of a gazetteer by their first word."""

    rows: tuple[Row, ...]
    _memory: dict[str, Lookup] = field(default_factory=dict, repr=False)

    def at(self, word: str) -> Lookup:
        """The names that may begin at a word of the word layer, the longest first, and whether it is a given name."""
        found = self._memory.get(word)
        if found is None:
            if len(self._memory) > _MEMORY:
                self._memory.clear()
            found = self._memory[word] = self._look_up(word)
        return found

    @cached_property
    def given(self) -> frozenset[str]:
        """The given names of the table and the first names of the gazetteer's people that are no ordinary words."""
        firsts = {first for person in self.persons.values() for first in person.first_names if not is_word(first)}
        return given_names() | firsts

    @cached_property
    def persons(self) -> dict[str, Person]:
        """The people by id."""
        return {
            row.actor.id: Person(row.actor.id, frozenset(_first_names(row)), _is_called_otherwise(row))
            for row in self.rows
            if row.actor.kind == "person"
        }

    @cached_property
    def organizations(self) -> frozenset[str]:
        """The ids of the organisations."""
        return frozenset(row.actor.id for row in self.rows if row.actor.kind == "organization")

    @cached_property
    def kinds(self) -> dict[str, ActorKind]:
        """The kind of every actor by id."""
        return {row.actor.id: row.actor.kind for row in self.rows}

    def id_of(self, words: tuple[str, ...]) -> str | None:
        """The actor whose full name has exactly these words; None if there is none."""
        for name in self.names.get(words[0], ()):
            if name.words == words and name.role == "name":
                return name.ids[0]
        return None

    @cached_property
    def names(self) -> dict[str, tuple[Name, ...]]:
        """First word → the names that begin with it, the longest first."""
        found: dict[tuple[tuple[str, ...], str, NameRole], Name] = {}
        for row in self.rows:
            for name in _names(row):
                other = found.get((name.words, name.sign, name.role), name)
                ids = tuple(dict.fromkeys((*other.ids, row.actor.id)))
                found[name.words, name.sign, name.role] = replace(name, ids=ids, acronym=name.acronym and other.acronym)
        for words, owners in self._bare_names().items():
            if len(owners) == 1:
                found.setdefault((words, "", "name"), Name(words, "name", tuple(owners)))
        table: dict[str, list[Name]] = defaultdict(list)
        for name in found.values():
            table[name.words[0]].append(name)
        return {first: _longest_first(names) for first, names in table.items()}

    def _bare_names(self) -> dict[tuple[str, ...], list[str]]:
        """Names without the word that says what they name: «حركة فتح» gives «فتح», «جمهورية مالي» gives «مالي».

        Both are also ordinary words or cities; `traps` and `cities` say where they count.
        """
        bare: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for row in self.rows:
            for alias in row.aliases:
                if _has_bare_name(row, alias) and row.actor.id not in bare[alias.words[1:]]:
                    bare[alias.words[1:]].append(row.actor.id)
        return bare

    def _look_up(self, word: str) -> Lookup:
        if not word:
            return _NOTHING
        given = word in self.given
        found: list[Name] = []
        for form in (*clitic_forms(word), *initial_forms(word)):
            names = self.names.get(form, ())
            if len(form) == 1 < len(word):  # «وأ ف ب»
                names = tuple(name for name in names if all(len(part) == 1 for part in name.words))
            elif form != word and names and _is_whole(word):  # «كابل» is no «ابل» with a clitic
                names = tuple(name for name in names if len(name.words) > 1)
            found.extend(names)
            if given:  # nor is «كمال» a «مال»
                break
            given = form != word and form in self.given and word[0] in "وفبل"
        if not found:
            return _GIVEN if given else _NOTHING
        return Lookup(_longest_first(found), given)


def _longest_first(names: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(sorted(names, key=lambda name: (-len(name.words), -len(name.sign))))


def _has_bare_name(row: Row, alias: Alias) -> bool:
    if alias.role != "name" or len(alias.words) != 2:
        return False
    first, second = alias.words
    if row.actor.kind == "state":  # of the name itself only: «دولة الاحتلال» gives no «الاحتلال»
        return alias.text == row.actor.name and is_kind_of_state(first)
    return introduces(first) and is_ordinary(second)


def _is_whole(word: str) -> bool:
    """Whether news write ``word`` often enough for the stemmer to be believed that its first letter is no clitic."""
    return count(word) >= _ATTESTED and not stem(word).proclitics


def _names(row: Row) -> Iterator[Name]:
    """Every name of a row in every spelling."""
    ids = (row.actor.id,)
    own = {alias.words for alias in row.aliases if alias.role == "name"}
    for alias in row.aliases:
        if alias.role == "adjective":
            for words, definite in adjective_forms(alias.words):
                if words not in own or not words[-1].endswith("ا"):  # «روسيا» is the state, not روسي in the accusative
                    yield Name(words, "adjective", ids, definite=definite)
            continue
        letters = initials(alias.text) or (alias.words if all(len(word) == 1 for word in alias.words) else ())
        for words in spellings(alias.words):
            acronym = is_acronym(alias.text) or len(words) == 1 < len(letters)
            yield Name(words, alias.role, ids, acronym, sign=alias.sign)
        if letters and letters != alias.words:
            yield Name(letters, alias.role, ids, acronym=is_acronym(alias.text))
        if row.actor.kind == "person" and _is_full_name(row, alias):
            yield from (Name(words, "family", ids) for words in _family(alias))


def is_acronym(text: str) -> bool:
    """Whether a name is a short Latin acronym: US, U.N., NATO."""
    letters = text.replace(".", "")
    return letters.isascii() and letters.isalnum() and letters.isupper() and len(letters) <= LONGEST_ACRONYM


def _is_full_name(row: Row, alias: Alias) -> bool:
    """Whether an alias spells the full name: first name and surname, not «أمير قطر» or «أبو مازن»."""
    if alias.role != "name" or len(alias.words) < 2:
        return False
    return alias.text in (row.actor.name, row.actor.latin) or same_name(alias.words[0], row.aliases[0].words[0])


def _family(alias: Alias) -> Iterable[tuple[str, ...]]:
    """The surname at the end of a full name: «الأسد», «بن سلمان»; none where it is a given name (صدام حسين)."""
    words = alias.words
    if words[0] in _SURNAME_FIRST:
        return ()
    start = len(words) - 1
    while start > 1 and (words[start - 1] in PARTICLES or words[start] in _HALVES):
        start -= 1
    surname = words[start:]
    if start < 1 or len(surname[-1]) < 3 or surname[-1] in _NO_SURNAME:
        return ()
    return () if surname[-1] in given_names() and len(surname) == 1 else spellings(surname)


def _is_called_otherwise(row: Row) -> bool:
    surnames = [alias.words for alias in row.aliases if alias.role == "surname"]
    return any(words == row.aliases[0].words[: len(words)] for words in surnames)


def _first_names(row: Row) -> Iterator[str]:
    for alias in row.aliases:
        if _is_full_name(row, alias):
            for words in spellings(alias.words):
                if words[0] not in PARTICLES and not words[0].startswith(ARTICLE):
                    yield words[0]
