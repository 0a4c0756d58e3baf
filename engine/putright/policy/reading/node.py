"""A node: one part of the tree with its path, from which typed values are read.

Never checks: the schema has settled which parts are there and of which kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from putright.policy.model import Condition
from putright.problems import Place
from putright.source import Plain, Source
from putright.working_days import Duration


@dataclass(frozen=True, slots=True)
class Node:
    """One part of a source; asked for a part that is not written, it gives a node that holds nothing."""

    source: Source
    path: tuple[str | int, ...]
    value: Plain

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.source.place(*self.path)

    @property
    def key_place(self) -> Place:
        """Where the name stands under which the value is written."""
        return self.source.key_place(*self.path)

    @property
    def position(self) -> int | None:
        """The place of an item in its list; None for what stands alone."""
        return self.path[-1] if isinstance(self.path[-1], int) else None

    @property
    def is_there(self) -> bool:
        return self.value is not None

    @property
    def is_text(self) -> bool:
        return isinstance(self.value, str)

    def has(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    def at(self, key: str) -> Node:
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(self.source, (*self.path, key), value)

    def parts(self) -> Iterator[tuple[str, Node]]:
        """The named parts, in the order of the file."""
        for key in self.value if isinstance(self.value, dict) else ():
            yield key, self.at(key)

    def items(self) -> Iterator[Node]:
        """The items of a list; a value that stands alone is its own item."""
        if isinstance(self.value, list):
            for number, value in enumerate(self.value):
                yield Node(self.source, (*self.path, number), value)
        elif self.is_there:
            yield self

    def text(self, key: str, default: str = "") -> str:
        value = self.at(key).value
        return value if isinstance(value, str) else default

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(str(item.value) for item in self.at(key).items())

    def titles(self, key: str) -> dict[str, str]:
        return {id: str(part.value) for id, part in self.at(key).parts()}

    def flag(self, key: str, default: bool) -> bool:
        value = self.at(key).value
        return value if isinstance(value, bool) else default

    def number(self, key: str, default: int) -> int:
        value = self.at(key).value
        return value if isinstance(value, int) else default

    def day(self, key: str) -> date | None:
        return date.fromisoformat(self.text(key)) if self.has(key) else None

    def duration(self, key: str) -> Duration | None:
        return Duration.parse(self.text(key)) if self.has(key) else None

    def durations(self, key: str) -> dict[str, Duration]:
        return {id: Duration.parse(str(part.value)) for id, part in self.at(key).parts()}

    def condition(self, key: str) -> Condition:
        """Fact to values; true and false, which a yes-or-no fact may be asked for, become yes and no."""
        return {fact: tuple(_fact_value(item.value) for item in part.items()) for fact, part in self.at(key).parts()}


def _fact_value(value: Plain) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
