"""Every move that a policy allows: from which place, by which act, to which place, past which guards.

Pure rows, read off the policy; nothing is decided here. The machine runs on them, and a proof can walk them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from putright.policy.acts import (
    ALWAYS_NEEDED,
    BESIDE_GUARDS,
    BUILT_IN_ACTIONS,
    act,
    beside,
    built_in,
    leads_on,
    needs_of,
    silent_ends,
)
from putright.policy.model import ANYONE, ENDS, Choice, Missed, Policy, Stage, Step
from putright.policy.places import Move, first_place, places

__all__ = [
    "ALWAYS_NEEDED",
    "BESIDE_GUARDS",
    "BUILT_IN_ACTIONS",
    "CHOICE_GUARDS",
    "STEP_GUARDS",
    "Move",
    "awaited",
    "first_place",
    "leads_on",
    "moves_of",
    "needs_of",
    "places",
]

STEP_GUARDS = (
    "order",
    "who",
    "people",
    "applies",
    "held-up",
    "needs",
    "matters",
    "outcomes",
    "independence",
    "approved",
    "reviewed",
)
CHOICE_GUARDS = (*STEP_GUARDS, "window")


def moves_of(policy: Policy) -> tuple[Move, ...]:
    """Every move of a policy, those of its steps first."""
    return (
        *(move for stage in policy.stages for step in stage.steps for move in _step_moves(policy, stage, step)),
        *_lapses(policy),
        *_late_requests(policy),
        *built_in(policy),
        *beside(policy),
    )


def _step_moves(policy: Policy, stage: Stage, step: Step) -> Iterator[Move]:
    if step.through:
        return
    for place in _where(stage, step):
        for choice in step.choices:
            yield _choice_move(policy, stage, step, choice, place)
        if step.kind == "response":
            yield from _drafting(policy, stage, step, place)


def _drafting(policy: Policy, stage: Stage, step: Step, place: str) -> Iterator[Move]:
    """A response can be drafted, reviewed and sent; sending a draft is doing the step."""
    draft, review = (
        act(policy, "draft", place, place),
        act(policy, "review-draft", place, place, "drafted", "verdict"),
    )
    yield replace(draft, stage=stage.id, step=step.id, who=step.who if draft.who in ("", ANYONE) else draft.who)
    for role in step.reviewed_by or (review.who,):
        turn = ["turn"] if len(step.reviewed_by) > 1 else []
        yield replace(review, stage=stage.id, step=step.id, who=role, guards=(*review.guards, *turn))
    for choice in step.choices:
        done = _choice_move(policy, stage, step, choice, place)
        yield replace(done, action="send", guards=("drafted", *done.guards))


def _where(stage: Stage, step: Step) -> tuple[str, ...]:
    """The places at which a step can be done: its own, and those of the steps it also meets."""
    return tuple(f"{stage.id}.{id}" for id in (step.id, *step.also_meets))


def _choice_move(policy: Policy, stage: Stage, step: Step, choice: Choice, source: str) -> Move:
    return Move(
        action=choice.id,
        source=source,
        dest=policy.resolve(stage, step, choice.to),
        kind="done",
        event=choice.event,
        guards=CHOICE_GUARDS if step.is_complainants else (*STEP_GUARDS, *_seldom(policy, stage, step)),
        stage=stage.id,
        step=step.id,
        who=step.who,
        needs=choice.needs,
        letter=choice.letter,
        applies=choice.applies,
        tells=choice.tells,
    )


def _seldom(policy: Policy, stage: Stage, step: Step) -> Iterator[str]:
    """Guards that only some policies ask for: a panel that sits, staff who were heard, no matter that is too old."""
    if any(role.seats for role in policy.roles.values()) and step.kind != "acknowledgement":
        yield "panel"
    if policy.staff and policy.staff.heard and step.kind == "response":
        yield "heard"
    if step.kind == "response" and any(e.older_than and not e.discretion for e in policy.exclusions.values()):
        yield "taken-on"


def _lapses(policy: Policy) -> Iterator[Move]:
    """What happens by itself when time runs out, at the step's own place or while an earlier step still waits.

    A step or duty without consequences of its own still makes an event when something counts from that event.
    """
    waited_for = awaited(policy)
    for stage in policy.stages:
        for number, step in enumerate(stage.steps):
            if step.missed or f"{step.id}-missed" in waited_for:
                waiting = (f"{stage.id}.{other.id}" for other in stage.steps[: number + 1])
                yield from _lapses_of(
                    policy, f"{stage.id}.{step.id}", f"{step.id}-missed", waiting, stage, step, step.missed
                )
    for duty in policy.duties.values():
        if duty.missed or duty.stops or f"{duty.id}-missed" in waited_for:
            everywhere = (place for place in places(policy) if "." in place)
            stage = policy.stages[0]
            yield from _lapses_of(policy, duty.id, f"{duty.id}-missed", everywhere, stage, stage.steps[0], duty.missed)


def _lapses_of(
    policy: Policy, of: str, event: str, sources: Iterable[str], stage: Stage, step: Step, ways: tuple[Missed, ...]
) -> Iterator[Move]:
    """The ways in which it can go on, in the order in which they are tried; that time ran out is always an event."""
    always = ways if ways and not ways[-1].applies else (*ways, Missed())
    for source in sources:
        for way in always:
            dest = policy.resolve(stage, step, way.to) if way.to else source
            guards = ("applies",) if way.applies else ()
            yield Move(
                f"lapse {of}", source, dest, "missed", event, guards, letter=way.letter, applies=way.applies, of=of,
                tells=way.tells, pays=way.pays,
            )  # fmt: skip


def awaited(policy: Policy) -> frozenset[str]:
    """The names of all events that some clock, duty, pause or door of the policy waits for."""
    clocks = [step.clock for stage in policy.stages for step in stage.steps if step.clock]
    clocks += [duty.clock for duty in policy.duties.values()]
    clocks += [door.closes for door in policy.doors.values() if door.closes]
    names = {term.start.name for clock in clocks for term in clock.terms}
    names |= {name for duty in policy.duties.values() for name in (*duty.met_by, *duty.until)}
    names |= {name for pause in policy.pauses.values() for name in (*pause.begins, *pause.until)}
    names |= {ref.name for door in policy.doors.values() for o in door.opens for ref in (o.start, *o.unless)}
    return frozenset(names)


def _late_requests(policy: Policy) -> Iterator[Move]:
    """A request to go on, made (or only recorded) after silence had closed the case."""
    for stage in policy.stages:
        for step in stage.steps:
            for end in silent_ends(step) if step.is_complainants else ():
                for choice in step.choices:
                    move = _choice_move(policy, stage, step, choice, end)
                    if move.dest not in ENDS:
                        yield replace(move, guards=("ended-by-silence", *move.guards))
