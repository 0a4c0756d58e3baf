"""The past of a case under earlier versions: names that letters used, and dates of what was met then.

Values only, carried from state to state; empty for a case that was never migrated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import pendulum
from pendulum import DateTime

from putright.case.events import Event
from putright.case.renames import Renames


@dataclass(frozen=True, slots=True)
class Kept:
    """The date that a deadline had when it was met, under the version that governed then."""

    policy: str
    until: DateTime
    """When the case was migrated: what is met later is measured by the new version."""
    on: date
    at: DateTime | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What each migration gave another name, in order; and the dates of what was met before."""

    renames: tuple[Renames, ...] = ()
    kept: Mapping[str, Kept] = field(default_factory=dict)

    def after(self, migration: Event, renames: Renames) -> Past:
        """The past of a case that was migrated once more."""
        kept = {**self.kept, **dict(_kept(migration))}
        return Past((*self.renames, renames), {renames.place(name): date for name, date in kept.items()})

    def name(self, told: str) -> str:
        """What a deadline is called now that a letter told under that name."""
        for renames in self.renames:
            told = renames.place(told)
        return told


NO_PAST = Past()


def _kept(migration: Event) -> Iterator[tuple[str, Kept]]:
    data, number = migration.data, 1
    while name := data.get(f"kept.{number}"):
        at = data.get(f"kept.{number}.at")
        exact = pendulum.instance(datetime.fromisoformat(at)) if at else None
        on = date.fromisoformat(data[f"kept.{number}.on"])
        yield name, Kept(data["policy.before"], migration.happened_at, on, exact)
        number += 1
