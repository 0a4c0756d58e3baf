"""Guards of an answer: what it decides, how it is drafted, and who approved it.

They look and answer; they never weigh what a person wrote.
"""

from __future__ import annotations

from putright.case.attempt import Attempt
from putright.case.drafts import (
    refuse_out_of_turn,
    refuse_review,
    refuse_unapproved,
    refuse_unreviewed,
    refuse_without_draft,
)
from putright.policy.moves import Move
from putright.problems import Refused, one_of


def outcomes(attempt: Attempt, move: Move) -> Refused | None:
    """A response says for every matter what was decided, and why."""
    if attempt.step(move).kind != "response":
        return None
    given = attempt.command.given
    missing = [
        f"{stem}.{matter.number}"
        for matter in attempt.case.considered
        for stem in ("outcome", "reasons")
        if f"{stem}.{matter.number}" not in given
    ]
    if not missing:
        return None
    return Refused(
        "R216",
        f"a response decides every matter and gives its reasons; missing: {', '.join(missing)}",
        f"give each outcome ({one_of(attempt.policy.outcomes)}) and the reasons that a person wrote",
    )


def drafted(attempt: Attempt, move: Move) -> Refused | None:
    """There is a draft to review or to send."""
    return refuse_without_draft(attempt.case, attempt.policy.stage(move.stage), attempt.step(move))


def verdict(attempt: Attempt, move: Move) -> Refused | None:
    """A review says whether the draft may go, and is not made by its writer."""
    stage, step = attempt.policy.stage(move.stage), attempt.step(move)
    return refuse_review(attempt.case, stage, step, attempt.command)


def approved(attempt: Attempt, move: Move) -> Refused | None:
    """Where the policy asks for a review, a draft was approved."""
    return refuse_unapproved(attempt.policy, attempt.case, attempt.policy.stage(move.stage), attempt.step(move))


def turn(attempt: Attempt, move: Move) -> Refused | None:
    """Where several review a draft, each does when those before it have approved it."""
    stage, step = attempt.policy.stage(move.stage), attempt.step(move)
    return refuse_out_of_turn(attempt.policy, attempt.case, stage, step, move.who)


def reviewed(attempt: Attempt, move: Move) -> Refused | None:
    """Where the policy asks for a review, what is sent is what was approved."""
    stage, step = attempt.policy.stage(move.stage), attempt.step(move)
    return refuse_unreviewed(attempt.policy, attempt.case, stage, step, attempt.command.given)
