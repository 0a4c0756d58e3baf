"""Mentions: every place where a policy names one of its own parts (a role, a letter, an event, a stage), in file order.

Never judges whether the part is there; the checks do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from putright.policy.model import (
    Action,
    Choice,
    Clock,
    Condition,
    Door,
    Duty,
    Missed,
    Pause,
    Policy,
    Role,
    Stage,
    Step,
    Term,
)
from putright.policy.model.told import ANY_STAGE

Path = tuple[str | int, ...]
Kind = Literal[
    "goal", "at", "role", "start", "event", "letter", "need", "fact", "value", "stage", "step", "door", "body", "remedy"
]


@dataclass(frozen=True, slots=True)
class Mention:
    """One word that names a part of the policy: what sort of part, and where the word stands."""

    kind: Kind
    word: str
    path: Path
    stage: Stage | None = None
    step: Step | None = None
    fact: str = ""
    """Of a value: the fact whose value it is."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One term of a clock, with the part of the policy whose clock it is."""

    term: Term
    path: Path
    clock: Clock
    stage: Stage | None = None
    step: Step | None = None
    duty: Duty | None = None


def mentions(policy: Policy) -> Iterator[Mention]:
    """Every mention in the policy."""
    yield from _in_exclusions(policy)
    if policy.representatives:
        yield from _listed("need", policy.representatives.needs, ("representatives", "needs"))
        yield from _in_condition(policy.representatives.unless, ("representatives", "unless"))
    for number, phase in enumerate(policy.phases):
        yield from _in_condition(phase.applies, ("in_force", "later", number, "for"))
    for role in policy.roles.values():
        yield from _in_stand_ins(role)
        yield from _listed("role", role.seated_by, ("roles", role.id, "seats"))
    for stage, path in stages(policy):
        yield from _in_stage(stage, path)
    for track in policy.tracks.values():
        yield from _listed("stage", track.stages, ("tracks", track.id, "stages"))
        yield from _in_condition(track.applies, ("tracks", track.id, "for"))
    for duty in policy.duties.values():
        yield from _in_duty(duty, ("duties", duty.id))
    for door in policy.doors.values():
        yield from _in_door(door, ("doors", door.id))
    for body in policy.bodies.values():
        yield from _named("body", body.successor, ("bodies", body.id, "successor"))
    for letter in policy.letters.values():
        yield from _named("role", letter.signed_by, ("letters", letter.id, "signed_by"))
    for action in policy.actions.values():
        yield from _in_act(action, ("actions", action.id))
        yield from _named("role", action.who, ("actions", action.id, "who"))
        yield from _where(action, ("actions", action.id))
    yield from _in_told(policy)
    for kind, record in policy.records.items():
        yield from _named("letter", record.letter, ("records", kind, "letter"))
    for pause in policy.pauses.values():
        yield from _in_pause(policy, pause, ("pauses", pause.id))
    for number, departure in enumerate(policy.departures):
        yield Mention("step", departure.step, ("departures", number, "step"))
    for timed in terms(policy):
        yield Mention("start", str(timed.term.start), (*timed.path, "from"), timed.stage, timed.step)
        yield from _named("fact", timed.term.limit.fact, (*timed.path, limit_key(timed), "by"))


def stages(policy: Policy) -> Iterator[tuple[Stage, Path]]:
    """Every stage with its path."""
    for number, stage in enumerate(policy.stages):
        yield stage, ("stages", number)


def steps(policy: Policy) -> Iterator[tuple[Stage, Step, Path]]:
    """Every step with its stage and path."""
    for stage, path in stages(policy):
        for number, step in enumerate(stage.steps):
            yield stage, step, (*path, "steps", number, step.id)


def terms(policy: Policy) -> Iterator[Timed]:
    """Every term of every clock."""
    for stage, step, path in steps(policy):
        for term, at in _terms(step.clock, path):
            yield Timed(term, at, step.clock or Clock(()), stage, step)
    for duty in policy.duties.values():
        for term, at in _terms(duty.clock, ("duties", duty.id)):
            yield Timed(term, at, duty.clock, duty=duty)
    for door in policy.doors.values():
        for term, at in _terms(door.closes, ("doors", door.id, "closes")):
            yield Timed(term, at, door.closes or Clock(()))


