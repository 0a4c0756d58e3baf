"""What is due in a case, and why: every kind of clock, tried on real dates."""

from __future__ import annotations

import pytest

from builders import ROOT, Life, a_moment, a_shipped
from case.bell import EVERYTHING, GIVEN
from putright.case.deadlines import every_deadline


def a_life(received: str = "2026-03-30 10:00", **facts: str) -> Life:
    return Life(EVERYTHING, received, {**GIVEN, **facts})


WALSALL = [
    ("five days as printed end on a Saturday, as it falls", "2026-03-30", [], "stage-1.acknowledge", "2026-04-04"),
    ("ten working days from acknowledgement step over Easter", "2026-03-30", [("acknowledge", "2026-04-02")], "stage-1.respond", "2026-04-20"),
    ("... and over Christmas and New Year", "2025-12-15", [("acknowledge", "2025-12-19")], "stage-1.respond", "2026-01-07"),
    ("an extension runs from the due date, over May Day", "2026-03-30", [("acknowledge", "2026-04-02"), ("extend", "2026-04-17")], "stage-1.respond", "2026-05-05"),
    ("the month to ask runs from receipt of the answer, two working days later", "2026-03-30", [("acknowledge", "2026-04-02"), ("respond", "2026-04-17")], "stage-1.decide", "2026-05-21"),
    ("stage 2 is acknowledged from the request", "2026-03-30", [("acknowledge", "2026-04-02"), ("respond", "2026-04-17"), ("escalate", "2026-05-11")], "stage-2.acknowledge", "2026-05-18"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "received", "acts", "name", "due"), WALSALL, ids=[row[0] for row in WALSALL])
def test_walsall_dates_are_those_of_a_wall_calendar(
    why: str, received: str, acts: list[tuple[str, str]], name: str, due: str
) -> None:
    given = {"matter": "Bins", "channel": "website", "service": "waste"}
    life = Life(a_shipped("walsall/two-stage"), received, given)
    for action, at in acts:
        life.act(action, at, by="Ann", reason="busy", outcome="upheld", reasons="because")
    assert life.due[name] == due


EVERY_CLOCK = [
    ("48 hours are moments, not days", {}, [], "first.acknowledge", "2026-04-01"),
    ("no complexity known: the limit for all others", {}, [("acknowledge", "2026-03-31")], "first.respond", "2026-04-16"),
    ("a simple case brings the short limit", {"complexity": "simple"}, [("acknowledge", "2026-03-31")], "first.respond", "2026-04-09"),
    ("entered directly: four weeks from receipt end on a Monday", {"complexity": "complex"}, [], "second.respond", "2026-04-27"),
    ("entered on request: four weeks from the request, which came on a Sunday", {}, [("acknowledge", "2026-03-31"), ("respond", "2026-04-10"), ("escalate", "2026-04-19")], "second.respond", "2026-05-18"),
    ("an update is owed 20 working days after receipt", {}, [], "update", "2026-04-29"),
    ("... and again 20 working days after the last one", {}, [("update", "2026-04-10")], "update", "2026-05-11"),
    ("eight weeks end on a bank holiday and roll on", {}, [], "long-wait", "2026-05-26"),
    ("a duty counts from an action of the policy's own, and rolls over Easter", {}, [("offer-visit", "2026-03-31")], "consent", "2026-04-07"),
    ("the later of two dates: six months from becoming aware", {"aware": "2026-03-01"}, [("acknowledge", "2026-03-31"), ("respond", "2026-04-10")], "first.decide", "2026-09-01"),
    ("the later of two dates: two months from receiving the answer", {"aware": "2025-11-01"}, [("acknowledge", "2026-03-31"), ("respond", "2026-04-10")], "first.decide", "2026-06-12"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "facts", "acts", "name", "due"), EVERY_CLOCK, ids=[row[0] for row in EVERY_CLOCK])
def test_every_kind_of_clock(why: str, facts: dict[str, str], acts: list[tuple[str, str]], name: str, due: str) -> None:
    life = a_life(**facts)
    for action, at in acts:
        life.act(action, at, by="Ann", note="n", outcome="upheld", reasons="because")
    assert life.due[name] == due


def test_the_later_of_two_dates_is_not_known_while_one_has_not_begun() -> None:
    """Nobody knows when the complainant became aware, so no window is promised and none closes."""
    life = a_life()
    life.act("acknowledge", "2026-03-31")
    life.act("respond", "2026-04-10", outcome="upheld", reasons="because")
    assert "first.decide" not in life.due
    life.tick("2030-01-01")
    assert life.place == "first.decide"


