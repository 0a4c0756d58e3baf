"""Laws that hold for every day, calendar and rule, and a slow count day by day that the fast one must equal."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from putright.policy.calendars import shipped_calendar, shipped_names
from putright.working_days import ENDS, STARTS, Calendar, Closure, Counting, Duration, count

ONE_DAY = timedelta(days=1)
DAYS = st.dates(date(2014, 1, 1), date(2026, 12, 31))
NUMBERS = st.integers(0, 120)
MILL = Calendar(
    name="mill",
    week=("tuesday", "wednesday", "saturday"),
    days_off={date(2020, 3, day): "Fair" for day in range(1, 20)},
    extra_working_days={date(2021, 5, 2): "Open day"},
    closures=(Closure("summer", "Summer", date(2018, 7, 1), date(2018, 8, 31)),),
    known_from=date(2012, 1, 1),
    known_until=date(2028, 12, 31),
)
CALENDARS = st.sampled_from([MILL, *map(shipped_calendar, shipped_names())])
UNITS = st.sampled_from(["working days", "days", "weeks", "months", "years"])
DAY_AFTER = Counting("day-after")


def on(start: date, number: int, calendar: Calendar, *, before: bool = False) -> date:
    return count(start, Duration(number, "working days"), DAY_AFTER, calendar, before=before).on


def day_by_day(start: date, number: int, calendar: Calendar, starts: str, way: int) -> date:
    """The oracle: one day after the other, as a person counts on a wall calendar."""
    day = start
    if starts == "deemed-working-day":
        while calendar.why_off(day):
            day += way * ONE_DAY
    counted = 1 if starts == "same-day" and number and not calendar.why_off(day) else 0
    while counted < number:
        day += way * ONE_DAY
        counted += not calendar.why_off(day)
    return day


@given(DAYS, NUMBERS, CALENDARS, st.sampled_from(sorted(STARTS)), st.booleans())
def test_the_fast_count_equals_a_slow_one_day_by_day(
    start: date, number: int, calendar: Calendar, starts: str, before: bool
) -> None:
    found = count(start, Duration(number, "working days"), Counting(starts), calendar, before=before)  # type: ignore[arg-type]
    assert found.on == day_by_day(start, number, calendar, starts, -1 if before else 1)


@given(DAYS, NUMBERS, CALENDARS)
def test_counting_back_undoes_counting_forward_from_a_working_day(start: date, number: int, calendar: Calendar) -> None:
    working = calendar.step(start, 1)
    assert on(on(working, number, calendar), number, calendar, before=True) == working


@given(DAYS, st.integers(0, 60), st.integers(0, 60), CALENDARS)
def test_two_counts_after_each_other_equal_one_count_of_their_sum(
    start: date, first: int, second: int, calendar: Calendar
) -> None:
    assert on(on(start, first, calendar), second, calendar) == on(start, first + second, calendar)


@given(
    DAYS, st.integers(0, 30), NUMBERS, UNITS, CALENDARS, st.sampled_from(sorted(STARTS)), st.sampled_from(sorted(ENDS))
)
def test_a_later_event_is_never_due_earlier_and_a_longer_limit_never_sooner(
    start: date, later: int, number: int, unit: str, calendar: Calendar, starts: str, ends: str
) -> None:
    length = number % 12 if unit == "years" else number
    within, longer = Duration(length, unit), Duration(length + 1, unit)  # type: ignore[arg-type]
    rule = Counting(starts, ends)  # type: ignore[arg-type]
    found = count(start, within, rule, calendar).on
    assert count(start + later * ONE_DAY, within, rule, calendar).on >= found
    assert count(start, longer, rule, calendar).on >= found


@given(DAYS, NUMBERS, UNITS, CALENDARS, st.sampled_from(sorted(STARTS)), st.sampled_from(sorted(ENDS)), st.booleans())
def test_the_days_told_lead_without_a_gap_from_the_event_to_the_due_day(
    start: date, number: int, unit: str, calendar: Calendar, starts: str, ends: str, before: bool
) -> None:
    length = number % 3 if unit == "years" else number % 25
    found = count(start, Duration(length, unit), Counting(starts, ends), calendar, before=before)  # type: ignore[arg-type]
    told = [day.date for day in found.days]
    assert (told[0], told[-1]) == (start, found.on)
    assert all(abs(later - earlier) == ONE_DAY for earlier, later in pairwise(told))
    if unit in ("working days", "days", "weeks"):
        assert sum(day.counted for day in found.days) == length * (7 if unit == "weeks" else 1)


@given(DAYS, DAYS, CALENDARS)
def test_working_days_between_two_days_are_those_that_stepping_passes(
    one: date, other: date, calendar: Calendar
) -> None:
    first, last = sorted((one, other))
    number = calendar.working_days_between(first, last)
    passed = sum(not calendar.why_off(date.fromordinal(n)) for n in range(first.toordinal() + 1, last.toordinal() + 1))
    assert number == passed == -calendar.working_days_between(last, first)
