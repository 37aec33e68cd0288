"""
A small newsroom: a dozen articles in a real store and a real index, and the service that searches them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from config import Settings
from index.actors.gazetteer import Gazetteer
from index.article import Actor, Article, Mention, PublishedDate, RawDocument
from index.schema import to_record
from index.store import Store
from index.writer import open_writer
from search.engine import open_engine
from search.service import SearchService
from tests.support.filling import stored

TODAY = date(2025, 12, 24)
ACTORS = """id,kind,name,latin,aliases,notes
sergey-lavrov,person,سيرغي لافروف,Sergey Lavrov,سيرجي لافروف,
asaad-al-shaibani,person,أسعد الشيباني,Asaad al-Shaibani,,
russia,state,روسيا,Russia,,
syria,state,سوريا,Syria,سورية,
"""


def article(
    id: str, title: str, body: str, day: str | None = None, source: str | None = None, actors: tuple[Actor, ...] = ()
) -> Article:
    """An article as intake would give it."""
    published = PublishedDate(date.fromisoformat(day), "day", "metadata", day) if day else PublishedDate()
    mentions = tuple(
        Mention(actor.id, "body", body.index(actor.name), body.index(actor.name) + len(actor.name), actor.name)
        for actor in actors
        if actor.name in body
    )
    lead = body.split("\n")[0]
    return Article(
        id, title, "metadata", body, lead, source=source, published=published, actors=actors, mentions=mentions
    )


def newsroom(folder: Path, articles: list[Article], *, known: str = ACTORS, **settings: object) -> SearchService:
    """The service over ``articles``, stored and indexed in ``folder``, which knows the actors ``known``."""
    path = folder / "actors.csv"
    path.write_text(known, encoding="utf-8")
    store = Store.open(f"sqlite:///{folder / 'store.sqlite3'}")
    store.upsert([(RawDocument(one.body, title=one.title), one) for one in articles])
    url = f"whoosh:{folder / 'index'}"
    writer = open_writer(url)
    writer.apply([to_record(one) for one in stored(store)], [], store.last_seq())
    writer.close()
    return SearchService(
        open_engine(url),
        store,
        Gazetteer.load(path),
        Settings(data_dir=str(folder), **settings),  # type: ignore[arg-type]
        today=lambda: TODAY,
    )
