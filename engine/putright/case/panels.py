"""Panels: roles in which several people decide together, and whether those who are named may sit.

A panel stays on record until others are named; what it decided is recorded with every name.
"""

from __future__ import annotations

from collections.abc import Mapping

from putright.case.case import Case
from putright.case.people import deciders, has_conflict, is_complained_about, stage_role
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
    return _incomplete(role, sitting, chair) or _strange(role, members) or _unfit(policy, case, stage, members)


def _incomplete(role: Role, sitting: Mapping[str, str], chair: str) -> Refused | None:
    missing = [f"panel.{number}" for number in range(1, role.seats + 1) if f"panel.{number}" not in sitting]
    members = {name.casefold() for name in sitting.values()}
    if missing:
        return Refused.asking("R265", f"{role.title} has {role.seats} seats, and not all of them are named", missing)
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
