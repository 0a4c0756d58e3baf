"""What follows by itself when time runs out: by facts, with a payment, and at the complainant's own duty."""

from __future__ import annotations

from datetime import date

import pytest

from builders import Life, a_procedure, a_small
from putright.case.promised import promised
from putright.policy.explanation import explain

STEPS = """
- acknowledge:
    within: 5 working days
    from: received
    if_missed: {letter: late, pays: {sum: "10.00", within: 10 working days}}
- respond:
    within: 10 working days
    from: received
    if_missed:
      - {to: stage-2, letter: late, for: {complexity: complex}}
      - {letter: late, pays: {sum: "30.00", within: 2 weeks, kind: apology}, tells: manager, for: {matters: 2 or more}}
- decide:
    who: complainant
    within: 1 week
    from: responded
    choices: {accept: {to: closed}, escalate: {to: stage-2}}
    silence:
      - {to: stage-2, for: {complexity: complex}}
      - {to: closed, letter: late, for: {channel: email}}
"""
STAGES = """
- id: stage-2
  handler: manager
  steps:
    - respond: {within: 48 hours, from: entered, if_missed: {pays: {sum: "5.00", within: 1 week}}, then: closed}
"""
REST = """
facts: {complexity: {title: Complexity, values: {simple: Simple, complex: Complex}}}
duties:
  send-papers:
    title: Send us the papers
    who: complainant
    within: 10 working days
    from: papers-asked-for
    if_missed: {to: closed, letter: no-reply}
actions:
  ask-papers: {title: Ask for papers, event: papers-asked-for, letter: asking}
letters:
  late: {title: We are late}
  no-reply: {title: We have not heard from you}
  asking: {title: Please send us the papers}
"""
PROCEDURE = a_procedure(a_small(STEPS, REST, STAGES))
ANSWER = {"outcome": "upheld", "reasons": "r"}


def a_life(**given: str) -> Life:
    return Life(PROCEDURE, "2026-03-02", {"channel": "email", "matter.1.what": "A leak", **given})


def owed(life: Life) -> dict[str, date]:
    return {one.name: one.reckoning.on for one in promised(PROCEDURE.policy, life.case) if one.met_at is None}


# received on Monday 2 March 2026: the acknowledgement is due on 9 March, the answer on 16 March
FOLLOWS = [
    ("a complex case goes on by itself", {"complexity": "complex", "matter.2.what": "b"}, "stage-2.respond", "late", "", {}),
    ("two matters: it stays, and an apology in money is owed two weeks after 16 March", {"matter.2.what": "b"}, "stage-1.respond", "late", "manager", {"remedy.1": date(2026, 3, 30)}),
    ("one matter, nobody knows how complex: late, and nothing more", {}, "stage-1.respond", "", "", {}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "facts", "place", "letter", "told", "due"), FOLLOWS, ids=[row[0] for row in FOLLOWS])
def test_the_first_that_fits_the_facts_follows(
    why: str, facts: dict[str, str], place: str, letter: str, told: str, due: dict[str, date]
) -> None:
    life = a_life(**facts)
    life.act("acknowledge", "2026-03-03")
    life.tick("2026-03-17 00:00")
    event = life.case.events[-1]
    assert (event.kind, event.name, life.place) == ("missed", "respond-missed", place)
    assert "".join(one.name for one in event.letters) == letter
    assert event.data.get("tells", "") == told
    assert owed(life) == due


def test_a_payment_is_a_remedy_with_its_sum_kind_reason_and_day() -> None:
    """Ten working days after Monday 9 March, the day on which time ran out, end on Monday 23 March."""
    life = a_life()
    life.tick("2026-03-10 00:00")
    event = life.case.events[-1]
    assert event.data["remedy.1.sum"] == "10.00"
    assert event.data["remedy.1.kind"] == "payment"
    assert event.texts["remedy.1"] == (
        "We pay £10.00, because our time for “Acknowledge” ran out on Monday 9 March 2026."
    )
    assert owed(life) == {"remedy.1": date(2026, 3, 23)}


def test_a_payment_is_owed_until_it_is_recorded_as_made_also_when_the_case_has_closed() -> None:
    life = a_life()
    life.tick("2026-03-10")
    life.act("acknowledge", "2026-03-11")
    life.act("respond", "2026-03-11", **ANSWER)
    life.act("accept", "2026-03-12")
    assert life.place == "closed"
    assert life.due == {"remedy.1": "2026-03-23"}
    life.act("complete", "2026-03-20", completes="remedy.1")
    assert life.due == {}


def test_two_limits_that_are_missed_bring_two_payments() -> None:
    life = a_life(**{"matter.2.what": "b"})
    life.tick("2026-03-20")
    numbers = [
        number for number, event in zip(life.case.numbers, life.case.events, strict=True) if event.kind == "missed"
    ]
    assert owed(life) == {"remedy.1": date(2026, 3, 23), f"remedy.1.{numbers[1]}": date(2026, 3, 30)}


