"""What cases show stands beside what the policy says: dates, people, letters and what was put on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import Life
from codes.procedures import CODE, MORE_TIME, given, inquiry
from putright.case.case import Case
from putright.case.events import Lack, SentLetter
from putright.case.folding import fold
from putright.case.procedure import Procedure
from putright.codes.model import Ask, Clause
from putright.codes.practice import PARTS, PRACTICE, Tallies
from putright.codes.verdicts import judged

ON = date(2024, 12, 2)
PERSON = {"complainant.name": "Ms A", "matter.1.what": "A lift", "channel": "telephone", "fact.kind": "simple"}


def life(received: str = "2024-06-03") -> Life:
    asked = inquiry()
    return Life(Procedure.of(asked.policy, asked.calendar), received, PERSON)


def told(question: str, values: dict[str, object], *lives: Life) -> str:
    """What these cases show of one clause."""
    ask = Ask(question, given(question, values), "must")  # type: ignore[arg-type]
    clause = Clause("1", "must", "Do it.", ("case",), (ask,), "Nowhere")
    code = replace(CODE, clauses=(clause, MORE_TIME))
    asked = inquiry(clauses=code.clauses)
    tallies = Tallies(code)
    for one in lives:
        tallies.add(one.case, asked.policy, asked.calendar, ON)
    return tallies.beside(judged(asked)).findings[0].practice


def answered(on: str, by: str = "Sam", acknowledged: str = "2024-06-04") -> Life:
    one = life()
    one.act("acknowledge", acknowledged, definition="A lift", sought="Mend it")
    one.act("draft", on, by=by, outcome__1="upheld", reasons__1="It was broken.")
    one.act("review-draft", on, by="Mo", role="manager", verdict="approved")
    one.act("send", on, by=by)
    return one


FIRST = {"stage": 1, "of": "response", "from": "acknowledged", "within": "10 working days"}


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("2024-06-18", "none did otherwise"),  # acknowledged on Tuesday 4 June: the tenth working day
        ("2024-06-19", "1 of 1 that came to this did otherwise: c-1"),
    ],
)
def test_an_answer_is_measured_by_the_codes_clock(on: str, says: str) -> None:
    assert says in told("deadline-at-most", FIRST, answered(on))


def test_a_case_that_still_waits_is_late_once_its_day_has_passed() -> None:
    one = life()
    one.act("acknowledge", "2024-06-04", definition="A lift", sought="Mend it")
    assert "1 of 1" in told("deadline-at-most", FIRST, one)
    assert told("deadline-at-most", FIRST, life()) == "", "nothing has started the clock"


def test_more_time_is_measured_from_the_date_before() -> None:
    one = life()
    one.act("acknowledge", "2024-06-04", definition="A lift", sought="Mend it")
    one.act("extend", "2024-06-10", reason="A part is missing")
    asked = {"stage": 1, "of": "response", "by": "10 working days", "needs": ["reason"]}
    assert "none did otherwise" in told("extension-at-most", asked, one)
    assert "1 of 1" in told("extension-at-most", {**asked, "by": "9 working days"}, one)
    assert "none" in told("extension-at-most", {**asked, "by": "9 working days", "beyond": "good-reason"}, one)


def test_the_same_person_at_both_stages() -> None:
    one = answered("2024-06-10")
    one.act("escalate", "2024-06-11")
    one.act("acknowledge", "2024-06-12", definition="A lift", sought="Mend it")
    one.act("draft", "2024-06-20", by="Kim", outcome__1="upheld", reasons__1="It was broken.")
    one.act("review-draft", "2024-06-20", by="Mo", role="manager", verdict="approved")
    one.act("send", "2024-06-20", by="Kim")
    asked = {"stage": 2, "than": 1}
    assert "none did otherwise" in told("decided-by-someone-else", asked, one)
    same = [event._replace(by="SAM") if event.by == "Kim" else event for event in one.case.events]
    one.case = fold(Case("c-1"), same)
    assert "1 of 1" in told("decided-by-someone-else", asked, one)


def test_what_was_put_on_record() -> None:
    one = answered("2024-06-10")
    assert "none did otherwise" in told("recorded", {"at": "acknowledgement", "fields": ["definition"]}, one)
    assert "1 of 1" in told("recorded", {"at": "response", "fields": ["learning"]}, one)


def test_a_letter_that_did_not_go_is_counted_and_so_is_what_it_was_recorded_to_lack() -> None:
    one, asked = answered("2024-06-10"), {"letter": "response", "stage": 1, "contains": ["decision"]}
    assert "that a letter went, and what was noted that it lacked" in told("letter-contains", asked, one)
    for code, clause, content, says in (
        ("made-up", "1", "decision", "1 of 1"),
        ("made-up", "1", "reasons", "none did otherwise"),
        ("made-up", "2", "decision", "none did otherwise"),
        ("another", "1", "decision", "none did otherwise"),
    ):
        sent = SentLetter("response", {}, (Lack(code, clause, "must", content),))
        again = answered("2024-06-10")
        again.case = fold(Case("c-1"), [event._replace(letters=(sent,)) for event in one.case.events])
        assert says in told("letter-contains", asked, again)
    one.case = fold(Case("c-1"), [event._replace(letters=()) for event in one.case.events])
    assert "1 of 1" in told("letter-contains", asked, one)
    assert set(PARTS) == set(PRACTICE)


def test_many_cases_are_counted_and_few_are_named() -> None:
    lives = [answered("2024-07-10") for _ in range(7)]
    said = told("deadline-at-most", FIRST, *lives)
    assert said.startswith("7 of 7")
    assert said.endswith("and 2 more.")
