"""What happens when several write at once: one wins, the others are told, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path

import pytest

from putright.store import Store, StoreError, Writing, open_store
from store.building import LOGGED, a_letter, a_row, add, moment
from store.programs import count_and_faults, worker
from store.server import Server


@pytest.fixture(params=["in a file", "in PostgreSQL"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that nobody has made yet, and that several programs may use."""
    if request.param == "in a file":
        return f"sqlite:///{tmp_path}/cases.db"
    server: Server = request.getfixturevalue("server")
    return server.new_database()


def test_several_programs_that_make_the_store_at_once_lose_nothing(new_url: str) -> None:
    programs = [worker("compete", new_url, 15) for _ in range(3)]
    for program in programs:
        _, err = program.communicate(timeout=60)
        assert (program.returncode, err) == (0, "")
    assert count_and_faults(new_url, "shared") == (45, [])
    for program in programs:
        assert count_and_faults(new_url, f"own-{program.pid}") == (15, [])


def test_four_programs_that_add_two_hundred_events_to_five_cases_lose_none(new_url: str) -> None:
    programs = [worker("mingle", new_url, 50, first) for first in (0, 0, 1, 3)]
    for program in programs:
        _, err = program.communicate(timeout=120)
        assert (program.returncode, err) == (0, "")
    found = [count_and_faults(new_url, f"M-{number}") for number in range(5)]
    assert sum(count for count, _ in found) == 200
    assert [faults for _, faults in found] == [[], [], [], [], []]


def test_a_reader_keeps_its_view_while_another_writes(new_url: str) -> None:
    store = open_store(new_url)
    with store.writing() as writing:
        add(writing)
    with store.reading() as reading:
        assert len(reading.events("C-1")) == 1
        with store.writing() as writing:
            add(writing, "C-1", 1)
        assert len(reading.events("C-1")) == 1
        assert [row.version for row in reading.cases()] == [1]
    store.close()


@pytest.fixture
def store(server: Server) -> Iterator[Store]:
    opened = open_store(server.without_cases())
    yield opened
    opened.close()


Work = Callable[[Writing], object]


def in_writing(store: Store, work: Work) -> object:
    with store.writing() as writing:
        return work(writing)


def at_once(server: Server, store: Store, first: Work, second: Work) -> Future[object]:
    """The first has written and not committed; the second meets what it wrote, and goes on when the first ends."""

    with ThreadPoolExecutor(1) as thread:
        with store.writing() as writing:
            first(writing)
            met = thread.submit(in_writing, store, second)
            server.wait_for_one_that_waits()
        wait([met])
    return met


def test_of_two_that_add_to_one_case_one_wins_and_the_other_is_refused(server: Server, store: Store) -> None:
    with store.writing() as writing:
        add(writing)
    met = at_once(server, store, lambda first: add(first, "C-1", 1), lambda second: add(second, "C-1", 1))
    with pytest.raises(StoreError, match="S401 case C-1 has changed meanwhile"):
        met.result()
    with store.reading() as reading:
        assert len(reading.events("C-1")) == 2
        assert reading.verify("C-1") == []


def test_of_two_that_open_one_case_one_wins_and_the_other_is_refused(server: Server, store: Store) -> None:
    met = at_once(server, store, add, add)
    with pytest.raises(StoreError, match="S401 case C-1 has changed meanwhile"):
        met.result()
    with store.reading() as reading:
        assert (len(reading.events("C-1")), reading.verify("C-1")) == (1, [])


def test_a_command_that_two_carry_out_at_once_is_carried_out_once(server: Server, store: Store) -> None:
    met = at_once(
        server,
        store,
        lambda first: add(first, "C-1", command_key="k-1"),
        lambda second: add(second, "C-2", command_key="k-1"),
    )
    with pytest.raises(StoreError, match='S401 the command "k-1" was already carried out'):
        met.result()
    with store.reading() as reading:
        assert reading.done("k-1") == ("C-1", 1, 1)
        assert reading.events("C-2") == ()


