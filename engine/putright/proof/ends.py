"""Proofs that every complaint can come to an end: no dead end, no circle without a way out, no step that waits for itself.

To withdraw is always possible and proves nothing, so it is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.policy.model import EventRef, Policy
from putright.problems import Place
from putright.proof.facts import Kind
from putright.proof.flaw import Flaw
from putright.proof.graph import makes, way_to
from putright.proof.ground import Ground
from putright.proof.story import is_stuck


def dead_ends(ground: Ground) -> Iterator[Flaw]:
    """Places at which, for some complaints, no step, choice or time limit leads on."""
    told: set[str] = set()
    for kind in ground.graph.step_kinds.each:
        for place in _endless(ground, kind):
            ways = (move for move in ground.graph.onward[place] if move.dest != place or move.kind == "done")
            if place in told or any(ground.graph.applies(move, kind) for move in ways):
                continue
            told.add(place)
            yield Flaw(
                place_of(ground.policy, place),
                f"at {place} nothing leads on for some complaints{_which(ground.policy, kind)}",
                "add a choice that is for these complaints too, or take a condition (for) off one",
                way_to(ground.reached(kind), place),
                kind,
                "No step, choice or time limit leads on from here. Only a withdrawal can end this complaint.",
                is_stuck,
            )


def circles(ground: Ground) -> Iterator[Flaw]:
    """Places from which, for some complaints, every way leads back and none to an end."""
    told: set[str] = set()
    for kind in ground.graph.step_kinds.each:
        endless = _endless(ground, kind)
        for circle in ground.graph.circles(kind):
            caught = [place for place in ground.reached(kind) if place in circle]
            if not circle <= endless or any(place in told for place in caught):
                continue
            told |= circle
            first = caught[0]
            round_it = ground.graph.round(first, circle, kind)
            yield Flaw(
                place_of(ground.policy, first),
                f"from {first} every way leads round to it again{_which(ground.policy, kind)}, and none to an end",
                "let a choice in this circle lead to an end for these complaints, or onwards to a stage that ends",
                (*way_to(ground.reached(kind), first), *round_it),
                kind,
                f"The case is at “{ground.policy.place_title(first)}” again, and there is no other way.",
            )


def steps_that_wait_for_themselves(ground: Ground) -> Iterator[Flaw]:
    """A duty that holds a step up, and that only this step, or what comes after it, could meet."""
    graph = ground.graph
    for duty in ground.policy.duties.values():
        if not duty.met_by or not duty.holds_up:
            continue
        refs = [EventRef(name.rpartition(".")[2], name.rpartition(".")[0]) for name in duty.met_by]
        for place, kind in _held(ground, duty.holds_up):
            makers = [m for m in graph.all if any(makes(m, ref) for ref in refs)]
            before = [m for m in makers if m.source != place and m.source in ground.reached(kind)]
            if any(ground.is_given(ref) for ref in refs) or any(m.kind not in ("done", "missed") for m in makers):
                continue
            if not any(graph.way(move.dest, place, kind) is not None for move in before):
                yield Flaw(
                    duty.place,
                    f"the duty {duty.id} holds up {place}, and is met only by what comes with that step or after it",
                    "let an earlier event meet it (met_by), or leave out what it holds up",
                    way_to(ground.reached(kind), place),
                    kind,
                    f"“{duty.title}” must be done before this step, and nothing that can happen now would do it.",
                )
                break


def place_of(policy: Policy, place: str) -> Place:
    """Where the step of a place stands in the file."""
    found = policy.step_at(place)
    return found[1].place if found else policy.stages[0].place


def _endless(ground: Ground, kind: Kind) -> set[str]:
    """The places that such a complaint can come to, and from which it can come to no end."""
    return set(ground.reached(kind)) - ground.graph.ending(kind)


def _held(ground: Ground, holds_up: tuple[str, ...]) -> Iterator[tuple[str, Kind]]:
    """Every place that is held up and can be reached, each with one kind of complaint."""
    told: set[str] = set()
    for kind in ground.graph.step_kinds.each:
        for place in ground.reached(kind):
            if place not in told and {place, place.partition(".")[2]} & set(holds_up):
                told.add(place)
                yield place, kind


def _which(policy: Policy, kind: Kind) -> str:
    words = [
        f"{policy.facts[id].title}: {policy.facts[id].values.get(value, value)}"
        if id in policy.facts
        else f"{id}: {value}"
        for id, value in kind.items()
    ]
    return f" ({'; '.join(words)})" if words else ""
