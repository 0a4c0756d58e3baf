"""The codes that come with putright miss no clause, and carry each number, start and mark as it is known."""

from __future__ import annotations

import pytest

from codes import reference
from putright.codes import Ask, Code, find_code, shipped_codes
from putright.codes.telling import ask_in_words, clause_as_json, code_as_json
from putright.codes.vocabulary import CONTENTS, QUESTIONS, REPORT_PARTS
from putright.shipped import shipped

CODES = {code.id: code for code in shipped_codes()}
EACH = pytest.mark.parametrize("code", CODES.values(), ids=CODES)


def rows(table: str) -> list[list[str]]:
    return [row.split() for line in table.strip().splitlines() for row in line.split("/")]


@pytest.mark.parametrize("name", reference.EDITIONS)
def test_an_edition_misses_no_clause_and_carries_every_mark(name: str) -> None:
    written = [[clause.id, clause.level, *([clause.mark] if clause.mark else [])] for clause in CODES[name].clauses]
    assert written == rows(reference.EDITIONS[name])


def test_the_codes_are_those_of_the_list() -> None:
    assert set(CODES) == set(reference.EDITIONS)


def test_every_clock_has_its_stage_its_start_and_its_limit() -> None:
    written = [
        f"{code.id} {clause.id} {ask.given['stage']} {ask.given['of']} {ask.given['from']} {ask.given['within']}"
        for code in CODES.values()
        for clause in code.clauses
        for ask in clause.asks
        if ask.question == "deadline-at-most"
    ]
    assert sorted(written) == sorted(" ".join(row) for row in rows(reference.CLOCKS))


def test_more_time_is_no_longer_than_each_edition_says() -> None:
    written = [
        f"{code.id} {clause.id} {ask.given['stage']} {ask.given['by']} {ask.given.get('beyond', 'never')}{_comes_with(ask)}"
        for code in CODES.values()
        for clause in code.clauses
        for ask in clause.asks
        if ask.question == "extension-at-most"
    ]
    assert sorted(written) == sorted(" ".join(row) for row in rows(reference.MORE_TIME))


def test_a_complaint_is_taken_on_as_long_as_each_edition_says() -> None:
    written = [
        f"{code.id} {clause.id} {ask.given['within']} {ask.given['counted_from']}{_comes_with(ask)}"
        for code in CODES.values()
        for clause in code.clauses
        for ask in clause.asks
        if ask.question == "acceptance-window-at-least"
    ]
    assert sorted(written) == sorted(" ".join(row) for row in rows(reference.WINDOWS))


def _comes_with(ask: Ask) -> str:
    given = ask.given
    parts = [
        *given.get("needs", ()),
        *["letter"] * given.get("notice", 0),
        *["discretion"] * given.get("discretion", 0),
    ]
    return f" with {', '.join(parts)}" if parts else ""


def test_each_edition_is_in_force_from_and_until_the_days_that_are_known() -> None:
    written = []
    for code in CODES.values():
        told = code_as_json(code)
        span = told["in_force"]
        assert isinstance(span, dict)
        if span["from"]:
            written.append(f"{code.id} {span['from']} {span['until']} {told['comply_by']}")
    assert sorted(written) == sorted(" ".join(row) for row in rows(reference.IN_FORCE))


@pytest.mark.parametrize(
    ("name", "clause", "at_most"),
    [
        ("housing-ombudsman-2020", "stages", {3}),
        ("housing-ombudsman-2022", "5.17", {2, 3}),
        ("housing-ombudsman-2024", "5.3", {2}),
    ],
)
def test_a_third_stage_was_tolerated_then_discouraged_then_forbidden(name: str, clause: str, at_most: set[int]) -> None:
    asks = [ask for ask in CODES[name].clause(clause).asks if ask.question == "stage-count"]
    assert {ask.given["at_most"] for ask in asks} == at_most
    assert {ask.level for ask in asks if ask.given["at_most"] == max(at_most)} == {"must"}
    assert {ask.level for ask in asks if ask.given["at_most"] < max(at_most)} <= {"should"}


@pytest.mark.parametrize(("stage", "clause", "last"), [(1, "6.9", "next-stage"), (2, "6.19", "ombudsman")])
def test_the_letter_at_the_end_of_a_stage_holds_seven_things(stage: int, clause: str, last: str) -> None:
    (ask,) = CODES["housing-ombudsman-2024"].clause(clause).asks
    seven = ("stage", "definition", "decision", "reasons", "remedy", "outstanding", last)
    assert ask.given == {"letter": "response", "stage": stage, "contains": (*seven, "plain-language")}


@pytest.mark.parametrize(("clause", "words"), reference.TRAPS.items())
def test_what_is_easily_got_wrong_stands_with_its_clause(clause: str, words: str) -> None:
    assert words in CODES["housing-ombudsman-2024"].clause(clause).note


def test_editions_follow_each_other_without_a_gap() -> None:
    newest = CODES["housing-ombudsman-2024"]
    while newest.replaces:
        before = CODES[newest.replaces]
        assert before.in_force.last is not None
        assert newest.in_force.first is not None
        assert (newest.in_force.first - before.in_force.last).days == 1
        assert not before.in_force.holds_on(newest.in_force.first)
        newest = before
    assert newest.id == "housing-ombudsman-2020"
    assert not newest.in_force.day_known


@EACH
def test_a_clause_says_what_it_asks_for_where_it_was_read_and_what_to_do(code: Code) -> None:
    for clause in code.clauses:
        assert clause.requirement.endswith((".", '."')), clause.id
        assert clause.source, clause.id
        assert clause.place.file == f"policies/codes/{code.id}.yaml"
        if clause.level != "info":
            assert clause.advice, clause.id
            assert clause.evidence, clause.id
    assert len({clause.place for clause in code.clauses}) == len(code.clauses)


@EACH
def test_a_clause_that_only_a_person_can_decide_asks_a_person(code: Code) -> None:
    for clause in code.clauses:
        asks_a_person = any(ask.question == "attested" for ask in clause.asks)
        assert asks_a_person <= ("person" in clause.evidence), clause.id
        assert (set(clause.evidence) == {"person"}) <= asks_a_person, clause.id


def test_every_question_is_asked_by_some_code_and_every_name_can_be_told() -> None:
    asked = {ask.question for code in CODES.values() for clause in code.clauses for ask in clause.asks}
    assert asked == set(QUESTIONS)
    assert all(words for words in (*CONTENTS.values(), *REPORT_PARTS.values()))


@EACH
def test_a_code_and_its_clauses_can_be_told_as_data_and_in_words(code: Code) -> None:
    assert code_as_json(code)["number_of_clauses"] == len(code.clauses)
    for clause in code.clauses:
        told = clause_as_json(clause)
        assert told["confirmed"] == (told["mark"] == "")
        for ask in clause.asks:
            assert ask_in_words(ask).startswith(ask.question)
            assert "Duration(" not in ask_in_words(ask)


def test_a_shipped_code_is_found_by_its_id_and_read_once() -> None:
    assert find_code("lgsco-2024") is find_code("lgsco-2024")
    assert {path.stem for path in (shipped("policies") / "codes").glob("*.yaml")} == set(CODES)
