"""Progress of long work: how a caller hears how far it has come. Shows nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Track(Protocol):
    """Hands on each item of `items` and shows under a title how far it has come; `total` is how many there are."""

    def __call__(self, items: Iterable[Item], total: int, title: str) -> Iterator[Item]: ...


def untracked(items: Iterable[Item], total: int, title: str) -> Iterator[Item]:
    """Progress that nobody watches."""
    yield from items
