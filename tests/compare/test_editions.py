"""Two editions of a code: what was renumbered, what is put more strongly, and the clock that starts elsewhere."""

from __future__ import annotations

from dataclasses import replace

from putright.codes import find_code
from putright.compare import edition_changes

NEWEST = find_code("housing-ombudsman-2024")
BEFORE = find_code("housing-ombudsman-2022")


def test_a_code_beside_itself_has_not_changed() -> None:
    assert edition_changes(NEWEST, NEWEST) == ()


def test_a_clause_with_another_number_is_the_same_clause() -> None:
    first, *others = NEWEST.clauses
    renumbered = replace(NEWEST, clauses=(replace(first, id="9.9"), *others))
    (change,) = edition_changes(NEWEST, renumbered)
    assert (change.id, change.clause, change.old) == ("clause-renumbered", "9.9", first.id)


def test_a_should_that_becomes_a_must_is_raised_and_lowered_the_other_way_round() -> None:
    councils = find_code("lgsco-2024")
    number, clause = next((n, one) for n, one in enumerate(councils.clauses) if one.level == "should")
    clauses = list(councils.clauses)
    clauses[number] = replace(clause, level="must")
    stricter = replace(councils, clauses=tuple(clauses))
    assert [change.id for change in edition_changes(councils, stricter)] == ["level-raised"]
    assert [change.id for change in edition_changes(stricter, councils)] == ["level-lowered"]


def test_a_clause_that_came_is_gone_the_other_way_round() -> None:
    shorter = replace(NEWEST, clauses=NEWEST.clauses[1:])
    assert [change.id for change in edition_changes(shorter, NEWEST)] == ["clause-added"]
    assert [change.id for change in edition_changes(NEWEST, shorter)] == ["clause-removed"]


def test_the_ten_days_of_stage_1_start_at_another_event_in_the_newest_edition() -> None:
    asked = [change for change in edition_changes(BEFORE, NEWEST) if change.id == "asks-changed"]
    clocks = [change for change in asked if "deadline-at-most: stage 1, of response" in change.old]
    assert clocks
    assert all("10 working days" in change.new for change in clocks)
