"""Proof that nobody is left waiting: where staff do nothing, time or an open door still brings the complaint on.

The organisation is taken to do nothing from a point on; the complainant does whatever they may.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.policy.model import Door, EventRef, Step
from putright.policy.moves import Move
from putright.problems import one_of
from putright.proof.ends import place_of
from putright.proof.facts import Kind
from putright.proof.flaw import Flaw
from putright.proof.graph import way_to
from putright.proof.ground import Ground
from putright.proof.story import doors_have_closed, still_waits


def left_waiting(ground: Ground) -> Iterator[Flaw]:
    """One flaw for a policy: the first step at which a complainant depends on staff, and which others there are."""
    stuck: dict[str, Kind] = {}
    for kind in ground.graph.kinds.each:
        for place in ground.reached(kind):
            if place not in stuck and _waits_for_staff(ground, place, kind):
                stuck[place] = kind
    if not stuck:
        return
    order = [f"{stage.id}.{step.id}" for stage in ground.policy.stages for step in stage.steps]
    places = sorted(stuck, key=order.index)
    first, kind = places[0], stuck[places[0]]
    more = len(places) - 1
    others = f" (and so at {more} more {'place' if more == 1 else 'places'})" if more else ""
    yield Flaw(
        place_of(ground.policy, first),
        f"while nobody does {first}, the complainant can only wait or withdraw{others}",
        "let a door open some time after an event (opens: [{from: received, after: 8 weeks}]), or say what happens when "
        "the time runs out (if_missed: {to: …})",
        way_to(ground.reached(kind), first),
        kind,
        "No way to an outside body is open, and nothing happens by itself.",
        still_waits,
        waits=1,
    )


def doors_that_close_on_a_step(ground: Ground) -> Iterator[Flaw]:
    """Steps that are done by going through a door, where every door that a complaint could take can have closed."""
    for stage in ground.policy.stages:
        for step in stage.steps:
            place = f"{stage.id}.{step.id}"
            for kind in ground.graph.kinds.each if step.through else ():
                doors = [door for door in ground.doors(kind) if door.id in step.through]
                if (
                    place in ground.reached(kind)
                    and doors
                    and all(door.closes for door in doors)
                    and _only(ground, step)
                ):
                    titles = one_of(door.title for door in doors)
                    yield Flaw(
                        step.place,
                        f"{place} is done only by going through a door, and each that is meant for some complaints can "
                        f"have closed by then: {titles}",
                        "let the step end in another way too (if_missed, or an action of your own with to:), or let a door stay open",
                        way_to(ground.reached(kind), place),
                        kind,
                        "Every door has closed, so the step cannot be done. Only a withdrawal can end this complaint.",
                        doors_have_closed,
                        waits=3,
                    )
                    break


def _only(ground: Ground, step: Step) -> bool:
    """Whether a step has no other way on than its doors."""
    return not any(missed.to for missed in step.missed)


def _waits_for_staff(ground: Ground, place: str, kind: Kind) -> bool:
    found = ground.policy.step_at(place)
    if found is None or found[1].is_complainants or not _is_staffs(ground, place):
        return False
    if any(_runs_out(ground, move, place, kind) for move in ground.graph.onward[place]):
        return False
    return not any(_opens_in_time(ground, door, place, kind) for door in ground.doors(kind))


def _is_staffs(ground: Ground, place: str) -> bool:
    """Whether every move that leads on is for somebody at the organisation to make."""
    return all(move.who != "complainant" for move in ground.graph.onward[place] if move.kind != "missed")


def _runs_out(ground: Ground, move: Move, place: str, kind: Kind) -> bool:
    """Whether time that has surely begun to run leads the case away from the place."""
    if move.kind != "missed" or move.dest == place:
        return False
    found = ground.policy.step_at(move.of) if "." in move.of else None
    clock = found[1].clock if found else ground.policy.duties[move.of].clock
    return clock is not None and ground.has_started(clock, found[0].id if found else "", place, kind)


def _opens_in_time(ground: Ground, door: Door, place: str, kind: Kind) -> bool:
    """Whether a door is open, or will be if only time goes by."""
    if door.who not in ("complainant", "anyone"):
        return False
    if not door.opens:
        return True
    for opening in door.opens:
        refs: tuple[EventRef, ...] = opening.unless
        came = any(ground.through(place, kind, ref) is not None for ref in refs)
        if ground.surely(opening.start, place, kind) and not came:
            return True
    return False
