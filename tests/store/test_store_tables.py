"""Whether the store's tables are what its migrations make, and fit every database they are meant for."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from putright.store import open_store
from putright.store.tables import REVISION, VERSION_TABLE, metadata


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


def test_the_tables_are_plain_enough_for_postgresql() -> None:
    made = [str(CreateTable(table).compile(dialect=postgresql.dialect())) for table in metadata.sorted_tables]
    assert any("TIMESTAMP WITH TIME ZONE" in words for words in made)
    assert any("BYTEA" in words for words in made)
    assert not any("ROWID" in words for words in made)
