"""Pauses: whether a policy can stop the clock of a step, of which no code knows anything."""

from __future__ import annotations

from putright.codes.questions.answer import Answer, fails, warning
from putright.codes.questions.inquiry import Inquiry
from putright.codes.questions.rounds import Round
from putright.policy.model import COMPLAINANT, Duty, Pause, Step
from putright.policy.phrases import listed


def stopping(inquiry: Inquiry, one: Round, step: Step) -> Answer | None:
    """What it means that the policy can stop a clock, of which the codes know nothing; None where it cannot."""
    pauses = [pause for pause in inquiry.policy.pauses.values() if _stops(pause.stops, step)]
    duties = [duty for duty in inquiry.policy.duties.values() if duty.stops and _stops(duty.stops, step)]
    if not pauses and not duties:
        return None
    found: tuple[Pause | Duty, ...] = (*pauses, *duties)
    what = listed(beside.title for beside in found)
    places = tuple(beside.place for beside in found)
    why = f"The clock of {one.stage.title}, {step.title.lower()}, can be stopped ({what}), and no code lets it stand still."
    if all("reason" in pause.needs for pause in pauses) and all(_is_wished(duty) for duty in duties):
        return warning(f"{why} It needs a reason or the complainant's wish: see that there is a good one.", *places)
    return fails(f"{why} So the answer has no last day.", *places)


def _is_wished(duty: Duty) -> bool:
    """Whether the complainant asks for it, or can say no to it."""
    return COMPLAINANT in (duty.asked_by, duty.declined_by)


def _stops(stopped: tuple[str, ...], step: Step) -> bool:
    return not stopped or step.id in stopped
