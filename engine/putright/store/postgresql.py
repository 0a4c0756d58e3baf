"""A store in a PostgreSQL database: its address, its settings, how its transactions begin and end.

Knows no table of ours, and says no password.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import URL, Connection, Engine, create_engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.event import listen

from putright.store.contract import StoreError

EXAMPLE = "write it as postgresql://user@computer/database"
KNOWN = frozenset(("host", "port", "service", "passfile", "options", "sslmode", "sslrootcert", "sslcert", "sslkey"))
"""Settings that an address may carry, besides timeout. A password is no setting: it would be shown."""

CHANGING_TABLES = 7_082_026_117
"""The number of the lock under which one program at a time makes or changes the tables."""

SETTINGS = """
    SELECT set_config('TimeZone', 'UTC', false), set_config('lock_timeout', %s, false),
        CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', 'on', false) END
"""
"""A commit is on the disk, whatever the server's owner chose for other programs: a letter is sent after it."""


@dataclass(frozen=True, slots=True)
class Postgresql:
    """One PostgreSQL database; `wait` is in seconds."""

    target: URL
    wait: float
    writers_queue: bool = False
    readers_queue: bool = False
    begin_reading: str | None = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    begin_writing: str = "BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE"
    """What a writer has read is guarded by the version of its case, not by its view."""

    @property
    def name(self) -> str:
        """The address as it may be shown."""
        return self.target.set(query={}, drivername="postgresql").render_as_string(hide_password=True)

    def check(self, create: bool) -> None:
        """Raises S403 when the address names no database, or cannot mean what it says."""
        if "@" in (self.target.host or ""):
            what = "the address of the store has two @, so where its password ends is not clear"
            raise StoreError("S403", what, "write an @ in a password as %40, or put the password into PGPASSWORD")
        if not self.target.database:
            raise StoreError("S403", f'"{self.name}" names no database', EXAMPLE)

    def engine(self) -> Engine:
        query = {name: value for name, value in self.target.query.items() if name != "timeout"}
        arguments = {
            "autocommit": True,  # transactions are begun by us
            "client_encoding": "UTF8",
            "connect_timeout": max(2, round(self.wait)),
            "fallback_application_name": "putright",
        }
        engine = create_engine(
            self.target.set(drivername="postgresql+psycopg", query=query),
            connect_args=arguments,
            pool_size=0,
            pool_pre_ping=True,
            pool_reset_on_return=None,
            use_native_hstore=False,
        )
        listen(engine, "connect", self._settle)
        return engine

    def tables(self, connection: Connection) -> set[str]:
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            what = f"{self.name} holds text as {encoding}, and names of people need UTF8"
            raise StoreError("S403", what, "make a database with: createdb --encoding UTF8 --template template0 cases")
        words = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        return {row[0] for row in connection.exec_driver_sql(words)}

    def begin_changing_tables(self, connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({CHANGING_TABLES})")

    def commit(self, connection: DBAPIConnection) -> None:
        ours = cast("psycopg.Connection[tuple[Any, ...]]", connection)
        if ours.info.transaction_status == TransactionStatus.INERROR:
            what = f"{self.name}: a statement of this change had failed; nothing was recorded"
            raise StoreError("S404", what, "try again; if it stays so, report it")
        try:
            ours.commit()
        except psycopg.OperationalError as error:
            if not ours.closed:
                raise
            what = f"{self.name}: the connection was lost while a change was being kept, so it may be there or not"
            raise StoreError("S404", what, "read the case again before you repeat the command") from error

    def roll_back(self, connection: DBAPIConnection) -> None:
        # When the connection is lost, the server rolls back by itself; what went wrong first is told.
        with suppress(psycopg.OperationalError):
            connection.rollback()

    def _settle(self, connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(SETTINGS, (f"{max(1, round(self.wait * 1000))}ms",))
        cursor.close()
