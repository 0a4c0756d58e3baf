"""Logs from the command line: many commands in one go, refused lines reported, and progress for whoever watches."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

LOG = """\
do,case,at,channel,fact.service,matter,complainant.name,definition,outcome
receive,w-1,2026-04-02T10:00:00+01:00,telephone,waste,The brown bin was not emptied,Ann Other,,
acknowledge,w-1,2026-04-07T09:00:00+01:00,,,,,The bin was missed.,
respond,w-1,2026-04-09T09:00:00+01:00,,,,,,upheld
receive,w-2,2026-04-10T10:00:00,telephone,waste,A missed street,Bo Other,,
note,w-3,2026-04-10T10:00:00+01:00,,,,,,
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Two lines that can be done, then an answer without reasons, a moment without offset, and an unknown case."""
    file = tmp_path / "log.csv"
    file.write_text(LOG)
    return file


def test_refused_lines_are_reported_with_their_place_and_the_rest_goes_on(putright, log: Path) -> None:
    answer = putright("run", "walsall", log)
    lines = answer.out.splitlines()
    assert (answer.code, answer.err) == (1, "")
    assert [line.split(" ")[:2] for line in lines if not line.startswith("    ")][:-1] == [
        [f"{log}:4:1:", "R216"],
        [f"{log}:5:1:", "R104"],
        [f"{log}:6:1:", "R100"],
    ]
    assert lines[-1] == "2 lines done, 3 refused"


def test_a_log_that_is_run_again_does_nothing_twice(putright, log: Path) -> None:
    putright("run", "walsall", log)
    told = putright("run", "walsall", log, "--format", "json").json()
    assert (told["done"], told["repeated"], len(told["problems"])) == (0, 2, 3)


def test_a_log_without_refusals_ends_fine(putright, tmp_path: Path, walsall: Path) -> None:
    (tmp_path / "log.jsonl").write_text(
        '{"do": "receive", "case": "w-1", "at": "2026-04-02T10:00:00+01:00", "channel": "telephone",'
        ' "fact": {"service": "waste"}, "matter": ["The brown bin", "Nobody rang back"]}\n'
    )
    answer = putright("run", walsall, "log.jsonl")
    assert (answer.code, answer.out) == (0, "1 line done, 0 refused\n")


def test_a_log_that_is_no_text_cannot_run(putright, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_bytes(b"do,case,at\n\xff\xfe\n")
    answer = putright("run", "walsall", "log.csv")
    assert (answer.code, answer.out) == (2, "")
    assert "G501" in answer.err


def test_a_strangers_text_in_a_log_cannot_steer_the_terminal(putright, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("do,case,at\ndance,\x1b[2J,2026-04-02T10:00:00+01:00\n")
    answer = putright("run", "walsall", "log.csv")
    assert answer.code == 1
    assert "\x1b" not in answer.out


def test_progress_is_shown_on_a_terminal_and_the_answer_stays_clean(log: Path) -> None:
    ours, theirs = pty.openpty()
    words = [sys.executable, "-c", "import sys; from putright.cli import main; sys.exit(main())", "run", "walsall", log]
    store = f"sqlite:///{log.parent}/cases.db"
    done = subprocess.run([*words, "--cases", store], stdout=subprocess.PIPE, stderr=theirs, text=True, check=False)
    os.close(theirs)
    shown = os.read(ours, 100_000)
    os.close(ours)
    assert done.stdout.splitlines()[-1] == "2 lines done, 3 refused"
    assert b"log.csv" in shown
