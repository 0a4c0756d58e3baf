"""Due days: the answer of a count, which can explain itself day by day.

Never counts again: it only walks over the days that were stepped over and says why each did or did not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

import pendulum

from putright.working_days.calendar import Calendar
from putright.working_days.durations import Duration
from putright.working_days.rules import Counting
from putright.working_days.words import in_full, in_words

LONG: Final = 40
ROLLED: Final = {"next-working-day": "the next working day", "previous-working-day": "the working day before"}


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a count: whether it counted, and why (`day 3`, `Saturday`, `the day of the event`)."""

    date: date
    counted: bool
    why: str


@dataclass(frozen=True, slots=True)
class Due:
    """The day something is due, with everything needed to explain it.

    `at` is the moment for a count in hours. `provisional` says that the answer rests on days past the
    calendar's `known_until`. `event` is the local day on which it happened, `start` the day it is taken to
    have happened, `start_why` what moved it, and `landed` where the count ended before `ends` moved it.
    """

    on: pendulum.Date
    at: pendulum.DateTime | None
    provisional: bool
    start: pendulum.Date
    start_why: str
    event: pendulum.Date
    landed: pendulum.Date
    within: Duration
    counting: Counting
    calendar: Calendar
    before: bool = False

    @property
    def rule(self) -> str:
        """The counting rule, by name and in words."""
        return self.counting.in_words(self.within, before=self.before)

    @property
    def days(self) -> tuple[Day, ...]:
        """Every day stepped over, in the order of the count; the last one is the due day."""
        return (*self._before_counting(), *self._counted(), *self._rolled())

    @property
    def provisional_why(self) -> str:
        """Why the day may still move; empty when it is firm."""
        known = in_words(self.calendar.known_until)
        return f"bank holidays after {known} are not known yet" if self.provisional else ""

    def as_json(self) -> dict[str, object]:
        """The names and values of this answer as plain data."""
        at = {"at": self.at.isoformat()} if self.at else {}
        days = [{"date": day.date.isoformat(), "counted": day.counted, "why": day.why} for day in self.days]
        return {
            "on": self.on.isoformat(),
            **at,
            "provisional": self.provisional,
            "rule": self.rule,
            "days": days,
        }

    def lines(self) -> list[str]:
        """The explanation for people, a line for each day; in a long count runs of like days share one."""
        days = self.days
        told = _folded(days) if len(days) > LONG else [_line(day) for day in days]
        if self.start_why:
            told[0] += f"; {self.start_why}"
        moment = f" at {self.at:%H:%M}" if self.at else ""
        doubt = f" (provisional: {self.provisional_why})" if self.provisional else ""
        return [*told, f"due on {in_full(self.on)}{moment}{doubt}"]

    def _before_counting(self) -> Iterator[Day]:
        """The event's own day, and the days from it to the one it is taken to have happened on."""
        if self.event == self.start and self._starts_same_day:
            return
        yield Day(self.event, False, "the day of the event")
        for day in _span(self.event, self.start):
            if day != self.start:
                yield Day(day, False, self._why_passed(day))
            elif not self._starts_same_day:
                yield Day(day, False, "taken as the day of the event")

    def _counted(self) -> Iterator[Day]:
        number = 0
        first = [self.start] if self._starts_same_day else []
        for day in (*first, *_span(self.start, self.landed)):
            if self.within.unit == "hours":
                yield Day(day, True, "hours counted")
            elif self.within.unit == "working days" and (off := self.calendar.why_off(day)):
                yield Day(day, False, off)
            else:
                number += 1
                yield Day(day, True, f"day {number}{self._mark(day)}")

    def _rolled(self) -> Iterator[Day]:
        for day in _span(self.landed, self.on):
            why = ROLLED[self.counting.ends] if day == self.on else self.calendar.why_off(day)
            yield Day(day, False, f"rolled: {why}")

    @property
    def _starts_same_day(self) -> bool:
        by_day = self.within.unit in ("working days", "days", "weeks")
        return by_day and self.counting.starts == "same-day" and self.within.number > 0

    def _mark(self, day: date) -> str:
        if day != self.start:
            return ""
        return " (the day of the event)" if day == self.event else " (taken as the day of the event)"

    def _why_passed(self, day: date) -> str:
        deferring = [c.title for c in self.calendar.closures_on(day) if c.defers_receipt]
        off = self.calendar.why_off(day)
        return off or (f"receipt deferred: {deferring[0]}" if deferring else "before the event is taken to happen")


def _span(after: date, until: date) -> Iterator[pendulum.Date]:
    """The days from `after`, which is left out, to `until`, forwards or backwards."""
    first, last = after.toordinal(), until.toordinal()
    way = 1 if last >= first else -1
    return (pendulum.Date.fromordinal(ordinal) for ordinal in range(first + way, last + way, way))


def _line(day: Day) -> str:
    if day.counted or day.why.startswith(("the day", "taken", "rolled")):
        return f"{in_full(day.date)} — {day.why}"
    return f"{in_full(day.date)} — not counted: {day.why}"


def _folded(days: tuple[Day, ...]) -> list[str]:
    return [line for kind, run in groupby(days, key=_kind) for line in _run(kind, list(run))]


def _kind(day: Day) -> str:
    if day.counted and "(" not in day.why:
        return "counted"
    return "weekend" if day.why in ("Saturday", "Sunday") else "named"


def _run(kind: str, run: list[Day]) -> list[str]:
    if kind == "named" or len(run) == 1:
        return [_line(day) for day in run]
    first, last = run[0], run[-1]
    why = "not counted: weekend"
    if kind == "counted":
        why = f"{first.why.replace('day', 'days')} to {last.why.removeprefix('day ')}"
    return [f"{in_full(first.date)} to {in_full(last.date)} — {why}"]
