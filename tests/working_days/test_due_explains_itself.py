"""What a due day says about itself: day by day, the rule by name, what moved the start, and how firm it is."""

from __future__ import annotations

from datetime import date, datetime, time

import pendulum
import pytest

from putright.policy.calendars import due, shipped_calendar
from putright.working_days import BeyondCalendar, Calendar, Closure, Counting, Due, Duration, count, in_full

EW = "england-and-wales"


def test_every_day_is_told_with_its_reason() -> None:
    found = due("2026-04-02", "2 working days", calendar=EW, starts="day-after")
    assert found.lines() == [
        "Thursday 2 April 2026 — the day of the event",
        "Friday 3 April 2026 — not counted: Good Friday",
        "Saturday 4 April 2026 — not counted: Saturday",
        "Sunday 5 April 2026 — not counted: Sunday",
        "Monday 6 April 2026 — not counted: Easter Monday",
        "Tuesday 7 April 2026 — day 1",
        "Wednesday 8 April 2026 — day 2",
        "due on Wednesday 8 April 2026",
    ]


def test_what_moved_the_start_is_told() -> None:
    found = due("2026-04-17T16:30", "1 working day", calendar=EW, starts="deemed-working-day", cut_off="16:00")
    assert found.lines() == [
        "Friday 17 April 2026 — the day of the event; it came at or after 16:00, so it belongs to "
        "Saturday 18 April 2026; Saturday 18 April 2026 is not worked (Saturday), so it is taken to happen on "
        "Monday 20 April 2026",
        "Saturday 18 April 2026 — not counted: Saturday",
        "Sunday 19 April 2026 — not counted: Sunday",
        "Monday 20 April 2026 — taken as the day of the event",
        "Tuesday 21 April 2026 — day 1",
        "due on Tuesday 21 April 2026",
    ]
    assert found.start == date(2026, 4, 20)


def test_a_count_on_the_same_day_says_that_the_event_is_day_1() -> None:
    found = due("2026-04-17", "2 working days", calendar=EW, starts="same-day")
    assert [day.why for day in found.days] == ["day 1 (the day of the event)", "Saturday", "Sunday", "day 2"]


def test_rolling_is_told_day_by_day() -> None:
    found = due("2026-04-17", "1 day", calendar=EW, starts="day-after", ends="next-working-day")
    assert [(day.counted, day.why) for day in found.days] == [
        (False, "the day of the event"),
        (True, "day 1"),
        (False, "rolled: Sunday"),
        (False, "rolled: the next working day"),
    ]


def test_a_long_count_shares_lines_between_runs_of_like_days() -> None:
    found = due("2026-04-02", "40 working days", calendar=EW, starts="day-after")
    lines = found.lines()
    assert "Saturday 4 April 2026 to Sunday 5 April 2026 — not counted: weekend" in lines
    assert "Tuesday 7 April 2026 to Friday 10 April 2026 — days 1 to 4" in lines
    assert "Monday 4 May 2026 — not counted: Early May bank holiday" in lines
    assert lines[-1] == f"due on {in_full(found.on)}"
    assert len(lines) < 25


def test_a_count_in_hours_says_the_time() -> None:
    found = due("2026-04-16T10:30", "24 hours", calendar=EW, starts="day-after")
    assert found.lines()[-1] == "due on Friday 17 April 2026 at 10:30"
    assert found.as_json()["at"] == "2026-04-17T10:30:00+01:00"


RULES = [
    ("day-after", "10 working days", False, "day-after: the first counted day after the event is day 1"),
    ("day-after", "10 working days", True, "day-after: the first counted day before the event is day 1"),
    ("deemed-working-day", "8 weeks", False, "deemed-working-day: an event on a day that is not worked"),
    ("same-day", "10 days", False, "same-day: the day of the event, or the first counted day after it"),
    ("same-day", "2 months", False, "same-day: months keep the day number"),
    ("day-after", "5 hours", False, "hours: they run from the moment of the event"),
]


@pytest.mark.parametrize(("starts", "within", "before", "says"), RULES)
def test_the_rule_is_told_by_name_and_in_words(starts: str, within: str, before: bool, says: str) -> None:
    found = due("2026-04-16T10:30", within, calendar=EW, starts=starts, before=before)
    assert found.rule.startswith(says)
    assert "; as-it-falls: " in found.rule


def test_the_plain_data_carry_the_same_names() -> None:
    found = due("2026-04-02", "1 working day", calendar=EW, starts="day-after").as_json()
    assert list(found) == ["on", "provisional", "rule", "days"]
    assert found["on"] == "2026-04-07"
    assert found["days"][1] == {"date": "2026-04-03", "counted": False, "why": "Good Friday"}  # type: ignore[index]


def test_the_due_day_is_a_pendulum_date_that_equals_a_plain_one() -> None:
    found = due("2017-05-18", "20 working days", calendar=EW, starts="day-after")
    assert isinstance(found.on, pendulum.Date)
    assert found.on == date(2017, 6, 16)


