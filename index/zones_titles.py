"""
Which of the lines above an article is its title, and which the kicker over it.

- Candidates above a byline or date line belong to the head, others only while no empty line parts them.
- Of two candidates the first is a kicker when it is short and the second longer; else it is the title, and what
  follows is a subheading of the body.
- A line in Latin letters above one in Arabic is the name of the site.
- «بوتين: مستعد للقاء زيلينسكي» is no kicker, whatever follows: what somebody said is news. Nor is a line of five words
  or more that a byline or date parts from the next, which is then a summary or the words under a photo.

>>> from index.zones_lines import lines_of
>>> find_titles(lines_of("لقاء رفيع في موسكو\\nالشرع يبحث مع بوتين إعادة بناء العلاقات"), [0, 1], last_credit=2)
{0: 'kicker', 1: 'title'}
"""

from __future__ import annotations

import re

from index.article import ZoneKind
from index.zones_lines import Line

_LONGEST_TITLE = 30
_LONGEST_KICKER = 6
_SHORTEST_TITLE = 5
_ARABIC = re.compile(r"[\u0621-\u064a]")
_SAID = re.compile(r"\w\w\s?:\s\S")


def find_titles(lines: list[Line], candidates: list[int], last_credit: int) -> dict[int, ZoneKind]:
    """Title and kicker among the candidates, by index; ``last_credit`` is the last byline or date line of the head."""
    material = [at for at in candidates if at < last_credit] or _first_block(lines, candidates)
    material = [at for at in material if len(lines[at].words) <= _LONGEST_TITLE]
    arabic = [at for at in material if _ARABIC.search(lines[at].text)]
    names: dict[int, ZoneKind] = {at: "noise" for at in material if arabic and at < arabic[0]}
    material = arabic or material
    if not material:
        return {}
    first = material[0]
    second = material[1] if len(material) > 1 else _after_lone_kicker(lines, candidates, first)
    if second is not None and _is_kicker(lines[first], lines[second], parted=second - first > 1):
        return {**names, first: "kicker", second: "title"}
    return {**names, first: "title"}


def _first_block(lines: list[Line], candidates: list[int]) -> list[int]:
    block = candidates[:1]
    for at in candidates[1:]:
        if lines[at].gap or at != block[-1] + 1:
            break
        block.append(at)
    return block


def _after_lone_kicker(lines: list[Line], candidates: list[int], first: int) -> int | None:
    """The title after a very short kicker, where every line stands apart: the text then stands apart from it too."""
    following = first + 1
    if following not in candidates or following + 1 >= len(lines) or not lines[following + 1].gap:
        return None
    return following if len(lines[first].words) <= 4 and len(lines[following].words) >= 6 else None


def _is_kicker(first: Line, second: Line, *, parted: bool) -> bool:
    size = len(first.words)
    if size > _LONGEST_KICKER:
        return False
    if first.text.endswith(":"):
        return True
    if _SAID.search(first.text) or (parted and size >= _SHORTEST_TITLE):
        return False
    return len(second.words) >= size + 2
