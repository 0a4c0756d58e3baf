"""Dates that a letter can tell: promised while they run, and gone by once their day has passed.

Pure. It reckons no date; the deadlines are handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from putright.case.deadlines import Deadline
from putright.letters.values import Promise


@dataclass(slots=True)
class Dates:
    """The deadlines of a case as they look on the day of a letter."""

    deadlines: tuple[Deadline, ...]
    today: date
    _unmet: Mapping[str, Deadline] = field(init=False)
    """By its name, the first of the deadlines that were not met."""

    def __post_init__(self) -> None:
        self._unmet = {deadline.name: deadline for deadline in reversed(self.deadlines) if deadline.met_at is None}

    def promise(self, name: str) -> Promise | None:
        """The date that a deadline runs to; none while its clock stands still or once that day has passed.

        Nobody can promise it then.
        """
        found = self._unmet.get(name)
        if found is None or found.on is None or found.on < self.today or found.paused_since:
            return None
        return Promise(
            name, found.on, f"{found.at:%H:%M}" if found.at else "", found.is_provisional, bool(found.unknown)
        )

    def passed(self, name: str) -> date | None:
        """The date of a deadline that has passed without being met."""
        found = self._unmet.get(name)
        is_late = found and found.on and found.on < self.today and not found.paused_since
        return found.on if found and is_late else None

    def is_paused(self, name: str) -> bool:
        found = self._unmet.get(name)
        return bool(found and found.paused_since)
