"""
One write transaction of the store: what it does with each version of an article it is given.

- `prepare` does everything that needs no database, before the transaction begins, so that other writers wait less
- nothing changed: nothing is written, and no sequence number is spent
- the version that ends is copied to ``revisions``; stories and fingerprints follow the text
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, delete, insert, literal, select, update

from index import stories
from index.article import Article, RawDocument
from index.codec import article_to_json, raw_to_blob, raw_to_json
from index.duplicates import Fingerprint, fingerprint, words
from index.errors import ArticleNotFound, UrlTaken
from index.identity import article_id, canonical_url
from index.store_schema import articles, counters, deletions, revisions

Status = Literal["added", "updated", "unchanged", "superseded"]

_VERSION = ("seq", "raw_digest", "article_digest", "stored_at", "article", "raw")
_HEADS = select(
    articles.c.number, articles.c.id, articles.c.seq, articles.c.story, articles.c.exact, articles.c.minhash,
    articles.c.raw_digest, articles.c.article_digest,
)  # fmt: skip
_CURRENT = _HEADS.where(articles.c.id == bindparam("id"))
_MOVED = _HEADS.where(articles.c.url_id == bindparam("id"))
_ADD = insert(articles).returning(articles.c.number)
_UNDELETE = delete(deletions).where(deletions.c.id == bindparam("id"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record. ``seq`` is the last change of its article, whoever made it."""

    id: str
    status: Status
    seq: int


@dataclass(frozen=True, slots=True)
class Version:
    """An article ready to be written. ``url_id`` is the id its address gives; empty where it has none."""

    id: str
    url_id: str
    fingerprint: Fingerprint
    raw_digest: bytes
    article_digest: bytes
    article: str
    raw: bytes


def prepare(raw: RawDocument, article: Article, made: Fingerprint | None = None, id: str = "") -> Version:
    """The version to write for a record and the article it was understood as, under ``id`` or else its own."""
    text = article_to_json(article)
    source = raw_to_json(replace(raw, origin=""))  # the same record out of another file is the same record
    return Version(
        id=id or article.id or article_id(article.url, article.title, article.body),
        url_id=article_id(article.url, "", "") if canonical_url(article.url) else "",
        fingerprint=made or fingerprint(article.title, words(article.body)),
        raw_digest=_digest(source.encode("utf-8")),
        article_digest=_digest(text.encode("utf-8")),
        article=text,
        raw=raw_to_blob(raw),
    )


