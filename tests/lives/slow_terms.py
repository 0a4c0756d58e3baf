"""The terms of a policy as its file says them: overlays joined, conditions and bands read, what waits for an event.

Shares nothing with the engine: it reads the YAML itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lives.slow_days import Days, Tree

UP_TO, FROM_TO, OR_MORE = re.compile(r"up to (\d+)"), re.compile(r"(\d+) to (\d+)"), re.compile(r"(\d+) or more")


@cache
def written(file: Path, calendars: Path) -> tuple[Tree, Days]:
    """A policy with all that it is based on, and the days that it counts by."""
    policy = _whole(file)
    beside = file.parent / "calendars" / f"{policy['calendar']}.yaml"
    return policy, Days(beside if beside.exists() else calendars / beside.name, calendars)


def _whole(file: Path) -> dict[str, Any]:
    own: dict[str, Any] = yaml.load(file.read_text(), yaml.CSafeLoader)
    if "based_on" not in own:
        return own
    base = _whole(file.parent / own.pop("based_on"))
    for dotted in own.pop("without", ()):
        _leave_out(base, dotted.split("."))
    return _laid_over(base, own)


def _leave_out(part: Any, path: list[str]) -> None:
    first, *rest = path
    if isinstance(part, list):
        (found,) = [item for item in part if _called(item) == first]
        if rest:
            _leave_out(found if "id" in found else found[first], rest)
        else:
            part.remove(found)
    elif rest:
        _leave_out(part[first], rest)
    else:
        del part[first]


def _laid_over(base: Any, own: Any) -> Any:
    if isinstance(base, dict) and isinstance(own, dict):
        return {**base, **{name: _laid_over(base.get(name), value) for name, value in own.items()}}
    if not (isinstance(base, list) and isinstance(own, list) and all(map(_called, [*base, *own]))):
        return own
    items, behind = list(base), 0
    for item in own:
        names = [_called(known) for known in items]
        if _called(item) in names:
            at = names.index(_called(item))
            items[at] = _laid_over(items[at], item)
            behind = at + 1
        else:
            items.insert(behind, item)
            behind += 1
    return items


def _called(item: Any) -> str:
    """A stage by its id, a step by its one name; nothing for what is no named item."""
    if not isinstance(item, dict):
        return ""
    return str(item.get("id") or (next(iter(item)) if len(item) == 1 else ""))


def fits(words: object, value: str | None) -> bool:
    """Whether a value is the one that was written, or a number lies in the band."""
    if not value:
        return False
    if str(words) == value:
        return True
    if not value.isdecimal():
        return False
    number, text = int(value), str(words)
    if band := UP_TO.fullmatch(text):
        return number <= int(band[1])
    if band := FROM_TO.fullmatch(text):
        return int(band[1]) <= number <= int(band[2])
    band = OR_MORE.fullmatch(text)
    return bool(band and number >= int(band[1]))


def listed(value: Any) -> list[Any]:
    """A list, also of what was written alone."""
    return value if isinstance(value, list) else [] if value is None else [value]


def clocks_of(terms: Tree) -> list[Tree]:
    """The clocks that a part of a policy is written with."""
    return list(terms.get("later_of") or terms.get("earlier_of") or [terms])


def steps_of(policy: Tree) -> Iterator[tuple[str, str, Tree]]:
    """Every step: its stage, its name, its terms."""
    for stage in policy["stages"]:
        for item in stage["steps"]:
            ((step, terms),) = item.items()
            yield stage["id"], step, terms


def awaited(policy: Tree) -> set[str]:
    """The names of all events that something waits for, without their stages."""
    duties, doors = policy.get("duties", {}).values(), policy.get("doors", {}).values()
    parts = [*(terms for _, _, terms in steps_of(policy)), *duties, *(door.get("closes", {}) for door in doors)]
    opens = [way for door in doors if door.get("opens", "any time") != "any time" for way in door["opens"]]
    names = [clock.get("from") for part in parts for clock in clocks_of(part)] + [way["from"] for way in opens]
    for beside in (*duties, *policy.get("pauses", {}).values()):
        names += [*listed(beside.get("met_by")), *listed(beside.get("until"))]
    for pause in policy.get("pauses", {}).values():
        names += listed(pause.get("from"))
    names += [name for way in opens for name in listed(way.get("unless"))]
    return {str(name).rpartition(".")[2] for name in names if name}
