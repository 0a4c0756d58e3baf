"""Calendars as values: what they answer, what they refuse, and how several become one."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import date, datetime

import pytest

from putright.policy.calendars import calendar_of, document, shipped_calendar, shipped_names
from putright.working_days import BeyondCalendar, Calendar, Closure, merged

SIX_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")


def a_mill(**changes: object) -> Calendar:
    parts: dict[str, object] = {
        "name": "mill",
        "week": SIX_DAYS,
        "days_off": {date(2026, 8, 24): "Fair Monday"},
        "known_from": date(2025, 1, 1),
        "known_until": date(2027, 12, 31),
    }
    return Calendar(**(parts | changes))  # type: ignore[arg-type]


def test_a_calendar_of_ones_own_needs_only_a_week_and_its_days_off() -> None:
    mill = a_mill()
    assert mill.works(date(2026, 8, 22))
    assert mill.why_off(date(2026, 8, 23)) == "Sunday"
    assert mill.why_off(date(2026, 8, 24)) == "Fair Monday"
    assert mill.why_off(date(2026, 8, 25)) is None


def test_stepping_goes_both_ways_and_leaves_the_day_itself_for_none() -> None:
    mill = a_mill()
    assert mill.step(date(2026, 8, 22), 1) == date(2026, 8, 25)
    assert mill.step(date(2026, 8, 25), -1) == date(2026, 8, 22)
    assert mill.step(date(2026, 8, 24), -1) == date(2026, 8, 22)
    assert mill.step(date(2026, 8, 23), 0) == date(2026, 8, 23)


def test_working_days_between_leave_out_the_first_day_and_take_in_the_last() -> None:
    mill = a_mill()
    assert mill.working_days_between(date(2026, 8, 21), date(2026, 8, 25)) == 2
    assert mill.working_days_between(date(2026, 8, 25), date(2026, 8, 21)) == -2
    assert mill.working_days_between(date(2026, 8, 23), date(2026, 8, 24)) == 0


BEYOND: list[tuple[str, Callable[[Calendar], object], str]] = [
    ("a day before the first", lambda c: c.works(date(2024, 12, 31)), "no day before 1 January 2025"),
    ("back past the first", lambda c: c.step(date(2025, 1, 2), -2), "no day before 1 January 2025"),
    ("forward from long before", lambda c: c.step(date(2024, 6, 1), 1), "no day before 1 January 2025"),
    ("a day after the horizon", lambda c: c.works(date(2048, 1, 1)), "past 31 December 2047"),
    ("forward past the horizon", lambda c: c.step(date(2047, 12, 31), 1), "past 31 December 2047"),
    ("back from long after", lambda c: c.step(date(2060, 1, 1), -1), "past 31 December 2047"),
    ("between", lambda c: c.working_days_between(date(2020, 1, 1), date(2026, 1, 1)), "no day before"),
]


@pytest.mark.parametrize(("why", "ask", "says"), BEYOND)
def test_a_day_beyond_the_calendar_is_refused_and_not_guessed(
    why: str, ask: Callable[[Calendar], object], says: str
) -> None:
    with pytest.raises(BeyondCalendar) as refused:
        ask(a_mill())
    assert says in refused.value.what, why
    assert refused.value.mend


def test_the_edges_of_a_calendar_can_be_reached() -> None:
    mill = a_mill()
    assert mill.step(date(2024, 12, 31), 1) == date(2025, 1, 1)
    assert mill.step(date(2025, 1, 2), -1) == date(2025, 1, 1)
    assert mill.horizon == date(2047, 12, 31)
    assert mill.step(date(2047, 12, 30), 1) == date(2047, 12, 31)


FAIR = date(2026, 8, 24)
BAD = [
    ("nobody works", {"week": ()}, "no working day"),
    ("no such day", {"week": ("monday", "tuseday")}, 'Did you mean "tuesday"?'),
    ("ends before it begins", {"known_until": date(2024, 1, 1)}, "before it begins"),
    ("both off and worked", {"extra_working_days": {FAIR: "Open day"}}, "both a day off (Fair Monday) and"),
    ("a day off that is not known", {"days_off": {date(2030, 1, 1): "New Year"}}, "lies outside"),
    ("a date as text", {"days_off": {"2026-08-24": "Fair Monday"}}, "must be a date"),
    ("a moment as a date", {"known_from": datetime(2025, 1, 1)}, "must be a date"),
    ("no such place", {"time_zone": "Europe/Lodnon"}, "no time zone"),
    ("no name", {"name": ""}, "needs a name"),
    ("no calendar is known for ever", {"known_from": date(1, 1, 1)}, "more than 200 years"),
]


@pytest.mark.parametrize(("why", "changes", "says"), BAD)
def test_a_calendar_that_contradicts_itself_is_refused(why: str, changes: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        a_mill(**changes)
    assert says in str(refused.value), why


def test_a_closure_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Closure("easter", "Easter", date(2026, 4, 10), date(2026, 4, 1))


def test_closure_days_are_off_unless_they_count_and_an_extra_day_is_worked_in_spite_of_it() -> None:
    shut = Closure("summer", "Summer break", date(2026, 8, 3), date(2026, 8, 8))
    slow = Closure("autumn", "Quiet week", date(2026, 10, 26), date(2026, 10, 31), counts=True)
    mill = a_mill(closures=(shut, slow), extra_working_days={date(2026, 8, 6): "Open day"})
    assert mill.why_off(date(2026, 8, 3)) == "closed: Summer break"
    assert mill.works(date(2026, 8, 6))
    assert mill.works(date(2026, 10, 27))
    assert mill.closures_on(date(2026, 8, 8)) == (shut,)
    assert mill.closures_on(date(2026, 8, 9)) == ()


def test_a_day_off_in_any_part_is_off_and_says_where() -> None:
    both = merged("both", [shipped_calendar("england-and-wales"), shipped_calendar("scotland")])
    assert both.why_off(date(2026, 11, 30)) == "St Andrew's Day (Scotland)"
    assert both.why_off(date(2026, 4, 6)) == "Easter Monday (England and Wales)"
    assert both.why_off(date(2026, 12, 25)) == "Christmas Day"


def test_a_day_common_to_all_parts_is_off_only_when_all_are() -> None:
    common = merged("common", [a_mill(), shipped_calendar("england-and-wales")], "common_to")
    assert common.works(date(2026, 8, 22))
    assert common.works(date(2026, 8, 24))
    assert common.works(date(2026, 12, 25))
    assert not common.works(date(2026, 8, 23))
    assert (common.known_from, common.known_until) == (date(2025, 1, 1), date(2027, 12, 31))


def test_a_merged_calendar_answers_day_by_day_as_its_parts_do() -> None:
    parts = [shipped_calendar(name) for name in ("england-and-wales", "scotland", "northern-ireland")]
    any_part, common = shipped_calendar("any-part-of-the-uk"), shipped_calendar("common-to-the-uk")
    for ordinal in range(date(2012, 1, 1).toordinal(), date(2029, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        assert any_part.works(day) == all(part.works(day) for part in parts), day
        assert common.works(day) == any(part.works(day) for part in parts), day


UNMERGED = [
    ("nothing", [], "merges no calendars"),
    (
        "never known together",
        [a_mill(), a_mill(known_from=date(2028, 1, 1), known_until=date(2028, 2, 1), days_off={})],
        "in common",
    ),
    ("two zones", [a_mill(), a_mill(time_zone="Europe/Paris")], "Europe/London and Europe/Paris"),
    ("no day that both work", [a_mill(), a_mill(week=("sunday",))], "no working day in common"),
]


@pytest.mark.parametrize(("why", "parts", "says"), UNMERGED)
def test_calendars_that_have_nothing_in_common_cannot_be_merged(why: str, parts: list[Calendar], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        merged("both", parts)


def test_a_calendar_is_the_same_after_it_was_written_down_copied_or_sent() -> None:
    own = a_mill(
        closures=(Closure("summer", "Summer break", date(2026, 8, 3), date(2026, 8, 8), defers_receipt=True),),
        extra_working_days={date(2026, 8, 9): "Open day"},
    )
    for calendar in (own, *map(shipped_calendar, shipped_names())):
        for again in (calendar_of(document(calendar)), copy.deepcopy(calendar), pickle.loads(pickle.dumps(calendar))):  # noqa: S301
            assert again == calendar
            assert hash(again) == hash(calendar)
            assert document(again) == document(calendar)


def test_equal_calendars_are_written_the_same_whatever_the_order_they_were_made_in() -> None:
    days = {date(2026, 8, 24): "Fair Monday", date(2026, 1, 1): "New Year's Day"}
    one = a_mill(days_off=days)
    other = a_mill(days_off=dict(reversed(days.items())), week=tuple(reversed(SIX_DAYS)))
    assert document(one) == document(other)
    assert list(document(one)["days_off"]) == list(document(other)["days_off"])  # type: ignore[call-overload]
