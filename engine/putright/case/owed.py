"""What is owed by a day that no step or duty of the policy sets: because of people, or because it was promised."""

from __future__ import annotations

from dataclasses import dataclass, field

from pendulum import DateTime

from putright.case.reckoning import Reckoning
from putright.problems import Place


@dataclass(frozen=True, slots=True)
class Owed:
    """Something owed by a day: its name, who owes it, its date with the reason, and when it was done."""

    name: str
    title: str
    who: str
    counts_from: str
    reckoning: Reckoning
    met_at: DateTime | None = None
    place: Place = field(default=Place(""), compare=False)
