"""Writing in bulk: the same records as one append after the other, seen at once by whoever asks inside."""

from __future__ import annotations

import pytest

from putright.store import Reading, Store, StoreError, Writing, open_store
from store.building import a_due, a_letter, a_row, add, an_event
from store.server import Server


def lead(writing: Writing) -> None:
    """Two cases, one of them three events long, each event with something of its own."""
    add(writing, "C-1", 0, dues=[a_due()], effects=[a_letter(1)], command_key="k-1")
    add(writing, "C-2", 0, an_event("received", texts={}), dues=[a_due(case_id="C-2")], command_key="k-2")
    add(writing, "C-1", 1, an_event("acknowledged"), an_event("responded", texts={}), effects=[a_letter(3)])
    add(writing, "C-1", 3, an_event("escalated"), row=a_row(stage="stage-2"), dues=[a_due("stage-2.respond")])


def told(reading: Reading) -> dict[str, object]:
    """Everything that can be read; the hashes apart, which hang on a random salt."""
    return {
        "cases": [row._replace(head_hash="") for row in reading.cases()],
        "events": {case_id: reading.events(case_id) for case_id in ("C-1", "C-2", "C-3")},
        "dues": list(reading.dues()),
        "effects": list(reading.effects()),
        "done": [reading.done(key) for key in ("k-1", "k-2", "k-3")],
        "wrong": [reading.verify(case_id) for case_id in ("C-1", "C-2")],
    }


def test_what_is_written_in_bulk_is_what_is_written_one_by_one(store: Store) -> None:
    try:
        with store.writing() as writing:
            lead(writing)
            one_by_one = told(writing)
            raise KeyError("only to be compared")
    except KeyError:
        pass
    with store.writing(in_bulk=True) as writing:
        lead(writing)
    with store.reading() as reading:
        assert told(reading) == one_by_one


def test_to_keep_a_case_to_oneself_needs_nothing_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.writing() as writing:
        add(writing, "C-1", 0)
    written: list[str] = []
    with store.writing(in_bulk=True) as writing:
        add(writing, "C-1", 1, an_event("acknowledged"))
        with monkeypatch.context() as patch:
            patch.setattr(writing, "write_out", lambda: written.append("rows"))
            for case_id in ("C-1", "C-2", "C-1"):
                writing.hold(case_id)
        assert written == []
    with store.reading() as reading:
        assert [event.name for event in reading.events("C-1")] == ["received", "acknowledged"]


def test_commands_that_were_foreseen_are_done_when_they_are_and_not_before(store: Store) -> None:
    keys = ("k-1", "k-2", "k-3", "k-4")
    with store.writing() as writing:
        add(writing, "C-1", 0, command_key="k-1")
    with store.writing(in_bulk=True) as writing:
        writing.foresee([*keys, "k-2"])  # a log may hold a key twice
        assert [writing.done(key) for key in keys] == [("C-1", 1, 1), None, None, None]
        add(writing, "C-1", 1, an_event("acknowledged"), command_key="k-2")
        assert writing.done("k-2") == ("C-1", 2, 2)
        add(writing, "C-2", 0, command_key="k-3")
        writing.verify("C-1")  # all that is in hand is written for this
        expected = [("C-1", 1, 1), ("C-1", 2, 2), ("C-2", 1, 1), None]
        assert [writing.done(key) for key in keys] == expected
    with store.reading() as reading:
        assert [reading.done(key) for key in keys] == expected


def test_nothing_is_foreseen_without_commands(store: Store) -> None:
    with store.writing(in_bulk=True) as writing:
        writing.foresee([])
        assert writing.done("k-1") is None


@pytest.mark.parametrize("what", ["cases", "events", "dues", "effects", "done", "wrong"])
def test_a_writer_in_bulk_sees_what_it_appended_whatever_it_asks_first(store: Store, what: str) -> None:
    with store.writing(in_bulk=True) as writing:
        lead(writing)
        asked = {
            "cases": lambda: [row.version for row in writing.cases()] == [4, 1],
            "events": lambda: len(writing.events("C-1")) == 4,
            "dues": lambda: [due.name for due in writing.dues()] == ["stage-2.respond", "stage-1.respond"],
            "effects": lambda: [letter.seq for letter in writing.effects()] == [1, 3],
            "done": lambda: writing.done("k-1") == ("C-1", 1, 1),
            "wrong": lambda: writing.verify("C-1") == [],
        }
        assert asked[what]()


def test_a_head_names_the_records_that_a_case_ends_with(store: Store) -> None:
    with store.writing(in_bulk=True) as writing:
        assert writing.head("C-1") is None
        add(writing)
        first = writing.head("C-1")
        add(writing, "C-1", 1)
        second = writing.head("C-1")
    assert first is not None
    assert second is not None
    assert (first[0], second[0], first[1] != second[1]) == (1, 2, True)
    with store.reading() as reading:
        assert reading.head("C-1") == second


def test_of_two_lines_of_one_batch_with_one_key_the_later_is_refused(store: Store) -> None:
    def twice() -> None:
        with store.writing(in_bulk=True) as writing:
            add(writing, "C-1", command_key="k-1")
            add(writing, "C-2", command_key="k-1")

    with pytest.raises(StoreError, match='S401 the command "k-1"'):
        twice()
    with store.reading() as reading:
        assert list(reading.cases()) == []


def test_a_batch_that_expects_another_version_is_refused_whole(store: Store) -> None:
    def astray() -> None:
        with store.writing(in_bulk=True) as writing:
            add(writing, "C-2")
            add(writing, "C-1")
            add(writing, "C-1", 2)

    with pytest.raises(StoreError, match="S401 case C-1 has changed"):
        astray()
    with store.reading() as reading:
        assert list(reading.cases()) == []


@pytest.mark.parametrize("version", [0, 1])
def test_a_batch_in_whose_case_another_wrote_meanwhile_is_refused_whole(server: Server, version: int) -> None:
    store = open_store(server.without_cases())
    if version:
        with store.writing() as writing:
            add(writing)

    def too_late() -> None:
        with store.writing(in_bulk=True) as writing:
            add(writing, "C-2")
            add(writing, "C-1", version)
            with store.writing() as other:
                add(other, "C-1", version)

    with pytest.raises(StoreError, match="S401 case C-1 has changed meanwhile"):
        too_late()
    with store.reading() as reading:
        assert [(row.case_id, row.version) for row in reading.cases()] == [("C-1", version + 1)]
        assert reading.verify("C-1") == []
    store.close()


def test_a_batch_with_a_command_that_another_carried_out_meanwhile_is_refused_whole(server: Server) -> None:
    store = open_store(server.without_cases())

    def too_late() -> None:
        with store.writing(in_bulk=True) as writing:
            add(writing, "C-1", command_key="k-1")
            add(writing, "C-2", command_key="k-2")
            with store.writing() as other:
                add(other, "C-3", command_key="k-2")

    with pytest.raises(StoreError, match="S401 one of 2 commands was already carried out"):
        too_late()
    with store.reading() as reading:
        assert [row.case_id for row in reading.cases()] == ["C-3"]
    store.close()
