"""
Step 1: names that stand for their actor anywhere: full names of people, names of organisations and states.

- the longest name wins; a name that is only part of another («جمال بشار الأسد», «ترامب الابن») names nobody
- a person's name that a street or an airport bears is no mention of the person
- «السعودية» and «سورية» are adjectives after a noun they agree with (القهوة السعودية) or joined to another adjective
  (طائرات روسية وسورية), names elsewhere
- names that are ordinary words need an introduction (see `traps`)
"""

from __future__ import annotations

import re

from index.actors.cities import SHARED_WITH_CITIES
from index.actors.forms import ARTICLE, clitic_forms
from index.actors.lexicon import PARTICLES, Lexicon, Name
from index.actors.offices import is_feminine
from index.actors.text import Found, Text
from index.actors.traps import (
    HALF_NAMED,
    JUNIORS,
    OTHER_WORDS,
    introduces,
    is_among,
    is_institution,
    is_namesake,
    is_ordinary,
    is_title,
    trapped,
)
from index.article import ActorKind

# «محمد» goes before the name proper in compound given names: محمد حسني مبارك.
_COMPOUND = frozenset({"محمد"})
_FAMILY_PARTICLES = PARTICLES - {"ال"}
_MARKS = re.compile("[\u064b-\u0652\u0640\u0670]")


def find_full_names(text: Text, lexicon: Lexicon) -> None:
    """Add to ``text`` what is named in full."""
    for i, lookup in enumerate(text.lookups):
        if not lookup.names or not text.free(i):
            continue
        for name in lookup.names:
            if name.role != "name" or not text.matches(i, name):
                continue
            last = i + len(name.words)
            kind = lexicon.kinds[name.ids[0]]
            if _counts(text, i, last, name, kind, lexicon):
                text.add(Found(i, last, name.ids[0], kind, full=True))
                break
            if len(name.words) > 1 and kind != "person":
                text.block(i, last)  # «مجلس الأمن القومي» is no «مجلس» of another kind either
                break


def is_given(text: Text, i: int) -> bool:
    """Whether token ``i`` is a given name that nothing found so far covers."""
    if i < 0 or i in text.found:
        return False
    if not text.lookups[i].given:
        return text.in_name(i) and text.tokens[i - 1].word.endswith("عبد")  # عبد | الفتاح
    # «على» is spelled like «علي» in the index; with alef maqsura it is the preposition.
    return not _MARKS.sub("", text.tokens[i].text).endswith(("على", "علی"))


def continues_a_name(text: Text, i: int) -> bool:
    """Whether what begins at token ``i`` is the rest of a longer name: «ماهر | الأسد», «بن | سلمان»."""
    if not text.in_name(i) or i - 1 in text.found or is_title(text.tokens[i - 1].word):
        return False  # «السيد» is a given name and, more often, a title
    return is_given(text, i - 1) or text.tokens[i - 1].word in _FAMILY_PARTICLES


def is_named_after(text: Text, i: int) -> bool:
    """Whether the person's name at token ``i`` is that of a place: «مطار الشهيد | رفيق الحريري»."""
    j = i
    while text.in_phrase(j) and j > i - 3 and is_title(text.tokens[j - 1].word):
        j -= 1
    return is_namesake(text.before(j))


def _counts(text: Text, i: int, last: int, name: Name, kind: ActorKind, lexicon: Lexicon) -> bool:
    if trapped(name.words, name.words[0] == text.tokens[i].word, text.before(i), text.after(last)):
        return False
    if kind == "person":
        return _is_the_person(text, i, last, name, lexicon)
    if kind == "state" and is_institution(text.before(i)) and name.words[0] == text.tokens[i].word:
        return False
    if len(name.words) == 1:
        if name.words[0] in SHARED_WITH_CITIES:
            return False  # see `cities`
        if _MARKS.sub("", text.tokens[i].text) in OTHER_WORDS:
            return False
        if is_ordinary(name.words[0]):
            return _is_introduced(text, i, last, lexicon)
        if kind == "state" and _is_attributive(text, i, name):
            return False
    return True


def _is_the_person(text: Text, i: int, last: int, name: Name, lexicon: Lexicon) -> bool:
    if continues_a_name(text, i):
        before = text.tokens[i - 1].word
        if not (len(name.words) > 1 and any(form in _COMPOUND for form in clitic_forms(before))):
            return False
    if is_named_after(text, i) or is_among(text.after(last), JUNIORS):
        return False
    if len(name.words) == 1 or name.words[-1] not in lexicon.given or not text.in_name(last):
        return True
    following = text.lookups[last]
    given = text.tokens[last].word in lexicon.given and is_given(text, last)  # «بان كي مون على رأس الوفد»
    goes_on = given or any(
        other.role in ("surname", "family") and other.words[0] == text.tokens[last].word for other in following.names
    )
    return not goes_on


def _is_introduced(text: Text, i: int, last: int, lexicon: Lexicon) -> bool:
    """Whether an ordinary word is said to be a name: حركة فتح, «فتح», حماس وفتح."""
    if introduces(text.before(i)) or text.quoted(i, last):
        return True
    before = text.found.get(i - 1)
    if before and before.kind == "organization" and text.in_phrase(i) and text.tokens[i].word.startswith("و"):
        return True
    after = text.after(last)
    return after.startswith("و") and any(
        other.role == "name" and len(other.words) == 1 and other.ids[0] in lexicon.organizations
        for other in lexicon.names.get(after[1:], ())
    )


def _is_attributive(text: Text, i: int, name: Name) -> bool:
    """Whether a state's name that is also its adjective is used as one: «القهوة السعودية», «أغنية سورية»."""
    if not any(other.role == "adjective" and other.words == name.words for other in text.lookups[i].names):
        return False
    if not text.in_phrase(i) or not name.words[0].endswith("ه"):
        return False  # «سلطات مالي»: only a feminine adjective agrees with the nouns below
    if text.tokens[i].word == "و" + name.words[0]:
        return _is_adjective(text, i - 1, definite=name.words[0].startswith(ARTICLE))
    if name.words[0] != text.tokens[i].word:
        return False
    before = _MARKS.sub("", text.tokens[i - 1].text)
    if not before.endswith(("ة", "ات")) or is_among(before, HALF_NAMED):
        return False
    definite = before.startswith(ARTICLE) or ARTICLE in text.tokens[i - 1].proclitics
    return definite == name.words[0].startswith(ARTICLE)


def _is_adjective(text: Text, i: int, definite: bool) -> bool:
    """Whether token ``i`` is the feminine adjective of a state: «طائرات روسية | وسورية»."""
    names = text.lookups[i].names
    return any(name.role == "adjective" and name.definite == definite and is_feminine(name.words[-1]) for name in names)
