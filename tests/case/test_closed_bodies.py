"""A body that had closed before a complaint came was never a way out for it."""

from __future__ import annotations

import pytest

from builders import Life, a_shipped
from putright.case.doors import can_use, refuse_door
from putright.case.moments import local_day

KIWI = a_shipped("kiwi/four-stage")
GIVEN = {"matter": "The course was not taught", "subject": "teaching", "channel": "writing", "happened": "2025-03-01"}


def a_life(received: str) -> Life:
    return Life(KIWI, received, GIVEN)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2025-03-31 23:30", {"door.esfa": "2025-03-31", "door.dfe": "2026-03-01"}),
        ("2025-04-01 00:30", {"door.dfe": "2026-03-01"}),
    ],
)
def test_a_door_to_a_body_that_closed_before_receipt_is_no_date(received: str, due: dict[str, str]) -> None:
    doors = {name: on for name, on in a_life(received).due.items() if name.startswith("door.")}
    assert doors == due


def test_the_day_of_receipt_is_the_one_that_is_right_now() -> None:
    life = a_life("2025-04-01")
    life.act("correct", "2025-04-02", corrects="1", when="2025-03-31T10:00:00+01:00", because="It came the day before.")
    assert life.due["door.esfa"] == "2025-03-31"


def test_the_refusal_still_says_what_became_of_the_body_and_names_only_doors_that_are_there() -> None:
    case = a_life("2026-06-01").case
    day = local_day(case.received.happened_at, "Europe/London")
    gone = refuse_door(KIWI.policy, KIWI.calendar, case, "esfa", day, ("esfa", "dfe"))
    assert gone is not None
    assert gone.id == "R213"
    assert "closed on Monday 31 March 2025; its work went to Department for Education" in gone.what
    for given, through in (("", ()), ("awarding-body", ("esfa", "dfe"))):
        other = refuse_door(KIWI.policy, KIWI.calendar, case, given, day, through)
        assert other is not None
        assert other.mend in ("give door: dfe", "choose dfe")


def test_a_door_to_a_body_that_was_gone_is_no_way_out() -> None:
    case = a_life("2026-06-01").case
    assert [id for id, door in KIWI.policy.doors.items() if can_use(KIWI.policy, case, door)] == ["dfe"]
