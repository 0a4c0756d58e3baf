"""It makes no difference whether somebody had looked at the clock before something was done."""

from __future__ import annotations

from pathlib import Path

import pytest

import putright
from builders import a_small

STEPS = """
- respond: {within: 20 working days, from: received, if_missed: {letter: late}, then: closed}
"""
ACKNOWLEDGED = """
- acknowledge: {within: 5 working days, from: received, letter: late}
- respond: {within: 20 working days, from: received, then: closed}
"""
REST = """
doors: {ombudsman: {title: Ask the Ombudsman, to: ombudsman, closes: {within: 12 months, from: received}}}
bodies: {ombudsman: {title: Ombudsman}}
letters: {late: {title: We are late, template: acknowledgement}, correction: {title: We were wrong}}
actions: {correct: {letter: correction}}
"""


@pytest.mark.parametrize("looked", [True, False])
def test_a_correction_knows_what_a_letter_told_that_went_out_by_itself(tmp_path: Path, looked: bool) -> None:
    """The answer was due on 30 March 2026. The letter of that night tells that the door closes on 2 March 2027; the
    complaint had come a day earlier, so that it closes on the 1st, and whoever was told otherwise is owed a letter."""
    policy = tmp_path / "small.yaml"
    policy.write_text(a_small(STEPS, REST), encoding="utf-8")
    desk = putright.open_desk("sqlite://")
    given = {"matter": "A leak", "channel": "email", "complainant.name": "Ada Moss"}
    desk.receive(str(policy), at="2026-03-02T10:00:00+00:00", case_id="C-1", given=given)
    if looked:
        desk.tick("2026-04-01T10:00:00+01:00")
    right = {"corrects": "1", "when": "2026-03-01T10:00:00+00:00", "because": "It lay in the box."}
    receipt = desk.act("C-1", "correct", at="2026-04-02T10:00:00+01:00", given=right)
    assert receipt.letters[-1].title == "We were wrong"
    assert "Monday 1 March 2027" in receipt.letters[-1].markdown
    desk.close()


def test_what_letters_told_stands_in_one_order_now_and_when_it_is_read_again(tmp_path: Path) -> None:
    policy = tmp_path / "small.yaml"
    policy.write_text(a_small(ACKNOWLEDGED, REST), encoding="utf-8")
    desk = putright.open_desk("sqlite://")
    given = {"matter": "A leak", "channel": "email", "complainant.name": "Ada Moss"}
    desk.receive(str(policy), at="2026-03-02T10:00:00+00:00", case_id="C-1", given=given)
    receipt = desk.act("C-1", "acknowledge", at="2026-03-03T10:00:00+00:00")
    with desk.store.reading() as tx:
        read = tx.events("C-1")
    told = [list(letter.promised) for event in receipt.case.log for letter in event.letters]
    assert told == [["door.ombudsman", "stage-1.respond"]]
    assert told == [list(letter.promised) for event in read for letter in event.letters]
    desk.close()
