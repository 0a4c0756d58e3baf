"""Checks on terms that stand in a policy and that nothing would ever carry out, so that nobody relies on them.

Finds faults only; each row says where such a term stands and why it has no effect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from putright.policy.model import (
    HANDLER,
    Action,
    Door,
    Duty,
    Exclusion,
    Extension,
    Fact,
    Missed,
    Pause,
    Policy,
    Role,
    Stage,
    StandIn,
    Step,
)
from putright.policy.moves import leads_on
from putright.policy.places import done_at
from putright.policy.sense.fault import Fault
from putright.policy.sense.ground import Ground
from putright.policy.sense.mentions import Path, in_list, stages, steps

MOVE_OUTSIDE = "say it at the door; going through it does this step"


def _answers(ground: Ground) -> list[Step]:
    return [step for stage in ground.policy.stages for step in stage.steps if step.kind == "response"]


def _ways_on(ground: Ground) -> bool:
    """Whether the complainant is somewhere asked to go on; a way that leads nowhere is told of by another check."""
    policy = ground.policy
    steps = ((stage, step) for stage in policy.stages for step in stage.steps)
    return not ground.is_sound or any(leads_on(policy, stage, step) for stage, step in steps)


RESTS_ON: Mapping[str, tuple[Callable[[Ground], object], str, str]] = {
    "pause": (lambda ground: ground.policy.pauses, "the policy names no pauses", "name the reasons under pauses"),
    "resume": (lambda ground: ground.policy.pauses, "the policy names no pauses", "name the reasons under pauses"),
    "reject": (
        lambda ground: ground.policy.exclusions,
        "the policy has no exclusions",
        "name the reasons under exclusions",
    ),
    "refer": (lambda ground: ground.policy.doors, "the policy has no doors", "add the door under doors"),
    "outside": (lambda ground: ground.policy.doors, "the policy has no doors", "add the door under doors"),
    "draft": (_answers, "no step is a response", "write kind: response at the step"),
    "review-draft": (_answers, "no step is a response", "write kind: response at the step"),
    "send": (_answers, "no step is a response", "write kind: response at the step"),
    "extend": (
        lambda ground: any(step.extensions for stage in ground.policy.stages for step in stage.steps),
        "no step has an extension",
        "write extension at the step",
    ),
    "refuse-escalation": (
        _ways_on,
        "the complainant is nowhere asked whether to go on to another stage",
        "give a step with who: complainant that choice",
    ),
}
"""What some actions rest on: what must be there, what is missing when it is not, and how to mend that."""


def without_effect(ground: Ground) -> Iterator[Fault]:
    """Every term that would be read and never carried out."""
    for path, what, mend in _idle(ground):
        yield Fault(ground.key_place(path), what, mend)


def _idle(ground: Ground) -> Iterator[tuple[Path, str, str]]:
    policy = ground.policy
    for fact in policy.facts.values():
        yield from _in_fact(ground, fact)
    for exclusion in policy.exclusions.values():
        yield from _in_exclusion(exclusion)
    for stage, path in stages(policy):
        yield from _in_stage(policy, stage, path)
    for _, step, path in steps(policy):
        yield from _in_step(step, path)
    yield from _in_actions(ground)
    for duty in policy.duties.values():
        yield from _in_duty(duty, ("duties", duty.id))
    for action in policy.actions.values():
        yield from _in_action(policy, action)
    for role in policy.roles.values():
        yield from _in_stand_ins(role)
        for number, seat in enumerate(role.seated_by):
            if seat in policy.roles and policy.roles[seat].seats:
                what = f"a seat on {role.id} belongs to {seat}, which is a panel itself, and a seat is for one person"
                yield ("roles", role.id, "seats", number), what, "name a role that one person holds"
        if role.chair and not role.seats:
            yield (
                ("roles", role.id, "chair"),
                f"the role {role.id} has a chair and no seats",
                "say how many seats it has",
            )
    for pause in policy.pauses.values():
        both = [name for name in pause.begins if name in pause.until]
        if both:
            what = f"{both[0]} both starts the pause {pause.id} and ends it, so no clock would stand still"
            yield (
                ("pauses", pause.id, "until"),
                what,
                "let it end with what is waited for, such as an action of your own",
            )
    for kind, record in policy.records.items():
        if record.counts_as and record.letter:
            what = f"{kind} counts as a complaint, so its own letter is never sent"
            yield ("records", kind, "letter"), what, "remove it; the acknowledgement of the complaint goes instead"


def _in_fact(ground: Ground, fact: Fact) -> Iterator[tuple[Path, str, str]]:
    """A number is of use where something depends on it, or where somebody has to record it."""
    used = {mention.word for mention in ground.named("fact")}
    if fact.type == "number" and not fact.required and fact.id not in used | _needed(ground.policy):
        what = f"the fact {fact.id} is a number: no limit and no condition depends on it, and nothing asks for it"
        mend = "ask for it (required, or needs where it is recorded), let something depend on it, or remove it"
        yield ("facts", fact.id), what, mend


def _needed(policy: Policy) -> set[str]:
    """Every field and fact that something in the policy asks for."""
    asking: list[Duty | Door | Action | Pause] = [
        *policy.duties.values(),
        *policy.doors.values(),
        *policy.actions.values(),
        *policy.pauses.values(),
    ]
    found = {need for part in asking for need in part.needs}
    for stage in policy.stages:
        for step in stage.steps:
            found |= {need for choice in step.choices for need in choice.needs}
            found |= {need for extension in step.extensions for need in extension.needs}
    return found


def _in_exclusion(exclusion: Exclusion) -> Iterator[tuple[Path, str, str]]:
    if not exclusion.discretion and exclusion.older_than is None:
        what = f"only people can see that {exclusion.id} holds, so nothing keeps the complaint from being answered"
        mend = "say how old a matter may be (older_than), or remove discretion"
        yield ("exclusions", exclusion.id, "discretion"), what, mend


def _in_stage(policy: Policy, stage: Stage, path: Path) -> Iterator[tuple[Path, str, str]]:
    if stage.different_from and not _decides(policy, stage):
        what = f"nothing is decided at {stage.title}: it has no response, so different_from has no effect"
        yield (*path, "different_from"), what, "write kind: response at the step that decides, or remove it"
        return
    known = {other.id: other for other in policy.stages}
    for number, id in enumerate(stage.different_from):
        if id in known and not any(step.kind == "response" for step in known[id].steps):
            what = f"nothing is decided at {known[id].title}: it has no response, so nobody can differ from who decided"
            mend = "write kind: response at the step that decides there, or take it out"
            yield (*path, "different_from", number), what, mend


def _decides(policy: Policy, stage: Stage) -> bool:
    """Whether a stage has a response, or a panel whose members are asked about."""
    panels = {role.id for role in policy.roles.values() if role.seats}
    acting = {stage.handler if step.who == HANDLER else step.who for step in stage.steps}
    return any(step.kind == "response" for step in stage.steps) or bool(acting & panels)


def _in_actions(ground: Ground) -> Iterator[tuple[Path, str, str]]:
    policy = ground.policy
    for id in policy.actions:
        is_there, missing, mend = RESTS_ON.get(id, (lambda ground: True, "", ""))
        if not is_there(ground):
            yield ("actions", id), f"{missing}, so {id} can never be done", f"{mend}, or remove it"
    for key in ("who", "letter", "needs", "tells"):
        if ground.is_written(("actions", "send", key)):
            what = f"to send a draft is to give the answer, so {key} has no effect here"
            yield ("actions", "send", key), what, "write it at the step that is the response"
    reviewers = [step.reviewed_by for step in _answers(ground)]
    if reviewers and all(reviewers) and ground.is_written(("actions", "review-draft", "who")):
        what = "every response says with reviewed_by who reviews its draft, so who has no effect here"
        yield ("actions", "review-draft", "who"), what, "remove it"


def _in_step(step: Step, path: Path) -> Iterator[tuple[Path, str, str]]:
    if step.reviewed_by and step.kind != "response":
        what = f"{step.id} is no response, so there is no draft of it to review"
        yield (*path, "reviewed_by"), what, "remove reviewed_by, or write kind: response"
    if step.missed and step.clock is None and not step.is_complainants:
        yield (
            (*path, "if_missed"),
            f"{step.id} has no time limit, so it never runs out",
            "add within and from, or remove it",
        )
    if step.target and (step.clock is None or step.is_complainants):
        why = "is the complainant's" if step.is_complainants else "has no time limit"
        yield (*path, "target"), f"{step.id} {why}, so a target means nothing", "write it beside within, or remove it"
    yield from _never_tried("extension", step.extensions, path)
    yield from _never_tried("silence" if step.is_complainants else "if_missed", step.missed, path)
    for way in step.missed if step.is_complainants else ():
        if way.pays:
            what = f"{step.id} is the complainant's, and nobody is paid for letting time run out"
            yield (*in_list((*path, "silence"), way.position), "pays"), what, "remove pays"
    if step.through:
        (choice,) = step.choices
        written = {"letter": choice.letter, "needs": choice.needs, "tells": choice.tells, "extension": step.extensions}
        for key, value in written.items():
            if value:
                yield (
                    (*path, key),
                    f"{step.id} is done by going through a door, so {key} has no effect here",
                    MOVE_OUTSIDE,
                )


def _never_tried(key: str, ways: tuple[Extension | Missed, ...], path: Path) -> Iterator[tuple[Path, str, str]]:
    """The first of a list that fits holds, so that what stands behind one for all facts is never tried."""
    for way in ways[:-1]:
        if not way.applies:
            after = in_list((*path, key), (way.position or 0) + 1)
            what = f"{key} says before this what holds for all facts, so this is never tried"
            yield after, what, "say with for when the earlier one holds, or move it to the end"
            return


def _in_action(policy: Policy, action: Action) -> Iterator[tuple[Path, str, str]]:
    if action.to and not done_at(policy, action):
        what = f"the action {action.id} leads to the only place where it can be done"
        yield ("actions", action.id, "to"), what, "lead it elsewhere, or name other stages and steps in at"


def _in_stand_ins(role: Role) -> Iterator[tuple[Path, str, str]]:
    for number, other in enumerate(role.stands_in):
        at = ("roles", role.id, "stands_in", number)
        if any(_always_before(earlier, other) for earlier in role.stands_in[:number]):
            what = f"{other.role} never stands in for {role.id}, as one that stands before it always fits"
            yield at, what, "put it first, or remove it"
        elif other.role == role.id and not other.when_complained_about:
            yield at, f"{role.id} stands in for itself", "name another role, or remove it"


def _always_before(earlier: StandIn, later: StandIn) -> bool:
    """Whether one stand-in fits wherever another, which comes after it, would."""
    facts = all(set(later.applies.get(fact, ())) <= set(values) for fact, values in earlier.applies.items())
    known = all(fact in later.applies for fact in earlier.applies)
    return facts and known and (later.when_complained_about or not earlier.when_complained_about)


def _in_duty(duty: Duty, path: Path) -> Iterator[tuple[Path, str, str]]:
    yield from _never_tried("if_missed", duty.missed, path)
    if not duty.asked_by:
        for key, written in (("stops", duty.stops), ("declined_by", duty.declined_by)):
            if written:
                what = f"the duty {duty.id} is not asked for, so {key} has no effect here"
                yield (*path, key), what, "say with asked_by who may ask for it; to stop clocks otherwise write a pause"
    if duty.repeats and duty.stops:
        what = f"the duty {duty.id} is owed again and again, so the clocks that it stops would never run"
        yield (*path, "stops"), what, "write within instead of every, or remove stops"
    if duty.repeats and duty.holds_up:
        what = f"the duty {duty.id} is owed again and again, so what it holds up could never be done"
        yield (*path, "holds_up"), what, "write within instead of every, or remove holds_up"
    for key, value in (("letter", duty.letter), ("needs", duty.needs)):
        if duty.met_by and value:
            what = f"the duty {duty.id} is met by other events and never done by itself, so {key} has no effect here"
            yield (*path, key), what, "write it at the step that meets it, or remove met_by"
