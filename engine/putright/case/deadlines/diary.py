"""The diary of a case: everything that is due in it, and what of that still runs.

Worked out of the events each time a new state of the case is asked, and never stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.case.case import DATES, Case
from putright.case.deadlines.beside import door_deadline, duty_deadline, owed_deadline
from putright.case.deadlines.deadline import Deadline
from putright.case.deadlines.steps import steps
from putright.case.people import owed_to_people
from putright.case.promised import promised
from putright.case.reckoning import Reckoner
from putright.policy.model import Policy
from putright.working_days import Calendar


def every_deadline(policy: Policy, calendar: Calendar, case: Case) -> tuple[Deadline, ...]:
    """Every deadline of the case so far: met, running, or waiting for its clock to start."""
    of_policy, of_calendar, deadlines = case.known.get(DATES, (None, None, ()))
    if of_policy is not policy or of_calendar is not calendar:
        deadlines = tuple(_every_deadline(policy, calendar, case))
        case.known[DATES] = policy, calendar, deadlines
    return deadlines  # type: ignore[no-any-return]


def running(policy: Policy, calendar: Calendar, case: Case) -> tuple[Deadline, ...]:
    """The deadlines that still run, earliest first: steps ahead, duties, and doors that will close."""
    found = [d for d in every_deadline(policy, calendar, case) if d.on and d.met_at is None]
    return tuple(sorted(found, key=lambda d: (d.on or date.max, d.name)))


def _every_deadline(policy: Policy, calendar: Calendar, case: Case) -> Iterator[Deadline]:
    reckoner = Reckoner(policy, calendar, case)
    for stage in policy.stages:
        yield from steps(reckoner, stage, case.visit(stage.id))
    for duty in policy.duties.values() if not case.is_record else ():
        yield from duty_deadline(reckoner, duty)
    for door in policy.doors.values() if not (case.is_record or case.is_merged) else ():
        yield from door_deadline(reckoner, door)
    for owed in (*promised(policy, case), *owed_to_people(reckoner)):
        yield owed_deadline(owed)
