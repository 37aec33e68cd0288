"""
Which story a stored article belongs to: the id of the first stored article of which it is a copy.

- an exact copy belongs to the story of its original; a near copy to that of the nearest, of equals the first stored
- when the article that names a story leaves it (deleted, or its text is another now), the first that stays names it
- everything happens on the connection, and so in the transaction, of the change that causes it
"""

from __future__ import annotations

from sqlalchemy import Connection, Select, delete, insert, select, tuple_, update

from index.duplicates import THRESHOLD, Fingerprint, bands, similarity
from index.store_schema import articles, fingerprints

# A text that a source prints under hundreds of headlines is found by any few of its copies.
MAX_CANDIDATES = 200


def find_story(connection: Connection, fingerprint: Fingerprint, besides: int | None = None) -> str | None:
    """The story of the stored copies of a text, not counting the article numbered ``besides``; None without one."""
    others = articles.c.number != (-1 if besides is None else besides)
    exact = select(articles.c.story).where(articles.c.exact == fingerprint.exact, others)
    found = connection.execute(exact.order_by(articles.c.number).limit(1)).scalar()
    if found is not None or not fingerprint.minhash:
        return found
    near = (
        select(articles.c.story, articles.c.minhash)
        .where(articles.c.number.in_(_sharing_a_band(fingerprint)), others)
        .order_by(articles.c.number)
        .limit(MAX_CANDIDATES)
    )
    best, story = THRESHOLD, None
    for row in connection.execute(near):
        score = similarity(row.minhash, fingerprint.minhash)
        if score > best or (score == best and story is None):
            best, story = score, row.story
    return story


def remember(connection: Connection, number: int, fingerprint: Fingerprint) -> None:
    """Make the article ``number`` findable by its fingerprint."""
    rows = [{"band": band, "hash": value, "article": number} for band, value in bands(fingerprint.minhash)]
    if rows:
        connection.execute(insert(fingerprints), rows)


def forget(connection: Connection, number: int, minhash: bytes) -> None:
    """Undo `remember`."""
    pairs = bands(minhash)
    if pairs:
        wanted = tuple_(fingerprints.c.band, fingerprints.c.hash).in_(pairs)
        connection.execute(delete(fingerprints).where(wanted, fingerprints.c.article == number))


def rename(connection: Connection, story: str) -> list[int]:
    """After the article whose id names ``story`` left it: the first that stays names it. The numbers of who stays."""
    stays = (articles.c.story == story) & (articles.c.id != story)
    rows = connection.execute(select(articles.c.number, articles.c.id).where(stays).order_by(articles.c.number)).all()
    if rows:
        connection.execute(update(articles).where(stays).values(story=rows[0].id))
    return [row.number for row in rows]


def _sharing_a_band(fingerprint: Fingerprint) -> Select[tuple[int]]:
    wanted = tuple_(fingerprints.c.band, fingerprints.c.hash).in_(bands(fingerprint.minhash))
    return select(fingerprints.c.article).where(wanted)
