"""
The files that the pages load, under addresses that change when the files do, so a browser may keep them for a year.

- the version is taken from everything the look of a page depends on: templates, texts, styles, script, fonts
- fonts carry their version in their names, because a style sheet names them
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Response, request, url_for

from search.http.version import VERSION

HERE = Path(__file__).parent
FOR_A_YEAR = "public, max-age=31536000, immutable"


def _digest() -> str:
    made = hashlib.sha256(VERSION.encode())
    for folder in ("static", "templates"):
        for path in sorted((HERE / folder).rglob("*")):
            if path.is_file():
                made.update(path.read_bytes())
    for path in sorted(HERE.glob("*.py")):
        made.update(path.read_bytes())
    return made.hexdigest()[:12]


LOOK = _digest()


def asset(filename: str) -> str:
    """The address of a static file."""
    return url_for("static", filename=filename, v=LOOK)


def keep(answer: Response) -> Response:
    """Let a static file asked for by its versioned address be kept."""
    if request.endpoint == "static" and answer.status_code in (200, 206, 304):
        versioned = request.args.get("v") == LOOK or answer.mimetype == "font/woff2"
        answer.headers["Cache-Control"] = FOR_A_YEAR if versioned else "no-cache"
    return answer
