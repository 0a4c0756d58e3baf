"""Reckoning: from a clock of the policy and the events of a case to a date, with every count that led to it.

Pure; knows clocks and extensions, and not which promise they belong to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from pendulum import DateTime

from putright.case.case import Case
from putright.case.moments import KEPT, local_day
from putright.policy.model import Clock, Departure, Limit, Policy, Term
from putright.working_days import Calendar, Counting, Due, Duration, count, in_full
from putright.working_days.rules import Ends

DAY_AFTER = Counting("day-after")


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One count that led to a date: what was counted from where, and the count; a named date has none."""

    label: str
    on: date
    due: Due | None = None
    exact: DateTime | None = None
    """The moment, where it was not counted in whole hours."""
    departure: Departure | None = None
    """What the policy says for a time, where that was counted instead of the usual limit."""
    unknown: tuple[str, ...] = ()
    """Other dates of which the earliest would count, and that are not known yet."""

    @property
    def at(self) -> DateTime | None:
        return self.exact or (self.due.at if self.due else None)

    @property
    def is_provisional(self) -> bool:
        return self.due.provisional if self.due else False

    def lines(self) -> list[str]:
        moment = f" at {self.exact:%H:%M}" if self.exact else ""
        counted = self.due.lines() if self.due else [f"due on {in_full(self.on)}{moment}"]
        return [self.label, *counted, *(f"it may become earlier: {other} is not known yet" for other in self.unknown)]


@dataclass(slots=True)
class Reckoner:
    """Works out dates in one case under its policy and calendar."""

    policy: Policy
    calendar: Calendar
    case: Case
    moment: DateTime | None = None
    """Until when a clock that stands still is taken to have stood; without one, until something was last recorded."""

    @property
    def now(self) -> DateTime:
        return self.moment or self.case.log[-1].recorded_at

    def kept(self, name: str, met_at: DateTime | None) -> tuple[Reckoning, ...]:
        """The date of what was met before the case was migrated, as it was then; empty for all else."""
        kept = self.case.past.kept.get(name)
        if kept is None or met_at is None or met_at > kept.until:
            return ()
        return (Reckoning(f"as it was under {kept.policy}", kept.on, exact=kept.at),)

    def clock(
        self,
        clock: Clock,
        stage: str = "",
        again: DateTime | None = None,
        back: DateTime | None = None,
        departures: tuple[Departure, ...] = (),
    ) -> tuple[Reckoning, ...]:
        """The counts of a clock, the one that decides last; empty while it has not started.

        The later of several dates is known only when all have started. `again` is a moment from which the
        clock runs anew, whatever it was written to count from; `back` one from which it does if it had started by
        then. `departures` hold for a time instead of the limit.
        """
        if len(clock.terms) == 1:
            only = self.term(clock.terms[0], stage, again, back, departures)
            return (only,) if only else ()
        each = [self.term(term, stage, again, back, departures) for term in clock.terms]
        found = [r for r in each if r]
        if not found or (clock.choose == "later" and len(found) < len(each)):
            return ()
        if len(each) == 1:
            return tuple(found)
        *others, last = sorted(found, key=lambda r: r.on, reverse=clock.choose == "earlier")
        waiting = (self._unknown(term, stage) for term, r in zip(clock.terms, each, strict=True) if not r)
        return (*others, replace(last, unknown=tuple(waiting)))

    def extension(self, clock: Clock, before: Reckoning, data: Mapping[str, str]) -> Reckoning:
        """One extension: to a date that was named, or so much from the due date, or from the day it was given."""
        if "until" in data:
            return Reckoning("more time was given, to a named date", date.fromisoformat(data["until"]))
        day = date.fromisoformat(data["counted-from"]) if "counted-from" in data else None
        since = f"{in_full(day)}, the day on which it was given" if day else "the due date"
        start, ends = day or before.at or before.on, clock.terms[0].counting.ends
        kept = _longer.__wrapped__ if before.at else _longer  # of moments nothing is remembered
        return kept(start, data["longer"], ends, self.calendar, self.policy.time_zone, since)

    def lengthened(self, clock: Clock, before: Reckoning, data: Mapping[str, str]) -> Reckoning:
        """One extension as it stands now: it makes no date earlier that has come to be later since it was given."""
        more = self.extension(clock, before, data)
        if more.on >= before.on:
            return more
        label = f"{more.label}: {in_full(more.on)}, and more time makes no date earlier"
        return replace(before, label=label, due=None, exact=before.at, departure=None, unknown=())

    def credit(
        self, first: Reckoning, last: Reckoning, since: DateTime, until: DateTime, titles: tuple[str, ...]
    ) -> Reckoning | None:
        """What a time in which the clock stood still adds, in the clock's own unit; None when it adds nothing.

        `first` is the count that decided before anything was added. Only days that it would have counted are
        credited: from its first day on, before the date was reached.
        """
        due = first.due
        if due is None:
            return None
        in_hours = due.within.unit == "hours"
        if in_hours and last.at:
            return self._time_credit(last, max(since, _began(due)), until, titles)
        if in_hours:  # a day was named since, and is given back whole days
            counted = self.day(_began(due))
        else:
            counted = due.start if due.counting.starts == "same-day" else due.start + timedelta(days=1)
        still, back = max(self.day(since), counted), self.day(until)
        if still > last.on or back <= still:
            return None
        working = due.within.unit == "working days"
        days = self._worked(still, back) if working else (back - still).days
        if not days:
            return None
        by = Duration(days, "working days" if working else "days")
        more = self.count(last.on, by, Counting("day-after", due.counting.ends))
        label = f"the clock stood still ({'; '.join(titles)}) from {in_full(still)} until {in_full(back)}: {by} more"
        return Reckoning(label, more.on, more)

    def _worked(self, first: date, back: date) -> int:
        """Working days from the first day on, up to and without the last."""
        day = timedelta(days=1)
        return self.calendar.working_days_between(first - day, back - day)

    def _time_credit(
        self, last: Reckoning, since: DateTime, until: DateTime, titles: tuple[str, ...]
    ) -> Reckoning | None:
        """A limit in hours is given its time back to the minute."""
        if last.at is None or since >= last.at or until <= since:
            return None
        # Elapsed time: the library would add two months, which are longer in summer than in spring.
        stood = timedelta(seconds=until.timestamp() - since.timestamp())
        at = (last.at.in_timezone("UTC") + stood).in_timezone(self.policy.time_zone)
        label = f"the clock stood still ({'; '.join(titles)}): {_elapsed(stood)} more"
        return Reckoning(label, at.date(), exact=at)

    def count(self, start: datetime | date, within: Duration, counting: Counting, *, receipt: bool = False) -> Due:
        due = self._counted(start, within, counting, "", receipt=receipt).due
        assert due is not None  # noqa: S101 -- it was counted
        return due

    def day(self, moment: DateTime | date) -> date:
        """The local day of a moment."""
        return local_day(moment, self.policy.time_zone)

    def _unknown(self, term: Term, stage: str) -> str:
        """A term that has no date yet, in words."""
        within = term.limit.of(self.case.value_of(term.limit.fact, stage)) if term.limit.fact else term.limit.always
        return f"{within or 'a time that is not known'} from {term.start.words}"

    def term(
        self,
        term: Term,
        stage: str,
        again: DateTime | None,
        back: DateTime | None,
        departures: tuple[Departure, ...],
    ) -> Reckoning | None:
        """The count of one term of a clock; None while it has not started. The arguments are those of `clock`."""
        start = again or self.case.moment(term.start, stage)
        if start is None:
            return None
        since = "the last time" if again else ""
        if back and not again and self._by(start, back):
            start, since = back, "when the case came back"
        limit = term.limit
        within = self._limit(limit, start, stage) if limit.fact or limit.during else limit.always
        if within is None:
            return None
        counting = term.counting
        if not since:
            since = term.start.words
            if term.deemed_received:
                start = self.count(start, term.deemed_received, DAY_AFTER).on
                since += f", which counts as received {term.deemed_received} after it was sent"
        departure = self._departure(start, departures) if departures else None
        if departure:
            since += f"; until {in_full(departure.until)} instead of {within}: {departure.reason.rstrip('.')}"
            within = departure.within
        found = self._counted(start, within, counting, since, receipt=term.start.name == "received")
        return replace(found, departure=departure) if departure else found

    def _counted(
        self, start: datetime | date, within: Duration, counting: Counting, since: str, *, receipt: bool
    ) -> Reckoning:
        """A count that is looked up where it was made before."""
        if within.unit == "hours":
            # Not remembered: in the hour that comes twice, two moments that differ count as equal.
            return _reckoned.__wrapped__(start, within, counting, self.calendar, receipt, self.policy.time_zone, since)
        if counting.cut_off is None:
            start = local_day(start, self.policy.time_zone)  # the time of day has no say, and many moments share a day
        return _reckoned(start, within, counting, self.calendar, receipt, self.policy.time_zone, since)

    def _departure(self, start: DateTime | date, departures: tuple[Departure, ...]) -> Departure | None:
        """What the policy says for a time, when a clock starts in that time."""
        day = self.day(start)
        return next((one for one in departures if one.since <= day <= one.until), None)

    def _by(self, start: DateTime | date, moment: DateTime) -> bool:
        """Whether something had happened by a moment; of what is known by its day alone, the day counts."""
        return start <= moment if isinstance(start, DateTime) else start <= self.day(moment)

    def _limit(self, limit: Limit, start: DateTime | date, stage: str) -> Duration | None:
        """The duration that the facts, or the closure in which the clock starts, bring."""
        for closure in self.calendar.closures_on(self.day(start)) if limit.during else ():
            if closure.id in limit.during:
                return limit.during[closure.id]
        return limit.of(self.case.value_of(limit.fact, stage)) if limit.fact else limit.always


