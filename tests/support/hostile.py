"""
Articles that try to break out of a page, or to break it: markup, quotes, directions, endless words.
"""

from __future__ import annotations

from typing import Any

SCRIPT = "<script>document.title='broken'</script>"
IMAGE = '"><img src=x onerror="document.title=\'broken\'">'
OVERRIDE = "\u202eمقلوب\u202d\u2066"  # directions that are opened and never closed
LONG = "ا" * 10_000
EMOJI = "👩‍👩‍👧‍👦🏳️‍🌈" * 20
TRICKS = (
    SCRIPT,
    IMAGE,
    OVERRIDE,
    LONG,
    "W" * 10_000,
    EMOJI,
    "</title></mark></p></main>",
    "'; --",
    "{{ 7*7 }}{% raw %}",
)
LONGEST = 900  # of a title; the body takes a trick whole


def articles() -> list[dict[str, Any]]:
    """One article for each trick, in every field; all have the word «مكيدة»."""
    return [
        {
            "id": f"trick-{number}",
            "title": f"مكيدة {trick[:LONGEST]}",
            "body": f"مكيدة أولى {trick} في الخبر.\n\nوفيه {trick} مكيدة ثانية رقمها {number} وكلام عن الطقس {number}.",
            "source": f"مصدر {trick}"[:200],
            "section": f"قسم {trick}"[:200],
            "author": f"كاتب {trick}"[:200],
        }
        for number, trick in enumerate(TRICKS)
    ]
