"""Guards of how a case ends and how it comes back: turned away, closed, ended by silence, opened again.

They look and answer; where a move leads is the policy's business.
"""

from __future__ import annotations

from putright.case.attempt import Attempt
from putright.case.events import KINDS
from putright.case.exclusions import refuse_exclusion, refuse_taking_on
from putright.case.people import refuse_reopening
from putright.policy.model import ENDS
from putright.policy.moves import Move
from putright.problems import Refused


def ended_by_silence(attempt: Attempt, move: Move) -> Refused | None:
    """The case ended because nobody answered at that very step."""
    last = next((e for e in reversed(attempt.case.events) if not KINDS[e.kind].quiet), None)
    if last and last.kind == "missed" and last.data.get("missed") == f"{move.stage}.{move.step}":
        return None
    return _not_possible(attempt, move.action)


def was_here(attempt: Attempt, move: Move) -> Refused | None:
    """A case is reopened at the place where it ended."""
    places = [event.place for event in attempt.case.events if event.place not in ENDS]
    if places[-1] == move.dest:
        return None
    return _not_possible(attempt, move.action)


def reopening(attempt: Attempt, move: Move) -> Refused | None:
    """What is new would change the outcome, where that was asked."""
    return refuse_reopening(attempt.command.given)


def answered(attempt: Attempt, move: Move) -> Refused | None:
    """Staff close a case only after an answer."""
    if any(attempt.is_answer(event) for event in attempt.case.visit(attempt.case.stage)):
        return None
    return Refused(
        "R215",
        "cannot close: the complaint has not been answered at this stage",
        "respond first; or withdraw, if the complainant asks for that",
    )


def unanswered(attempt: Attempt, move: Move) -> Refused | None:
    """A complaint is turned away before it is answered, not after."""
    if not any(attempt.is_answer(event) for event in attempt.case.events):
        return None
    return Refused(
        "R217",
        "cannot reject: the complaint was taken on and answered",
        "to refuse a further stage use refuse-escalation",
    )


def exclusion(attempt: Attempt, move: Move) -> Refused | None:
    """A complaint is turned away only for a reason that the policy names and the facts bear out."""
    given = attempt.command.given.get("exclusion", "")
    return refuse_exclusion(attempt.policy, attempt.calendar, attempt.case, given)


def taken_on(attempt: Attempt, move: Move) -> Refused | None:
    """A complaint that is too old is not answered where the policy leaves no discretion."""
    if any(attempt.is_answer(event) for event in attempt.case.events):
        return None
    return refuse_taking_on(attempt.policy, attempt.calendar, attempt.case)


def _not_possible(attempt: Attempt, action: str) -> Refused:
    title = attempt.policy.place_title(attempt.case.place)
    return Refused("R201", f"cannot {action}: the case is at “{title}”", "look at what can be done in the case now")
