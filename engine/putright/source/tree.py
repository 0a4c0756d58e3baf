"""The tree: plain values as YAML gives them, and the place of every key and value in the file.

Values only; it reads nothing and refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from putright.problems import Place

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"


@dataclass(slots=True)
class Spot:
    """Where one value and its key stand, as it was written, and the spots of its parts."""

    key: Place
    value: Place
    written: str | None = None
    parts: dict[str | int, Spot] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its text, its plain tree, and the place of every key and value."""

    file: str
    text: str = field(repr=False)
    tree: dict[str, Plain]
    spot: Spot = field(repr=False, compare=False)
    base: Source | None = field(default=None, repr=False, compare=False)
    """What it was laid over, where the file says only what is different from another one."""

    def place(self, *path: str | int) -> Place:
        """The place of the value at `path`, or of its nearest ancestor that is there."""
        return self._nearest(path).value

    def key_place(self, *path: str | int) -> Place:
        """The place of the key of the value at `path` (a list item: the item), or of its nearest ancestor."""
        return self._nearest(path).key

    def written(self, *path: str | int) -> str | None:
        """The letters of a simple value as the file has them, `1.10` and not `1.1`; None for the rest."""
        return self._nearest(path).written

    def _nearest(self, path: tuple[str | int, ...]) -> Spot:
        spot = self.spot
        for step in path:
            if step not in spot.parts:
                return spot
            spot = spot.parts[step]
        return spot


def in_words(value: Plain, written: str | None = None) -> str:
    """A value as a person would name it: '10 (a number)', '"ten" (text)', 'a list', 'nothing'."""
    match value:
        case None:
            return "nothing"
        case bool():
            return f"{written or str(value).lower()} (a yes-or-no value)"
        case int() | float():
            return f"{written or value} (a number)"
        case str():
            return f'"{value if len(value) <= 60 else value[:57] + "..."}" (text)'
        case list():
            return "a list" if value else "an empty list"
        case _:
            return "a group of named values" if value else "an empty group"
