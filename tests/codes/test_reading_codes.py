"""A code file that is wrong says so: every mistake at once, each with its place, an id and a way to mend it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from putright.codes import ClosedBody, Code, Ground, code_at, find_code
from putright.codes.reading import code_from
from putright.codes.values import example_of, read_as
from putright.codes.vocabulary import QUESTIONS
from putright.problems import PolicyError, Problem
from putright.source import parse
from putright.working_days import Duration

HEAD = """\
code: made-up-2030
title: A made-up code
publisher: Nobody
edition: "2030"
in_force: {from: 2030-01-01}
sections: {"1": The only one}
force: None at all.
text_status: Made up.
source: Nowhere
clauses:
"""
CLAUSE = '- clause: "1.10"\n  level: must\n  requires: Something.\n  evidence: [policy]\n'
ASKS = "  asks:\n    - {question: channels-at-least, with: {count: 2}}\n"


def code(clauses: str, head: str = HEAD) -> Code:
    return code_from(parse(head + indent(dedent(clauses), "  "), "made-up-2030.yaml"))


def problems(clauses: str, head: str = HEAD) -> tuple[Problem, ...]:
    with pytest.raises(PolicyError) as refused:
        code(clauses, head)
    return refused.value.problems


def asking(ask: str) -> str:
    return f"{CLAUSE}  asks:\n    - {ask}\n"


def test_a_clause_keeps_its_number_as_it_is_written() -> None:
    (clause,) = code(CLAUSE + ASKS).clauses
    assert clause.id == "1.10"
    assert clause.confirmed
    assert (clause.place.line, clause.place.column) == (11, 13)
    assert clause.source == "Nowhere"


def test_a_number_without_quotes_is_refused_with_the_digits_that_were_written() -> None:
    (problem,) = problems((CLAUSE + ASKS).replace('"1.10"', "1.10"))
    assert problem.id == "P103"
    assert '"1.10"' in problem.mend


def test_a_level_of_a_question_wins_over_that_of_its_clause() -> None:
    (clause,) = code(CLAUSE + ASKS + "    - {question: remedy-at-any-stage, level: should, where_stage: 3}\n").clauses
    assert [(ask.level, ask.where_stage) for ask in clause.asks] == [("must", None), ("should", 3)]


@pytest.mark.parametrize(
    ("clauses", "id", "line", "words"),
    [
        (asking("{question: chanels-at-least, with: {count: 2}}"), "K201", 16, 'Did you mean "channels-at-least"?'),
        (asking("{question: channels-at-least, with: {count: 2, most: 3}}"), "K202", 16, 'knows no "most"'),
        (asking("{question: remedy-at-any-stage, with: {stage: 1}}"), "K202", 16, 'knows no "stage"'),
        (asking("{question: channels-at-least}"), "K203", 16, "does not say count"),
        (asking("{question: stage-count}"), "K203", 16, "neither at_least nor at_most"),
        (asking("{question: channels-at-least, with: {count: many}}"), "K204", 16, "a whole number from 1"),
        (CLAUSE + ASKS + CLAUSE + ASKS, "K205", 17, "first at made-up-2030.yaml:11:13"),
        (CLAUSE, "K206", 11, "nothing could ever fail it"),
        ((CLAUSE + ASKS).replace("must", "info"), "K206", 15, "only explains"),
        (f"{CLAUSE}{ASKS}  confirmed: false\n", "K207", 11, "no mark says why"),
        (f"{CLAUSE}{ASKS}  mark: k\n", "K207", 11, "is not said to be unconfirmed"),
        (f"{CLAUSE}{ASKS}  unsure: The number.\n", "K207", 17, "counts as confirmed"),
        (f"{CLAUSE}{ASKS}  in_force: {{from: 2031-01-01, until: 2030-01-01}}\n", "K208", 17, "before it begins"),
        (f"{CLAUSE}{ASKS}  in_force: {{from: 2030-02-30}}\n", "K208", 17, "no day of the calendar"),
    ],
)  # fmt: skip
def test_a_mistake_has_its_id_its_place_and_a_way_to_mend_it(clauses: str, id: str, line: int, words: str) -> None:
    (problem,) = problems(clauses)
    assert (problem.id, problem.place.line) == (id, line)
    assert problem.place.file == "made-up-2030.yaml"
    assert words in problem.what
    assert problem.mend


def test_all_mistakes_come_at_once() -> None:
    wrong = asking("{question: deadline-at-most, with: {stage: 0, of: reply, from: yesterday, within: ten days}}")
    assert [problem.id for problem in problems(wrong + CLAUSE)] == ["K204"] * 4 + ["K205", "K206"]


def test_a_misspelt_name_is_not_also_a_missing_one() -> None:
    misspelt = "{question: deadline-at-most, with: {stage: 1, of: response, form: received, within: 5 days}}"
    (problem,) = problems(asking(misspelt))
    assert problem.id == "K202"
    assert 'Did you mean "from"?' in problem.what


WRONG = [
    ("number", 0), ("number", -1), ("number", True), ("number", 1.5), ("number", "2"),
    ("stage", 0), ("stage", "first"), ("stage", None),
    ("duration", "10"), ("duration", "0 working days"), ("duration", "ten working days"), ("duration", 10),
    ("yes-no", "yes"), ("yes-no", 1),
    ("text", ""), ("text", " "), ("text", 3),
    ("texts", []), ("texts", "one"), ("texts", [""]),
    ("event", "responed"), ("step", "answer"), ("moment", "sometime"), ("role", "boss"), ("report", "weekly"),
    ("contents", ["decision", "reason"]), ("parts", ["volumes"]), ("fields", ["reasn"]), ("told", "access.advocate"),
    ("elements", {}), ("elements", {"a": []}), ("elements", ["a"]),
    ("grounds", {"court": {"must_say": ["filed"]}}), ("grounds", {"court": {"words": ["court"], "may_say": ["x"]}}),
    ("closed-bodies", {"esfa": {"words": ["ESFA"], "closed_on": "2025-02-30", "successor": "DfE"}}),
    ("closed-bodies", {"esfa": {"words": ["ESFA"], "closed_on": "2025-03-31"}}),
]  # fmt: skip
RIGHT = [
    ("number", 1, 1),
    ("stage", 3, 3),
    ("stage", "every", "every"),
    ("stage", "last", "last"),
    ("duration", "1 working day", Duration(1, "working days")),
    ("yes-no", False, False),
    ("texts", ["a", "b"], ("a", "b")),
    ("event", "requested", "requested"),
    ("fields", ["reason", "remedy", "learning"], ("reason", "remedy", "learning")),
    ("contents", ["refusal-right"], ("refusal-right",)),
    ("elements", {"a": ["x"]}, {"a": ("x",)}),
    ("grounds", {"court": {"words": ["court"], "must_not_say": ["pending"]}}, {"court": Ground(("court",), (), ("pending",))}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value"), WRONG)
def test_a_value_of_the_wrong_kind_is_refused(kind: str, value: object) -> None:
    with pytest.raises(ValueError, match=r"\w+"):
        read_as(kind, value)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", sorted({row.kind for question in QUESTIONS.values() for row in question.parameters}))
def test_what_mending_proposes_can_be_read(kind: str) -> None:
    tree = parse(f"it: {example_of(kind)}\n", "example.yaml").tree
    assert read_as(kind, tree["it"])


@pytest.mark.parametrize(("kind", "value", "read"), RIGHT)
def test_a_value_of_the_right_kind_is_read(kind: str, value: object, read: object) -> None:
    assert read_as(kind, value) == read  # type: ignore[arg-type]


def test_a_closed_body_keeps_its_day_and_its_successor() -> None:
    given = {"esfa": {"words": ["ESFA"], "closed_on": "2025-03-31", "successor": "Department for Education"}}
    (body,) = read_as("closed-bodies", given).values()
    assert isinstance(body, ClosedBody)
    assert (body.closed_on.isoformat(), body.successor) == ("2025-03-31", "Department for Education")


def test_a_month_stands_for_its_first_day_and_its_last() -> None:
    found = code(CLAUSE + ASKS, HEAD.replace("{from: 2030-01-01}", "{from: 2030-02, until: 2032-02}")).in_force
    assert (str(found.first), str(found.last), found.day_known) == ("2030-02-01", "2032-02-29", False)


@pytest.mark.parametrize(
    ("sections", "clause", "line", "words"),
    [
        ("", "", 10, "clause 1.10 stands in section 1"),
        ('sections: {"2": Two}\n', "", 11, "clause 1.10 stands in section 1"),
        ('sections: {"1": One, "2": Two}\n', "", 6, "section 2 has a title, and no clause stands in it"),
        ('sections: {"1": One}\n', "  section: board\n", 17, "clause 1.10 stands in section board"),
    ],
)
def test_a_section_has_a_title_and_a_clause(sections: str, clause: str, line: int, words: str) -> None:
    head = HEAD.replace('sections: {"1": The only one}\n', "").replace("force: None", f"{sections}force: None")
    found = problems(CLAUSE + ASKS.rstrip() + "\n" + clause, head)
    assert {problem.id for problem in found} == {"K216"}
    told = next(problem for problem in found if words in problem.what)
    assert told.place.line == line


@pytest.mark.parametrize(("clause", "section"), [('"1.10"', "1"), ("stages", ""), ('"4"', "")])
def test_a_clause_stands_in_the_section_that_its_number_begins_with(clause: str, section: str) -> None:
    head = HEAD if section else HEAD.replace('sections: {"1": The only one}\n', "")
    assert code(CLAUSE.replace('"1.10"', clause) + ASKS, head).clauses[0].section == section


def test_a_made_up_edition_needs_no_program(tmp_path: Path) -> None:
    """It is found beside the policies by its id, ahead of what comes with putright, and reads like any other."""
    (tmp_path / "codes").mkdir()
    file = tmp_path / "codes" / "made-up-2030.yaml"
    file.write_text(HEAD + indent(CLAUSE + ASKS, "  "), "utf-8")
    found = find_code("made-up-2030", tmp_path)
    assert found == code_at(file)
    assert found.clause("1.10").asks[0].given == {"count": 2}
    assert found.is_for("council")
    with pytest.raises(KeyError):
        found.clause("1.1")


def test_a_file_that_is_called_otherwise_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.yaml"
    file.write_text(HEAD + indent(CLAUSE + ASKS, "  "), "utf-8")
    with pytest.raises(PolicyError) as refused:
        code_at(file)
    (problem,) = refused.value.problems
    assert (problem.id, problem.place.line) == ("K210", 1)
    assert "made-up-2030.yaml" in problem.mend


@pytest.mark.parametrize("name", ["made-up-2030", "../lgsco-2024", "LGSCO-2024", ""])
def test_an_unknown_code_is_refused_with_those_that_are_known(name: str, tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as refused:
        find_code(name, tmp_path)
    (problem,) = refused.value.problems
    assert problem.id == "K209"
    assert "lgsco-2024" in problem.mend