FIRM = [
    ("the last known working day", "2028-12-28", "1 working day", {}, False),
    ("a working day after it", "2028-12-29", "1 working day", {}, True),
    ("weeks ask no calendar", "2028-12-29", "8 weeks", {}, False),
    ("... unless their end may roll", "2028-12-29", "8 weeks", {"ends": "next-working-day"}, True),
    ("... or their start is deemed", "2029-01-03", "8 weeks", {"starts": "deemed-working-day"}, True),
    ("back over days that are not known", "2029-01-03", "3 working days", {"before": True}, True),
    ("back over known days alone", "2029-01-01", "1 working day", {"before": True}, False),
]


@pytest.mark.parametrize(("why", "start", "within", "more", "provisional"), FIRM)
def test_a_day_that_rests_on_unknown_bank_holidays_is_provisional(
    why: str, start: str, within: str, more: dict[str, str], provisional: bool
) -> None:
    found = due(start, within, calendar=EW, **({"starts": "day-after"} | more))  # type: ignore[arg-type]
    assert found.provisional is provisional, why
    told = "(provisional: bank holidays after 31 December 2028 are not known yet)" in found.lines()[-1]
    assert told is provisional


def test_a_count_that_asks_no_calendar_may_lie_before_it() -> None:
    assert due("2012-06-01", "12 months", calendar=EW, starts="day-after", before=True).on == date(2011, 6, 1)
    with pytest.raises(BeyondCalendar, match="no day before 1 January 2012"):
        due("2012-06-01", "200 working days", calendar=EW, starts="day-after", before=True)


def test_a_count_past_the_last_year_there_is_is_refused() -> None:
    with pytest.raises(BeyondCalendar, match="outside the years"):
        due("9999-01-01", "2 years", calendar=EW, starts="day-after")
    with pytest.raises(BeyondCalendar, match="outside the years"):
        due("9999-12-31T23:00", "2 hours", calendar=EW, starts="day-after")


def a_school() -> Calendar:
    england = shipped_calendar(EW)
    return Calendar(
        name="school",
        days_off=england.days_off,
        closures=(
            Closure("easter", "Easter holiday", date(2026, 3, 30), date(2026, 4, 10), defers_receipt=True),
            Closure(
                "summer", "Summer term ends", date(2026, 7, 22), date(2026, 8, 31), counts=True, defers_receipt=True
            ),
        ),
        known_from=england.known_from,
        known_until=england.known_until,
    )


def counted(start: str, within: str, *, receipt: bool, starts: str = "day-after") -> Due:
    rule = Counting(starts)  # type: ignore[arg-type]
    moment = datetime.fromisoformat(start) if "T" in start else date.fromisoformat(start)
    return count(moment, Duration.parse(within), rule, a_school(), receipt=receipt)


DEFERRED = [
    (
        "receipt in a closure moves to the first working day after it",
        "2026-04-01",
        "5 working days",
        True,
        "2026-04-20",
    ),
    ("another event in it does not move", "2026-04-01", "5 working days", False, "2026-04-17"),
    ("receipt before it runs over the closed days", "2026-03-27", "1 working day", True, "2026-04-13"),
    ("days that count may still defer receipt", "2026-08-03", "5 working days", True, "2026-09-08"),
    ("... and count for what came before", "2026-07-21", "5 working days", True, "2026-07-28"),
    ("calendar days run from the deferred day", "2026-04-01", "7 days", True, "2026-04-20"),
    ("hours run from the beginning of that day", "2026-04-01T15:00", "48 hours", True, "2026-04-15"),
]


@pytest.mark.parametrize(("why", "start", "within", "receipt", "on"), DEFERRED)
def test_a_closure_can_defer_receipt(why: str, start: str, within: str, receipt: bool, on: str) -> None:
    found = counted(start, within, receipt=receipt)
    assert found.on == date.fromisoformat(on), why
    assert ("receipt is deferred" in found.start_why) is (found.start != found.event)
    assert found.days[-1].date == found.on


def test_another_time_zone_decides_the_local_day() -> None:
    late = datetime.fromisoformat("2026-04-15T23:30+00:00")
    rule, day, calendar = Counting("day-after"), Duration(1, "days"), shipped_calendar(EW)
    assert count(late, day, rule, calendar).on == date(2026, 4, 17)
    assert count(late, day, rule, calendar, time_zone="America/New_York").on == date(2026, 4, 16)


def test_hours_cannot_be_counted_from_a_day() -> None:
    with pytest.raises(ValueError, match="a start with a time of day"):
        counted("2026-04-01", "48 hours", receipt=False)


BAD_RULES = [
    ({"starts": "dayafter"}, 'Did you mean "day-after"?'),
    ({"starts": "day-after", "ends": "next-workday"}, 'Did you mean "next-working-day"?'),
    ({"starts": "day-after", "cut_off": "16:00"}, "cut_off must be a time of day"),
]


@pytest.mark.parametrize(("parts", "says"), BAD_RULES)
def test_a_rule_that_does_not_exist_is_refused(parts: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        Counting(**parts)  # type: ignore[arg-type]
    assert says in str(refused.value)
    assert Counting("day-after", cut_off=time(16)).cut_off == time(16)
