"""Whether the store's tables are what its migrations make, and fit every database they are meant for."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from putright.store import open_store
from putright.store.tables import REVISION, VERSION_TABLE, metadata
from store.server import Server


def test_migrations_from_nothing_make_exactly_the_tables_that_are_described(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/cases.db").close()
    engine = sqlalchemy.create_engine(f"sqlite:///{tmp_path}/cases.db")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
        made = set(connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'event'").scalars())
    engine.dispose()
    assert [words.split()[-2:] for words in made] == [["WITHOUT", "ROWID"]]
    assert len(metadata.tables) == 9


def test_the_program_knows_the_newest_migration() -> None:
    steps = Config()
    steps.set_main_option("script_location", "putright.store:migrations")
    assert ScriptDirectory.from_config(steps).get_heads() == [REVISION]


def test_migrations_make_the_same_tables_in_postgresql(server: Server) -> None:
    url = server.new_database()
    open_store(url).close()
    engine = sqlalchemy.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_postgresql_sorts_and_compares_words_as_sqlite_does(server: Server) -> None:
    url = server.new_database()
    open_store(url).close()
    by_a_language = (
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C' ORDER BY 1"
    )
    with server.admin(url) as admin:
        found = {name for (name,) in admin.execute(by_a_language)}
    assert found == {"body", "hash", "head_hash", "prev_hash", "private_mac", "text", "texts", "title"}
