"""The demo's logs: what is in them, which lines are refused, and that playing them again changes nothing."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from putright.case.events import Event
from putright.casework import open_desk, read_log, run_log
from putright.casework.desk import Desk
from putright.casework.log import LogLine
from putright.demo.readme import WHY, read_me
from putright.demo.shows import SHOWS, Show

if TYPE_CHECKING:
    from conftest import Played

REFUSED = {
    "saha": {"G503": 1, "R100": 1, "R101": 1, "R103": 2, "R104": 1, "R201": 3, "R203": 1, "R204": 2, "R206": 2, "R207": 1, "R216": 3},
    "kiwi": {"R100": 1, "R101": 1, "R103": 2, "R104": 1, "R201": 4, "R203": 1, "R204": 1, "R212": 2, "R213": 1, "R214": 1, "R216": 3},
    "walsall": {
        "G502": 1, "R100": 1, "R101": 1, "R102": 1, "R103": 1, "R104": 1, "R201": 1, "R202": 3, "R205": 2, "R206": 2, "R216": 2, "R220": 1,
    },
}  # fmt: skip
"""Every line that is refused, and no other, by the id of its refusal."""

HAPPENINGS = [
    ("post is recorded after the weekend", lambda e: e.kind == "received" and e.recorded_at > e.happened_at),
    ("complaints come on Saturdays and Sundays", lambda e: e.kind == "received" and e.happened_at.weekday() >= 5),
    ("a complaint holds two matters", lambda e: "matter.2.what" in e.texts),
    ("somebody speaks for another", lambda e: "representative.name" in e.texts),
    ("something is acknowledged", lambda e: e.name == "acknowledged"),
    ("an answer upholds", lambda e: e.data.get("outcome.1") == "upheld"),
    ("an answer upholds in part", lambda e: e.data.get("outcome.1") == "partially-upheld"),
    ("an answer does not uphold", lambda e: e.data.get("outcome.1") == "not-upheld"),
    ("an answer names a sum of money", lambda e: "remedy.1.sum" in e.data),
    ("an answer names what is still to be done, and by when", lambda e: "outstanding.1.by" in e.data),
    ("an answer says what was learned", lambda e: "learning" in e.texts and e.name == "responded"),
    ("more time is given", lambda e: e.kind == "extended"),
    ("a case goes on to another stage", lambda e: e.name == "escalated"),
    ("a request that came late is taken, with its reason", lambda e: e.data.get("late") == "yes" and "late-reason" in e.texts),
    ("a request is refused by letter", lambda e: e.kind == "escalation-refused"),
    ("an answer is accepted", lambda e: e.name == "accepted"),
    ("a manager settles", lambda e: e.name == "settled"),
    ("silence closes a case", lambda e: e.kind == "missed" and e.place == "closed"),
    ("staff close a case after an answer", lambda e: e.kind == "closed"),
    ("a complaint is turned away for its age", lambda e: e.data.get("exclusion") == "too-old"),
    ("a complaint is turned away as no complaint", lambda e: e.data.get("exclusion") == "not-a-complaint"),
    ("a complaint is turned away for a court's sake", lambda e: e.data.get("exclusion") == "legal-action"),
    ("a complaint is withdrawn", lambda e: e.kind == "withdrawn"),
    ("a case is reopened", lambda e: e.kind == "reopened"),
    ("somebody goes to the Housing Ombudsman", lambda e: e.data.get("door") == "housing-ombudsman"),
    ("somebody goes to the council's Ombudsman", lambda e: e.data.get("door") == "lgsco"),
    ("somebody goes to an awarding body", lambda e: e.data.get("door") == "awarding-body"),
    ("somebody goes to ESFA while it is there", lambda e: e.data.get("door") == "esfa" and e.happened_at.date().isoformat() <= "2025-03-31"),
    ("somebody goes to the Department for Education after that", lambda e: e.data.get("door") == "dfe"),
    ("mediation is offered", lambda e: e.name == "mediation-offered"),
    ("a late answer brings news meanwhile", lambda e: e.kind == "duty-done"),
    ("something is noted", lambda e: e.kind == "noted"),
    ("an institutional issue is put on record", lambda e: e.name == "issue-recorded"),
    ("a letter goes out", lambda e: bool(e.letters)),
]  # fmt: skip


@pytest.fixture(scope="module")
def events(played: Played) -> list[Event]:
    return [event for row in list(played.desk.cases()) for event in played.desk.show(row.case_id).case.events]


def _lines(show: Show) -> list[LogLine]:
    return [line for line in read_log(show.log) if isinstance(line, LogLine)]


def _kept(desk: Desk) -> list[tuple[object, ...]]:
    """Everything that a store keeps of its cases: events, dates and letters."""
    with desk.store.reading() as tx:
        rows = list(tx.cases())
        return [
            (row.case_id, row.place, row.next_wake, tx.events(row.case_id), list(tx.dues(case_id=row.case_id)), list(tx.effects(case_id=row.case_id)))
            for row in rows
        ]  # fmt: skip


def _play(desk: Desk, *, ticks: bool) -> None:
    """Every log; with ticks, time is played at the first line of every week, and otherwise only by the lines themselves."""
    for show in SHOWS:
        weeks: dict[tuple[int, int], list[LogLine]] = {}
        for line in _lines(show):
            weeks.setdefault(datetime.fromisoformat(line.at).isocalendar()[:2], []).append(line)
        for lines in weeks.values():
            zoned = next((line.at for line in lines if datetime.fromisoformat(line.at).tzinfo), "")
            if ticks and zoned:
                desk.tick(zoned)
            run_log(desk, show.organisation, iter(lines))
        desk.tick(show.until)


def test_at_least_two_hundred_complaints_are_received(played: Played) -> None:
    counts = Counter(row.organisation for row in list(played.desk.cases()))
    assert counts.total() >= 200
    assert min(counts.values()) >= 60


@pytest.mark.parametrize("show", SHOWS, ids=lambda show: show.organisation)
def test_every_complaint_is_about_a_matter_of_its_own(show: Show) -> None:
    opened = {line.case: line.given["matter"] for line in _lines(show) if line.do == "receive"}
    matters = list(opened.values())
    assert len(matters) == len(set(matters)) >= 60


@pytest.mark.parametrize("show", SHOWS, ids=lambda show: show.organisation)
def test_no_reasons_are_given_twice(show: Show) -> None:
    """The only repeats are an answer that was refused and then sent again."""
    reasons = Counter(line.given["reasons"] for line in _lines(show) if "reasons" in line.given)
    cases = {text: {line.case for line in _lines(show) if line.given.get("reasons") == text} for text in reasons}
    assert all(len(found) == 1 for found in cases.values())
    assert len(reasons) >= 55


@pytest.mark.parametrize("show", SHOWS, ids=lambda show: show.organisation)
def test_lines_stand_in_the_order_in_which_they_were_recorded(show: Show) -> None:
    moments = [datetime.fromisoformat(line.at) for line in _lines(show)]
    assert all(one <= two for one, two in pairwise(moment for moment in moments if moment.tzinfo))


@pytest.mark.parametrize(("fact", "happened"), HAPPENINGS, ids=[row[0] for row in HAPPENINGS])
def test_each_kind_of_happening_occurs(fact: str, happened: object, events: list[Event]) -> None:
    assert callable(happened)
    assert any(happened(event) for event in events)


@pytest.mark.parametrize("show", SHOWS, ids=lambda show: show.organisation)
def test_every_refused_line_is_refused_on_purpose(show: Show, played: Played) -> None:
    found = Counter(problem.id for problem in played.refused if problem.place.file == str(show.log))
    assert found == REFUSED[show.organisation]


def test_the_read_me_says_why_each_line_is_refused(played: Played) -> None:
    assert {problem.id for problem in played.refused} == set(WHY)
    assert "not foreseen" not in read_me(played.refused)


def test_some_cases_stay_open_and_some_answers_are_late(played: Played) -> None:
    standings = [played.desk.show(row.case_id) for row in list(played.desk.cases())]
    assert sum(not standing.case.has_ended for standing in standings) >= 10
    late = [
        d
        for s in standings
        for d in s.deadlines
        if d.step == "respond" and d.met_at and d.is_late(d.met_at, "Europe/London")
    ]
    assert len(late) >= 5


def test_playing_twice_keeps_the_same_and_ticks_make_no_difference() -> None:
    kept = []
    for ticks in (False, True):
        desk = open_desk("sqlite://")
        _play(desk, ticks=ticks)
        kept.append(_kept(desk))
        desk.close()
    assert kept[0] == kept[1]


def test_a_log_that_is_run_again_does_nothing_new() -> None:
    desk = open_desk("sqlite://")
    show = SHOWS[-1]
    first = run_log(desk, show.organisation, read_log(show.log))
    before = _kept(desk)
    second = run_log(desk, show.organisation, read_log(show.log))
    assert (second.done, second.repeated) == (0, first.done)
    assert _kept(desk) == before
    desk.close()


def test_every_case_has_an_unbroken_chain(played: Played) -> None:
    with played.desk.store.reading() as tx:
        assert [tx.verify(row.case_id) for row in list(tx.cases())] == [[]] * len(list(tx.cases()))
