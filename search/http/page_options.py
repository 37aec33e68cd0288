"""
One of several ways to see what is shown: the text of a link, where it leads, and whether it is where one is.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One of several ways to see the results."""

    text: str
    url: str
    current: bool = False
    count: int | None = None
    help: str = ""
