"""Reasons not to take a complaint on, and how old a matter may be.

Values only. It weighs no complaint.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from putright.policy.model.facts import Condition
from putright.problems import Place
from putright.working_days import Duration


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A typed reason for not taking a complaint on."""

    id: str
    title: str
    explanation: str = ""
    older_than: Duration | None = None
    """A limit on how old a matter may be, counted back from receipt."""
    counted_from: Literal["happened", "aware", "later-of-both"] = "later-of-both"
    discretion: bool = True
    """Whether the organisation may take the complaint on all the same."""
    letter: str = ""
    unless: Condition = field(default_factory=dict)
    """Facts with which it is no reason."""
    instead: str = ""
    """The body that can deal with such a complaint."""
    challenge: str = ""
    """The door that a refusal for this reason opens."""
    place: Place = field(default=Place(""), compare=False)
