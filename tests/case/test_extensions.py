"""More time on its own terms: from today, by agreement, only with some facts, and whichever fits first."""

from __future__ import annotations

import pytest

from builders import Life, a_procedure, a_small
from putright.case.deadlines import every_deadline, running
from putright.policy.explanation import explain
from putright.problems import Refused

STEPS = """
- acknowledge:
    within: 5 working days
    from: received
    extension: {by: 10 working days, counts_from: today, agreed: true, after_due: true}
- respond:
    within: 10 working days
    from: received
    extension:
      - {by: 20 working days, for: {complexity: complex}, letter: long, tells: [manager]}
      - {by: 5 working days, for: {matters: 2 or more}, times: 2}
    then: closed
"""
REST = """
facts: {complexity: {title: Complexity, values: {simple: Simple, complex: Complex}}}
letters: {long: {title: We need much more time}}
"""
PROCEDURE = a_procedure(a_small(STEPS, REST))


def a_life(**given: str) -> Life:
    return Life(PROCEDURE, "2026-03-02", {"channel": "email", "matter.1.what": "A leak", **given})


# received on Monday 2 March 2026: the acknowledgement is due on 9 March, the answer on 16 March
GIVEN = [
    ("from today, not from the due date", {}, "2026-03-04", "acknowledge", {"agreed": "yes"}, "stage-1.acknowledge", "2026-03-18"),
    ("from the day on which it was agreed, though it was logged later", {}, "2026-03-06", "acknowledge", {"agreed": "yes", "happened": "2026-03-05"}, "stage-1.acknowledge", "2026-03-19"),
    ("less than the most, from today", {}, "2026-03-06", "acknowledge", {"agreed": "yes", "longer": "3 working days"}, "stage-1.acknowledge", "2026-03-11"),
    ("after the due date it still counts from today", {}, "2026-03-12", "acknowledge", {"agreed": "yes"}, "stage-1.acknowledge", "2026-03-26"),
    ("a complex case: the first that fits, from the due date", {"complexity": "complex", "matter.2.what": "b"}, "2026-03-04", "respond", {}, "stage-1.respond", "2026-04-15"),
    ("two matters: the second", {"complexity": "simple", "matter.2.what": "b"}, "2026-03-04", "respond", {}, "stage-1.respond", "2026-03-23"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "facts", "at", "of", "given", "name", "due"), GIVEN, ids=[row[0] for row in GIVEN])
def test_more_time(
    why: str, facts: dict[str, str], at: str, of: str, given: dict[str, str], name: str, due: str
) -> None:
    life = a_life(**facts)
    life.act("extend", at, of=of, **given)
    assert life.due[name] == due


LATER = [
    ("a named date", {"until": "2026-03-12"}),
    ("a time from the day on which it was given", {"longer": "5 working days"}),
]


@pytest.mark.parametrize(("why", "given"), LATER, ids=[row[0] for row in LATER])
def test_more_time_never_makes_a_date_earlier_that_came_to_be_later(why: str, given: dict[str, str]) -> None:
    """Due on 9 March and given until 12 March; then it turns out that it came on Friday 6 March, so 13 March was right."""
    life = Life(PROCEDURE, "2026-03-02", {"channel": "email", "matter.1.what": "A leak"}, recorded="2026-03-06")
    life.act("extend", "2026-03-06", happened="2026-03-05", of="acknowledge", agreed="yes", **given)
    assert life.due["stage-1.acknowledge"] == "2026-03-12"
    life.act("correct", "2026-03-07", corrects="1", when="2026-03-06T09:00:00+00:00", because="The stamp was wrong.")
    assert life.due["stage-1.acknowledge"] == "2026-03-13"
    (deadline,) = (
        d for d in running(PROCEDURE.policy, PROCEDURE.calendar, life.case) if d.name == "stage-1.acknowledge"
    )
    assert "Thursday 12 March 2026, and more time makes no date earlier" in str(deadline.lines())


def test_a_list_sends_the_letter_and_tells_the_roles_of_the_one_that_holds() -> None:
    event = a_life(complexity="complex").act("extend", "2026-03-04", of="respond")
    assert [letter.name for letter in event.letters] == ["long"]
    assert event.data["tells"] == "manager"


def test_the_date_says_from_which_day_it_was_counted() -> None:
    life = a_life()
    life.act("extend", "2026-03-04", of="acknowledge", agreed="yes")
    deadline = next(
        d for d in every_deadline(PROCEDURE.policy, PROCEDURE.calendar, life.case) if d.step == "acknowledge"
    )
    assert "10 working days from Wednesday 4 March 2026, the day on which it was given" in "\n".join(deadline.lines())


REFUSED = [
    ("nobody agreed", {}, "acknowledge", {}, "R256", "only where the complainant agreed to it"),
    ("the complainant said no", {}, "acknowledge", {"agreed": "no"}, "R256", "agreement on record"),
    ("too long from today", {}, "acknowledge", {"agreed": "yes", "longer": "11 working days"}, "R209", "later than the policy allows: Wednesday 18 March 2026"),
    ("so little from today that it is no later", {}, "acknowledge", {"agreed": "yes", "longer": "1 working day"}, "R209", "not later than Monday 9 March 2026"),
    ("one matter, and nobody knows how complex it is", {}, "respond", {}, "R209", 'only where "Complexity" is Complex; or "Number of matters" is 2 or more'),
]  # fmt: skip


@pytest.mark.parametrize(("why", "facts", "of", "given", "id", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_the_terms_do_not_allow(
    why: str, facts: dict[str, str], of: str, given: dict[str, str], id: str, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        a_life(**facts).act("extend", "2026-03-04", of=of, **given)
    assert refused.value.id == id
    assert words in f"{refused.value.what} {refused.value.mend}"


def test_each_counts_how_often_time_was_given_before() -> None:
    life = a_life(**{"matter.2.what": "b"})
    life.act("extend", "2026-03-04", of="respond")
    life.act("extend", "2026-03-05", of="respond")
    assert life.due["stage-1.respond"] == "2026-03-30"
    with pytest.raises(Refused, match="R207"):
        life.act("extend", "2026-03-06", of="respond")


SAID = [
    "We may take up to 10 more working days once, counted from the day on which we say so, if the complainant agrees.",
    'We may take up to 20 more working days once and say so in a letter: "We need much more time". Told inside: the '
    'Manager. Only where "Complexity" is Complex.',
    'We may take up to 5 more working days twice. Only where "Number of matters" is 2 or more.',
]


@pytest.mark.parametrize("words", SAID)
def test_the_terms_are_told_in_words(words: str) -> None:
    assert words in " ".join(explain(PROCEDURE.policy, PROCEDURE.calendar).split())


def test_more_time_beyond_every_calendar_is_refused_in_words() -> None:
    steps = STEPS.replace("within: 10 working days", "within: 99 years")
    given = {"channel": "email", "matter.1.what": "A leak", "fact.complexity": "complex"}
    life = Life(a_procedure(a_small(steps, REST)), "2026-03-02", given)
    life.act("acknowledge", "2026-03-03")
    with pytest.raises(Refused, match=r"so much more time cannot be counted: the calendar .* cannot count past"):
        life.act("extend", "2026-03-04", of="respond", longer="20 working days")
