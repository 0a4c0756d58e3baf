"""Counting edges: the days on which a count goes wrong first, and which of them some story has stood on.

They look at what a story has seen; they work out no date of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from putright.case.moments import local_day
from putright.policy.model import Policy
from putright.problems import Place
from putright.stories.parts import Part, Touch
from putright.stories.playing import Played, Seen

EDGE = "counting edge"
DAY_OFF = "received on a day off"
CUT_OFF = "received at the cut-off or after it"
HOLIDAY = "counted over a bank holiday"


def edges_of(policy: Policy) -> Iterator[Part]:
    """The edges that a policy has: those of receipt, and for every limit its last day and the day after."""
    source = policy.source
    counting = source.key_place("counting") if source else Place(policy.file)
    yield Part(EDGE, DAY_OFF, counting)
    if policy.counting.cut_off:
        yield Part(EDGE, CUT_OFF, counting)
    yield Part(EDGE, HOLIDAY, counting)
    for name, place in _clocks(policy):
        yield Part(EDGE, f"{name}: last day", place)
        yield Part(EDGE, f"{name}: the day after", place)


def _clocks(policy: Policy) -> Iterator[tuple[str, Place]]:
    for stage in policy.stages:
        for step in stage.steps:
            if step.clock:
                yield f"{stage.id}.{step.id}", step.clock.place
    yield from ((duty.id, duty.clock.place) for duty in policy.duties.values())
    yield from ((f"door.{door.id}", door.closes.place) for door in policy.doors.values() if door.closes)


def edges_stood_on(policy: Policy, played: Played) -> Iterator[Touch]:
    """The edges on which a story has stood."""
    for seen in played.seen:
        if seen.standing:
            yield from ((EDGE, name) for name in _stood_on(policy, seen))


def _stood_on(policy: Policy, seen: Seen) -> Iterator[str]:
    standing = seen.standing
    assert standing is not None  # noqa: S101 -- the caller has looked
    calendar, zone = standing.procedure.calendar, policy.time_zone
    day = local_day(seen.moment.recorded, zone)
    received = standing.case.received.happened_at.in_timezone(zone)
    if not calendar.works(received.date()):
        yield DAY_OFF
    if policy.counting.cut_off and received.time() >= policy.counting.cut_off:
        yield CUT_OFF
    running = [deadline for deadline in seen.before if deadline.met_at is None]
    yield from (f"{deadline.name}: last day" for deadline in running if deadline.on == day)
    yield from (f"{deadline.name}: the day after" for deadline in running if deadline.on == day - timedelta(days=1))
    counts = (count.due for deadline in standing.deadlines for count in deadline.reckonings if count.due)
    if any(not one.counted and one.date in calendar.days_off for due in counts for one in due.days):
        yield HOLIDAY
