"""Drafts: what a handler has written for a response, who reviewed it, and whether it may go.

A draft is what its events say, the later over the earlier; both the draft and what was sent stay on record.
"""

from __future__ import annotations

from collections.abc import Mapping

from putright.case.case import Case
from putright.case.commands import Command
from putright.case.events import Event
from putright.policy.model import Policy, Stage, Step
from putright.problems import Refused

APPROVED, CHANGES = "approved", "changes"


def draft_of(case: Case, stage: Stage, step: Step) -> dict[str, str]:
    """The fields of the draft that waits at a step; empty when there is none."""
    merged: dict[str, str] = {}
    for event in _waiting(case, stage, step):
        if event.kind == "drafted":
            merged |= {**event.data, **event.texts}
    return merged


def refuse_without_draft(case: Case, stage: Stage, step: Step) -> Refused | None:
    if any(event.kind == "drafted" for event in _waiting(case, stage, step)):
        return None
    return Refused("R253", f"there is no draft for “{step.title}”", "draft it first")


def refuse_review(case: Case, stage: Stage, step: Step, command: Command) -> Refused | None:
    """Why a review cannot be recorded; None when it can."""
    verdict = command.given.get("verdict", "")
    if verdict not in (APPROVED, CHANGES):
        return Refused("R254", "a review says whether the draft may go", f"give verdict: {APPROVED} or {CHANGES}")
    if verdict == CHANGES and "note" not in command.given:
        return Refused.asking("R202", 'a review that asks for changes needs "note": what should change', ["note"])
    writers = {e.by.casefold() for e in _waiting(case, stage, step) if e.kind == "drafted" and e.by}
    if step.reviewed_by and (not command.by or command.by.casefold() in writers):
        who = f"{command.by} wrote the draft" if command.by else "it is not said who reviews"
        return Refused("R254", f"{who}; somebody else must review it", "name the reviewer (by)", asks=["by"])
    before = [event.by.casefold() for event in _approvals(case, stage, step)[: len(step.reviewed_by) - 1]]
    if len(step.reviewed_by) > 1 and command.by.casefold() in before:
        what = f"{command.by} has approved it already; everybody in the chain is somebody else"
        return Refused("R254", what, "name another reviewer (by)", asks=["by"])
    return None


def refuse_out_of_turn(policy: Policy, case: Case, stage: Stage, step: Step, role: str) -> Refused | None:
    """Why a role cannot review yet; None when it is its turn. The last one may look again at what it has approved."""
    done = len(_approvals(case, stage, step))
    turn = step.reviewed_by[min(done, len(step.reviewed_by) - 1)]
    if role == turn:
        return None
    title = policy.role_title(turn)
    return Refused("R254", f"it is for the {title} to review the draft now", f"act as {turn}, or ask the {title}")


def refuse_unapproved(policy: Policy, case: Case, stage: Stage, step: Step) -> Refused | None:
    """Why no response may go yet; None when nobody has to review it, or when everybody who has to approved the draft."""
    approvals = _approvals(case, stage, step)
    missing = step.reviewed_by[len(approvals) :]
    if not missing:
        return None
    last = next(iter(reversed(_waiting(case, stage, step))), None)
    if last is None:
        mend = "draft it, and have it reviewed"
    elif last.kind == "drafted" or approvals:
        mend = "the draft waits for its review"
    else:
        mend = "change the draft as the review asks, and have it reviewed again"
    return Refused("R255", f"the {policy.role_title(missing[0])} has not approved a draft of “{step.title}”", mend)


def refuse_unreviewed(policy: Policy, case: Case, stage: Stage, step: Step, given: Mapping[str, str]) -> Refused | None:
    """Why a response may not go like that; None when nobody has to review it, or when it is what was approved."""
    if refuse_unapproved(policy, case, stage, step) or not step.reviewed_by:
        return None  # another guard has said so
    role = policy.role_title(step.reviewed_by[-1])
    draft = draft_of(case, stage, step)
    changed = sorted(name for name in {*draft, *given} if given.get(name) != draft.get(name))
    if changed:
        return Refused(
            "R255",
            f"{', '.join(changed)} is not what the {role} approved",
            "send the draft as it is, or change it and have it reviewed again",
        )
    return None


def _approvals(case: Case, stage: Stage, step: Step) -> list[Event]:
    """The approvals of the draft as it stands now: a change of it, or a wish for one, makes all before it void."""
    found: list[Event] = []
    for event in _waiting(case, stage, step):
        found = [*found, event] if event.data.get("verdict") == APPROVED else []
    return found


def _waiting(case: Case, stage: Stage, step: Step) -> tuple[Event, ...]:
    """The events of drafting since the step was last done in this visit."""
    found: list[Event] = []
    for event in case.visit(stage.id):
        if event.kind == "done" and event.stage == stage.id and event.step == step.id:
            found = []
        if event.kind in ("drafted", "draft-reviewed") and event.step == step.id:
            found.append(event)
    return tuple(found)
