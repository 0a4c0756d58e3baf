"""Parts of a policy that may be absent, single or several, taken in one way.

Pure.
"""

from __future__ import annotations

from typing import TypeVar

Part = TypeVar("Part")


def each(found: Part | tuple[Part, ...] | None) -> tuple[Part, ...]:
    """The parts as a tuple: none, one, or all of them."""
    if found is None:
        return ()
    return found if isinstance(found, tuple) else (found,)
