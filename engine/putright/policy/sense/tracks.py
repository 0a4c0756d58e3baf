"""Checks on tracks: does each stay on its own stages, and can each be taken?

Finds faults only; each row of the table says what a fault of its kind is called.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.policy.model import Condition, Stage, Step, Track, can_both_fit
from putright.policy.sense.fault import Fault
from putright.policy.sense.ground import Ground
from putright.policy.sense.mentions import Path, choices, in_list, steps
from putright.policy.sense.ways import goal
from putright.policy.tracks import ways_of
from putright.problems import one_of


def tracks_astray(ground: Ground) -> Iterator[Fault]:
    """Stages that stand twice in a track, tracks that are never taken, and steps that lead out of their track."""
    always: Track | None = None
    for track in ground.policy.tracks.values():
        at = ("tracks", track.id)
        for number, id in enumerate(track.stages):
            if id in track.stages[:number]:
                what = f"the track {track.id} names the stage {id} twice"
                yield Fault(ground.place((*at, "stages", number)), what, "name it once")
        if always:
            what = f"the track {track.id} is never taken, as {always.id} comes before it and is for every complaint"
            yield Fault(ground.key_place(at), what, f"put it before {always.id}, or say for which facts {always.id} is")
        always = always or (None if track.applies else track)
    if ground.policy.tracks and ground.is_sound:
        yield from _leaving(ground)


def _leaving(ground: Ground) -> Iterator[Fault]:
    ways = ways_of(ground.policy)
    for stage, step, path in steps(ground.policy):
        for to, at, applies in _onward(step, path):
            place = goal(ground.policy, to, stage, step)
            there, _, inner = place.partition(".")
            left = next((way for way in ways if inner and _leaves(way, stage, there, applies)), None)
            if left:
                what = f"{ground.subject(at)} leads to {there}, which is not in {_called(left)}"
                mend = f"lead it to {one_of([*(id for id in left.stages if id != stage.id), 'an end'])}"
                yield Fault(ground.place(at), what, f"{mend}; or let an action lead there, with to: {there}")


def _onward(step: Step, path: Path) -> Iterator[tuple[str, Path, Condition]]:
    """Where a step can lead: what is written, where, and for which facts."""
    for choice, at in choices(step, path):
        yield choice.to, (*at, "then" if at == path else "to"), choice.applies
    for way in step.missed:
        if way.to:
            at = in_list((*path, "silence" if step.is_complainants else "if_missed"), way.position)
            yield way.to, (*at, "to"), way.applies


def _leaves(way: Track, stage: Stage, there: str, applies: Condition) -> bool:
    """Whether a case on that way can be at the stage, and is led to a stage that is not on the way."""
    return stage.id in way.stages and there not in way.stages and not _exclude(way.applies, applies)


def _exclude(one: Condition, other: Condition) -> bool:
    """Whether two conditions ask for different values of one fact, so that no case meets both."""
    both = one.keys() & other.keys()
    return any(not any(can_both_fit(a, b) for a in one[fact] for b in other[fact]) for fact in both)


def _called(way: Track) -> str:
    return f"the track {way.id}" if way.id else "the usual way"
