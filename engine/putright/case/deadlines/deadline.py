"""A deadline: one promise with a clock in one case, its date, and the reason for that date.

A value; it is worked out elsewhere.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from pendulum import DateTime

from putright.case.moments import day_ends
from putright.case.reckoning import Reckoning
from putright.policy.model import Clock, Departure
from putright.problems import Place
from putright.working_days import in_full


class Deadline(NamedTuple):
    """A promise with a clock in one case; `on` is None while its clock has not started, or when it has no limit."""

    name: str
    """`stage-1.respond` for a step, the id of a duty, `door.<id>` for the day a door closes."""
    title: str
    kind: Literal["step", "duty", "door"]
    who: str
    stage: str
    step: str
    counts_from: str
    reckonings: tuple[Reckoning, ...] = ()
    """Every count that led to the date; the last one decides."""
    met_at: DateTime | None = None
    paused_since: DateTime | None = None
    """While its clock stands still: since when. The date is then the one if it were set going again now."""
    aim: Reckoning | None = None
    """What is aimed for before that date; nothing is late because it is missed."""
    place: Place = Place("")

    @property
    def departure(self) -> Departure | None:
        """What the policy says for a time, where the date was counted by it."""
        return next((one.departure for one in self.reckonings if one.departure), None)

    @property
    def unknown(self) -> tuple[str, ...]:
        """What would make the date earlier, and is not known yet."""
        return tuple(other for one in self.reckonings for other in one.unknown)

    @property
    def last(self) -> Reckoning | None:
        return self.reckonings[-1] if self.reckonings else None

    @property
    def on(self) -> date | None:
        return self.reckonings[-1].on if self.reckonings else None

    @property
    def at(self) -> DateTime | None:
        """The moment of a limit in hours."""
        return self.reckonings[-1].at if self.reckonings else None

    @property
    def is_provisional(self) -> bool:
        return any(reckoning.is_provisional for reckoning in self.reckonings)

    def is_late(self, moment: DateTime, time_zone: str) -> bool:
        """Whether the due day, which lasts until its end, had passed when it was met, or else at `moment`."""
        ends = self.ends_at(time_zone)
        return ends is not None and not self.paused_since and (self.met_at or moment) >= ends

    def ends_at(self, time_zone: str) -> DateTime | None:
        """The moment from which it is late: the end of the due day there, or the moment of a limit in hours."""
        return None if self.on is None else self.at or day_ends(self.on, time_zone)

    def lines(self) -> list[str]:
        """The reason for the date, day by day, and what is aimed for before it."""
        aimed = [f"we aim for {in_full(self.aim.on)}: {self.aim.label}"] if self.aim else []
        return [*(line for reckoning in self.reckonings for line in reckoning.lines()), *aimed]

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "title": self.title,
            "who": self.who,
            "from": self.counts_from,
            "on": self.on.isoformat() if self.on else None,
            "at": self.at.isoformat() if self.at else None,
            "provisional": self.is_provisional,
            "paused_since": self.paused_since.isoformat() if self.paused_since else None,
            "aim": self.aim.on.isoformat() if self.aim else None,
            "may_become_earlier": list(self.unknown),
            "departure": self.departure.reason if self.departure else None,
            "met_at": self.met_at.isoformat() if self.met_at else None,
            "policy": str(self.place),
        }


def counts_from(clock: Clock | None) -> str:
    """What a clock counts from, in words; empty where there is no clock."""
    return " or ".join(term.start.words for term in clock.terms) if clock else ""
