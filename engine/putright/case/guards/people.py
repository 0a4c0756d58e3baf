"""Guards of the people in a case: who may act and decide, who sits, who was heard, and what is owed to them.

They look and answer; names are compared without regard to capitals.
"""

from __future__ import annotations

from putright.case.attempt import Attempt
from putright.case.fairness import (
    refuse_adjustments,
    refuse_restriction,
    refuse_staff,
    refuse_unheard,
    refuse_unrestricted,
    refuse_without_staff,
)
from putright.case.panels import panel_role, refuse_panel
from putright.case.people import (
    THEIRS,
    acting_role,
    concerns_nobody,
    deciders,
    refuse_assignment,
    refuse_person,
    refuse_role,
    stage_role,
)
from putright.case.reckoning import Reckoner
from putright.policy.model import ANYONE, COMPLAINANT, HANDLER
from putright.policy.moves import Move
from putright.problems import Refused, did_you_mean, one_of

STAFF_ALONE = frozenset(
    {"reject", "refuse-escalation", "close", "extend", "correct", "pause", "resume", "review-draft", "link", "merge"}
    | {"complete", "outside", "answer-record", "assign", "tell-staff", "hear-staff", "review-adjustments", "warn"}
    | {"restrict", "lift-restriction", "refuse-reopening"}
)
"""Acts that are no complainant's, nor of whoever speaks for them, where the policy does not say who does them."""


def who(attempt: Attempt, move: Move) -> Refused | None:
    """The role that acts is the one that the policy gives the act to, and the person holds it."""
    command, policy = attempt.command, attempt.policy
    if not command.role and not any(role.holders for role in policy.roles.values()):
        return None
    who = _acts(attempt, move)
    if command.role and command.role not in (*policy.roles, *THEIRS):
        known = [*policy.roles, *sorted(THEIRS)]
        what = f'there is no role "{command.role}".{did_you_mean(command.role, known)}'
        return Refused("R203", what, f"act as {one_of(known)}")
    if not who and command.role in THEIRS and move.action in STAFF_ALONE:
        one = policy.role_title(command.role)
        what = f"{policy.organisation.name} does this, not the {one}"
        return Refused("R203", what, "act as one of its roles, or let the policy say who does it")
    if not who or who == ANYONE:
        return None
    allowed = ("complainant", "representative") if who == COMPLAINANT else (who,)
    if command.role and command.role not in allowed:
        return Refused(
            "R203",
            f'{policy.role_title(who)} does this, not "{command.role}".',
            f"act as {one_of(allowed)}, or ask the {policy.role_title(who)}",
        )
    holders = policy.roles[who].holders if who in policy.roles else ()
    if (command.role or command.by) and holders and command.by.casefold() not in {h.casefold() for h in holders}:
        return Refused(
            "R203",
            f'"{command.by or "nobody named"}" does not hold the post {policy.role_title(who)}',
            f"name one of its holders: {one_of(holders)}",
        )
    return None


def _acts(attempt: Attempt, move: Move) -> str:
    """The role to which a move is given, or the one that stands in for it."""
    policy, case = attempt.policy, attempt.case
    found = policy.step_at(move.source)
    door = policy.doors.get(attempt.command.given.get("door", "")) if move.kind == "referred" else None
    if door and move.who in ("", ANYONE):
        return acting_role(policy, case, door.who)
    stage = policy.stage(move.stage) if move.stage else found[0] if found else None
    if move.who == HANDLER and stage is None:
        return ANYONE
    return stage_role(policy, case, stage, move.who) if stage else acting_role(policy, case, move.who)


def people(attempt: Attempt, move: Move) -> Refused | None:
    """Nobody acts, or is given the case, whom the complaint is about; nobody with a conflict of interest decides."""
    if concerns_nobody(attempt.case, attempt.command):
        return None
    decides = "outcomes" in move.guards or move.action in ("draft", "review-draft")
    decides = decides and attempt.step(move).kind == "response"
    as_panel = decides and move.action not in ("draft", "review-draft") and _is_panels(attempt, move)
    no = refuse_person(attempt.policy, attempt.case, attempt.command, decides=decides, as_panel=as_panel)
    return no or (refuse_role(attempt.policy, attempt.case, _acts(attempt, move)) if decides else None)


def _is_panels(attempt: Attempt, move: Move) -> bool:
    return panel_role(attempt.policy, attempt.case, attempt.policy.stage(move.stage), attempt.step(move)) is not None


def panel(attempt: Attempt, move: Move) -> Refused | None:
    """Where a panel decides, its seats are filled by people who may sit."""
    stage, step = attempt.policy.stage(move.stage), attempt.step(move)
    return refuse_panel(attempt.policy, attempt.case, stage, step, attempt.command.given)


def independence(attempt: Attempt, move: Move) -> Refused | None:
    """Where the policy asks for it, whoever decides now did not decide before."""
    stage, step = attempt.policy.stage(move.stage), attempt.step(move)
    if not stage.different_from or step.kind != "response":
        return None
    if panel_role(attempt.policy, attempt.case, stage, step):
        return None  # each of its members is asked about
    by = attempt.command.by
    if not by:
        return Refused(
            "R204",
            f"{stage.title} is decided by somebody who did not decide before, and nobody is named",
            "say who decides (by)",
            asks=["by"],
        )
    for earlier in stage.different_from:
        if by.casefold() in deciders(attempt.policy, attempt.case, earlier):
            title = attempt.policy.stage(earlier).title
            return Refused(
                "R204",
                f"{by} decided at {title}, so somebody else must decide at {stage.title}",
                "name another person (by)",
                asks=["by"],
            )
    return None


def heard(attempt: Attempt, move: Move) -> Refused | None:
    """Where the policy asks for it, whoever is complained about is heard before the answer."""
    return refuse_unheard(attempt.case)


def assignment(attempt: Attempt, move: Move) -> Refused | None:
    """It is said who is to deal with the case."""
    return refuse_assignment(attempt.case, attempt.command.given)


def has_staff(attempt: Attempt, move: Move) -> Refused | None:
    """Somebody is complained about."""
    return refuse_without_staff(attempt.case)


def staff(attempt: Attempt, move: Move) -> Refused | None:
    """It is clear who was told or heard."""
    return refuse_staff(attempt.case, attempt.command.given)


def adjusted(attempt: Attempt, move: Move) -> Refused | None:
    """A day was set on which adjustments are looked at again, and the next one lies ahead."""
    return refuse_adjustments(attempt.case, attempt.command.given, attempt.day)


def restriction(attempt: Attempt, move: Move) -> Refused | None:
    """A restriction is looked at again on a day to come."""
    behaviour = attempt.policy.told.behaviour
    reckoner = Reckoner(attempt.policy, attempt.calendar, attempt.case)
    longest = behaviour.longest
    last = reckoner.count(attempt.day, longest, attempt.policy.counting).on if longest else None
    return refuse_restriction(attempt.case, behaviour, attempt.command.given, attempt.day, last)


def restricted(attempt: Attempt, move: Move) -> Refused | None:
    """A restriction is in force."""
    return refuse_unrestricted(attempt.case)
