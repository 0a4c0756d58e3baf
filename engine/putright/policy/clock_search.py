"""The search for a day on which two clocks differ: limits are compared by the dates they bring, never by their numbers.

Pure. It looks at every permitted case of a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from putright.policy.clock_cases import Between, Cases, Days, Moment, Promise, Promised
from putright.working_days import Calendar

__all__ = ["Between", "Comparison", "Days", "Instance", "Moment", "Promise", "Promised", "compared"]


@dataclass(frozen=True, slots=True)
class Instance:
    """One case: the day of each event, and the date that each of the two clocks brings."""

    days: Days
    ours: date
    theirs: date

    @property
    def later_by(self) -> int:
        """Days by which ours is later; below 0 it is earlier."""
        return (self.ours - self.theirs).days


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two clocks compare over a time, by the day of the first event.

    `looked` is the number of days looked at; `later` and `earlier` the number on which ours is so in some permitted
    case. Each instance is the earliest, or that with the greatest difference.
    """

    looked: int
    later: int
    earlier: int
    first_later: Instance | None
    worst: Instance | None
    first_earlier: Instance | None
    best: Instance | None

    @property
    def is_never_later(self) -> bool:
        return self.later == 0

    @property
    def is_same(self) -> bool:
        return self.later == self.earlier == 0


def compared(
    ours: Promised,
    theirs: Promised,
    between: Sequence[Between],
    calendar: Calendar,
    first: date,
    last: date,
    among: Callable[[Moment], bool] | None = None,
) -> Comparison:
    """How our clock compares with theirs over every first day from `first` to `last` as far as the calendar is known.

    `between` says, in order, how each further event follows. The first event is the one that none of them brings.
    Days whose dates rest on what the calendar does not know are left out, and so not counted as looked at.
    `among` narrows the days on which anything happens in the cases that are looked at.

    Raises:
        ValueError: The events of the two clocks do not follow from one first event.
    """
    cases = Cases(calendar, between, (ours, theirs), among)
    looked = later = earlier = 0
    first_later = worst = first_earlier = best = None
    day = first
    while day <= min(last, calendar.known_until):
        found = [one for days in cases.on(day) if (one := _instance(cases, days, ours, theirs))]
        if found:
            looked += 1
            most, least = max(found, key=_by), min(found, key=_by)
            if most.later_by > 0:
                later += 1
                first_later = first_later or next(one for one in found if one.later_by > 0)
                worst = most if worst is None or most.later_by > worst.later_by else worst
            if least.later_by < 0:
                earlier += 1
                first_earlier = first_earlier or next(one for one in found if one.later_by < 0)
                best = least if best is None or least.later_by < best.later_by else best
        day += timedelta(days=1)
    told = (_in_full(cases, one) for one in (first_later, worst, first_earlier, best))
    return Comparison(looked, later, earlier, *told)


def _instance(cases: Cases, days: Days, ours: Promised, theirs: Promised) -> Instance | None:
    """The case with its two dates; None where the calendar does not know them."""
    one, other = cases.due(ours, days), cases.due(theirs, days)
    return Instance(days, one, other) if one and other else None


def _in_full(cases: Cases, found: Instance | None) -> Instance | None:
    """A case with the days of all its events."""
    if found is None:
        return None
    first = found.days[cases.root]
    whole = cases.whole(first.date() if isinstance(first, datetime) else first)
    days = next(days for days in whole if found.days.items() <= days.items())
    return replace(found, days=days)


def _by(instance: Instance) -> int:
    return instance.later_by
