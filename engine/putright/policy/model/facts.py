"""What can be known about a case, and the condition that such facts put on a part of a policy.

Values only. It knows no case, and so no fact's value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from putright.policy.model.bands import fits
from putright.problems import Place

Condition = Mapping[str, tuple[str, ...]]
"""Fact id to the values, or bands of a number, for which a part of the policy applies; empty: always."""

MATTERS = "matters"
"""Conditions and limits can depend on how many matters are considered ..."""

CHANNEL = "channel"
"""... and on how the complaint came."""

ALWAYS_KNOWN: Mapping[str, str] = {MATTERS: "Number of matters", CHANNEL: "Channel"}
"""What every case knows beside the facts of its policy, and what people call it."""

FactType = Literal["choice", "yes-no", "date", "number", "duration"]


def holds(condition: Condition, known: Mapping[str, str]) -> bool:
    """Whether what is known is what a condition asks for."""
    return all(any(fits(words, known.get(id, "")) for words in wanted) for id, wanted in condition.items())


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
