"""A store is brought to the newest tables as a whole or not at all."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from index import migrations
from index.article import Article, RawDocument
from index.errors import StoreError, StoreVersionError
from index.store import Store
from index.store_engine import Database
from index.store_schema import HEAD, VERSION_TABLE, metadata

ARTICLE = RawDocument("نص"), Article("", "عنوان", "text", "نص")

GOOD = """
import sqlalchemy as sa
from alembic import op
revision = "0002"
down_revision = "0001"
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
    (folder / "versions" / "0002_next.py").write_text(revision, encoding="utf-8")
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
        assert migrations.version(connection) == "0002"
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
    with pytest.raises(StoreVersionError, match=r"0002.*newer version"):
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
