"""The diary of a case: everything that is due in it, and what of that still runs.

Worked out of the events when a state of the case is first asked, and never stored. What the events since an earlier
state cannot have touched is carried over from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from putright.case.case import BEFORE, DATES, Case, Passed
from putright.case.deadlines.deadline import Deadline
from putright.case.deadlines.parts import Parts, Touch, parts_of
from putright.case.deadlines.steps import Ahead
from putright.case.reckoning import Reckoner
from putright.policy.model import Policy, Stage, Step
from putright.working_days import Calendar


@dataclass(slots=True)
class Diary:
    """What every part of the policy's diary holds in one state of a case."""

    policy: Policy
    calendar: Calendar
    parts: Parts
    held: list[tuple[Deadline, ...] | None]
    """By part; None where nothing runs, and what was met or still waits was not asked for yet."""
    dated: dict[int, tuple[Deadline, ...]]
    """Of parts that were not asked for yet: what they held before, where its date still stands."""
    running: tuple[Deadline, ...] = ()
    """Those with a date that were not met, earliest first."""

    def __post_init__(self) -> None:
        running = [one for held in self.held if held for one in held if one.reckonings and one.met_at is None]
        if len(running) > 1:
            running.sort(key=_soonest)
        self.running = tuple(running)

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
    return Ahead.alone(stage, step).deadline(Reckoner(policy, calendar, case), case.visit(stage.id))


def _made(policy: Policy, calendar: Calendar, case: Case) -> Diary:
    reckoner, parts = Reckoner(policy, calendar, case), parts_of(policy)
    return Diary(policy, calendar, parts, [part.runs(reckoner) for part in parts.parts], {})


def _carried(policy: Policy, calendar: Calendar, case: Case) -> Diary | None:
    """The diary of an earlier state with what may have changed since then worked out again; None without one."""
    earlier: Diary | None
    passed: tuple[Passed, ...]
    earlier, passed = case.known.pop(BEFORE, (None, ()))
    if earlier is None or earlier.policy is not policy or earlier.calendar is not calendar:
        return None
    parts, held = earlier.parts, earlier.held
    if case.is_record or parts.stands_still(case):
        return None
    touched: Mapping[int, Touch] = parts.touched(passed[0])
    for each in passed[1:] if len(passed) > 1 else ():
        more = parts.touched(each)
        touched = {**touched, **more, **{number: touch for number, touch in touched.items() if touch == "date"}}
    promised = len(held) - 1
    if held[promised]:
        touched = {**touched, promised: "date"}  # it can be kept in too many ways to tell, and is seldom there
    if not touched:
        return earlier
    reckoner, held, dated = Reckoner(policy, calendar, case), held.copy(), earlier.dated.copy()
    for number, touch in touched.items():
        before = held[number]
        if touch == "date":
            dated.pop(number, None)
        elif before is not None:
            dated[number] = before
        held[number] = parts.parts[number].runs(reckoner, dated.get(number, ()))
    return Diary(policy, calendar, parts, held, dated)
