"""
The store: every article and the raw record it came from; the system of record, from which any index is made again.

- what a source gave is never lost: an article that is replaced or deleted leaves its version in ``revisions``
- a write is one transaction; when a method returns, what it wrote survives the process and a power cut
- every change of an article has a sequence number, given inside the transaction that writes it: numbers become visible
  in order, so an index that has applied change *n* has applied all before it
- reads never wait for writes; writers of any process wait for each other
- safe for threads, and after a fork

>>> store = Store.open("sqlite:///news.sqlite3")  # doctest: +SKIP
>>> store.upsert([(RawDocument("نص"), article)])  # doctest: +SKIP
[Outcome(id='mfzwi3dbonsgk3tu', status='added', seq=1)]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from typing import Any

from sqlalchemy import Connection, Row, func, select

from index.article import Article, RawDocument
from index.codec import article_from_json, raw_from_blob
from index.duplicates import Fingerprint
from index.errors import ArticleNotFound
from index.migrations import is_current, upgrade
from index.store_engine import BUSY_SECONDS, Database, store_errors
from index.store_schema import articles, counters, deletions, revisions
from index.store_writes import Outcome, Transaction, Version, prepare

__all__ = ["Changes", "Outcome", "Store"]

_READ = (articles.c.id, articles.c.story, articles.c.article)
_IN_ONE_QUERY = 500  # ids; databases bound the parameters of a statement


@dataclass(frozen=True, slots=True)
class Changes:
    """The articles and deletions of a range of sequence numbers; ``last`` is where the next range begins."""

    articles: tuple[Article, ...]
    deleted: tuple[str, ...]
    last: int


class Store:
    """All articles. Every method raises StoreError where the database cannot do it, and then has done nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str, busy_seconds: float = BUSY_SECONDS) -> Store:
        """The store at an SQLAlchemy URL, made or upgraded where necessary.

        A write that finds the store busy waits up to ``busy_seconds``. Raises ConfigurationError for a URL that
        cannot be used, StoreUnusable for a file that is no store, StoreVersionError for one that a newer program wrote.
        """
        database = Database(url, busy_seconds)
        try:
            with store_errors():
                if database.is_missing or not is_current(database.reading):
                    with database.setup_lock():
                        database.use_wal()
                        upgrade(database.writing)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        """Close the connections of this process."""
        self._database.close()

    # Writing

    def upsert(
        self,
        items: Sequence[tuple[RawDocument, Article]],
        fingerprints: Sequence[Fingerprint] | None = None,
        *,
        hold_superseded: bool = False,
    ) -> list[Outcome]:
        """Add or update ``items`` in one transaction; one outcome each, in order.

        An article is the same as a stored one when it has its id, or without an id the identity of
        `identity.article_id`, or the address that `replace` gave that one. ``fingerprints`` saves computing them here.
        With ``hold_superseded`` a record equal to an earlier version of its article is left out (status
        ``superseded``): adding a file again that holds two versions of an article must not swing between them.
        """
        versions = _prepared(items, fingerprints)
        with self._write() as change:
            return [change.put(version, hold_superseded) for version in versions]

    def replace(self, id: str, raw: RawDocument, article: Article) -> Outcome:
        """Put ``article`` in the place of the one with this id, which stays, also under another address.

        Raises ArticleNotFound, and UrlTaken where another article has that address.
        """
        version = prepare(raw, article, id=id)
        with self._write() as change:
            return change.replace(version)

    def refresh(
        self, items: Sequence[tuple[RawDocument, Article]], fingerprints: Sequence[Fingerprint] | None = None
    ) -> list[Outcome]:
        """Store what the same raw records are now understood as; no revision is kept, as the source said nothing new.

        Each article has the id it was stored under. One that was deleted or changed meanwhile is left as it is
        (status ``superseded``).
        """
        versions = _prepared(items, fingerprints)
        with self._write() as change:
            return [change.renew(version) for version in versions]

    def delete(self, id: str) -> int:
        """Delete an article; its sequence number. Its versions stay in ``revisions``. Raises ArticleNotFound."""
        with self._write() as change:
            return change.delete(id)

    # Reading

    def get(self, id: str) -> Article:
        """The article with this id. Raises ArticleNotFound."""
        with self._read() as connection:
            return _article(_found(connection.execute(select(*_READ).where(articles.c.id == id)).first(), id))

    def get_many(self, ids: Sequence[str]) -> dict[str, Article]:
        """The articles with these ids, in this order; ids that are not stored are left out."""
        found: dict[str, Article] = {}
        with self._read() as connection:
            for at in range(0, len(ids), _IN_ONE_QUERY):
                query = select(*_READ).where(articles.c.id.in_(ids[at : at + _IN_ONE_QUERY]))
                found.update((row.id, _article(row)) for row in connection.execute(query))
        return {id: found[id] for id in ids if id in found}

    def of_story(self, story: str, limit: int) -> tuple[Article, ...]:
        """The articles that tell a story, the first stored first; none where there is no such story."""
        query = select(*_READ).where(articles.c.story == story).order_by(articles.c.number).limit(limit)
        with self._read() as connection:
            return tuple(_article(row) for row in connection.execute(query))

    def stored_at(self, ids: Sequence[str]) -> dict[str, datetime]:
        """When each of these articles was last added or replaced; ids that are not stored are left out."""
        found: dict[str, datetime] = {}
        with self._read() as connection:
            for at in range(0, len(ids), _IN_ONE_QUERY):
                some = articles.c.id.in_(ids[at : at + _IN_ONE_QUERY])
                rows = connection.execute(select(articles.c.id, articles.c.stored_at).where(some))
                found.update((row.id, datetime.fromisoformat(row.stored_at)) for row in rows)
        return found

    def raw(self, id: str) -> RawDocument:
        """The record an article came from. Raises ArticleNotFound."""
        with self._read() as connection:
            row = connection.execute(select(articles.c.raw).where(articles.c.id == id)).first()
        return raw_from_blob(_found(row, id).raw)

    def revisions(self, id: str) -> list[RawDocument]:
        """The records of an article's earlier versions, oldest first; also of a deleted article."""
        query = select(revisions.c.raw).where(revisions.c.id == id).order_by(revisions.c.number)
        with self._read() as connection:
            return [raw_from_blob(row.raw) for row in connection.execute(query)]

    def count(self) -> int:
        """How many articles there are."""
        with self._read() as connection:
            return int(connection.execute(select(func.count()).select_from(articles)).scalar_one())

    def last_seq(self) -> int:
        """The sequence number of the last change; 0 for a new store."""
        with self._read() as connection:
            return int(connection.execute(select(counters.c.value).where(counters.c.name == "seq")).scalar_one())

    def statistics(self) -> Mapping[str, int]:
        """How many articles, stories, earlier versions and changes there are."""
        with self._read() as connection:
            count = func.count
            return {
                "articles": int(connection.execute(select(count()).select_from(articles)).scalar_one()),
                "stories": int(connection.execute(select(count(articles.c.story.distinct()))).scalar_one()),
                "revisions": int(connection.execute(select(count()).select_from(revisions)).scalar_one()),
                "last_seq": int(connection.execute(select(counters.c.value)).scalar_one()),
            }

    def changes(self, after: int, limit: int) -> Changes:
        """The next ``limit`` changes after sequence number ``after``, in order; each article as it is now."""
        changed = select(articles.c.seq, *_READ).where(articles.c.seq > after).order_by(articles.c.seq).limit(limit)
        gone = select(deletions).where(deletions.c.seq > after).order_by(deletions.c.seq).limit(limit)
        with self._read() as connection:  # one view of both tables
            rows = [*connection.execute(changed), *connection.execute(gone)]
        rows = sorted(rows, key=lambda row: int(row.seq))[:limit]
        return Changes(
            articles=tuple(_article(row) for row in rows if "article" in row._fields),
            deleted=tuple(row.id for row in rows if "article" not in row._fields),
            last=rows[-1].seq if rows else after,
        )

    def iterate_raw(self, batch: int = 500) -> Iterator[tuple[str, RawDocument]]:
        """The id and the raw record of every article, in the order of first storing.

        One changed meanwhile comes as it was or as it is.
        """
        after = 0
        while True:
            query = select(articles.c.number, articles.c.id, articles.c.raw).where(articles.c.number > after)
            # A short transaction for each batch: a long one would keep the write-ahead log from shrinking.
            with self._read() as connection:
                rows = connection.execute(query.order_by(articles.c.number).limit(batch)).all()
            if not rows:
                return
            yield from ((row.id, raw_from_blob(row.raw)) for row in rows)
            after = rows[-1].number

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with store_errors(), self._database.reading.connect() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Transaction]:
        with store_errors(), self._database.writing.begin() as connection:
            change = Transaction(connection)
            yield change
            change.finish()


def _prepared(
    items: Sequence[tuple[RawDocument, Article]], fingerprints: Sequence[Fingerprint] | None
) -> list[Version]:
    made = fingerprints if fingerprints is not None else repeat(None, len(items))
    return [prepare(raw, article, known) for (raw, article), known in zip(items, made, strict=True)]


def _found(row: Row[*tuple[Any, ...]] | None, id: str) -> Row[*tuple[Any, ...]]:
    if row is None:
        raise ArticleNotFound(f"there is no article {id!r}")
    return row


def _article(row: Row[*tuple[Any, ...]]) -> Article:
    return article_from_json(row.article, row.id, row.story)
