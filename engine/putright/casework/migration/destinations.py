"""Destinations: which place of a new version a place of the old one is, and what has another name there.

Pure. What has the same id is the same; the rest, somebody says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from putright.case.renames import Renames
from putright.policy.model import Policy, Step
from putright.policy.places import places
from putright.policy.words import missed_event
from putright.problems import Refused, did_you_mean, one_of


@dataclass(frozen=True)
class Destinations:
    """From the places of one version to those of another; `said` maps stages and steps by hand."""

    old: Policy
    new: Policy
    said: Mapping[str, str]

    def check(self) -> Destinations:
        """Itself, if everything that was said is there.

        Raises:
            Refused: M502, each stage or step that one of the versions does not have.
        """
        wrong = [
            Refused("M502", f'{policy.name} has no stage or step "{name}".{hint}', f"write one of {one_of(known)}")
            for pair in self.said.items()
            for policy, name in zip((self.old, self.new), pair, strict=True)
            if name not in (known := _names(policy)) and (hint := did_you_mean(name, known) or " ")
        ]
        wrong += [
            Refused("M502", f"{old} is a {_sort(old)}, and {new} is a {_sort(new)}", "map a stage to a stage")
            for old, new in self.said.items()
            if not wrong and ("." in old) != ("." in new)
        ]
        if wrong:
            raise Refused.of(wrong)
        return self

    def of(self, place: str) -> str | None:
        """Where a case goes on that stands at a place; None when the new version has no such place."""
        stage, dot, step = place.partition(".")
        there = self.said.get(place) or f"{self.said.get(stage, stage)}{dot}{step}"
        return there if there in self._places else None

    @cached_property
    def renames(self) -> Renames:
        """What is the same under another name: neither version knows the name of the other.

        Where both know both names, somebody said where such cases go, and no more.
        """
        old, new = _names(self.old), _names(self.new)
        same = {one: other for one, other in self.said.items() if one not in new and other not in old}
        places = Renames(same)
        return Renames(same, dict(self._events(places)))

    def _events(self, renames: Renames) -> Iterator[tuple[str, str]]:
        """What doing a step is called now, where it was called otherwise."""
        for stage in self.old.stages:
            for step in stage.steps:
                place = f"{stage.id}.{step.id}"
                found = self.new.step_at(renames.place(place))
                for before, after in _called(step, found[1]) if found else ():
                    if before != after:
                        yield f"{place}:{before}", after

    @cached_property
    def _places(self) -> frozenset[str]:
        return frozenset(places(self.new))


def _called(old: Step, new: Step) -> Iterator[tuple[str, str]]:
    """The names of the events of a step, each with the one that it has now."""
    yield missed_event(old.id), missed_event(new.id)
    now = {choice.id: choice.event for choice in new.choices}
    if len(old.choices) == len(new.choices) == 1:
        now[old.choices[0].id] = new.choices[0].event
    for choice in old.choices:
        yield choice.event, now.get(choice.id, choice.event)


def _names(policy: Policy) -> tuple[str, ...]:
    steps = (f"{stage.id}.{step.id}" for stage in policy.stages for step in stage.steps)
    return (*(stage.id for stage in policy.stages), *steps)


def _sort(name: str) -> str:
    return "step" if "." in name else "stage"