class Transaction:
    """The writes of one transaction. Make it first thing: from then on all other writers wait."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        last = select(counters.c.value).where(counters.c.name == "seq").with_for_update()
        self._before = self._seq = int(connection.execute(last).scalar_one())
        self._now = datetime.now(UTC).isoformat(timespec="seconds")

    def put(self, version: Version, hold_superseded: bool = False) -> Outcome:
        """Add the article, or update the stored one with its id, or moved to its address, where anything differs.

        One that was moved stays known by that address when something comes from where it was before.
        """
        current = self.known_as(version.id)
        if current is None:
            return self._add(version)
        version = replace(version, id=current.id)
        if (current.raw_digest, current.article_digest) == (version.raw_digest, version.article_digest):
            return Outcome(version.id, "unchanged", current.seq)
        if hold_superseded and current.raw_digest != version.raw_digest and self._is_revision(version):
            return Outcome(version.id, "superseded", current.seq)
        self._keep(current, by=self._seq + 1)
        return self._update(current, version)

    def replace(self, version: Version) -> Outcome:
        """`put`, for an article that must be stored already and is from now on known by this address only.

        Raises ArticleNotFound, and UrlTaken for another's URL.
        """
        current = self._stored(version.id)
        other = self._at_url(version)
        if other is not None:
            raise UrlTaken(f"the article {other.id} is known by this url; replace or delete that one")
        outcome = self.put(version)
        if not self._moves(version):
            stays = update(articles).where(articles.c.number == current.number)
            self._connection.execute(stays.values(url_id=None))
        return outcome

    def renew(self, version: Version) -> Outcome:
        """Write what an unchanged raw record is understood as now; no revision is kept.

        ``superseded`` where the record is not what is stored any more.
        """
        current = self.current(version.id)
        if current is None or current.raw_digest != version.raw_digest:
            return Outcome(version.id, "superseded", current.seq if current else self._seq)
        if current.article_digest == version.article_digest and _same_text(current, version):
            return Outcome(version.id, "unchanged", current.seq)
        return self._update(current, version, again=True)

    def delete(self, id: str) -> int:
        """Delete an article, keeping its version; the number of the change. Raises ArticleNotFound."""
        current = self._stored(id)
        seq = self._next()
        self._keep(current, by=seq)
        stories.forget(self._connection, current.number, current.minhash)
        self._connection.execute(delete(articles).where(articles.c.number == current.number))
        self._connection.execute(insert(deletions).values(id=id, seq=seq))
        if current.story == id:
            self._rename_story(id)
        return seq

    def finish(self) -> None:
        """Write what is due at the end of the transaction; the caller commits."""
        if self._seq != self._before:
            moved = update(counters).where(counters.c.name == "seq").values(value=self._seq)
            self._connection.execute(moved)

    def current(self, id: str) -> Row[*tuple[Any, ...]] | None:
        """What is stored under ``id``, without its texts."""
        return self._connection.execute(_CURRENT, {"id": id}).first()

    def known_as(self, id: str) -> Row[*tuple[Any, ...]] | None:
        """The article with this id, or else the one that was moved to the address that gives this id."""
        return self.current(id) or self._connection.execute(_MOVED, {"id": id}).first()

    def _stored(self, id: str) -> Row[*tuple[Any, ...]]:
        row = self.current(id)
        if row is None:
            raise ArticleNotFound(f"there is no article {id!r}")
        return row

    def _next(self) -> int:
        self._seq += 1
        return self._seq

    def _add(self, version: Version) -> Outcome:
        story = stories.find_story(self._connection, version.fingerprint) or version.id
        seq = self._next()
        row = {"id": version.id, "url_id": self._url_id(version), **self._columns(version, seq, story)}
        number = self._connection.execute(_ADD, row).scalar_one()
        stories.remember(self._connection, number, version.fingerprint)
        self._connection.execute(_UNDELETE, {"id": version.id})
        return Outcome(version.id, "added", seq)

    def _update(self, current: Row[*tuple[Any, ...]], version: Version, again: bool = False) -> Outcome:
        seq, story, copies_of = self._next(), current.story, current.story
        if not _same_text(current, version):
            stories.forget(self._connection, current.number, current.minhash)
            copies_of = stories.find_story(self._connection, version.fingerprint, besides=current.number)
            story = copies_of or version.id
            stories.remember(self._connection, current.number, version.fingerprint)
        change = update(articles).where(articles.c.number == current.number)
        columns = self._columns(version, seq, story)
        if self._moves(version):
            columns["url_id"] = self._url_id(version)
        if again:  # the source said nothing new: for feeds it is as old as it was
            del columns["stored_at"]
        self._connection.execute(change.values(columns))
        if current.story == version.id != copies_of:
            self._rename_story(version.id)
        return Outcome(version.id, "updated", seq)

    def _rename_story(self, story: str) -> None:
        for number in stories.rename(self._connection, story):
            moved = update(articles).where(articles.c.number == number)
            self._connection.execute(moved.values(seq=self._next()))  # an index must hear of it

    def _keep(self, current: Row[*tuple[Any, ...]], by: int) -> None:
        ended = select(articles.c.id, literal(by), *(articles.c[name] for name in _VERSION))
        ended = ended.where(articles.c.number == current.number)
        self._connection.execute(insert(revisions).from_select(["id", "replaced_by", *_VERSION], ended))

    def _columns(self, version: Version, seq: int, story: str) -> dict[str, Any]:
        return {
            "story": story,
            "exact": version.fingerprint.exact,
            "minhash": version.fingerprint.minhash,
            "seq": seq,
            "raw_digest": version.raw_digest,
            "article_digest": version.article_digest,
            "stored_at": self._now,
            "article": version.article,
            "raw": version.raw,
        }

    @staticmethod
    def _moves(version: Version) -> bool:
        """Whether its address would give it another id than it has."""
        return version.url_id not in ("", version.id)

    def _url_id(self, version: Version) -> str | None:
        return version.url_id if self._moves(version) and self._at_url(version) is None else None

    def _at_url(self, version: Version) -> Row[*tuple[Any, ...]] | None:
        """Another article that has the address of ``version``."""
        other = self.known_as(version.url_id) if version.url_id else None
        return other if other is not None and other.id != version.id else None

    def _is_revision(self, version: Version) -> bool:
        known = select(revisions.c.number).where(
            revisions.c.id == version.id, revisions.c.raw_digest == version.raw_digest
        )
        return self._connection.execute(known.limit(1)).first() is not None


def _same_text(current: Row[*tuple[Any, ...]], version: Version) -> bool:
    return (current.exact, current.minhash) == (version.fingerprint.exact, version.fingerprint.minhash)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
