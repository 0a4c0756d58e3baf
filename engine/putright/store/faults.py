"""What a database's own errors mean to the person who asked, and what they can do about it.

A table and its reader; touches no database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine.interfaces import DBAPIModule
from sqlalchemy.exc import DBAPIError

from putright.store.contract import StoreError

FAULTS: tuple[tuple[str, str, str, str], ...] = (
    ("SQLITE_FULL", "S404", "the disk is full; nothing was recorded", "make room on the disk, then try again"),
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
    (
        "SQLITE_NOTADB",
        "S403",
        "the file is not a database",
        "name the store's own file, or a new one",
    ),
    (
        "SQLITE_CORRUPT",
        "S403",
        "the store's file is damaged",
        "put back the last good copy of the file, and keep the damaged one for a specialist",
    ),
)
"""Start of SQLite's name for the error, our id, what happened, how to mend it. The first that fits is taken."""


def fault(error: Exception, url: str) -> StoreError:
    """The error as a sentence about the store at `url`."""
    name = str(getattr(error, "sqlite_errorname", ""))
    for start, id, what, mend in FAULTS:
        if name.startswith(start):
            return StoreError(id, f"{url}: {what}", mend)
    return StoreError("S404", f"{url}: the database refused: {error}", "try again; if it stays so, report it")


@contextmanager
def told(dbapi: DBAPIModule, url: str) -> Iterator[None]:
    """Inside, a database's error becomes a StoreError. A broken rule of a table is our own mistake and stays."""
    try:
        yield
    except dbapi.IntegrityError:
        raise
    except dbapi.Error as error:
        raise fault(error, url) from error
    except DBAPIError as error:
        raise fault(error.orig if isinstance(error.orig, Exception) else error, url) from error
    except UnicodeEncodeError as error:
        what = "a text holds half a character, and cannot be stored"
        raise StoreError("S407", what, "type the text again, or save the file it comes from as UTF-8") from error
