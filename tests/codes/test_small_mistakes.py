"""What a small mistake in a question would change, where no answer of a whole policy shows it.

Each was found by `python tests/mutations/questions.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from codes.procedures import LETTERS, POLICY, answer, inquiry
from codes.test_questions import EXTENSION, ONE_STAGE, OWN, THREE
from putright.codes.model import Ask, Clause, Span
from putright.codes.questions import clocks
from putright.codes.questions.answer import Counterexample, fails, worst
from putright.codes.questions.letters import theirs_of
from putright.codes.verdicts import judged
from putright.policy.clock_search import Instance
from putright.policy.model import EventRef
from putright.policy.model import Span as Phase

FIRST = {"stage": 1, "of": "response", "from": "acknowledged", "within": "10 working days"}
EXAMPLE = Counterexample({"received": date(2024, 6, 3)}, date(2024, 6, 20), date(2024, 6, 18))


@pytest.mark.parametrize(
    ("policy", "code", "says"),
    [
        (17, 18, "1 day sooner"),
        (18, 18, "0 days sooner"),
        (19, 18, "1 day later"),
        (20, 18, "2 days later"),
        (16, 18, "2 days sooner"),
    ],
)
def test_a_counterexample_counts_the_days_between(policy: int, code: int, says: str) -> None:
    told = Counterexample({"received": date(2024, 6, 3)}, date(2024, 6, policy), date(2024, 6, code))
    assert f"2024, {says} than in the code" in str(told)


def test_of_answers_that_are_as_bad_the_first_case_is_shown() -> None:
    assert worst([fails("One."), fails("Two.", example=EXAMPLE)]).counterexample == EXAMPLE
    assert worst([fails("One.")]).counterexample is None


@pytest.mark.parametrize(
    ("own", "code", "is_told"),
    [
        ("5 days", "10 working days", True),
        ("5 days", "10 days", False),
        ("5 working days", "10 working days", False),
        ("1 week", "10 working days", False),
    ],
)
def test_units_are_told_apart_where_days_stand_against_working_days(own: str, code: str, is_told: bool) -> None:
    changes = {OWN: f"within: {own}\n          from: acknowledged"}
    found = answer("deadline-at-most", {**FIRST, "within": code}, changes)
    assert found.standing == "met"
    assert ("say which are meant" in found.why) == is_told


def test_more_time_that_is_longer_only_after_a_weekend_is_a_warning() -> None:
    """Between these days no holiday lies, so that two weeks after a working day are ten working days after it."""
    changes = {
        "from: 2024-04-01, until: 2025-03-31": "from: 2024-06-03, until: 2024-07-05",
        OWN: "within: 14 days\n          from: acknowledged",
        EXTENSION: "{by: 14 days, needs: [reason], letter: extension}",
    }
    found = answer("extension-at-most", {"stage": 1, "of": "response", "by": "10 working days"}, changes)
    assert (found.standing, "on a day that is not worked" in found.why) == ("warning", True)
    assert found.counterexample
    assert found.counterexample.days["acknowledged"].weekday() > 4


PLACED: list[tuple[int, str, str, str]] = [
    # of three stages one: its step, the event that the policy counts from, and what the search calls it
    (1, "acknowledge", "received", "received"),
    (1, "acknowledge", "entered", "received"),
    (1, "respond", "acknowledged", "one.acknowledge"),
    (2, "acknowledge", "acknowledged", "one.acknowledge"),
    (2, "acknowledge", "escalated", "two.requested"),
    (2, "acknowledge", "one.escalated", "two.requested"),
    (2, "acknowledge", "two.escalated", "two.requested"),
    (2, "acknowledge", "accepted", "one.decide"),
    (2, "respond", "acknowledged", "two.acknowledge"),
    (2, "respond", "one.acknowledged", "one.acknowledge"),
    (2, "respond", "responded", "one.respond"),
    (2, "respond", "entered", "two.requested"),
    (2, "respond", "received", "received"),
    (2, "go", "responded", "two.respond"),
    (2, "go", "accepted", "one.decide"),
    (3, "respond", "escalated", "three.requested"),
    (3, "respond", "one.escalated", "two.requested"),
    (3, "respond", "two.entered", "two.requested"),
    (3, "respond", "accepted", "two.go"),
    (3, "respond", "two.responded", "two.respond"),
    (1, "acknowledge", "acknowledged", ""),
    (1, "respond", "escalated", ""),
    (1, "respond", "two.responded", ""),
    (2, "respond", "two.responded", ""),
    (2, "respond", "rejected", ""),
]


@pytest.mark.parametrize(("stage", "step", "event", "placed"), PLACED)
def test_an_event_is_placed_at_the_nearest_step_before(stage: int, step: str, event: str, placed: str) -> None:
    asked = inquiry(dict([THREE]))
    (way,) = asked.ways
    one = way.rounds[stage - 1]
    of, _, name = event.rpartition(".")
    given: tuple[Any, ...] = (asked, way, one, next(s for s in one.stage.steps if s.id == step), EventRef(name, of))
    if placed:
        assert clocks.policy_event(*given) == placed
    else:
        with pytest.raises(clocks.Unplaced):
            clocks.policy_event(*given)


KIND = "{{by: kind, limits: {{simple: {} days, complex: {} days}}}}"
LIMITS: list[tuple[str, list[tuple[str, tuple[str, ...]]]]] = [
    ("within: 3 days, from: received", [("", ("3 days",))]),
    (
        f"within: {KIND.format(3, 4)}, from: received",
        [("Kind is Simple", ("3 days",)), ("Kind is Complex", ("4 days",))],
    ),
    (
        "within: {by: kind, limits: {simple: 3 days}, otherwise: 4 days}, from: received",
        [("Kind is Simple", ("3 days",)), ("Kind is anything else", ("4 days",))],
    ),
    (
        "later_of: [{within: 3 days, from: received}, {within: 4 days, from: received}]",
        [("", ("3 days", "4 days"))],
    ),
    (
        f"later_of: [{{within: {KIND.format(3, 4)}, from: received}}, {{within: {KIND.format(5, 6)}, from: received}}]",
        [("Kind is Simple", ("3 days", "5 days")), ("Kind is Complex", ("4 days", "6 days"))],
    ),
    (
        f"later_of: [{{within: {KIND.format(3, 4)}, from: received}}, {{within: 9 days, from: received}}]",
        [("Kind is Simple", ("3 days", "9 days")), ("Kind is Complex", ("4 days", "9 days"))],
    ),
]


@pytest.mark.parametrize(("written", "limits"), LIMITS, ids=range(len(LIMITS)))
def test_each_limit_that_a_clock_can_come_to(written: str, limits: list[tuple[str, tuple[str, ...]]]) -> None:
    asked = inquiry({"within: 5 working days, from: received": written})
    (way,) = asked.ways
    one = way.rounds[0]
    step = one.acknowledgement
    assert step
    assert step.clock
    found = clocks.limits(asked, way, one, step, step.clock)
    assert [(one.when, tuple(str(p.within) for p in one.promised.promises)) for one in found] == limits


def test_what_a_code_counts_from_the_acknowledgement_is_not_counted_from_the_log() -> None:
    log = "- log: {who: officer, event: logged, within: 5 working days, from: received}\n      - acknowledge: {within: 5 working days, from: received"
    changes = {"- acknowledge: {within: 5 working days, from: received": log}
    assert answer("deadline-at-most", FIRST, changes).standing == "met"
    logged = answer("deadline-at-most", {**FIRST, "from": "logged"}, changes)
    assert logged.standing == "fails"
    assert logged.counterexample
    assert "done at Stage 1: Log" in logged.counterexample.days


WORDS = {
    "received": "received",
    "one.acknowledge": "acknowledged",
    "one.acknowledged": "acknowledged",
    "one.respond": "answered at Stage 1",
    "one.decide": "done at Stage 1: Decide",
    "two.requested": "asked for Stage 2",
    "two.acknowledge": "acknowledged at Stage 2",
    "two.respond": "answered at Stage 2",
}


def test_what_happened_in_a_case_is_told_in_words() -> None:
    day, moment = date(2024, 6, 3), datetime(2024, 6, 3, 12, tzinfo=UTC)
    found = clocks.example(inquiry(), Instance(dict.fromkeys(WORDS, day), day, day))
    assert set(found.days) == set(WORDS.values())
    assert [clocks.example(inquiry(), Instance({name: moment}, day, day)).days for name in WORDS] == [
        {words: day} for words in WORDS.values()
    ]


@pytest.mark.parametrize(
    ("beside", "standing"),
    [
        ("duties: {visit: {title: Visit, who: officer, from: received, within: 5 days}}", "met"),
        ("duties: {visit: {title: Visit, who: officer, from: received, within: 5 days, stops: [acknowledge]}}", "met"),
        ("duties: {visit: {title: Visit, who: officer, from: received, within: 5 days, stops: [respond]}}", "fails"),
        (
            "duties: {visit: {title: Visit, who: officer, asked_by: officer, within: 5 days, stops: [respond]}}",
            "fails",
        ),
        (
            "duties: {visit: {title: Visit, who: officer, asked_by: complainant, within: 5 days, stops: [respond]}}",
            "warning",
        ),
        (
            "duties: {visit: {title: Visit, who: officer, asked_by: officer, declined_by: complainant, within: 5 days, stops: [respond]}}",
            "warning",
        ),
        (
            "duties: {visit: {title: Visit, who: officer, asked_by: complainant, within: 5 days, stops: [respond]}}\n"
            "pauses: {wait: {title: Wait, waits_for: complainant, stops: [respond]}}",
            "fails",
        ),
        (
            "duties: {visit: {title: Visit, who: officer, asked_by: officer, within: 5 days, stops: [respond]}}\n"
            "pauses: {wait: {title: Wait, waits_for: complainant, needs: [reason]}}",
            "fails",
        ),
        (
            "pauses: {wait: {title: Wait, waits_for: complainant, needs: [reason], stops: [respond]}, hold: {title: Hold, waits_for: complainant}}",
            "fails",
        ),
    ],
)
def test_what_stops_a_clock_has_a_reason_or_is_wished(beside: str, standing: str) -> None:
    changes = {"remedies_at:": f"{beside}\nremedies_at:"}
    found = answer("deadline-at-most", FIRST, changes)
    assert found.standing == standing, found.why
    limited = answer("deadline-set", {"stage": 1, "of": "response"}, changes)
    assert limited.standing == standing, limited.why


def test_the_days_of_a_policy_last_from_its_first_phase_to_its_last_day() -> None:
    asked = inquiry()
    longer = replace(asked.code, in_force=Span(date(2020, 1, 1), None))
    early, late = Phase(date(2023, 4, 1), date(2025, 6, 30)), Phase(date(2024, 2, 1), date(2024, 3, 1))
    for phases, code, days in (
        ((early,), longer, ("2023-04-01", "2025-06-30")),
        ((late,), longer, ("2024-02-01", "2025-03-31")),
        ((early, late), longer, ("2023-04-01", "2025-06-30")),
        ((early, late), asked.code, ("2024-04-01", "2025-03-31")),
    ):
        one = replace(asked, policy=replace(asked.policy, phases=phases), code=code)
        assert (f"{one.overlap.first}", f"{one.overlap.last}") == days
        assert one.days == one.overlap
    far = replace(asked, policy=replace(asked.policy, in_force_until=None), code=longer)
    assert (far.overlap.last, far.days.last) == (date.max, asked.calendar.known_until)
    for last, is_empty in ((date(2024, 4, 1), False), (date(2024, 3, 31), True)):
        before = replace(asked, code=replace(asked.code, in_force=Span(date(2024, 3, 30), last)))
        assert before.overlap.is_empty == is_empty
        assert before.days.first == (date(2024, 3, 30) if is_empty else last)


@pytest.mark.parametrize(
    ("acknowledged", "standing"),
    [
        ("within: 3 working days, from: received", "met"),
        ("within: 4 working days, from: received", "fails"),
        ("earlier_of: [{within: 3 working days, from: received}, {within: 20 working days, from: received}]", "met"),
        ("later_of: [{within: 3 working days, from: received}, {within: 20 working days, from: received}]", "fails"),
        ("later_of: [{within: 3 working days, from: received}, {within: 2 working days, from: received}]", "met"),
        ("within: {by: kind, limits: {simple: 2 working days, complex: 3 working days}}, from: received", "met"),
        ("within: {by: kind, limits: {simple: 2 working days, complex: 4 working days}}, from: received", "fails"),
        ("within: 2 working days, from: received, extension: {by: 1 working day}", "met"),
        ("within: 2 working days, from: received, extension: {by: 2 working days}", "fails"),
        ("within: 2 working days, from: received, extension: {open_ended: true}", "fails"),
    ],
)
def test_a_clock_from_receipt_is_held_to_how_late_the_acknowledgement_may_be(acknowledged: str, standing: str) -> None:
    """Ten working days from it are within thirteen from receipt where it comes on the third at the latest."""
    asked = {"stage": 1, "of": "response", "from": "received", "within": "13 working days"}
    found = answer("deadline-at-most", asked, {"within: 5 working days, from: received": acknowledged})
    assert found.standing == standing, found.why


COURT = "explanation: A claim form has been filed at court.\n    letter: refusal\n"
ACT = "  reject: {letter: refusal}\n"


@pytest.mark.parametrize(
    ("changes", "standing", "says"),
    [
        ({}, "met", ""),
        ({ACT: ""}, "met", ""),
        ({COURT: COURT.replace("    letter: refusal\n", "")}, "met", ""),
        ({COURT: COURT.replace("    letter: refusal\n", ""), ACT: ""}, "fails", 'turned away as "Before a court"'),
        (
            {COURT: COURT.replace("    letter: refusal\n", ""), ACT: "  reject: {needs: [reason]}\n"},
            "fails",
            'turned away as "Before a court"',
        ),
    ],
)
def test_each_reason_for_turning_a_complaint_away_has_its_letter(
    changes: dict[str, str], standing: str, says: str
) -> None:
    found = answer("letter-contains", {"letter": "refusal", "contains": ["reasons"]}, changes)
    assert (found.standing, says in found.why) == (standing, True), found.why
    assert "More than a year ago" not in found.why or standing == "met"


LEARNING = {"letter": "response", "stage": 1, "contains": ["learning"]}
LEARNT = "{% if learning %}{{ learning }}{% endif %}"


@pytest.mark.parametrize(
    ("asked", "changes", "letters", "standing", "says"),
    [
        ({"letter": "restriction", "contains": ["reasons"]}, {}, {}, "met", "Printed in"),
        (
            {"letter": "restriction", "contains": ["reasons"]},
            {COURT: COURT.replace("    letter: refusal\n", ""), ACT: ""},
            {},
            "met",
            "Printed in",
        ),
        ({"letter": "response", "stage": 1, "contains": ["next-stage"]}, {}, {}, "met", "Printed in"),
        (
            {"letter": "response", "stage": 1, "contains": ["next-stage"]},
            ONE_STAGE,
            {},
            "fails",
            "leads to another stage",
        ),
        (LEARNING, {}, {"response": LETTERS["response"]}, "fails", "Not printed"),
        (LEARNING, {}, {"response": LETTERS["response"] + "{{ learning }}"}, "met", '"Our answer" (Stage 1)'),
        (LEARNING, {}, {"response": LETTERS["response"] + LEARNT}, "warning", "only where it is on record"),
        (LEARNING, {}, {"response": LETTERS["response"] + LEARNT + "{{ learning }}"}, "met", "Printed in"),
        (
            {"letter": "refusal", "contains": ["refusal-right"]},
            {"opens: any time": "opens: [{from: rejected}]"},
            {},
            "met",
            "Said in",
        ),
        (
            {"letter": "refusal", "contains": ["refusal-right"]},
            {"opens: any time": "opens: [{from: rejected, after: 8 weeks}]"},
            {},
            "fails",
            "not open",
        ),
        ({"letter": "refusal", "contains": ["plain-language"]}, {}, {}, "met", "the reading ease of"),
    ],
)
def test_what_a_letter_holds(
    asked: dict[str, Any], changes: dict[str, str], letters: dict[str, str], standing: str, says: str
) -> None:
    found = answer("letter-contains", asked, changes, letters)
    assert (found.standing, says in found.why) == (standing, True), found.why


def test_what_must_be_on_record_stands_with_its_act() -> None:
    found = answer("recorded", {"at": "restriction", "fields": ["reason"]})
    lines = POLICY.splitlines()
    assert [lines[place.line - 1].strip() for place in found.evidence] == ["restrict: {letter: restriction}"]


@pytest.mark.parametrize(
    ("event", "standing"), [("two.responded", "met"), ("two.acknowledged", "fails"), ("one.responded", "fails")]
)
def test_a_door_that_opens_with_the_last_answer_opens_with_no_other_event(event: str, standing: str) -> None:
    asked = {"bodies": ["Ombudsman"], "opens": "after-last-stage"}
    assert answer("door-to", asked, {"opens: any time": f"opens: [{{from: {event}}}]"}).standing == standing


def test_who_may_act_narrows_nothing_else_that_is_told() -> None:
    changes = {"behaviour:": "representatives: {who: [parent]}\nbehaviour:"}
    assert answer("told", {"part": "definition.complaint"}, changes).standing == "met"
    assert answer("told", {"part": "access.advocates"}, changes).standing == "warning"


def test_a_report_that_is_named_stands_where_it_is_named() -> None:
    changes = {"briefings:": "learning: {published: [A yearly report]}\nbriefings:"}
    for more in ({}, changes):
        found = answer("report-contains", {"report": "annual", "parts": ["volume"]}, more)
        source = inquiry(more).policy.source
        assert source
        assert ["annual" in source.text.splitlines()[place.line - 1] for place in found.evidence] == [True]


def test_a_note_says_that_only_some_clauses_are_known_where_it_is_so() -> None:
    asked = inquiry()
    part = replace(asked, code=replace(asked.code, whole=False))
    assert [any("Only some clauses" in note for note in judged(one).notes) for one in (asked, part)] == [False, True]


def test_a_code_without_a_first_day_was_in_force_until_its_last() -> None:
    asked = inquiry()
    ended = replace(asked, code=replace(asked.code, in_force=Span(None, date(2023, 1, 1))))
    assert ended.days.first == asked.calendar.known_from
    assert "was in force until Sunday 1 January 2023, and" in judged(ended).notes[0]
    assert "from Monday 1 April 2024 until Monday 31 March 2025" in judged(ended).notes[0]


def test_what_a_clause_only_allows_is_told_where_it_fails_and_nowhere_else() -> None:
    def why(count: int) -> str:
        ask = Ask("channels-at-least", {"count": count}, "may")
        return judged(inquiry(clauses=(Clause("1", "may", "Do it.", ("policy",), (ask,), ""),))).findings[0].why

    assert [("does not ask for it" in why(count)) for count in (2, 3)] == [False, True]


def test_the_last_of_several_decisions_is_the_answer_of_a_stage() -> None:
    two = "- decide-first: {who: officer}\n      - decide-last: {who: officer, then: closed}\ndoors:"
    changes = {
        "- respond: {within: 20 working days, from: acknowledged, letter: final, then: closed, reviewed_by: manager}\ndoors:": two,
        "from: two.responded": "from: two.acknowledged",
    }
    (way,) = inquiry(changes).ways
    assert [one.answer.id for one in way.rounds] == ["respond", "decide-last"]


@pytest.mark.parametrize(
    ("publisher", "theirs"),
    [
        ("Made-up Ombudsman", True),
        ("The Made-up Ombudsman of the Land", True),
        ("Ombudsman", True),
        ("up Ombudsman Service", True),
        ("Another Ombudsman", False),
        ("The Village", True),
    ],
)
def test_the_body_behind_a_code_is_known_by_its_name(publisher: str, theirs: bool) -> None:
    asked = inquiry()
    one = replace(asked, code=replace(asked.code, publisher=publisher))
    assert theirs_of(one) == (("Made-up Ombudsman",) if theirs else ())


@pytest.mark.parametrize(
    ("follows", "is_told"), [("follows: [made-up]\n", False), ("follows: [another]\n", True), ("", False)]
)
def test_a_policy_that_names_other_codes_is_told_so(follows: str, is_told: bool) -> None:
    notes = judged(inquiry({"follows: [made-up]\n": follows})).notes
    assert any("it names another" in note for note in notes) == is_told
    assert any("does not say that it follows" in note for note in notes) == is_told
