"""A log that keeps its cases open comes to what its commands come to one by one, and never goes by what is out of date."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import putright
from putright.case.case import Case
from putright.casework import Desk, LogLine, Receipt, log, read_log, run_log
from putright.casework.open_cases import OpenCases
from putright.problems import Refused
from putright.store import StoreError

GIVEN = {"channel": "website", "service": "waste", "matter": "Bins", "complainant.name": "Ada"}


def at(day: str) -> str:
    return f"2026-{day}T10:00:00+01:00"


def lines() -> Iterator[dict[str, object]]:
    """Three lives side by side, in the order of time, with refusals, time that runs out, and a link."""
    for case in ("W-1", "W-2", "W-3"):
        yield {"do": "receive", "case": case, "at": at("03-30"), "with": GIVEN}
    for case in ("W-1", "W-2"):
        yield {"do": "acknowledge", "case": case, "at": at("04-02"), "by": "Jo"}
    yield {"do": "acknowledge", "case": "W-1", "at": at("04-03"), "by": "Jo"}
    yield {"do": "link", "case": "W-1", "at": at("04-07"), "by": "Jo", "with": {"link.case": "W-2"}}
    yield {"do": "extend", "case": "W-2", "at": at("04-08"), "by": "Jo", "with": {"reason": "Leave"}}
    yield {"do": "note", "case": "W-3", "at": at("06-08"), "by": "Jo", "with": {"note": "Nobody answered"}}
    yield {"do": "respond", "case": "W-1", "at": at("04-09"), "by": "Jo", "with": {"outcome": "upheld"}}
    for case in ("W-1", "W-2"):
        answer = {"outcome": "upheld", "reasons": "The lorry broke down."}
        yield {"do": "respond", "case": case, "at": at("04-10"), "by": "Jo", "with": answer}
    yield {"do": "escalate", "case": "W-1", "at": at("04-20")}
    yield {"do": "withdraw", "case": "W-2", "at": at("04-21")}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "log.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines()))
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = putright.open_desk(f"sqlite:///{tmp_path}/cases.db")
    yield opened
    opened.close()


def kept(desk: Desk) -> dict[str, object]:
    with desk.store.reading() as tx:
        rows = [row._replace(head_hash="") for row in tx.cases()]
        events = [tx.events(row.case_id) for row in rows]
        assert [tx.verify(row.case_id) for row in rows] == [[] for _ in rows]
        return {"rows": rows, "events": events, "dues": list(tx.dues()), "effects": list(tx.effects())}


def one_by_one(desk: Desk, file: Path) -> list[str]:
    refused = []
    for line in read_log(file):
        assert isinstance(line, LogLine)
        try:
            if line.do == "receive":
                desk.receive("walsall", at=line.at, case_id=line.case, key=line.key, given=line.given)
            else:
                desk.act(line.case, line.do, at=line.at, by=line.by, key=line.key, given=line.given)
        except Refused as refusal:
            refused.append(refusal.id)
    return refused


@pytest.mark.parametrize("at_once", [1, 4, 50])
@pytest.mark.parametrize("room", [0, 1, 1000])
def test_a_log_comes_to_what_its_commands_come_to_one_by_one(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch, at_once: int, room: int
) -> None:
    monkeypatch.setattr(log, "AT_ONCE", at_once)
    monkeypatch.setattr(log, "OPEN_CASES", room)
    alone = putright.open_desk("sqlite://")
    refused = one_by_one(alone, file)
    report = run_log(desk, "walsall", read_log(file))
    assert [problem.id for problem in report.problems] == refused
    assert len(refused) == 2
    assert kept(desk) == kept(alone)
    alone.close()


def test_what_another_program_records_between_two_lines_is_known_to_the_second(
    desk: Desk, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "AT_ONCE", 1)
    other = putright.open_desk(f"sqlite:///{tmp_path}/cases.db")

    def meddle(line: LogLine, receipt: Receipt) -> None:
        if line.do == "receive" and line.case == "W-2":
            other.act("W-1", "acknowledge", at=at("04-01"), by="Sam")

    report = run_log(desk, "walsall", read_log(file), meddle)
    assert [problem.place.line for problem in report.problems] == [4, 6, 10]
    assert [event.by for event in desk.show("W-1").case.events[:2]] == ["", "Sam"]
    other.close()


def test_a_batch_in_which_somebody_came_in_between_is_carried_out_anew(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0
    plain = desk.act_in

    def meets_somebody(*given: object) -> Receipt:
        nonlocal tries
        tries += 1
        if tries == 5:
            raise StoreError("S401", "case W-1 has changed meanwhile", "read it again")
        return plain(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "act_in", meets_somebody)
    told: list[str] = []
    report = run_log(desk, "walsall", read_log(file), lambda line, receipt: told.append(line.key))
    assert (report.done, report.repeated, len(report.problems)) == (len(list(lines())) - 2, 0, 2)
    assert len(set(told)) == len(told) == report.done
    alone = putright.open_desk("sqlite://")
    one_by_one(alone, file)
    assert kept(desk) == kept(alone)
    alone.close()


def test_a_batch_that_meets_somebody_each_time_says_so(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def meets_somebody(*given: object) -> Receipt:
        raise StoreError("S401", "case W-1 has changed meanwhile", "read it again")

    monkeypatch.setattr(desk, "act_in", meets_somebody)
    with pytest.raises(StoreError, match="S401"):
        run_log(desk, "walsall", read_log(file))
    assert desk.cases() == []


def test_a_case_that_was_not_used_for_longest_is_put_away(desk: Desk, file: Path) -> None:
    one_by_one(desk, file)
    cases = [desk.show(f"W-{number}").case for number in (1, 2, 3)]
    with desk.store.reading() as tx:
        rules = desk.rules.of(tx, cases[0])
    open_cases = OpenCases(room=2)

    def lay(case: Case) -> None:
        open_cases.lay(case, rules, (case.version, f"hash of {case.id}", b"salt"))

    def found(case: Case, head_hash: str = "", salt: bytes | None = b"salt") -> bool:
        return open_cases.find(case.id, (case.version, head_hash or f"hash of {case.id}", salt)) is not None

    first, second, third = cases
    lay(first)
    lay(second)
    lay(first)
    lay(third)
    assert [found(case) for case in cases] == [True, False, True]
    assert not found(first, head_hash="another")
    assert not found(first, salt=None), "its private text was forgotten"
