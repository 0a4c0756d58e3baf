"""What a manager is told when a file has not the shape it needs: one problem for each mistake, in their own words."""

from __future__ import annotations

import pytest

from putright.policy.shape import problems_against, shape_problems
from putright.policy.wording import subject
from putright.problems import Problem
from putright.shipped import shipped
from putright.source import parse, read
from shape.small_schema import ALL, SCHEMA, R

# why; the line under "format: 1"; id:line:column; what; mend
ROWS = [
    (
        "an unknown name, with the one that was meant",
        "titel: x",
        "P101:2:1",
        '"titel" is not a part that can stand here. Did you mean "title"?',
        f"write one of {ALL}; or remove it",
    ),
    (
        "a misspelt name deep inside",
        R % "form: received, x: 1",
        "P101:2:43",
        'stage-1, step respond: "form" is not a part that can stand here. Did you mean "from"?',
        None,
    ),
    ("a missing part", "stages: [{steps: []}]", "P102:2:10", "stage 1 has no id", "add id: stage-1"),
    (
        "a part that needs another",
        R % "every: 5 days",
        "P102:2:33",
        "stage-1, step respond has no from",
        "add from: received",
    ),
    (
        "one part of several is missing",
        "applies: {}",
        "P102:2:1",
        "applies has no to or not_to",
        "add one of to or not_to",
    ),
    (
        "a number for a duration",
        R % "within: 10",
        "P103:2:51",
        "stage-1, step respond: within must be text or a group of named values"
        ' such as "10 working days", found 10 (a number)',
        "write within: 10 working days",
    ),
    (
        "a number for a version keeps its noughts",
        "version: 1.10",
        "P103:2:10",
        "version must be text, found 1.10 (a number)",
        'put it in quotes: "1.10"',
    ),
    (
        "one word for a list",
        R % "needs: reason",
        "P103:2:50",
        'stage-1, step respond: needs must be a list, found "reason" (text)',
        "write needs: [reason]",
    ),
    (
        "a list for a text",
        "title: [x]",
        "P103:2:8",
        'title must be text such as "Complaints policy", found a list',
        "write title: Complaints policy",
    ),
    (
        "a text for a yes-or-no value",
        "open: always",
        "P103:2:7",
        'open must be true or false, found "always" (text)',
        "write open: true",
    ),
    (
        "the schema's own noun and mend",
        R % "letter: 3",
        "P103:2:51",
        "stage-1, step respond: letter must be the name of a letter, found 3 (a number)",
        "name a letter, such as extension",
    ),
    (
        "no choice, with the one that was meant",
        R % "who: complainent",
        "P104:2:48",
        'stage-1, step respond: who must be complainant, handler or panel, found "complainent" (text).'
        ' Did you mean "complainant"?',
        "write one of complainant, handler or panel",
    ),
    (
        "no choice of several lists of choices",
        "silence: close",
        "P104:2:10",
        'silence must be accept, escalate or stays open, found "close" (text)',
        "write one of accept, escalate or stays open",
    ),
    (
        "an id with capitals",
        "stages: [{id: Stage 1}]",
        "P105:2:15",
        'Stage 1: id must be small letters, digits and single hyphens, found "Stage 1"',
        "write stage-1",
    ),
    (
        "a name with capitals",
        "roles: {Head of Service: {}}",
        "P105:2:9",
        'roles: the name "Head of Service" must be small letters, digits and single hyphens',
        "write head-of-service",
    ),
    (
        "a date in words",
        "from: 20 April 2026",
        "P105:2:7",
        'from must be a date as year-month-day, found "20 April 2026"',
        "write from: 2026-04-20",
    ),
    (
        "a time without a nought",
        "cut_off: 9:00",
        "P105:2:10",
        'cut_off must be a time of day on the 24-hour clock, found "9:00"',
        "write cut_off: 16:00",
    ),
    (
        "a day that is not in the calendar",
        "from: 2026-02-30",
        "P106:2:7",
        "from is 2026-02-30, and February 2026 has 28 days",
        "write a day that is in the calendar",
    ),
    (
        "a thirteenth month",
        "from: 2026-13-01",
        "P106:2:7",
        "from is 2026-13-01, and there is no month 13",
        "write a day that is in the calendar",
    ),
    (
        "a title too long",
        "title: " + "x" * 21,
        "P107:2:8",
        "title may have at most 20 characters, found 21",
        "shorten it",
    ),
    (
        "too many items",
        R % "needs: [a, b, c]",
        "P107:2:50",
        "stage-1, step respond: needs may have at most 2 items, found 3",
        "shorten it",
    ),
    (
        "an item twice",
        R % "needs: [a, a]",
        "P107:2:50",
        "stage-1, step respond: needs names the same item twice",
        "keep each item once",
    ),
    (
        "a number too small",
        R % "times: 0",
        "P107:2:50",
        "stage-1, step respond: times must be at least 1, found 0",
        "write a number within the limit",
    ),
    ("nothing after the colon", "title:", "P108:2:1", "title is empty", "write title: Complaints policy"),
    ("an empty text", "title: ''", "P108:2:8", "title is empty", "write title: Complaints policy"),
    ("an empty list", R % "needs: []", "P108:2:50", "stage-1, step respond: needs is empty", "give needs a list"),
    (
        "an empty limit",
        R % "within: ",
        "P108:2:43",
        "stage-1, step respond: within is empty",
        "write within: 10 working days",
    ),
    (
        "two parts that exclude each other",
        R % "within: 1 day, every: 1 day, from: x",
        "P109:2:58",
        "stage-1, step respond cannot have within and every together",
        "remove within or every",
    ),
    (
        "both of two forms",
        "applies: {to: x, not_to: y}",
        "P109:2:18",
        "applies has both to and not_to, and only one can stand; the first is at p.yaml:2:11",
        "keep one of to or not_to",
    ),
    (
        "inside the branch with the right type",
        R % "within: {bye: complexity}",
        "P101:2:52",
        'stage-1, step respond, within: "bye" is not a part that can stand here. Did you mean "by"?',
        "write one of by or otherwise; or remove it",
    ),
    (
        "inside the branch with the right kind",
        R % "track: {kind: panel, panel: 3}",
        "P103:2:71",
        'stage-1, step respond, track: panel must be text such as "review", found 3 (a number)',
        'put it in quotes: "3"',
    ),
]


