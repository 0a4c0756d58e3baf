"""What stands beside the stages of a chart: the outside bodies, and what is owed or can be done beside the steps.

Says what the policy says and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import ascii_uppercase

from putright.policy.acts import BUILT_IN_ACTIONS
from putright.policy.model import ANYONE, COMPLAINANT, Door, Duty, Policy
from putright.policy.phrases import condition, how_often, time_allowed
from putright.policy.picture import wording
from putright.policy.picture.chart import Note, Outside
from putright.working_days import Calendar, in_full


def letters(policy: Policy) -> Mapping[str, str]:
    """A letter for each door, in their order; numbers where the letters run out."""
    return {
        id: ascii_uppercase[number] if number < len(ascii_uppercase) else str(number + 1)
        for number, id in enumerate(policy.doors)
    }


def told(policy: Policy, calendar: Calendar | None, door: Door) -> Outside:
    """A door with the body behind it."""
    body = policy.bodies[door.to]
    return Outside(
        name=f"doors.{door.id}",
        letter=letters(policy)[door.id],
        title=body.title,
        details=tuple(_details(policy, calendar, door)),
        reach=(
            *(", ".join(lines) for lines in (body.address,) if lines),
            *_reach(body.telephone, body.email, body.website),
        ),
    )


def _reach(*ways: str) -> Iterator[str]:
    return (way for way in ways if way)


def _details(policy: Policy, calendar: Calendar | None, door: Door) -> Iterator[str]:
    body = policy.bodies[door.to]
    if body.about:
        yield body.about
    who = "You may go there" if door.who in (COMPLAINANT, ANYONE) else f"The {policy.role_title(door.who)} may go there"
    yield f"{who} {wording.opens(policy, door)}."
    if door.closes:
        yield f"Do it {wording.time(policy, calendar, door.closes)}."
    if door.applies:
        yield f"This is only where {condition(policy, door.applies)}."
    if body.closed_on:
        after = policy.bodies.get(body.successor)
        went = f"; its work went to: {after.title}" if after else ""
        yield f"It closed on {in_full(body.closed_on)}{went}."


def beside(policy: Policy, calendar: Calendar | None) -> Iterator[Note]:
    """Sentences on what is owed to the complainant, and what they can do, beside the stages."""
    for duty in policy.duties.values():
        if duty.letter or duty.who == COMPLAINANT or any(wording.sent(one) or one.to for one in duty.missed):
            yield Note(_duty(policy, calendar, duty), f"duties.{duty.id}")
    for pause in policy.pauses.values():
        yield Note(f"Our time may stand still: {pause.title}.")
    for action in policy.actions.values():
        if action.id not in {"receive", *BUILT_IN_ACTIONS} and (
            action.letter or action.to or action.who == COMPLAINANT
        ):
            yield Note(wording.action(policy, action))
    withdraw = policy.actions.get("withdraw")
    if withdraw is None or withdraw.who in (COMPLAINANT, ANYONE):
        yield Note("You can take your complaint back at any time.")


def _duty(policy: Policy, calendar: Calendar | None, duty: Duty) -> str:
    when = wording.to_you((how_often if duty.repeats else time_allowed)(policy, calendar, duty.clock), policy)
    only = f" (only where {condition(policy, duty.applies)})" if duty.applies else ""
    asked = (
        "" if not duty.asked_by else ", if you ask for it" if duty.asked_by == COMPLAINANT else ", if it is asked for"
    )
    return f"{duty.title}: {when}{only}{asked}.{_missed(policy, duty)}"


def _missed(policy: Policy, duty: Duty) -> str:
    """A sentence on what follows when a duty is missed."""
    first = policy.stages[0]
    said = []
    for one in duty.missed:
        goes = wording.goes(policy, first, first.steps[0], one.to) if one.to else ""
        where = f" (where {condition(policy, one.applies)})" if one.applies else ""
        said += [f"{part}{where}" for part in (goes, wording.sent(one)) if part]
    return f" If that is missed: {'; '.join(said)}." if said else ""
