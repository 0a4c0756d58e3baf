"""Optional duties: whether one was asked for and is still owed, and why it cannot be asked for, done or declined."""

from __future__ import annotations

from putright.case.case import Case
from putright.case.events import Event
from putright.policy.model import Duty, Policy
from putright.policy.words import asked_event
from putright.problems import Refused


def since_asked(case: Case, duty: Duty) -> tuple[Event, ...] | None:
    """What happened since a duty was asked for last; None when nobody has asked for it."""
    numbers = [number for number, event in enumerate(case.events) if event.name == asked_event(duty.id)]
    return case.events[numbers[-1] + 1 :] if numbers else None


def is_asked(case: Case, duty: Duty) -> bool:
    """Whether a duty was asked for, and was neither done nor declined since."""
    since = since_asked(case, duty)
    return since is not None and not any(event.name in duty.endings for event in since)


def refuse_asking(policy: Policy, case: Case, action: str) -> Refused | None:
    """Why a duty cannot be asked for now; None when it can."""
    duty = policy.duties[action.removeprefix("ask-for-")]
    if not is_asked(case, duty):
        return None
    mend = f"do it: {duty.id}" + (f"; or decline-{duty.id}" if duty.declined_by else "")
    return Refused("R257", f"“{duty.title}” was asked for already, and is still owed", mend)


def refuse_unasked(policy: Policy, case: Case, action: str) -> Refused | None:
    """Why a duty that was not asked for can be neither done nor declined; None when it was."""
    duty = policy.duties.get(action) or policy.duties[action.removeprefix("decline-")]
    if is_asked(case, duty):
        return None
    return Refused("R257", f"nobody asks for “{duty.title}” now, so it is not owed", f"ask for it: ask-for-{duty.id}")
