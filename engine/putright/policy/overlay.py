"""Overlay: a policy that is written as its differences from another one, put together with it into one whole.

Works on plain trees before their shape is judged; every value keeps the place at which it was written.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from putright.policy.shape import shape_problems
from putright.problems import PolicyError, Problem, did_you_mean, in_order
from putright.source import Plain, Source, read
from putright.source.tree import Spot

BASED_ON: Final = "based_on"
WITHOUT: Final = "without"
NAMED_LISTS: Final = ("stages", "steps")
"""Lists whose items have names; they are laid over each other item by item. Any other list is replaced whole."""

_DEEPEST: Final = 5
# A file of the same folder or of one beside it: a policy from elsewhere cannot make the program open other files.
_NEARBY = re.compile(r"(\.\./[A-Za-z0-9_-][A-Za-z0-9._-]*/)?[A-Za-z0-9_-][A-Za-z0-9._-]*\.ya?ml")


def is_overlay(source: Source) -> bool:
    """Whether the file says of itself that it is based on another one."""
    return BASED_ON in source.tree


def whole(source: Source, path: Path) -> Source:
    """The policy that a file means: the file itself, or put together with those that it is based on.

    Raises:
        PolicyError: P250 the base cannot be had; P251 what is to be left out is not there; or all that is wrong
            with the overlay's own shape, or with the text of its base.
    """
    return _whole(source, path, ())


def _whole(source: Source, path: Path, under: tuple[Path, ...]) -> Source:
    if not is_overlay(source):
        return source
    problems = shape_problems(source, "overlay")
    if any(problem.level == "error" for problem in problems):
        raise PolicyError(problems)
    chain = (*under, path.resolve())
    base_path = _base_path(source, path, chain)
    try:
        found = read(base_path, file=_beside(source.file, str(source.tree[BASED_ON])))
    except PolicyError as error:
        missing = [problem for problem in error.problems if problem.id == "P011"]
        raise (_no_base(source, missing[0].what) if missing else error) from None
    return laid_over(_whole(found, base_path, chain), source)


def laid_over(base: Source, source: Source) -> Source:
    """One whole policy: the base, with what the other file says in its place.

    Raises:
        PolicyError: P251 what is to be left out is not there.
    """
    own = {key: value for key, value in source.tree.items() if key not in (BASED_ON, WITHOUT)}
    tree, spot = _Trimmed(base, source).result()
    merged, spots = _merged(tree, spot, own, source.spot)
    assert isinstance(merged, dict)  # noqa: S101 -- two groups give a group
    head = f"# Put together from {base.file} and {source.file}, which is based on it.\n"
    # JSON is YAML in which every text is quoted, so that it reads back as exactly this tree.
    text = head + json.dumps(merged, ensure_ascii=False, indent=1) + "\n"
    return Source(source.file, text, merged, spots, base)


def _base_path(source: Source, path: Path, chain: tuple[Path, ...]) -> Path:
    named = str(source.tree[BASED_ON])
    if not _NEARBY.fullmatch(named):
        raise _no_base(
            source,
            f'"{named}" is not the name of a file in this folder or in one beside it',
            "write a name such as base.yaml, or ../group/base.yaml",
        )
    base = path.parent / named
    if base.resolve() in chain:
        raise _no_base(source, f'"{named}" is based on this file in turn', "break the circle")
    if len(chain) > _DEEPEST:
        raise _no_base(source, f"more than {_DEEPEST} policies stand on each other", "base it on one further down")
    return base


def _beside(file: str, named: str) -> str:
    """What the base is called in messages: as it is found from where the overlay was found."""
    return Path(os.path.normpath(Path(file).parent / named)).as_posix()


def _no_base(source: Source, what: str, mend: str = "check the name and the folder") -> PolicyError:
    return PolicyError([Problem("P250", source.place(BASED_ON), f"the base: {what}", mend)])


def _merged(base: Plain, spot: Spot, own: Plain, own_spot: Spot, key: str = "") -> tuple[Plain, Spot]:
    """Two values of one name: groups and named lists are joined, of anything else the own one counts."""
    if isinstance(base, dict) and isinstance(own, dict):
        joined = dict(base)
        spots = Spot(own_spot.key, own_spot.value, None, dict(spot.parts))
        for name, value in own.items():
            there = own_spot.parts[name]
            joined[name], spots.parts[name] = (
                _merged(base[name], spot.parts[name], value, there, name) if name in base else (value, there)
            )
        return joined, spots
    if key in NAMED_LISTS and isinstance(base, list) and isinstance(own, list) and any(map(name_of, base)):
        return _merged_list(base, spot, own, own_spot)
    return own, own_spot


def _merged_list(base: list[Plain], spot: Spot, own: list[Plain], own_spot: Spot) -> tuple[Plain, Spot]:
    """Items of one name are joined where the base has them; a new one comes after the one it is written behind."""
    items = [(name_of(item), item, spot.parts[number]) for number, item in enumerate(base)]
    behind = 0
    for number, item in enumerate(own):
        name, there = name_of(item), own_spot.parts[number]
        at = next((at for at, known in enumerate(items) if known[0] == name and name), None)
        if at is None:
            items.insert(behind, (name, item, there))
            behind += 1
        else:
            items[at] = (name, *_merged(items[at][1], items[at][2], item, there))
            behind = at + 1
    parts: dict[str | int, Spot] = {number: item[2] for number, item in enumerate(items)}
    return [item[1] for item in items], Spot(own_spot.key, own_spot.value, None, parts)


def name_of(item: Plain) -> str:
    """What an item of a named list is called: a stage by its id, a step by its one key."""
    if not isinstance(item, dict):
        return ""
    return str(item["id"]) if "id" in item else next(iter(item), "") if len(item) == 1 else ""


class _Trimmed:
    """A base without the parts that an overlay leaves out. The base itself stays as it is."""

    def __init__(self, base: Source, overlay: Source) -> None:
        self.base, self.overlay = base, overlay

    def result(self) -> tuple[dict[str, Plain], Spot]:
        leaving = self.overlay.tree.get(WITHOUT) or []
        tree: Plain = self.base.tree
        spot = self.base.spot
        problems = []
        for number, dotted in enumerate(leaving if isinstance(leaving, list) else ()):
            path = str(dotted).split(".")
            known = _names_along(tree, path)
            if known is not None:
                where = self.overlay.place(WITHOUT, number)
                what = f'there is no "{dotted}" to leave out in {self.base.file}'
                hint = did_you_mean(known[0], known[1])
                mend = "write the names that lead there, such as stages.stage-3 or letters.closing"
                problems.append(Problem("P251", where, f"{what}.{hint}" if hint else what, mend))
            else:
                tree, spot = _less(tree, spot, path)
        if problems:
            raise PolicyError(in_order(problems))
        assert isinstance(tree, dict)  # noqa: S101 -- the top of a policy is a group
        return tree, spot


def _names_along(tree: Plain, path: list[str]) -> tuple[str, tuple[str, ...]] | None:
    """The first name of the path that is not there, and the names that are; None when all are there."""
    for name in path:
        parts = dict(_named(tree))
        if name not in parts:
            return name, tuple(parts)
        tree = parts[name]
    return None


def _named(tree: Plain) -> Iterator[tuple[str, Plain]]:
    if isinstance(tree, dict):
        yield from tree.items()
    elif isinstance(tree, list):
        yield from ((name_of(item), _inside(item)) for item in tree if name_of(item))


def _inside(item: Plain) -> Plain:
    """What stands under the name of an item: the stage itself, the terms of a step."""
    return item if not isinstance(item, dict) or "id" in item else item[name_of(item)]


def _less(tree: Plain, spot: Spot, path: list[str]) -> tuple[Plain, Spot]:
    """The tree without the part at the path; the parts along the way are made anew."""
    name, rest = path[0], path[1:]
    if isinstance(tree, dict):
        kept, parts = dict(tree), dict(spot.parts)
        if rest:
            kept[name], parts[name] = _less(tree[name], spot.parts[name], rest)
        else:
            del kept[name], parts[name]
        return kept, Spot(spot.key, spot.value, spot.written, parts)
    assert isinstance(tree, list)  # noqa: S101 -- the names along the path were looked at
    items: list[tuple[Plain, Spot]] = []
    for number, item in enumerate(tree):
        if name_of(item) != name:
            items.append((item, spot.parts[number]))
        elif rest:
            items.append(_less_in_item(item, spot.parts[number], rest))
    return [one for one, _ in items], Spot(spot.key, spot.value, None, {n: s for n, (_, s) in enumerate(items)})


def _less_in_item(item: Plain, spot: Spot, rest: list[str]) -> tuple[Plain, Spot]:
    """A step's terms stand under its one key, which the path has named already."""
    if isinstance(item, dict) and "id" not in item:
        return _less(item, spot, [name_of(item), *rest])
    return _less(item, spot, rest)
