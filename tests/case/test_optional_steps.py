"""Optional duties that somebody asks for, and pauses that begin or end by themselves."""

from __future__ import annotations

import pytest

from builders import Life, a_moment, a_procedure, a_small
from putright.case.deadlines import every_deadline
from putright.case.decide import possible_actions, wakes_at
from putright.policy.explanation import explain
from putright.problems import Refused

STEPS = """
- acknowledge: {within: 5 working days, from: received}
- respond: {within: 10 working days, from: received, then: closed}
"""
REST = """
facts: {complexity: {title: Complexity, values: {simple: Simple, complex: Complex}}}
duties:
  mediation:
    title: Mediate
    who: manager
    asked_by: complainant
    declined_by: officer
    within: 5 working days
    stops: [respond]
    letter: mediated
    if_missed: {tells: manager}
  meeting: {title: Meet the complainant, who: officer, asked_by: anyone, within: 10 working days, for: {complexity: complex}}
  calls: {title: Ring, who: officer, asked_by: complainant, every: 5 working days}
pauses:
  papers:
    title: We wait for papers
    waits_for: complainant
    stops: [respond]
    from: [papers-asked-for]
    until: [papers-received]
    at_most: 5 working days
    resumed_letter: runs-again
  police: {title: The police look into it, waits_for: manager, at_most: 24 hours, stops: [acknowledge]}
  court: {title: Before a court, waits_for: manager, at_most: 1 month, stops: [acknowledge]}
actions:
  ask-papers: {title: Ask for papers, event: papers-asked-for}
  log-papers: {title: Log papers, event: papers-received}
letters: {mediated: {title: What we agreed}, runs-again: {title: The clock runs again}}
"""
PROCEDURE = a_procedure(a_small(STEPS, REST))


def a_life(**given: str) -> Life:
    """Received on Monday 2 March 2026: the answer is due on Monday 16 March."""
    return Life(PROCEDURE, "2026-03-02", {"channel": "email", "matter": "A leak", **given})


def test_what_is_optional_is_owed_only_once_it_was_asked_for() -> None:
    life = a_life()
    assert not {"mediation", "calls"} & life.due.keys()
    event = life.act("ask-for-mediation", "2026-03-03", role="complainant")
    assert event.name == "mediation-asked-for"
    assert life.due["mediation"] == "2026-03-10"


def test_once_done_it_is_owed_no_longer_and_can_be_asked_for_again() -> None:
    life = a_life()
    life.act("ask-for-mediation", "2026-03-03")
    assert [letter.name for letter in life.act("mediation", "2026-03-05").letters] == ["mediated"]
    assert "mediation" not in life.due
    life.act("ask-for-mediation", "2026-03-05")
    assert life.due["mediation"] == "2026-03-12"


# why, what happens after mediation was asked for on Tuesday 3 March, the date of the answer
STOPS = [
    ("done on the Friday: three working days more", [("mediation", "2026-03-06")], "2026-03-19"),
    ("declined on the day after: one", [("decline-mediation", "2026-03-04")], "2026-03-17"),
    ("neither: until its own time ran out, on Tuesday 10 March, and no longer", [("note", "2026-03-30")], "2026-03-24"),
]


@pytest.mark.parametrize(("why", "acts", "due"), STOPS, ids=[row[0] for row in STOPS])
def test_the_clock_stands_still_while_it_is_owed_and_in_time(why: str, acts: list[tuple[str, str]], due: str) -> None:
    life = a_life()
    life.act("ask-for-mediation", "2026-03-03")
    for action, at in acts:
        life.act(action, at, note="n")
    assert life.due["stage-1.respond"] == due


def test_a_clock_that_mediation_does_not_stop_runs_on() -> None:
    life = a_life()
    life.act("ask-for-mediation", "2026-03-03")
    life.act("mediation", "2026-03-06")
    assert life.due["stage-1.acknowledge"] == "2026-03-09"


def test_what_repeats_counts_from_the_asking_and_then_from_the_last_time() -> None:
    life = a_life()
    life.act("ask-for-calls", "2026-03-03")
    assert life.due["calls"] == "2026-03-10"
    life.act("calls", "2026-03-05")
    assert life.due["calls"] == "2026-03-12"


