"""A log of many commands: bad lines are named and the rest goes on; nothing that was told is lost, nothing is done twice."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import putright
from putright.casework import Desk, LogReport, read_log, run_log

RECEIVE = {
    "do": "receive", "case": "W-1", "at": "2026-03-30T10:00:00+01:00", "channel": "website", "service": "waste",
    "matter": "Bins", "complainant": {"name": "Ada"},
}  # fmt: skip
ACKNOWLEDGE = {"do": "acknowledge", "case": "W-1", "at": "2026-04-02T10:00:00+01:00", "by": "Jo"}
EXTEND = {
    "do": "extend",
    "case": "W-1",
    "at": "2026-04-10T10:00:00+01:00",
    "with": {"reason": "Leave", "longer": "5 working days"},
}


@pytest.fixture
def desk() -> Iterator[Desk]:
    opened = putright.open_desk("sqlite://")
    yield opened
    opened.close()


def _log(folder: Path, *lines: object) -> Path:
    path = folder / "log.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return path


def _run(desk: Desk, path: Path) -> LogReport:
    return run_log(desk, "walsall", read_log(path))


BAD_LINES = [
    ("no JSON", "{do: receive", "G502"),
    ("no object", "[1, 2]", "G502"),
    ("nested without end", "[" * 100_000, "G502"),
    ("does not say in which case", {"do": "acknowledge", "at": "2026-04-02T10:00:00+01:00"}, "G503"),
    ("does not say when", {"do": "acknowledge", "case": "W-1"}, "G503"),
    ("an unknown case", {**ACKNOWLEDGE, "case": "W-9"}, "R100"),
    ("a moment without an offset", {**ACKNOWLEDGE, "at": "2026-04-02T10:00:00"}, "R104"),
    ("out of order", {**ACKNOWLEDGE, "do": "note", "at": "2026-03-29T10:00:00+01:00", "with": {"note": "n"}}, "R106"),
    ("an act that is not there", {**ACKNOWLEDGE, "do": "frobnicate"}, "R101"),
    ("an unknown column", {**ACKNOWLEDGE, "colour": "red"}, "R102"),
    ("another organisation that is not there", {**RECEIVE, "case": "W-2", "policy": "nowhere"}, "R230"),
    ("a case received twice", {**RECEIVE, "at": "2026-03-31T10:00:00+01:00"}, "R221"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "line", "problem"), BAD_LINES, ids=[row[0] for row in BAD_LINES])
def test_a_bad_line_is_named_with_its_place_and_the_rest_goes_on(
    desk: Desk, tmp_path: Path, why: str, line: object, problem: str
) -> None:
    report = _run(desk, _log(tmp_path, RECEIVE, line, ACKNOWLEDGE))
    assert [found.id for found in report.problems] == [problem]
    assert report.problems[0].place.line == 2
    assert report.done == 2
    assert desk.show("W-1").case.place == "stage-1.respond"


def test_a_table_reads_like_json_lines(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(
        "do,case,at,by,channel,service,matter,complainant.name,reason,longer\n"
        'receive,W-1,2026-03-30T10:00:00+01:00,,website,waste,"Bins, twice",Ada,,\n'
        "acknowledge,W-1,2026-04-02T10:00:00+01:00,Jo,,,,,,\n"
        "extend,W-1,2026-04-10T10:00:00+01:00,Jo,,,,,Leave,5 working days\n"
        "acknowledge,W-1\n"
        'note,W-1,"2026-04-10T10:00:00+01:00\n'
    )
    report = _run(desk, path)
    assert [(problem.id, problem.place.line) for problem in report.problems] == [("G502", 5), ("G502", 6)]
    case = desk.show("W-1").case
    assert case.matters[0].what == "Bins, twice"
    assert case.events[-1].data["longer"] == "5 working days"


def test_running_a_log_again_goes_on_where_it_stopped(desk: Desk, tmp_path: Path) -> None:
    assert _run(desk, _log(tmp_path, RECEIVE, ACKNOWLEDGE)).done == 2
    report = _run(desk, _log(tmp_path, RECEIVE, ACKNOWLEDGE, EXTEND))
    assert (report.done, report.repeated, report.problems) == (1, 2, [])


def test_two_lines_that_are_alike_are_two_commands(desk: Desk, tmp_path: Path) -> None:
    note = {"do": "note", "case": "W-1", "at": "2026-04-02T10:00:00+01:00", "note": "Rang, no answer"}
    assert _run(desk, _log(tmp_path, RECEIVE, note, note)).done == 3
    assert _run(desk, _log(tmp_path, RECEIVE, note, note)).repeated == 3


UNREADABLE = [
    ("not there", None, "cannot be read"),
    ("binary", b"\xff\xfe\x00do", "no UTF-8 text"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "content", "words"), UNREADABLE, ids=[row[0] for row in UNREADABLE])
def test_a_log_that_cannot_be_read_says_so(tmp_path: Path, why: str, content: bytes | None, words: str) -> None:
    path = tmp_path / "log.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(putright.PolicyError, match=words) as raised:
        list(read_log(path))
    assert raised.value.problems[0].id == "G501"


KILLED = """
import sys
from pathlib import Path
import putright
from putright.casework import read_log, run_log
desk = putright.open_desk(sys.argv[1])
run_log(desk, "walsall", read_log(Path(sys.argv[2])), lambda line, receipt: print(line.case, flush=True))
"""


def test_a_run_that_is_killed_keeps_what_it_told_and_goes_on_when_run_again(tmp_path: Path) -> None:
    """Killed in the middle: every line that was told is there once; a second run does the rest, and none twice."""
    lines = [{**RECEIVE, "case": f"W-{number}"} for number in range(600)]
    path, url = _log(tmp_path, *lines), f"sqlite:///{tmp_path}/cases.db"
    process = subprocess.Popen([sys.executable, "-c", KILLED, url, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _ in range(120)]
    process.send_signal(signal.SIGKILL)
    told += process.stdout.read().split()
    process.wait()
    process.stdout.close()
    desk = putright.open_desk(url)
    kept = {row.case_id for row in desk.cases()}
    assert set(told) <= kept
    assert len(kept) < 600, "the run was over before it could be killed"
    report = _run(desk, path)
    assert (report.repeated, report.done, report.problems) == (len(kept), 600 - len(kept), [])
    assert {row.version for row in desk.cases()} == {1}
    desk.close()
