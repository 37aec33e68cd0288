"""
The real application on real data: the five articles that ship, taken in by the real command.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask import Flask

from app import create_app
from config import Settings
from search.http.services import Services

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "articles"
KEY = "correct horse"
WRITES = {"Authorization": f"Bearer {KEY}"}


def application(folder: Path, *, serve: bool = False, **settings: Any) -> Flask:
    """The application on the data in ``folder``."""
    return create_app(Settings(data_dir=str(folder), **settings), serve=serve)


def add(app: Flask, *paths: Path) -> None:
    """Take files in by the command, and fail where it does."""
    result = app.test_cli_runner().invoke(args=["index", "add", "--no-progress", "--jobs", "1", *map(str, paths)])
    assert result.exit_code == 0, result.output


def add_articles(app: Flask, folder: Path, articles: list[dict[str, Any]]) -> None:
    """Take in ``articles`` given as the members of JSON lines."""
    path = folder / "articles.jsonl"
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in articles), encoding="utf-8")
    add(app, path)


def close(app: Flask) -> None:
    """Stop what ``app`` runs and close what it has open."""
    services: Services = app.extensions["bahith"]
    services.close()
