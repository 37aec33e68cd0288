"""
Every setting of the program, in one table; the only reader of the environment.

A setting `data_dir` is read from `BAHITH_DATA_DIR`. `SETTINGS` lists them all for the README, the tests and
`flask settings`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from index.errors import ConfigurationError

PREFIX = "BAHITH_"
ADDRESS = r"https?://[^\s/?#]+[^\s?#]*"
HERE = Path(__file__).resolve().parent


def _setting(default: Any, help: str, **rules: Any) -> Any:
    return field(default=default, metadata={"help": help, **rules})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one process; `Settings.load()` reads the environment."""

    data_dir: str = _setting("data", "folder of everything that must be kept: the database and the index")
    database_url: str = _setting("", "SQLAlchemy URL of the store; empty: SQLite in data_dir")
    index_url: str = _setting("", "engine and place of the index; empty: whoosh:DATA_DIR/index")
    gazetteer: str = _setting(str(HERE / "seeds" / "actors.csv"), "the actors file (CSV) used to recognise names")
    api_keys: str = _setting("", "keys that may write over HTTP, separated by commas; empty: writing is off")
    base_url: str = _setting("", "public address used in feeds and links; empty: taken from the request", like=ADDRESS)
    max_query_chars: int = _setting(1000, "longest query accepted", min=1)
    max_clauses: int = _setting(64, "most words, phrases and prefixes in one query", min=1)
    max_expansions: int = _setting(500, "most words one prefix may stand for", min=1)
    max_results: int = _setting(10_000, "deepest result that can be paged to", min=100)
    max_body_bytes: int = _setting(16 * 1024 * 1024, "largest HTTP request body", min=1024)
    max_article_chars: int = _setting(1_000_000, "longest article accepted", min=1000)
    search_timeout: float = _setting(5.0, "seconds one search may take", min=0.01)
    export_limit: int = _setting(10_000, "most rows in one CSV export", min=1)
    index_poll_seconds: float = _setting(0.2, "how often the indexer looks for new articles", min=0.01)
    trusted_proxies: int = _setting(
        0, "number of reverse proxies in front whose X-Forwarded-For and -Proto count", min=0
    )
    log_level: str = _setting("INFO", "DEBUG, INFO, WARNING or ERROR", choices=("DEBUG", "INFO", "WARNING", "ERROR"))

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
        """Read ``BAHITH_*`` from ``environ`` (default: the process's), then apply ``overrides``.

        Raises ConfigurationError for a value of the wrong type, outside its bounds, or an unknown name.
        """
        environ = os.environ if environ is None else environ
        known = {f.name: f for f in fields(cls)}
        values: dict[str, Any] = {}
        for key, text in environ.items():
            if not key.startswith(PREFIX):
                continue
            name = key.removeprefix(PREFIX).lower()
            if name not in known:
                raise ConfigurationError(f"{key} is not a setting; see the table in README.md")
            values[name] = _parse(key, text, known[name])
        return cls(**{**values, **overrides})

    @property
    def resolved_database_url(self) -> str:
        """The store's URL, with the default filled in."""
        return self.database_url or f"sqlite:///{Path(self.data_dir).resolve() / 'bahith.sqlite3'}"

    @property
    def resolved_index_url(self) -> str:
        """The index's URL, with the default filled in."""
        return self.index_url or f"whoosh:{Path(self.data_dir).resolve() / 'index'}"

    @property
    def keys(self) -> frozenset[str]:
        """The keys that may write."""
        return frozenset(key.strip() for key in self.api_keys.split(",") if key.strip())


_KINDS = {int: "a whole number", float: "a number", str: "a text"}


def _parse(key: str, text: str, setting: Any) -> Any:
    kind = type(setting.default)
    try:
        value = kind(text)
    except ValueError:
        raise ConfigurationError(f"{key}={text!r}: expected {_KINDS[kind]}") from None
    low, choices = setting.metadata.get("min"), setting.metadata.get("choices")
    if low is not None and not value >= low:
        raise ConfigurationError(f"{key}={text!r}: must be at least {low}")
    if choices and value not in choices:
        raise ConfigurationError(f"{key}={text!r}: must be one of {', '.join(choices)}")
    like = setting.metadata.get("like")
    if like and value and not re.fullmatch(like, value):
        raise ConfigurationError(f"{key}={text!r}: must be an address such as https://news.example.org")
    return value


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table of settings."""

    name: str
    default: Any
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return PREFIX + self.name.upper()


SETTINGS: tuple[Setting, ...] = tuple(Setting(f.name, f.default, f.metadata["help"]) for f in fields(Settings))
