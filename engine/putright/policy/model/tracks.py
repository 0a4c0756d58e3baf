"""Tracks: the sets of stages through which complaints with some facts go, where that is not the usual way.

Values only. Which track a complaint takes is worked out elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from putright.policy.model.facts import Condition
from putright.problems import Place


@dataclass(frozen=True, slots=True)
class Track:
    """A way through the procedure: its stages in order, and the facts with which a complaint takes it."""

    id: str
    title: str
    stages: tuple[str, ...]
    applies: Condition = field(default_factory=dict)
    place: Place = field(default=Place(""), compare=False)
