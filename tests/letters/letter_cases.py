"""Policies, shelves and cases that the tests of letters share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pendulum

from putright.case.case import Case
from putright.case.commands import Command
from putright.case.deadlines import running
from putright.case.decide import decide, lapse, open_case
from putright.case.events import Event
from putright.case.folding import fold
from putright.case.procedure import Procedure
from putright.letters import Letter, Shelf, fill
from putright.policy.loading import load
from putright.shipped import shipped

POLICIES = ("saha/three-stage", "kiwi/four-stage", "walsall/two-stage")

COMPLAINT = {
    "complainant.name": "Mr Tariq Ali",
    "complainant.address": "4 Mill Lane, Walsall",
    "matter": "The bins were not emptied for three weeks",
    "channel": "telephone",
    "service": "waste",
}
ANSWER = {"outcome": "upheld", "reasons": "The lorry broke down.\n\nNobody sent another one."}


@cache
def procedure_of(name: str) -> Procedure:
    loaded = load(shipped("policies") / f"{name}.yaml")
    return Procedure.of(loaded.policy, loaded.calendar)


@cache
def shelf_of(organisation: str) -> Shelf:
    return Shelf.read(shipped("letters"), organisation)


def shelf_with(folder: Path, **templates: str) -> Shelf:
    """Walsall's shelf, with some templates written anew in a folder; `stage_1_response` is stage-1-response."""
    room = folder / "walsall"
    room.mkdir(exist_ok=True)
    for name, text in templates.items():
        (room / f"{name.replace('_', '-')}.md").write_text(text, encoding="utf-8")
    own = Shelf.read(folder, "walsall")
    return replace(own, templates=tuple(sorted({**shelf_of("walsall").document(), **own.document()}.items())))


@dataclass
class Life:
    """One complaint, at Walsall unless said otherwise, played step by step, with the last letter it sent."""

    procedure: Procedure
    case: Case
    shelf: Shelf

    @classmethod
    def begun(
        cls, day: str = "2026-01-05", shelf: Shelf | None = None, policy: str = "walsall/two-stage", **given: str
    ) -> Life:
        procedure = procedure_of(policy)
        at = pendulum.parse(f"{day}T10:00:00", tz="Europe/London")
        assert isinstance(at, pendulum.DateTime)
        told = COMPLAINT | {name.replace("__", "."): text for name, text in given.items()}
        known = {name: text for name, text in told.items() if name != "service" or "service" in procedure.policy.facts}
        received = open_case(procedure, Command("receive", at, at, given=known), {})
        return cls(procedure, fold(Case("C-0001"), [received]), shelf or shelf_of(procedure.policy.organisation.id))

    def then(self, day: str, action: str, **given: str) -> Letter:
        """Does something and fills the letter that it sends."""
        at = pendulum.parse(f"{day}T11:00:00", tz="Europe/London")
        assert isinstance(at, pendulum.DateTime)
        told = {name.replace("__", "."): text for name, text in given.items()}
        event = decide(
            self.procedure, self.case, Command(action, at, at, by=f"officer of {self.case.stage}", given=told)
        )
        return self._letter(event.letters[0].name if event.letters else "", event)

    def wait(self, day: str) -> Letter:
        """Lets time pass until something happens by itself."""
        until = pendulum.parse(f"{day}T00:00:00", tz="Europe/London")
        assert isinstance(until, pendulum.DateTime)
        event = lapse(self.procedure, self.case, until)
        assert event is not None
        return self._letter(event.letters[0].name, event)

    def _letter(self, name: str, event: Event) -> Letter:
        self.case = fold(self.case, [event])
        policy, calendar = self.procedure.policy, self.procedure.calendar
        if not name:
            return Letter("", "", "", "")
        return fill(policy, self.shelf, name, self.case, event, running(policy, calendar, self.case), calendar)
