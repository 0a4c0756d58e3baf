"""How fast one durable command is, beside plain sqlite3 doing the very same reads and writes with the same durability.

Run by hand: `python tests/benchmarks/command.py [--profile]`. A command reads the case, plays what fell due, decides,
appends and commits. Its statements are written down once and then replayed on the bare driver: same tables, same rows,
one transaction each, the journal and the settings of our store. With --profile: where the time of a command goes.
"""

from __future__ import annotations

import cProfile
import pstats
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

from walk import ACTS, RECEIPT, RECEIVED, in_turn

from putright.casework import Desk, open_desk
from putright.store.reading import SqlReading
from putright.store.sqlite import SETTINGS

CASES, ROUNDS = 15, 7
Statement = tuple[str, Any, bool]
"""SQL, its values, and whether it is run once for each row of them."""


class Scribe:
    """A cursor that writes down what is run on it."""

    def __init__(self, cursor: sqlite3.Cursor, heard: list[Statement]) -> None:
        self._cursor, self._heard = cursor, heard

    def execute(self, sql: str, values: Any = ()) -> object:
        self._heard.append((sql, values, False))
        return self._cursor.execute(sql, values)

    def executemany(self, sql: str, values: Sequence[Any]) -> object:
        self._heard.append((sql, values, True))
        return self._cursor.executemany(sql, values)

    def __getattr__(self, name: str) -> object:
        return getattr(self._cursor, name)


def a_store(file: Path) -> Path:
    """A store in which every case has been received."""
    desk = open_desk(f"sqlite:///{file}")
    for number in range(CASES):
        desk.receive("walsall", at=RECEIVED, case_id=f"B-{number}", given=RECEIPT)
    desk.close()
    return file


def lead(desk: Desk) -> float:
    """Every act in every case; how long one command took."""
    begun = perf_counter()
    for number in range(CASES):
        for action, at, by, given in ACTS:
            desk.act(f"B-{number}", action, at=at, by=by, given=given, key=f"{number} {at}")
    return (perf_counter() - begun) / (CASES * len(ACTS))


def statements(file: Path) -> list[list[Statement]]:
    """What each of those commands runs, in order."""
    heard: list[Statement] = []
    plain = SqlReading._cursor
    desk = open_desk(f"sqlite:///{file}")
    SqlReading._cursor = lambda view: Scribe(plain(view), heard)  # type: ignore[assignment,arg-type,return-value]
    found = []
    for number in range(CASES):
        for action, at, by, given in ACTS:
            desk.act(f"B-{number}", action, at=at, by=by, given=given, key=f"{number} {at}")
            found.append(heard[:])
            heard.clear()
    SqlReading._cursor = plain  # type: ignore[method-assign]
    desk.close()
    return found


def replay(file: Path, commands: list[list[Statement]]) -> float:
    """The same on the bare driver; how long one transaction took."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        begun = perf_counter()
        for command in commands:
            connection.execute("BEGIN IMMEDIATE")
            for sql, values, many in command:
                (connection.executemany if many else connection.execute)(sql, values).fetchall()
            connection.commit()
        return (perf_counter() - begun) / len(commands)


def ours(file: Path) -> float:
    with closing(open_desk(f"sqlite:///{file}")) as desk:
        desk.act("B-0", "note", at=RECEIVED, given={"note": "reads the policy, as the first command of a program does"})
        return lead(desk)


def profiled(file: Path) -> None:
    with closing(open_desk(f"sqlite:///{file}")) as desk:
        desk.act("B-0", "note", at=RECEIVED, given={"note": "reads the policy"})
        with cProfile.Profile() as profile:
            lead(desk)
    stats = pstats.Stats(profile)
    stats.sort_stats("cumtime").print_stats("putright|commit|execute", 45)
    stats.sort_stats("tottime").print_stats(25)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        base, fresh = a_store(Path(folder) / "base.db"), count()

        def copied() -> Path:
            return Path(shutil.copy(base, Path(folder) / f"{next(fresh)}.db"))

        if "--profile" in sys.argv:
            profiled(copied())
            return
        commands = statements(copied())
        took = in_turn(
            {
                "plain sqlite3, the same reads and writes": lambda: replay(copied(), commands),
                "a durable command of ours": lambda: ours(copied()),
            },
            ROUNDS,
        )
    for name, value in took.items():
        print(f"{value * 1e6:>10,.0f} µs  {name}")
    bare, command = took.values()
    print(f"{bare / command:>10.2f} of the speed of plain sqlite3 (aim 0.3)")


if __name__ == "__main__":
    main()
