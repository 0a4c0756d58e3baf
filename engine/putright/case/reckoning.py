"""Reckoning: from a clock of the policy and the events of a case to a date, with every count that led to it.

Pure; knows clocks and extensions, and not which promise they belong to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pendulum
from pendulum import DateTime

from putright.case.case import Case
from putright.policy.model import Clock, EventRef, Limit, Policy, Term
from putright.working_days import Calendar, Counting, Due, Duration, count, in_full


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One count that led to a date: what was counted from where, and the count; a named date has none."""

    label: str
    on: date
    due: Due | None = None

    @property
    def at(self) -> DateTime | None:
        return self.due.at if self.due else None

    @property
    def is_provisional(self) -> bool:
        return self.due.provisional if self.due else False

    def lines(self) -> list[str]:
        return [self.label, *(self.due.lines() if self.due else [f"due {in_full(self.on)}"])]


@dataclass(frozen=True, slots=True)
class Reckoner:
    """Works out dates in one case under its policy and calendar."""

    policy: Policy
    calendar: Calendar
    case: Case

    def clock(self, clock: Clock, stage: str = "", instead: DateTime | None = None) -> tuple[Reckoning, ...]:
        """The counts of a clock, the one that decides last; empty while it has not started.

        The later of several dates is known only when all have started. `instead` is a moment from which the
        clock runs anew, whatever it was written to count from.
        """
        found = [r for term in clock.terms if (r := self._term(term, stage, instead))]
        if clock.choose == "later" and len(found) < len(clock.terms):
            return ()
        return tuple(sorted(found, key=lambda r: r.on, reverse=clock.choose == "earlier"))

    def extension(self, clock: Clock, before: Reckoning, data: Mapping[str, str]) -> Reckoning:
        """One extension: to a date that was named, or so much from the day after the due date."""
        if "until" in data:
            return Reckoning("more time was given, to a named date", date.fromisoformat(data["until"]))
        by = Duration.parse(data["longer"])
        due = self.count(before.at or before.on, by, Counting("day-after", clock.terms[0].counting.ends))
        return Reckoning(f"more time was given: {by} from the due date", due.on, due)

    def count(self, start: datetime | date, within: Duration, counting: Counting, *, receipt: bool = False) -> Due:
        return count(start, within, counting, self.calendar, receipt=receipt, time_zone=self.policy.time_zone)

    def day(self, moment: DateTime | date) -> date:
        """The local day of a moment."""
        return local_day(moment, self.policy.time_zone)

    def _term(self, term: Term, stage: str, instead: DateTime | None) -> Reckoning | None:
        start: DateTime | date | None = instead or self.case.moment(term.start, stage)
        within = self._limit(term.limit, start) if start else None
        if start is None or within is None:
            return None
        label = f"{within} from {'reopened' if instead else in_words(term.start)}"
        if term.deemed_received and not instead:
            start = self.count(start, term.deemed_received, Counting("day-after")).on
            label += f", which counts as received {term.deemed_received} after it was sent"
        due = self.count(start, within, term.counting, receipt=term.start.name == "received")
        return Reckoning(label, due.on, due)

    def _limit(self, limit: Limit, start: DateTime | date) -> Duration | None:
        """The duration that the facts, or the closure in which the clock starts, bring."""
        day = self.day(start)
        for closure in self.calendar.closures_on(day) if limit.during else ():
            if closure.id in limit.during:
                return limit.during[closure.id]
        value = self.case.facts.get(limit.fact, "") if limit.fact else ""
        return limit.table.get(value, limit.always)


def in_words(ref: EventRef) -> str:
    """What a clock counts from, in words: 'acknowledged', 'stage 1: responded'."""
    name = ref.name.replace("-", " ")
    return f"{ref.stage.replace('-', ' ')}: {name}" if ref.stage else name


def local_day(moment: DateTime | date, time_zone: str) -> date:
    """The day that a moment falls on in a time zone; a day is itself."""
    return moment.in_timezone(time_zone).date() if isinstance(moment, DateTime) else moment


def day_ends(day: date, time_zone: str) -> DateTime:
    """The first moment after a day in a time zone."""
    following = day + timedelta(days=1)
    return pendulum.datetime(following.year, following.month, following.day, tz=time_zone)
