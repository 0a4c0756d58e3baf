"""Checks on what is not written yet: places that a policy marks as still to be filled in."""

from __future__ import annotations

from collections.abc import Iterator

from putright.policy.gaps import gaps_in
from putright.policy.sense.fault import Fault
from putright.policy.sense.ground import Ground
from putright.policy.sense.mentions import Path
from putright.source import Plain


def still_to_be_filled_in(ground: Ground) -> Iterator[Fault]:
    yield from _gaps(ground, (), ground.source.tree)


def _gaps(ground: Ground, path: Path, value: Plain) -> Iterator[Fault]:
    if isinstance(value, str):
        for gap in gaps_in(value):
            what = f'this is still to be filled in: "{gap}"'
            yield Fault(ground.place(path), what, "write it in place of what stands between « and »")
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from _gaps(ground, (*path, key), part)
