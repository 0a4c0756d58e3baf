"""Limits are compared as clocks: every day is counted, and the answer is a case with its dates."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from putright.policy.calendars import shipped_calendar
from putright.policy.clock_search import Between, Comparison, Promise, Promised, compared
from putright.working_days import Counting, Duration

ENGLAND = shipped_calendar("england-and-wales")
FIRST, LAST = date(2024, 4, 1), date(2025, 3, 31)
DAY_AFTER = Counting("day-after")


def within(words: str, start: str = "received", *more: str, counting: Counting = DAY_AFTER) -> Promised:
    return Promised((Promise(start, Duration.parse(words), counting, tuple(map(Duration.parse, more))),))


ACKNOWLEDGED = Between("acknowledged", "received", within("5 working days"))
"""An acknowledgement that may go on any day from receipt to the fifth working day."""


def found(ours: Promised, theirs: Promised, *between: Between) -> Comparison:
    return compared(ours, theirs, between, ENGLAND, FIRST, LAST)


def test_fifteen_days_from_receipt_are_not_five_and_ten() -> None:
    """Acknowledged on the day itself, ten working days from there are over five days sooner."""
    comparison = found(within("15 working days"), within("10 working days", "acknowledged"), ACKNOWLEDGED)
    first = comparison.first_later
    assert first
    assert first.days == {"received": date(2024, 4, 1), "acknowledged": date(2024, 4, 1)}
    assert (first.ours, first.theirs) == (date(2024, 4, 22), date(2024, 4, 15))  # 1 April is Easter Monday
    assert comparison.later == comparison.looked == 365


def test_ten_days_from_receipt_are_never_later_than_ten_from_the_acknowledgement() -> None:
    comparison = found(within("10 working days"), within("10 working days", "acknowledged"), ACKNOWLEDGED)
    assert comparison.is_never_later
    assert comparison.earlier == 365, "whenever the acknowledgement goes on a later day"


def test_ten_days_from_the_acknowledgement_are_later_than_ten_from_receipt_only_when_it_waits() -> None:
    comparison = found(within("10 working days", "acknowledged"), within("10 working days"), ACKNOWLEDGED)
    assert comparison.later == 365
    assert comparison.worst
    assert comparison.worst.later_by >= 7
    same_day = Between("acknowledged", "received", within("0 days"))
    at_once = found(within("10 working days", "acknowledged"), within("10 working days"), same_day)
    assert at_once.is_same


def test_seven_days_are_later_than_five_working_days_only_for_receipt_at_a_weekend() -> None:
    comparison = found(within("7 days"), within("5 working days"))
    assert comparison.first_later
    assert comparison.first_later.days["received"] == date(2024, 4, 6)  # the first Saturday
    assert (comparison.first_later.ours, comparison.first_later.theirs) == (date(2024, 4, 13), date(2024, 4, 12))
    weekends = [d for d in range(365) if date.fromordinal(FIRST.toordinal() + d).weekday() >= 5]
    assert comparison.later < len(weekends), "a bank holiday in the week makes seven days the sooner"
    assert comparison.worst
    assert comparison.worst.later_by == 2


@pytest.mark.parametrize(
    ("reason", "ours", "theirs", "later", "earlier"),
    [
        ("the same words", "10 working days", "10 working days", 0, 0),
        ("one more is later every day", "11 working days", "10 working days", 365, 0),
        ("one less is sooner every day", "9 working days", "10 working days", 0, 365),
        ("two weeks hold at most ten working days", "14 days", "10 working days", 104 - 18, 0),
        ("20 working days are never over in 4 weeks from a weekday", "4 weeks", "20 working days", None, None),
    ],
)
def test_durations_of_one_start(reason: str, ours: str, theirs: str, later: int | None, earlier: int | None) -> None:
    comparison = found(within(ours), within(theirs))
    if later is not None and earlier == 0 and later not in (0, 365):
        assert 0 < comparison.later <= 104, reason  # weekends alone, less those before a bank holiday
    elif later is not None:
        assert (comparison.later, comparison.earlier) == (later, earlier), reason
    else:
        assert comparison.first_earlier, reason


def test_an_extension_counts_from_the_date_before() -> None:
    ours = within("10 working days", "received", "10 working days")
    assert found(ours, within("20 working days")).is_same
    assert found(ours, within("19 working days")).later == 365


def test_a_cut_off_is_tried_early_and_late() -> None:
    late = Counting("day-after", cut_off=time(16, 0))
    comparison = found(within("10 working days", counting=late), within("10 working days"))
    assert comparison.first_later
    assert comparison.first_later.days["received"].isoformat() == "2024-04-01T23:59:00"
    assert comparison.earlier == 0


def test_the_later_of_two_dates() -> None:
    ours = Promised((*within("10 working days").promises, *within("14 days").promises), "later")
    comparison = found(ours, within("10 working days"))
    assert 0 < comparison.later <= 104
    assert comparison.earlier == 0
    assert found(Promised(ours.promises, "earlier"), within("10 working days")).is_never_later


def test_what_the_calendar_does_not_know_is_not_looked_at() -> None:
    known = ENGLAND.known_until
    comparison = compared(within("10 working days"), within("5 working days"), (), ENGLAND, known, date(2099, 1, 1))
    assert comparison.looked == 0


def test_events_that_do_not_follow_from_each_other_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="escalated, received"):
        found(within("5 days", "escalated"), within("5 days", "received"))


@given(
    st.integers(0, 25), st.integers(0, 25), st.sampled_from(["working days", "days"]), st.dates(FIRST, date(2025, 2, 1))
)
def test_it_agrees_with_the_plain_search_of_one_day(a: int, b: int, unit: str, day: date) -> None:
    """The two dates of each instance are those of `putright.due`."""
    import putright

    ours, theirs = f"{a} {unit}", f"{b} working days"
    comparison = compared(within(ours), within(theirs), (), ENGLAND, day, day)
    first = putright.due(day.isoformat(), ours, calendar="england-and-wales", starts="day-after").on
    second = putright.due(day.isoformat(), theirs, calendar="england-and-wales", starts="day-after").on
    assert (comparison.later, comparison.earlier) == (int(first > second), int(first < second))
    if comparison.worst:
        assert (comparison.worst.ours, comparison.worst.theirs) == (first, second)
