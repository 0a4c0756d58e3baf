"""The diary of a case: everything that is due in it, and what of that still runs.

Worked out of the events when a state of the case is first asked, and never stored. What the events since an earlier
state cannot have touched is carried over from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from putright.case.case import BEFORE, DATES, Case, Passed
from putright.case.deadlines.deadline import Deadline
from putright.case.deadlines.parts import Parts, Touch, parts_of
from putright.case.deadlines.steps import Ahead
from putright.case.reckoning import Reckoner
from putright.policy.model import RECORDS, Policy, Stage, Step
from putright.working_days import Calendar


class Diary(NamedTuple):
    """What every part of the policy's diary holds in one state of a case."""

    policy: Policy
    calendar: Calendar
    parts: Parts
    held: list[tuple[Deadline, ...] | None]
    """By part; None where nothing runs, and what was met or still waits was not asked for yet."""
    dated: dict[int, tuple[Deadline, ...]]
    """Of parts that were not asked for yet: what they held before, where its date still stands."""
    running: tuple[Deadline, ...]
    """Those with a date that were not met, earliest first."""

    def every(self, reckoner: Reckoner) -> tuple[Deadline, ...]:
        """Everything it holds, in the order of the policy."""
        for number, held in enumerate(self.held):
            if held is None:
                self.held[number] = self.parts.parts[number].holds(reckoner, self.dated.get(number, ()))
        return tuple([deadline for held in self.held if held for deadline in held])


def _soonest(deadline: Deadline) -> tuple[date, str]:
    return deadline.reckonings[-1].on, deadline.name


def diary(policy: Policy, calendar: Calendar, case: Case) -> Diary:
    """The diary of a case as it stands."""
    known: Diary | None = case.known.get(DATES)
    if known is None or known.policy is not policy or known.calendar is not calendar:
        known = case.known[DATES] = _carried(policy, calendar, case) or _made(policy, calendar, case)
    return known


def every_deadline(policy: Policy, calendar: Calendar, case: Case) -> tuple[Deadline, ...]:
    """Every deadline of the case so far: met, running, or waiting for its clock to start."""
    return diary(policy, calendar, case).every(Reckoner(policy, calendar, case))


def running(policy: Policy, calendar: Calendar, case: Case) -> tuple[Deadline, ...]:
    """The deadlines that still run, earliest first: steps ahead, duties, and doors that will close."""
    return diary(policy, calendar, case).running


def step_deadline(policy: Policy, calendar: Calendar, case: Case, stage: Stage, step: Step) -> Deadline:
    """The deadline of one step in the last visit to its stage, whether or not it was done."""
    name = f"{stage.id}.{step.id}"
    for deadline in diary(policy, calendar, case).running:
        if deadline.name == name and deadline.kind == "step":
            return deadline
    return Ahead.alone(policy, stage, step).deadline(Reckoner(policy, calendar, case), case.visit(stage.id))


def _made(policy: Policy, calendar: Calendar, case: Case) -> Diary:
    reckoner, parts = Reckoner(policy, calendar, case), parts_of(policy)
    held = [runs(reckoner, ()) for runs in parts.runs]
    return Diary(policy, calendar, parts, held, {}, _running(held))


def _running(held: list[tuple[Deadline, ...] | None]) -> tuple[Deadline, ...]:
    running = [one for part in held if part for one in part if one.reckonings and one.met_at is None]
    if len(running) > 1:
        running.sort(key=_soonest)
    return tuple(running)


def _carried(policy: Policy, calendar: Calendar, case: Case) -> Diary | None:
    """The diary of an earlier state with what may have changed since then worked out again; None without one."""
    earlier: Diary
    passed: tuple[Passed, ...]
    before = case.known.pop(BEFORE, None)
    if before is None:
        return None
    earlier, passed = before
    known_policy, known_calendar, parts, held, dated, _ = earlier
    if known_policy is not policy or known_calendar is not calendar or case.events[0].place in RECORDS:
        return None
    if parts.can_stop and parts.stands_still(case):
        return None
    touched = parts.touched(passed[0]) if len(passed) == 1 else _touched_by_all(parts, passed)
    if held[-1]:
        # A promise can be kept in too many ways to tell, and is seldom there.
        touched = {**touched, len(held) - 1: "date"}
    if not touched:
        return earlier
    reckoner, runs = Reckoner(policy, calendar, case), parts.runs
    held, dated = held.copy(), dated.copy()
    for number, touch in touched.items():
        dated[number] = stands = () if touch == "date" else held[number] or dated.get(number, ())
        held[number] = runs[number](reckoner, stands)
    return Diary(policy, calendar, parts, held, dated, _running(held))


def _touched_by_all(parts: Parts, passed: tuple[Passed, ...]) -> Mapping[int, Touch]:
    """The numbers of the parts of which several events may have changed something, and what."""
    touched: dict[int, Touch] = {}
    for each in passed:
        for number, touch in parts.touched(each).items():
            touched[number] = "date" if touched.get(number) == "date" else touch
    return touched
