"""
Which letters before a word are clitics: و ف, then ب ك ل س, then the article.

- a letter is a clitic if what is left is likelier than the word as it stands: how often news has the rest, times how
  often words carry the clitic, against how often the word shows that it is whole
- a word shows that by what stands before it: الوفد and بوفد make the و of وفد a letter of it; nobody writes «الوأضاف»
- the rest must be known well enough, or rare foreign names would lose their first letters
- a known name, a function word and a word of `whole_words` are never cut; a known name behind an unseen clitic is

>>> cut_proclitics("وللسوريين"), cut_proclitics("وفد"), cut_proclitics("للبنان")
((('و', 'ل', 'ال'), 'سوريين'), ((), 'وفد'), (('ل',), 'لبنان'))
"""

from __future__ import annotations

from functools import lru_cache

from index.analysis.lexicon import count
from index.analysis.names import is_name
from index.analysis.stopwords import is_stopword
from index.analysis.suffixes import MIN_STEM, PRONOUNS, cut_suffix, takes_article, total
from index.analysis.whole_words import is_whole

CACHE = 1 << 17
# How often a word carries the clitic in news.
RATES = {"و": 0.07, "ف": 0.012, "ب": 0.05, "ل": 0.06, "ك": 0.004, "س": 0.03}
NEXT = {"": "وفبلكس", "و": "بلكس", "ف": "بلكس"}
# Letters that, before a word as it stands, show that its first letter is no clitic: و may stand before ب, so it is no
# evidence against ب, but ال, ب, ل, ك never stand before it.
BEFORE = {
    "و": ("ال", "لل", "و", "ب", "ل"),
    "ف": ("ال", "لل", "و", "ف", "ب", "ل"),
    "ل": ("ال", "لل", "ب", "ك"),  # not ل: للنظام is the article's
    "س": ("ال", "لل", "ب", "ل"),
}
BEFORE_PREPOSITION = ("ال", "لل", "ب", "ل", "ك")
# How often what is left must have been seen, so that rare foreign names keep their letters.
FLOORS = {"و": 3, "ف": 20, "ب": 10, "ل": 10, "ك": 30, "س": 20}
NAME_WEIGHT = 60
# A known name behind a clitic weighs more than its count: وروسيا is not the Borussia of Dortmund without its ب.
NAME_FACTOR = 5
# Few words begin with وال, بال, كال, فال of their own.
ARTICLE_FACTOR = 10
# What a word seen but never with anything before it may still be worth as a word of its own.
DOUBT = 0.003


def cut_proclitics(word: str) -> tuple[tuple[str, ...], str]:
    """Return the clitics before ``word`` (of the `word` layer), in order, and what is left."""
    clitics: list[str] = []
    while not is_name(word) and not is_stopword(word) and not is_whole(word):
        before = clitics[-1] if clitics else ""
        if word.startswith("لل") and before in NEXT and (cut := _cut_lam_lam(word)):
            return (*clitics, *cut[0]), cut[1]
        if word.startswith("ال") and before != "س" and _is_article(word):
            return (*clitics, "ال"), word[2:]
        letter = word[:1]
        if letter not in NEXT.get(before, "") or not letter or not _is_clitic(word):
            break
        clitics.append(letter)
        word = word[1:]
    return tuple(clitics), word


def _is_clitic(word: str) -> bool:
    """True if the first letter of ``word`` is likelier a clitic than a letter of the word."""
    letter, rest = word[0], word[1:]
    if len(rest) < 2 or (letter == "س" and not _is_imperfect(rest)):
        return False
    if letter not in "وف" and rest[0] in "وف" and is_stopword(rest[1:]):
        return False  # كوفي is no ك + و + في
    if letter in "بك" and rest[0] == "ي" and not is_name(rest) and not takes_article(rest):
        return False  # no preposition stands before يلي, a verb
    likely = RATES[letter] * _weight(rest)
    if (is_name(rest) or is_whole(rest)) and len(rest) > MIN_STEM:
        if not count(word):
            return True
        likely *= NAME_FACTOR
    elif _ground(rest) < FLOORS[letter] and not (rest[0] in NEXT.get(letter, "") and _is_clitic(rest)):
        return False  # but فبدمشق, though بدمشق is seldom seen
    if len(rest) == 2 and not is_stopword(rest):
        likely *= 0.2
    if rest.startswith("ال") and len(rest) > 4:
        likely *= ARTICLE_FACTOR
    return likely > _own_weight(word)


