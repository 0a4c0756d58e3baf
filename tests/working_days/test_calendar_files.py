"""Calendar files: what they say, how they build on each other, and what is wrong with bad ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from putright.policy.calendars import find_calendar, shipped_calendar, shipped_names
from putright.problems import Place, PolicyError, Problem

SHIPPED = ("any-part-of-the-uk", "common-to-the-uk", "england-and-wales", "northern-ireland", "scotland")


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / f"{name.replace('_', '-')}.yaml"
        path.write_text(text, encoding="utf-8")
    return folder


def problems_of(folder: Path, name: str) -> tuple[Problem, ...]:
    with pytest.raises(PolicyError) as refused:
        find_calendar(name, folder)
    return refused.value.problems


def test_the_five_calendars_ship_and_are_known_from_2012_to_2028() -> None:
    assert shipped_names() == SHIPPED
    for name in SHIPPED:
        calendar = shipped_calendar(name)
        assert calendar.name == name
        assert (calendar.known_from, calendar.known_until) == (date(2012, 1, 1), date(2028, 12, 31))
        assert calendar is shipped_calendar(name)


def test_every_shipped_day_off_falls_on_a_weekday() -> None:
    for name in SHIPPED:
        assert all(day.weekday() < 5 for day in shipped_calendar(name).days_off)


def test_an_own_calendar_builds_on_another_and_goes_before_it(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        our_offices="""\
name: our-offices
title: Our offices
based_on: england-and-wales
known_until: 2027-12-31
closures:
  - {id: christmas, title: Christmas closure, from: 2026-12-24, until: 2027-01-03, defers_receipt: true}
days_off: [{date: 2026-06-01, name: Founders' Day}]
extra_working_days: [{date: 2026-05-04, name: Open on the May holiday}, {date: 2026-12-29, name: Stocktaking}]
""",
    )
    own = find_calendar("our-offices", folder)
    assert own.why_off(date(2026, 6, 1)) == "Founders' Day"
    assert own.works(date(2026, 5, 4))
    assert own.works(date(2026, 12, 29))
    assert own.why_off(date(2026, 12, 24)) == "closed: Christmas closure"
    assert own.why_off(date(2026, 12, 25)) == "Christmas Day"
    assert own.closures[0].defers_receipt
    assert own.known_until == date(2027, 12, 31)
    assert (own.title, own.week) == ("Our offices", ("monday", "tuesday", "wednesday", "thursday", "friday"))


def test_a_calendar_stands_beside_the_policy_or_in_its_calendars_folder(tmp_path: Path) -> None:
    (tmp_path / "calendars").mkdir()
    written(tmp_path / "calendars", mill="name: mill\nbased_on: scotland\nweek: [monday]\n")
    written(tmp_path, both="name: both\nany_of: [mill, england-and-wales]\n")
    assert find_calendar("mill", tmp_path).week == ("monday",)
    assert find_calendar("both", tmp_path).week == ("monday",)
    assert find_calendar("scotland", tmp_path) is shipped_calendar("scotland")


WHOLE = "name: bad\nknown_from: 2025-01-01\nknown_until: 2027-12-31\n"
BAD = [
    ("an unknown key", WHOLE + "holidays: []\n", [("P101", 4)]),
    ("a date that does not exist", WHOLE + "days_off: [{date: 2026-02-30, name: Never}]\n", [("P106", 4)]),
    ("no such weekday", WHOLE + "week: [monday, tuseday]\n", [("P104", 4)]),
    ("a part that is nowhere", "name: bad\nany_of: [scotland, scotlnd, wales]\n", [("P206", 2), ("P206", 2)]),
    ("a base that is nowhere", "name: bad\nbased_on: uk\n", [("P206", 2)]),
    ("built on itself", "name: bad\nany_of: [bad, scotland]\n", [("C201", 2)]),
    ("built in two ways", "name: bad\nbased_on: scotland\nany_of: [scotland]\n", [("C202", 3)]),
    ("not said how long it is known", "name: bad\n", [("C203", 1), ("C203", 1)]),
    ("known until before from", "name: bad\nknown_from: 2026-01-01\nknown_until: 2025-01-01\n", [("C204", 3)]),
    (
        "a day twice, and one both off and worked",
        WHOLE
        + "days_off:\n  - {date: 2026-08-24, name: Fair}\n  - {date: 2026-08-24, name: Fair Monday}\n"
        + "extra_working_days: [{date: 2026-08-24, name: Open day}]\n",
        [("C205", 6), ("C205", 7)],
    ),
    ("a day that is not known", WHOLE + "days_off: [{date: 2030-01-01, name: New Year}]\n", [("C206", 4)]),
    (
        "closures that end too early or share an id",
        WHOLE
        + "closures:\n  - {id: a, title: A, from: 2026-08-02, until: 2026-08-01}\n"
        + "  - {id: a, title: A, from: 2026-09-02, until: 2026-09-03}\n",
        [("C207", 5), ("C205", 6)],
    ),
    ("no such time zone", WHOLE + "time_zone: Europe/Lodnon\n", [("C208", 4)]),
    ("known for too long", "name: bad\nknown_from: 1000-01-01\nknown_until: 2027-12-31\n", [("C208", 3)]),
    ("known beyond its base", "name: bad\nbased_on: scotland\nknown_until: 2040-12-31\n", [("C209", 3)]),
    ("no week in common", "name: bad\nany_of: [scotland, sundays]\n", [("C208", 2)]),
    ("no YAML", "name: [\n", [("P002", 1)]),
]


@pytest.mark.parametrize(("why", "text", "expected"), BAD)
def test_a_bad_file_is_refused_with_every_problem_at_its_place(
    tmp_path: Path, why: str, text: str, expected: list[tuple[str, int]]
) -> None:
    folder = written(tmp_path, bad=text, sundays="name: sundays\nbased_on: scotland\nweek: [sunday]\n")
    found = problems_of(folder, "bad")
    assert [(problem.id, problem.place.line) for problem in found] == expected, why
    assert all(problem.place.file.endswith("bad.yaml") and problem.mend for problem in found)


def test_a_circle_over_several_files_names_its_way(tmp_path: Path) -> None:
    folder = written(tmp_path, one="name: one\nbased_on: two\n", two="name: two\nbased_on: one\n")
    (problem,) = problems_of(folder, "one")
    assert (problem.id, problem.place) == ("C201", Place(str(tmp_path / "two.yaml"), 2, 11))
    assert "one -> two -> one" in problem.what


def test_an_unknown_calendar_is_refused_where_it_is_named_with_the_choices(tmp_path: Path) -> None:
    written(tmp_path, mill="name: mill\nbased_on: scotland\n")
    place = Place("policy.yaml", 7, 11)
    with pytest.raises(PolicyError) as refused:
        find_calendar("northern-irland", tmp_path, place)
    (problem,) = refused.value.problems
    assert (problem.id, problem.place) == ("P206", place)
    assert 'Did you mean "northern-ireland"?' in problem.what
    assert all(name in problem.mend for name in SHIPPED)


def test_uk_alone_is_refused_and_told_why(tmp_path: Path) -> None:
    for name in ("UK", "uk", "united-kingdom", "gb", "Great Britain"):
        (problem,) = problems_of(tmp_path, name)
        assert problem.id == "P206"
        assert "Northern Ireland have different bank holidays" in problem.what
        assert all(choice in problem.mend for choice in SHIPPED)


def test_a_name_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "policy").mkdir()
    written(tmp_path, outside="name: outside\nbased_on: scotland\n")
    assert problems_of(tmp_path / "policy", "../outside")[0].id == "P206"
