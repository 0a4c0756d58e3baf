"""Checks on names that mean two things: one id given twice, or an id that is a word of the language.

Finds faults only; each row of the table says what a fault of its kind is called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from putright.policy.model import ANYONE, COMPLAINANT, ENDS, ENTERED, HANDLER, MATTER_MOMENTS, Stage, Step
from putright.policy.sense.fault import Fault
from putright.policy.sense.ground import ACTION_EVENTS, Ground
from putright.policy.sense.mentions import Path, choices, stages, steps
from putright.policy.sense.names import FIELDS

RENAME = "give one of them another name"
_GOALS = ("next", *ENDS)


def names_that_clash(ground: Ground) -> Iterator[Fault]:
    """Everything that would let one name mean two things."""
    yield from _stages(ground)
    yield from _steps(ground)
    yield from _acts(ground)
    yield from _events_of_a_stage(ground)
    yield from _roles_and_facts(ground)
    yield from _doors(ground)


def _doors(ground: Ground) -> Iterator[Fault]:
    """Before the dot in the name of an event stands a stage or a door: `stage-1.responded`, `ombudsman.decided`."""
    stage_ids = {stage.id for stage in ground.policy.stages}
    for door in ground.policy.doors:
        if door in stage_ids:
            what = f"{door} is both a door and a stage, so an event such as {door}.accepted could be of either"
            yield Fault(ground.key_place(("doors", door)), what, RENAME)


def _stages(ground: Ground) -> Iterator[Fault]:
    seen: set[str] = set()
    for stage, path in stages(ground.policy):
        at = (*path, "id")
        if stage.id in seen:
            yield Fault(ground.place(at), f"two stages are called {stage.id}", RENAME)
        elif stage.id in _GOALS:
            yield _word(ground, ground.subject(path), stage.id, at)
        seen.add(stage.id)


def _steps(ground: Ground) -> Iterator[Fault]:
    stage_ids = {stage.id for stage in ground.policy.stages}
    for stage, path in stages(ground.policy):
        seen: set[str] = set()
        for number, step in enumerate(stage.steps):
            at = (*path, "steps", number, step.id)
            if step.id in seen:
                yield Fault(ground.key_place(at), f"{stage.id} has two steps called {step.id}", RENAME)
            elif step.id in stage_ids:
                yield Fault(ground.key_place(at), f"{step.id} is both a step of {stage.id} and a stage", RENAME)
            elif step.id in _GOALS:
                yield _word(ground, f"a step of {stage.id}", step.id, at)
            seen.add(step.id)


def _acts(ground: Ground) -> Iterator[Fault]:
    """Choices, steps, duties and actions are things to do, and are asked for by their id alone."""
    policy, done_at_steps = ground.policy, set[str]()
    for _, step, path in steps(policy):
        for choice, at in choices(step, path):
            done_at_steps.add(choice.id)
            if choice.id in ACTION_EVENTS and not step.through:
                yield _built_in(ground, choice.id, at)
    for duty in policy.duties.values():
        at = ("duties", duty.id)
        if duty.id in ACTION_EVENTS:
            yield _built_in(ground, duty.id, at)
        elif duty.id in done_at_steps:
            yield Fault(ground.key_place(at), f"{duty.id} is both a duty and something done at a step", RENAME)
    asking = {
        f"{verb}-{duty.id}" for duty in policy.duties.values() if duty.asked_by for verb in ("ask-for", "decline")
    }
    for action in policy.actions.values():
        at = ("actions", action.id)
        if action.id in asking:
            yield Fault(ground.key_place(at), f"{action.id} is there already, because of a duty with asked_by", RENAME)
        if action.id in done_at_steps and action.id not in ACTION_EVENTS:
            yield Fault(ground.key_place(at), f"{action.id} is both an action and something done at a step", RENAME)
        elif action.id in policy.duties:
            yield Fault(ground.key_place(at), f"{action.id} is both an action and a duty", RENAME)


def _built_in(ground: Ground, id: str, at: Path) -> Fault:
    what = f'"{id}" is something that can be done in every procedure, so nothing else can be called that'
    return Fault(ground.key_place(at), what, f"call it something else, such as {id}-it or accept")


def _events_of_a_stage(ground: Ground) -> Iterator[Fault]:
    for stage, path in stages(ground.policy):
        if _has_two_steps_of_one_name(stage):
            continue
        makers: dict[str, Step] = {}
        for number, step in enumerate(stage.steps):
            for choice, at in choices(step, (*path, "steps", number, step.id)):
                first = makers.setdefault(choice.event, step)
                where = ground.place((*at, "event")) if ground.is_written((*at, "event")) else ground.key_place(at)
                if first is not step:
                    what = f'{first.id} and {step.id} of {stage.id} both make the event "{choice.event}"'
                    yield Fault(where, what, "give one of them an event of its own, with event:")
                elif choice.event in _reserved(ground, step):
                    what = f'"{choice.event}" is already the name of another event or moment'
                    yield Fault(where, what, "give it an event of its own, with event:")


def _has_two_steps_of_one_name(stage: Stage) -> bool:
    return max(Counter(step.id for step in stage.steps).values()) > 1


def _reserved(ground: Ground, step: Step) -> set[str]:
    own = {"referred"} if step.through else set[str]()
    built_in = {choice.event for choice in step.choices if choice.id in ACTION_EVENTS}  # said already
    return ({*MATTER_MOMENTS, ENTERED} | ground.beside) - own - built_in


def _roles_and_facts(ground: Ground) -> Iterator[Fault]:
    for role in ground.policy.roles.keys() & {HANDLER, COMPLAINANT, ANYONE}:
        yield _word(ground, "a role", role, ("roles", role))
    events = {way.event for way in ground.ways.all} | ground.beside | {*MATTER_MOMENTS, ENTERED}
    for fact in ground.policy.facts:
        at = ("facts", fact)
        if fact in FIELDS:
            yield Fault(ground.key_place(at), f"{fact} is both a fact and a field that every case has", RENAME)
        elif fact in events:
            yield Fault(ground.key_place(at), f"{fact} is both a fact and an event", RENAME)


def _word(ground: Ground, what: str, id: str, at: Path) -> Fault:
    place = ground.place(at) if at[-1] == "id" else ground.key_place(at)
    return Fault(place, f'{what} is called "{id}", which is a word of the language', "give it another name")
