"""What may be put on record when, and what it may not bring about by the way."""

from __future__ import annotations

import pytest

import putright
from builders import Life, a_shipped
from case.bell import EVERYTHING, GIVEN
from putright.problems import Refused

WALSALL = a_shipped("walsall/two-stage")


def a_life() -> Life:
    life = Life(EVERYTHING, "2026-03-30 10:00", GIVEN)
    life.act("acknowledge", "2026-03-31", outcome="upheld", reasons="r")
    return life


def test_an_outcome_that_was_only_noted_is_no_answer() -> None:
    """An acknowledgement that carried an outcome does not let staff close the case."""
    life = a_life()
    with pytest.raises(Refused, match="R215"):
        life.act("close", "2026-04-01", reason="r")


FOREIGN = [
    ("a promise is carried out by nothing but its own act", {"completes": "remedy.1"}),
    ("a note makes no half of a link", {"link__case": "X-1"}),
    ("a note does not write the complaint anew", {"matter__1__what": "Something else"}),
    ("a note adds no matter", {"matter__2__what": "Something else"}),
    ("a note corrects nothing", {"corrects": "1"}),
]


@pytest.mark.parametrize(("why", "given"), FOREIGN, ids=[row[0] for row in FOREIGN])
def test_an_act_carries_only_what_is_its_own(why: str, given: dict[str, str]) -> None:
    with pytest.raises(Refused, match="R108"):
        a_life().act("note", "2026-04-01", **given)


def test_a_call_that_was_logged_late_is_recorded_with_its_own_day() -> None:
    life = a_life()
    event = life.act(
        "contact", "2026-04-10", happened="2026-03-30", contact__channel="email", contact__direction="in", note="Wrote"
    )
    assert str(event.happened_at.date()) == "2026-03-30"


def test_a_case_is_not_opened_again_before_it_was_closed() -> None:
    life = a_life()
    life.act("respond", "2026-04-10", outcome="upheld", reasons="r")
    life.act("accept", "2026-04-20")
    with pytest.raises(Refused, match="R107"):
        life.act("reopen", "2026-04-25", happened="2026-04-15", reason="r")


def test_putting_an_address_right_does_not_shut_out_a_late_request() -> None:
    life = Life(WALSALL, "2026-03-30", {"matter": "Bins", "channel": "website", "complainant.name": "Ada"})
    life.act("acknowledge", "2026-04-02")
    life.act("respond", "2026-04-17", by="Ann", outcome="not-upheld", reasons="r")
    life.tick("2026-05-25")
    life.act("correct", "2026-05-26", corrects="1", complainant__name="Ada Moss", because="Misheard")
    life.act("refuse-escalation", "2026-05-27", reason="Too late")
    life.act("escalate", "2026-05-28", late_reason="She was in hospital.")
    assert life.place == "stage-2.acknowledge"


def test_a_draft_made_before_the_acknowledgement_can_be_sent_in_its_place() -> None:
    life = Life(EVERYTHING, "2026-03-30 10:00", GIVEN)
    life.act("draft", "2026-03-31", by="Ann", outcome="upheld", reasons="r")
    life.act("send", "2026-03-31", by="Ann")
    assert life.place == "first.decide"


def test_a_command_repeated_after_a_correction_tells_what_it_did() -> None:
    desk = putright.open_desk("sqlite://")
    desk.receive("walsall", at="2026-03-30T10:00:00+01:00", matters=["Bins"], channel="website", case_id="W-1")
    desk.act("W-1", "note", at="2026-03-31T10:00:00+01:00", given={"note": "one"}, key="k-1")
    desk.act("W-1", "note", at="2026-03-31T11:00:00+01:00", given={"note": "two"}, key="k-2")
    struck = {"corrects": "2", "struck": "yes", "because": "Another case"}
    desk.act("W-1", "correct", at="2026-03-31T12:00:00+01:00", given=struck)
    again = desk.act("W-1", "note", at="2026-03-31T13:00:00+01:00", given={"note": "two"}, key="k-2")
    assert [event.texts["note"] for event in again.events] == ["two"]
    desk.close()
