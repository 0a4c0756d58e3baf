"""Fairness: staff are told and heard, and adjustments and restrictions are looked at again."""

from __future__ import annotations

import pytest

from builders import refused
from case.bell import ANSWER, EVERYTHING, a_life, acknowledged
from putright.case.deadlines import every_deadline
from putright.case.decide import possible_actions


def test_each_member_of_staff_complained_about_is_told_in_time() -> None:
    life = a_life(about__1="Ann")
    life.act("note", "2026-04-08", note="n", about__2="Bo")
    assert {n: d for n, d in life.due.items() if n.startswith("tell-staff")} == {
        "tell-staff-1": "2026-04-08",  # Good Friday and Easter Monday lie between
        "tell-staff-2": "2026-04-15",
    }
    life.act("tell-staff", "2026-04-09", staff="1")
    assert "tell-staff-1" not in life.due
    assert "tell-staff-2" in life.due
    late = {d.name: d for d in every_deadline(EVERYTHING.policy, EVERYTHING.calendar, life.case)}["tell-staff-1"]
    assert late.is_late(life.case.log[-1].recorded_at, "Europe/London")


def test_staff_are_told_in_time_from_the_correction_that_says_that_it_is_about_them() -> None:
    life = a_life()
    life.act("correct", "2026-06-01", corrects="1", about__1="Ann", because="It names her on the second page.")
    assert life.due["tell-staff-1"] == "2026-06-08"
    life.act("correct", "2026-06-02", corrects="1", about__1="Anne", because="That is how she writes it.")
    assert life.due["tell-staff-1"] == "2026-06-08"


def test_no_answer_is_given_before_each_of_them_was_heard() -> None:
    life = acknowledged(a_life(about__1="Ann", about__2="Eve"))
    life.act("hear-staff", "2026-04-01", staff="2", note="She says that it was not her.")
    refusal = refused(life, "respond", "2026-04-07", by="Bo", **ANSWER)
    assert (refusal.id, "number 1" in refusal.what) == ("R264", True)
    life.act("hear-staff", "2026-04-02", staff="1")
    life.act("respond", "2026-04-07", by="Bo", **ANSWER)


STAFF = [
    ("nobody is complained about", {}, {}, "R263"),
    ("which of two", {"about__1": "Ann", "about__2": "Eve"}, {}, "R263"),
    ("a number that nobody has", {"about__1": "Ann"}, {"staff": "2"}, "R263"),
]


@pytest.mark.parametrize(("why", "received", "given", "refusal"), STAFF, ids=[row[0] for row in STAFF])
def test_it_is_clear_who_was_told(why: str, received: dict[str, str], given: dict[str, str], refusal: str) -> None:
    assert refused(a_life(**received), "tell-staff", "2026-03-31", **given).id == refusal


def test_adjustments_are_looked_at_again_on_the_day_that_was_set() -> None:
    life = a_life(complainant__adjustments="Large print, and calls after ten", adjustments__review="2026-05-01")
    assert life.due["adjustments-review"] == "2026-05-01"
    life.act("review-adjustments", "2026-04-30", adjustments__review="2026-11-02")
    assert life.due["adjustments-review"] == "2026-11-02"
    life.act("review-adjustments", "2026-11-02")
    assert "adjustments-review" not in life.due


def test_adjustments_that_were_looked_at_are_not_owed_again_because_their_day_is_put_right() -> None:
    life = a_life(adjustments__review="2026-05-01")
    life.act("review-adjustments", "2026-05-01")
    life.act("correct", "2026-05-05", corrects="1", adjustments__review="2026-04-30", because="A slip of the pen")
    assert "adjustments-review" not in life.due


@pytest.mark.parametrize("again", ["2026-04-30", "2026-05-01"])
def test_adjustments_are_looked_at_again_on_a_day_to_come(again: str) -> None:
    life = a_life(adjustments__review="2026-05-01")
    said = refused(life, "review-adjustments", "2026-05-01", adjustments__review=again)
    assert said.id == "R267"
    assert "later than Friday 1 May 2026" in said.what
    life.act("review-adjustments", "2026-05-01", adjustments__review="2026-05-02")
    assert life.due["adjustments-review"] == "2026-05-02"


def test_adjustments_without_a_day_are_not_looked_at_again() -> None:
    life = a_life()
    assert refused(life, "review-adjustments", "2026-04-30").id == "R267"
    assert "review-adjustments" not in possible_actions(EVERYTHING, life.case)


def test_a_restriction_is_looked_at_again_until_it_is_lifted() -> None:
    life = a_life()
    life.act("warn", "2026-03-31", reason="Shouting.")
    life.act("restrict", "2026-04-01", reason="Shouting again.", until="2026-07-01")
    assert life.due["restriction-review"] == "2026-07-01"
    life.act("restrict", "2026-06-30", reason="Once more.", until="2026-10-01")
    assert life.due["restriction-review"] == "2026-10-01"
    life.act("lift-restriction", "2026-09-30")
    assert "restriction-review" not in life.due


def test_a_restriction_outlives_the_case() -> None:
    life = a_life()
    life.act("restrict", "2026-04-01", reason="r", until="2026-07-01")
    life.act("withdraw", "2026-04-02")
    assert life.due["restriction-review"] == "2026-07-01"


RESTRICTIONS = [
    ("without a reason", "restrict", {"until": "2026-07-01"}, "R202"),
    ("without a day of review", "restrict", {"reason": "r"}, "R202"),
    ("a day of review that is not to come", "restrict", {"reason": "r", "until": "2026-04-01"}, "R266"),
    ("nothing to lift", "lift-restriction", {}, "R266"),
]


@pytest.mark.parametrize(("why", "action", "given", "refusal"), RESTRICTIONS, ids=[row[0] for row in RESTRICTIONS])
def test_a_restriction_is_refused(why: str, action: str, given: dict[str, str], refusal: str) -> None:
    assert refused(a_life(), action, "2026-04-01", **given).id == refusal
