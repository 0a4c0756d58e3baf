"""Cases that go on under another version: planned, looked at, and carried out, the same in two stores."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from lives.governing import ALL, LATER, WAYS, procedure_of
from lives.saying import PRIVATE_MARK, Setting, a_fact, secret
from putright.case.case import Case
from putright.casework import Desk, moment
from putright.casework.migration import Choice, carry_out, plan_migration, read_plan, written
from putright.problems import Refused

OF_THEIR_OWN = ("head", "version")
"""What differs from store to store: hashes with salts of their own, and whether somebody had looked at the clock."""

GOING = ("safe", "accepted")


@dataclass(frozen=True, slots=True)
class Move:
    """From which policy to which, when, and what somebody chooses for each case that cannot just go."""

    of: str
    at: datetime
    choices: dict[str, Choice]

    @property
    def to(self) -> str:
        return WAYS[self.of].to


def a_move(chance: Random, of: str, cases: Sequence[Case], at: datetime) -> Move:
    """Now and then nobody chooses anything; else a place and the facts that the other version may ask for."""
    procedure = procedure_of(WAYS[of].to)
    places = [f"{stage.id}.{step.id}" for stage in procedure.policy.stages for step in stage.steps]
    choices = {}
    for case in cases if chance.randrange(5) else ():
        setting = Setting(chance, procedure, case, at)
        asked = [fact for fact in procedure.policy.facts.values() if fact.required and fact.id not in case.facts]
        facts = {f"fact.{fact.id}": a_fact(setting, fact.id) for fact in asked}
        place = chance.choice(["", "", chance.choice(places)])
        choices[case.id] = Choice(secret("accepted") if chance.randrange(8) else "", place, facts)
    return Move(of, at, choices)


def move(desk: Desk, move: Move, before: dict[str, Case]) -> dict[str, Any]:
    """Carry a plan out, and again; what it came to, case by case, the same for every store."""
    old, new, at = procedure_of(move.of).policy.name, {**ALL, **LATER}[move.to], moment(move.at)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "plan.json"
        try:
            with plan_migration(desk, old, str(new), at, WAYS[move.of].said, move.choices) as plan:
                file.write_text("\n".join(written(plan, plan.crossings())))
        except Refused as refusal:
            return {"refused": str(refusal)}
        paper = read_plan(file)
        told = [case for case in json.loads(file.read_text())["cases"] if case["case"] in before]
        carried = carry_out(desk, paper, at, "Ann", secret("reason"))
        assert not carried.left
        if carried.moved:
            again = carry_out(desk, paper, at, "Ann", secret("reason"))
            assert (again.moved, again.before, again.left) == (0, carried.moved, {})
    for crossing in told:
        _check(desk, move, before[crossing["case"]], crossing)
    return {case["case"]: {name: value for name, value in case.items() if name not in OF_THEIR_OWN} for case in told}


def _check(desk: Desk, move: Move, before: Case, crossing: dict[str, Any]) -> None:
    """What was shown is what is there now; what was not to go has not changed."""
    standing = desk.show(before.id)
    if crossing["verdict"] not in GOING:
        assert standing.case == before
        return
    case = standing.case
    moved = next(event for event in reversed(case.log) if event.kind == "migrated")
    assert case.policy == procedure_of(move.to).policy.name
    assert {name: moved.data[name] for name in ("renames", "renamed-events") if name in moved.data} == WAYS[
        move.of
    ].names
    assert moved.place == crossing["place_after"]
    assert PRIVATE_MARK not in str(moved.data)
    shown = {one["name"]: one["after"] for one in crossing["dates"] if one["after"]}
    if not crossing["by_itself"]:
        due = {
            deadline.name: str(deadline.on) for deadline in standing.deadlines if not deadline.met_at and deadline.on
        }
        assert shown.items() <= due.items(), (shown, due)
    with pytest.raises(Refused):
        desk.act(
            case.id,
            "correct",
            at=move.at,
            given={"corrects": str(case.log.index(moved) + 1), "struck": "yes", "because": "r"},
        )
