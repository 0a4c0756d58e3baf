"""Parts: a policy's tree as the things it names, stages, steps, roles, each with its values and their places.

Values and their reading; it compares nothing. Which properties hold parts of their own is said in `nests`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from putright.policy.moves import BUILT_IN_ACTIONS
from putright.problems import Place
from putright.source import Plain, Source
from putright.source.tree import Spot

Form: TypeAlias = Literal["one", "named", "stages", "steps", "list"]


@dataclass(frozen=True, slots=True)
class Nest:
    """How a property holds parts: one, by name, as stages or steps, or as a list without names.

    Items of a list belong together where `key` is the same; `by_turn` lets those that are left belong together in
    their order. A plain word in place of a part stands for a part: `word` names the value that it gives. `always` parts
    are there whether anything is written of them or not.
    """

    owner: str
    form: Form
    key: tuple[str, ...] = ()
    by_turn: bool = False
    word: str = ""
    always: bool = False

    def is_always_there(self, name: str) -> bool:
        return self.form == "one" or self.always or (self.owner == "action" and name in BUILT_IN_ACTIONS)


@dataclass(slots=True, eq=False)
class Part:
    """One thing that a policy names: what kind it is, its name, its plain values, and the parts inside it."""

    owner: str
    name: str
    place: Place
    above: Part | None = None
    values: dict[str, Plain] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    groups: dict[str, list[Part]] = field(default_factory=dict)
    meant: dict[str, Plain] = field(default_factory=dict)
    """The values in the names of the other policy, where things were renamed."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names that lead to it: `("stage-1", "respond")`."""
        return (*(self.above.names if self.above else ()), self.name) if self.name else self.above_names

    @property
    def above_names(self) -> tuple[str, ...]:
        return self.above.names if self.above else ()

    def place_of(self, name: str) -> Place:
        return self.places.get(name, self.place)

    def everything(self) -> Iterator[Part]:
        """The part and all parts inside it."""
        yield self
        for group in self.groups.values():
            for part in group:
                yield from part.everything()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same in both policies, neutrally: what it is, both values, and both parts."""

    key: str
    """The kind of part and its property: `step.letter`; for a whole part, the property that holds it."""
    how: Literal["changed", "added", "removed", "renamed", "moved"]
    old_part: Part | None
    new_part: Part | None
    old_near: Place
    new_near: Place
    """The place in either file, or the nearest one to where it would stand."""
    old: Plain = None
    new: Plain = None
    name: str = ""
    """The property inside the part; empty for a whole part."""


def parts_of(source: Source, nests: Mapping[str, Nest]) -> Part:
    """The whole policy as a part."""
    return _Reader(nests).part("policy", "", source.tree, source.spot, None)


class _Reader:
    def __init__(self, nests: Mapping[str, Nest]) -> None:
        self.nests = nests

    def part(self, owner: str, name: str, tree: Plain, spot: Spot, above: Part | None) -> Part:
        part = Part(owner, name, spot.key, above)
        for key, value in tree.items() if isinstance(tree, dict) else ():
            nest = self.nests.get(f"{owner}.{key}")
            part.places[key] = spot.parts[key].key
            if nest is None:
                part.values[key] = value
            else:
                part.groups[key] = list(self._inside(nest, value, spot.parts[key], part))
        part.meant = dict(part.values)
        return part

    def _inside(self, nest: Nest, value: Plain, spot: Spot, above: Part) -> Iterator[Part]:
        if nest.form == "one":
            yield self.part(nest.owner, "", value, spot, above)
        elif nest.form == "named" and isinstance(value, dict):
            for name, item in value.items():
                yield self._item(nest, name, item, spot.parts[name], above)
        elif nest.form == "list" or not isinstance(value, list):
            if isinstance(value, list):
                for number, item in enumerate(value):
                    yield self._item(nest, "", item, spot.parts[number], above)
            elif isinstance(value, dict) or nest.word:
                yield self._item(nest, "", value, spot, above)
        else:
            for number, item in enumerate(value):
                assert isinstance(item, dict)  # noqa: S101 -- the schema says so
                there = spot.parts[number]
                if nest.form == "stages":
                    yield self.part(nest.owner, str(item["id"]), item, there, above)
                else:
                    for name, terms in item.items():
                        yield self.part(nest.owner, name, terms, there.parts[name], above)

    def _item(self, nest: Nest, name: str, item: Plain, spot: Spot, above: Part) -> Part:
        if isinstance(item, dict):
            return self.part(nest.owner, name, item, spot, above)
        part = self.part(nest.owner, name, {}, spot, above)
        part.values[nest.word] = part.meant[nest.word] = item
        part.places[nest.word] = spot.value
        return part
