"""Articles that were given another address than the one they are known by can be found by it too."""

import json

import sqlalchemy as sa
from alembic import op

from index.identity import article_id, canonical_url

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add ``url_id`` and fill it: the id that an article's address gives, where it is neither its own nor another's."""
    op.add_column("articles", sa.Column("url_id", sa.String(64), nullable=True))
    articles = sa.table("articles", *map(sa.column, ("number", "id", "url_id", "article")))
    connection = op.get_bind()
    known = set(connection.scalars(sa.select(articles.c.id)))
    moved = {}
    for number, text in connection.execute(sa.select(articles.c.number, articles.c.article).order_by("number")):
        url = json.loads(text)["url"]
        id = article_id(url, "", "") if canonical_url(url) else ""
        if id and id not in known:
            known.add(id)
            moved[number] = id
    for number, id in moved.items():
        connection.execute(sa.update(articles).where(articles.c.number == number).values(url_id=id))
    op.create_index("articles_by_url_id", "articles", ["url_id"], unique=True)
