"""Ways: how a case can go from place to place, and which event each move makes; what can be reached, what comes before.

Never fails on a policy whose names lead nowhere: such a move is left out, and `is_whole` says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from putright.policy.model import ENDS, Missed, Policy, Stage, Step
from putright.policy.places import done_at
from putright.policy.tracks import ways_of
from putright.policy.words import missed_event


@dataclass(frozen=True, slots=True)
class Way:
    """One move from a place to a place, and the event it makes. `target` is empty when its goal is unknown."""

    source: str
    target: str
    event: str

    def belongs_to(self, stage: str) -> bool:
        """Whether a clock of the stage can see the event: it happens there, or brings the case there."""
        return stage in (self.source.partition(".")[0], self.target.partition(".")[0])


class Ways:
    """Every move of a policy by its steps, its limits, its duties and its actions."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.all = tuple(dict.fromkeys(_ways(policy)))
        self._onward: dict[str, set[str]] = defaultdict(set)
        for way in self.all:
            if way.target:
                self._onward[way.source].add(way.target)
        self._reached: dict[str, frozenset[str]] = {}

    @property
    def is_whole(self) -> bool:
        return all(way.target for way in self.all)

    @cached_property
    def entries(self) -> tuple[str, ...]:
        """The places where a complaint can start; no way is taken that comes after one for every complaint."""
        ways = ways_of(self.policy)
        always = next((number for number, way in enumerate(ways) if not way.applies), len(ways))
        firsts = {way.stages[0] for way in ways[: always + 1]}
        starts = (stage for stage in self.policy.stages if stage.id in firsts or stage.direct_entry is not None)
        return tuple(first_place(stage) for stage in starts)

    def reached_from(self, *places: str) -> frozenset[str]:
        """Those places and every place that a case can come to from them."""
        return frozenset().union(*(self._from(place) for place in places))

    def making(self, event: str, stage: str = "") -> tuple[Way, ...]:
        """The moves that make the event; with a stage, those that its clocks can see."""
        return tuple(way for way in self.all if way.event == event and (not stage or way.belongs_to(stage)))

    def can_precede(self, ways: Iterable[Way], place: str) -> bool:
        """Whether a case can be at the place after one of those moves."""
        return any(place in self._from(way.target) for way in ways if way.target)

    def _from(self, place: str) -> frozenset[str]:
        if place not in self._reached:
            found, ahead = {place}, [place]
            while ahead:
                news = self._onward[ahead.pop()] - found
                found |= news
                ahead.extend(news)
            self._reached[place] = frozenset(found)
        return self._reached[place]


def first_place(stage: Stage) -> str:
    """Where a case arrives that comes to the stage."""
    return f"{stage.id}.{stage.steps[0].id}"


def goal(policy: Policy, to: str, stage: Stage | None = None, step: Step | None = None) -> str:
    """The place that `to` means, written at that step or beside the stages; empty when it means none."""
    if stage is not None and step is not None:
        if to == "next":
            following = stage.steps[stage.steps.index(step) + 1 :]
            return f"{stage.id}.{following[0].id}" if following else ""
        if any(other.id == to for other in stage.steps):
            return f"{stage.id}.{to}"
    if to in ENDS:
        return to
    name, _, inner = to.partition(".")
    there = next((other for other in policy.stages if other.id == name), None)
    if there is None:
        return ""
    if not inner:
        return first_place(there)
    return to if any(other.id == inner for other in there.steps) else ""


def _ways(policy: Policy) -> Iterator[Way]:
    for stage in policy.stages:
        for number, step in enumerate(stage.steps):
            yield from _of_choices(policy, stage, step)
            yield from _of_lateness(policy, stage, step, stage.steps[: number + 1])
    for action in policy.actions.values():
        for stage, step in done_at(policy, action) if action.to else ():
            yield Way(f"{stage.id}.{step.id}", goal(policy, action.to), action.event)
    for duty in policy.duties.values():
        for stage in policy.stages:
            for step in stage.steps:
                here = f"{stage.id}.{step.id}"
                for to in _goals(duty.missed):
                    yield Way(here, goal(policy, to) if to else here, missed_event(duty.id))


def _of_choices(policy: Policy, stage: Stage, step: Step) -> Iterator[Way]:
    for id in (step.id, *step.also_meets):
        for choice in step.choices:
            yield Way(f"{stage.id}.{id}", goal(policy, choice.to, stage, step), choice.event)


def _of_lateness(policy: Policy, stage: Stage, step: Step, waiting: Iterable[Step]) -> Iterator[Way]:
    if step.clock is None:
        return
    for other in waiting:
        here = f"{stage.id}.{other.id}"
        for to in _goals(step.missed):
            yield Way(here, goal(policy, to, stage, step) if to else here, missed_event(step.id))


def _goals(ways: tuple[Missed, ...]) -> tuple[str, ...]:
    """Where it can go when time runs out; empty where the case stays, as it does for facts that none is written for."""
    last = () if ways and not ways[-1].applies else ("",)
    return tuple(dict.fromkeys((*(way.to for way in ways), *last)))
