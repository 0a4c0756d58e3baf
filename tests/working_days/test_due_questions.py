"""`due` in plain words: what it accepts, and what it refuses with which mend."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from putright.policy.calendars import BadDue, due
from putright.problems import PolicyError
from putright.working_days import Calendar, Duration

EW = "england-and-wales"
ACCEPTED = [
    ("a day in words", "2026-04-02", "10 working days"),
    ("a day as a value", date(2026, 4, 2), "10 working days"),
    ("a moment in words", "2026-04-02T16:30", "10 working days"),
    ("a moment with seconds and a blank", "2026-04-02 16:30:15.5", "10 working days"),
    ("a moment with an offset", "2026-04-02T16:30+01:00", "10 working days"),
    ("a moment in Greenwich", "2026-04-02T15:30Z", "10 working days"),
    ("a moment as a value", datetime(2026, 4, 2, 16, 30), "10 working days"),
    ("a duration as a value", "2026-04-02", Duration(10, "working days")),
]


@pytest.mark.parametrize(("why", "start", "within"), ACCEPTED)
def test_a_start_can_be_words_or_a_value(why: str, start: str | date, within: str | Duration) -> None:
    assert due(start, within, calendar=EW, starts="day-after").on == date(2026, 4, 20), why


def test_a_cut_off_can_be_words_or_a_value() -> None:
    for cut_off in ("16:00", time(16)):
        found = due("2026-04-01T16:30", "1 working day", calendar=EW, starts="day-after", cut_off=cut_off)
        assert found.on == date(2026, 4, 7)


def test_a_calendar_of_ones_own_can_be_handed_in() -> None:
    mill = Calendar(
        name="mill",
        week=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday"),
        days_off={date(2026, 8, 24): "Fair Monday"},
        known_from=date(2025, 1, 1),
        known_until=date(2027, 12, 31),
    )
    found = due("2026-08-21", "2 working days", calendar=mill, starts="day-after")
    assert [day.why for day in found.days] == ["the day of the event", "day 1", "Sunday", "Fair Monday", "day 2"]


REFUSED = [
    ("a day that does not exist", {"start": "2026-02-30"}, "D101", "does not exist"),
    ("an hour that does not exist", {"start": "2026-02-20T25:00"}, "D101", "does not exist"),
    ("a day written the British way", {"start": "02/04/2026"}, "D101", "only one way"),
    ("a week date", {"start": "2026-W14-4"}, "D101", "only one way"),
    ("a day without hyphens", {"start": "20260402"}, "D101", "only one way"),
    ("a month", {"start": "2026-04"}, "D101", "only one way"),
    ("a word", {"start": "today"}, "D101", "only one way"),
    ("nothing", {"start": ""}, "D101", "only one way"),
    ("a wrong duration", {"within": "10 wd"}, "D102", 'did you mean "10 working days"?'),
    ("the United Kingdom is not one calendar", {"calendar": "UK"}, "D103", "different bank holidays"),
    ("... under any name", {"calendar": "United Kingdom"}, "D103", "different bank holidays"),
    ("... or another", {"calendar": "gb"}, "D103", "different bank holidays"),
    ("a typing mistake", {"calendar": "scotlnd"}, "D103", 'Did you mean "scotland"?'),
    ("half a name", {"calendar": "England"}, "D103", 'Did you mean "england-and-wales"?'),
    ("a path in place of a name", {"calendar": "../scotland"}, "D103", "there is no calendar"),
    ("no rule for day 1", {"starts": None}, "D104", "starts must be"),
    ("a rule that is not there", {"starts": "dayafter"}, "D104", 'Did you mean "day-after"?'),
    ("an end that is not there", {"ends": "next"}, "D105", "ends must be"),
    ("a cut-off in words", {"cut_off": "4pm"}, "D106", "not a time of day"),
    ("a cut-off that does not exist", {"cut_off": "24:30"}, "D106", "not a time of day"),
    ("hours from a day", {"within": "48 hours"}, "D107", "a start with a time of day"),
]


@pytest.mark.parametrize(("why", "changes", "id", "says"), REFUSED)
def test_a_question_that_cannot_be_read_is_refused_with_a_mend(
    why: str, changes: dict[str, object], id: str, says: str
) -> None:
    asked = {"start": "2026-04-02", "within": "10 working days", "calendar": EW, "starts": "day-after"} | changes
    with pytest.raises(BadDue) as refused:
        due(**asked)  # type: ignore[arg-type]
    assert refused.value.id == id, why
    assert says in refused.value.what
    assert refused.value.mend


def test_a_calendar_can_be_named_by_its_file(tmp_path: Path) -> None:
    file = tmp_path / "mill.yaml"
    file.write_text(
        "name: mill\nbased_on: england-and-wales\ndays_off: [{date: 2026-08-24, name: Fair Monday}]\n", encoding="utf-8"
    )
    assert due("2026-08-21", "1 working day", calendar=str(file), starts="day-after").on == date(2026, 8, 25)
    with pytest.raises(PolicyError) as refused:
        due("2026-08-21", "1 working day", calendar=str(tmp_path / "other.yaml"), starts="day-after")
    assert refused.value.problems[0].id == "P011"
