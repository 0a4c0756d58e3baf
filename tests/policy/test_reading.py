"""Reading a policy: what is written, what goes without saying, and where each part stands."""

from __future__ import annotations

from datetime import date
from datetime import time as clock_time
from pathlib import Path

import pytest

from putright.policy.canonical import canonical, digest
from putright.policy.model import Policy, Step
from putright.policy.reading import read_policy
from putright.problems import Problem
from putright.source import parse
from putright.working_days import Counting, Duration

EVERYTHING = (Path(__file__).parent / "good/everything.yaml").read_text(encoding="utf-8")
SMALL = """format: 1
policy: small
version: "1"
title: Complaints policy
organisation: {id: example, name: Example, sector: other}
in_force: {from: 2026-01-01}
calendar: england-and-wales
counting: {starts: day-after}
channels: {letter: By letter}
roles: {officer: {}}
stages:
  - id: stage-1
    handler: officer
    steps:
      - acknowledge: {within: 5 working days, from: received}
      - respond: {within: 10 working days, from: acknowledged}
      - decide: {who: complainant, choices: {accept: {to: closed}, escalate: {to: closed}}}
"""


def read(text: str) -> Policy:
    policy, problems = read_policy(parse(text, "policy.yaml"))
    assert policy is not None, "\n".join(map(str, problems))
    return policy


def problems_in(text: str) -> tuple[Problem, ...]:
    policy, problems = read_policy(parse(text, "policy.yaml"))
    assert policy is None
    return problems


def step(policy: Policy, place: str) -> Step:
    found = policy.step_at(place)
    assert found is not None
    return found[1]


def test_what_goes_without_saying_is_filled_in() -> None:
    policy = read(SMALL)
    assert policy.organisation.short_name == "Example"
    assert (policy.organisation.complainant, policy.organisation.complainants) == ("complainant", "complainants")
    assert policy.time_zone == "Europe/London"
    assert policy.counting == Counting("day-after", "as-it-falls", None)
    assert list(policy.outcomes) == ["upheld", "partially-upheld", "not-upheld"]
    assert policy.roles["officer"].title == "Officer"
    assert policy.in_force_until is None
    assert policy.stages[0].title == "Stage 1"


def test_steps_get_their_kind_and_choices_from_what_is_written() -> None:
    acknowledge, respond, decide = read(SMALL).stages[0].steps
    assert [one.kind for one in (acknowledge, respond, decide)] == ["acknowledgement", "response", "choice"]
    assert [(choice.id, choice.event, choice.to) for choice in acknowledge.choices] == [
        ("acknowledge", "acknowledged", "next")
    ]
    assert [choice.event for choice in decide.choices] == ["accepted", "escalated"]
    assert acknowledge.who == "handler"


def test_a_clock_has_the_policys_counting_with_what_differs_here() -> None:
    policy = read(EVERYTHING)
    clock = step(policy, "stage-1.respond").clock
    assert clock is not None
    assert clock.terms[0].counting == Counting("same-day", "next-working-day", clock_time(16))
    opening = policy.doors["ombudsman"].opens[1]
    assert opening.counting == policy.counting


def test_a_limit_can_be_a_table_on_a_fact() -> None:
    clock = step(read(EVERYTHING), "stage-1.respond").clock
    assert clock is not None
    limit = clock.terms[0].limit
    assert limit.fact == "complexity"
    assert limit.table == {"simple": Duration(10, "working days")}
    assert limit.always == Duration(20, "working days")


def test_the_later_and_the_earlier_of_several_clocks_are_kept_apart() -> None:
    policy = read(EVERYTHING)
    later, earlier = step(policy, "stage-2.respond").clock, policy.duties["six-month-letter"].clock
    assert later is not None
    assert (later.choose, len(later.terms)) == ("later", 2)
    assert (earlier.choose, len(earlier.terms)) == ("earlier", 2)


