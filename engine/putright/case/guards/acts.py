"""Guards of every act: its moment, its facts, what holds it up, what it must carry, which matters it is about.

They look and answer; they change nothing and never raise for a plain no.
"""

from __future__ import annotations

from putright.case.attempt import Attempt, leads_on
from putright.case.deadlines import every_deadline
from putright.case.events import KINDS
from putright.case.fields import lacking
from putright.case.matters import refuse_matters, refuse_new_matter
from putright.case.moments import is_before, local_day
from putright.policy.moves import Move
from putright.problems import Refused, one_of
from putright.working_days import in_full


def order(attempt: Attempt, move: Move) -> Refused | None:
    """What happens cannot have happened before what brought the case to where it stands."""
    if KINDS[move.kind].quiet:
        return None
    before = attempt.case.arrival
    if before is None or not is_before(attempt.command.happened_at, before.happened_at):
        return None
    zone = attempt.policy.time_zone
    if local_day(before.happened_at, zone) <= attempt.day:
        return None
    day = in_full(local_day(before.happened_at, zone))
    return Refused(
        "R107",
        f"{move.event} on {in_full(attempt.day)} would come before {before.name}, which happened on {day}",
        f"give the day on which it happened: {day} or later",
    )


def applies(attempt: Attempt, move: Move) -> Refused | None:
    """What is meant for some facts only is done only with them."""
    if attempt.case.meets(move.applies):
        return None
    policy = attempt.policy
    wanted = "; ".join(
        f"{policy.fact_title(id)}: {one_of(policy.fact_value(id, value) for value in values)}"
        for id, values in move.applies.items()
    )
    return Refused("R208", f"{move.action} is only for cases with {wanted}", "choose another way, or correct the fact")


def held_up(attempt: Attempt, move: Move) -> Refused | None:
    """A duty that holds up a step has been met."""
    holding = {
        d.id: d for d in attempt.policy.duties.values() if {move.step, f"{move.stage}.{move.step}"} & set(d.holds_up)
    }
    for deadline in every_deadline(attempt.policy, attempt.calendar, attempt.case) if holding else ():
        duty = holding.get(deadline.name)
        if duty and deadline.met_at is None and deadline.reckonings:
            return Refused("R219", f'"{duty.title}" is still owed and holds this up', f"do {duty.id} first")
    return None


def needs(attempt: Attempt, move: Move) -> Refused | None:
    """Everything that the act must carry was given, or is known from before."""
    door = attempt.policy.doors.get(attempt.command.given.get("door", "")) if move.kind == "referred" else None
    asked = (*move.needs, *(door.needs if door else ()))
    missing = lacking(asked, attempt.command.given, attempt.case.values)
    if not missing:
        return None
    named = " and ".join(f'"{need}"' for need in missing)
    return Refused.asking(
        "R202",
        f"{move.action} needs {named}",
        missing,
    )


def matters(attempt: Attempt, move: Move) -> Refused | None:
    """The matters that go on are among those that are looked at."""
    return refuse_matters(attempt.case, attempt.command.given, leads_on=leads_on(move))


def new_matter(attempt: Attempt, move: Move) -> Refused | None:
    """A new matter says what it is about, and changes none that is there."""
    return refuse_new_matter(attempt.case, attempt.command.given)
