"""Whole lives over a real store: whatever is done in whatever order, record, dates and privacy hold.

Makes nothing up about dates: `slow_dates.py` counts them again, without the engine.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import ROOT
from lives.living import PRIVATE_MARK, Drawn, an_act, complaint
from lives.slow_dates import SlowCase
from lives.slow_days import Days
from lives.telling import told
from putright.case.case import Case, fold
from putright.case.deadlines import running
from putright.case.procedure import Procedure
from putright.casework import Desk, Receipt, open_desk
from putright.policy.loading import load
from putright.problems import Refused

OURS = ROOT / "tests" / "lives" / "policies"
SHIPPED = ROOT / "policies"
POLICIES = {
    "mill": OURS / "mill" / "mixed.yaml",
    "walsall": SHIPPED / "walsall" / "two-stage.yaml",
    "saha": SHIPPED / "saha" / "three-stage.yaml",
    "kiwi": SHIPPED / "kiwi" / "four-stage.yaml",
}
FIRST_YEAR = {"saha": 2021}
NUMBERS = count(1)
LIVES = int(os.environ.get("PUTRIGHT_LIVES", "20"))
"""How many lives are led under each policy; PUTRIGHT_LIVES=1000 leads more, for a night."""


class Twins:
    """One life led in two stores; in the second one somebody looks at the clock now and then."""

    def __init__(self, organisation: str, draw: st.DataObject, desks: tuple[Desk, Desk]) -> None:
        self.file, self.desks, self.draw = POLICIES[organisation], desks, draw
        self.procedure = procedure_of(self.file)
        self.id = f"L-{next(NUMBERS)}"
        self.done: list[str] = []
        self.at, given = complaint(draw, self.procedure, FIRST_YEAR.get(organisation, 2026))
        for desk in desks:
            receipt = desk.receive(str(self.file), at=self.at, case_id=self.id, given=given)
        self.case = receipt.case

    def lead(self, acts: int) -> None:
        for _ in range(acts):
            act = an_act(self.draw, self.procedure, self.case, self.at)
            if self.draw.draw(st.booleans(), "somebody looks at the clock"):
                self.desks[1].tick(self.at + (act.at - self.at) * self.draw.draw(st.floats(0, 1), "part of the way"))
            self.at = act.at
            first, second = (self._one(desk, act) for desk in self.desks)
            assert outcome(first) == outcome(second)
            check(self.desks[0], self.id, self.file, first)
            self.case = self.standing(self.desks[0])
            self.done.append("refused" if isinstance(first, Refused) else act.action)
        for desk in self.desks:
            desk.tick(self.at + timedelta(days=500))
        assert self.standing(self.desks[0]) == self.standing(self.desks[1])

    def _one(self, desk: Desk, act: Drawn) -> Receipt | Refused:
        try:
            return desk.act(
                self.id, act.action, at=act.at, happened_at=act.happened, by=act.by, role=act.role, given=act.given
            )
        except Refused as refusal:
            return refusal

    def standing(self, desk: Desk) -> Case:
        return desk.show(self.id).case


def outcome(came: Receipt | Refused) -> object:
    return str(came) if isinstance(came, Refused) else came.case


def check(desk: Desk, case_id: str, file: object, came: Receipt | Refused) -> None:
    """What holds after every command, whether it was carried out or refused."""
    with desk.store.reading() as tx:
        stored = fold(Case(case_id), tx.events(case_id))
        assert tx.verify(case_id) == []
        listed = {row.name: row.on for row in tx.dues(case_id=case_id)}
        bodies = [
            str(row[0])
            for row in tx._connection.cursor().execute("SELECT body FROM event WHERE case_id = ?", [case_id])
        ]  # type: ignore[attr-defined]
    assert not [body for body in bodies if PRIVATE_MARK in body]
    if isinstance(came, Refused):
        assert PRIVATE_MARK not in str(came)
    else:
        assert came.case == stored
        assert {d.name: d.on for d in came.due} == listed
    slow = {name: (on, at) for name, (on, at) in slow_case(file, stored).running().items()}
    standing = desk.show(case_id)
    ours = running(standing.procedure.policy, standing.procedure.calendar, stored)
    assert {d.name: (d.on, d.at) for d in ours} == slow
    assert listed == {name: on for name, (on, _) in slow.items()}


def slow_case(file: object, case: Case) -> SlowCase:
    return SlowCase(*read(str(file)), told(case))


@cache
def procedure_of(file: Path) -> Procedure:
    loaded = load(file)
    return Procedure.of(loaded.policy, loaded.calendar)


@cache
def read(file: str) -> tuple[dict[str, object], Days]:
    path = next(path for path in POLICIES.values() if str(path) == file)
    policy = yaml.safe_load(path.read_text())
    beside = path.parent / "calendars" / f"{policy['calendar']}.yaml"
    calendars = SHIPPED / "calendars"
    return policy, Days(beside if beside.exists() else calendars / f"{policy['calendar']}.yaml", calendars)


@pytest.fixture(scope="module")
def desks() -> Iterator[tuple[Desk, Desk]]:
    pair = open_desk("sqlite://", SHIPPED), open_desk("sqlite://", SHIPPED)
    yield pair
    for desk in pair:
        desk.close()


@pytest.mark.parametrize("organisation", POLICIES)
@settings(max_examples=LIVES, deadline=None, suppress_health_check=list(HealthCheck))
@given(draw=st.data())
def test_a_whole_life_keeps_record_dates_and_privacy(
    organisation: str, desks: tuple[Desk, Desk], caplog: pytest.LogCaptureFixture, draw: st.DataObject
) -> None:
    """After every act: the stored events fold to the case that was handed back, a slow count gives the same dates,
    no private text is where it does not belong, and it changes nothing when somebody had looked at the clock."""
    with caplog.at_level(logging.DEBUG):
        Twins(organisation, draw, desks).lead(acts=12)
    assert PRIVATE_MARK not in caplog.text