def test_a_payment_for_hours_counts_from_the_day_they_ended_on() -> None:
    life = a_life(complexity="complex")
    life.act("acknowledge", "2026-03-03")
    life.act("respond", "2026-03-10", **ANSWER)
    life.act("escalate", "2026-03-11 15:00")
    life.tick("2026-03-13 15:00")
    assert owed(life) == {"remedy.1": date(2026, 3, 20)}


def test_a_payment_goes_with_the_lapse_that_a_correction_takes_out() -> None:
    """The complaint came on Thursday 5 March and not on Monday, so that the acknowledgement of 12 March was in time."""
    given = {"channel": "email", "matter.1.what": "A leak"}
    life = Life(PROCEDURE, "2026-03-02", given, recorded="2026-03-05")
    life.act("acknowledge", "2026-03-12")
    assert owed(life) == {"remedy.1": date(2026, 3, 23)}
    life.act("correct", "2026-03-13", corrects="1", when="2026-03-05T10:00:00+00:00", because="The post book says so.")
    assert not owed(life)


def test_what_followed_for_the_wrong_fact_is_taken_out_with_it() -> None:
    life = a_life(complexity="complex")
    life.act("acknowledge", "2026-03-03")
    life.tick("2026-03-17")
    assert life.place == "stage-2.respond"
    life.act("correct", "2026-03-18", corrects="1", complexity="simple", because="It was never complex.")
    assert life.place == "stage-1.respond"


SILENCE = [
    ("a complex case goes on", {"complexity": "complex"}, "stage-2.respond"),
    ("an email is closed", {}, "closed"),
    ("all others stay open", {"channel": "telephone"}, "stage-1.decide"),
]


@pytest.mark.parametrize(("why", "facts", "place"), SILENCE, ids=[row[0] for row in SILENCE])
def test_silence_may_mean_one_thing_or_another(why: str, facts: dict[str, str], place: str) -> None:
    life = a_life(**facts)
    life.act("acknowledge", "2026-03-03")
    life.act("respond", "2026-03-04", **ANSWER)
    life.tick("2026-03-12")
    assert life.place == place


def test_a_request_in_time_that_is_recorded_later_opens_what_silence_had_closed() -> None:
    life = a_life()
    life.act("acknowledge", "2026-03-03")
    life.act("respond", "2026-03-04", **ANSWER)
    life.act("escalate", "2026-03-13", happened="2026-03-11")
    assert life.place == "stage-2.respond"


NO_REPLY = a_procedure(a_small("- respond: {within: 8 weeks, from: received, then: closed}", REST))


def a_life_without_reply() -> Life:
    """Asked for papers on Wednesday 4 March 2026; ten working days end on Wednesday 18 March."""
    life = Life(NO_REPLY, "2026-03-02", {"channel": "email", "matter": "A leak"})
    life.act("ask-papers", "2026-03-04")
    assert life.due["send-papers"] == "2026-03-18"
    return life


def test_no_reply_closes_the_case_with_its_letter() -> None:
    life = a_life_without_reply()
    life.tick("2026-03-18 23:59")
    assert life.place == "stage-1.respond"
    life.tick("2026-03-19 00:00")
    closing = life.case.events[-1]
    assert (life.place, closing.name) == ("closed", "send-papers-missed")
    assert [letter.name for letter in closing.letters] == ["no-reply"]


def test_a_reply_in_time_keeps_the_case_open_also_when_it_is_recorded_late() -> None:
    life = a_life_without_reply()
    life.act("send-papers", "2026-03-18 17:00", role="complainant")
    life.tick("2026-04-01")
    assert life.place == "stage-1.respond"


def test_a_case_that_no_reply_closed_can_be_opened_again_where_it_was() -> None:
    life = a_life_without_reply()
    life.tick("2026-03-20")
    life.act("reopen", "2026-03-23")
    assert life.place == "stage-1.respond"


def test_an_answer_that_was_recorded_too_late_is_put_right_by_a_correction_of_nothing_more() -> None:
    """Papers that came in time, opened late: the case is open again, and the papers are recorded."""
    life = a_life_without_reply()
    life.tick("2026-03-20")
    life.act("reopen", "2026-03-23")
    life.act("send-papers", "2026-03-23", role="complainant")
    life.tick("2026-04-10")
    assert life.place == "stage-1.respond"


TOLD = [
    'If we miss that date, we write: "We are late" and we pay £10.00 within 10 working days (Payment).',
    'If we miss that date and "Complexity" is Complex, the case goes to Stage 2 and we write: "We are late".',
    'If we miss that date and "Number of matters" is 2 or more, we write: "We are late", we tell the Manager inside and '
    "we pay £30.00 within 2 weeks (Apology).",
    'No word in time where "Complexity" is Complex: the case goes to Stage 2.',
    'No word in time where "Channel" is By email: the case is closed. Our letter: "We are late".',
    "No word in time for all others: the case stays open.",
    'Send us the papers: within 10 working days of "Ask for papers". This is for the complainant.',
    "If it is missed, the case is closed.",
]


@pytest.mark.parametrize("words", TOLD)
def test_it_is_told_in_words(words: str) -> None:
    assert words in " ".join(explain(PROCEDURE.policy, PROCEDURE.calendar).split())
