"""What is due beside the steps: duties, doors that will close, promised actions, and what is owed to people.

Pure; knows nothing of the steps and where the case stands among them.
"""

from __future__ import annotations

from collections.abc import Iterator

from pendulum import DateTime

from putright.case.asked import since_asked
from putright.case.deadlines.deadline import Deadline
from putright.case.doors import can_use
from putright.case.fairness import owed_to_people
from putright.case.outside import went_through
from putright.case.owed import Owed
from putright.case.people import acting_role
from putright.case.promised import promised
from putright.case.reckoning import Reckoner, Reckoning
from putright.policy.model import Body, Door, Duty
from putright.policy.words import declined_event
from putright.working_days import in_full


def duty_deadline(reckoner: Reckoner, duty: Duty, since: str) -> Iterator[Deadline]:
    """A duty that the facts bring; one that repeats counts again from the last time it was done.

    Only what happens after its clock has started can meet it or end it: an answer at an earlier stage does neither.
    """
    if reckoner.case.is_record:
        return
    case, first = reckoner.case, reckoner.clock(duty.clock)
    if duty.asked_by and since_asked(case, duty) is None:
        return
    done = _since(reckoner, duty, (duty.event, *duty.met_by))
    ended = case.has_ended or bool(_since(reckoner, duty, (*duty.until, declined_event(duty.id))))
    if not case.meets(duty.applies) or (ended and (duty.repeats or not done)):
        return
    again = max(done) if duty.repeats and done else None
    met_at = None if duty.repeats or not done else min(done)
    yield Deadline(
        name=duty.id,
        title=duty.title,
        kind="duty",
        who=acting_role(reckoner.policy, case, duty.who),
        stage="",
        step="",
        counts_from="the last time" if again else since,
        reckonings=reckoner.kept(duty.id, met_at) or (reckoner.clock(duty.clock, "", again) if again else first),
        met_at=met_at,
        place=duty.place,
    )


def door_deadline(reckoner: Reckoner, door: Door, since: str) -> Iterator[Deadline]:
    """The last day on which a door can be used."""
    case = reckoner.case
    if door.closes is None or not can_use(reckoner.policy, case, door):
        return
    used = (event.happened_at for event in went_through(case, door.id))
    yield Deadline(
        name=f"door.{door.id}",
        title=door.title,
        kind="door",
        who=door.who,
        stage="",
        step="",
        counts_from=since,
        reckonings=_while_it_exists(reckoner.clock(door.closes), reckoner.policy.bodies[door.to]),
        met_at=next(used, None),
        place=door.place,
    )


def owed_deadlines(reckoner: Reckoner) -> Iterator[Deadline]:
    """What is owed because of people or a promise, each by its own day; a promise runs on when the case has ended."""
    for one in (*promised(reckoner.policy, reckoner.case), *owed_to_people(reckoner)):
        yield _owed_deadline(one)


def _owed_deadline(one: Owed) -> Deadline:
    return Deadline(
        name=one.name,
        title=one.title,
        kind="duty",
        who=one.who,
        stage="",
        step="",
        counts_from=one.counts_from,
        reckonings=(one.reckoning,),
        met_at=one.met_at,
        place=one.place,
    )


def _since(reckoner: Reckoner, duty: Duty, names: tuple[str, ...]) -> list[DateTime]:
    """When events of those names happened, from the day on which a duty's clock started, or since it was asked for."""
    if duty.asked_by:
        return [event.happened_at for event in since_asked(reckoner.case, duty) or () if event.name in names]
    starts = [start for term in duty.clock.terms if (start := reckoner.case.moment(term.start))]
    if not starts:
        return []
    first = min(reckoner.day(start) for start in starts)
    found = [event for name in names for event in reckoner.case.named(name)]
    return [event.happened_at for event in found if reckoner.day(event.happened_at) >= first]


def _while_it_exists(reckonings: tuple[Reckoning, ...], body: Body) -> tuple[Reckoning, ...]:
    """The last day of a door is never later than that of the body behind it."""
    if not reckonings or body.closed_on is None or reckonings[-1].on <= body.closed_on:
        return reckonings
    return (*reckonings, Reckoning(f"{body.title} closed on {in_full(body.closed_on)}", body.closed_on))
