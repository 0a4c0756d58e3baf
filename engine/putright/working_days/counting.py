"""Counting: from an event to the day on which something is due, forwards or backwards.

Pure arithmetic over a calendar that is handed in; pauses and extensions are not known here.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TypeVar

import pendulum

from putright.working_days.calendar import BeyondCalendar, Calendar
from putright.working_days.due import Due
from putright.working_days.durations import Duration
from putright.working_days.rules import Counting, Ends
from putright.working_days.words import in_full

Shiftable = TypeVar("Shiftable", pendulum.Date, pendulum.DateTime)


def count(
    start: date | datetime,
    within: Duration,
    counting: Counting,
    calendar: Calendar,
    *,
    before: bool = False,
    receipt: bool = False,
    time_zone: str | None = None,
) -> Due:
    """The day that lies `within` after the event, or before it with `before`.

    A moment is brought to its local day in `time_zone`, or else in the calendar's; one without an offset is
    read as local time there. Local time that summer time skips is moved on by the hour it skips; of local
    time that comes twice the first is taken, unless its `fold` says otherwise. A start without a time of day
    never reaches the cut-off. With `receipt`, closures that defer receipt move the event.

    Raises:
        BeyondCalendar: The calendar does not know the days that the count rests on.
        ValueError: Hours are to be counted from a day without a time.
    """
    zone = time_zone or calendar.time_zone
    moment = _moment(start, zone) if isinstance(start, datetime) else None
    if within.unit == "hours":
        return _hours(moment, within, counting, calendar, before, receipt)
    event = _day(moment or start)
    taken, why = _taken_on(event, moment, counting, calendar, before, receipt)
    landed = _landed(taken, within, counting, calendar, before)
    on = _rolled(landed, counting.ends, calendar)
    firm = max(event, taken, landed, on) <= calendar.known_until
    provisional = not firm and calendar.known_until < max(
        _asked(event, taken, landed, on, within, counting, before, deferred=receipt and taken != event),
        default=event.min,
    )
    return Due(on, None, provisional, taken, why, event, landed, within, counting, calendar, before)


def _day(day: date) -> pendulum.Date:
    return pendulum.Date.fromordinal(day.toordinal())


def _moment(start: datetime, time_zone: str) -> pendulum.DateTime:
    zone = _zone(time_zone)
    aware = start if start.tzinfo else start.replace(tzinfo=zone)
    # Through UTC, so that a local time which does not exist becomes one that does.
    return pendulum.instance(aware.astimezone(UTC).astimezone(zone))


@lru_cache(maxsize=64)
def _zone(name: str) -> pendulum.Timezone:
    return pendulum.timezone(name)  # kept: to make it anew takes ten times as long as a count


def _taken_on(
    event: pendulum.Date,
    moment: datetime | None,
    counting: Counting,
    calendar: Calendar,
    before: bool,
    receipt: bool,
) -> tuple[pendulum.Date, str]:
    """The day on which the event is taken to happen, and in words what moved it there."""
    day, reasons = event, []
    if counting.cut_off and moment and moment.time() >= counting.cut_off:
        day = _shifted(day, 1, "days")
        reasons.append(f"it came at or after {counting.cut_off:%H:%M}, so it belongs to {in_full(day)}")
    if receipt and (deferred := _deferred(day, calendar)):
        day, title = deferred
        reasons.append(f"receipt is deferred during {title}, so it is taken to arrive on {in_full(day)}")
    if counting.starts == "deemed-working-day" and (off := calendar.why_off(day)):
        moved = calendar.step(day, -1 if before else 1)
        reasons.append(f"{in_full(day)} is not worked ({off}), so it is taken to happen on {in_full(moved)}")
        day = moved
    return day, "; ".join(reasons)


def _deferred(day: pendulum.Date, calendar: Calendar) -> tuple[pendulum.Date, str] | None:
    """The first working day after the closures that defer receipt on `day`, and the last closure's title."""
    moved = None
    while closure := next((c for c in calendar.closures_on(day) if c.defers_receipt), None):
        day = calendar.step(closure.last, 1)
        moved = day, closure.title
    return moved


def _landed(
    start: pendulum.Date, within: Duration, counting: Counting, calendar: Calendar, before: bool
) -> pendulum.Date:
    """Where the count ends, before `ends` is asked."""
    way = -1 if before else 1
    number, unit = within.number, within.unit
    if unit in ("months", "years"):
        return _shifted(start, way * number, unit)
    days = number * 7 if unit == "weeks" else number
    includes_start = counting.starts == "same-day" and days > 0
    if unit == "working days":
        return calendar.step(start, way * (days - (includes_start and calendar.works(start))))
    return _shifted(start, way * (days - includes_start), "days")


def _shifted(day: Shiftable, number: int, unit: str) -> Shiftable:
    """`day` moved by so many units; months and years clamp at the end of a shorter month."""
    try:
        return day.add(**{unit: number})
    except (ValueError, OverflowError) as error:
        raise BeyondCalendar(
            f"{abs(number)} {unit} from {in_full(day)} lie outside the years 1 to 9999", "check the dates"
        ) from error


def _rolled(day: pendulum.Date, ends: Ends, calendar: Calendar) -> pendulum.Date:
    if ends == "as-it-falls" or calendar.works(day):
        return day
    return calendar.step(day, 1 if ends == "next-working-day" else -1)


def _asked(
    event: date,
    taken: date,
    landed: date,
    on: date,
    within: Duration,
    counting: Counting,
    before: bool,
    *,
    deferred: bool,
) -> list[date]:
    """The latest days about which the calendar had to be asked whether they are worked."""
    asked: list[date] = []
    if counting.ends != "as-it-falls":
        asked += [landed, on]
    if counting.starts == "deemed-working-day" or deferred:
        asked += [event, taken]
    if within.unit == "working days" and within.number:
        first = taken if counting.starts == "same-day" else date.fromordinal(taken.toordinal() - 1)
        asked.append(first if before else landed)
    return asked


def _hours(
    moment: pendulum.DateTime | None,
    within: Duration,
    counting: Counting,
    calendar: Calendar,
    before: bool,
    receipt: bool,
) -> Due:
    """Elapsed time in UTC; `starts` and the cut-off have no say, and `ends` keeps the time on the clock."""
    if moment is None:
        raise ValueError(f"{within} need a start with a time of day, for example 2026-04-02T10:30")
    event, taken, why = _day(moment), moment, ""
    if receipt and (deferred := _deferred(event, calendar)):
        day, title = deferred
        taken = _on(day, moment.replace(hour=0, minute=0, second=0, microsecond=0))
        why = f"receipt is deferred during {title}, so it is taken to arrive as {in_full(day)} begins"
    at = _shifted(taken, -within.number if before else within.number, "hours")
    landed = _day(at)
    on = _rolled(landed, counting.ends, calendar)
    asked = ([landed, on] if counting.ends != "as-it-falls" else []) + ([_day(taken)] if why else [])
    provisional = any(day > calendar.known_until for day in asked)
    at = at if on == landed else _on(on, at)
    return Due(on, at, provisional, _day(taken), why, event, landed, within, counting, calendar, before)


def _on(day: date, clock: pendulum.DateTime) -> pendulum.DateTime:
    """The same local time on another day."""
    return _moment(datetime.combine(day, clock.time()), clock.timezone_name or "UTC")
