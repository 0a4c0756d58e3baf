"""What a database's own errors mean to the person who asked, and what they can do about it.

Tables and their reader; touches no database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine.interfaces import DBAPIModule
from sqlalchemy.exc import DBAPIError

from putright.store.contract import StoreError

Row = tuple[str, str, str, str]
"""How to know the error, our id, what happened, how to mend it."""

AGAIN = "try again"
SPACE = "make room on the disk, then try again"
PASSWORD = "put the right password into the variable PGPASSWORD or the file ~/.pgpass"  # noqa: S105
ASK_OWNER = "ask the server's owner for the right to use it"

LOST = ("", "S404", "the connection to the database was lost; nothing was recorded", AGAIN)

IN_SQLITE: tuple[Row, ...] = (
    ("SQLITE_FULL", "S404", "the disk is full; nothing was recorded", SPACE),
    (
        "SQLITE_BUSY",
        "S404",
        "the store is locked: another program is writing to it; nothing was recorded",
        "wait until the other program has finished, then try again",
    ),
    (
        "SQLITE_LOCKED",
        "S404",
        "the store is locked by this program itself; nothing was recorded",
        "end the other use of the store first",
    ),
    (
        "SQLITE_IOERR",
        "S404",
        "the disk could not be read or written, or a file may not grow further; nothing was recorded",
        "look after the disk (space, quota, connection), then try again",
    ),
    (
        "SQLITE_READONLY",
        "S403",
        "the store cannot be written: its file or its disk is read-only",
        "give this user the right to write the file and its folder",
    ),
    (
        "SQLITE_PERM",
        "S403",
        "the store's file may not be used by this user",
        "give this user the right to read and write it",
    ),
    (
        "SQLITE_CANTOPEN",
        "S403",
        "the store's file cannot be opened: a folder is missing, or this user may not read and write there",
        "make the folder, or name another file",
    ),
    ("SQLITE_NOTADB", "S403", "the file is not a database", "name the store's own file, or a new one"),
    (
        "SQLITE_CORRUPT",
        "S403",
        "the store's file is damaged",
        "put back the last good copy of the file, and keep the damaged one for a specialist",
    ),
)
"""By the start of SQLite's name for the error."""

IN_POSTGRESQL: tuple[Row, ...] = (
    ("40", "S404", "another change came in between; nothing was recorded", AGAIN),
    (
        "55P03",
        "S404",
        "another change to the same case takes long; nothing was recorded",
        "wait until it has finished, then try again",
    ),
    ("57014", "S404", "the database stopped a statement that took too long; nothing was recorded", AGAIN),
    ("57P", *LOST[1:]),
    ("08", *LOST[1:]),
    ("53100", "S404", "the database's disk is full; nothing was recorded", SPACE),
    ("53", "S404", "the database has no room for more work now; nothing was recorded", "try again later"),
    ("58", "S404", "the database could not read or write its disk; nothing was recorded", "look after its disk"),
    ("25006", "S403", "the database can only be read: it is a copy of another one", "name the main database"),
    ("42501", "S403", "this user may not do that in the database", ASK_OWNER),
    ("3F000", "S403", "the database has no schema in which this user may make tables", ASK_OWNER),
    ("XX00", "S403", "the database is damaged", "put back its last good copy, and keep the damaged one"),
)
"""By the start of the SQLSTATE. The first that fits is taken."""

WITHOUT_A_CODE: tuple[Row, ...] = (
    ("NUL (0x00)", "S407", "a text holds a NUL character, and cannot be stored", "type the text again without it"),
    ("password authentication failed", "S403", "the server does not know this user with this password", PASSWORD),
    ("no password supplied", "S403", "the server asks for a password", PASSWORD),
    ('FATAL:  database "', "S403", "the server has no such database, or does not let us in", "make it with: createdb"),
    ('FATAL:  role "', "S403", "the server does not know this user", "name another user, or make it with: createuser"),
    ("pg_hba.conf", "S403", "the server does not let this user in from here", ASK_OWNER),
    ("resolve host", "S403", "there is no computer of that name", "correct the name, or look after the network"),
    ("too many clients", "S404", "the server has no room for another connection", "try again later"),
    ("connection slots", "S404", "the server has no room for another connection", "try again later"),
    ("starting up", "S404", "the server is just starting", AGAIN),
    ("refused", "S403", "no PostgreSQL server answers there", "start the server, or correct its name and port"),
    ("No such file", "S403", "no PostgreSQL server answers there", "start the server, or correct its folder"),
    ("timeout expired", "S403", "no PostgreSQL server answers there in time", "look after the network, or the name"),
)
"""By words of PostgreSQL's client. It knows no code while it connects."""


def fault(error: Exception, dbapi: DBAPIModule, url: str, opening: bool = False) -> StoreError:
    """The error as a sentence about the store at `url`. While `opening`, the address itself may be wrong."""
    code = str(getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or "")
    for start, id, what, mend in IN_SQLITE + IN_POSTGRESQL:
        if code and code.startswith(start):
            return StoreError(id, f"{url}: {what}", mend)
    for words, id, what, mend in WITHOUT_A_CODE:
        if not code and words in str(error):
            # A store that was once open has the right address: its server is away.
            return StoreError(id if opening or id != "S403" else "S404", f"{url}: {what}", mend)
    if not code and isinstance(error, dbapi.OperationalError):
        return _no_connection(error, url) if opening else StoreError(LOST[1], f"{url}: {LOST[2]}", LOST[3])
    return StoreError("S404", f"{url}: the database refused: {error}", "try again; if it stays so, report it")


def _no_connection(error: Exception, url: str) -> StoreError:
    words = next(iter(str(error).splitlines()), "")
    return StoreError("S403", f"{url}: the database cannot be used: {words}", "correct the address")


@contextmanager
def told(dbapi: DBAPIModule, url: str, opening: bool = False) -> Iterator[None]:
    """Inside, a database's error becomes a StoreError. A broken rule of a table is our own mistake and stays."""
    try:
        yield
    except dbapi.IntegrityError:
        raise
    except dbapi.Error as error:
        raise fault(error, dbapi, url, opening) from error
    except DBAPIError as error:
        original = error.orig if isinstance(error.orig, Exception) else error
        raise fault(original, dbapi, url, opening) from error
    except UnicodeEncodeError as error:
        what = "a text holds half a character, and cannot be stored"
        raise StoreError("S407", what, "type the text again, or save the file it comes from as UTF-8") from error
