"""One life led in two stores, and what must hold after each of its acts.

In the second store somebody looks at the clock now and then. Nothing about dates is made up here: `slow_dates` counts
them again, without the engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from builders import ROOT
from lives.bringing import a_history, bring_in
from lives.living import LEANINGS, Drawn, a_receipt, an_act
from lives.saying import PRIVATE_MARK
from lives.slow_dates import SlowCase
from lives.slow_days import Days
from lives.telling import told
from putright.case.case import Case, fold
from putright.case.deadlines import running
from putright.case.procedure import Procedure
from putright.casework import Desk, Receipt, Standing
from putright.policy.loading import load
from putright.problems import Refused
from putright.store import Reading
from putright.store.tables import metadata

OURS = ROOT / "tests" / "lives" / "policies"
SHIPPED = ROOT / "policies"
POLICIES = {
    "mill": OURS / "mill" / "mixed.yaml",
    "walsall": SHIPPED / "walsall" / "two-stage.yaml",
    "saha": SHIPPED / "saha" / "three-stage.yaml",
    "kiwi": SHIPPED / "kiwi" / "four-stage.yaml",
}
FIRST_YEAR = {"saha": 2021}
FORGETTABLE = frozenset({"private", "salt", "effect"})
"""Tables that may hold private text: they are emptied when a case is forgotten."""


def folder_of(organisation: str) -> Path:
    return POLICIES[organisation].parent.parent


class Twins:
    """A life in two stores: a case, one beside it, and those that they bring about."""

    def __init__(
        self, organisation: str, chance: Random, desks: tuple[Desk, Desk], name: str, story: list[object] | None = None,
        leaning: str = "",
    ) -> None:  # fmt: skip
        self.file, self.desks, self.chance = POLICIES[organisation], desks, chance
        self.procedure = procedure_of(self.file)
        self.leaning = leaning or chance.choice(list(LEANINGS))
        self.seen: Counter[str] = Counter()
        """The kinds of event and the acts that came to be."""
        self.story = [] if story is None else story
        """What was done and what was refused, to be told of a life that goes wrong."""
        year = FIRST_YEAR.get(organisation, 2026)
        first = a_receipt(chance, self.procedure, name, year, self.leaning)
        self.cases: dict[str, Case] = {}
        self.at = first.at
        if chance.randrange(3):
            self._play(first)
        else:
            self._imported(first)
        beside = a_receipt(chance, self.procedure, f"{name}-B", year, self.leaning)
        self.at = max(self.at, beside.at)
        self._play(Drawn(beside.case_id, "receive", self.at, beside.at, given=beside.given))

    def lead(self, acts: int) -> Twins:
        for _ in range(acts):
            ids = list(self.cases)
            here = ids[0] if self.chance.randrange(4) else self.chance.choice(ids)
            others = tuple(id for id in ids if id != here)
            act = an_act(self.chance, self.procedure, self.cases[here], self.at, self.leaning, others)
            if self.chance.randrange(2):
                self.desks[1].tick(self.at + (act.at - self.at) * self.chance.randint(0, 10) / 10)
            self.at = act.at
            self._play(act)
        for desk in self.desks:
            desk.tick(self.at + timedelta(days=500))
        for id in list(self.cases):
            self._look(id)
            assert_twins(*(desk.show(id) for desk in self.desks))
            self.seen.update(event.kind for event in self.cases[id].log)
        for desk in self.desks:
            assert_nothing_private(desk, list(self.cases))
        return self

    def _play(self, act: Drawn) -> None:
        """Do the same in both stores, and look at every case that it touches."""
        self.story.append(act)
        first, second = (_one(desk, str(self.file), act) for desk in self.desks)
        assert _outcome(first) == _outcome(second)
        if isinstance(first, Refused):
            assert PRIVATE_MARK not in str(first)
            self.story.append(first.id)
            touched = [act.case_id]
        else:
            self.seen[act.action] += 1
            touched = [act.case_id, *(e.data["link.case"] for e in first.events if "link.case" in e.data)]
            with self.desks[0].store.reading() as tx:
                assert {d.name: d.on for d in first.due} == {d.name: d.on for d in tx.dues(case_id=act.case_id)}
        for id in touched:
            self._look(id)
        if not isinstance(first, Refused):
            assert first.case == self.cases[act.case_id]

    def _imported(self, first: Drawn) -> None:
        """Bring the first case here with a history that was made up line by line; what is refused is left out."""
        with TemporaryDirectory() as folder:
            history = a_history(self.chance, self.procedure, self.desks[0], str(self.file), first, self.leaning, folder)
            self.story += history.lines
            self.at = history.at
            assert PRIVATE_MARK not in history.refused
            for desk in self.desks:
                bring_in(desk, str(self.file), history)
        self.seen.update(line["do"] for line in history.lines)
        assert_twins(*(desk.show(first.case_id) for desk in self.desks))
        self._look(first.case_id)

    def _look(self, case_id: str) -> None:
        self.cases[case_id] = assert_true_to_itself(self.desks[0], case_id, self.file)


def assert_true_to_itself(desk: Desk, case_id: str, file: Path) -> Case:
    """The record is whole and folds to the case that is shown, every date is that of the slow count, no text is public."""
    standing = desk.show(case_id)
    with desk.store.reading() as tx:
        assert tx.verify(case_id) == []
        assert fold(Case(case_id), tx.events(case_id)) == standing.case
        listed = {row.name: _exactly(row.on, row.at) for row in tx.dues(case_id=case_id)}
        assert not _marked(tx, "event", case_id)
    slowly = SlowCase(*read(str(file)), told(standing.case)).running()
    slow = {name: _exactly(*date) for name, date in slowly.items()}
    ours = running(standing.procedure.policy, standing.procedure.calendar, standing.case)
    found = {deadline.name: _exactly(deadline.on, deadline.at) for deadline in ours}
    assert found == slow, (
        f"{case_id}: {dict(found.items() - slow.items())}, slowly {dict(slow.items() - found.items())}"
    )
    assert listed == slow
    return standing.case


def _exactly(on: date | None, at: datetime | None) -> tuple[str, float | None]:
    """A date, and its moment in seconds: in the hour that comes twice, moments of two zones never count as equal."""
    return str(on), at.timestamp() if at else None


def assert_twins(first: Standing, second: Standing) -> None:
    """Two stores hold the same case, and it sent the same letters and notices."""
    assert first.case == second.case
    assert first.letters == second.letters
    assert first.notices == second.notices


def assert_nothing_private(desk: Desk, ids: list[str]) -> None:
    """Only what can be forgotten holds private text: no other table, and no notice to somebody inside."""
    with desk.store.reading() as tx:
        for name, table in metadata.tables.items():
            for id in ids if "case_id" in table.columns and name not in FORGETTABLE else ():
                assert not _marked(tx, name, id)
        assert not _marked(tx, "document", columns="digest, kind, name")
        assert not _marked(tx, "published")
    for id in ids:
        assert PRIVATE_MARK not in str(desk.show(id).notices)


def _marked(tx: Reading, table: str, case_id: str = "", columns: str = "*") -> list[str]:
    """The rows of a table that hold private text, read past our own store."""
    cursor = tx._connection.cursor()  # type: ignore[attr-defined]
    where = f" WHERE case_id = '{case_id}'" if case_id else ""
    found = cursor.execute(f"SELECT {columns} FROM {table}{where}").fetchall()  # noqa: S608 -- our own words
    return [str(row) for row in found if PRIVATE_MARK in str(row)]


def _outcome(came: Receipt | Refused) -> object:
    return str(came) if isinstance(came, Refused) else came.case


@cache
def procedure_of(file: Path) -> Procedure:
    loaded = load(file)
    return Procedure.of(loaded.policy, loaded.calendar)


@cache
def read(file: str) -> tuple[Mapping[str, Any], Days]:
    path = Path(file)
    policy = yaml.safe_load(path.read_text())
    beside = path.parent / "calendars" / f"{policy['calendar']}.yaml"
    calendars = SHIPPED / "calendars"
    return policy, Days(beside if beside.exists() else calendars / f"{policy['calendar']}.yaml", calendars)


def _one(desk: Desk, policy: str, act: Drawn) -> Receipt | Refused:
    who: dict[str, Any] = {"at": act.at, "happened_at": act.happened, "by": act.by, "role": act.role}
    try:
        if act.action == "receive":
            return desk.receive(policy, case_id=act.case_id, given=act.given, **who)
        if act.document:
            given = dict(act.given or {})
            name, shown = given.pop("attachment.name"), given.pop("attachment.shown")
            return desk.attach(act.case_id, act.document, name=name, shown=shown, given=given, **who)
        return desk.act(act.case_id, act.action, given=act.given, **who)
    except Refused as refusal:
        return refusal
