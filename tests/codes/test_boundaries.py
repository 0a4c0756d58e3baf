"""Numbers, starts and units of a code's clocks: at, one below and one above."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from codes.procedures import MORE_TIME, answer, given, inquiry
from codes.test_questions import FIRST, OWN, THREE
from putright.codes.model import Span
from putright.codes.questions import ANSWERING
from putright.codes.vocabulary import CHOICES

STARTS = {
    # what the code counts from: the same promise, in the policy's words, and the stage at which it can be asked
    "received": ("received", 1),
    "acknowledged": ("acknowledged", 1),
    "logged": ("acknowledged", 1),
    "requested": ("escalated", 2),
}


def response(stage: int, start: str, within: str) -> dict[str, str]:
    """The example with another limit for the answer of a stage."""
    if stage == 1:
        return {OWN: f"within: {within}\n          from: {start}"}
    return {"respond: {within: 20 working days, from: acknowledged": f"respond: {{within: {within}, from: {start}"}


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("unit", ["working days", "days", "weeks", "months", "years", "hours"])
@pytest.mark.parametrize(("number", "standing"), [(2, "met"), (3, "met"), (4, "fails")])
def test_each_number_start_and_unit(start: str, unit: str, number: int, standing: str) -> None:
    event, stage = STARTS[start]
    if unit == "hours":  # two days are over two days later whatever the hour
        number *= 24
    limit = f"{3 * (24 if unit == 'hours' else 1)} {unit}"
    asked = {"stage": stage, "of": "response", "from": start, "within": limit}
    found = answer("deadline-at-most", asked, response(stage, event, f"{number} {unit}"))
    assert found.standing == standing, found.why
    assert (found.counterexample is not None) == (standing == "fails")


def test_every_start_that_a_code_can_name_is_tried() -> None:
    assert set(CHOICES["event"]) == set(STARTS)


def test_fifteen_days_from_receipt_are_not_five_and_ten() -> None:
    asked = {"stage": 1, "of": "response", "from": "acknowledged", "within": "10 working days"}
    found = answer("deadline-at-most", asked, response(1, "received", "15 working days"))
    assert found.standing == "fails"
    assert found.counterexample
    assert found.counterexample.as_json() == {
        # acknowledged on the day of receipt; 15 working days are over on 23 April, 10 on 16 April; 1 April is a holiday
        "days": {"received": "2024-04-02", "acknowledged": "2024-04-02"},
        "policy": "2024-04-23",
        "code": "2024-04-16",
    }
    assert "Tuesday 2 April 2024" in found.why
    assert "7 days later" in found.why


def test_ten_days_from_the_acknowledgement_are_later_than_ten_from_receipt() -> None:
    asked = {"stage": 1, "of": "response", "from": "received", "within": "10 working days"}
    assert answer("deadline-at-most", asked).standing == "fails"
    at_once = {"5 working days, from: received": "0 days, from: received"}
    assert answer("deadline-at-most", asked, at_once).standing == "met"


def test_seven_days_against_five_working_days_are_a_warning_that_names_a_weekend() -> None:
    asked = {"stage": 1, "of": "acknowledgement", "from": "received", "within": "5 working days"}
    found = answer("deadline-at-most", asked, {"5 working days, from: received": "7 days, from: received"})
    assert found.standing == "warning"
    assert found.counterexample
    assert found.counterexample.days == {"received": date(2024, 4, 6)}  # a Saturday
    assert "say which are meant" not in found.why
    shorter = answer("deadline-at-most", asked, {"5 working days, from: received": "5 days, from: received"})
    assert shorter.standing == "met"
    assert "say which are meant" in shorter.why


def test_a_logged_complaint_is_acknowledged_where_the_acknowledgement_says_so() -> None:
    """The event's name is the policy's business; that it is the acknowledgement's step is what counts."""
    changes = {
        "acknowledge: {within: 5 working days, from: received": "acknowledge: {event: logged, within: 5 working days, from: received"
    }
    asked = {"stage": 1, "of": "response", "from": "acknowledged", "within": "10 working days"}
    own = {**changes, OWN: OWN.replace("acknowledged", "logged")}
    assert answer("deadline-at-most", asked, own).standing == "met"


