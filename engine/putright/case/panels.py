"""Panels: roles in which several people decide together, and whether those who are named may sit.

A panel stays on record until others are named; what it decided is recorded with every name.
"""

from __future__ import annotations

from collections.abc import Mapping

from putright.case.case import Case
from putright.case.people import acting_role, deciders, has_conflict, is_complained_about, stage_role
from putright.policy.model import Policy, Role, Stage, Step
from putright.problems import Refused, one_of


def panel_role(policy: Policy, case: Case, stage: Stage, step: Step) -> Role | None:
    """The role that does a step, if it is a panel. To acknowledge something takes no panel."""
    role = policy.roles.get(stage_role(policy, case, stage, step.who))
    return role if role and role.seats and step.kind != "acknowledgement" else None


def seated(role: Role, case: Case, given: Mapping[str, str]) -> dict[str, str]:
    """Who sits, by field: those named now over those named before."""
    known = {**case.values, **given}
    names = [f"panel.{number}" for number in range(1, role.seats + 1)]
    return {name: known[name] for name in (*names, *(["chair"] if role.chair else [])) if name in known}


def refuse_panel(policy: Policy, case: Case, stage: Stage, step: Step, given: Mapping[str, str]) -> Refused | None:
    """Why a panel cannot do a step; None when it can, or when no panel does it."""
    role = panel_role(policy, case, stage, step)
    if role is None:
        return None
    sitting = seated(role, case, given)
    chair = sitting.pop("chair", "")
    members = tuple(sitting.values())
    return (
        _incomplete(policy, role, sitting, chair)
        or _strange(role, members)
        or _not_theirs(policy, case, role, members)
        or _unfit(policy, case, stage, members)
    )


def _not_theirs(policy: Policy, case: Case, role: Role, members: tuple[str, ...]) -> Refused | None:
    """A seat that belongs to a role is filled by somebody who holds it, where its holders are named."""
    for number, (seat, name) in enumerate(zip(role.seated_by, members, strict=False), 1):
        holds = policy.roles[acting_role(policy, case, seat)]
        if holds.holders and name.casefold() not in {holder.casefold() for holder in holds.holders}:
            what = f"{name} does not hold the post {holds.title}, to which seat {number} on {role.title} belongs"
            return Refused("R203", what, f"give panel.{number}: {one_of(holds.holders)}")
    return None


def _incomplete(policy: Policy, role: Role, sitting: Mapping[str, str], chair: str) -> Refused | None:
    missing = [f"panel.{number}" for number in range(1, role.seats + 1) if f"panel.{number}" not in sitting]
    members = {name.casefold() for name in sitting.values()}
    if missing:
        whose = ", ".join(policy.role_title(seat) for seat in role.seated_by)
        seats = f"{role.seats} seats ({whose})" if whose else f"{role.seats} seats"
        return Refused.asking("R265", f"{role.title} has {seats}, and not all of them are named", missing)
    if len(members) < role.seats:
        return Refused("R265", f"somebody has two seats on {role.title}", f"name {role.seats} people")
    if role.chair and chair.casefold() not in members:
        what = f"{chair} has no seat on {role.title}" if chair else f"it is not said who chairs {role.title}"
        return Refused("R265", what, "give chair: one of the panel's members")
    return None


def _strange(role: Role, members: tuple[str, ...]) -> Refused | None:
    """Where the policy names who may sit, nobody else does."""
    known = {holder.casefold() for holder in role.holders}
    strange = [name for name in members if known and name.casefold() not in known]
    if not strange:
        return None
    what = f"{one_of(strange).replace(' or ', ' and ')} cannot sit on {role.title}: the policy names who may"
    return Refused("R203", what, f"name its holders: {one_of(role.holders)}")


def _unfit(policy: Policy, case: Case, stage: Stage, members: tuple[str, ...]) -> Refused | None:
    """Nobody sits whom the complaint is about, who has a conflict of interest, or who decided before."""
    for name in members:
        if is_complained_about(case, name):
            return Refused("R260", f"the complaint is about {name}, who cannot sit on the panel", "name somebody else")
        if has_conflict(case, name):
            return Refused(
                "R261", f"{name} has a conflict of interest, and cannot sit on the panel", "name somebody else"
            )
    for earlier in stage.different_from:
        before = deciders(policy, case, earlier)
        for name in members:
            if name.casefold() in before:
                what = f"{name} decided at {policy.stage(earlier).title}, and cannot sit on the panel at {stage.title}"
                return Refused("R204", what, "name somebody else")
    return None
