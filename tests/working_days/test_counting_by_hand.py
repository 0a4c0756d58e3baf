"""Due days that were checked by hand with a wall calendar. The first column says why the row exists."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from putright.policy.calendars import due

EW, SCOTLAND, NI = "england-and-wales", "scotland", "northern-ireland"

WORKING_DAYS = [
    ("no holiday in the way", EW, "2026-01-05", 10, "2026-01-19"),
    ("the promise to the public face", EW, "2017-05-18", 20, "2017-06-16"),
    ("Christmas and New Year", EW, "2025-12-19", 10, "2026-01-07"),
    ("2 January is Scotland's own", SCOTLAND, "2025-12-19", 10, "2026-01-08"),
    ("Easter Monday counts in Scotland", SCOTLAND, "2026-04-02", 10, "2026-04-17"),
    ("... and not in England", EW, "2026-04-02", 10, "2026-04-20"),
    ("Boxing Day on a Saturday moves", EW, "2026-12-24", 5, "2027-01-05"),
    ("both Christmas days on a weekend move", EW, "2021-12-24", 1, "2021-12-29"),
    ("Christmas Day on a Sunday moves past Boxing Day", EW, "2022-12-23", 1, "2022-12-28"),
    ("12 July on a Sunday moves", NI, "2026-07-10", 5, "2026-07-20"),
    ("St Patrick's Day is a day off in Northern Ireland", NI, "2026-03-16", 1, "2026-03-18"),
    ("... and not in England", EW, "2026-03-16", 1, "2026-03-17"),
    ("St Andrew's Day on a Sunday moves", SCOTLAND, "2025-11-28", 1, "2025-12-02"),
    ("the Scottish summer holiday is the first Monday of August", SCOTLAND, "2026-07-31", 1, "2026-08-04"),
    ("... and not the last", SCOTLAND, "2026-08-28", 1, "2026-08-31"),
    ("1 and 2 January 2022 on a weekend both move", SCOTLAND, "2021-12-31", 1, "2022-01-05"),
    ("Scotland's football holiday", SCOTLAND, "2026-06-12", 1, "2026-06-16"),
    ("... is Scotland's alone", EW, "2026-06-12", 1, "2026-06-15"),
    ("Diamond Jubilee", EW, "2012-06-01", 1, "2012-06-06"),
    ("... took the last Monday of May 2012 with it", EW, "2012-05-25", 1, "2012-05-28"),
    ("Platinum Jubilee", NI, "2022-06-01", 1, "2022-06-06"),
    ("State Funeral", SCOTLAND, "2022-09-16", 1, "2022-09-20"),
    ("Coronation", EW, "2023-05-05", 1, "2023-05-09"),
    ("the May holiday of 2020 moved away from Monday", EW, "2020-05-01", 1, "2020-05-04"),
    ("... to Friday 8 May", EW, "2020-05-07", 1, "2020-05-11"),
    ("a leap day is a day", EW, "2024-02-28", 2, "2024-03-01"),
    ("a day off in any part", "any-part-of-the-uk", "2026-11-27", 1, "2026-12-01"),
    ("a day off in one part is not common", "common-to-the-uk", "2026-11-27", 1, "2026-11-30"),
    ("Good Friday is common, Easter Monday is not", "common-to-the-uk", "2026-04-02", 2, "2026-04-07"),
]


@pytest.mark.parametrize(("why", "calendar", "start", "number", "on"), WORKING_DAYS)
def test_working_days_are_counted_as_a_wall_calendar_counts_them(
    why: str, calendar: str, start: str, number: int, on: str
) -> None:
    found = due(start, f"{number} working days", calendar=calendar, starts="day-after")
    assert found.on == date.fromisoformat(on), why
    assert [day.counted for day in found.days].count(True) == number
    assert not found.provisional


DA, DEEMED, SAME = "day-after", "deemed-working-day", "same-day"
RULES = [  # 17 April 2026 is a Friday, 18 April a Saturday, 4 May a bank holiday
    ("a Saturday counts as its Friday would", "2026-04-18", "10 working days", DA, "2026-05-01"),
    ("a Friday, to compare", "2026-04-17", "10 working days", DA, "2026-05-01"),
    ("a Saturday is deemed to be Monday", "2026-04-18", "10 working days", DEEMED, "2026-05-05"),
    ("a Friday needs no deeming", "2026-04-17", "10 working days", DEEMED, "2026-05-01"),
    ("after a Saturday, Monday is day 1", "2026-04-18", "10 working days", SAME, "2026-05-01"),
    ("a Friday is day 1 itself", "2026-04-17", "10 working days", SAME, "2026-04-30"),
    ("one working day on the same day is that day", "2026-04-17", "1 working day", SAME, "2026-04-17"),
    ("a bank holiday is deemed to be the day after", "2026-05-04", "1 working day", DEEMED, "2026-05-06"),
    ("days count weekends", "2026-04-18", "7 days", DA, "2026-04-25"),
    ("days run from the deemed day", "2026-04-18", "7 days", DEEMED, "2026-04-27"),
    ("days that begin on the same day", "2026-04-18", "7 days", SAME, "2026-04-24"),
    ("a week is seven days", "2026-04-18", "1 week", DA, "2026-04-25"),
    ("... also on the same day", "2026-04-18", "1 week", SAME, "2026-04-24"),
    ("8 weeks", "2026-04-17", "8 weeks", DA, "2026-06-12"),
    ("a month keeps the day number", "2026-04-17", "1 month", DA, "2026-05-17"),
    ("... under every rule", "2026-04-17", "1 month", SAME, "2026-05-17"),
    ("a shorter month clamps", "2026-01-31", "1 month", DA, "2026-02-28"),
    ("... also on the same day", "2026-01-31", "1 month", SAME, "2026-02-28"),
    ("a month from the deemed day (31 January 2026 is a Saturday)", "2026-01-31", "1 month", DEEMED, "2026-03-02"),
    ("a month into a leap year", "2024-01-31", "1 month", DA, "2024-02-29"),
    ("a year from a leap day", "2024-02-29", "1 year", DA, "2025-02-28"),
    ("12 months are a year", "2024-02-29", "12 months", DA, "2025-02-28"),
    ("13 months cross the year", "2025-12-31", "14 months", DA, "2027-02-28"),
    ("0 working days is the day itself", "2026-04-18", "0 working days", DA, "2026-04-18"),
    ("... the deemed day", "2026-04-18", "0 working days", DEEMED, "2026-04-20"),
    ("... the same day", "2026-04-18", "0 days", SAME, "2026-04-18"),
]


@pytest.mark.parametrize(("why", "start", "within", "starts", "on"), RULES)
def test_the_rule_says_which_day_is_day_1(why: str, start: str, within: str, starts: str, on: str) -> None:
    assert due(start, within, calendar=EW, starts=starts).on == date.fromisoformat(on), why


ENDS = [
    ("Saturday rolls on to Monday", "2026-04-11", "7 days", "next-working-day", "2026-04-20"),
    ("Saturday rolls back to Friday", "2026-04-11", "7 days", "previous-working-day", "2026-04-17"),
    ("Saturday may stay", "2026-04-11", "7 days", "as-it-falls", "2026-04-18"),
    ("a bank holiday rolls on", "2026-04-27", "1 week", "next-working-day", "2026-05-05"),
    ("a clamped month rolls on", "2026-01-31", "1 month", "next-working-day", "2026-03-02"),
    ("a clamped month rolls back", "2026-01-31", "1 month", "previous-working-day", "2026-02-27"),
    ("0 days roll on", "2026-04-18", "0 days", "next-working-day", "2026-04-20"),
    ("0 days roll back", "2026-04-18", "0 days", "previous-working-day", "2026-04-17"),
    ("a working day stays", "2026-04-13", "4 days", "next-working-day", "2026-04-17"),
]


@pytest.mark.parametrize(("why", "start", "within", "ends", "on"), ENDS)
def test_the_rule_says_where_a_count_may_end(why: str, start: str, within: str, ends: str, on: str) -> None:
    found = due(start, within, calendar=EW, starts="day-after", ends=ends)
    assert found.on == date.fromisoformat(on), why
    assert found.days[-1].date == found.on


BEFORE = [
    ("Easter lies between", "2026-04-08", "2 working days", DA, "as-it-falls", "2026-04-02"),
    ("before a Saturday comes Friday", "2026-04-18", "1 working day", DA, "as-it-falls", "2026-04-17"),
    ("a Saturday is deemed to be Friday", "2026-04-18", "1 working day", DEEMED, "as-it-falls", "2026-04-16"),
    ("before a Saturday, Friday is day 1", "2026-04-18", "1 working day", SAME, "as-it-falls", "2026-04-17"),
    ("the day itself is day 1", "2026-04-17", "2 working days", SAME, "as-it-falls", "2026-04-16"),
    ("a month back clamps", "2026-03-31", "1 month", DA, "as-it-falls", "2026-02-28"),
    ("next is later, also backwards", "2026-04-25", "7 days", DA, "next-working-day", "2026-04-20"),
    ("previous is earlier, also backwards", "2026-04-25", "7 days", DA, "previous-working-day", "2026-04-17"),
    ("the cut-off first, then deeming back", "2026-04-17T16:30", "1 working day", DEEMED, "as-it-falls", "2026-04-16"),
    (
        "... with a working day after the cut-off",
        "2026-04-16T16:30",
        "1 working day",
        DEEMED,
        "as-it-falls",
        "2026-04-16",
    ),
]


@pytest.mark.parametrize(("why", "start", "within", "starts", "ends", "on"), BEFORE)
def test_counting_backwards_is_the_mirror(why: str, start: str, within: str, starts: str, ends: str, on: str) -> None:
    found = due(start, within, calendar=EW, starts=starts, ends=ends, before=True, cut_off="16:00")
    assert found.on == date.fromisoformat(on), why
    assert found.days[-1].date == found.on


CUT_OFF = [
    ("just before it", "2026-04-16T15:59", DA, "2026-04-17"),
    ("at it", "2026-04-16T16:00", DA, "2026-04-20"),
    ("on Friday evening under day-after", "2026-04-17T17:00", DA, "2026-04-20"),
    ("on Friday evening under deemed-working-day", "2026-04-17T17:00", DEEMED, "2026-04-21"),
    ("on Friday evening under same-day", "2026-04-17T17:00", SAME, "2026-04-20"),
    ("in summer 15:30 in Greenwich is half past four", "2026-04-16T15:30+00:00", DA, "2026-04-20"),
    ("in winter it is not", "2026-01-15T15:30+00:00", DA, "2026-01-16"),
    ("half past eleven at night in Greenwich is the next day here", "2026-04-15T23:30Z", DA, "2026-04-17"),
    ("a day without a time never reaches it", "2026-04-16", DA, "2026-04-17"),
]


@pytest.mark.parametrize(("why", "start", "starts", "on"), CUT_OFF)
def test_an_event_at_or_after_the_cut_off_belongs_to_the_next_day(why: str, start: str, starts: str, on: str) -> None:
    found = due(start, "1 working day", calendar=EW, starts=starts, cut_off=time(16))
    assert found.on == date.fromisoformat(on), why


HOURS = [
    ("two days of plain time", "2026-04-16T10:30", "48 hours", "2026-04-18T10:30:00+01:00"),
    ("the clocks go forward", "2026-03-28T10:00", "24 hours", "2026-03-29T11:00:00+01:00"),
    ("the clocks go back", "2026-10-24T10:00", "24 hours", "2026-10-25T09:00:00+00:00"),
    ("a time that summer time skips is moved on", "2026-03-29T01:30", "0 hours", "2026-03-29T02:30:00+01:00"),
    ("of a time that comes twice the first is meant", "2026-10-25T01:30", "0 hours", "2026-10-25T01:30:00+01:00"),
    ("... but an offset can name the second", "2026-10-25T01:30+00:00", "0 hours", "2026-10-25T01:30:00+00:00"),
]


@pytest.mark.parametrize(("why", "start", "within", "at"), HOURS)
def test_hours_are_elapsed_time(why: str, start: str, within: str, at: str) -> None:
    found = due(start, within, calendar=EW, starts="day-after", cut_off="09:00")
    assert found.at is not None
    assert found.at.isoformat() == at, why
    assert found.on == found.at.date()


def test_hours_that_end_on_a_weekend_keep_the_time_on_the_clock_when_they_roll() -> None:
    found = due("2026-03-27T10:00", "48 hours", calendar=EW, starts="day-after", ends="next-working-day")
    assert str(found.at) == "2026-03-30 11:00:00+01:00"
    assert due("2026-03-30T10:00", "2 hours", calendar=EW, starts=DA, before=True).at == datetime.fromisoformat(
        "2026-03-30T08:00+01:00"
    )
