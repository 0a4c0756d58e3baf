"""Limits are compared as clocks: every day is counted, and the answer is a case with its dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from putright.policy.calendars import shipped_calendar
from putright.policy.clock_search import Between, Comparison, Promise, Promised, compared
from putright.working_days import Counting, Duration
from putright.working_days.counting import count

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


def counted(promised: Promised, days: Mapping[str, date]) -> date:
    """The later of its dates, each counted by itself."""
    dues = [count(days[one.start], one.within, one.counting, ENGLAND).on for one in promised.promises]
    return max(date.fromordinal(due.toordinal()) for due in dues)


def every_case(days: dict[str, date], between: Sequence[Between], calendar_days: bool) -> Iterator[dict[str, date]]:
    """Every permitted case, one after the other, by nothing but trying."""
    if not between:
        yield days
        return
    after, *rest = between
    assert after.by
    begin, last = days[after.after], counted(after.by, days)
    for number in range((last - begin).days + 1):
        day = begin + timedelta(days=number)
        if calendar_days or ENGLAND.works(day):
            yield from every_case({**days, after.event: day}, rest, calendar_days)


LIMIT = st.builds("{} {}".format, st.integers(0, 3), st.sampled_from(["working days", "days"]))
EVENTS = ("received", "acknowledged", "answered", "asked")


@settings(deadline=None)
@given(
    st.lists(st.tuples(LIMIT, st.integers(0, 2)), min_size=3, max_size=3),
    LIMIT,
    LIMIT,
    st.integers(0, 3),
    st.booleans(),
)
def test_it_finds_what_trying_every_case_finds(
    limits: list[tuple[str, int]], one: str, other: str, also: int, calendar_days: bool
) -> None:
    """Three events one after the other, each with a limit from one of those before it, over Easter."""
    between = [
        Between(EVENTS[at + 1], EVENTS[at], within(limit, EVENTS[min(start, at)]))
        for at, (limit, start) in enumerate(limits)
    ]
    ours = Promised((*within(one).promises, *within(one, EVENTS[also]).promises))
    theirs = within(other, "asked")
    first, last = date(2025, 4, 16), date(2025, 4, 23)
    told = compared(ours, theirs, between, ENGLAND, first, last, among=None if calendar_days else ENGLAND.works)
    by = {}
    for number in range(8):
        day = first + timedelta(days=number)
        if calendar_days or ENGLAND.works(day):
            cases = every_case({"received": day}, between, calendar_days)
            by[day] = [(counted(ours, case) - counted(theirs, case)).days for case in cases]
    late = [day for day, found in by.items() if max(found, default=0) > 0]
    early = [day for day, found in by.items() if min(found, default=0) < 0]
    assert (told.looked, told.later, told.earlier) == (sum(map(bool, by.values())), len(late), len(early))
    if late:
        assert told.first_later
        assert told.worst
        assert told.first_later.days["received"] == late[0]
        assert told.worst.later_by == max(max(found, default=0) for found in by.values())
    if early:
        assert told.best
        assert told.best.later_by == min(min(found, default=0) for found in by.values())
        assert list(told.best.days) == list(EVENTS)


def test_a_run_of_days_that_an_earlier_limit_cuts_short_is_walked_day_by_day() -> None:
    """The answer must come within a day of receipt, so what is acknowledged later never comes to be asked for."""
    between = (
        Between("acknowledged", "received", within("9 days")),
        Between("answered", "acknowledged", within("1 day", "acknowledged")),
        Between("asked", "answered", within("1 day", "acknowledged")),
    )
    cut_short = (between[0], Between("answered", "acknowledged", within("1 day", "received")), between[2])
    whole = found(within("2 days"), within("0 days", "asked"), *between)
    assert whole.best
    assert whole.best.later_by == 2 - 10
    short = found(within("2 days"), within("0 days", "asked"), *cut_short)
    assert short.best is None, "asked for on the second day at the latest"
    assert short.worst
    assert short.worst.later_by == 2


def test_events_that_lie_far_apart_are_compared_and_told_with_every_day() -> None:
    chain = [Between(f"event-{number}", f"event-{number - 1}") for number in range(1, 7)]
    comparison = found(within("30 days", "event-0"), within("30 days", "event-6"), *chain)
    assert comparison.is_never_later
    assert comparison.best
    assert list(comparison.best.days) == [f"event-{number}" for number in range(7)]
    assert comparison.best.later_by == -6 * 60
