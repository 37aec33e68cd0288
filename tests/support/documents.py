"""
The documents of the project, and the pieces of Markdown that they are made of.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
README, ARCHITECTURE, CONTRIBUTING, CHANGELOG = ((ROOT / name).read_text("utf-8") for name in DOCUMENTS)


def section(document: str, heading: str) -> str:
    """The text under a heading of the second level, up to the next one."""
    match = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", document, re.M | re.S)
    assert match, f"no section «{heading}»"
    return match[1]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in ``text`` as cells, without the line under the head."""
    lines = [line for line in text.splitlines() if line.startswith("|") and not line.startswith("|---")]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def codes(text: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`\n]+)`", text)


def blocks(text: str, *languages: str) -> list[str]:
    """The code blocks of ``text`` in one of ``languages``."""
    return [
        block for language, block in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S) if language in languages
    ]
