"""What an act needs is asked in one way everywhere: by its name, as a fact, or as a numbered field."""

from __future__ import annotations

import pytest

from builders import Life, a_moment, a_procedure
from case.bell import TEXT
from putright.case.commands import Command
from putright.case.decide import open_case
from putright.case.procedure import Procedure
from putright.problems import Refused

GIVEN = {"matter": "The bell rings", "channel": "email", "subject": "money", "sought": "Quiet"}


def _with(old: str, new: str) -> Procedure:
    assert old in TEXT
    return a_procedure(TEXT.replace(old, new, 1))


ASKED = [
    ("a fact for an extension", "times: 2, needs: [reason]", "times: 2, needs: [consent-given]", "extend", {"consent-given": "2026-04-01"}),
    ("a fact for a pause", "until: [visit-offered], needs: [reason]", "until: [visit-offered], needs: [complexity]", "pause", {"complexity": "simple"}),
    ("what a door asks for", "to: old-court, opens: any time,", "to: old-court, opens: any time, needs: [note],", "refer", {"note": "n"}),
    ("a numbered field", "close: {needs: [reason]}", "note: {needs: [remedy]}", "note", {"remedy": "An apology"}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "old", "new", "action", "needed"), ASKED, ids=[row[0] for row in ASKED])
def test_it_is_refused_without_and_done_with(why: str, old: str, new: str, action: str, needed: dict[str, str]) -> None:
    life = Life(_with(old, new), "2026-03-30 10:00", GIVEN)
    life.act("acknowledge", "2026-03-31")
    rest = (
        {"door": "money-court"} if action == "refer" else {"pause": "waiting-for-papers"} if action == "pause" else {}
    )
    at = "2026-03-31"
    with pytest.raises(Refused, match="R202"):
        life.act(action, at, **rest)
    life.act(action, at, **rest, **{name.replace("-", "_"): value for name, value in needed.items()})


def test_a_fact_can_be_asked_for_at_receipt() -> None:
    procedure = _with("receive: {needs: [sought]}", "receive: {needs: [complexity]}")
    with pytest.raises(Refused, match="R220"):
        Life(procedure, "2026-03-30 10:00", GIVEN)
    assert Life(procedure, "2026-03-30 10:00", {**GIVEN, "complexity": "simple"}).place == "first.acknowledge"


def test_only_the_role_that_receives_may_receive() -> None:
    procedure = _with("receive: {needs: [sought]}", "receive: {who: officer}")
    at = a_moment("2026-03-30")
    with pytest.raises(Refused, match="R203"):
        open_case(procedure, Command("receive", at, at, "", "manager", GIVEN), {})
    assert open_case(procedure, Command("receive", at, at, "", "officer", GIVEN), {}).kind == "received"


def test_a_door_is_for_whom_the_policy_says() -> None:
    life = Life(a_procedure(TEXT), "2026-03-30 10:00", GIVEN)
    with pytest.raises(Refused, match="R203"):
        life.act("refer", "2026-03-31", door="money-court", role="officer")
    life.act("refer", "2026-03-31", door="money-court", role="complainant")
