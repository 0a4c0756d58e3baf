"""Proofs on time without bounds: answers that nobody can give a date for, and more time that has no end.

A response without any limit is told by the checks on sense; here it is what hides behind a limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.case.case import Case
from putright.case.deadlines import step_deadline
from putright.case.procedure import Procedure
from putright.policy.model import EventRef, Stage, Step
from putright.policy.moves import Move
from putright.proof.ends import place_of
from putright.proof.flaw import Claim, Flaw
from putright.proof.graph import makes, way_to
from putright.proof.ground import Ground


def answers_without_a_date(ground: Ground) -> Iterator[Flaw]:
    """A response that counts from a step of the organisation's which itself has no limit."""
    for stage in ground.policy.stages:
        for step in stage.steps:
            if step.kind != "response" or step.clock is None:
                continue
            loose = [_without_limit(ground, stage.id, term.start.name, term.start.stage) for term in step.clock.terms]
            unbounded = all(loose) if step.clock.choose == "earlier" else any(loose)
            source = next((one for one in loose if one), None)
            if unbounded and source:
                kinds = ground.graph.step_kinds.each
                kind = next((one for one in kinds if source.source in ground.reached(one)), kinds[0])
                reached = ground.reached(kind)
                yield Flaw(
                    step.place,
                    f"the time for {stage.id}.{step.id} counts from {source.event}, and the organisation has no limit for that "
                    f"({source.source}), so nobody can say when an answer comes at the latest",
                    f"give {source.source} a limit (within and from), or count from an earlier event",
                    way_to(reached, source.source) if source.source in reached else None,
                    kind,
                    f"The time for “{step.title}” has not begun.",
                    _not_begun(stage, step),
                    waits=1,
                )


def _not_begun(stage: Stage, step: Step) -> Claim:
    """Whether a case that was played has no date for a step."""

    def claim(procedure: Procedure, case: Case, today: date) -> bool:
        return step_deadline(procedure.policy, procedure.calendar, case, stage, step).on is None

    return claim


def _without_limit(ground: Ground, stage: str, name: str, named: str) -> Move | None:
    """A move by staff that starts a clock and has no limit of its own; None when every such move has one."""
    for move in ground.graph.moves:
        if move.kind == "done" and makes(move, EventRef(name, named or stage)):
            step = ground.policy.stage(move.stage).step(move.step)
            if step.clock is None and not step.is_complainants:
                return move
    return None


def time_without_end(ground: Ground) -> Iterator[Flaw]:
    """Open-ended extensions, circles that can be gone round again and again, and pauses that nothing ends."""
    policy = ground.policy
    for stage in policy.stages:
        for step in stage.steps:
            for extension in step.extensions:
                if extension.open_ended:
                    times = "once" if extension.times == 1 else f"{extension.times} times"
                    yield Flaw(
                        extension.place,
                        f"{stage.id}.{step.id} can be given more time {times} to any date, so it has no latest date",
                        "write how much more (by), or a total from the start (total), if there is to be a latest date",
                    )
    told: set[str] = set()
    for kind in ground.graph.step_kinds.each:
        ending = ground.graph.ending(kind)
        for circle in ground.graph.circles(kind):
            if not circle <= ending:
                continue  # it has no way out at all, which is told as that
            first = next(place for place in ground.reached(kind) if place in circle)
            if first not in told:
                told |= circle
                yield Flaw(
                    place_of(policy, first),
                    f"a complaint can come back to {first} again and again, so the whole has no latest date",
                    "lead it on to another stage the second time, if there is to be a latest date",
                )
    for pause in policy.pauses.values():
        if not pause.until and getattr(pause, "at_most", None) is None:
            yield Flaw(
                pause.place,
                f"the pause {pause.id} can last for any time, as no event ends it, so what it stops has no latest date",
                "say which event ends it (until), or leave it so if that is meant; the time table leaves pauses out",
            )
