"""What every store must list: cases, what wakes, and what is due, by what is asked for and page by page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from putright.store import DueRow, Store
from store.building import a_due, a_row, add, moment

LISTS = [
    ("all, by id", {}, "A B C D"),
    ("one organisation", {"organisation": "saha"}, "B D"),
    ("one stage of one organisation", {"organisation": "saha", "stage": "stage-2"}, "D"),
    ("one place", {"place": "closed"}, "C"),
    ("one handler", {"handler": "Bo"}, "A"),
    ("only open ones", {"open_only": True}, "A B D"),
    ("a page of two", {"limit": 2}, "A B"),
    ("the page after it", {"after": "B", "limit": 2}, "C D"),
    ("nobody's", {"handler": "Nemo"}, ""),
]


@pytest.mark.parametrize(("why", "asked", "found"), LISTS, ids=[row[0] for row in LISTS])
def test_cases_are_listed_by_what_is_asked(store: Store, why: str, asked: dict[str, Any], found: str) -> None:
    with store.writing() as writing:
        add(writing, "C", row=a_row("C", place="closed", ended=True))
        add(writing, "A", row=a_row("A", handler="Bo"))
        add(writing, "D", row=a_row("D", organisation="saha", stage="stage-2"))
        add(writing, "B", row=a_row("B", organisation="saha"))
    with store.reading() as reading:
        assert " ".join(row.case_id for row in reading.cases(**asked)) == found, why


def test_the_cases_that_wake_come_earliest_first(store: Store) -> None:
    early, same, late = (moment(f"2026-04-{day}T23:00:00+00:00") for day in (21, 22, 23))
    with store.writing() as writing:
        for case_id, wakes in (("A", late), ("B", same), ("C", early), ("D", None)):
            add(writing, case_id, row=a_row(case_id, next_wake=wakes))
    with store.reading() as reading:
        assert reading.waking(same) == [("C", early), ("B", same)]
        assert reading.waking(late, limit=1) == [("C", early)]


DUES = [
    ("all, earliest first", {}, "A.update B.respond A.respond C.respond D.door"),
    ("up to a day, which counts", {"until_on": date(2026, 5, 5)}, "A.update B.respond A.respond"),
    ("from a day, which counts", {"since_on": date(2026, 5, 5)}, "B.respond A.respond C.respond D.door"),
    ("one day", {"since_on": date(2026, 5, 6), "until_on": date(2026, 5, 6)}, "C.respond"),
    ("one case", {"case_id": "A2"}, "A.update A.respond"),
    ("one person", {"handler": "Bo"}, "B.respond"),
    ("one role", {"handler": "head-of-service"}, "C.respond D.door"),
    ("one organisation", {"organisation": "saha"}, "B.respond D.door"),
    ("one stage of one organisation", {"organisation": "saha", "stage": "stage-2"}, "D.door"),
    ("a page", {"limit": 2}, "A.update B.respond"),
    (
        "the page after it, on the same day",
        {"after": a_due("B.respond", case_id="A1"), "limit": 2},
        "A.respond C.respond",
    ),
    ("nobody's", {"handler": "Nemo"}, ""),
]


@pytest.mark.parametrize(("why", "asked", "found"), DUES, ids=[row[0] for row in DUES])
def test_what_is_due_is_listed_by_what_is_asked(store: Store, why: str, asked: dict[str, Any], found: str) -> None:
    with store.writing() as writing:
        dues = [a_due("A.respond", case_id="A2"), a_due("A.update", "2026-05-04", case_id="A2")]
        add(writing, "A2", row=a_row("A2"), dues=dues)
        add(writing, "A1", row=a_row("A1", organisation="saha", handler="Bo"), dues=[a_due("B.respond", case_id="A1")])
        due = a_due("C.respond", "2026-05-06", case_id="C")
        add(writing, "C", row=a_row("C", handler="head-of-service"), dues=[due])
        row = a_row("D", organisation="saha", stage="stage-2", handler="head-of-service")
        add(writing, "D", row=row, dues=[a_due("D.door", "2027-05-06", case_id="D")])
    with store.reading() as reading:
        assert " ".join(due.name for due in reading.dues(**asked)) == found, why


def test_what_is_owed_is_neither_a_door_nor_the_complainants_nor_standing_still(store: Store) -> None:
    since = moment("2026-05-01T09:00:00+01:00")
    dues = [
        a_due("respond", who="officer"),
        a_due("update", who="manager"),
        a_due("decide", who="complainant"),
        a_due("investigate", who="officer", paused_since=since),
        a_due("door.ombudsman", who="complainant"),
        a_due("door.court", who="officer"),
    ]
    with store.writing() as writing:
        add(writing, dues=dues)
    with store.reading() as reading:
        assert [due.name for due in reading.dues(extent="work")] == ["decide", "investigate", "respond", "update"]
        assert [due.name for due in reading.dues(extent="owed")] == ["respond", "update"]
        assert [due.name for due in reading.dues(extent="owed", who="officer")] == ["respond"]
        assert reading.known("who") == ["complainant", "manager", "officer"]


def test_cases_that_wait_for_no_date_can_be_asked_for(store: Store) -> None:
    with store.writing() as writing:
        add(writing, "A", dues=[a_due(case_id="A")])
        add(writing, "B", row=a_row("B", handler="Bo"), dues=[a_due("door.ombudsman", case_id="B")])
        add(writing, "C", row=a_row("C", ended=True))
    with store.reading() as reading:
        assert [row.case_id for row in reading.cases(undated_only=True)] == ["B", "C"]
        assert [row.case_id for row in reading.cases(undated_only=True, open_only=True)] == ["B"]
        assert reading.known("handler") == sorted({a_row().handler, "Bo"})


def test_every_page_of_what_is_due_follows_the_one_before(store: Store) -> None:
    with store.writing() as writing:
        for case_id in ("a", "B", "é", "Z"):
            add(writing, case_id, dues=[a_due(name, case_id=case_id) for name in ("respond", "Update", "extra")])
    pages: list[DueRow] = []
    with store.reading() as reading:
        while page := list(reading.dues(after=pages[-1] if pages else None, limit=5)):
            pages += page
        assert pages == list(reading.dues())
    assert [(due.case_id, due.name) for due in pages[:4]] == [
        ("B", "Update"),
        ("B", "extra"),
        ("B", "respond"),
        ("Z", "Update"),
    ]
