"""A fault: what one check has found, before the table gives it its id and level.

Values only.
"""

from __future__ import annotations

from dataclasses import dataclass

from putright.problems import Place


@dataclass(frozen=True, slots=True)
class Fault:
    """Where, what, and how to mend it."""

    place: Place
    what: str
    mend: str
