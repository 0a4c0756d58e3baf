"""A desk for the length of one command, and the clock on its wall.

The only place of the package that asks what time it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pendulum import DateTime

    from putright.casework import Desk


@contextmanager
def a_desk(url: str, policies: Path | None = None, *, create: bool = False) -> Iterator[Desk]:
    """A desk over the store at `url`; a store that is not there is made only when `create` says so.

    Raises:
        StoreError: The store is not there, or cannot be opened.
    """
    from putright.casework import Desk
    from putright.shipped import shipped
    from putright.store import open_store

    with closing(Desk(open_store(url, create), policies or shipped("policies"))) as desk:
        yield desk


def at_or_now(at: str) -> DateTime:
    """The moment that was given, or else now.

    Raises:
        Refused: R104 it cannot be read.
    """
    from putright.casework import moment

    return moment(at or datetime.now(UTC))
