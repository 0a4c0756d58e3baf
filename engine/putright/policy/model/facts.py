"""What can be known about a case, and the condition that such facts put on a part of a policy.

Values only. It knows no case, and so no fact's value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from putright.problems import Place

Condition = Mapping[str, tuple[str, ...]]
"""Fact id to the values for which a part of the policy applies; empty: always."""

FactType = Literal["choice", "yes-no", "date", "number"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known about a case that limits, doors and reports can depend on."""

    id: str
    title: str
    type: FactType
    values: Mapping[str, str] = field(default_factory=dict)
    """Value to title, for a choice."""
    required: bool = False
    place: Place = field(default=Place(""), compare=False)
