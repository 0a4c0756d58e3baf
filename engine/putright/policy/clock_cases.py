"""The permitted cases of a procedure: every way in which its events can follow each other from a day on.

Pure. It counts every date with the real calendar, and judges nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import takewhile
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


@dataclass(slots=True)
class _Tried:
    """The moments of an event that were tried, and a run of days of which none is left."""

    moments: set[Moment] = field(default_factory=set)
    first: date = date.max
    last: date = date.min

    def begin(self, first: date, last: date) -> date:
        """The first day from `first` to `last` that was not tried before; they are all tried after this."""
        if not self.first <= first <= self.last + timedelta(days=1):
            self.first, self.last = first, last
            return first
        begin = self.last + timedelta(days=1)
        self.last = max(self.last, last)
        return begin


class Cases:
    """Every permitted case that begins on a day; each date is counted once.

    Of cases that agree on every day on which the dates of the two clocks still hang, the first stands for all.
    """

    def __init__(
        self,
        calendar: Calendar,
        between: Sequence[Between],
        asked: Sequence[Promised],
        among: Callable[[Moment], bool] | None,
    ) -> None:
        self.calendar, self.among = calendar, among
        self.root, self.between = _chain(between, asked)
        everything = (*asked, *(one.by for one in self.between if one.by))
        rules = [promise for promised in everything for promise in promised.promises]
        has_hours = any(duration.unit == "hours" for p in rules for duration in (p.within, *p.more))
        has_cut_off = any(promise.counting.cut_off for promise in rules)
        # The time of day matters only to a cut-off, and to hours; then the first and the last minute are tried.
        self.times = (EARLY, LATE) if has_hours or has_cut_off else ()
        self.kept: dict[int, dict[Moment, date | None]] = {}
        hanging = [one.by.starts | {one.after} if one.by else {one.after} for one in self.between]
        asking = frozenset().union(*(promised.starts for promised in asked))
        names = (self.root, *(one.event for one in self.between))
        self.others = tuple(
            tuple(sorted(asking.union(*hanging[number:]) & frozenset(names[:number])))
            for number in range(1, len(names))
        )
        """For each event in between, those before it whose days still matter after it."""
        self.is_run = not self.times and asking <= {names[0], names[-1]} and _nested(self.root, self.between)
        """Whether a run of days can stand for the days of each event in between; see `_run`."""
        self.tried: list[date] = []
        """The days on which something can happen, as far as they were asked for."""

    def on(self, day: date) -> Sequence[Days]:
        """The cases that begin on a day; where each event hangs on the one before it, only the first and the last event."""
        last = self._run(day) if self.is_run else None
        if last is None:
            return self.whole(day)
        return [{self.root: day, self.between[-1].event: moment} for moment in last]

    def whole(self, day: date) -> list[Days]:
        """The cases that begin on a day, with every event."""
        cases: list[Days] = [{self.root: moment} for moment in self._moments(day)]
        for after, others in zip(self.between, self.others, strict=True):
            cases = list(self._followed(cases, after, others))
        return cases

    def due(self, promised: Promised, days: Days) -> date | None:
        """The date that is promised; None where the calendar does not know it."""
        if len(promised.promises) == 1:
            (promise,) = promised.promises
            return self._due(promise, days[promise.start])
        found = [self._due(promise, days[promise.start]) for promise in promised.promises]
        known = [on for on in found if on]
        if len(known) < len(found):
            return None
        return max(known) if promised.choose == "later" else min(known)

    def _run(self, day: date) -> list[date] | None:
        """The days on which the last event can come, in order; None where they may be no run of days.

        Every day of a run reaches at least itself, and the events after it can come on that day, too. So the next event
        can come on each day from the first of the run to the last that any of them reaches: none need be tried twice.
        """
        runs = {self.root: self._tried(day, day)}
        for after in self.between:
            begin = next(iter(after.by.starts)) if after.by else after.after
            ends = [self._end(after, {begin: one}) for one in runs[begin]]
            known = list(takewhile(bool, ends))
            reached = [end for end in known if end is not None]
            if any(ends[len(known) :]) or any(end < one for end, one in zip(reached, runs[begin], strict=False)):
                return None
            if len(known) < len(ends):  # nothing follows from a day on which the next date is not known
                beyond = runs[begin][len(known)]
                runs = {event: [one for one in run if one < beyond] for event, run in runs.items()}
            runs[after.event] = self._tried(day, max(reached)) if reached else []
        return runs[self.between[-1].event]

    def _end(self, after: Between, days: Days) -> date | None:
        """The last day on which an event can come; None where it is not known."""
        if after.by:
            return self.due(after.by, days)
        begin = days[after.after]
        return (begin.date() if isinstance(begin, datetime) else begin) + timedelta(days=MOST_BETWEEN)

    def _tried(self, first: date, last: date) -> list[date]:
        """The days from one to another on which something can happen."""
        days = self.tried
        while not days or days[-1] < last:
            begin = days[-1] + timedelta(days=1) if days else first
            days += [day for number in range(366) for day in self._moments(begin + timedelta(days=number))]
        return days[bisect_left(days, first) : bisect_right(days, last)]

    def _followed(self, cases: Iterable[Days], after: Between, others: tuple[str, ...]) -> Iterator[Days]:
        """The cases with one event more, each day of it once for the same days of the `others` that still matter."""
        tried: dict[tuple[Moment, ...], _Tried] = {}
        for days in cases:
            seen = tried.setdefault(tuple(days[event] for event in others), _Tried())
            begin = days[after.after]
            first = begin.date() if isinstance(begin, datetime) else begin
            last = self._end(after, days)
            if last is None:
                continue
            for moment in self._between(begin, first if self.times else seen.begin(first, last), last):
                if moment not in seen.moments:
                    seen.moments.add(moment)
                    yield {**days, after.event: moment}

    def _between(self, begin: Moment, day: date, last: date) -> Iterator[Moment]:
        while day <= last:
            yield from (moment for moment in self._moments(day) if not isinstance(begin, datetime) or moment >= begin)
            day += timedelta(days=1)

    def _moments(self, day: date) -> tuple[Moment, ...]:
        moments: tuple[Moment, ...] = tuple(datetime.combine(day, at) for at in self.times) or (day,)
        return tuple(filter(self.among, moments)) if self.among else moments

    def _due(self, promise: Promise, start: Moment) -> date | None:
        kept = self.kept.setdefault(id(promise), {})
        if start not in kept:
            kept[start] = self._counted(promise, start)
        return kept[start]

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


def _nested(root: str, between: Sequence[Between]) -> bool:
    """Whether each event follows the one before it, and hangs on one event, before which no event in between looks back."""
    names = [root, *(one.event for one in between)]
    if any(
        one.after != before or (one.by and len(one.by.starts) > 1) for one, before in zip(between, names, strict=False)
    ):
        return False
    hangs = [names.index(next(iter(one.by.starts)) if one.by else one.after) for one in between]
    return bool(between) and all(min(hangs[on : number + 1]) == on for number, on in enumerate(hangs))


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