def test_a_log_before_the_acknowledgement_starts_a_clock_that_is_never_later() -> None:
    log = "- log: {who: officer, event: logged, within: 5 working days, from: received}\n      - acknowledge: {within: 5 working days, from: received"
    changes = {
        "- acknowledge: {within: 5 working days, from: received": log,
        OWN: OWN.replace("acknowledged", "logged"),
    }
    asked = {"stage": 1, "of": "response", "from": "acknowledged", "within": "10 working days"}
    assert answer("deadline-at-most", asked, changes).standing == "met"
    later = {**asked, "from": "logged"}
    assert answer("deadline-at-most", later, {**changes, OWN: OWN}).standing == "fails"


@pytest.mark.parametrize(
    ("pause", "standing"),
    [
        ("waits: {title: Waiting, waits_for: complainant, needs: [reason]}", "warning"),
        ("waits: {title: Waiting, waits_for: complainant}", "fails"),
        ("waits: {title: Waiting, waits_for: complainant, stops: [acknowledge]}", "met"),
    ],
)
def test_a_clock_that_can_be_stopped(pause: str, standing: str) -> None:
    asked = {"stage": 1, "of": "response", "from": "acknowledged", "within": "10 working days"}
    found = answer("deadline-at-most", asked, {"remedies_at: any stage": f"remedies_at: any stage\npauses:\n  {pause}"})
    assert found.standing == standing, found.why


def test_another_limit_for_a_time_is_a_warning_with_its_reason() -> None:
    departure = "departures: [{step: one.respond, within: 30 working days, from: 2024-07-01, until: 2024-08-31, reason: A fire.}]"
    asked = {"stage": 1, "of": "response", "from": "acknowledged", "within": "10 working days"}
    found = answer("deadline-at-most", asked, {"remedies_at: any stage": f"remedies_at: any stage\n{departure}"})
    assert found.standing == "warning"
    assert "A fire." in found.why
    assert found.counterexample
    assert date(2024, 7, 1) <= min(found.counterexample.days.values()) <= date(2024, 8, 31)


@pytest.mark.parametrize(
    ("departure", "standing"),
    [
        (
            "{step: one.respond, within: 30 working days, from: 2024-07-01, until: 2029-08-31, reason: A fire.}",
            "warning",
        ),
        ("{step: two.respond, within: 30 working days, from: 2024-07-01, until: 2024-08-31, reason: A fire.}", "met"),
        ("{step: one.respond, within: 30 working days, from: 2025-07-01, until: 2025-08-31, reason: A fire.}", "met"),
        ("{step: one.respond, within: 30 working days, from: 2023-07-01, until: 2023-08-31, reason: A fire.}", "met"),
        ("{step: one.respond, within: 10 working days, from: 2024-07-01, until: 2024-08-31, reason: A fire.}", "met"),
        (
            "{step: one.respond, within: 11 working days, from: 2025-03-31, until: 2025-03-31, reason: A fire.}",
            "warning",
        ),
    ],
)
def test_another_limit_counts_for_its_own_step_on_days_on_which_the_policy_holds(departure: str, standing: str) -> None:
    asked = {"stage": 1, "of": "response", "from": "acknowledged", "within": "10 working days"}
    found = answer("deadline-at-most", asked, {"remedies_at:": f"departures: [{departure}]\nremedies_at:"})
    assert found.standing == standing, found.why
    if found.counterexample:
        assert max(found.counterexample.days.values()) <= date(2025, 3, 31)


def test_days_that_no_calendar_knows_are_for_a_person() -> None:
    known = inquiry()
    long_ago = replace(known, code=replace(known.code, in_force=Span(date(1990, 1, 1), date(1990, 12, 31))))
    for question, asked in (
        ("deadline-at-most", FIRST),
        ("extension-at-most", {"stage": 1, "of": "response", "by": "1 day"}),
    ):
        found = ANSWERING[question](long_ago, given(question, asked))
        assert (found.standing, "cannot be looked at" in found.why) == ("needs-person", True)


@pytest.mark.parametrize(("within", "standing"), [(19, "fails"), (20, "met"), (21, "met")])
def test_a_stage_that_is_entered_begins_with_the_request_for_it(within: int, standing: str) -> None:
    asked = {"stage": 3, "of": "response", "from": "requested", "within": f"{within} working days"}
    found = answer("deadline-at-most", asked, dict([THREE]))
    assert found.standing == standing, found.why
    if found.counterexample:
        assert list(found.counterexample.days) == ["asked for Stage 3"]


