"""Guards of the ways to an outside body and back.

They look and answer; when a door opens and closes is worked out where doors are.
"""

from __future__ import annotations

from putright.case.attempt import Attempt
from putright.case.doors import refuse_door
from putright.case.outside import refuse_outside, refuse_way_back, refuse_without_referral
from putright.policy.moves import Move
from putright.problems import Refused


def door(attempt: Attempt, move: Move) -> Refused | None:
    """A door that leads outside is named, is meant for this case, is open, and somebody is behind it."""
    through = attempt.step(move).through if move.stage else ()
    door = attempt.command.given.get("door", "")
    return refuse_door(attempt.policy, attempt.calendar, attempt.case, door, attempt.day, through)


def was_referred(attempt: Attempt, move: Move) -> Refused | None:
    """Only a body to which the complaint went can act on it."""
    return refuse_without_referral(attempt.case)


def outside(attempt: Attempt, move: Move) -> Refused | None:
    """It is said which outside body did what."""
    return refuse_outside(attempt.case, attempt.command.given, attempt.day)


def premature(attempt: Attempt, move: Move) -> Refused | None:
    """Only a complaint that came to the body too early goes back, and to where it was."""
    return refuse_way_back(attempt.case, attempt.command.given, move.dest)


def stays(attempt: Attempt, move: Move) -> Refused | None:
    """What else an outside body does leaves the case where it is."""
    return refuse_way_back(attempt.case, attempt.command.given, move.dest, stays=True)
