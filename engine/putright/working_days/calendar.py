"""Calendars: which days are worked in one place, what the other days are called, and how to step over them.

Never guesses a bank holiday: past `known_until` only the working week is known, and the caller can see that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import partial
from types import MappingProxyType
from typing import Any, Final

import pendulum

from putright.working_days.words import WEEKDAYS, in_words, not_a_choice, weekday_name

HORIZON_YEARS: Final = 20
WIDEST_YEARS: Final = 200
MONDAY_TO_FRIDAY: Final = WEEKDAYS[:5]


class BeyondCalendar(Exception):
    """A day was asked for that a calendar cannot answer for; `what` says which, `mend` what to do."""

    id: Final = "D108"

    def __init__(self, what: str, mend: str) -> None:
        self.what, self.mend = what, mend
        super().__init__(f"{what}; {mend}")


@dataclass(frozen=True, slots=True)
class Closure:
    """A span of days, both ends included, in which the organisation is closed or receives nothing.

    With `counts` its days are worked all the same; with `defers_receipt` what arrives in it is taken to
    arrive on the first working day after it.
    """

    id: str
    title: str
    first: date
    last: date
    counts: bool = False
    defers_receipt: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(
                f"the closure {self.title} ends on {in_words(self.last)}, before it begins on {in_words(self.first)}"
            )

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The working days of one place, and the span for which its days off are known.

    A day in `extra_working_days` is worked whatever the week or a closure says.

    Raises:
        ValueError: The parts contradict each other; the sentence says which.
    """

    name: str
    known_from: date
    known_until: date
    week: tuple[str, ...] = MONDAY_TO_FRIDAY
    days_off: Mapping[date, str] = field(default_factory=dict, repr=False)
    extra_working_days: Mapping[date, str] = field(default_factory=dict, repr=False)
    closures: tuple[Closure, ...] = ()
    time_zone: str = "Europe/London"
    title: str = ""
    # One slot for each day: how many working days there are up to and including it.
    _rank: list[int] = field(init=False, repr=False, compare=False)
    # The working days in order, from slot 1 on.
    _worked: list[pendulum.Date] = field(init=False, repr=False, compare=False)
    _base: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _settle(self)
        _check(self)
        _prepare(self)

    def __hash__(self) -> int:
        return hash(self.name)

    def __reduce__(self) -> tuple[partial[Calendar], tuple[()]]:
        parts = {part.name: getattr(self, part.name) for part in fields(self) if part.init}
        plain: dict[str, Any] = {
            name: dict(part) if isinstance(part, Mapping) else part for name, part in parts.items()
        }
        return partial(Calendar, **plain), ()

    @property
    def horizon(self) -> date:
        """The last day that can be asked for: about twenty years after the last known one."""
        return date.fromordinal(self._base + len(self._rank) - 1)

    def step(self, day: date, n: int) -> pendulum.Date:
        """The n-th working day strictly after `day`; strictly before it for n < 0; the day itself for 0.

        Raises:
            BeyondCalendar: The answer lies before `known_from` or after the horizon.
        """
        slot = day.toordinal() - self._base
        if n > 0:
            if slot >= 0:
                try:
                    return self._worked[self._rank[slot] + n]
                except IndexError:
                    pass
        elif n < 0:
            if 0 < slot <= len(self._rank):
                place = self._rank[slot - 1] + n + 1
                if place > 0:
                    return self._worked[place]
        else:
            return pendulum.Date.fromordinal(day.toordinal())
        raise self._beyond(slot, n)

    def works(self, day: date) -> bool:
        """Is `day` a working day here?

        Raises:
            BeyondCalendar: The day lies before `known_from` or after the horizon.
        """
        slot = self._slot(day)
        return self._rank[slot] > self._rank[slot - 1]

    def why_off(self, day: date) -> str | None:
        """What makes `day` no working day: 'Saturday', 'Good Friday', 'closed: Inset'; None if worked.

        Raises:
            BeyondCalendar: As `works`.
        """
        return None if self.works(day) else _why_off(self, day)

    def working_days_between(self, after: date, until: date) -> int:
        """The number of working days after `after`, up to and including `until`; negative if that is earlier.

        Raises:
            BeyondCalendar: As `works`; the day before `known_from` may still be given.
        """
        return self._rank[self._slot(until, 0)] - self._rank[self._slot(after, 0)]

    def closures_on(self, day: date) -> tuple[Closure, ...]:
        """The closures in which `day` lies, in the order the calendar names them."""
        return tuple(closure for closure in self.closures if day in closure)

    def extends(self, other: Calendar) -> bool:
        """Whether this is the other calendar known for longer, with nothing changed in the days that it knew."""
        same = (self.name, self.week, self.known_from, self.time_zone)
        return (
            same == (other.name, other.week, other.known_from, other.time_zone)
            and self.known_until > other.known_until
            and _until(self, other.known_until) == _until(other, other.known_until)
        )

    def _slot(self, day: date, first: int = 1) -> int:
        slot = day.toordinal() - self._base
        if not first <= slot < len(self._rank):
            raise self._beyond(slot, 0)
        return slot

    def _beyond(self, slot: int, n: int) -> BeyondCalendar:
        if slot + n < len(self._rank) and (n < 0 or slot <= 0):
            return BeyondCalendar(
                f"the calendar {self.name} knows no day before {in_words(self.known_from)}",
                "use a calendar that begins earlier, or give an earlier known_from and the days off since",
            )
        return BeyondCalendar(
            f"the calendar {self.name} cannot count past {in_words(self.horizon)}: "
            f"its bank holidays are known until {in_words(self.known_until)}",
            "check the dates, or use a calendar that is known for longer",
        )


