"""What alembic runs: the revisions still missing, on the connection and in the transaction `upgrade` opened."""

from alembic import context

from index.store_schema import VERSION_TABLE

# SQLite undoes DDL with its transaction too; alembic only does not expect it to.
context.configure(
    connection=context.config.attributes["connection"], version_table=VERSION_TABLE, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
