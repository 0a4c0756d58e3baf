"""A second program for the tests of the store. Run as: python worker.py JOB URL [NUMBER ...]; says on stdout what it did."""

from __future__ import annotations

import os
import resource
import sys
from itertools import count

from putright.store import Store, StoreError, open_store
from store.building import a_due, a_letter, a_row, add, an_event


def endless(url: str) -> None:
    """Appends to one case for ever; says each version once it is committed."""
    store = open_store(url)
    for version in count():
        with store.writing() as writing:
            letter = a_letter(seq=version + 1, text="Dear Zoë Müller " * 50)
            add(writing, "C-1", version, an_event(), dues=[a_due(who=str(version))], effects=[letter])
        print(version + 1, flush=True)


def compete(url: str, number: int) -> None:
    """Opens a case of its own and adds events to one that others write to as well; a conflict is tried again."""
    store = open_store(url)
    for version in range(number):
        with store.writing() as writing:
            add(writing, f"own-{os.getpid()}", version, row=a_row(f"own-{os.getpid()}"))
        while not added_to(store, "shared"):
            pass
    store.close()


def mingle(url: str, number: int, first: int) -> None:
    """Adds events to five cases in turn, from the case `first` on; says how often another was faster."""
    store = open_store(url)
    conflicts = 0
    for turn in range(number):
        while not added_to(store, f"M-{(first + turn) % 5}"):
            conflicts += 1
    store.close()
    print(conflicts)


def added_to(store: Store, case_id: str) -> bool:
    with store.reading() as reading:
        version = len(reading.events(case_id))
    try:
        with store.writing() as writing:
            letter = a_letter(seq=version + 1, case_id=case_id)
            add(writing, case_id, version, dues=[a_due(case_id=case_id)], effects=[letter])
    except StoreError as error:
        if error.id == "S401":
            return False
        raise
    return True


def filling(url: str, number: int) -> None:
    """Appends until no file may grow beyond `number` bytes, and says the refusal."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
    try:
        endless(url)
    except StoreError as error:
        print(error.id, error.what, flush=True)


def unprivileged(url: str) -> None:
    """Opens a case as a user who may not write everywhere, and says the refusal."""
    open_store("sqlite://").close()  # loads what is to be loaded while the libraries can still be read
    if os.geteuid() == 0:
        os.setuid(65534)
    try:
        store = open_store(url)
        with store.reading() as reading:
            print("read", len(reading.events("C-1")))
        with store.writing() as writing:
            add(writing, "C-1", 1)
    except StoreError as error:
        print(error.id, error.what, "|", error.mend)


def imports(url: str) -> None:
    """Opens the store, and says which heavy libraries that took."""
    heavy = ("sqlalchemy", "alembic", "psycopg")
    print("before:", *(name for name in heavy if name in sys.modules))
    open_store(url).close()
    print("after:", *(name for name in heavy if name in sys.modules))


def without_psycopg(url: str) -> None:
    """Opens a store where psycopg is not installed, and says the refusal."""
    sys.modules["psycopg"] = None  # type: ignore[assignment]
    try:
        open_store(url)
    except StoreError as error:
        print(error.id, error.what, "|", error.mend)


if __name__ == "__main__":
    job, url, *number = sys.argv[1:]
    globals()[job](url, *map(int, number))
