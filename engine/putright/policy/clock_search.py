"""The search for a day on which two clocks differ: limits are compared by the dates they bring, never by their numbers.

Pure. It counts every day of a time with the real calendar, and every permitted day of the events in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias

from putright.policy.model import ENTERED, Term
from putright.working_days import BeyondCalendar, Calendar, Counting, Due, Duration
from putright.working_days.counting import count

Moment: TypeAlias = "date | datetime"
Days: TypeAlias = Mapping[str, Moment]

MOST_BETWEEN = 60
"""Days over which an event in between is tried where nothing says by when it must have happened."""

EARLY, LATE = time(0, 0), time(23, 59)


@dataclass(frozen=True, slots=True)
class Promise:
    """A date that is promised: so long after an event, and so much more time after that.

    `more` are extensions, each counted from the date before. `during` holds another limit for an event inside a
    closure, by the closure's id. A letter counts as received so long after it was sent: `deemed`.
    """

    start: str
    within: Duration
    counting: Counting
    more: tuple[Duration, ...] = ()
    during: tuple[tuple[str, Duration], ...] = ()
    deemed: Duration | None = None

    @classmethod
    def of(cls, term: Term, within: Duration, start: str = "", more: tuple[Duration, ...] = ()) -> Promise:
        """The promise of a policy's term with one of its limits; `start` is what the search calls its event."""
        named = start or term.start.name
        return cls(named, within, term.counting, more, tuple(term.limit.during.items()), term.deemed_received)


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise, or the later or earlier of several."""

    promises: tuple[Promise, ...]
    choose: Literal["later", "earlier"] = "later"

    @property
    def starts(self) -> frozenset[str]:
        return frozenset(promise.start for promise in self.promises)


@dataclass(frozen=True, slots=True)
class Between:
    """An event that may come on any day from another one until a date that is promised; without one, for a while."""

    event: str
    after: str
    by: Promised | None = None


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
    among: Callable[[Days], bool] | None = None,
) -> Comparison:
    """How our clock compares with theirs over every first day from `first` to `last` as far as the calendar is known.

    `between` says, in order, how each further event follows. The first event is the one that none of them brings.
    Days whose dates rest on what the calendar does not know are left out, and so not counted as looked at.
    `among` narrows the cases that are looked at, by the days of their events.

    Raises:
        ValueError: The events of the two clocks do not follow from one first event.
    """
    search = _Search(calendar, between, (ours, theirs))
    looked = later = earlier = 0
    first_later = worst = first_earlier = best = None
    day = first
    while day <= min(last, calendar.known_until):
        found = [one for one in search.instances(day, ours, theirs) if one and (among is None or among(one.days))]
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
    return Comparison(looked, later, earlier, first_later, worst, first_earlier, best)


def _by(instance: Instance) -> int:
    return instance.later_by


class _Search:
    """Counts dates once each, and walks over the permitted days."""

    def __init__(self, calendar: Calendar, between: Sequence[Between], asked: Sequence[Promised]) -> None:
        self.calendar = calendar
        self.root, self.between = _chain(between, asked)
        everything = (*asked, *(one.by for one in self.between if one.by))
        rules = [promise for promised in everything for promise in promised.promises]
        has_hours = any(duration.unit == "hours" for p in rules for duration in (p.within, *p.more))
        has_cut_off = any(promise.counting.cut_off for promise in rules)
        # The time of day matters only to a cut-off, and to hours; then the first and the last minute are tried.
        self.times = (EARLY, LATE) if has_hours or has_cut_off else ()
        self.kept: dict[tuple[Promise, Moment], date | None] = {}

    def instances(self, day: date, ours: Promised, theirs: Promised) -> Iterator[Instance | None]:
        """Every permitted case that begins on a day; None for one whose dates are not known."""
        for days in self._walk({}, [(self.root, moment) for moment in self._moments(day)], 0):
            one, other = self.due(ours, days), self.due(theirs, days)
            yield Instance(days, one, other) if one and other else None

    def due(self, promised: Promised, days: Days) -> date | None:
        """The date that is promised; None where the calendar does not know it."""
        found = [self._due(promise, days[promise.start]) for promise in promised.promises]
        known = [on for on in found if on]
        if len(known) < len(found):
            return None
        return max(known) if promised.choose == "later" else min(known)

    def _walk(self, days: Days, following: Sequence[tuple[str, Moment]], at: int) -> Iterator[Days]:
        for event, moment in following:
            whole = {**days, event: moment}
            if at == len(self.between):
                yield whole
                continue
            after = self.between[at]
            yield from self._walk(whole, [(after.event, other) for other in self._permitted(after, whole)], at + 1)

    def _permitted(self, after: Between, days: Days) -> Iterator[Moment]:
        begin = days[after.after]
        day = begin.date() if isinstance(begin, datetime) else begin
        last = self.due(after.by, days) if after.by else day + timedelta(days=MOST_BETWEEN)
        while last and day <= last:
            yield from (moment for moment in self._moments(day) if not isinstance(begin, datetime) or moment >= begin)
            day += timedelta(days=1)

    def _moments(self, day: date) -> tuple[Moment, ...]:
        return tuple(datetime.combine(day, at) for at in self.times) or (day,)

    def _due(self, promise: Promise, start: Moment) -> date | None:
        key = (promise, start)
        if key not in self.kept:
            self.kept[key] = self._counted(promise, start)
        return self.kept[key]

    def _counted(self, promise: Promise, start: Moment) -> date | None:
        try:
            due = self._first(promise, start)
            for more in promise.more:
                begin = due.at or due.on
                due = count(begin, more, Counting("day-after", promise.counting.ends), self.calendar)
        except BeyondCalendar:
            return None
        return None if due.provisional else date.fromordinal(due.on.toordinal())

    def _first(self, promise: Promise, start: Moment) -> Due:
        day = start.date() if isinstance(start, datetime) else start
        during = dict(promise.during)
        closures = self.calendar.closures_on(day) if during else ()
        within = next((during[one.id] for one in closures if one.id in during), promise.within)
        if promise.deemed:
            start = count(start, promise.deemed, Counting("day-after"), self.calendar).on
        return count(start, within, promise.counting, self.calendar, receipt=promise.start == "received")


def _chain(between: Sequence[Between], asked: Sequence[Promised]) -> tuple[str, tuple[Between, ...]]:
    """The first event, and those of the events in between that the clocks hang on, in order."""
    wanted = set().union(*(promised.starts for promised in asked))
    kept: list[Between] = []
    for one in reversed(between):
        if len(wanted) == 1:  # every date hangs on this event alone, so that what came before it does not matter
            break
        if one.event in wanted:
            kept.insert(0, one)
            wanted = wanted - {one.event} | {one.after} | (one.by.starts if one.by else frozenset())
    if len(wanted) != 1:
        names = ", ".join(sorted(name if name != ENTERED else "entering the stage" for name in wanted))
        raise ValueError(f"the clocks hang on events of which none follows from another: {names}")
    return wanted.pop(), tuple(kept)