def problems_in(line: str, start: str = "format: 1") -> tuple[Problem, ...]:
    return problems_against(parse(f"{start}\n{line}\n", "p.yaml"), SCHEMA)


@pytest.mark.parametrize(("why", "line", "where", "what", "mend"), ROWS, ids=[row[0] for row in ROWS])
def test_one_mistake_is_one_problem_in_its_place_with_its_mend(
    why: str, line: str, where: str, what: str, mend: str | None
) -> None:
    first, *rest = problems_in(line)
    assert f"{first.id}:{first.place.line}:{first.place.column}" == where, why
    assert first.what == what, why
    assert mend is None or first.mend == mend, why
    assert not [one for one in rest if '"x"' not in one.what], why


def test_a_duration_that_cannot_be_read_says_why_and_shows_one_that_can() -> None:
    (problem,) = problems_in(R % "within: ten days")
    assert problem.id == "P105"
    assert "ten days" in problem.what
    assert problem.mend == "write within: 10 working days"


def test_a_misspelt_part_is_not_also_a_missing_one() -> None:
    assert [one.id for one in problems_in("title: x", start="formt: 1")] == ["P101"]


def test_a_misspelt_part_of_several_is_not_also_a_missing_one() -> None:
    assert [one.id for one in problems_in("applies: {too: x}")] == ["P102"]
    closed = {**SCHEMA["properties"]["applies"], "properties": {"to": {}, "not_to": {}}, "additionalProperties": False}
    found = problems_against(parse("applies: {too: x}", "p.yaml"), {"properties": {"applies": closed}})
    assert [one.id for one in found] == ["P101"]


def test_a_value_of_the_wrong_kind_is_not_also_blamed_for_its_parts() -> None:
    found = problems_in("stages: [{id: stage-1, steps: [{respond: 10}]}]")
    assert [one.what for one in found] == ["stage-1, step respond must be a group of named values, found 10 (a number)"]
    assert [one.mend for one in found] == ["give respond a group of named values"]


def test_a_good_file_has_no_problems() -> None:
    assert problems_in(R % "within: 10 working days, from: received, who: handler") == ()


def test_all_mistakes_are_told_at_once_and_in_the_order_of_the_file() -> None:
    text = "title:\nfrom: 2026-02-30\nopen: 3\nstages:\n  - {id: A, colour: red}\n"
    found = [one.id for one in problems_in(text)]
    assert found == ["P108", "P106", "P103", "P105", "P101"]


def test_a_place_in_a_file_is_named_by_ids_and_by_the_single_names_of_items() -> None:
    text = "stages: [{id: one, steps: [{reply: {within: x}}]}]\nbodies: [a]\norganisation: {name: x}\n"
    tree = parse(text, "p").tree
    assert subject(tree, ["stages", 0]) == "one"
    assert subject(tree, ["stages", 0, "steps", 0, "reply", "within"]) == "one, step reply: within"
    assert subject(tree, ["stages", 0, "steps", 0, "reply"]) == "one, step reply"
    assert subject(tree, ["stages", 0, "steps"]) == "one: steps"
    assert subject(tree, ["bodies", 0]) == "body 1"
    assert subject(tree, ["organisation", "name"]) == "organisation: name"
    assert subject(tree, []) == "the file"


def test_every_shipped_policy_calendar_and_code_has_its_shape() -> None:
    calendars = sorted((shipped("policies") / "calendars").glob("*.yaml"))
    codes = sorted((shipped("policies") / "codes").glob("*.yaml"))
    attested = sorted(shipped("policies").glob("*/attestations.yaml"))
    policies = sorted(set(shipped("policies").glob("*/*.yaml")) - set(calendars) - set(codes) - set(attested))
    assert calendars
    assert codes
    assert attested
    assert policies
    for schema, paths in (("calendar", calendars), ("code", codes), ("attestations", attested), ("policy", policies)):
        for path in paths:
            assert shape_problems(read(path), schema) == ()
