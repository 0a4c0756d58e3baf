"""A store in a SQLite file, or in memory: its address, its settings, how its transactions begin and end.

Knows no table of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.event import listen

from putright.store.contract import StoreError

EXAMPLE = "write it as sqlite:///cases.db"
KNOWN = frozenset[str]()
"""Settings that an address may carry, besides timeout."""

SETTINGS = ("foreign_keys=ON", "synchronous=FULL", "secure_delete=ON")


@dataclass(frozen=True)
class Sqlite:
    """One SQLite database; `wait` is in seconds."""

    target: URL
    wait: float
    writers_queue: bool = True
    """In SQLite's own queue one of several threads may starve, so they queue before it."""

    @cached_property
    def name(self) -> str:
        return self.target.render_as_string()

    @property
    def readers_queue(self) -> bool:
        """A store in memory has one connection for all threads."""
        return self._path is None

    @property
    def begin_reading(self) -> str | None:
        # In memory, a writer's thread may read inside its own transaction.
        return None if self.readers_queue else "BEGIN"

    @property
    def begin_writing(self) -> str:
        return "BEGIN IMMEDIATE"

    def check(self, create: bool) -> None:
        """Raises S403 when the address is wrong, or when the file must be there and is not."""
        if self.target.host or self.target.username or self.target.port:
            raise StoreError("S403", f'"{self.name}" names a computer, and a SQLite store is a file', EXAMPLE)
        if self._path and not create and not self._path.exists():
            what = f"there is no store at {self._path}"
            mend = "name the file of an existing store, or receive a first complaint to make one"
            raise StoreError("S403", what, mend)

    def engine(self) -> Engine:
        # Transactions are begun by us: the driver would begin them late, and a reader that turns writer may fail.
        arguments = {"isolation_level": None, "timeout": self.wait, "check_same_thread": False}
        bare = self.target.set(query={})
        if self.readers_queue:
            engine = create_engine(
                bare, paramstyle="named", connect_args=arguments, poolclass=StaticPool, pool_reset_on_return=None
            )
        else:
            engine = create_engine(
                bare, paramstyle="named", connect_args=arguments, pool_size=0, pool_reset_on_return=None
            )
        listen(engine, "connect", _settle)
        return engine

    def tables(self, connection: Connection) -> set[str]:
        return {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def begin_changing_tables(self, connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def commit(self, connection: DBAPIConnection) -> None:
        connection.commit()

    def roll_back(self, connection: DBAPIConnection) -> None:
        connection.rollback()

    @property
    def _path(self) -> Path | None:
        words = self.target.database
        return Path(words) if words and words != ":memory:" else None


def _settle(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for setting in SETTINGS:
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()
