"""Guards of time: a complainant's window, clocks that stand still, and more time.

They look and answer; the dates themselves are worked out where deadlines are.
"""

from __future__ import annotations

from putright.case.asked import refuse_asking, refuse_unasked
from putright.case.attempt import Attempt, leads_on
from putright.case.extensions import refuse_extension, refuse_where
from putright.case.pauses import refuse_pause, refuse_resumption, refuse_running
from putright.policy.moves import Move
from putright.problems import Refused
from putright.working_days import in_full


def window(attempt: Attempt, move: Move) -> Refused | None:
    """A request to go on came inside the complainant's window, or the policy allows it late."""
    until = attempt.window(move)
    if until.on is None or attempt.day <= until.on or not leads_on(move):
        return None
    late = attempt.step(move).late
    if late == "accepted" or (late == "with-reason" and attempt.command.given.get("late-reason")):
        return None
    closed = f"the time to ask ended on {in_full(until.on)}, and the request came on {in_full(attempt.day)}"
    if late == "with-reason":
        return Refused(
            "R205",
            closed,
            "take it all the same and say why (late-reason), or refuse it by letter (refuse-escalation);"
            " if it came earlier, say when (happened)",
            asks=["late-reason"],
        )
    return Refused(
        "R205",
        f"{closed}; the policy takes no late requests",
        "refuse it by letter (refuse-escalation), or say when it came (happened)",
        asks=["happened"],
    )


def pausable(attempt: Attempt, move: Move) -> Refused | None:
    """A clock is stopped only for a reason that the policy names, and once at a time."""
    return refuse_pause(attempt.policy, attempt.case, attempt.command.given)


def paused(attempt: Attempt, move: Move) -> Refused | None:
    """Only a clock that stands still is set going again."""
    return refuse_running(attempt.policy, attempt.case)


def resumable(attempt: Attempt, move: Move) -> Refused | None:
    """It is said which pause ends, where there are several."""
    return refuse_resumption(attempt.policy, attempt.case, attempt.command.given, attempt.day)


def askable(attempt: Attempt, move: Move) -> Refused | None:
    """What is optional is asked for once at a time."""
    return refuse_asking(attempt.policy, attempt.case, move.action)


def asked(attempt: Attempt, move: Move) -> Refused | None:
    """What is optional is done or declined only once it was asked for."""
    return refuse_unasked(attempt.policy, attempt.case, move.action)


def extendable(attempt: Attempt, move: Move) -> Refused | None:
    """The policy gives more time for a step that is ahead."""
    if attempt.proposal:
        return None
    return refuse_where(attempt.policy, attempt.case, attempt.command.given)


def extension(attempt: Attempt, move: Move) -> Refused | None:
    """More time is given as the policy allows: in time, so often, so much, with what it needs."""
    return refuse_extension(attempt.proposal) if attempt.proposal else None  # the other guard has said why
