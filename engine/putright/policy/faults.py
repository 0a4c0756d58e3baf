"""Faults: what a schema finds wrong with a tree, as plain values, and which branch the author meant.

No words for people here; `shape` finds those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from jsonschema import ValidationError
from jsonschema.protocols import Validator

from putright.policy.schemas import Schema
from putright.source import Plain

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One keyword of a schema that one value does not satisfy."""

    keyword: str | None  # None: the schema allows nothing here
    asked: Any
    schema: Schema
    found: Any
    path: Path  # from the top of the file
    inside: Path  # from the value whose branches are tried
    why: str
    is_name: bool  # the value is the name of a part, and `path` leads to the whole
    branches: tuple[tuple[Fault, ...], ...] = ()

    @property
    def kinds(self) -> list[str]:
        """The JSON types asked for, when the value is of none of them; otherwise nothing."""
        if self.keyword == "type":
            return listed(self.asked)
        each = [[kind for fault in branch if not fault.inside for kind in fault.kinds] for branch in self.branches]
        return list(dict.fromkeys(kind for kinds in each for kind in kinds)) if all(each) else []

    @property
    def choices(self) -> list[Any]:
        """The values that a list of choices allows."""
        if self.keyword == "const":
            return [self.asked]
        return list(self.asked) if self.keyword == "enum" else []


def faults(checker: Validator, tree: Plain) -> Iterator[Fault]:
    """Everything that is wrong with `tree`, in no order."""
    return map(_fault, checker.iter_errors(tree))


def fitting(fault: Fault) -> list[tuple[Fault, ...]]:
    """The branches for which the value is at least of the right type."""
    return [b for b in fault.branches if not any(one.kinds for one in b if not one.inside)]


def nearest(branches: Iterable[tuple[Fault, ...]]) -> tuple[Fault, ...]:
    """The branch that was likely meant: first by the parts that tell branches apart, then by other faults."""

    def distance(branch: tuple[Fault, ...]) -> tuple[int, int, int]:
        telling = sum(bool(fault.choices) and len(fault.inside) == 1 for fault in branch)
        return telling, sum(not fault.inside for fault in branch), len(branch)

    return min(branches, key=distance)


def listed(value: Any) -> list[Any]:
    """The value as a list; of a mapping, its keys."""
    return list(value) if isinstance(value, list | dict) else [value]


def _fault(error: ValidationError) -> Fault:
    branches: dict[Any, list[Fault]] = {}
    keyword = error.validator if isinstance(error.validator, str) else None
    for child in error.context or () if keyword in ("anyOf", "oneOf") else ():
        branches.setdefault(child.schema_path[0], []).append(_fault(child))
    return Fault(
        keyword,
        error.validator_value,
        error.schema if isinstance(error.schema, dict) else {},
        error.instance,
        tuple(error.absolute_path),
        tuple(error.path),
        str(error.cause or ""),
        "propertyNames" in error.absolute_schema_path,
        tuple(map(tuple, branches.values())),
    )