def test_more_time_counts_where_no_clause_of_its_own_looks_at_it() -> None:
    asked = {"stage": 1, "of": "response", "from": "acknowledged", "within": "10 working days"}
    assert answer("deadline-at-most", asked).standing == "met", "a clause of its own looks at more time"
    assert answer("deadline-at-most", asked, clauses=()).standing == "fails", "ten and ten more"
    less = {
        "within: 10 working days\n          from": "within: 5 working days\n          from",
        "by: 10 working": "by: 5 working",
    }
    assert answer("deadline-at-most", asked, less, clauses=()).standing == "met"


def test_more_time_of_another_step_or_stage_is_no_clause_for_this_one() -> None:
    """A clause on the acknowledgement, or on stage 2, leaves the answer at stage 1 with all the time that it can take."""
    asked = {"stage": 1, "of": "response", "from": "acknowledged", "within": "10 working days"}
    (ask,) = MORE_TIME.asks
    for other in ({"of": "acknowledgement"}, {"stage": 2}):
        clause = replace(MORE_TIME, asks=(replace(ask, given={**ask.given, **other}),))
        assert answer("deadline-at-most", asked, clauses=(clause,)).standing == "fails"
    own = replace(MORE_TIME, asks=(replace(ask, given={**ask.given, "stage": 1}),))
    assert answer("deadline-at-most", asked, clauses=(own,)).standing == "met"
    other_question = replace(MORE_TIME, asks=(replace(ask, question="deadline-set"),))
    assert answer("deadline-at-most", asked, clauses=(other_question,)).standing == "fails"


def test_more_time_without_an_end_is_later_than_any_limit() -> None:
    asked = {"stage": 1, "of": "response", "from": "acknowledged", "within": "99 working days"}
    endless = {"{by: 10 working days, needs: [reason], letter: extension}": "{open_ended: true}"}
    found = answer("deadline-at-most", asked, endless, clauses=())
    assert (found.standing, "put off without end" in found.why) == ("fails", True)


def test_a_clock_that_starts_with_the_request_is_not_one_that_starts_with_its_acknowledgement() -> None:
    asked = {"stage": 2, "of": "response", "from": "requested", "within": "20 working days"}
    assert answer("deadline-at-most", asked).standing == "fails", "20 from the acknowledgement"
    assert answer("deadline-at-most", asked, response(2, "escalated", "20 working days")).standing == "met"


@pytest.mark.parametrize(("choose", "standing"), [("later_of", "fails"), ("earlier_of", "met")])
def test_a_limit_of_two_dates(choose: str, standing: str) -> None:
    own = f"{choose}: [{{within: 10 working days, from: acknowledged}}, {{within: 16 working days, from: received}}]"
    asked = {"stage": 1, "of": "response", "from": "acknowledged", "within": "10 working days"}
    found = answer("deadline-at-most", asked, {OWN: own})
    assert found.standing == standing, found.why


@pytest.mark.parametrize(("number", "standing"), [(10, "met"), (11, "fails")])
def test_a_limit_by_facts_is_as_long_as_its_longest(number: int, standing: str) -> None:
    """Two tables of one fact agree on its value: nobody is simple for one date and complex for the other."""
    table = "{{by: kind, limits: {{simple: {} working days, complex: {} working days}}}}"
    own = f"later_of: [{{within: {table.format(number, 10)}, from: acknowledged}}, {{within: {table.format(9, 10)}, from: received}}]"
    asked = {"stage": 1, "of": "response", "from": "acknowledged", "within": "10 working days"}
    found = answer("deadline-at-most", asked, {OWN: own})
    assert found.standing == standing, found.why
    assert "where Kind is Simple, can be due later" in found.why or standing == "met"


@pytest.mark.parametrize(("number", "standing"), [(19, "met"), (20, "met"), (21, "fails")])
@pytest.mark.parametrize("start", ["received", "one.acknowledged", "one.responded"])
def test_clocks_that_start_far_apart_are_compared(start: str, number: int, standing: str) -> None:
    """From the receipt of the complaint to the acknowledgement of stage 2 four events lie, and all may come on one day."""
    asked = {"stage": 2, "of": "response", "from": "acknowledged", "within": "20 working days"}
    found = answer("deadline-at-most", asked, response(2, start, f"{number} working days"))
    assert found.standing == standing, found.why
    if found.counterexample:
        assert list(found.counterexample.days)[-2:] == ["asked for Stage 2", "acknowledged at Stage 2"]
        assert len(set(found.counterexample.days.values())) == 1


def test_values_are_read_as_a_code_file_gives_them() -> None:
    assert str(given("deadline-at-most", {"within": "10 working days"})["within"]) == "10 working days"
    assert inquiry().days.first == date(2024, 4, 1)
