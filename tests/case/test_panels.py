"""Panels: every seat is filled by somebody who may sit, somebody chairs, and whoever sat decides no later stage."""

from __future__ import annotations

import pytest

from builders import Life, a_procedure, refused
from case.bell import ANSWER, TEXT, a_life, acknowledged

PANEL = a_procedure(TEXT.replace("    handler: manager\n", "    handler: panel\n", 1))

SEATS = {"panel__1": "Pia", "panel__2": "Quin", "panel__3": "Rose", "chair": "Rose"}


def _at_panel(**received: str) -> Life:
    life = acknowledged(a_life(PANEL, **received))
    if "about__1" in received:
        life.act("hear-staff", "2026-04-01", by="Bo")
    life.act("respond", "2026-04-07", by="Bo", **ANSWER)
    life.act("escalate", "2026-04-08")
    life.act("investigate", "2026-04-09", note="n")
    return life


def test_a_panel_decides_with_every_seat_filled_and_its_names_are_kept() -> None:
    life = _at_panel()
    event = life.act("respond", "2026-04-20", by="Clerk", **ANSWER, **SEATS)
    assert {n: v for n, v in event.data.items() if n.startswith(("panel", "chair"))} == {
        "panel.1": "Pia", "panel.2": "Quin", "panel.3": "Rose", "chair": "Rose",
    }  # fmt: skip


def test_a_panel_can_be_named_before_it_decides() -> None:
    life = _at_panel()
    life.act("note", "2026-04-10", note="The panel is called.", **SEATS)
    event = life.act("respond", "2026-04-20", **ANSWER)
    assert event.data["panel.2"] == "Quin"


def test_a_panel_whose_seats_are_all_named_decides_without_another_name() -> None:
    """With a conflict on record its members are looked at; who puts their decision on record decides nothing."""
    life = _at_panel()
    life.act("declare-conflict", "2026-04-10", person="Ann Example")
    event = life.act("respond", "2026-04-20", **ANSWER, **SEATS)
    assert (event.by, event.data["panel.1"]) == ("", "Pia")


PANELS = [
    ("a seat is empty", {**SEATS, "panel__3": ""}, {}, "R265"),
    ("somebody sits twice", {**SEATS, "panel__2": "pia"}, {}, "R265"),
    ("nobody chairs it", {**SEATS, "chair": ""}, {}, "R265"),
    ("the chair has no seat", {**SEATS, "chair": "Sue"}, {}, "R265"),
    ("a member is complained about", SEATS, {"about__1": "Quin"}, "R260"),
    ("a member decided before", {**SEATS, "panel__2": "bo"}, {}, "R204"),
]


@pytest.mark.parametrize(("why", "sitting", "received", "refusal"), PANELS, ids=[row[0] for row in PANELS])
def test_a_panel_that_may_not_sit_is_refused(
    why: str, sitting: dict[str, str], received: dict[str, str], refusal: str
) -> None:
    said = refused(_at_panel(**received), "respond", "2026-04-20", by="Clerk", **ANSWER, **sitting)
    assert said.id == refusal


def test_only_the_holders_of_a_panel_sit_on_it() -> None:
    text = TEXT.replace("    handler: manager\n", "    handler: panel\n", 1)
    text = text.replace("{title: Panel, ", "{title: Panel, holders: [Pia, Quin, Rose, Sue], ")
    life = a_life(a_procedure(text))
    acknowledged(life).act("respond", "2026-04-07", by="Bo", **ANSWER)
    life.act("escalate", "2026-04-08")
    life.act("investigate", "2026-04-09", note="n")
    said = refused(life, "respond", "2026-04-20", **ANSWER, **{**SEATS, "panel__2": "Tim"})
    assert (said.id, said.what) == ("R203", "Tim cannot sit on Panel: the policy names who may")
    life.act("respond", "2026-04-20", **ANSWER, **{**SEATS, "panel__2": "quin"})


def test_a_member_with_a_conflict_of_interest_does_not_sit() -> None:
    life = _at_panel()
    life.act("declare-conflict", "2026-04-10", person="Quin")
    assert refused(life, "respond", "2026-04-20", by="Clerk", **ANSWER, **SEATS).id == "R261"


def test_nobody_who_sat_on_a_panel_decides_at_a_later_stage_that_differs() -> None:
    text = TEXT.replace("    handler: officer\n", "    handler: panel\n", 1)
    life = a_life(a_procedure(text))
    life.act("acknowledge", "2026-03-31")
    life.act("respond", "2026-04-07", by="Clerk", **ANSWER, **{**SEATS, "panel__1": "Iris Bell"})
    life.act("escalate", "2026-04-08")
    life.act("investigate", "2026-04-09", note="n")
    assert refused(life, "respond", "2026-04-20", by="iris bell", **ANSWER).id == "R204"
    life.act("respond", "2026-04-20", by="Mo Chaudhry", **ANSWER)
