"""The first tables: articles, their earlier versions, deletions, fingerprints, counters."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _version_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("seq", _number, nullable=False),
        sa.Column("raw_digest", sa.LargeBinary, nullable=False),
        sa.Column("article_digest", sa.LargeBinary, nullable=False),
        sa.Column("stored_at", sa.String(32), nullable=False),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
    ]


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "articles",
        sa.Column("number", _number, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("story", sa.String(64), nullable=False),
        sa.Column("exact", sa.LargeBinary, nullable=False),
        sa.Column("minhash", sa.LargeBinary, nullable=False),
        *_version_columns(),
        sqlite_autoincrement=True,
    )
    op.create_index("articles_by_id", "articles", ["id"], unique=True)
    op.create_index("articles_by_seq", "articles", ["seq"], unique=True)
    op.create_index("articles_by_story", "articles", ["story"])
    op.create_index("articles_by_exact", "articles", ["exact"])
    op.create_table(
        "revisions",
        sa.Column("number", _number, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("replaced_by", _number, nullable=False),
        *_version_columns(),
        sqlite_autoincrement=True,
    )
    op.create_index("revisions_by_id", "revisions", ["id", "raw_digest"])
    op.create_table(
        "deletions",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("seq", _number, nullable=False),
    )
    op.create_index("deletions_by_seq", "deletions", ["seq"], unique=True)
    op.create_table(
        "fingerprints",
        sa.Column("band", _number, primary_key=True, autoincrement=False),
        sa.Column("article", _number, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    counters = op.create_table(
        "counters",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("value", _number, nullable=False),
    )
    op.bulk_insert(counters, [{"name": "seq", "value": 0}])
