"""
The `word` layer: spellings that a reader takes for the same word become one form.

- NFKC on Arabic runs (presentation forms, ligatures); diacritics, tatweel, superscript alef, bidi marks removed
- alef with hamza, madda or wasla → bare alef; every other seat of the hamza inside a word → ئ (مسؤول = مسئول = مسءول);
  and the alef of هيأة
- ي and ى → ي, never → ا: «علي» = «على» but «على» ≠ «علا»; ة → ه
- Persian, Urdu and Kurdish letters → the Arabic letter typed in their place; all digits → 0-9
- Latin letters lower-cased without accents; number signs removed or unified (١٬٥٠٠ = 1,500 = 1500, ١٫٥ = 1.5)

PyArabic knows the marks; its `normalize_alef` (ى → ا) and `normalize_hamza` (رئيس → رءيس) join or part the wrong
words, so the letters are a table here.

>>> normalize("الـمـسؤوليّة")
'المسئوليه'
"""

from __future__ import annotations

import re
import unicodedata

from pyarabic import araby

from index.analysis.tokenizer import ARABIC_LETTERS, ARABIC_MARKS, INVISIBLE

# A longer "word" is an accident of the source (base64, missing spaces); its beginning is enough to find it.
MAX_LENGTH = 100
IN_ADDRESSES = "@./:?&=%+~#-_"

FOLDED = {
    "ا": "أإآٱٲٳٵ",
    "ي": "ىیېۍێےۓؠ",
    "ه": "ةۃەہھۀۂ",
    "ك": "کڪگڭګڬ",
    "ئ": "ؤٶٸ",
    "ف": "ڤڥڢ",
    "ب": "پٻ",
    "ج": "چڃ",
    "ز": "ژڗ",
    "و": "ۆۇۋۊۏۈ",
    "ر": "ڕڒړ",
    "ل": "ڵ",
    "ت": "ٹټ",
    "د": "ڈډ",
    "ن": "ںڼ",
    "س": "ښ",
}
_LETTERS = {ord(letter): target for target, letters in FOLDED.items() for letter in letters}
# Written apart from their base, these would be lost by decomposing.
_LATIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"})
_DIGITS = {ord(c): str(i % 10) for i, c in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}

# Most words: of these, all that follows would at most lower the letters.
_PLAIN = re.compile(f"[ئابتثجحخدذرزسشصضطظعغفقكلمنهوي]{{1,{MAX_LENGTH}}}|[A-Za-z0-9]{{1,{MAX_LENGTH}}}")
_ANY_ARABIC = re.compile(f"[{ARABIC_LETTERS}]")
# All marks but the hamza and madda that NFKC must first join to their letter.
_EARLY_MARKS = re.compile(f"[{ARABIC_MARKS}{INVISIBLE}]".replace("\u064b-\u065f", "\u064b-\u0652\u0656-\u065f"))
_LATE_MARKS = re.compile(f"[{ARABIC_MARKS}{''.join(araby.DIACRITICS)}\u06e5\u06e6\\s]")
_INNER_HAMZA = re.compile("(?<=.)ء(?=.)")
# After a yeh the hamza before the feminine ending sits on a yeh; papers of Iraq and the Maghreb write it on alef.
_AFTER_YEH = re.compile("(?<=[يى])أ(?=ة)|(?<=[يى])آ(?=ت)")
_POSSESSIVE = re.compile("['’]s$")
_ADDRESS_START = re.compile(r"^(?:https?://)?(?:www\.)?")
_GROUPED = re.compile(r"\d{1,3}(?:[,٬]\d{3})+(?=[.٫]|$)|\d{1,3}(?:\.\d{3}){2,}$")


def normalize(word: str) -> str:
    """Return the one form under which all spellings of ``word`` are indexed; normalizing twice changes nothing.

    "" for a string without a letter or digit.
    """
    if _PLAIN.fullmatch(word):
        return word.lower()
    for _ in range(4):  # a compatibility form may uncover another; two rounds are enough for every known one
        folded = _normalize_once(word)
        if folded == word:
            break
        word = folded
    return word


def _normalize_once(word: str) -> str:
    word = _EARLY_MARKS.sub("", word[:MAX_LENGTH]).translate(_DIGITS)
    if not any(map(str.isalnum, word)):
        return ""
    if _ANY_ARABIC.search(word):
        return _normalize_arabic(word)
    if word[:1].isdigit():
        return _normalize_number(word)
    return _normalize_latin(word)


def _normalize_arabic(word: str) -> str:
    word = _AFTER_YEH.sub(_seat_on_yeh, unicodedata.normalize("NFKC", word)).translate(_LETTERS)
    word = _LATE_MARKS.sub("", word).replace(".", "").translate(_DIGITS).casefold()
    if word.startswith("ءا"):  # a Quranic way to write آ
        word = word[1:]
    return _INNER_HAMZA.sub("ئ", word)


def _seat_on_yeh(alef: re.Match[str]) -> str:
    return "ئ" if alef[0] == "أ" else "ئا"


def _normalize_number(word: str) -> str:
    word = unicodedata.normalize("NFKC", word)
    if _GROUPED.match(word):
        whole, point, rest = word.replace("٬", ",").replace("٫", ".").rpartition(".")
        if not point or "," not in word:
            return re.sub("[,.٬]", "", word)
        return whole.replace(",", "") + point + rest
    word = word.replace("٫", ".").replace(",", ".").casefold()
    return "".join(c for c in word if c.isalnum() or c in ".:").rstrip(".:")


def _normalize_latin(word: str) -> str:
    word = _ADDRESS_START.sub("", _POSSESSIVE.sub("", word)).casefold().rstrip("/")
    word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).translate(_LATIN)
    if not any(c in word for c in "@/") and "." in word and len(word.replace(".", "")) * 2 <= len(word) + 1:
        word = word.replace(".", "")  # u.s.a.
    return "".join(c for c in word.casefold() if c.isalnum() or c in IN_ADDRESSES)
