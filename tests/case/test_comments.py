"""Comments and other records that are no complaint: answered, kept outside the stages, or counted as one all the same."""

from __future__ import annotations

import pytest

from builders import Life, a_procedure
from case.bell import GIVEN, TEXT
from case.test_records import a_life
from putright.case.decide import possible_actions
from putright.problems import Refused

COMMENT = {"record.kind": "comment", "matter": "Nice bell", "channel": "email"}


def test_a_comment_stands_on_record_outside_the_stages() -> None:
    life = a_life(COMMENT)
    assert (life.place, life.due, life.case.stage) == ("recorded", {}, "first")
    life.act("answer-record", "2026-04-01", note="Thank you.")
    assert life.place == "answered"
    life.tick("2027-01-01")
    life.act("close", "2027-01-02", reason="All said.")
    life.act("reopen", "2027-01-03", reason="More to say.")
    assert life.place == "answered"


def test_what_can_be_done_with_a_record_is_said() -> None:
    life = a_life(COMMENT)
    possible = possible_actions(life.procedure, life.case)
    assert {"answer-record", "complain", "close", "contact", "attach", "link"} <= set(possible)
    assert not {"respond", "acknowledge", "refer", "extend", "outside", "complete", "update"} & set(possible)


def test_whoever_is_not_content_with_the_answer_complains_and_the_record_stays_open() -> None:
    life = a_life(COMMENT)
    life.act("answer-record", "2026-04-01", note="Thank you.")
    event = life.act("complain", "2026-04-02", subject="service", sought="Quiet", note="He is angry.")
    assert (event.kind, event.data, event.texts) == ("linked", {"link.kind": "complaint"}, {"note": "He is angry."})
    assert life.place == "answered"


def test_all_that_comes_in_counts_as_a_complaint_where_the_policy_says_so() -> None:
    procedure = a_procedure(TEXT + "records: {comment: {counts_as: complaint}}\n")
    life = Life(procedure, "2026-03-30 10:00", {**GIVEN, "record.kind": "comment"})
    assert (life.place, life.case.values["record.kind"]) == ("first.acknowledge", "comment")


def test_nothing_of_an_unknown_kind_comes_in() -> None:
    with pytest.raises(Refused, match="R286"):
        a_life({**GIVEN, "record.kind": "rumour"})
