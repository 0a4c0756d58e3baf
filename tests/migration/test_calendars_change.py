"""A calendar is extended silently and corrected on record: which cases, which dates, which letters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from migration.versions import CALENDAR, FIRST, OLD, Mill
from putright.working_days import Calendar

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
EASTER = "  - {date: 2026-04-06, name: Easter Monday}\n"
LONGER = CALENDAR.replace("known_until: 2026-04-30", "known_until: 2026-12-31")


@pytest.fixture
def mill(tmp_path: Path) -> Mill:
    """Cases that came before Easter under a calendar of the organisation's own; c-2 has a date beyond what is known."""
    mill = Mill(tmp_path)
    mill.write("v1", FIRST.replace("calendar: england-and-wales", "calendar: own"))
    (tmp_path / "p/mill/calendars").mkdir()
    calendar(mill, CALENDAR)
    for case_id in ("c-1", "c-2"):
        mill.receive(case_id)
        mill.act(case_id, "acknowledge", "2026-04-02")
    mill.act("c-2", "respond", "2026-04-08", outcome="upheld", reasons="It was loud.")
    return mill


def calendar(mill: Mill, text: str) -> None:
    (mill.folder / "p/mill/calendars/own.yaml").write_text(text)
    mill.open()


def dates(mill: Mill) -> dict[str, dict[str, str]]:
    return {case_id: mill.due(case_id) for case_id in ("c-1", "c-2")}


BEFORE = {"c-1": {"stage-1.respond": "2026-04-17"}, "c-2": {"stage-1.decide": "2026-05-06"}}


def test_a_forgotten_bank_holiday_moves_dates_only_on_record(mill: Mill) -> None:
    assert dates(mill) == BEFORE
    calendar(mill, CALENDAR + EASTER)
    assert dates(mill) == BEFORE
    found = mill.crossings(old=OLD, new=OLD)
    assert {case_id: crossing.verdict for case_id, crossing in found.items()} == {"c-1": "needs-choice", "c-2": "safe"}
    file = mill.plan(old=OLD, new=OLD)
    assert mill.carry(file).moved == 1
    assert mill.desk.show("c-2").case.events[-1].data["policy"] == OLD
    assert dates(mill) == BEFORE


def test_a_day_off_that_was_none_brings_dates_forward_and_is_safe(mill: Mill) -> None:
    calendar(mill, CALENDAR.replace("2026-04-03, name: Good Friday", "2026-04-02, name: A slip"))
    with_slip = mill.crossings(old=OLD, new=OLD)["c-1"]
    assert [(moved.before, moved.after) for moved in with_slip.dates] == [(date(2026, 4, 17), date(2026, 4, 16))]
    assert with_slip.verdict == "safe"
    mill.carry(mill.plan(old=OLD, new=OLD))
    mill.open()
    assert mill.due("c-1") == {"stage-1.respond": "2026-04-16"}
    mill.act("c-1", "note", "2026-04-10", note="She rang.")
    assert mill.due("c-1") == {"stage-1.respond": "2026-04-16"}


def test_new_years_turn_provisional_dates_firm_without_an_event(mill: Mill) -> None:
    assert [d.is_provisional for d in mill.desk.show("c-2").deadlines if d.name == "stage-1.decide"] == [True]
    before = mill.record(["c-1", "c-2"])
    calendar(mill, LONGER)
    found = mill.crossings(old=OLD, new=OLD)
    assert {case_id: [why.id for why in c.why] for case_id, c in found.items()} == {"c-1": ["M526"], "c-2": ["M526"]}
    carried = mill.carry(mill.plan(old=OLD, new=OLD))
    assert (carried.moved, carried.extended) == (0, 1)
    assert mill.record(["c-1", "c-2"]) == before
    mill.open()
    assert [d.is_provisional for d in mill.desk.show("c-2").deadlines if d.name == "stage-1.decide"] == [False]
    assert mill.crossings(old=OLD, new=OLD) == {}


def test_a_new_year_that_moves_a_date_does_so_on_record_and_the_rest_stays_silent(mill: Mill) -> None:
    calendar(mill, LONGER + "  - {date: 2026-05-04, name: Early May bank holiday}\n")
    found = mill.crossings(old=OLD, new=OLD)
    assert {case_id: crossing.verdict for case_id, crossing in found.items()} == {"c-1": "stays", "c-2": "safe"}
    carried = mill.carry(mill.plan(old=OLD, new=OLD))
    assert (carried.moved, carried.extended) == (1, 1)
    assert dates(mill) == {**BEFORE, "c-2": {"stage-1.decide": "2026-05-07"}}
    kinds = {case_id: mill.desk.show(case_id).case.events[-1].kind for case_id in ("c-1", "c-2")}
    assert kinds == {"c-1": "done", "c-2": "migrated"}


def test_a_longer_calendar_waits_while_a_case_that_it_moves_is_left(mill: Mill) -> None:
    calendar(mill, LONGER + "  - {date: 2026-05-04, name: Early May bank holiday}\n")
    file = mill.plan(old=OLD, new=OLD)
    mill.act("c-2", "note", "2026-04-09", note="She rang.")
    carried = mill.carry(file)
    assert (list(carried.left), carried.extended) == (["c-2"], 0)
    assert dates(mill) == BEFORE
    again = mill.carry(mill.plan(old=OLD, new=OLD))
    assert (again.moved, again.extended) == (1, 1)


def test_a_calendar_can_be_extended_again_and_again(mill: Mill) -> None:
    for year in (2026, 2027, 2028):
        calendar(mill, CALENDAR.replace("known_until: 2026-04-30", f"known_until: {year}-12-31"))
        assert mill.carry(mill.plan(old=OLD, new=OLD)).extended == 1
    mill.open()
    assert mill.desk.show("c-2").procedure.calendar.known_until == date(2028, 12, 31)


@pytest.mark.parametrize(
    ("other", "extends"),
    [
        ({"known_until": date(2027, 12, 31)}, True),
        ({"known_until": date(2027, 12, 31), "days_off": {date(2027, 1, 1): "New Year"}}, True),
        ({}, False),
        ({"known_until": date(2025, 12, 31)}, False),
        ({"known_until": date(2027, 12, 31), "days_off": {date(2026, 1, 1): "New Year"}}, False),
        ({"known_until": date(2027, 12, 31), "extra_working_days": {date(2026, 1, 3): "Stocktaking"}}, False),
        ({"known_until": date(2027, 12, 31), "week": (*WEEK, "saturday")}, False),
        ({"known_until": date(2027, 12, 31), "known_from": date(2025, 6, 1)}, False),
    ],
)
def test_only_more_years_extend_a_calendar(other: dict[str, object], extends: bool) -> None:
    known: dict[str, object] = {"known_from": date(2025, 1, 1), "known_until": date(2026, 12, 31), "days_off": {}}
    one = Calendar(name="mill", week=WEEK, **known)  # type: ignore[arg-type]
    two = Calendar(**{"name": "mill", "week": WEEK, **known, **other})  # type: ignore[arg-type]
    assert two.extends(one) is extends
