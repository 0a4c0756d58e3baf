"""Checks on what stands beside the stages: when the policy holds, its time zone, outside bodies that closed, duties.

Finds faults only; each row of the table says what a fault of its kind is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import available_timezones

import pendulum

from putright.policy.model import Body, Duty, EventRef, Policy
from putright.policy.sense.fault import Fault
from putright.policy.sense.ground import Ground
from putright.policy.sense.mentions import Path
from putright.policy.sense.names import unknown
from putright.policy.sense.ways import Way
from putright.problems import did_you_mean
from putright.working_days import in_full


def ends_before_it_begins(ground: Ground) -> Iterator[Fault]:
    for number, span in enumerate(ground.policy.in_force):
        if span.until and span.until < span.start:
            at: Path = ("in_force", "later", number) if span.applies else ("in_force",)
            what = f"the policy ends on {in_full(span.until)}, before it begins on {in_full(span.start)}"
            key = "until" if ground.is_written((*at, "until")) else "from"
            mend = "write a later date, or remove until" if key == "until" else "write an earlier date, or a later end"
            yield Fault(ground.place((*at, key)), what, mend)


def unknown_time_zones(ground: Ground) -> Iterator[Fault]:
    name = ground.policy.time_zone
    try:
        pendulum.timezone(name)
    except (ValueError, OSError):
        hint = did_you_mean(name, available_timezones())
        what = f'there is no time zone "{name}"' + (f".{hint}" if hint else "")
        yield Fault(ground.place(("time_zone",)), what, "write a time zone such as Europe/London")


def closed_bodies(ground: Ground) -> Iterator[Fault]:
    policy = ground.policy
    for path, what, to in _leading_outside(policy):
        body = policy.bodies.get(to)
        if body and body.closed_on and (policy.in_force_until is None or body.closed_on <= policy.in_force_until):
            is_before = body.closed_on < policy.in_force_from
            when = "closed before this policy came into force" if is_before else "closes while this policy is in force"
            said = f"{what} leads to {body.title}, which {when}, on {in_full(body.closed_on)}"
            yield Fault(ground.place(path), said, _successor(ground, body))


def _leading_outside(policy: Policy) -> Iterator[tuple[Path, str, str]]:
    """Everything that sends a complainant to a body: where that stands, what it is, and the body."""
    for door in policy.doors.values():
        yield ("doors", door.id, "to"), f"the door {door.id}", door.to
    for action in policy.actions.values():
        yield ("actions", action.id, "body"), f"the action {action.id}", action.body
    for exclusion in policy.exclusions.values():
        yield ("exclusions", exclusion.id, "instead"), f"the exclusion {exclusion.id}", exclusion.instead


def _successor(ground: Ground, body: Body) -> str:
    after = ground.policy.bodies.get(body.successor)
    if after is None:
        return "name the body that took over here, and as successor of the one that closed"
    return f"name {after.id} here ({after.title}), which took over"


def refusals_for_good(ground: Ground) -> Iterator[Fault]:
    """Exclusions whose refusal can be taken nowhere: no door opens without an answer."""
    doors = ground.policy.doors.values()
    if any(not door.opens or {"rejected", "received"} & {o.start.name for o in door.opens} for door in doors):
        return
    for exclusion in ground.policy.exclusions.values():
        if exclusion.letter and not exclusion.challenge:
            what = f"a complaint refused as {exclusion.id} can be taken nowhere, as no door opens without an answer"
            mend = "add challenge: and a door, or let a door open with {from: rejected}"
            yield Fault(ground.key_place(("exclusions", exclusion.id)), what, mend)


def duties_adrift(ground: Ground) -> Iterator[Fault]:
    """Events that a duty or a door names and nothing makes, steps it holds up that are not there, duties nothing meets."""
    known = ground.events()
    for mention in ground.named("event"):
        if not _happens(ground, mention.word):
            yield unknown(ground, mention, "event", known, ground.usual_events())
    inner = [f"{stage.id}.{step.id}" for stage in ground.policy.stages for step in stage.steps]
    ids = list(dict.fromkeys(place.partition(".")[2] for place in inner))
    for mention in ground.named("step"):
        if mention.path[0] in ("duties", "pauses", "departures") and mention.word not in (*ids, *inner):
            yield unknown(ground, mention, "step", (*ids, *inner), ids)
    for duty in ground.policy.duties.values() if ground.is_sound else ():
        yield from _never_met(ground, duty)


def _happens(ground: Ground, word: str) -> bool:
    stage, _, name = word.rpartition(".")
    ref = EventRef(name, stage)
    return ground.is_any_time(ref) or bool(ground.ways.making(name, stage))


def _never_met(ground: Ground, duty: Duty) -> Iterator[Fault]:
    """A duty whose events have all happened before it is owed."""
    starts = [_ways(ground, term.start) for term in duty.clock.terms]
    ends = [_ways(ground, EventRef(name)) for name in duty.met_by]
    if not duty.met_by or not all(starts) or not all(ends):
        return
    arrivals = {way.target for ways in starts for way in ways}
    after = ground.ways.reached_from(*arrivals)
    if not any(way.source in after for ways in ends for way in ways):
        at = ("duties", duty.id, "met_by")
        what = f"the duty {duty.id} starts after everything in met_by, so nothing can meet it"
        yield Fault(ground.key_place(at), what, "name an event that comes later, or remove met_by")


def _ways(ground: Ground, ref: EventRef) -> tuple[Way, ...]:
    """The moves that make the event; none when it can happen at any time."""
    return () if ground.is_any_time(ref) else ground.ways.making(ref.name, ref.stage)
