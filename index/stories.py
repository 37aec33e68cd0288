"""
Which story a stored article belongs to: the id of the first stored article of which it is a copy.

- an exact copy belongs to the story of its original; a near copy to that of the nearest, of equals the first stored
- when the article that names a story leaves it (deleted, or its text is another now), the first that stays names it
- everything happens on the connection, and so in the transaction, of the change that causes it
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from index.duplicates import THRESHOLD, Fingerprint, bands, similarity
from index.store_schema import articles, fingerprints

# A text that a source prints under hundreds of headlines is found by any few of its copies.
MAX_CANDIDATES = 200

_BESIDES = articles.c.number != bindparam("besides")
_EXACT = (
    select(articles.c.story)
    .where(articles.c.exact == bindparam("exact"), _BESIDES)
    .order_by(articles.c.number)
    .limit(1)
)
_IN_A_BAND = fingerprints.c.band.in_(bindparam("bands", expanding=True))
_NEAR = (
    select(articles.c.story, articles.c.minhash)
    .where(articles.c.number.in_(select(fingerprints.c.article).where(_IN_A_BAND)), _BESIDES)
    .order_by(articles.c.number)
    .limit(MAX_CANDIDATES)
)
_FORGET = delete(fingerprints).where(_IN_A_BAND, fingerprints.c.article == bindparam("number"))


def find_story(connection: Connection, fingerprint: Fingerprint, besides: int = -1) -> str | None:
    """The story of the stored copies of a text, not counting the article numbered ``besides``; None without one."""
    found = connection.execute(_EXACT, {"exact": fingerprint.exact, "besides": besides}).scalar()
    if found is not None or not fingerprint.minhash:
        return found
    best, story = 0.0, None
    for row in connection.execute(_NEAR, {"bands": bands(fingerprint.minhash), "besides": besides}):
        score = similarity(row.minhash, fingerprint.minhash)
        if score >= THRESHOLD and score > best:
            best, story = score, row.story
    return story


def remember(connection: Connection, number: int, fingerprint: Fingerprint) -> None:
    """Make the article ``number`` findable by its fingerprint."""
    rows = [{"band": band, "article": number} for band in set(bands(fingerprint.minhash))]
    if rows:
        connection.execute(insert(fingerprints), rows)


def forget(connection: Connection, number: int, minhash: bytes) -> None:
    """Undo `remember`."""
    if minhash:
        connection.execute(_FORGET, {"bands": bands(minhash), "number": number})


def rename(connection: Connection, story: str) -> list[int]:
    """After the article whose id names ``story`` left it: the first that stays names it. The numbers of who stays."""
    stays = (articles.c.story == story) & (articles.c.id != story)
    rows = connection.execute(select(articles.c.number, articles.c.id).where(stays).order_by(articles.c.number)).all()
    if rows:
        connection.execute(update(articles).where(stays).values(story=rows[0].id))
    return [row.number for row in rows]
