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
    return None


def refuse_unapproved(policy: Policy, case: Case, stage: Stage, step: Step) -> Refused | None:
    """Why no response may go yet; None when nobody has to review it, or when a draft was approved."""
    if not step.reviewed_by:
        return None
    waiting = _waiting(case, stage, step)
    last = next((event for event in reversed(waiting) if event.kind in ("drafted", "draft-reviewed")), None)
    if last and last.kind == "draft-reviewed" and last.data.get("verdict") == APPROVED:
        return None
    role = policy.role_title(step.reviewed_by)
    if last is None:
        mend = "draft it, and have it reviewed"
    elif last.kind == "drafted":
        mend = "the draft waits for its review"
    else:
        mend = "change the draft as the review asks, and have it reviewed again"
    return Refused("R255", f"the {role} has not approved a draft of “{step.title}”", mend)


def refuse_unreviewed(policy: Policy, case: Case, stage: Stage, step: Step, given: Mapping[str, str]) -> Refused | None:
    """Why a response may not go like that; None when nobody has to review it, or when it is what was approved."""
    if refuse_unapproved(policy, case, stage, step) or not step.reviewed_by:
        return None  # another guard has said so
    role = policy.role_title(step.reviewed_by)
    draft = draft_of(case, stage, step)
    changed = sorted(name for name in {*draft, *given} if given.get(name) != draft.get(name))
    if changed:
        return Refused(
            "R255",
            f"{', '.join(changed)} is not what the {role} approved",
            "send the draft as it is, or change it and have it reviewed again",
        )
    return None


def _waiting(case: Case, stage: Stage, step: Step) -> tuple[Event, ...]:
    """The events of drafting since the step was last done in this visit."""
    found: list[Event] = []
    for event in case.visit(stage.id):
        if event.kind == "done" and event.stage == stage.id and event.step == step.id:
            found = []
        if event.kind in ("drafted", "draft-reviewed") and event.step == step.id:
            found.append(event)
    return tuple(found)
