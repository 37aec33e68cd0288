"""
What a page says for itself: copyright, cookies, subscriptions, counters, buttons, tags, words under photos.

- A rule recognises a line by its whole or its beginning; a list of tags is its label with the short lines after it.
- A line without a word, one that is an address, and a bare number (a count of views) say nothing. A year does.

>>> from index.zones_lines import lines_of
>>> sorted(find_furniture(lines_of("© جميع الحقوق محفوظة\\nفاز الأهلي على الزمالك مساء أمس بهدفين.\\n1243")))
[0, 2]
"""

from __future__ import annotations

import re

from index.date_lines import read_date_line
from index.zones_lines import Line, starts_with, words_of
from index.zones_names import AGENCIES, OUTLETS
from index.zones_vocabulary import (
    BUTTON_WORDS,
    COUNTER_WORDS,
    FUNCTION_WORDS,
    FURNITURE_STARTS,
    INVITES,
    PHOTO_STARTS,
    TAG_LABELS,
)

_HASHTAGS = re.compile(r"(?:#\w+[\s،,|]*){2,}$")
_COUNT = re.compile(r"(?!(?:1[89]|20)[0-9]{2}$)(?:[0-9]{1,7}|[0-9]{1,3}(?:,[0-9]{3})+)k?")  # but no year
_LETTERS = re.compile(r"[a-z]{1,2}[+\-]?")  # the icons of a page, spelled: «l», «TT», «A+»
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_OWNER = re.compile(r"[^©]\s*©\s*(?:\w+[\s./-]*){1,4}$")
_CREDITED = re.compile(r"\(([^()]{2,30})\)$|\s[/|-]\s*([^/|-]{2,30})$")
_LONGEST_NOTICE = 45
_PHOTO_SIGNS = r":|\-.…>»/،,"
_SHORTEST_HEADLINE = 4  # words
_OWNERS = AGENCIES | OUTLETS | {"ارشيف", "ارشيفيه", "الارشيف", "مواقع التواصل", "وسائل التواصل"}


def sign_after(line: Line, size: int, signs: str = r":|\-.…>»/") -> bool:
    """Whether a label's sign (: | - …) follows the first ``size`` words."""
    label = r"\W+".join(re.escape(word) for word in line.words[:size])
    return re.match(rf"\W*{label}\s*[{signs}]", line.folded) is not None


def find_furniture(lines: list[Line]) -> set[int]:
    """Copyright, cookies, subscriptions, comments, counters, rows of buttons, lines without a word."""
    return {at for at, line in enumerate(lines) if _is_furniture(line)}


def _is_furniture(line: Line) -> bool:
    words = tuple(word for word in line.words if not word.isdigit())
    if not line.words:
        return not line.timed and not any(char.isdigit() for char in line.folded)
    if _COUNT.fullmatch(line.folded) or _LETTERS.fullmatch(line.folded) or _ADDRESS.match(line.folded):
        return True
    if words and words[0] in INVITES and len(words) <= 15 and _ADDRESS.search(line.folded):
        return True
    if line.text.startswith("©") or (len(line.text) <= 400 and _HASHTAGS.match(line.folded)):
        return True
    if _is_buttons(words) and not line.closed:
        return True
    if 0 < len(words) <= 3 and len(words) < len(line.words) and all(word in COUNTER_WORDS for word in words):
        return True
    size = starts_with(words, FURNITURE_STARTS)
    if size == 1:
        return len(words) == 1
    if size == 2:
        return len(words) <= 5 or (sign_after(line, 2) and len(words) <= 12)
    return size >= 3 and len(words) <= _LONGEST_NOTICE


def _is_buttons(words: tuple[str, ...]) -> bool:
    """Whether a line is a row of share buttons; «إلى» and «على» alone make none."""
    named = any(word in BUTTON_WORDS and word not in FUNCTION_WORDS for word in words)
    return named and len(words) <= 20 and all(word in BUTTON_WORDS for word in words)


def _tags(lines: list[Line]) -> set[int]:
    """«الكلمات المفتاحية: …», or that label and the short lines under it."""
    noise: set[int] = set()
    for at, line in enumerate(lines):
        size = starts_with(line.words, TAG_LABELS)
        if not size or at in noise:
            continue
        if size < len(line.words):
            if sign_after(line, size) and not line.closed:
                noise.add(at)
            continue
        end = at + 1
        while end < len(lines) and len(lines[end].words) <= 5 and not (lines[end].gap and end > at + 1):
            end += 1
        noise.update(range(at, end))
    return noise


def _photos(lines: list[Line]) -> set[int]:
    """«الصورة من: رويترز», «تصوير: …», «صورة أرشيفية»; above the text, «لافروف في موسكو (رويترز)» below a headline."""
    noise = set()
    headed = texted = False
    for at, line in enumerate(lines):
        size = starts_with(line.words, PHOTO_STARTS)
        longest = 20 if size == 1 else _LONGEST_NOTICE
        labelled = size == len(line.words) or (sign_after(line, size, _PHOTO_SIGNS) and (size > 1 or not line.prose))
        owned = len(line.words) <= _LONGEST_NOTICE and _OWNER.search(line.text)
        caption = headed and not texted and not line.prose and not line.closed and _is_credited(line)
        if (size and len(line.words) <= longest and labelled) or owned or caption:
            noise.add(at)
            continue
        headed = headed or len(line.words) >= _SHORTEST_HEADLINE
        texted = texted or line.prose
    return noise


def _is_credited(line: Line) -> bool:
    """Whether words that are more than a name end with who took the picture."""
    match = _CREDITED.search(line.text)
    if match is None or read_date_line(line.text) or len(words_of(line.text[: match.start()])) < _SHORTEST_HEADLINE:
        return False
    return " ".join(words_of(match[1] or match[2])) in _OWNERS


OWN_RULES = (_tags, find_furniture, _photos)
