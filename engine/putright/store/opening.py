"""Opening a store: which database it lies in, its tables brought up to date, its transactions.

Knows nothing of cases. Alembic is loaded only when tables must be made or changed, psycopg only for PostgreSQL.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from typing import Protocol, cast

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError

from putright.store.contract import StoreError
from putright.store.faults import told
from putright.store.reading import SqlReading
from putright.store.statements import Book
from putright.store.tables import REVISION, VERSION_TABLE
from putright.store.writing import SqlWriting

WAIT_SECONDS = 10.0
"""How long a writer waits for another before it gives up, unless the URL says `?timeout=`."""

EXAMPLES = "write it as sqlite:///cases.db, or as postgresql://user@computer/database"


class Database(Protocol):
    """What differs from one kind of database to the other."""

    @property
    def name(self) -> str:
        """The address as it may be shown."""

    @property
    def wait(self) -> float: ...

    @property
    def writers_queue(self) -> bool:
        """Whether the writers of this program go one after the other."""

    @property
    def readers_queue(self) -> bool:
        """Whether its readers queue with them."""

    @property
    def begin_reading(self) -> str | None: ...

    @property
    def begin_writing(self) -> str: ...

    def check(self, create: bool) -> None: ...

    def engine(self) -> Engine: ...

    def tables(self, connection: Connection) -> set[str]: ...

    def begin_changing_tables(self, connection: Connection) -> None: ...

    def commit(self, connection: DBAPIConnection) -> None: ...

    def roll_back(self, connection: DBAPIConnection) -> None: ...


class SqlStore:
    """A store in one SQL database. May be shared by threads; not by processes that fork after it was opened."""

    def __init__(self, database: Database) -> None:
        self._database, self._engine = database, database.engine()
        self._book = Book.of(self._engine.dialect)
        self._dbapi = self._engine.dialect.loaded_dbapi
        self._one_writer = threading.RLock() if database.readers_queue else threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[SqlReading]:
        begin = self._database.begin_reading
        turn = self._turn(self._database.readers_queue)
        with turn, self._transaction(begin) as connection, closing(SqlReading(connection, self._book)) as view:
            yield view

    @contextmanager
    def writing(self, in_bulk: bool = False) -> Iterator[SqlWriting]:
        begin = self._database.begin_writing
        turn = self._turn(self._database.writers_queue)
        with turn, self._transaction(begin) as connection:
            view = SqlWriting(connection, self._book, self._dbapi, in_bulk)
            with closing(view):
                yield view
                view.write_out()

    def close(self) -> None:
        self._engine.dispose()

    def bring_up_to_date(self, create: bool) -> None:
        """Make the tables, or change those of an older putright. Raises S403 when what is there is not for us."""
        with told(self._dbapi, self._database.name, opening=True), self._engine.connect() as connection:
            if _revision(self._database, connection, create) == REVISION:
                return
            self._database.begin_changing_tables(connection)
            # Another process may have made the tables while this one waited for its turn.
            if _revision(self._database, connection, create) != REVISION:
                _upgrade(connection)
            connection.commit()

    @contextmanager
    def _transaction(self, begin: str | None) -> Iterator[DBAPIConnection]:
        with told(self._dbapi, self._database.name), closing(self._engine.raw_connection()) as lent:
            connection = cast(DBAPIConnection, lent.dbapi_connection)
            if begin is None:
                yield connection
                return
            connection.cursor().execute(begin)
            try:
                yield connection
                self._database.commit(connection)
            except BaseException:
                self._database.roll_back(connection)
                raise

    def _turn(self, queues: bool) -> AbstractContextManager[None]:
        return self._in_turn() if queues else nullcontext()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        wait = self._database.wait
        if not self._one_writer.acquire(timeout=wait):
            what = f"{self._database.name}: another part of this program has been writing for {wait:g} seconds"
            raise StoreError("S404", what, "try again when it has finished")
        try:
            yield
        finally:
            self._one_writer.release()


def opened(url: str, create: bool) -> SqlStore:
    """The store at `url`, at today's version. Raises StoreError."""
    database = _database(url)
    database.check(create)
    try:
        store = SqlStore(database)
    except ArgumentError as error:
        raise StoreError("S403", f"{database.name}: {error}", EXAMPLES) from None
    try:
        store.bring_up_to_date(create)
    except BaseException:
        store.close()
        raise
    return store


def _database(url: str) -> Database:
    try:
        target = make_url(url)
    except (ArgumentError, ValueError):
        # The reason is not passed on: it may repeat the password.
        raise StoreError("S403", f'"{_shown(url)}" is not the address of a store', EXAMPLES) from None
    if target.drivername in ("sqlite", "sqlite+pysqlite"):
        from putright.store import sqlite

        return sqlite.Sqlite(target, _wait(target, url, sqlite.KNOWN))
    if target.drivername in ("postgresql", "postgresql+psycopg"):
        try:
            from putright.store import postgresql
        except ImportError as error:
            what = "a store in PostgreSQL needs the library psycopg, and it is not installed"
            raise StoreError("S403", what, "pip install 'putright[postgresql]'") from error
        return postgresql.Postgresql(target, _wait(target, url, postgresql.KNOWN))
    raise StoreError("S403", f"putright cannot keep cases in {target.drivername}", EXAMPLES)


def _wait(target: URL, url: str, known: frozenset[str]) -> float:
    """How long to wait, in seconds. Raises S403 for any setting that is not known."""
    words = target.query.get("timeout", str(WAIT_SECONDS))
    if unknown := sorted(set(target.query) - known - {"timeout"}):
        mend = f"leave it out; the settings are: {', '.join(['timeout', *sorted(known)])}"
        raise StoreError("S403", f'"{_shown(url)}": {", ".join(unknown)} is not a setting', mend)
    if not isinstance(words, str) or not words.replace(".", "", 1).isdecimal():
        what = f'"{_shown(url)}": timeout must be a number of seconds'
        raise StoreError("S403", what, "write ?timeout=10, or leave it out")
    return float(words)


def _shown(url: str) -> str:
    """An address as it was written, without what may be a password."""
    return re.sub(r"(password=)[^&]*", r"\1***", re.sub(r":.*@", ":***@", url))


def _revision(database: Database, connection: Connection, create: bool) -> str:
    """The version of the tables that are there; nothing in an empty database. Raises S403 when they are not for us."""
    tables = database.tables(connection)
    if VERSION_TABLE not in tables:
        if tables:
            what = f"{database.name} is a database of another program"
            raise StoreError("S403", what, "name a putright store, or a new file or database")
        if not create:
            raise StoreError("S403", f"{database.name} is empty, not a store", "name an existing store")
        return ""
    found = str(connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar_one())  # noqa: S608
    if found > REVISION:
        what = (
            f"{database.name} was written by a newer putright (its tables are {found}, this program knows {REVISION})"
        )
        raise StoreError("S403", what, "install the newer putright")
    return found


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    steps = Config()
    steps.set_main_option("script_location", "putright.store:migrations")
    steps.attributes["connection"] = connection
    command.upgrade(steps, "head")
