"""What every store must do, whichever database it lies in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any

import pytest
from pendulum import DateTime

from putright.store import DueRow, Store, StoreError
from store.building import LOGGED, a_due, a_letter, a_row, add, an_event, moment


def test_events_come_back_as_they_were_in_order(store: Store) -> None:
    first, second = an_event(), an_event("acknowledged", texts={}, letters=(), data={})
    with store.writing() as writing:
        add(writing, "C-1", 0, first)
        add(writing, "C-1", 1, second)
    with store.reading() as reading:
        assert reading.events("C-1") == (first, second)


def test_an_event_keeps_the_offset_it_was_recorded_with(store: Store) -> None:
    with store.writing() as writing:
        add(writing)
    with store.reading() as reading:
        (event,) = reading.events("C-1")
    assert event.happened_at.isoformat() == "2026-04-17T16:30:00+01:00"
    assert isinstance(event.happened_at, DateTime)


def test_a_case_nobody_opened_has_no_events(store: Store) -> None:
    with store.reading() as reading:
        assert reading.events("C-9") == ()


def test_a_writer_reads_what_it_has_just_written(store: Store) -> None:
    with store.writing() as writing:
        add(writing)
        assert len(writing.events("C-1")) == 1


@pytest.mark.parametrize("expected", [0, 2])
def test_a_writer_who_read_another_version_is_refused(store: Store, expected: int) -> None:
    with store.writing() as writing:
        add(writing)
    with pytest.raises(StoreError, match="S401 case C-1 has changed") as refused, store.writing() as writing:
        add(writing, "C-1", expected)
    assert refused.value.id == "S401"
    with store.reading() as reading:
        assert len(reading.events("C-1")) == 1


def test_an_exception_leaves_nothing_behind(store: Store) -> None:
    def change_its_mind() -> None:
        with store.writing() as writing:
            writing.keep("policy", "example", "sha256:1", b"{}")
            add(writing, dues=[a_due()], effects=[a_letter()], command_key="k-1")
            raise KeyError("the caller changed its mind")

    with pytest.raises(KeyError):
        change_its_mind()
    with store.reading() as reading:
        assert reading.events("C-1") == ()
        assert list(reading.cases()) == list(reading.dues()) == list(reading.effects()) == []
        assert reading.done("k-1") is None
        with pytest.raises(StoreError, match="S406"):
            reading.document("sha256:1")


def test_a_moment_without_an_offset_is_refused(store: Store) -> None:
    naive = datetime(2026, 4, 20, 10, 0)
    with pytest.raises(ValueError, match="needs an offset"), store.writing() as writing:
        add(writing, "C-1", 0, an_event(happened_at=naive))
    with pytest.raises(ValueError, match="needs an offset"), store.writing() as writing:
        add(writing, row=a_row(next_wake=naive))


def test_half_a_character_is_refused_in_words(store: Store) -> None:
    with pytest.raises(StoreError, match="S407 a text holds half a character"), store.writing() as writing:
        add(writing, "C-1", 0, an_event(texts={"note": "\ud83d"}))


def test_the_row_of_a_case_comes_back_with_its_version_and_head(store: Store) -> None:
    row = a_row(next_wake=moment("2026-04-24T23:59:59+01:00"), ended=True)
    with store.writing() as writing:
        add(writing, "C-1", 0, an_event(), an_event("acknowledged"), row=row)
    with store.reading() as reading:
        (found,) = reading.cases()
    assert (found.opened_at, found.next_wake, found.ended) == (row.opened_at, row.next_wake, True)
    assert (found.version, len(found.head_hash)) == (2, 64)


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


def test_the_dates_of_a_case_are_replaced_by_each_append(store: Store) -> None:
    ends = moment("2026-05-05T23:59:59+01:00")
    first, second = a_due("stage-1.acknowledge", "2026-04-24"), a_due(at=ends, paused_since=ends, who="complainant")
    with store.writing() as writing:
        add(writing, dues=[first])
        add(writing, "C-2", dues=[a_due(case_id="C-2", on="2026-06-01")])
        add(writing, "C-1", 1, dues=[second])
    with store.reading() as reading:
        (found,) = reading.dues(case_id="C-1")
        assert [due.case_id for due in reading.dues()] == ["C-1", "C-2"]
    row = a_row()
    assert found == second._replace(
        policy=row.policy, organisation=row.organisation, stage=row.stage, handler=row.handler
    )


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


def test_a_letter_is_owed_until_it_is_delivered_and_the_first_delivery_counts(store: Store) -> None:
    with store.writing() as writing:
        add(writing, effects=[a_letter(digest="sha256:a"), a_letter(name="leaflet")])
        writing.delivered("C-1", 1, "acknowledgement", LOGGED)
        writing.delivered("C-1", 1, "acknowledgement", LOGGED.add(days=1))
    with store.reading() as reading:
        assert list(reading.effects(owed_only=True)) == [a_letter(name="leaflet")]
        assert next(reading.effects("C-1")) == a_letter(digest="sha256:a", delivered_at=LOGGED)
        assert list(reading.effects("C-2")) == []


def test_what_is_not_owed_cannot_be_delivered(store: Store) -> None:
    with store.writing() as writing:
        add(writing)
    with pytest.raises(StoreError, match="S406 event 1 of case C-1 owes no"), store.writing() as writing:
        writing.delivered("C-1", 1, "acknowledgement", LOGGED)


def test_a_letter_belongs_to_an_event_that_is_added_with_it(store: Store) -> None:
    with pytest.raises(ValueError, match="owed by event 7"), store.writing() as writing:
        add(writing, effects=[a_letter(seq=7)])


def test_a_command_that_was_carried_out_is_known_by_its_key(store: Store) -> None:
    with store.writing() as writing:
        add(writing, "C-1", 0, an_event())
        add(writing, "C-1", 1, an_event("acknowledged"), an_event("responded"), command_key="k-1")
    with store.reading() as reading:
        assert reading.done("k-1") == ("C-1", 2, 3)
        assert reading.done("k-2") is None


def test_a_command_is_not_carried_out_twice(store: Store) -> None:
    with store.writing() as writing:
        add(writing, command_key="k-1")
    with pytest.raises(StoreError, match='S401 the command "k-1"'), store.writing() as writing:
        add(writing, "C-1", 1, command_key="k-1")
    with store.reading() as reading:
        assert len(reading.events("C-1")) == 1


def test_a_document_is_kept_once_under_its_digest(store: Store) -> None:
    with store.writing() as writing:
        writing.keep("policy", "example/two-stage@1", "sha256:1", b"as first kept")
        writing.keep("policy", "example/two-stage@1", "sha256:1", b"again")
    with store.reading() as reading:
        assert reading.document("sha256:1") == b"as first kept"


def test_a_published_name_keeps_its_content(store: Store) -> None:
    with store.writing() as writing:
        for digest in ("sha256:1", "sha256:2"):
            writing.keep("policy", "example/two-stage@1", digest, digest.encode())
        writing.publish("example/two-stage@1", "sha256:1", moment("2026-06-01T00:30:00+01:00"))
        writing.publish("example/two-stage@1", "sha256:1", LOGGED)
    words = "S402 example/two-stage@1 was published on Monday 1 June 2026 with other content"
    with pytest.raises(StoreError, match=words) as refused, store.writing() as writing:
        writing.publish("example/two-stage@1", "sha256:2", LOGGED)
    assert refused.value.mend == "give it a new version"
    with store.reading() as reading:
        assert reading.published("example/two-stage@1") == "sha256:1"
        assert reading.published("example/two-stage@2") is None


def test_only_a_document_that_is_kept_can_be_published(store: Store) -> None:
    with pytest.raises(StoreError, match="S406"), store.writing() as writing:
        writing.publish("example/two-stage@1", "sha256:1", LOGGED)


def test_reading_may_go_on_while_the_same_thread_writes(store: Store) -> None:
    with store.writing() as writing:
        for case_id in "ABC":
            add(writing, case_id)
    with store.reading() as reading:
        for row in reading.cases():
            with store.writing() as writing:
                add(writing, row.case_id, row.version)
    with store.reading() as reading:
        assert [row.version for row in reading.cases()] == [2, 2, 2]


def test_an_iteration_left_half_way_holds_nothing_up(store: Store) -> None:
    with store.writing() as writing:
        for number in range(300):
            add(writing, f"C-{number}")
    with store.reading() as reading:
        half_way = reading.cases()
        next(half_way)
    with store.writing() as writing:
        add(writing, "C-1", 1)
    with store.reading() as reading:
        assert len(reading.events("C-1")) == 2


def test_several_threads_may_use_one_store(store: Store) -> None:
    def work(case_id: str) -> int:
        for version in range(20):
            with store.writing() as writing:
                add(writing, case_id, version)
            with store.reading() as reading:
                assert len(reading.events(case_id)) == version + 1
        return 20

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(work, "ABCD")) == [20, 20, 20, 20]
    with store.reading() as reading:
        assert [reading.verify(case_id) for case_id in "ABCD"] == [[], [], [], []]
