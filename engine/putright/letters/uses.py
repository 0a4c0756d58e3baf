"""Where a policy uses its letters: on which occasions each is sent, and to which place that leads.

Read off the policy alone; knows neither templates nor cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from putright.policy.model import Door, Duty, Extension, Pause, Payment, Policy, Stage, Step
from putright.policy.moves import BUILT_IN_ACTIONS, needs_of

BUILT_IN: Final = {
    "reject": ("refusal", "rejected", "refused"),
    "refuse-escalation": ("escalation-refusal", "escalation-refused", ""),
    "withdraw": ("withdrawal", "withdrawn", "withdrawn"),
    "close": ("closure", "closed", "closed"),
    "reopen": ("reopening", "reopened", ""),
    "note": ("action", "noted", ""),
    "refuse-reopening": ("reopening-refusal", "reopening-refused", "closed"),
    "correct": ("correction", "corrected", ""),
}
"""Built-in action: the kind of letter, the kind of event, and the end it leads to, where it leads to one."""


@dataclass(frozen=True, slots=True)
class Use:
    """One occasion on which a letter is sent."""

    letter: str
    kind: str
    """acknowledgement, response, choice, act, extension, missed, duty, action, hand-over, refusal, referral …"""
    event: str
    event_kind: str
    stage: str
    step: str
    place: str
    """The place that the case is at afterwards."""
    needs: tuple[str, ...] = ()
    what: str = ""
    """The door, duty, exclusion or action that it is about."""
    pays: Payment | None = None
    """What is paid on that occasion."""


def uses(policy: Policy) -> tuple[Use, ...]:
    """Every occasion on which the policy sends a letter, those of its steps first."""
    found = [use for stage in policy.stages for step in stage.steps for use in _of_step(policy, stage, step)]
    found += [use for duty in policy.duties.values() for use in _of_duty(policy, duty)]
    found += [use for door in policy.doors.values() for use in _of_door(policy, door)]
    found += _of_actions(policy)
    found += [use for pause in policy.pauses.values() for use in _of_pause(policy, pause)]
    found += _of_records(policy)
    return tuple(use for use in found if use.letter)


def _of_step(policy: Policy, stage: Stage, step: Step) -> Iterator[Use]:
    here = f"{stage.id}.{step.id}"
    for choice in step.choices:
        place = policy.resolve(stage, step, choice.to)
        yield Use(choice.letter, step.kind, choice.event, "done", stage.id, step.id, place, choice.needs)
    for extension in step.extensions:
        yield _of_extension(extension, stage, step)
    for missed in step.missed:
        place = policy.resolve(stage, step, missed.to) if missed.to else here
        yield Use(missed.letter, "missed", f"{step.id}-missed", "missed", stage.id, step.id, place, pays=missed.pays)


def _of_extension(extension: Extension, stage: Stage, step: Step) -> Use:
    here = f"{stage.id}.{step.id}"
    return Use(extension.letter, "extension", "extended", "extended", stage.id, step.id, here, extension.needs, step.id)


def _of_duty(policy: Policy, duty: Duty) -> Iterator[Use]:
    stage, here = _somewhere(policy)
    yield Use(duty.letter, "duty", duty.event, "duty-done", stage.id, "", here, duty.needs, duty.id)
    for missed in duty.missed:
        step = stage.steps[0]
        place = policy.resolve(stage, step, missed.to) if missed.to else here
        yield Use(missed.letter, "missed", f"{duty.id}-missed", "missed", stage.id, "", place, (), duty.id, missed.pays)


def _of_door(policy: Policy, door: Door) -> Iterator[Use]:
    stage = policy.stages[-1]
    yield Use(door.letter, "referral", "referred", "referred", stage.id, "", "referred", door.needs, door.id)


def _of_actions(policy: Policy) -> Iterator[Use]:
    stage, here = _somewhere(policy)
    asking = _where_the_complainant_chooses(policy)
    for action in policy.actions.values():
        event_kind = BUILT_IN_ACTIONS.get(action.id, "moved" if action.to else "acted")
        to = policy.resolve(stage, stage.steps[0], action.to) if action.to else ""
        own = ("hand-over" if action.body else "action", event_kind, to)
        kind, event_kind, end = BUILT_IN.get(action.id, own)
        place = end or (asking if kind == "escalation-refusal" else "") or here
        yield Use(
            action.letter,
            kind,
            action.event,
            event_kind,
            stage.id,
            "",
            place,
            needs_of(action.id, action.needs),
            action.id,
        )
    for exclusion in policy.exclusions.values():
        yield Use(exclusion.letter, "refusal", "rejected", "rejected", stage.id, "", "refused", (), exclusion.id)


def _of_pause(policy: Policy, pause: Pause) -> Iterator[Use]:
    """A pause stops and runs again at a step that it stops, or where the first answer is awaited."""
    stopped = ((stage, step) for stage in policy.stages for step in stage.steps if step.id in pause.stops)
    stage, step = next(stopped, (None, None))
    stage, here = (stage, f"{stage.id}.{step.id}") if stage and step else _somewhere(policy)
    for act, kind, letter, own in (
        ("pause", "pause", pause.letter, pause.needs),
        ("resume", "resumption", pause.resumed_letter, ()),
    ):
        event = BUILT_IN_ACTIONS[act]
        asked = policy.actions[act].needs if act in policy.actions else ()
        yield Use(letter, kind, event, event, stage.id, "", here, (*own, *asked), pause.id)


def _of_records(policy: Policy) -> Iterator[Use]:
    """What is no complaint stands beside the stages from its receipt on."""
    for kind, terms in policy.records.items():
        if not terms.counts_as:
            yield Use(terms.letter, "record", "received", "received", policy.stages[0].id, "", "recorded", (), kind)


def _somewhere(policy: Policy) -> tuple[Stage, str]:
    """A place at which what may be done at any time is done: where the first answer is awaited, if there is one."""
    stage = policy.stages[0]
    step = next((step for step in stage.steps if step.kind == "response"), stage.steps[0])
    return stage, f"{stage.id}.{step.id}"


def _where_the_complainant_chooses(policy: Policy) -> str:
    """The first step of the first stage that is the complainant's; empty when there is none."""
    stage = policy.stages[0]
    return next((f"{stage.id}.{step.id}" for step in stage.steps if step.is_complainants), "")
