"""A bar that shows how far long work has come: on standard error, and only where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from putright.casework.progress import Track

Item = TypeVar("Item")


@contextmanager
def progress() -> Iterator[Track]:
    """A bar for the length of one command; without a terminal it shows nothing."""
    if not sys.stderr.isatty():
        yield _unseen
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:

        def seen(items: Iterable[Item], total: int, title: str) -> Iterator[Item]:
            yield from bar.track(items, total=total, description=escape(title))

        yield seen


def _unseen(items: Iterable[Item], total: int, title: str) -> Iterator[Item]:
    yield from items
