"""Targets beside limits, limits that differ for a time, and dates of which the earlier one is not known yet."""

from __future__ import annotations

import pytest

from builders import Life, a_procedure, a_small
from putright.case.deadlines import Deadline, every_deadline
from putright.policy.explanation import explain

STEPS = """
- acknowledge: {within: 5 working days, from: received}
- respond:
    within: 20 working days
    target: 10 working days
    from: acknowledged
    extension: {by: 10 working days}
- decide:
    who: complainant
    within: 1 month
    from: responded
    deemed_received: 2 working days
    choices: {accept: {to: closed}, escalate: {to: stage-2}}
    silence: stays open
"""
STAGES = """
- id: stage-2
  handler: manager
  steps:
    - respond: {within: 20 working days, from: entered, then: closed}
"""
REST = """
departures:
  - {step: stage-1.respond, within: 30 working days, from: 2026-07-01, until: 2026-09-30, reason: Two officers are away.}
  - {step: respond, within: 25 working days, from: 2026-12-21, until: 2027-01-03, reason: The office is closed.}
  - {step: decide, within: 2 months, from: 2026-08-03, until: 2026-08-31, reason: The post is slow.}
pauses:
  papers: {title: We wait for papers, waits_for: complainant, stops: [respond]}
doors:
  ombudsman:
    to: ombudsman
    closes:
      earlier_of:
        - {within: 12 months, from: received}
        - {within: 6 months, from: stage-2.responded}
bodies: {ombudsman: {title: Ombudsman}}
"""
PROCEDURE = a_procedure(a_small(STEPS, REST, STAGES))
ANSWER = {"outcome": "upheld", "reasons": "r"}


def a_life(received: str = "2026-03-02") -> Life:
    return Life(PROCEDURE, received, {"channel": "email", "matter": "A leak"})


def deadline(life: Life, name: str) -> Deadline:
    found = every_deadline(PROCEDURE.policy, PROCEDURE.calendar, life.case)
    return next(one for one in found if one.name == name)


def aim(life: Life) -> str:
    found = deadline(life, "stage-1.respond").aim
    assert found is not None
    return str(found.on)


def test_a_target_is_counted_from_the_same_start() -> None:
    """From Tuesday 3 March 2026: ten working days end on 17 March, twenty on 31 March."""
    life = a_life()
    life.act("acknowledge", "2026-03-03")
    assert (aim(life), life.due["stage-1.respond"]) == ("2026-03-17", "2026-03-31")
    assert (
        "we aim for Tuesday 17 March 2026: 10 working days from acknowledged"
        in deadline(life, "stage-1.respond").lines()
    )


def test_nothing_is_late_because_a_target_was_missed() -> None:
    life = a_life()
    life.act("acknowledge", "2026-03-03")
    late = life.act("note", "2026-03-25", note="n").recorded_at
    assert not deadline(life, "stage-1.respond").is_late(late, "Europe/London")


def test_an_extension_moves_the_limit_and_not_the_target_and_a_pause_moves_both() -> None:
    life = a_life()
    life.act("acknowledge", "2026-03-03")
    life.act("extend", "2026-03-04", of="respond")
    assert (aim(life), life.due["stage-1.respond"]) == ("2026-03-17", "2026-04-16")
    life.act("pause", "2026-03-05", pause="papers")
    life.act("resume", "2026-03-10")
    assert (aim(life), life.due["stage-1.respond"]) == ("2026-03-20", "2026-04-21")


def test_a_step_without_a_target_has_none() -> None:
    assert deadline(a_life(), "stage-1.acknowledge").aim is None


# why, received, when it was acknowledged, the date of the answer, words of the reason
DEPARTURES = [
    ("before that time: the usual limit", "2026-06-29", "2026-06-30", "2026-07-28", ""),
    ("on the first day", "2026-06-30", "2026-07-01", "2026-08-12", "Two officers are away"),
    ("on the last day", "2026-09-29", "2026-09-30", "2026-11-11", "until Wednesday 30 September 2026 instead of 20 working days"),
    ("after that time: the usual limit", "2026-09-30", "2026-10-01", "2026-10-29", ""),
    ("one for the step of every stage, over Christmas and New Year", "2026-12-18", "2026-12-21", "2027-01-28", "The office is closed"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("why", "received", "acknowledged", "due", "words"), DEPARTURES, ids=[row[0] for row in DEPARTURES]
)
def test_a_limit_differs_for_clocks_that_start_in_that_time(
    why: str, received: str, acknowledged: str, due: str, words: str
) -> None:
    life = a_life(received)
    life.act("acknowledge", acknowledged)
    found = deadline(life, "stage-1.respond")
    assert str(found.on) == due
    assert (found.departure is None) is (not words)
    assert words in found.lines()[0]


def test_a_departure_changes_the_limit_and_not_the_target() -> None:
    life = a_life("2026-07-01")
    life.act("acknowledge", "2026-07-02")
    assert (aim(life), life.due["stage-1.respond"]) == ("2026-07-16", "2026-08-13")


def test_a_window_starts_when_the_letter_counts_as_received() -> None:
    """Sent on Thursday 30 July, received on Monday 3 August, the first day on which the window is longer."""
    life = a_life("2026-06-01")
    life.act("acknowledge", "2026-06-02")
    life.act("respond", "2026-07-30", **ANSWER)
    assert life.due["stage-1.decide"] == "2026-10-03"


def test_a_departure_needs_an_end_and_a_reason() -> None:
    text = a_small(
        "- respond: {within: 5 days, from: received, then: closed}",
        "departures: [{step: respond, within: 9 days, from: 2026-01-01}]",
    )
    with pytest.raises(AssertionError, match="P102") as found:
        a_procedure(text)
    assert "until" in str(found.value)


def test_the_earlier_of_two_dates_is_shown_with_what_is_not_known_yet() -> None:
    life = a_life()
    door = deadline(life, "door.ombudsman")
    assert str(door.on) == "2027-03-02"
    assert door.unknown == ("6 months from stage 2: responded",)
    assert "it may become earlier: 6 months from stage 2: responded is not known yet" in door.lines()


def test_once_both_are_known_nothing_is_open_any_more() -> None:
    life = a_life()
    life.act("acknowledge", "2026-03-03")
    life.act("respond", "2026-03-10", **ANSWER)
    life.act("escalate", "2026-03-20")
    life.act("respond", "2026-04-01", **ANSWER)
    door = deadline(life, "door.ombudsman")
    assert (str(door.on), door.unknown) == ("2026-10-01", ())


SAID = [
    "We aim for 10 working days.",
    "For a time the limit is 30 working days, where the clock starts from Wednesday 1 July 2026 until Wednesday 30 "
    "September 2026. The reason: Two officers are away.",
]


@pytest.mark.parametrize("words", SAID)
def test_it_is_told_in_words(words: str) -> None:
    assert words in " ".join(explain(PROCEDURE.policy, PROCEDURE.calendar).split())


def test_a_window_that_differs_for_a_time_is_told_too() -> None:
    assert "The post is slow." in explain(PROCEDURE.policy, PROCEDURE.calendar)
