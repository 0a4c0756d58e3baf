"""Origins: where each value of a policy was written, and what an overlay says otherwise than its base.

Reads trees and places; judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from putright.policy.overlay import NAMED_LISTS, name_of
from putright.policy.wording import in_yaml, subject
from putright.problems import Place
from putright.source import Plain, Source
from putright.source.tree import Spot


@dataclass(frozen=True, slots=True)
class Origin:
    """One value of a policy, in its author's words, and the place at which it was written."""

    name: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Difference:
    """What an overlay says otherwise: the value that holds (empty: left out) and that of the base (empty: new)."""

    name: str
    value: str
    base: str
    place: Place


def origins(source: Source) -> tuple[Origin, ...]:
    """Every value of a policy in the order of the whole, with its place."""
    return tuple(_leaves(source).values())


def differences(source: Source) -> tuple[Difference, ...]:
    """What the file says otherwise than what it is based on, in the order of the whole; then what it leaves out."""
    if source.base is None:
        return ()
    own, base = _leaves(source), _leaves(source.base)
    changed = [
        Difference(leaf.name, leaf.value, before, leaf.place)
        for key, leaf in own.items()
        if (before := _said_before(key, base)) != leaf.value
    ]
    return (*changed, *_left_out(own, base))


def _said_before(key: tuple[str, ...], base: Mapping[tuple[str, ...], Origin]) -> str:
    """What the base says there: the value itself, the one that a group took the place of, or the group that it took."""
    above = (base[key[:end]].value for end in range(len(key), 0, -1) if key[:end] in base)
    below = (f"{other[-1]}: {leaf.value}" for other, leaf in base.items() if other[: len(key)] == key)
    return next(above, "") or ", ".join(below)


def _left_out(own: Mapping[tuple[str, ...], Origin], base: Mapping[tuple[str, ...], Origin]) -> tuple[Difference, ...]:
    """What the base says and the whole does not: a part that is gone altogether is told once."""
    there = {key[:end] for key in own for end in range(1, len(key) + 1)}
    replaced = set(own)
    found: dict[tuple[str, ...], Difference] = {}
    for key, leaf in base.items():
        gone = next((key[:end] for end in range(1, len(key) + 1) if key[:end] not in there), None)
        if gone is None or any(key[:end] in replaced for end in range(1, len(key))):
            continue  # it stands there, or another shape of value took its place, and is told as a change
        told = leaf.name if gone == key else ", ".join(name for name in gone if name not in NAMED_LISTS)
        found.setdefault(gone, Difference(told, "", leaf.value if gone == key else "all of it", leaf.place))
    return tuple(found.values())


def _leaves(source: Source) -> Mapping[tuple[str, ...], Origin]:
    """The single values by the names that lead to them, so that they are the same value wherever they stand."""
    return dict(_walked(source, source.tree, source.spot, (), ()))


def _walked(
    source: Source, value: Plain, spot: Spot, names: tuple[str, ...], path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str, ...], Origin]]:
    if isinstance(value, dict) and value:
        for key, part in value.items():
            yield from _walked(source, part, spot.parts[key], (*names, key), (*path, key))
    elif isinstance(value, list) and path and path[-1] in NAMED_LISTS:
        for number, item in enumerate(value):
            named = (*names, name_of(item) or str(number))
            yield from _walked(source, item, spot.parts[number], named, (*path, number))
    else:
        yield names, Origin(subject(source.tree, path), spot.written or in_yaml(value), spot.value)
