"""Checks on terms that stand in a policy and that nothing would ever carry out, so that nobody relies on them.

Finds faults only; each row says where such a term stands and why it has no effect.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.policy.model import Duty, Extension, Missed, Policy, Step
from putright.policy.sense.fault import Fault
from putright.policy.sense.ground import Ground
from putright.policy.sense.mentions import Path, in_list, steps

MOVE_OUTSIDE = "say it at the door; going through it does this step"


def without_effect(ground: Ground) -> Iterator[Fault]:
    """Every term that would be read and never carried out."""
    for path, what, mend in _idle(ground.policy):
        yield Fault(ground.key_place(path), what, mend)


def _idle(policy: Policy) -> Iterator[tuple[Path, str, str]]:
    for _, step, path in steps(policy):
        yield from _in_step(step, path)
    for duty in policy.duties.values():
        yield from _in_duty(duty, ("duties", duty.id))
    for role in policy.roles.values():
        if role.chair and not role.seats:
            yield (
                ("roles", role.id, "chair"),
                f"the role {role.id} has a chair and no seats",
                "say how many seats it has",
            )
    for kind, record in policy.records.items():
        if record.counts_as and record.letter:
            what = f"{kind} counts as a complaint, so its own letter is never sent"
            yield ("records", kind, "letter"), what, "remove it; the acknowledgement of the complaint goes instead"


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
