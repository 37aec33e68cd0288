"""Articles that were given another address than the one they are known by can be found by it too."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add ``url_id``; it fills when such an article is written again."""
    op.add_column("articles", sa.Column("url_id", sa.String(64), nullable=True))
    op.create_index("articles_by_url_id", "articles", ["url_id"], unique=True)
