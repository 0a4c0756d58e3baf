"""A story that cannot be meant: each mistake has its place, its id and a way to mend it, and all come at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from stories.conftest import HEAD, Told

GOOD = """\
  - story: A bin
    received: {day: Thursday 2 April 2026, channel: telephone, about: A bin}
    then:
"""
ROWS = [  # what stands there wrongly; the id; where in the last line; words of what is said
    ("{day: Friday 3 April 2026, do: acknowlege}", "T202", "acknowlege", 'Did you mean "acknowledge"?'),
    ("{nothing_until: Friday 3 April 2026, expect: {due: {acknowlege: 2026-04-07}}}", "T203", "acknowlege:", 'Did you mean "acknowledge"?'),
    ("{nothing_until: Friday 3 April 2026, expect: {late: [respnd]}}", "T203", "respnd", 'Did you mean "respond"?'),
    ("{nothing_until: Friday 3 April 2026, expect: {letters: [closin]}}", "T204", "closin", 'Did you mean "closing"?'),
    ("{nothing_until: Friday 3 April 2026, expect: {letters: {closin: x}}}", "T204", "closin", 'Did you mean "closing"?'),
    ("{nothing_until: Friday 3 April 2026, expect: {place: stage-1.acknowlege}}", "T205", "stage-1.a", "stage-1.acknowledge"),
    ("{day: Friday 3 April 2026, do: note, as: service-oficer}", "T206", "service-oficer", 'Did you mean "service-officer"?'),
    ("{nothing_until: Friday 3 April 2026, expect: {told: [manager]}}", "T206", "manager", "no role"),
    ("{nothing_until: Friday 3 April 2026, expect: {doors: {lgcso: open}}}", "T207", "lgcso", 'Did you mean "lgsco"?'),
    ("{day: Wednesday 1 April 2026, do: acknowledge}", "T209", "acknowledge", "before the moment above it"),
    ("{day: Friday 3 April 2026, logged: Thursday 2 April 2026, do: acknowledge}", "T209", "acknowledge", "logged before it happens"),
    ("{nothing_until: Friday 3 April 2026, expect: {refused: R201}}", "T211", "expect", "nothing is done here"),
    ("{nothing_until: Friday 3 April 2026, expect: {can: [dance]}}", "T202", "dance", "no act"),
    ("{day: Friday 3 April 2026, do: note, with: {nte: x}}", "R102", "x}", 'Did you mean "note"?'),
    ("{day: Friday 3 April 2026, do: note, with: {service: wast}}", "R103", "wast", 'Did you mean "waste"?'),
    ("{day: Friday 3 April 2026, do: refer, with: {remedy.1.by: Monday 7 April 2026}}", "P106", "Monday", "7 April 2026 is a Tuesday"),
    ("{day: Thursday 3 April 2026, do: acknowledge}", "P106", "Thursday", "3 April 2026 is a Friday, not a Thursday"),
    ("{day: Friday 31 April 2026, do: acknowledge}", "P106", "Friday", "no such day"),
    ("{day: 2026-04-03, dos: acknowledge}", "P101", "dos", 'Did you mean "do"?'),
    ("{do: acknowledge, nothing_until: 2026-04-05}", "P109", "do", "only one can stand"),
    ("{nothing_until: 2026-04-03, by: Bo}", "P109", "by", "nothing_until and by"),
    ("{do: acknowledge}", "P102", "{do", "has no day"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "id", "at", "words"), ROWS, ids=[f"{row[1]} {row[2]}" for row in ROWS])
def test_a_mistake_is_told_where_it_stands(told: Told, line: str, id: str, at: str, words: str) -> None:
    text = f"{GOOD}      - {line}\n"
    problems = [problem for problem in told(text).problems if problem.id == id]
    assert len(problems) == 1, [str(problem) for problem in told(text).problems]
    (problem,) = problems
    assert problem.place.line == (HEAD + text).count("\n")
    if id != "P109":
        assert problem.place.column == f"      - {line}".index(at, 8 if at != "{do" else 0) + 1
    assert words in f"{problem.what} {problem.mend}"
    assert problem.mend


def test_all_mistakes_of_a_file_come_at_once_in_its_order(told: Told) -> None:
    lines = "".join(f"      - {line}\n" for line in (ROWS[0][0], ROWS[3][0], ROWS[8][0]))
    report = told(GOOD + lines)
    assert [problem.id for problem in report.problems] == ["T202", "T204", "T207"]
    assert not report.results


def test_a_refusal_that_is_expected_may_be_of_what_nothing_knows(told: Told) -> None:
    report = told(f"{GOOD}      - {{day: 2026-04-03, do: dance, expect: {{refused: R101}}}}\n")
    assert not report.problems
    assert not report.failed


def test_a_policy_that_is_not_there(told: Told) -> None:
    report = told("policy: ../three-stage.yaml\nstories:\n" + GOOD.replace("    then:\n", ""))
    (problem,) = report.problems
    assert (problem.id, problem.place.line, problem.place.column) == ("T201", 1, 9)


def test_two_stories_of_one_name(told: Told) -> None:
    one = GOOD.replace("    then:\n", "")
    (problem,) = told(one + one).problems
    assert (problem.id, problem.place.line) == ("T210", 5)


def test_a_policy_with_errors_is_told_with_its_own_places(told: Told, folder: Path) -> None:
    file = folder / "policies/walsall/two-stage.yaml"
    file.write_text(file.read_text("utf-8").replace("from: received", "from: recieved"), "utf-8")
    problems = told(GOOD.replace("    then:\n", "")).problems
    assert {problem.id for problem in problems} == {"P203"}
    assert all(problem.place.file.endswith("two-stage.yaml") for problem in problems)


def test_a_file_that_is_too_deep_or_too_large_is_refused(told: Told) -> None:
    assert told("policy: " + "[" * 200 + "]" * 200 + "\n").problems[0].id == "P006"
    assert told("policy: a.yaml\n# " + "x" * 1024 * 1024 + "\n").problems[0].id == "P007"