def _elapsed(time: timedelta) -> str:
    """A time that has passed, in words: '60 days 14 hours', '30 minutes'; months have no fixed length."""
    minutes, _ = divmod(int(time.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    said = [f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number]
    return " ".join(said) or "less than a minute"


def _began(due: Due) -> DateTime:
    """The moment from which a count in hours ran."""
    assert due.at is not None  # noqa: S101 -- hours are counted to a moment
    landed = due.at.add(days=(due.landed - due.on).days)
    return landed.in_timezone("UTC").subtract(hours=due.within.number)


@lru_cache(maxsize=KEPT)
def _reckoned(
    start: datetime | date,
    within: Duration,
    counting: Counting,
    calendar: Calendar,
    receipt: bool,
    time_zone: str,
    since: str,
) -> Reckoning:
    """A count from a start, kept: the next state of the same case asks for most of them again, and so do other cases."""
    due = count(start, within, counting, calendar, receipt=receipt, time_zone=time_zone)
    return Reckoning(f"{within} from {since}", due.on, due)


@lru_cache(maxsize=KEPT)
def _longer(
    start: datetime | date, longer: str, ends: Ends, calendar: Calendar, time_zone: str, since: str
) -> Reckoning:
    """More time, kept: it is asked before it is given, and after."""
    by = Duration.parse(longer)
    due = count(start, by, Counting("day-after", ends), calendar, time_zone=time_zone)
    return Reckoning(f"more time was given: {by} from {since}", due.on, due)
