"""How a chart speaks: to the complainant as "you", about the organisation as "we".

Turns the phrases of a policy; the words that the owner wrote stay as they are.
"""

from __future__ import annotations

import re
from typing import Final

from putright.policy.model import (
    COMPLAINANT,
    HANDLER,
    Action,
    Choice,
    Clock,
    Departure,
    Door,
    Extension,
    Missed,
    Policy,
    Stage,
    Step,
)
from putright.policy.phrases import condition, event, listed, onward, time_allowed, times
from putright.working_days import Calendar, in_full

_ENDS: Final = {
    "closed": "We close your complaint",
    "withdrawn": "Your complaint ends: it was taken back",
    "refused": "We do not take it on",
    "referred": "It is with the outside body",
    "handed-over": "Your complaint is handed over",
}
_LATE: Final = {
    "accepted": "If you ask later, we still look at it.",
    "with-reason": "If you ask later, tell us the reason.",
    "refused": "We do not look at it if you ask later.",
}


def to_you(words: str, policy: Policy) -> str:
    """The phrase, said to the complainant; what stands in quotes is the owner's and stays."""
    one = re.escape(policy.organisation.complainant)
    turned = []
    for number, part in enumerate(words.split('"')):
        if number % 2 == 0:
            part = re.sub(rf"\b([Tt])he {one}'s\b", lambda found: "Your" if found[1] == "T" else "your", part)
            part = re.sub(rf"\b([Tt])he {one}\b", lambda found: "You" if found[1] == "T" else "you", part)
            part = part.replace("receiving the complaint", "receiving your complaint")
        turned.append(part)
    return '"'.join(turned)


def limit(policy: Policy, calendar: Calendar | None, stage: Stage, step: Step) -> str:
    """The time for a step: 'within 10 working days of the acknowledgement'; says so where there is none."""
    if step.clock is None:
        return "in your own time, as no limit is set" if step.is_complainants else "no time limit is set"
    return time(policy, calendar, step.clock, stage)


def time(policy: Policy, calendar: Calendar | None, clock: Clock, stage: Stage | None = None) -> str:
    """A clock in words, said to the complainant."""
    return to_you(time_allowed(policy, calendar, clock, stage), policy)


def who(policy: Policy, stage: Stage, step: Step) -> str:
    """A sentence on who does a step, where it is not whoever handles the stage."""
    if step.is_complainants or step.who in (HANDLER, stage.handler):
        return ""
    return f"The {policy.role_title(step.who, stage).removeprefix('The ')} does this."


def more_time(policy: Policy, extension: Extension) -> str:
    """A sentence on how much longer it may take."""
    if extension.total:
        more = f"We may take longer, but no more than {extension.total} in all"
    elif extension.by:
        number, _, unit = str(extension.by).partition(" ")
        often = "" if extension.times == 1 else f" {times(extension.times)}"
        today = ", from the day on which we say so" if extension.counts_from == "today" else ""
        more = f"We may take up to {number} more {unit}{often}{today}"
    else:
        more = "We may take longer"
    agreed = ", if you agree" if extension.agreed else ""
    only = f", where {condition(policy, extension.applies)}" if extension.applies else ""
    tells = ", and write to you with the new date" if extension.letter else ", and tell you the new date"
    return f"{more}{agreed}{only}{tells}."


def for_a_time(departure: Departure) -> str:
    """A sentence on a limit that holds for a time only."""
    when = f"from {in_full(departure.since)} until {in_full(departure.until)}"
    return f"The time is {departure.within} where it starts {when}: {departure.reason.rstrip('.')}."


def sent(missed: Missed) -> str:
    """What the complainant gets when time has run out: a letter, a payment."""
    writes = ["write to you"] if missed.letter else []
    pays = [f"pay you £{missed.pays.sum} within {missed.pays.within}"] if missed.pays else []
    return f"We {listed([*writes, *pays])}" if writes or pays else ""


def late(step: Step) -> str:
    """A sentence on a choice that comes late."""
    return _LATE[step.late]


def goes(policy: Policy, stage: Stage, step: Step, to: str) -> str:
    """Where something leads, as an arrow says it."""
    place = policy.resolve(stage, step, to)
    found = policy.step_at(place)
    if found is None:
        return _ENDS.get(place, onward(policy, stage, step, to))
    there, inner = found
    if there is stage:
        back = there.steps.index(inner) <= there.steps.index(step)
        return f"{'Back' if back else 'On'} to: {inner.title}"
    way = "Back" if policy.stages.index(there) < policy.stages.index(stage) else "On"
    return f"{way} to {there.title}" if inner is there.steps[0] else f"{way} to {there.title}: {inner.title}"


def action(policy: Policy, one: Action) -> str:
    """What can be done beside the steps, by whom, when, and where the complaint goes then."""
    who = "You" if one.who == COMPLAINANT else "We"
    where = listed([_at(policy, place) for place in one.at], "or") if one.at else ""
    only = f" (only where {condition(policy, one.applies)})" if one.applies else ""
    said = f"{who} can do this {f'while your complaint is at {where}' if where else 'at any time'}{only}: {one.title}."
    if not one.to:
        return said
    if one.to in _ENDS:
        to = f", to: {policy.bodies[one.body].title}" if one.body else ""
        return f"{said} {_ENDS[one.to]}{to}."
    return f"{said} Your complaint then goes to {_at(policy, one.to)}."


def _at(policy: Policy, place: str) -> str:
    stage, _, step = place.partition(".")
    found = policy.stage(stage)
    return f"{found.title}: {found.step(step).title}" if step else found.title


def choice(policy: Policy, one: Choice) -> str:
    """What a choice is called, and where it is only for some."""
    return f"{one.title} (only where {condition(policy, one.applies)})" if one.applies else one.title


def opens(policy: Policy, door: Door) -> str:
    """When a door opens: 'at any time', 'after the answer at Stage 2'."""
    said = []
    for opening in door.opens:
        start = event(policy, opening.start)
        before = listed(dict.fromkeys(event(policy, ref) for ref in opening.unless), "or") if opening.unless else ""
        unless = f", unless {before} comes first" if before else ""
        said.append(f"{opening.after} after {start}{unless}" if opening.after else f"after {start}")
    return to_you(listed(said, "or"), policy) if said else "at any time"