def _terms(clock: Clock | None, path: Path) -> Iterator[tuple[Term, Path]]:
    if clock is None:
        return
    if len(clock.terms) == 1:
        yield clock.terms[0], path
        return
    for number, term in enumerate(clock.terms):
        yield term, (*path, f"{clock.choose}_of", number)


def limit_key(timed: Timed) -> str:
    """The key under which the limit of a term is written."""
    return "every" if timed.duty and timed.duty.repeats else "within"


def _in_told(policy: Policy) -> Iterator[Mention]:
    told = policy.told
    for key, role in told.responsible.items():
        yield from _named("role", role, ("responsible", key))
    if told.remedies_at != (ANY_STAGE,):
        single = len(told.remedies_at) == 1
        for number, stage in enumerate(told.remedies_at):
            yield Mention("stage", stage, ("remedies_at",) if single else ("remedies_at", number))
    if told.learning:
        yield from _named("role", told.learning.owner, ("learning", "owner"))
    for number, standard in enumerate(told.standards):
        yield from _named("role", standard.steps_in, ("standards", number, "steps_in"))
    for number, briefing in enumerate(told.briefings):
        yield Mention("role", briefing.who, ("briefings", number, "who"))


def _in_exclusions(policy: Policy) -> Iterator[Mention]:
    for exclusion in policy.exclusions.values():
        at = ("exclusions", exclusion.id)
        yield from _named("letter", exclusion.letter, (*at, "letter"))
        yield from _in_condition(exclusion.unless, (*at, "unless"))
        yield from _named("body", exclusion.instead, (*at, "instead"))
        yield from _named("door", exclusion.challenge, (*at, "challenge"))


def _in_stand_ins(role: Role) -> Iterator[Mention]:
    """A single stand-in may be written without a list, and without terms."""
    for number, other in enumerate(role.stands_in):
        at: Path = ("roles", role.id, "stands_in", number)
        yield Mention("role", other.role, (*at, "role"))
        yield from _in_condition(other.applies, (*at, "for"))


def _in_stage(stage: Stage, path: Path) -> Iterator[Mention]:
    yield Mention("role", stage.handler, (*path, "handler"), stage)
    for number, other in enumerate(stage.different_from):
        yield Mention("stage", other, (*path, "different_from", number), stage)
    yield from _in_condition(stage.direct_entry or {}, (*path, "direct_entry", "for"))
    for number, step in enumerate(stage.steps):
        yield from _in_step(stage, step, (*path, "steps", number, step.id))


def _in_step(stage: Stage, step: Step, path: Path) -> Iterator[Mention]:
    yield Mention("role", step.who, (*path, "who"), stage, step)
    for choice, at in choices(step, path):
        key = "then" if at == path else "to"
        yield Mention("goal", choice.to, (*at, key), stage, step)
        yield from _in_act(choice, at)
        yield from _in_condition(choice.applies, (*at, "for"))
    for missed in step.missed:
        at = in_list((*path, "silence" if step.is_complainants else "if_missed"), missed.position)
        yield from _in_missed(missed, at, stage, step)
    for extension in step.extensions:
        at = in_list((*path, "extension"), extension.position)
        yield from _listed("role", extension.tells, (*at, "tells"))
        yield from _named("letter", extension.letter, (*at, "letter"))
        yield from _listed("need", extension.needs, (*at, "needs"))
        yield from _in_condition(extension.applies, (*at, "for"))
    yield from _listed("role", step.reviewed_by, (*path, "reviewed_by"))
    yield from _listed("step", step.also_meets, (*path, "also_meets"), stage, step)
    yield from _listed("door", step.through, (*path, "through"))


def choices(step: Step, path: Path) -> Iterator[tuple[Choice, Path]]:
    """The choices of a step with their paths; the choice that is the step itself has the step's."""
    for choice in step.choices:
        yield choice, path if choice.place == step.place else (*path, "choices", choice.id)


