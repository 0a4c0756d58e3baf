"""Two versions of a small procedure in a folder, and cases under the first, for the tests of moving them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pendulum

from putright.casework import Desk
from putright.casework.migration import (
    Carried,
    Choice,
    Crossing,
    carry_out,
    plan_migration,
    read_plan,
    written,
)
from putright.store import open_store

OLD, NEW = "mill/small@1", "mill/small@2"

FIRST = """\
format: 1
policy: small
version: "1"
title: A small procedure
organisation: {id: mill, name: The Mill, sector: other}
in_force: {from: 2020-01-01, until: 2026-05-31}
calendar: england-and-wales
counting: {starts: day-after}
channels: {telephone: By telephone, email: By email}
roles: {officer: {title: Officer}, manager: {title: Manager}}
outcomes: {upheld: Upheld, not-upheld: Not upheld}
stages:
  - id: stage-1
    title: Stage 1
    handler: officer
    steps:
      - acknowledge: {within: 5 working days, from: received}
      - respond: {within: 10 working days, from: acknowledged}
      - decide:
          who: complainant
          within: 20 working days
          from: responded
          choices: {accept: {to: closed}, escalate: {to: stage-2}}
          silence: {to: closed}
  - id: stage-2
    title: Stage 2
    handler: manager
    steps:
      - respond: {within: 20 working days, from: escalated, then: closed}
"""

SECOND = FIRST.replace('version: "1"', 'version: "2"').replace(
    "from: 2020-01-01, until: 2026-05-31", "from: 2026-06-01"
)

CALENDAR = """\
name: own
title: Our own calendar
source: the office
time_zone: Europe/London
week: [monday, tuesday, wednesday, thursday, friday]
known_from: 2026-01-01
known_until: 2026-04-30
days_off:
  - {date: 2026-04-03, name: Good Friday}
"""
"""The days that are known end soon after the cases of the tests came."""


class Mill:
    """A folder of policies, a store, and a desk over them."""

    def __init__(self, folder: Path, *changes: tuple[str, str], url: str = "") -> None:
        self.folder, self.url = folder, url or f"sqlite:///{folder}/cases.db"
        (folder / "p" / "mill").mkdir(parents=True)
        self.write("v1", FIRST)
        self.second(*changes)
        self.open()

    def write(self, name: str, text: str) -> None:
        (self.folder / "p" / "mill" / f"{name}.yaml").write_text(text)

    def second(self, *changes: tuple[str, str]) -> None:
        """The second version: the first with these texts exchanged."""
        text = SECOND
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        self.write("v2", text)

    def open(self) -> None:
        """A new desk, as another program would have it: files are read anew."""
        self.desk = Desk(open_store(self.url), self.folder / "p")

    def receive(self, case_id: str, at: str = "2026-04-01", **given: str) -> None:
        named = {name.replace("__", "."): value for name, value in given.items()}
        self.desk.receive(
            "mill",
            at=moment(at),
            matters=["The noise"],
            channel="telephone",
            complainant={"name": "Ann Other"},
            case_id=case_id,
            given=named,
        )

    def act(self, case_id: str, action: str, at: str, **given: str) -> None:
        self.desk.act(
            case_id, action, at=moment(at), by="Jo", given={n.replace("__", "."): v for n, v in given.items()}
        )

    def crossings(
        self,
        at: str = "2026-04-09",
        old: str = OLD,
        new: str = NEW,
        said: Mapping[str, str] | None = None,
        choices: Mapping[str, Choice] | None = None,
    ) -> dict[str, Crossing]:
        with plan_migration(self.desk, old, new, moment(at), said, choices) as plan:
            return {crossing.case: crossing for crossing in plan.crossings()}

    def plan(
        self,
        at: str = "2026-04-09",
        old: str = OLD,
        new: str = NEW,
        said: Mapping[str, str] | None = None,
        choices: Mapping[str, Choice] | None = None,
    ) -> Path:
        """A plan in a file."""
        file = self.folder / "plan.json"
        with plan_migration(self.desk, old, new, moment(at), said, choices) as plan:
            file.write_text("\n".join(written(plan, plan.crossings())))
        return file

    def carry(self, file: Path, at: str = "2026-04-09") -> Carried:
        return carry_out(self.desk, read_plan(file), moment(at), "Jo", "The board decided it.")

    def due(self, case_id: str) -> dict[str, str]:
        with self.desk.store.reading() as tx:
            return {row.name: str(row.on) for row in tx.dues(case_id=case_id)}

    def record(self, case_ids: Sequence[str]) -> dict[str, object]:
        """Everything on record for cases, but their hashes."""
        with self.desk.store.reading() as tx:
            for case_id in case_ids:
                assert tx.verify(case_id) == []
            return {
                case_id: (tx.events(case_id), sorted(map(repr, tx.dues(case_id=case_id))), _row(tx.row(case_id)))
                for case_id in case_ids
            }


def moment(day: str) -> pendulum.DateTime:
    """A London moment: `2026-04-02` (noon) or `2026-04-02 16:30`."""
    found = pendulum.parse(day if ":" in day else f"{day} 12:00", tz="Europe/London")
    assert isinstance(found, pendulum.DateTime)
    return found


def _row(row: object) -> tuple[object, ...]:
    names = ("case_id", "policy", "place", "stage", "handler", "next_wake", "ended", "version")
    return tuple(getattr(row, name) for name in names)
