"""
`upgrade(engine)`: brings a store to the tables this program knows, before anything else touches it.

- the revisions missing run in one write transaction: a failure leaves the store exactly as it was
- processes that start together wait for the first, then find nothing left to do
- a store written by a newer program is refused and not touched, and so is a database that is no store
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from index.errors import StoreUnusable, StoreVersionError
from index.store_schema import HEAD, VERSION_TABLE

HERE = Path(__file__).parent


def version(connection: Connection) -> str | None:
    """The revision of the store on ``connection``; None where the database is empty.

    Raises StoreUnusable for a database with tables that are not a store's.
    """
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        row = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
        return None if row is None else str(row)
    if tables:
        raise StoreUnusable(f"the database holds other tables ({tables[0]} …); give the store a database of its own")
    return None


def is_current(engine: Engine) -> bool:
    """Whether the store needs no upgrade. Raises StoreVersionError where a newer program wrote it."""
    with engine.connect() as connection:
        return _checked(version(connection)) == HEAD


def upgrade(writer: Engine, folder: Path = HERE) -> None:
    """Run the missing revisions of ``folder``. ``writer`` must open its transactions for writing."""
    # Slow to import, and needed once in a store's life.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with writer.begin() as connection:
        if _checked(version(connection), folder) == _head(config):
            return  # another process was faster
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _checked(found: str | None, folder: Path = HERE) -> str | None:
    if found is not None and not any(folder.glob(f"versions/{found}_*.py")):
        raise StoreVersionError(
            f"the store has revision {found}, this program knows up to {HEAD}: it was written by a newer version; "
            "upgrade the program or restore an older backup"
        )
    return found


def _head(config: object) -> str | None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    assert isinstance(config, Config)
    return ScriptDirectory.from_config(config).get_current_head()
