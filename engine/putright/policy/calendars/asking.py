"""Asking: "when is it due?" in words, without any policy.

Never guesses a word: what it cannot read it refuses, with the choices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import cast

from putright.policy.calendars.finding import calendar_at, find_calendar
from putright.problems import PolicyError, one_of
from putright.working_days import ENDS, STARTS, Calendar, Counting, Due, Duration, Ends, Starts, count

DAY = r"\d{4}-\d{2}-\d{2}"
CLOCK = r"\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?"
MOMENT = re.compile(rf"{DAY}[T ]{CLOCK}(Z|[+-]\d{{2}}:\d{{2}})?", re.ASCII)


class BadDue(ValueError):
    """A question that cannot be read: a stable `id`, `what` is wrong in it, and how to `mend` it."""

    def __init__(self, id: str, what: str, mend: str) -> None:
        self.id, self.what, self.mend = id, what, mend
        super().__init__(f"{id} {what}\n    mend: {mend}")


def due(
    start: str | date | datetime,
    within: str | Duration,
    *,
    calendar: str | Calendar,
    starts: str,
    ends: str = "as-it-falls",
    cut_off: str | time | None = None,
    before: bool = False,
) -> Due:
    """The day on which something is due, with the reason for every day on the way.

    `start` is an ISO 8601 day or moment; one without an offset is local time of the calendar. `calendar` is
    a shipped calendar's name, the path of a calendar file, or a Calendar.

    Raises:
        BadDue: A word cannot be read.
        BeyondCalendar: The calendar does not know the days that the count rests on.
        PolicyError: The calendar file is wrong.
    """
    day_or_moment = _start(start)
    length = _within(within)
    rule = _counting(starts, ends, cut_off)
    days = calendar if isinstance(calendar, Calendar) else _calendar(str(calendar))
    if length.unit == "hours" and not isinstance(day_or_moment, datetime):
        raise BadDue("D107", f"{length} need a start with a time of day", "write it as 2026-04-02T10:30")
    return count(day_or_moment, length, rule, days, before=before)


def _start(start: str | date | datetime) -> date | datetime:
    if isinstance(start, date):
        return start
    shape = "write a day as 2026-04-02, or a moment as 2026-04-02T16:30 or 2026-04-02T16:30+01:00"
    text = str(start).strip()
    try:
        if re.fullmatch(DAY, text, re.ASCII):
            return date.fromisoformat(text)
        if MOMENT.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError as error:
        raise BadDue("D101", f'"{text}" does not exist: {error}', shape) from error
    raise BadDue("D101", f'"{text}" is not a date that can be read in only one way', shape)


def _within(within: str | Duration) -> Duration:
    with _refusing("D102", 'write a duration such as "10 working days"'):
        return within if isinstance(within, Duration) else Duration.parse(within)


def _counting(starts: str, ends: str, cut_off: str | time | None) -> Counting:
    with _refusing("D104", f"say how day 1 is counted: {one_of(STARTS)}"):
        Counting(cast(Starts, starts))
    with _refusing("D105", f"say where a count may end: {one_of(ENDS)}"):
        return Counting(cast(Starts, starts), cast(Ends, ends), _clock(cut_off))


def _clock(cut_off: str | time | None) -> time | None:
    if cut_off is None or isinstance(cut_off, time):
        return cut_off
    try:
        if re.fullmatch(r"\d{2}:\d{2}", str(cut_off), re.ASCII):
            return time.fromisoformat(cut_off)
    except ValueError:
        pass
    raise BadDue("D106", f'"{cut_off}" is not a time of day', 'write the cut-off as "16:00"')


def _calendar(name: str) -> Calendar:
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return calendar_at(path)
    try:
        return find_calendar(name)
    except PolicyError as error:
        problem = error.problems[0]
        raise BadDue("D103", problem.what, problem.mend) from error


@contextmanager
def _refusing(id: str, mend: str) -> Iterator[None]:
    """Every ValueError inside becomes a BadDue with this id; one that has its own id passes."""
    try:
        yield
    except BadDue:
        raise
    except ValueError as error:
        raise BadDue(id, str(error), mend) from error
