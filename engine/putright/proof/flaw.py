"""A flaw: what one proof has found, the way on which it shows, and the facts of the complaint for which it does.

Values only; the story of the way is played later, and only for what is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from putright.case.case import Case
from putright.case.procedure import Procedure
from putright.policy.moves import Move
from putright.problems import Place

Claim = Callable[[Procedure, Case, date], bool]
"""What a story ends with, asked of the engine: whether it is so in the case that was played, on the story's last day."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Where, what, how to mend it; the moves that lead to where it shows, and how the story ends there."""

    place: Place
    what: str
    mend: str
    way: tuple[Move, ...] | None = None
    """From receipt on; None where there is no story to tell."""
    facts: Mapping[str, str] = field(default_factory=dict)
    ending: str = ""
    """The last sentence of the story."""
    claim: Claim | None = None
    waits: int = 0
    """The years for which the story goes on while nobody does anything."""