def test_a_limit_in_hours_ends_at_its_moment_over_the_change_to_summer_time() -> None:
    """Clocks went forward on Sunday 29 March 2026: 48 hours from Friday 18:00 end on Sunday 19:00."""
    life = a_life("2026-03-27 18:00")
    deadline = next(
        d for d in every_deadline(EVERYTHING.policy, EVERYTHING.calendar, life.case) if d.step == "acknowledge"
    )
    assert deadline.last is not None
    assert deadline.last.due is not None
    assert "Sunday 29 March 2026" in "\n".join(deadline.lines())
    assert deadline.at is not None
    assert deadline.at > a_moment("2026-03-29 18:59")


def test_two_extensions_never_pass_the_total() -> None:
    """25 working days in total from the acknowledgement on 31 March end on 8 May."""
    life = a_life()
    life.act("acknowledge", "2026-03-31")
    life.act("extend", "2026-04-10", reason="r", longer="5 working days")
    assert life.due["first.respond"] == "2026-04-23"
    life.act("extend", "2026-04-20", reason="r")
    assert life.due["first.respond"] == "2026-05-08"


def test_a_response_may_meet_the_acknowledgement() -> None:
    """Answered before it was acknowledged: both are met by one act."""
    life = a_life()
    life.act("respond", "2026-03-31", outcome="upheld", reasons="because")
    met = {d.name: d.met_at for d in every_deadline(EVERYTHING.policy, EVERYTHING.calendar, life.case)}
    assert met["first.acknowledge"] == a_moment("2026-03-31")
    assert life.place == "first.decide"


def test_a_request_to_go_on_does_not_move_the_dates_of_the_stage_it_leaves() -> None:
    """Kiwi's stage 2 counts from the referral that began it, also when another referral has ended it."""
    life = Life(a_shipped("kiwi/four-stage"), "2024-09-02", {"matter": "m", "channel": "email", "subject": "teaching"})
    life.act("acknowledge", "2024-09-03")
    life.act("respond", "2024-09-10", by="Ann", outcome="upheld", reasons="because")
    life.act("escalate", "2024-09-12")
    life.act("respond", "2024-09-20", by="Ben", outcome="upheld", reasons="because")
    life.act("escalate", "2024-09-27")
    procedure = life.procedure
    dates = {d.name: str(d.on) for d in every_deadline(procedure.policy, procedure.calendar, life.case)}
    assert dates["stage-2.respond"] == "2024-09-26"


def test_only_what_comes_after_its_start_meets_a_duty() -> None:
    """The first answer came before the second look was asked for, so the note on the second look is still owed."""
    life = a_life()
    life.act("acknowledge", "2026-03-31")
    life.act("respond", "2026-04-10", outcome="upheld", reasons="because")
    life.act("escalate", "2026-04-20")
    assert life.due["second-note"] == "2026-04-30"
    life.act("investigate", "2026-04-21", note="n")
    life.act("respond", "2026-04-27", by="Mo Chaudhry", outcome="upheld", reasons="because")
    assert "second-note" not in life.due


def test_a_second_visit_to_a_step_starts_its_clock_anew() -> None:
    """Asked again: the case goes back to the investigation, and the answer before no longer counts as given."""
    life = a_life(complexity="complex")
    life.act("investigate", "2026-04-10", role="investigator", note="n")
    life.act("respond", "2026-04-20", by="Mo Chaudhry", outcome="upheld", reasons="because")
    life.act("ask-again", "2026-04-22")
    assert life.place == "second.investigate"
    assert "second.respond" in life.due


def test_the_date_explains_itself_day_by_day() -> None:
    """The reason names each skipped day and the policy's line."""
    life = Life(
        a_shipped("walsall/two-stage"), "2026-03-30", {"matter": "Bins", "channel": "website", "service": "waste"}
    )
    life.act("acknowledge", "2026-04-02")
    procedure = life.procedure
    deadline = next(d for d in every_deadline(procedure.policy, procedure.calendar, life.case) if d.step == "respond")
    text = "\n".join(deadline.lines())
    assert "Good Friday" in text
    assert "Easter Monday" in text
    assert "10 working days from acknowledged" in text
    assert str(deadline.place).startswith(str(ROOT / "policies/walsall/two-stage.yaml"))
