"""Doors: when the way to an outside body opens and closes, and why somebody cannot go through."""

from __future__ import annotations

from datetime import date, timedelta

from putright.case.case import Case
from putright.case.events import Event
from putright.case.moments import local_day
from putright.case.reckoning import Reckoner, Reckoning
from putright.policy.model import Body, Door, Opening, Policy
from putright.problems import Refused, did_you_mean, one_of
from putright.working_days import Calendar, in_full


def door_opens_on(policy: Policy, calendar: Calendar, case: Case, door: Door) -> date | None:
    """The day a door opened or will open, as far as can be known now; None while nothing has started it."""
    opening = door_opening(policy, calendar, case, door)
    return opening.on if opening else None


def door_opening(policy: Policy, calendar: Calendar, case: Case, door: Door) -> Reckoning | None:
    """The first way in which a door opened or will open, with what led to that day; None while nothing has started it."""
    reckoner = Reckoner(policy, calendar, case)
    if not door.opens:
        return Reckoning(
            "it is open at any time, from the day on which the complaint came", _day_of(reckoner, case.received)
        )
    ways = [_way(reckoner, opening) for opening in door.opens]
    refused = (event for event in case.events if _challenges(policy, event, door))
    ways += [
        Reckoning("it opened with the refusal that it is there to challenge", _day_of(reckoner, e)) for e in refused
    ]
    return min((way for way in ways if way), key=lambda way: way.on, default=None)


def can_use(policy: Policy, case: Case, door: Door) -> bool:
    """Whether a door is there for this case at all."""
    is_there = not case.is_record and not case.is_merged and case.meets(door.applies)
    return is_there and not was_gone(policy, case, door)


def was_gone(policy: Policy, case: Case, door: Door) -> bool:
    """Whether the body behind a door had closed before the complaint came: then nobody ever had a way there."""
    closed_on = policy.bodies[door.to].closed_on
    return closed_on is not None and closed_on < local_day(case.received.happened_at, policy.time_zone)


def door_closes_on(policy: Policy, calendar: Calendar, case: Case, door: Door) -> date | None:
    """The last day on which a door can be used; None when it never closes, or nothing has started that clock."""
    reckonings = Reckoner(policy, calendar, case).clock(door.closes) if door.closes else ()
    return reckonings[-1].on if reckonings else None


def refuse_door(
    policy: Policy, calendar: Calendar, case: Case, given: str, day: date, through: tuple[str, ...]
) -> Refused | None:
    """Why the case cannot go through a door on a day; None when it can. `through` are the doors a step is about."""
    if given not in policy.doors:
        what = f'there is no door "{given}".{did_you_mean(given, policy.doors)}'
        there = [id for id, door in policy.doors.items() if can_use(policy, case, door)]
        return Refused(
            "R210",
            what if given else "it is not said to which outside body",
            f"give door: {one_of(there or policy.doors)}",
        )
    door = policy.doors[given]
    body = policy.bodies[door.to]
    if through and given not in through:
        there = [id for id in through if can_use(policy, case, policy.doors[id])]
        return Refused("R212", f"“{door.title}” is not what this step is about", f"choose {one_of(there or through)}")
    if not case.meets(door.applies):
        return Refused(
            "R212", f"{body.title} does not deal with this subject", "choose another door, or correct the fact"
        )
    if was_gone(policy, case, door):
        return _gone(policy, body, day)
    return (
        _not_open_yet(door_opens_on(policy, calendar, case, door), day, body)
        or _closed(door_closes_on(policy, calendar, case, door), day, body)
        or _gone(policy, body, day)
    )


def _not_open_yet(opens: date | None, day: date, body: Body) -> Refused | None:
    if opens and opens <= day:
        return None
    when = f"it opens on {in_full(opens)}" if opens else "nothing has opened it yet"
    return Refused(
        "R210",
        f"the way to {body.title} is not open: {when}",
        "answer the complaint at this stage first, or wait for that day",
    )


def _closed(closes: date | None, day: date, body: Body) -> Refused | None:
    if closes is None or day <= closes:
        return None
    mend = f"{body.title} may still use its discretion: the complainant can ask it"
    return Refused("R211", f"the way to {body.title} closed on {in_full(closes)}", mend)


def _gone(policy: Policy, body: Body, day: date) -> Refused | None:
    """A body that no longer exists, and who took over its work."""
    if body.closed_on is None or day <= body.closed_on:
        return None
    successor = policy.bodies.get(body.successor)
    now = f"its work went to {successor.title}" if successor else "the policy names no successor"
    return Refused(
        "R213",
        f"{body.title} closed on {in_full(body.closed_on)}; {now}",
        "use the successor's door, or amend the policy",
    )


def _challenges(policy: Policy, event: Event, door: Door) -> bool:
    """Whether an event is a refusal that the door is there to challenge."""
    exclusion = policy.exclusions.get(event.data.get("exclusion", "")) if event.kind == "rejected" else None
    return exclusion is not None and exclusion.challenge == door.id


def _day_of(reckoner: Reckoner, event: Event) -> date:
    return reckoner.day(event.happened_at)


def _way(reckoner: Reckoner, opening: Opening) -> Reckoning | None:
    """The day after the time has run out, unless what should have come first did."""
    start = reckoner.case.moment(opening.start)
    if start is None:
        return None
    if opening.after is None:
        return Reckoning(f"it opens with: {opening.start.words}", reckoner.day(start))
    due = reckoner.count(start, opening.after, opening.counting or reckoner.policy.counting)
    came = [moment for ref in opening.unless if (moment := reckoner.case.moment(ref))]
    if any(reckoner.day(moment) <= due.on for moment in came):
        return None
    label = f"it opens on the day after {opening.after} from {opening.start.words}"
    return Reckoning(label, due.on + timedelta(days=1), due)
