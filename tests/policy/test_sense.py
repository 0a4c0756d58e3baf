"""The checks on sense: each row of the table has a bad policy that shows it, and a good one that does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from putright.case import fields as case_fields
from putright.policy.calendars import shipped_calendar
from putright.policy.reading import read_policy
from putright.policy.sense import CHECKS, Check, sense_problems
from putright.policy.sense.names import FIELDS
from putright.problems import Problem
from putright.source import parse, read

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.yaml"))
GOOD = sorted((HERE / "good").glob("*.yaml"))
MARK = re.compile(r"# expect (P\d{3})$")


def found_in(path: Path) -> tuple[Problem, ...]:
    policy, problems = read_policy(read(path))
    assert policy is not None, "\n".join(map(str, problems))
    return (*problems, *sense_problems(policy, shipped_calendar(policy.calendar)))


def marked_in(path: Path) -> set[tuple[int, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {(number, mark[1]) for number, line in enumerate(lines, 1) if (mark := MARK.search(line))}


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_policy_shows_exactly_the_faults_it_marks(path: Path) -> None:
    found = found_in(path)
    assert {(problem.place.line, problem.id) for problem in found} == marked_in(path), "\n".join(map(str, found))
    assert len(found) == len(marked_in(path)), "one fault is told once"


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_policy_shows_none(path: Path) -> None:
    assert not found_in(path)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_every_check_has_a_bad_policy_of_its_name(check: Check) -> None:
    files = [path for path in BAD if path.stem.startswith(f"{check.id}-")]
    assert files
    assert all({id for _, id in marked_in(path)} == {check.id} for path in files)


def test_no_two_checks_share_an_id_a_title_or_a_reason() -> None:
    for column in ("id", "title", "why"):
        values = [getattr(check, column) for check in CHECKS]
        assert len(set(values)) == len(values)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_fault_says_how_to_mend_it_and_has_the_level_of_its_row(path: Path) -> None:
    levels = {check.id: check.level for check in CHECKS}
    for problem in found_in(path):
        assert problem.mend
        assert not problem.what.endswith(".")
        assert problem.level == levels[problem.id]


def test_the_fault_stands_at_the_very_word() -> None:
    at = {
        (problem.id, problem.place.line, problem.place.column) for problem in found_in(HERE / "bad/P201-nowhere.yaml")
    }
    text = (HERE / "bad/P201-nowhere.yaml").read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(text, 1) if "stage-3" in line)
    assert ("P201", number, text[number - 1].index("stage-3") + 1) in at


SAID = [
    ("a misspelt step", "P201-nowhere", 'names "respnd", and no place is called that. Did you mean "respond"?'),
    ("a step for its event", "P203-starts", "once done it is called acknowledged"),
    ("another stage's event", "P203-starts", 'names "reviewed", and stage-2 has no such event; stage-1 has'),
    ("a fact that is no date", "P203-starts", "only a fact that is a date can start a clock"),
    ("the step's own event", "P204-too-early", "which is made by this very step, so the clock can never start"),
    ("no date for an answer", "P210-no-limit", "Stage 1: nobody is told by when an answer comes"),
    ("a body that closed", "P216-closed-bodies", "closed before this policy came into force, on Monday 31 March 2025"),
    ("a total in other units", "P218-extensions", "cannot be compared with the limit of 20 working days"),
]


@pytest.mark.parametrize(("why", "file", "words"), SAID, ids=[row[0] for row in SAID])
def test_a_fault_is_told_in_words_that_help(why: str, file: str, words: str) -> None:
    assert any(words in problem.what for problem in found_in(HERE / f"bad/{file}.yaml"))


def test_without_a_calendar_closures_are_not_looked_up() -> None:
    policy, _ = read_policy(read(HERE / "bad/P223-closures.yaml"))
    assert policy is not None
    assert not sense_problems(policy, None)


def test_going_back_makes_later_events_earlier_ones() -> None:
    """A stage that sends the matter back lets the first stage count from what the second did; else it may not."""
    text = (HERE / "good/everything.yaml").read_text(encoding="utf-8")
    changed = text.replace("send-back: {to: stage-1.reconsider}", "send-back: {to: closed}")
    policy, _ = read_policy(parse(changed, "everything.yaml"))
    assert policy is not None
    assert {problem.id for problem in sense_problems(policy, None)} == {"P208"}


def test_every_field_that_can_be_needed_is_a_field_of_a_case() -> None:
    stems = {row.pattern for row in case_fields.FIELDS} | {row.pattern.removesuffix(".*") for row in case_fields.FIELDS}
    assert set(FIELDS) <= stems