def _in_pause(policy: Policy, pause: Pause, path: Path) -> Iterator[Mention]:
    kind: Kind = "body" if pause.waits_for in policy.bodies else "role"
    yield Mention(kind, pause.waits_for, (*path, "waits_for"))
    yield from _listed("step", pause.stops, (*path, "stops"))
    yield from _listed("event", pause.begins, (*path, "from"))
    yield from _listed("event", pause.until, (*path, "until"))
    yield from _listed("need", pause.needs, (*path, "needs"))
    yield from _named("letter", pause.letter, (*path, "letter"))
    yield from _named("letter", pause.resumed_letter, (*path, "resumed_letter"))


def _in_duty(duty: Duty, path: Path) -> Iterator[Mention]:
    yield Mention("role", duty.who, (*path, "who"))
    yield from _named("letter", duty.letter, (*path, "letter"))
    yield from _listed("need", duty.needs, (*path, "needs"))
    yield from _in_condition(duty.applies, (*path, "for"))
    yield from _listed("event", (*duty.met_by,), (*path, "met_by"))
    yield from _listed("event", (*duty.until,), (*path, "until"))
    yield from _listed("step", duty.holds_up, (*path, "holds_up"))
    yield from _listed("step", duty.stops, (*path, "stops"))
    yield from _named("role", duty.asked_by, (*path, "asked_by"))
    yield from _named("role", duty.declined_by, (*path, "declined_by"))
    for missed in duty.missed:
        yield from _in_missed(missed, in_list((*path, "if_missed"), missed.position))


def in_list(path: Path, position: int | None) -> Path:
    """The path of an item of a list; of what stands alone, the path itself."""
    return path if position is None else (*path, position)


def _in_missed(missed: Missed, path: Path, stage: Stage | None = None, step: Step | None = None) -> Iterator[Mention]:
    yield from _named("goal", missed.to, (*path, "to"), stage, step)
    yield from _named("letter", missed.letter, (*path, "letter"))
    yield from _listed("role", missed.tells, (*path, "tells"))
    yield from _in_condition(missed.applies, (*path, "for"))
    if missed.pays:
        yield Mention("remedy", missed.pays.kind, (*path, "pays", "kind"))


def _in_door(door: Door, path: Path) -> Iterator[Mention]:
    yield Mention("body", door.to, (*path, "to"))
    yield Mention("role", door.who, (*path, "who"))
    yield from _in_act(door, path)
    yield from _in_condition(door.applies, (*path, "for"))
    for number, opening in enumerate(door.opens):
        at = (*path, "opens", number)
        yield Mention("start", str(opening.start), (*at, "from"))
        yield from _listed("event", tuple(map(str, opening.unless)), (*at, "unless"))


def _where(action: Action, path: Path) -> Iterator[Mention]:
    yield from _named("goal", action.to, (*path, "to"))
    yield from _listed("at", action.at, (*path, "at"))
    yield from _in_condition(action.applies, (*path, "for"))
    yield from _named("body", action.body, (*path, "body"))


def _in_act(part: Choice | Door | Action, path: Path) -> Iterator[Mention]:
    yield from _named("letter", part.letter, (*path, "letter"))
    yield from _listed("need", part.needs, (*path, "needs"))
    yield from _listed("role", part.tells, (*path, "tells"))


def _in_condition(condition: Condition, path: Path) -> Iterator[Mention]:
    for fact, values in condition.items():
        yield Mention("fact", fact, (*path, fact))
        for number, value in enumerate(values):
            yield Mention("value", value, (*path, fact, number), fact=fact)


def _named(
    kind: Kind, word: str, path: Path, stage: Stage | None = None, step: Step | None = None
) -> Iterator[Mention]:
    if word:
        yield Mention(kind, word, path, stage, step)


def _listed(
    kind: Kind, words: tuple[str, ...], path: Path, stage: Stage | None = None, step: Step | None = None
) -> Iterator[Mention]:
    for number, word in enumerate(words):
        yield Mention(kind, word, (*path, number), stage, step)
