"""Going live: a plan that records nothing, then just that plan; no letters, nothing twice, nothing half."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import putright
from builders import ROOT, a_moment
from putright.casework import Desk
from putright.casework.golive import Plan, apply_import, plan_import

NOW = "2026-06-15 09:00"
RECEIVE = {
    "do": "receive", "case": "W-1", "at": "2026-06-01T10:00:00+01:00", "channel": "website", "service": "waste",
    "matter": "Bins", "complainant.name": "Ada", "by": "Jo",
}  # fmt: skip
ACKNOWLEDGE = {"do": "acknowledge", "case": "W-1", "at": "2026-06-03T10:00:00+01:00", "by": "Jo"}
EXTEND = {
    "do": "extend", "case": "W-1", "at": "2026-06-12T10:00:00+01:00", "reason": "Leave", "longer": "5 working days",
}  # fmt: skip
RESPOND = {
    "do": "respond", "case": "W-1", "at": "2026-06-10T10:00:00+01:00", "by": "Jo", "outcome": "upheld",
    "reasons": "We did.",
}  # fmt: skip
ESCALATE = {"do": "escalate", "case": "W-1", "at": "2026-06-12T10:00:00+01:00"}


@pytest.fixture(scope="module")
def empty() -> Iterator[Desk]:
    """A desk over a store in which no case ever stands."""
    opened = putright.open_desk("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def desk() -> Iterator[Desk]:
    opened = putright.open_desk("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "register.jsonl"


def _plan(desk: Desk, file: Path, *lines: object, at: str = NOW) -> Plan:
    if lines:
        file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return plan_import(desk, "walsall", file, a_moment(at))


def _import(desk: Desk, file: Path, *lines: object, at: str = NOW) -> Plan:
    plan = _plan(desk, file, *lines, at=at)
    apply_import(desk, plan, plan.digest, a_moment(at))
    return plan


def test_a_plan_says_where_each_case_stands_and_what_is_due_and_records_nothing(empty: Desk, file: Path) -> None:
    plan = _plan(empty, file, RECEIVE, {**RECEIVE, "case": "W-2"}, ACKNOWLEDGE, EXTEND)
    first, second = plan.new
    assert (first.case.place, second.case.place) == ("stage-1.respond", "stage-1.acknowledge")
    (due,) = first.due
    assert str(due.on) == "2026-06-24"
    assert due.reckonings[0].label == "10 working days from acknowledged"
    assert second.due[0].is_late(a_moment(NOW), "Europe/London")
    assert (plan.problems, empty.cases()) == ((), [])


def test_dates_count_from_what_happened_and_everything_is_recorded_at_the_import(desk: Desk, file: Path) -> None:
    _import(desk, file, RECEIVE, ACKNOWLEDGE)
    case = desk.show("W-1").case
    assert [event.happened_at for event in case.events] == [a_moment("2026-06-01 10:00"), a_moment("2026-06-03 10:00")]
    assert {event.recorded_at for event in case.events} == {a_moment(NOW)}
    assert [str(row.on) for row in desk.due()] == ["2026-06-17"]
    with desk.store.reading() as tx:
        assert tx.verify("W-1") == []


def test_the_dates_are_those_that_the_case_would_have_had_here_all_along(desk: Desk, file: Path) -> None:
    other = putright.open_desk("sqlite://")
    lived = [RECEIVE, ACKNOWLEDGE, {**RESPOND, "at": "2026-06-11T10:00:00+01:00"}, {**ESCALATE, "by": ""}]
    for line in lived:
        given = {k: v for k, v in line.items() if k not in ("do", "case", "at", "by")}
        if line["do"] == "receive":
            other.receive("walsall", at=line["at"], by="Jo", case_id="W-1", given=given)
        else:
            other.act("W-1", line["do"], at=line["at"], by=line.get("by", ""), given=given)
    _import(desk, file, *lived)
    assert [(row.name, row.on) for row in desk.due()] == [(row.name, row.on) for row in other.due()]
    assert desk.show("W-1").case.place == other.show("W-1").case.place
    other.close()


def test_no_letter_is_sent_for_what_happened_before_and_the_next_one_is(desk: Desk, file: Path) -> None:
    _import(desk, file, RECEIVE, ACKNOWLEDGE)
    standing = desk.show("W-1")
    assert standing.letters == ()
    assert [event.letters for event in standing.case.events] == [(), ()]
    receipt = desk.act("W-1", "extend", at="2026-06-16T10:00:00+01:00", given={"reason": "Leave"})
    assert [letter.id for letter in receipt.letters] == ["extension"]


def test_time_that_ran_out_before_speaks_at_the_import_and_only_once(desk: Desk, file: Path) -> None:
    """The answer of 10 June settled it when nobody came back within the month; the register says nothing of that."""
    plan = _import(desk, file, RECEIVE, ACKNOWLEDGE, RESPOND, at="2026-09-01 09:00")
    (closing,) = plan.cases[0].by_itself
    assert (closing.name, [letter.name for letter in closing.letters]) == ("decide-missed", ["closing"])
    case = desk.show("W-1").case
    assert case.place == "closed"
    assert case.events[-1].happened_at == case.events[-1].recorded_at == a_moment("2026-09-01 09:00")
    assert desk.tick(a_moment("2027-01-01")) == 0
    assert desk.show("W-1").letters == ()


def test_nothing_is_played_between_the_lines(desk: Desk, file: Path) -> None:
    """The request came in time, long before the import, so the case was never closed for silence."""
    _import(desk, file, RECEIVE, ACKNOWLEDGE, RESPOND, ESCALATE, at="2026-09-01 09:00")
    assert [event.name for event in desk.show("W-1").case.events] == [
        "received", "acknowledged", "responded", "escalated",
    ]  # fmt: skip


def test_what_falls_due_after_the_import_happens_at_its_own_moment(desk: Desk, file: Path) -> None:
    _import(desk, file, RECEIVE, ACKNOWLEDGE, RESPOND)
    assert desk.tick(a_moment("2026-09-01")) == 1
    last = desk.show("W-1").case.events[-1]
    assert (last.name, last.happened_at) == ("decide-missed", a_moment("2026-07-13 00:00"))
    assert [row.name for row in desk.show("W-1").letters] == ["closing"]


def test_a_promise_that_was_told_is_kept_and_shown_when_it_is_not_the_date(desk: Desk, file: Path) -> None:
    plan = _import(desk, file, RECEIVE, {**ACKNOWLEDGE, "promised": "2026-06-19"})
    told = [(p.deadline, str(p.promised), str(p.now), str(p.told_on)) for p in desk.show("W-1").promises]
    assert told == [("stage-1.respond", "2026-06-19", "2026-06-17", "2026-06-03")]
    assert len(plan.cases[0].promises) == 1


def test_a_promise_that_is_the_date_is_no_finding(empty: Desk, file: Path) -> None:
    assert _plan(empty, file, RECEIVE, {**ACKNOWLEDGE, "promised": "2026-06-17"}).cases[0].promises == ()


LEFT_OUT = [
    ("out of order", [RECEIVE, RESPOND], "R201", 2),
    ("after the import", [RECEIVE, {**ACKNOWLEDGE, "at": "2026-07-01T10:00:00+01:00"}], "R105", 2),
    ("before the receipt", [RECEIVE, {**ACKNOWLEDGE, "at": "2026-05-01T10:00:00+01:00"}], "R107", 2),
    ("no receipt", [ACKNOWLEDGE], "G522", 1),
    ("two receipts", [RECEIVE, {**RECEIVE, "by": "Bo"}], "R221", 2),
    ("no reference", [{**RECEIVE, "case": "W 1"}], "R222", 1),
    ("no policy then", [{**RECEIVE, "at": "2020-06-01T10:00:00+01:00"}], "R231", 1),
    ("no channel", [{**RECEIVE, "channel": ""}], "R220", 1),
    ("an unknown column", [{**RECEIVE, "colour": "red"}], "R102", 1),
    ("no outcome", [RECEIVE, ACKNOWLEDGE, {**RESPOND, "outcome": ""}], "R216", 3),
    ("a link with another case", [RECEIVE, {**ACKNOWLEDGE, "do": "link", "link.case": "W-9", "link.kind": "related"}], "G523", 2),
    ("a promise that is no date", [{**RECEIVE, "promised": "soon"}], "R103", 1),
    ("a promise where no clock runs", [RECEIVE, {"do": "withdraw", "case": "W-1", "at": RESPOND["at"], "promised": "2026-07-01"}], "G524", 2),
]  # fmt: skip


@pytest.mark.parametrize(("why", "lines", "problem", "number"), LEFT_OUT, ids=[row[0] for row in LEFT_OUT])
def test_a_case_with_a_refused_line_is_left_out_whole_and_the_others_are_planned(
    empty: Desk, file: Path, why: str, lines: list[object], problem: str, number: int
) -> None:
    plan = _plan(empty, file, *lines, {**RECEIVE, "case": "W-9"})
    assert [(p.id, p.place.line) for p in plan.problems] == [(problem, number)]
    assert [planned.case.id for planned in plan.cases] == ["W-9"]


def test_a_line_that_cannot_be_read_stops_the_whole_import(empty: Desk, file: Path) -> None:
    plan = _plan(empty, file, RECEIVE, "{do: acknowledge")
    assert (plan.digest, [p.id for p in plan.problems]) == ("", ["G502"])
    with pytest.raises(putright.Refused, match="G520"):
        apply_import(empty, plan, "", a_moment(NOW))


def test_a_plan_stays_the_same_until_something_changes(empty: Desk, file: Path) -> None:
    plan = _plan(empty, file, RECEIVE, ACKNOWLEDGE, RESPOND)
    assert _plan(empty, file, at="2026-07-12 23:59").digest == plan.digest
    assert _plan(empty, file, at="2026-07-13 00:00").digest != plan.digest, "nobody answered in time"
    assert _plan(empty, file, RECEIVE, ACKNOWLEDGE, {**RESPOND, "reasons": "No."}).digest != plan.digest


def test_what_was_not_looked_at_is_not_recorded(desk: Desk, file: Path) -> None:
    looked_at = _plan(desk, file, RECEIVE, ACKNOWLEDGE)
    desk.receive(
        "walsall", at=RECEIVE["at"], case_id="W-1", given={"channel": "website", "service": "waste", "matter": "x"}
    )
    again = _plan(desk, file)
    assert [problem.id for problem in again.problems] == ["R221"]
    with pytest.raises(putright.Refused, match="G521"):
        apply_import(desk, again, looked_at.digest, a_moment(NOW))


def test_a_policy_that_was_published_with_other_content_stops_the_plan(tmp_path: Path, file: Path) -> None:
    shutil.copytree(ROOT / "policies/walsall", tmp_path / "policies/walsall")
    shutil.copytree(ROOT / "letters/walsall", tmp_path / "letters/walsall")
    url = f"sqlite:///{tmp_path}/cases.db"
    desk = putright.open_desk(url, tmp_path / "policies")
    _import(desk, file, RECEIVE)
    desk.close()
    policy = tmp_path / "policies/walsall/two-stage.yaml"
    policy.write_text(policy.read_text().replace("within: 10 working days", "within: 15 working days", 1))
    desk = putright.open_desk(url, tmp_path / "policies")
    with pytest.raises(putright.StoreError, match="S402"):
        _plan(desk, file)
    desk.close()


def test_importing_again_records_nothing_again_also_when_the_case_went_on(desk: Desk, file: Path) -> None:
    first = _import(desk, file, RECEIVE, ACKNOWLEDGE)
    desk.act("W-1", "note", at="2026-06-16T09:00:00+01:00", given={"note": "Rang"})
    again = _plan(desk, file, at="2026-06-16 10:00")
    assert (again.digest, again.new, again.problems) == (first.digest, (), ())
    assert apply_import(desk, again, again.digest, a_moment("2026-06-16 10:00")) == 0
    assert desk.show("W-1").case.version == 3


KILLED = """
import sys
from pathlib import Path
import pendulum
import putright
from putright.casework.golive import apply_import, plan_import
desk = putright.open_desk(sys.argv[1])
at = pendulum.parse(sys.argv[3])
plan = plan_import(desk, "walsall", Path(sys.argv[2]), at)
apply_import(desk, plan, plan.digest, at, lambda planned: print(planned.case.id, flush=True))
"""


def test_an_import_that_is_killed_keeps_what_it_told_and_goes_on_under_the_same_plan(
    tmp_path: Path, file: Path
) -> None:
    lines = [{**RECEIVE, "case": f"W-{number}"} for number in range(400)]
    url = f"sqlite:///{tmp_path}/cases.db"
    desk = putright.open_desk(url)
    planned = _plan(desk, file, *lines)
    command = [sys.executable, "-c", KILLED, url, str(file), str(a_moment(NOW))]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _ in range(60)]
    process.send_signal(signal.SIGKILL)
    told += process.stdout.read().split()
    process.wait()
    process.stdout.close()
    kept = {row.case_id for row in desk.cases()}
    assert set(told) <= kept
    assert len(kept) < 400, "the import was over before it could be killed"
    again = _plan(desk, file)
    assert again.digest == planned.digest
    assert apply_import(desk, again, planned.digest, a_moment(NOW)) == 400 - len(kept)
    assert {row.version for row in desk.cases()} == {1}
    desk.close()
