"""Matching: which part of the old policy is which part of the new one, by id, and by likeness where an id is gone.

Pure. It writes the old policy's names in the words of the new one, so that a new name alone is no other change.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from putright.compare.parts import Nest, Part
from putright.policy.words import asked_event, declined_event, duty_event, event_of, missed_event
from putright.source import Plain

Pair: TypeAlias = "tuple[Part | None, Part | None]"

ALIKE: Final = 0.6
"""The share of what two parts say that must be the same for them to be one thing under two names."""

_NAMED: Final = ("named", "stages", "steps")


class Matching:
    """Pairs of parts, found once for two whole policies."""

    def __init__(self, old: Part, new: Part, nests: Mapping[str, Nest]) -> None:
        self.nests = nests
        self.other: dict[Part, Part] = {}
        self.renamed: dict[str, str] = {}
        """Old names to new ones: ids, and the events and places that are called after them."""
        kept = {part.name for part in new.everything() if part.name}
        # The stages are told apart by what they say, and that may have new names itself.
        for is_stages in (False, True):
            for key, nest in nests.items():
                owner, _, name = key.partition(".")
                if owner == "policy" and nest.form in _NAMED and (nest.form == "stages") == is_stages:
                    self._named(old.groups.get(name, []), new.groups.get(name, []), kept)
            self._translate(old)
        self._steps(old.groups.get("stages", []), new.groups.get("stages", []), kept)
        self._translate(old)

    def pairs(self, nest: Nest, old: Sequence[Part], new: Sequence[Part]) -> Iterator[Pair]:
        """What belongs together in two groups; a part without its other stands alone."""
        if nest.form in _NAMED:
            known = {one: other for one, other in self.other.items() if one in old}
            if nest.form == "named" and not known:
                self._named(old, new, set())
                known = {one: other for one, other in self.other.items() if one in old}
            yield from ((one, known.get(one) or self.other.get(one)) for one in old)
            taken = set(self.other.values())
            yield from ((None, one) for one in new if one not in taken)
        else:
            yield from _listed(nest, old, new)

    def _named(self, old: Sequence[Part], new: Sequence[Part], kept: set[str]) -> None:
        by_name = {part.name: part for part in new}
        self.other |= {one: by_name[one.name] for one in old if one.name in by_name}
        lost = [one for one in old if one.name not in by_name]
        taken = set(self.other.values())
        self._alike(lost, [one for one in new if one not in taken], kept)

    def _alike(self, lost: Sequence[Part], found: Sequence[Part], kept: set[str]) -> None:
        """Parts of a new name, the most alike first."""
        ranked = [(likeness(one, other), -a, -b) for a, one in enumerate(lost) for b, other in enumerate(found)]
        gone: set[int] = set()
        come: set[int] = set()
        for share, a, b in sorted(ranked, reverse=True):
            if share < ALIKE or a in gone or b in come:
                continue
            gone.add(a)
            come.add(b)
            one, other = lost[-a], found[-b]
            self.other[one] = other
            if one.name != other.name and one.name not in kept:
                self.renamed |= _calls(one, other)

    def _steps(self, old: Sequence[Part], new: Sequence[Part], kept: set[str]) -> None:
        for one in old:
            other = self.other.get(one)
            if other:
                self._named(one.groups.get("steps", []), other.groups.get("steps", []), kept)
        # What is left may have gone to another stage that was there before, or is there still.
        gone = [step for stage in old for step in stage.groups.get("steps", []) if step not in self.other]
        taken = set(self.other.values())
        come = [step for stage in new for step in stage.groups.get("steps", []) if step not in taken]
        self._alike(
            [step for step in gone if step.above in self.other],
            [step for step in come if step.above in taken],
            kept,
        )

    def _translate(self, old: Part) -> None:
        if self.renamed:
            for part in old.everything():
                part.meant = {key: self._in_new_names(value) for key, value in part.values.items()}

    def _in_new_names(self, value: Plain) -> Plain:
        if isinstance(value, list):
            return [self._in_new_names(item) for item in value]
        if isinstance(value, dict):
            return {self.renamed.get(key, key): self._in_new_names(item) for key, item in value.items()}
        if not isinstance(value, str):
            return value
        if value in self.renamed:
            return self.renamed[value]
        first, dot, rest = value.partition(".")
        if dot and " " not in value:
            return f"{self.renamed.get(first, first)}.{self.renamed.get(rest, rest)}"
        return value


def likeness(one: Part, other: Part) -> float:
    """The share of what two parts say that both say: 0 nothing, 1 all of it."""
    first, second = Counter(_leaves(one)), Counter(_leaves(other))
    both = sum((first & second).values())
    return 2 * both / (sum(first.values()) + sum(second.values())) if first and second else 0.0


def out_of_turn(kept: Sequence[tuple[Part, Part]], new: Sequence[Part]) -> list[tuple[Part, Part]]:
    """The pairs whose turn among the others has changed: the fewest that explain the new order."""
    numbers = [new.index(other) for _, other in kept]
    longest: list[list[int]] = []
    for at, number in enumerate(numbers):
        before: list[int] = []
        for run in longest:
            if numbers[run[-1]] < number and len(run) > len(before):
                before = run
        longest.append([*before, at])
    staying = max(longest, key=lambda run: len(run), default=[])
    return [pair for at, pair in enumerate(kept) if at not in staying]


def _calls(one: Part, other: Part) -> dict[str, str]:
    """The names that follow from an id: its own, and those of its events."""
    names = {one.name: other.name, missed_event(one.name): missed_event(other.name)}
    if one.owner == "duty":
        for event in (duty_event, asked_event, declined_event):
            names[event(one.name)] = event(other.name)
    elif one.owner in ("step", "choice", "action"):
        names[event_of(one.name)] = event_of(other.name)
    return names


def _leaves(part: Part, within: tuple[str, ...] = ()) -> Iterator[str]:
    for key, value in part.meant.items():
        if (part.owner, key) != ("stage", "id"):
            yield json.dumps([*within, key, value], sort_keys=True)
    for key, group in part.groups.items():
        for inner in group:
            yield from _leaves(inner, (*within, key, inner.name))


def _listed(nest: Nest, old: Sequence[Part], new: Sequence[Part]) -> Iterator[Pair]:
    """Items without names: first what is wholly the same, then what has the same key, then by turn."""
    if nest.form == "one":
        yield (old[0] if old else None), (new[0] if new else None)
        return
    lost, found = list(old), list(new)
    tests: list[Callable[[Part, Part], bool]] = [lambda a, b: likeness(a, b) == 1.0]
    if nest.key:
        tests.append(lambda a, b: all(a.meant.get(key) == b.meant.get(key) for key in nest.key))
    if nest.by_turn:
        tests.append(lambda a, b: True)
    for belong in tests:
        for one in tuple(lost):
            other = next((other for other in found if belong(one, other)), None)
            if other:
                lost.remove(one)
                found.remove(other)
                yield one, other
    yield from ((one, None) for one in lost)
    yield from ((None, other) for other in found)
