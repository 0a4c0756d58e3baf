"""Migration: a case goes on under another version of its policy, or by a corrected calendar, and that is on record.

Makes the event. What it means for a case is for fold to say; whether it may be done is settled where plans are made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pendulum import DateTime

from putright.case.case import Case
from putright.case.deadlines import Deadline
from putright.case.events import KINDS, Event
from putright.case.renames import Renames

MovedDate = tuple[str, date | None, date | None]
"""A deadline by its name, its date before and its date after; None where there is none."""


@dataclass(frozen=True, slots=True)
class Migration:
    """Where a case goes on, under what, and why."""

    policy: str
    pins: Mapping[str, str]
    place: str
    renames: Renames = field(default_factory=Renames)
    plan: str = ""
    """The digest of the plan that was looked at."""
    reason: str = ""
    accepted: str = ""
    """Why somebody accepts that it is worse for the complainant."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the new version asks for and was not known."""
    moved: Sequence[MovedDate] = ()
    met: Sequence[Deadline] = ()
    """What was met before: whether that was in time is measured by the rules of then."""

    def event(self, case: Case, at: DateTime, by: str = "") -> Event:
        """The event that is recorded in a case; it sends no letter."""
        kind = KINDS["migrated"]
        data = {
            **self.pins,
            "policy": self.policy,
            "policy.before": case.policy,
            **self.renames.as_data(),
            **({"plan": self.plan} if self.plan else {}),
            **self.facts,
            **self._dates(),
            **self._kept(),
        }
        texts = {"reason": self.reason, "accepted": self.accepted}
        return Event(
            kind=kind.kind,
            name=kind.kind,
            happened_at=at,
            recorded_at=at,
            place=self.place,
            by=by,
            data=data,
            texts={name: text for name, text in texts.items() if text},
            version=kind.version,
        )

    def _kept(self) -> dict[str, str]:
        told: dict[str, str] = {}
        for number, deadline in enumerate((each for each in self.met if each.on), 1):
            told |= {f"kept.{number}": deadline.name, f"kept.{number}.on": str(deadline.on)}
            told |= {f"kept.{number}.at": deadline.at.isoformat()} if deadline.at else {}
        return told

    def _dates(self) -> dict[str, str]:
        told: dict[str, str] = {}
        for number, (name, before, after) in enumerate(self.moved, 1):
            told[f"moved.{number}"] = name
            told |= {f"moved.{number}.before": before.isoformat()} if before else {}
            told |= {f"moved.{number}.after": after.isoformat()} if after else {}
        return told
