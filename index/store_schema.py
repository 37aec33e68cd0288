"""
The tables of the store as the newest revision leaves them, and which revision that is.

| table | one row is |
|---|---|
| articles | an article as it is now, with the raw record it came from |
| revisions | a version of an article that was replaced or deleted |
| deletions | the id of a deleted article, so that an index can hear of it |
| fingerprints | one band of one article's fingerprint: a look-up in it finds near copies |
| counters | the sequence number of the last change |

A change of these tables is a new file in ``migrations/versions`` (see ``migrations/README.md``); a test keeps
both the same.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

HEAD = "0002"  # the revision these tables are
VERSION_TABLE = "bahith_version"

metadata = MetaData()

# SQLite numbers rows itself only in a column whose type is INTEGER.
_Number = BigInteger().with_variant(Integer, "sqlite")


def _version_columns() -> list[Column[Any]]:
    return [
        Column("seq", _Number, nullable=False),  # the change that made this version
        Column("raw_digest", LargeBinary, nullable=False),  # of what the source gave
        Column("article_digest", LargeBinary, nullable=False),  # of what we understood
        Column("stored_at", String(32), nullable=False),  # UTC, ISO 8601
        Column("article", Text, nullable=False),  # see codec.py
        Column("raw", LargeBinary, nullable=False),
    ]


articles = Table(
    "articles",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),  # order of first storing; never used again
    Column("id", String(64), nullable=False),
    Column("story", String(64), nullable=False),
    Column("exact", LargeBinary, nullable=False),  # equal in exact copies
    Column("minhash", LargeBinary, nullable=False),  # empty for short texts
    *_version_columns(),
    Column("url_id", String(64)),  # the id its address would give it, where it was moved there and has another
    Index("articles_by_id", "id", unique=True),
    Index("articles_by_url_id", "url_id", unique=True),
    Index("articles_by_seq", "seq", unique=True),
    Index("articles_by_story", "story"),
    Index("articles_by_exact", "exact"),
    sqlite_autoincrement=True,
)

revisions = Table(
    "revisions",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False),
    Column("replaced_by", _Number, nullable=False),  # the change that ended this version
    *_version_columns(),
    Index("revisions_by_id", "id", "raw_digest"),
    sqlite_autoincrement=True,
)

deletions = Table(
    "deletions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("seq", _Number, nullable=False),
    Index("deletions_by_seq", "seq", unique=True),
)

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("band", _Number, primary_key=True, autoincrement=False),
    Column("article", _Number, primary_key=True, autoincrement=False),  # articles.number
    sqlite_with_rowid=False,
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", _Number, nullable=False),
)
