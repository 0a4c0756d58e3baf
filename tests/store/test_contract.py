"""What every store must do, whichever database it lies in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from pendulum import DateTime

from putright.store import Store, StoreError
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