def test_silence_that_changes_nothing_is_an_answer_and_no_word_is_none() -> None:
    window = "decide: {who: complainant, within: 1 month, from: responded, silence: stays open,"
    open_window = read(SMALL.replace("decide: {who: complainant,", window)).stages[0].steps[2]
    assert [(way.to, way.letter) for way in open_window.missed] == [("", "")]
    assert read(SMALL).stages[0].steps[2].missed == ()


def test_true_means_yes_where_a_fact_is_asked_for() -> None:
    assert read(EVERYTHING).doors["ombudsman"].applies == {"is-tenant": ("yes",)}


def test_a_door_is_called_after_its_body() -> None:
    text = SMALL + "doors: {lgsco: {to: lgsco}}\nbodies: {lgsco: {title: The Ombudsman}}\n"
    door = read(text).doors["lgsco"]
    assert (door.title, door.who, door.opens) == ("The Ombudsman", "complainant", ())


def test_built_in_actions_make_their_own_events() -> None:
    actions = read(EVERYTHING).actions
    assert actions["withdraw"].event == "withdrawn"
    assert actions["offer-mediation"].event == "mediation-offered"
    assert actions["close"].who == "anyone"


def test_a_step_through_a_door_ends_as_referred() -> None:
    assert step(read(EVERYTHING), "stage-2.refer").choices[0].to == "referred"


def test_every_part_knows_its_line() -> None:
    policy = read(SMALL)
    lines = SMALL.splitlines()
    respond = policy.stages[0].steps[1]
    assert lines[respond.place.line - 1].lstrip().startswith("- respond")
    assert respond.clock is not None
    start = respond.clock.terms[0].start.place
    assert lines[start.line - 1][start.column - 1 :].startswith("acknowledged")


def test_dates_are_dates() -> None:
    policy = read(EVERYTHING)
    assert (policy.in_force_from, policy.in_force_until) == (date(2026, 1, 1), date(2028, 12, 31))
    assert policy.bodies["old-ombudsman"].closed_on == date(2025, 12, 31)


WRONG = [
    ("a bare number is no version", ('version: "1"', "version: 2021"), "P103", "put a bare number in quotes"),
    ("a part that is not known", ("calendar:", "calender:"), "P101", "calendar"),
    (
        "two ways to say a time",
        (
            "from: received}",
            "from: received, later_of: [{within: 1 day, from: aware}, {within: 2 days, from: happened}]}",
        ),
        "P109",
        "later_of",
    ),
    ("choices carry the letters", ("{who: complainant,", "{who: complainant, letter: a,"), "P109", "choices or letter"),
    ("a time counts from something", (", from: received", ""), "P102", "write from: received"),
    ("a date that does not exist", ("2026-01-01", "2026-02-30"), "P106", "day"),
    ("a choice of values has values", ("roles:", "facts: {a: {title: A}}\nroles:"), "P102", "values"),
]


@pytest.mark.parametrize(("why", "change", "id", "mend"), WRONG, ids=[row[0] for row in WRONG])
def test_a_wrong_shape_gives_problems_and_no_policy(why: str, change: tuple[str, str], id: str, mend: str) -> None:
    text = SMALL.replace(*change)
    assert text != SMALL
    assert any(problem.id == id and mend in f"{problem.what} {problem.mend}" for problem in problems_in(text))


def test_a_comment_or_another_order_of_keys_is_no_change() -> None:
    moved = "".join(sorted(SMALL.splitlines(keepends=True)[:4], reverse=True)) + "# a comment\n"
    rest = "".join(SMALL.splitlines(keepends=True)[4:])
    assert canonical(parse(moved + rest, "a").tree) == canonical(parse(SMALL, "b").tree)
    assert canonical(parse(SMALL.replace("5 working", "6 working"), "c").tree) != canonical(parse(SMALL, "b").tree)


def test_a_digest_names_its_method() -> None:
    assert digest(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
