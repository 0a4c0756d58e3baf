"""Stories: a flaw played by the engine, and told with dates; where the engine shows otherwise, there is no flaw.

Tells what was played and nothing else.
"""

from __future__ import annotations

from datetime import date

from putright.case.case import Case
from putright.case.decide import possible_actions
from putright.case.doors import can_use, door_closes_on, door_opens_on
from putright.case.procedure import Procedure
from putright.policy.model import ANYONE, COMPLAINANT, ENDS
from putright.proof.flaw import Flaw
from putright.proof.player import Player
from putright.working_days import BeyondCalendar, in_full

YEAR = 365


def story(procedure: Procedure, flaw: Flaw) -> tuple[str, ...] | None:
    """The way to a flaw in sentences with dates; empty where there is none; None where the engine shows no flaw."""
    if flaw.way is None:
        return ()
    ending = flaw.ending
    try:
        player = Player(procedure, flaw.facts)
        if not player.go(flaw.way):
            return (
                tuple(player.told) if player.refused else ()
            )  # time ran out on the way and led elsewhere: half a story
        if flaw.waits:
            player.wait(YEAR * flaw.waits)
            later = "A year later" if flaw.waits == 1 else f"{flaw.waits} years later"
            ending = f"{later}, on {in_full(player.day)}, nobody at the organisation has done anything. {ending}"
        if flaw.claim and not flaw.claim(procedure, player.case, player.day):
            return None
    except BeyondCalendar:
        return ()  # a story so long that no calendar knows its days
    return (*player.told, *([ending] if ending else []))


def is_stuck(procedure: Procedure, case: Case, today: date) -> bool:
    """Whether nothing that can be done where the case stands is the policy's own way on."""
    steps = {move.action for move in procedure.machine.moves if move.source == case.place and move.kind == "done"}
    return not case.has_ended and not steps.intersection(possible_actions(procedure, case))


def has_no_way_out(procedure: Procedure, case: Case, today: date) -> bool:
    """Whether no door that is meant for the case, and for the complainant to use, is open or has a day on which it opens."""
    policy, calendar = procedure.policy, procedure.calendar
    for door in policy.doors.values():
        opens = door_opens_on(policy, calendar, case, door)
        closes = door_closes_on(policy, calendar, case, door)
        closed = closes is not None and opens is not None and closes < max(opens, today)
        if can_use(policy, case, door) and opens and not closed and door.who in (COMPLAINANT, ANYONE):
            return False
    return True


def doors_have_closed(procedure: Procedure, case: Case, today: date) -> bool:
    """Whether every door through which the step where the case stands could be done has closed."""
    found = procedure.policy.step_at(case.place)
    doors = [procedure.policy.doors[id] for id in found[1].through] if found else []
    meant = [door for door in doors if case.meets(door.applies)]
    closes = [door_closes_on(procedure.policy, procedure.calendar, case, door) for door in meant]
    return bool(closes) and all(day is not None and day < today for day in closes)


def still_waits(procedure: Procedure, case: Case, today: date) -> bool:
    """Whether the case stands in the procedure, and no door is open to the complainant."""
    return case.place not in ENDS and has_no_way_out(procedure, case, today)