def _until(calendar: Calendar, last: date) -> tuple[object, ...]:
    """What a calendar says of its days up to one: the days off, the extra working days, the closures."""
    off = {day: name for day, name in calendar.days_off.items() if day <= last}
    extra = {day: name for day, name in calendar.extra_working_days.items() if day <= last}
    return off, extra, tuple(closure for closure in calendar.closures if closure.first <= last)


def _settle(calendar: Calendar) -> None:
    """Bring what was handed in to one form, so that equal calendars are equal."""
    for word in calendar.week:
        if word.lower() not in WEEKDAYS:
            raise ValueError(not_a_choice("a day of the working week", word, WEEKDAYS))
    named = {word.lower() for word in calendar.week}
    settled = {
        "week": tuple(word for word in WEEKDAYS if word in named),
        "days_off": _by_date("days_off", calendar.days_off),
        "extra_working_days": _by_date("extra_working_days", calendar.extra_working_days),
        "closures": tuple(calendar.closures),
        "known_from": _day("known_from", calendar.known_from),
        "known_until": _day("known_until", calendar.known_until),
    }
    for name, value in settled.items():
        object.__setattr__(calendar, name, value)


def _by_date(what: str, days: Mapping[date, str]) -> Mapping[date, str]:
    dated = {_day(what, day): name for day, name in days.items()}
    return MappingProxyType(dict(sorted(dated.items())))


def _day(what: str, day: date) -> date:
    if not isinstance(day, date) or isinstance(day, datetime):
        raise ValueError(f"{what} must be a date without a time; found {day!r}")
    return date(day.year, day.month, day.day)


def _check(calendar: Calendar) -> None:
    known_from, known_until = calendar.known_from, calendar.known_until
    if not calendar.name:
        raise ValueError("a calendar needs a name")
    if not calendar.week:
        raise ValueError(f"the calendar {calendar.name} has no working day in its week; name at least one")
    if known_until < known_from:
        raise ValueError(
            f"the calendar {calendar.name} is known until {in_words(known_until)}, "
            f"before it begins on {in_words(known_from)}"
        )
    if known_until.year - known_from.year > WIDEST_YEARS:
        raise ValueError(f"the calendar {calendar.name} spans more than {WIDEST_YEARS} years")
    for day, name in (*calendar.days_off.items(), *calendar.extra_working_days.items()):
        if not known_from <= day <= known_until:
            raise ValueError(
                f"{name}, {in_words(day)}, lies outside the days that the calendar {calendar.name} knows: "
                f"{in_words(known_from)} to {in_words(known_until)}"
            )
        if day in calendar.days_off and day in calendar.extra_working_days:
            raise ValueError(f"{in_words(day)} is both a day off ({calendar.days_off[day]}) and an extra working day")
    try:
        pendulum.timezone(calendar.time_zone)
    except (ValueError, OSError) as error:
        raise ValueError(f'there is no time zone "{calendar.time_zone}"; write one such as "Europe/London"') from error


def _prepare(calendar: Calendar) -> None:
    """Lay out the arrays on which `step` runs, once for each calendar."""
    base = calendar.known_from.toordinal() - 1
    year = calendar.known_until.year + HORIZON_YEARS
    last = date(year, 12, 31) if year <= date.max.year else date.max
    at_work = [name in calendar.week for name in WEEKDAYS]
    off = set(calendar.days_off) | {
        date.fromordinal(ordinal)
        for closure in calendar.closures
        if not closure.counts
        for ordinal in range(max(closure.first.toordinal(), base), min(closure.last, last).toordinal() + 1)
    }
    off -= calendar.extra_working_days.keys()
    rank, worked = [0], [pendulum.Date.fromordinal(max(base, 1))]
    for ordinal in range(base + 1, last.toordinal() + 1):
        day = pendulum.Date.fromordinal(ordinal)
        if (at_work[day.weekday()] and day not in off) or day in calendar.extra_working_days:
            worked.append(day)
        rank.append(len(worked) - 1)
    object.__setattr__(calendar, "_base", base)
    object.__setattr__(calendar, "_rank", rank)
    object.__setattr__(calendar, "_worked", worked)


def _why_off(calendar: Calendar, day: date) -> str:
    if day in calendar.days_off:
        return calendar.days_off[day]
    if WEEKDAYS[day.weekday()] not in calendar.week:
        return weekday_name(day)
    return f"closed: {next(c.title for c in calendar.closures_on(day) if not c.counts)}"