def _is_imperfect(word: str) -> bool:
    """يقول, for which تقول exists too; not ترافورد."""
    if word[0] not in "يتن":
        return False
    others = sum(count(person + word[1:]) for person in "يتن" if person != word[0])
    if others or (word[0] == "ي" and count(word) > 20 and not takes_article(word)):
        return len(word) > MIN_STEM or count(word) > 300
    shorter = cut_suffix(word, False)
    return shorter is not None and _is_imperfect(shorter[0])


def _own_weight(word: str) -> float:
    """How often ``word`` was seen where its first letter is no clitic."""
    if is_stopword(word):
        return float("inf")
    letter, seen = word[0], count(word)
    before = BEFORE.get(letter, BEFORE_PREPOSITION)
    own = sum(count(prefix + word) for prefix in before)
    verbs = count("ي" + word) + count("ت" + word)  # يبحث shows that بحث is a verb's stem
    weight = max(min(12 * (own + verbs), 2 * seen + own), DOUBT * seen)
    shorter = None if is_stopword(word[1:]) else cut_suffix(word, False)  # وفيه is no وفي
    return max(weight, 0.05 * _own_weight(shorter[0])) if shorter and shorter[0][:1] == letter else weight


@lru_cache(CACHE)
def _weight(word: str, depth: int = 4) -> float:
    """How well ``word`` is known as a word that may follow a clitic; a little if only a cut form of it is known."""
    weight = float(count(word))
    if is_name(word):
        return max(weight, NAME_WEIGHT)
    if weight or not depth or len(word) < MIN_STEM:
        return weight
    if word.startswith("ال") and len(word) > 4:
        weight = max(weight, 0.5 * _weight(word[2:], depth - 1), 0.5 * count("لل" + word[2:]))
    if word.startswith("لل") and len(word) > 4:
        weight = max(weight, 0.05 * _weight(word[2:], depth - 1), 0.05 * _weight(word[1:], depth - 1))
    if word[0] in RATES and len(word) > MIN_STEM:
        weight = max(weight, RATES[word[0]] * _weight(word[1:], depth - 1))
    shorter = cut_suffix(word, False)
    if shorter:
        weight = max(weight, 0.05 * _weight(shorter[0], depth - 1))
    return weight


@lru_cache(CACHE)
def _ground(word: str, depth: int = 4) -> int:
    """How often the best known word was seen that legal cuts make of ``word``."""
    seen = max(total(word), NAME_WEIGHT if is_name(word) else 0)
    if not depth or len(word) < MIN_STEM:
        return seen
    if word[:2] in ("ال", "لل"):
        seen = max(seen, _ground(word[2:], depth - 1))
    if word[0] in RATES and len(word) > MIN_STEM and not seen:
        seen = max(seen, _ground(word[1:], depth - 1))
    shorter = cut_suffix(word, False)
    return max(seen, _ground(shorter[0], depth - 1)) if shorter else seen


def _is_article(word: str) -> bool:
    """True if ``word`` begins with the article: الدولة, but not ألمانيا or التقى."""
    rest = word[2:]
    if len(rest) < 2:
        return False
    if is_name(rest):
        return True
    if any(word.endswith(ending) and is_whole(word.removesuffix(ending)) for ending in (*PRONOUNS, "ه", "ا")):
        return False  # ألوانها, ألوانه
    shorter = None if count(rest) else cut_suffix(word, False)
    if shorter and (is_whole(shorter[0]) or (_stays_whole(*shorter) and not _is_article(shorter[0]))):
        return False
    whole = count("ال" + word) + count("ل" + word)  # لألمانيا; with the article it would be للمانيا
    article = count("لل" + rest)
    if whole > article and whole * 15 > count(rest):
        return False
    # التقى, يلتقي: a verb of the eighth form takes no preposition
    verb = article == 0 and count("ي" + word[1:]) > 0 and count(rest) < 0.1 * count(word)
    return not verb and (len(rest) >= MIN_STEM or count(rest) > 0)


def _stays_whole(base: str, suffix: str) -> bool:
    """True if a word has the article only if ``base`` has it: التقاطها, التقاطه, التزاما, التواءات."""
    return suffix in (*PRONOUNS, "ا") or base.endswith("ء") or (suffix == "ه" and base.startswith("الت"))


def _cut_lam_lam(word: str) -> tuple[tuple[str, ...], str] | None:
    """للدولة is ل + ال + دولة, للبنان is ل + لبنان, and للجنة is ل + ال + لجنة written with two lams."""
    with_article, bare = word[2:], word[1:]
    if word == "لله":
        return ("ل",), "الله"
    if len(with_article) < 2:
        return None
    articled, single = total(with_article), total(bare)
    if is_name(bare) or (single > articled and not is_name(with_article)):
        return (("ل", "ال") if count("ال" + bare) > 0.5 * count(bare) else ("ل",)), bare
    return ("ل", "ال"), with_article
