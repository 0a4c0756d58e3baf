"""Pauses: a clock that stood still is given its time back in its own unit, and never more."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import Life, a_procedure, a_small
from case.bell import EVERYTHING, GIVEN
from putright.case.deadlines import step_deadline
from putright.case.decide import possible_actions
from putright.case.moments import local_day
from putright.problems import Refused
from putright.working_days import Calendar

PAPERS = {"pause": "waiting-for-papers", "reason": "r"}


def a_life(received: str = "2026-03-30 10:00") -> Life:
    """Acknowledged on Tuesday 31 March 2026: ten working days end on Thursday 16 April."""
    life = Life(EVERYTHING, received, GIVEN)
    life.act("acknowledge", "2026-03-31")
    return life


SPANS = [
    ("a working day in the middle", [("2026-04-08", "2026-04-09")], "2026-04-17"),
    ("stopped and started on one day", [("2026-04-08", "2026-04-08")], "2026-04-16"),
    ("over a weekend only: Saturday to Monday", [("2026-04-11", "2026-04-13")], "2026-04-16"),
    ("over Easter: Thursday to Tuesday is one working day", [("2026-04-02", "2026-04-07")], "2026-04-17"),
    ("from before the first day that counts", [("2026-03-31", "2026-04-02")], "2026-04-17"),
    ("two that do not meet", [("2026-04-07", "2026-04-08"), ("2026-04-10", "2026-04-13")], "2026-04-20"),
    ("the second one lies in the time that the first gave back", [("2026-04-15", "2026-04-16"), ("2026-04-17", "2026-04-20")], "2026-04-20"),
    ("after the date had passed", [("2026-04-17", "2026-04-24")], "2026-04-16"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "spans", "due"), SPANS, ids=[row[0] for row in SPANS])
def test_a_pause_gives_back_the_working_days_it_took(why: str, spans: list[tuple[str, str]], due: str) -> None:
    life = a_life()
    for since, until in spans:
        life.act("pause", since, **PAPERS)
        life.act("resume", until)
    assert life.due["first.respond"] == due


def test_two_reasons_at_once_give_their_time_back_once() -> None:
    """Papers from 7 to 9 April, the police from 8 to 10 April: three working days in all."""
    life = a_life()
    life.act("pause", "2026-04-07", **PAPERS)
    life.act("pause", "2026-04-08", pause="with-the-police")
    life.act("resume", "2026-04-09", pause="waiting-for-papers")
    life.act("resume", "2026-04-10")
    assert life.due["first.respond"] == "2026-04-21"


def test_while_it_stands_still_the_date_is_the_one_if_it_were_resumed_now_and_nothing_is_late() -> None:
    life = a_life()
    life.act("pause", "2026-04-08", **PAPERS)
    life.act("note", "2026-04-10", note="Rang.")
    stage = EVERYTHING.policy.stage("first")
    deadline = step_deadline(EVERYTHING.policy, EVERYTHING.calendar, life.case, stage, stage.step("respond"))
    assert str(deadline.on) == "2026-04-20"
    assert deadline.paused_since is not None
    assert not deadline.is_late(deadline.paused_since.add(years=1), "Europe/London")


def test_what_was_waited_for_ends_the_pause_by_itself() -> None:
    life = a_life()
    life.act("pause", "2026-04-08", **PAPERS)
    life.act("offer-visit", "2026-04-10")
    assert life.due["first.respond"] == "2026-04-20"
    with pytest.raises(Refused, match="R252"):
        life.act("resume", "2026-04-13")


def test_a_pause_stops_only_the_clocks_it_names() -> None:
    life = a_life()
    before = life.due["update"]
    life.act("pause", "2026-04-08", **PAPERS)
    life.act("resume", "2026-04-13")
    assert life.due["update"] == before


def test_a_complainants_window_that_stands_still_does_not_close() -> None:
    life = Life(EVERYTHING, "2026-03-30 10:00", {**GIVEN, "aware": "2026-03-01"})
    life.act("acknowledge", "2026-03-31")
    life.act("respond", "2026-04-10", outcome="upheld", reasons="r")
    assert life.due["first.decide"] == "2026-09-01"
    life.act("pause", "2026-08-28", pause="with-the-police")
    life.tick("2026-12-01")
    assert life.place == "first.decide"
    life.act("resume", "2026-12-01")
    assert life.place == "first.decide"
    assert life.due["first.decide"] == "2026-12-07", "95 days from 1 September, which end on a Saturday and roll on"


def test_an_extension_during_a_pause_adds_to_it() -> None:
    life = a_life()
    life.act("pause", "2026-04-08", **PAPERS)
    life.act("extend", "2026-04-09", reason="r", longer="5 working days")
    life.act("resume", "2026-04-10")
    assert life.due["first.respond"] == "2026-04-27"


def test_a_date_that_is_named_during_a_pause_is_given_only_the_time_from_then_on() -> None:
    """Stopped from 8 to 21 April. On 20 April 1 May is named: only that Monday is given back, not the time before."""
    life = a_life()
    life.act("pause", "2026-04-08", **PAPERS)
    event = life.act("extend", "2026-04-20", reason="r", until="2026-05-01")
    assert event.data["due.before"] == "2026-04-28", "as if it ran again on the day on which more time was given"
    life.act("resume", "2026-04-21")
    assert life.due["first.respond"] == "2026-05-05", "4 May is a bank holiday"


def test_while_a_clock_stands_still_it_is_asked_when_more_time_is_given_whether_the_date_has_passed() -> None:
    life = a_life()
    life.act("pause", "2026-04-08", **PAPERS)
    life.act("extend", "2026-06-01", reason="r", longer="5 working days")
    life.act("resume", "2026-06-01")
    assert life.due["first.respond"] == "2026-06-16", "36 working days from 8 April to 1 June, and 5 more"


def test_a_clock_cannot_have_run_again_before_it_stopped() -> None:
    life = a_life()
    life.act("pause", "2026-04-08", **PAPERS)
    with pytest.raises(Refused, match=r"R107 .* it stopped on Wednesday 8 April 2026"):
        life.act("resume", "2026-04-10", happened="2026-04-07")
    life.act("resume", "2026-04-10", happened="2026-04-08 09:00")
    assert life.due["first.respond"] == "2026-04-16"


def test_taking_out_a_pause_takes_its_time_away() -> None:
    life = a_life()
    life.act("pause", "2026-04-08", **PAPERS)
    life.act("resume", "2026-04-10")
    assert life.due["first.respond"] == "2026-04-20"
    life.act("correct", "2026-04-13", corrects="3", struck="yes", because="It was another case.")
    assert life.due["first.respond"] == "2026-04-16"


def test_a_limit_in_hours_is_given_its_time_back_to_the_minute() -> None:
    life = Life(EVERYTHING, "2026-04-07 10:00", GIVEN)
    life.act("pause", "2026-04-07 12:00", **PAPERS)
    life.act("resume", "2026-04-07 17:30")
    stage = EVERYTHING.policy.stage("first")
    deadline = step_deadline(EVERYTHING.policy, EVERYTHING.calendar, life.case, stage, stage.step("acknowledge"))
    assert str(deadline.at) == "2026-04-09 15:30:00+01:00"


def test_a_limit_in_hours_that_was_given_until_a_day_is_given_back_whole_days() -> None:
    """48 hours from 7 April, given until the 14th; stopped from the 10th to the 15th: five days more."""
    steps = (
        "- acknowledge: {within: 48 hours, from: received, extension: {open_ended: true}}\n- respond: {then: closed}"
    )
    rest = "pauses: {police: {title: The police look into it, waits_for: complainant}}"
    life = Life(a_procedure(a_small(steps, rest)), "2026-04-07 10:00", {"channel": "email", "matter": "A leak"})
    life.act("extend", "2026-04-08", until="2026-04-14")
    life.act("pause", "2026-04-10", pause="police")
    life.act("resume", "2026-04-15")
    assert life.due["stage-1.acknowledge"] == "2026-04-19"


def test_two_months_are_given_back_as_the_days_and_hours_that_they_lasted() -> None:
    """From 23:00 on 16 April to 13:00 on 16 June are 60 days and 14 hours, wherever in the year they are added."""
    life = Life(EVERYTHING, "2026-04-15 18:00", GIVEN)
    life.act("pause", "2026-04-16 23:00", **PAPERS)
    life.act("resume", "2026-06-16 13:00")
    stage = EVERYTHING.policy.stage("first")
    deadline = step_deadline(EVERYTHING.policy, EVERYTHING.calendar, life.case, stage, stage.step("acknowledge"))
    assert str(deadline.at) == "2026-06-17 08:00:00+01:00"  # 18:00 on 17 April, 60 days and 14 hours later
    assert "60 days 14 hours more" in str(deadline.reckonings[-1].lines())


REFUSED = [
    ("no reason named", [], ("pause", {}), "R250"),
    ("a reason the policy does not know", [], ("pause", {"pause": "waiting-for-paper"}), "R250"),
    ("twice for one reason", [("pause", PAPERS)], ("pause", PAPERS), "R251"),
    ("nothing to resume", [], ("resume", {}), "R252"),
    ("resumed for another reason", [("pause", PAPERS)], ("resume", {"pause": "with-the-police"}), "R252"),
    ("what it needs is missing", [], ("pause", {"pause": "waiting-for-papers"}), "R202"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "before", "act", "refusal"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_pause_is_refused(
    why: str, before: list[tuple[str, dict[str, str]]], act: tuple[str, dict[str, str]], refusal: str
) -> None:
    life = a_life()
    for action, words in before:
        life.act(action, "2026-04-07", **words)
    with pytest.raises(Refused) as refused:
        life.act(act[0], "2026-04-08", **act[1])
    assert refused.value.id == refusal


def test_to_resume_is_offered_only_while_a_clock_stands_still() -> None:
    life = a_life()
    assert "resume" not in possible_actions(EVERYTHING, life.case)
    life.act("pause", "2026-04-07", **PAPERS)
    life.act("pause", "2026-04-07", pause="with-the-police")
    assert "resume" in possible_actions(EVERYTHING, life.case)
    with pytest.raises(Refused, match="give pause: waiting-for-papers or with-the-police"):
        life.act("resume", "2026-04-08")


@settings(deadline=None)
@given(st.lists(st.integers(0, 12), min_size=0, max_size=6))
def test_the_date_is_the_one_that_a_slow_clerk_finds_day_by_day(gaps: list[int]) -> None:
    """Walk every day: it counts when it is worked and the clock does not stand still; the tenth that counts is due."""
    life, day = a_life(), a_life().case.events[-1].happened_at
    stopped: set[str] = set()
    for number, gap in enumerate(gaps):
        since, day = day, day.add(days=gap)
        if number % 2:
            stopped |= {str(since.add(days=n).date()) for n in range(gap)}
        life.act("resume" if number % 2 else "pause", f"{day.date()} 12:00", **({} if number % 2 else PAPERS))
    if len(gaps) % 2:
        life.act("resume", f"{day.date()} 12:00")
    assert life.due["first.respond"] == _slowly(EVERYTHING.calendar, life, stopped)


def _slowly(calendar: Calendar, life: Life, stopped: set[str]) -> str:
    day = local_day(life.case.events[1].happened_at, "Europe/London")
    counted = 0
    while counted < 10:
        day = day.fromordinal(day.toordinal() + 1)
        counted += calendar.works(day) and str(day) not in stopped
    return str(day)
