"""
A store is brought to the newest tables as a whole or not at all.

`stores/` keeps a store of each revision as SQL, with the articles of `KEPT`. For a new revision add the file that
``PYTHONPATH=. python tests/index/test_migrations.py`` prints; never change an old one.
"""

import shutil
import sqlite3
import tempfile
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from index import migrations
from index.article import Actor, Article, Mention, PublishedDate, RawDocument, Zone
from index.errors import StoreError, StoreVersionError
from index.store import Store
from index.store_engine import Database
from index.store_schema import HEAD, VERSION_TABLE, metadata

ARTICLE = RawDocument("نص"), Article("", "عنوان", "text", "نص")

STORES = Path(__file__).parent / "stores"
BODY = (
    "وصل الوزير إلى موسكو صباح الجمعة لإجراء محادثات مع نظيره الروسي حول العلاقات الثنائية "
    "بين البلدين وسبل تعزيزها في العام المقبل."
)
# Everything an article can have: what a store of any age must give back.
KEPT = (
    RawDocument(f"سياسة\n\n{BODY}", origin="a.jsonl:1", url="https://n.example/1", source="وكالة"),
    Article(
        "kept", "الوزير في موسكو", "text", BODY, BODY, "زيارة", "https://n.example/1", "وكالة", "سياسة", "فريق التحرير",
        PublishedDate(date(2025, 8, 1), "day", "text", "01-08-2025"), (Actor("russia", "state", "روسيا", "Russia"),),
        (Mention("russia", "body", 15, 20, "موسكو"),),
        (Zone("section", 0, 5, "سياسة"), Zone("body", 7, 7 + len(BODY), BODY)),
        "kept", {"key": "value"},
    ),
)  # fmt: skip

NEXT = f"{int(HEAD) + 1:04}"
GOOD = f"""
import sqlalchemy as sa
from alembic import op
revision = "{NEXT}"
down_revision = "{HEAD}"
def upgrade():
    op.add_column("articles", sa.Column("language", sa.String(8)))
    op.execute("UPDATE articles SET language = 'ar'")
"""
BAD = GOOD + "    op.execute('SELECT * FROM nowhere')\n"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.sqlite3"


@pytest.fixture
def made(path):
    store = Store.open(f"sqlite:///{path}")
    store.upsert([ARTICLE])
    store.close()
    return path


def later(tmp_path, revision):
    """The folder of a program that knows one revision more."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrations.HERE, folder)
    (folder / "versions" / f"{NEXT}_next.py").write_text(revision, encoding="utf-8")
    return folder


def dump(path):
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_the_head_is_the_newest_revision():
    config = Config()
    config.set_main_option("script_location", str(migrations.HERE))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_revisions_make_the_tables_of_the_schema(made):
    database = Database(f"sqlite:///{made}")
    with database.reading.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
    database.close()


def test_an_upgrade_keeps_what_is_stored(made, tmp_path):
    database = Database(f"sqlite:///{made}")
    migrations.upgrade(database.writing, later(tmp_path, GOOD))
    migrations.upgrade(database.writing, tmp_path / "migrations")  # nothing left to do
    with database.reading.connect() as connection:
        assert migrations.version(connection) == NEXT
        assert connection.exec_driver_sql("SELECT count(*), min(language) FROM articles").one() == (1, "ar")
    database.close()


def test_an_upgrade_that_fails_changes_nothing(made, tmp_path):
    before = dump(made)
    database = Database(f"sqlite:///{made}")
    with pytest.raises(Exception, match="nowhere"):
        migrations.upgrade(database.writing, later(tmp_path, BAD))
    database.close()
    assert dump(made) == before
    store = Store.open(f"sqlite:///{made}")
    assert store.count() == 1
    store.close()


def test_a_store_of_a_newer_program_is_refused_and_not_touched(made, tmp_path):
    database = Database(f"sqlite:///{made}")
    migrations.upgrade(database.writing, later(tmp_path, GOOD))
    database.close()
    before, size = dump(made), made.read_bytes()
    with pytest.raises(StoreVersionError, match=f"{NEXT}.*newer version"):
        Store.open(f"sqlite:///{made}")
    assert dump(made) == before and made.read_bytes() == size


def test_a_database_that_is_no_store_is_refused_and_not_touched(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE customers (name)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="customers"):
        Store.open(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_not_touched(path):
    path.write_text("هذه ليست قاعدة بيانات" * 100, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not an SQLite database"):
        Store.open(f"sqlite:///{path}")
    assert path.read_bytes() == before


@pytest.mark.parametrize("create", [lambda path: None, Path.touch], ids=["no file", "an empty file"])
def test_an_empty_place_becomes_a_store(path, create):
    create(path)
    store = Store.open(f"sqlite:///{path}")
    assert (store.count(), store.last_seq()) == (0, 0)
    store.close()


@pytest.mark.parametrize("kept", sorted(STORES.glob("*.sql")), ids=lambda kept: kept.stem)
def test_a_store_of_any_age_opens_with_all_it_holds(kept, path):
    connection = sqlite3.connect(path)
    connection.executescript(kept.read_text(encoding="utf-8"))
    connection.close()
    store = Store.open(f"sqlite:///{path}")
    assert (store.get("kept"), store.raw("kept")) == (KEPT[1], KEPT[0])
    assert [raw.content for raw in store.revisions("kept")] == ["نص قديم"]
    changes = store.changes(0, 10)
    assert ([article.id for article in changes.articles], changes.deleted) == (["kept", "copy"], ("gone",))
    assert store.get("copy").story == "kept", "copies are still known"
    assert [outcome.status for outcome in store.upsert([KEPT])] == ["unchanged"]
    store.close()


def test_articles_moved_before_addresses_were_kept_are_known_by_them(path):
    """A store of revision 0001 whose article ``kept`` has an address that gives another id; ``copy`` has none."""
    connection = sqlite3.connect(path)
    connection.executescript((STORES / "0001.sql").read_text(encoding="utf-8"))
    connection.execute("INSERT INTO articles SELECT 9, 'later', story, exact, minhash, 9, raw_digest, article_digest,"
                       " stored_at, article, raw FROM articles WHERE id = 'kept'")  # fmt: skip
    connection.execute("UPDATE counters SET value = 9")
    connection.commit()
    connection.close()
    store = Store.open(f"sqlite:///{path}")
    again = RawDocument("نص جديد", url=KEPT[0].url), Article("", "عنوان", "text", "نص جديد", url=KEPT[1].url)
    [outcome] = store.upsert([again])
    assert (outcome.id, outcome.status, store.count()) == ("kept", "updated", 3)
    store.close()


def test_a_store_of_this_revision_is_kept():
    assert (STORES / f"{HEAD}.sql").exists()


if __name__ == "__main__":
    place = Path(tempfile.mkdtemp()) / "store.sqlite3"
    made = Store.open(f"sqlite:///{place}")
    made.upsert([(RawDocument("نص قديم"), Article("kept", "عنوان", "text", "نص قديم"))])
    made.upsert(
        [
            KEPT,
            (RawDocument(BODY), Article("copy", "ع", "text", BODY)),
            (ARTICLE[0], Article("gone", "ع", "text", "نص")),
        ]
    )
    made.delete("gone")
    made.close()
    print("\n".join(dump(place)))
