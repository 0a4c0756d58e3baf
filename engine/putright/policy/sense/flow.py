"""Checks on the way of a case: can every stage and step be reached, does every step lead on, and can each case end?

Finds faults only; each row of the table says what a fault of its kind is called.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.policy.model import ENDS
from putright.policy.sense.fault import Fault
from putright.policy.sense.ground import Ground
from putright.policy.sense.mentions import choices, stages, steps
from putright.problems import one_of


def stages_nobody_reaches(ground: Ground) -> Iterator[Fault]:
    reached = ground.reached
    for stage, path in stages(ground.policy) if reached else ():
        if not any(place.startswith(f"{stage.id}.") for place in reached):
            what = f"no step leads to {stage.id}, and no complaint starts there"
            mend = f"lead a choice of an earlier stage here (to: {stage.id}), or give it direct_entry, or remove it"
            yield Fault(ground.place((*path, "id")), what, mend)


def steps_nothing_leads_to(ground: Ground) -> Iterator[Fault]:
    reached = ground.reached
    in_use = {place.partition(".")[0] for place in reached}
    for stage, step, path in steps(ground.policy):
        if stage.id in in_use and f"{stage.id}.{step.id}" not in reached:
            what = f"nothing leads to the step {step.id} of {stage.id}"
            yield Fault(ground.key_place(path), what, f"lead an earlier step here (then: {step.id}), or remove it")


def dead_ends(ground: Ground) -> Iterator[Fault]:
    """Last steps that do not say what follows, complainants' steps without choices, and circles without a way out."""
    yield from _nothing_follows(ground)
    yield from _no_choices(ground)
    yield from _no_way_out(ground)


def _nothing_follows(ground: Ground) -> Iterator[Fault]:
    others = [stage.id for stage in ground.policy.stages]
    for stage, step, path in steps(ground.policy):
        if step is not stage.steps[-1]:
            continue
        for choice, at in choices(step, path):
            if choice.to == "next":
                key = "then" if at == path else "to"
                what = f"{ground.subject(at)} is the last step of {stage.id} and does not say what follows"
                mend = f"add {key}: and one of {one_of([*ENDS, *(id for id in others if id != stage.id)])}"
                yield Fault(ground.key_place(at), what, mend)


def _no_choices(ground: Ground) -> Iterator[Fault]:
    for _, step, path in steps(ground.policy):
        if step.is_complainants and not step.through and not ground.is_written((*path, "choices")):
            what = f"{ground.subject(path)} is the complainant's, and has no choices"
            yield Fault(
                ground.key_place(path), what, "add choices, such as {accept: {to: closed}}; or name a role in who"
            )


def _no_way_out(ground: Ground) -> Iterator[Fault]:
    """The first place, in the order of the policy, from which no case can end."""
    reached = ground.reached
    for stage, step, path in steps(ground.policy):
        here = f"{stage.id}.{step.id}"
        if here in reached and not ground.ways.reached_from(here) & ENDS.keys():
            what = f"from {ground.subject(path)} no case can come to an end"
            yield Fault(ground.key_place(path), what, f"let a step or choice lead to an end: {one_of(ENDS)}")
            return
