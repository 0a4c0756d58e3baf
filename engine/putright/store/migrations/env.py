"""How Alembic meets a store: on the connection it is given, inside the transaction that is already open there.

Makes no connection of its own.
"""

from __future__ import annotations

from alembic import context

from putright.store.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