REFUSED = [
    ("nobody asked", [], "mediation", {}, "R257", "nobody asks for “Mediate” now"),
    ("nothing to decline", [], "decline-mediation", {}, "R257", "ask for it: ask-for-mediation"),
    ("asked twice", ["ask-for-mediation"], "ask-for-mediation", {}, "R257", "do it: mediation; or decline-mediation"),
    ("declined and then done", ["ask-for-mediation", "decline-mediation"], "mediation", {}, "R257", "not owed"),
    ("only the complainant may ask", [], "ask-for-mediation", {"role": "manager"}, "R203", "complainant"),
    ("only the officer may decline", ["ask-for-mediation"], "decline-mediation", {"role": "complainant"}, "R203", "Officer"),
    ("only in complex cases", [], "ask-for-meeting", {}, "R208", "Complexity: Complex"),
    ("nobody may decline that", ["ask-for-calls"], "decline-calls", {}, "R101", "nothing is called"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "before", "action", "given", "id", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_refusal_says_why(
    why: str, before: list[str], action: str, given: dict[str, str], id: str, words: str
) -> None:
    life = a_life()
    for act in before:
        life.act(act, "2026-03-03")
    with pytest.raises(Refused) as refused:
        life.act(action, "2026-03-04", **given)
    assert refused.value.id == id
    assert words in f"{refused.value.what} {refused.value.mend}"


def test_only_what_can_be_done_now_is_offered() -> None:
    life = a_life()
    offered = set(possible_actions(PROCEDURE, life.case))
    assert "ask-for-mediation" in offered
    assert not {"mediation", "decline-mediation", "ask-for-meeting"} & offered
    life.act("ask-for-mediation", "2026-03-03")
    offered = set(possible_actions(PROCEDURE, life.case))
    assert {"mediation", "decline-mediation"} <= offered
    assert "ask-for-mediation" not in offered


# papers asked for on Wednesday 4 March: its five working days are 4, 5, 6, 9 and 10 March
PAUSES = [
    ("they came on the Friday: two working days more", "2026-03-04", [("log-papers", "2026-03-06")], "2026-03-18"),
    ("they never came: five, and no more", "2026-03-04", [("note", "2026-03-30")], "2026-03-23"),
    ("they came too late", "2026-03-04", [("log-papers", "2026-03-20")], "2026-03-23"),
    ("asked for twice while it stands still changes nothing", "2026-03-04", [("ask-papers", "2026-03-09"), ("note", "2026-03-30")], "2026-03-23"),
    ("asked for on a Saturday: 9 to 13 March", "2026-03-07", [("note", "2026-03-30")], "2026-03-23"),
    ("resumed by hand before that", "2026-03-04", [("resume", "2026-03-05")], "2026-03-17"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "asked", "acts", "due"), PAUSES, ids=[row[0] for row in PAUSES])
def test_a_pause_begins_and_ends_by_itself(why: str, asked: str, acts: list[tuple[str, str]], due: str) -> None:
    life = a_life()
    life.act("acknowledge", "2026-03-03")
    life.act("ask-papers", asked)
    for action, at in acts:
        life.act(action, at, note="n")
    assert life.due["stage-1.respond"] == due


def test_the_clock_runs_again_at_its_moment_with_its_letter_whenever_somebody_looks() -> None:
    for look in ("2026-03-11 00:00", "2026-04-20"):
        life = a_life()
        life.act("ask-papers", "2026-03-04")
        assert wakes_at(PROCEDURE, life.case) == a_moment("2026-03-11 00:00")
        life.tick(look)
        event = life.case.events[2]
        assert (event.kind, event.name, event.happened_at) == ("pause-ended", "resumed", a_moment("2026-03-11 00:00"))
        assert [letter.name for letter in event.letters] == ["runs-again"]


def test_what_ends_a_pause_by_itself_brings_the_letter_that_the_clock_runs_again() -> None:
    life = a_life()
    life.act("ask-papers", "2026-03-04")
    event = life.act("log-papers", "2026-03-06")
    assert ([letter.name for letter in event.letters], event.data["pause"]) == (["runs-again"], "papers")
    life.act("ask-papers", "2026-03-09")
    life.act("pause", "2026-03-09", pause="court")
    assert life.act("log-papers", "2026-03-10").letters == (), "the clock still stands still before the court"


def test_a_pause_that_ends_while_another_lasts_sends_no_letter_that_the_clock_runs_again() -> None:
    life = a_life()
    life.act("pause", "2026-03-04", pause="court")
    life.act("ask-papers", "2026-03-04")
    life.tick("2026-03-20")
    (ended,) = (event for event in life.case.events if event.kind == "pause-ended")
    assert (ended.data["pause"], ended.letters) == ("papers", ())


HOW_LONG = [
    ("a day in hours, to the minute", "police", "2026-03-03 10:15", "2026-03-04 10:15"),
    ("a month: until its last day has passed", "court", "2026-03-03 10:15", "2026-04-03 00:00"),
    ("over the change to summer time a day in hours is 24 hours", "police", "2026-03-28 10:15", "2026-03-29 11:15"),
]


@pytest.mark.parametrize(("why", "pause", "since", "until"), HOW_LONG, ids=[row[0] for row in HOW_LONG])
def test_how_long_a_pause_may_last(why: str, pause: str, since: str, until: str) -> None:
    life = a_life()
    life.act("pause", since, pause=pause)
    assert wakes_at(PROCEDURE, life.case) == a_moment(until)


def test_a_correction_of_the_day_on_which_it_began_moves_its_end() -> None:
    life = a_life()
    life.act("acknowledge", "2026-03-03")
    life.act("ask-papers", "2026-03-05", happened="2026-03-04")
    life.tick("2026-03-12")
    assert life.due["stage-1.respond"] == "2026-03-23"
    number = next(n for n, event in enumerate(life.case.log, 1) if event.name == "papers-asked-for")
    life.act("correct", "2026-03-13", corrects=str(number), when="2026-03-05T10:00:00+00:00", because="The post book.")
    ended = next(event for event in life.case.events if event.kind == "pause-ended")
    assert ended.happened_at == a_moment("2026-03-12 00:00")
    assert life.due["stage-1.respond"] == "2026-03-23"


def test_while_it_stands_still_nothing_is_late() -> None:
    life = a_life()
    life.act("ask-papers", "2026-03-04")
    found = every_deadline(PROCEDURE.policy, PROCEDURE.calendar, life.case)
    assert next(one for one in found if one.step == "respond").paused_since is not None


SAID = [
    'Mediate: within 5 working days of "Mediate: asked for".',
    "It is owed only once it was asked for: the complainant may ask for it. The Officer may decline it. Until it is done, "
    "or its time has run out, the time stands still for: Respond.",
    'It begins by itself with "Ask for papers", or when we say so. It ends with "Log papers", or when we say so. It '
    "lasts 5 working days at most; then the clock runs again by itself.",
]


@pytest.mark.parametrize("words", SAID)
def test_it_is_told_in_words(words: str) -> None:
    assert words in " ".join(explain(PROCEDURE.policy, PROCEDURE.calendar).replace("\n  ", " ").split())


# a duty that stops clocks, and the next stage

TWO_STEPS = """
- respond: {within: 10 working days, from: received}
- decide: {who: complainant, choices: {accept: {to: closed}, escalate: {to: second}}}
"""
SECOND = """
- id: second
  title: Second
  handler: manager
  steps: [{respond: {within: 10 working days, from: entered, then: closed}}]
"""
TWO_STAGES = a_procedure(a_small(TWO_STEPS, REST, SECOND))
ANSWERED = {"outcome": "upheld", "reasons": "r"}


def _at_the_second(*, asked: str = "", paused: str = "") -> Life:
    """Received on Monday 2 March 2026, due on the 16th, answered on the 4th; at the second stage from Friday 6 March: due on the 20th."""
    life = Life(TWO_STAGES, "2026-03-02", {"channel": "email", "matter": "A leak"})
    if asked:
        life.act("ask-for-mediation", asked)
    if paused:
        life.act("ask-papers", paused)
    life.act("respond", "2026-03-04", **ANSWERED)
    life.act("escalate", "2026-03-06")
    return life


def test_what_is_still_owed_stops_clocks_at_the_next_stage_too() -> None:
    """Mediation was asked for on Wednesday 4 March: the days from the 9th on, which are the first that count, are given back."""
    assert _at_the_second().due["second.respond"] == "2026-03-20"
    life = _at_the_second(asked="2026-03-04")
    deadline = next(
        d for d in every_deadline(TWO_STAGES.policy, TWO_STAGES.calendar, life.case) if d.name == "second.respond"
    )
    assert deadline.paused_since == a_moment("2026-03-04")
    life.act("mediation", "2026-03-11")
    assert life.due["second.respond"] == "2026-03-24", "Monday and Tuesday are given back"


def test_its_own_limit_ends_the_standstill_at_the_next_stage() -> None:
    """Five working days from 4 March end on Wednesday the 11th: Monday to Wednesday are given back."""
    life = _at_the_second(asked="2026-03-04")
    life.tick("2026-03-20")
    assert life.due["second.respond"] == "2026-03-25"


def test_what_is_asked_for_at_the_next_stage_moves_no_date_of_the_stage_before() -> None:
    life = _at_the_second()
    life.act("ask-for-mediation", "2026-03-09")
    life.act("mediation", "2026-03-11")
    every = {d.name: str(d.on) for d in every_deadline(TWO_STAGES.policy, TWO_STAGES.calendar, life.case)}
    assert (every["stage-1.respond"], every["second.respond"]) == ("2026-03-16", "2026-03-24")


def test_a_pause_ends_with_its_stage_and_is_recorded_again_where_its_reason_still_holds() -> None:
    life = _at_the_second(paused="2026-03-03")
    assert life.due["second.respond"] == "2026-03-20"
    assert "resume" not in possible_actions(TWO_STAGES, life.case)
    life.act("pause", "2026-03-09", pause="papers")
    life.act("log-papers", "2026-03-10")
    assert life.due["second.respond"] == "2026-03-23"
