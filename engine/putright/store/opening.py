"""Opening a store: the SQLite file and its settings, its tables brought up to date, its transactions.

Knows nothing of cases. Alembic is loaded only when tables must be made or changed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import cast

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.event import listen
from sqlalchemy.exc import ArgumentError

from putright.store.contract import StoreError
from putright.store.faults import told
from putright.store.reading import SqlReading
from putright.store.statements import Book
from putright.store.tables import REVISION, VERSION_TABLE
from putright.store.writing import SqlWriting

WAIT_SECONDS = 10.0
"""How long a writer waits for another before it gives up, unless the URL says `?timeout=`."""

SETTINGS = ("foreign_keys=ON", "synchronous=FULL", "secure_delete=ON")


class SqlStore:
    """A store in one SQL database. May be shared by threads; not by processes that fork after it was opened."""

    def __init__(self, engine: Engine, url: URL, wait: float) -> None:
        self._engine, self._name, self._wait = engine, url.render_as_string(), wait
        self._book = Book(engine.dialect)
        self._dbapi = engine.dialect.loaded_dbapi
        self._in_memory = isinstance(engine.pool, StaticPool)
        self._one_writer = threading.RLock() if self._in_memory else threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[SqlReading]:
        # A store in memory has one connection for all threads, and a writer's thread may read inside its transaction.
        turn = self._turn() if self._in_memory else nullcontext()
        begin = None if self._in_memory else "BEGIN"
        with turn, self._connected() as connection, _transaction(connection, begin):
            view = SqlReading(connection, self._book)
            with closing(view):
                yield view

    @contextmanager
    def writing(self) -> Iterator[SqlWriting]:
        with self._turn(), self._connected() as connection, _transaction(connection, "BEGIN IMMEDIATE"):
            view = SqlWriting(connection, self._book, self._dbapi)
            with closing(view):
                yield view

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _connected(self) -> Iterator[DBAPIConnection]:
        with told(self._dbapi, self._name):
            lent = self._engine.raw_connection()
            try:
                yield cast(DBAPIConnection, lent.dbapi_connection)
            finally:
                lent.close()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        # Threads queue here in turn; in SQLite's own queue one of them may starve.
        if not self._one_writer.acquire(timeout=self._wait):
            what = f"{self._name}: another part of this program has been writing for {self._wait:g} seconds"
            raise StoreError("S404", what, "try again when it has finished")
        try:
            yield
        finally:
            self._one_writer.release()


def opened(url: str, create: bool) -> SqlStore:
    """The store at `url`, at today's version. Raises StoreError."""
    target = _target(url)
    path = Path(target.database) if target.database and target.database != ":memory:" else None
    if path and not create and not path.exists():
        what = f"there is no store at {path}"
        raise StoreError("S403", what, "name the file of an existing store, or receive a first complaint to make one")
    wait = float(str(target.query.get("timeout", WAIT_SECONDS)))
    engine = _engine(target, path is None, wait)
    store = SqlStore(engine, target, wait)
    try:
        with told(engine.dialect.loaded_dbapi, store._name):
            _bring_up_to_date(engine, store._name, create)
    except BaseException:
        store.close()
        raise
    return store


def _target(url: str) -> URL:
    example = "write it as sqlite:///cases.db"
    try:
        target = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreError("S403", f'"{url}" is not the address of a store', example) from error
    if target.drivername not in ("sqlite", "sqlite+pysqlite"):
        raise StoreError("S403", f"putright cannot keep cases in {target.drivername}", example)
    if target.host or target.username or target.port:
        raise StoreError("S403", f'"{url}" names a computer, and a SQLite store is a file', example)
    unknown = set(target.query) - {"timeout"}
    if unknown or not _is_number(target.query.get("timeout", "0")):
        what = f'"{url}": the only setting is timeout, a number of seconds'
        raise StoreError("S403", what, "write ?timeout=10, or leave it out")
    return target


def _is_number(words: object) -> bool:
    return isinstance(words, str) and words.replace(".", "", 1).isdecimal()


def _engine(target: URL, in_memory: bool, wait: float) -> Engine:
    # Transactions are begun by us: the driver would begin them late, and a reader that turns writer may fail.
    arguments = {"isolation_level": None, "timeout": wait, "check_same_thread": False}
    bare = target.set(query={})
    if in_memory:
        engine = create_engine(
            bare, paramstyle="named", connect_args=arguments, poolclass=StaticPool, pool_reset_on_return=None
        )
    else:
        engine = create_engine(bare, paramstyle="named", connect_args=arguments, pool_size=0, pool_reset_on_return=None)
    listen(engine, "connect", _settle)
    return engine


def _settle(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for setting in SETTINGS:
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


@contextmanager
def _transaction(connection: DBAPIConnection, begin: str | None) -> Iterator[None]:
    if begin is None:
        yield
        return
    connection.cursor().execute(begin)
    try:
        yield
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _bring_up_to_date(engine: Engine, name: str, create: bool) -> None:
    with engine.connect() as connection:
        if _revision(connection, name, create) == REVISION:
            return
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        # Another process may have made the tables while this one waited for its turn.
        if _revision(connection, name, create) != REVISION:
            _upgrade(connection)
        connection.commit()


def _revision(connection: Connection, name: str, create: bool) -> str:
    """The version of the tables that are there; nothing in an empty database. Raises S403 when they are not for us."""
    tables = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if VERSION_TABLE not in tables:
        if tables:
            what = f"{name} is a database of another program"
            raise StoreError("S403", what, "name the file of a putright store, or a new file")
        if not create:
            raise StoreError("S403", f"{name} is an empty file, not a store", "name the file of an existing store")
        return ""
    found = str(connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar_one())  # noqa: S608
    if found > REVISION:
        what = f"{name} was written by a newer putright (its tables are {found}, this program knows {REVISION})"
        raise StoreError("S403", what, "install the newer putright")
    return found


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    steps = Config()
    steps.set_main_option("script_location", "putright.store:migrations")
    steps.attributes["connection"] = connection
    command.upgrade(steps, "head")
