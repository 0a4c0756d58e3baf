"""How a case came to say what it says now: what was corrected, and what letters had told of a date.

Reads the log; decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pendulum
from pendulum import DateTime

from putright.case.case import Case
from putright.case.deadlines import Deadline, every_deadline, step_deadline
from putright.case.events import Event
from putright.case.folding import CORRECTING
from putright.policy.model import Policy
from putright.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Told:
    """A date that a letter told for a deadline."""

    letter: str
    at: DateTime
    on: date


@dataclass(frozen=True, slots=True)
class PutRight:
    """One correction: which event, what it had said, what is right, and why."""

    at: DateTime
    number: int
    name: str
    because: str
    struck: bool
    was_at: DateTime
    is_at: DateTime
    facts: tuple[str, ...]
    voids: tuple[str, ...]
    """Names of the automatic events that were taken out because they rested on it."""


@dataclass(frozen=True, slots=True)
class GoneBy:
    """The date of a step that a case left behind without doing it: its time ran out, or the case went on or ended first."""

    deadline: Deadline
    ran_out: bool


def gone_by(policy: Policy, calendar: Calendar, case: Case) -> tuple[GoneBy, ...]:
    """The dates that run no more though nothing met them, in the order of the steps, with what led to them."""
    known = {deadline.name for deadline in every_deadline(policy, calendar, case)}
    missed = {event.data["missed"] for event in case.events if event.kind == "missed"}
    left = (
        (stage, step)
        for stage in policy.stages
        for step in stage.steps
        if step.clock and case.visit(stage.id) and f"{stage.id}.{step.id}" not in known
    )
    found = (step_deadline(policy, calendar, case, stage, step) for stage, step in left)
    return tuple(GoneBy(deadline, deadline.name in missed) for deadline in found if deadline.on)


def told_dates(case: Case, deadline: str) -> tuple[Told, ...]:
    """What letters have told of a deadline, in order; an event that was taken out has told it all the same."""
    return tuple(
        Told(letter.name, event.recorded_at, date.fromisoformat(on))
        for event in case.log
        for letter in event.letters
        for told_as, on in letter.promised.items()
        if case.past.name(told_as) == deadline
    )


def corrections(case: Case) -> Iterator[PutRight]:
    """Every correction of a case, in the order in which they were recorded."""
    known: dict[int, Event] = dict(enumerate(case.log, 1))
    for event in case.log:
        if event.kind != "corrected":
            continue
        number = int(event.data["corrects"])
        before = known[number]
        when = event.data.get("when")
        after = pendulum.instance(datetime.fromisoformat(when)) if when else before.happened_at
        facts = tuple(name for name in (*event.data, *event.texts) if name not in CORRECTING)
        voids = tuple(known[int(void)].name for void in event.data.get("voids", "").split(",") if void)
        yield PutRight(
            at=event.recorded_at,
            number=number,
            name=before.name,
            because=event.texts.get("because", ""),
            struck="struck" in event.data,
            was_at=before.happened_at,
            is_at=after,
            facts=facts,
            voids=voids,
        )