def test_cases_that_differ_go_on_side_by_side(store: Store) -> None:
    with store.writing() as first:
        add(first, "C-1")
        with store.writing() as second:
            add(second, "C-2")
        with store.reading() as reading:
            assert [row.case_id for row in reading.cases()] == ["C-2"]
    with store.reading() as reading:
        assert [row.case_id for row in reading.cases()] == ["C-1", "C-2"]


def publish(writing: Writing, digest: str = "sha256:1") -> None:
    writing.keep("policy", "example/two-stage@1", digest, digest.encode())
    writing.publish("example/two-stage@1", digest, LOGGED)


def test_two_may_publish_the_same_policy_at_once(server: Server, store: Store) -> None:
    assert at_once(server, store, publish, publish).result() is None
    with store.reading() as reading:
        assert reading.published("example/two-stage@1") == "sha256:1"


def test_of_two_that_publish_different_content_under_one_name_the_later_is_refused(
    server: Server, store: Store
) -> None:
    met = at_once(server, store, publish, lambda second: publish(second, "sha256:2"))
    with pytest.raises(StoreError, match="S402 example/two-stage@1 was published on Monday 20 April 2026"):
        met.result()


def test_what_two_play_at_once_because_its_time_has_come_is_played_once(server: Server, store: Store) -> None:
    wakes = moment("2026-04-24T23:00:00+00:00")
    with store.writing() as writing:
        add(writing, row=a_row(next_wake=wakes))

    def play(writing: Writing) -> int:
        waking = writing.waking(wakes)
        for case_id, _ in waking:
            add(writing, case_id, len(writing.events(case_id)), row=a_row(next_wake=None))
        return len(waking)

    assert at_once(server, store, play, play).result() == 0
    with store.reading() as reading:
        assert (len(reading.events("C-1")), reading.verify("C-1")) == (2, [])


def test_the_first_of_two_deliveries_at_once_counts(server: Server, store: Store) -> None:
    with store.writing() as writing:
        add(writing, effects=[a_letter()])
    met = at_once(
        server,
        store,
        lambda first: first.delivered("C-1", 1, "acknowledgement", LOGGED),
        lambda second: second.delivered("C-1", 1, "acknowledgement", LOGGED.add(days=1)),
    )
    assert met.result() is None
    with store.reading() as reading:
        assert [letter.delivered_at for letter in reading.effects()] == [LOGGED]


def test_two_that_wait_for_each_other_do_not_wait_for_ever(server: Server, store: Store) -> None:
    with store.writing() as writing:
        add(writing, "A")
        add(writing, "B")

    def b_then_a(writing: Writing) -> None:
        add(writing, "B", 1)
        add(writing, "A", 1)

    def a_then_b() -> None:
        with store.writing() as writing, ThreadPoolExecutor(1) as thread:
            add(writing, "A", 1)
            met.append(thread.submit(in_writing, store, b_then_a))
            server.wait_for_one_that_waits()
            add(writing, "B", 1)

    met: list[Future[object]] = []
    refused = [error for error in (refusal_of(a_then_b), refusal_of(lambda: met[0].result())) if error]
    assert [error.id for error in refused] == ["S404"]
    assert "another change came in between; nothing was recorded" in refused[0].what
    with store.reading() as reading:
        assert [row.version for row in reading.cases()] == [2, 2]


def refusal_of(work: Callable[[], object]) -> StoreError | None:
    try:
        work()
    except StoreError as error:
        return error
    return None


def test_a_writer_that_waits_too_long_for_a_case_is_told_so(server: Server) -> None:
    store = open_store(f"{server.without_cases()}&timeout=0.1")
    with store.writing() as writing:
        add(writing)
        with pytest.raises(StoreError, match=r"S404 .*another change to the same case takes long"):
            in_writing(store, add)
    store.close()


def test_a_change_that_failed_in_part_cannot_be_kept_by_looking_away(store: Store) -> None:
    with store.writing() as writing:
        add(writing, command_key="k-1")

    def look_away() -> None:
        with store.writing() as writing, suppress(StoreError):
            add(writing, "C-2", 0, command_key="k-1")

    with pytest.raises(StoreError, match=r"S404 .*a statement of this change had failed; nothing was recorded"):
        look_away()
    with store.reading() as reading:
        assert reading.events("C-2") == ()
