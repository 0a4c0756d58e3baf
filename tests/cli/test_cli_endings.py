"""How commands end: the exit code, which stream holds the words, and never a traceback."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from putright.cli.endings import COULD_NOT_RUN, told

PUTRIGHT = (sys.executable, "-c", "import sys; from putright.cli import main; sys.exit(main())")
DUE = ("due", "--calendar", "scotland", "--starts", "day-after", "--within", "5 working days")

COULD_NOT = [
    ("no command at all", []),
    ("an unknown command", ["chekc"]),
    ("an unknown act", ["case", "acknowlege", "w-1"]),
    ("an unknown option", ["check", "--loud", "."]),
    ("an unknown format", ["check", ".", "--format", "xml"]),
    ("a policy that is not there", ["check", "nowhere.yaml"]),
    ("a folder without a policy", ["check", "."]),
    ("nothing to check", ["check"]),
    ("a folder where a file is meant", ["explain", "."]),
    ("a due date from nowhere", ["due", "--within", "5 days", "--calendar", "scotland", "--starts", "day-after"]),
    ("a day that does not exist", [*DUE, "--from", "2026-02-30"]),
    ("a date in another order", [*DUE, "--from", "02/04/2026"]),
    ("a rule that does not exist", ["due", "--from", "2026-04-02", "--within", "5 days", "--calendar", "scotland",
                                    "--starts", "tomorrow"]),
    ("the United Kingdom is not one calendar", ["due", "--from", "2026-04-02", "--within", "5 days", "--calendar", "UK",
                                                "--starts", "day-after"]),
    ("a duration that is none", ["due", "--from", "2026-04-02", "--within", "soon", "--calendar", "scotland",
                                 "--starts", "day-after"]),
    ("further than any calendar", ["due", "--from", "2090-04-02", "--within", "5 working days", "--calendar", "scotland",
                                   "--starts", "day-after"]),
    ("no store to show from", ["case", "show", "w-1"]),
    ("no store to tick", ["tick"]),
    ("no store to list", ["case", "list", "--cases", "sqlite:///nowhere/cases.db"]),
    ("a store of an unknown kind", ["case", "list", "--cases", "cardboard://box"]),
    ("an address that is none", ["case", "list", "--cases", "cases.db"]),
    ("a folder that is not there for a new store", ["case", "receive", "walsall", "--cases", "sqlite:///nowhere/c.db"]),
    ("a log that is not there", ["run", "walsall", "nowhere.csv"]),
    ("a field without a value", ["case", "receive", "walsall", "--with", "sought"]),
    ("a field without a name", ["case", "receive", "walsall", "--with", "=much"]),
    ("a fact without a value", ["case", "receive", "walsall", "--fact", "service"]),
    ("a field given twice", ["case", "receive", "walsall", "--sought", "a", "--with", "sought=b"]),
    ("a text in a file that is not there", ["case", "receive", "walsall", "--matter", "@nowhere.txt"]),
    ("a policy file that is not there", ["case", "receive", "nowhere.yaml", "--matter", "x"]),
    ("a folder of policies that is not there", ["case", "receive", "walsall", "--policies", "nowhere"]),
    ("letters of a policy that is not there", ["letters", "nowhere.yaml"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "words"), COULD_NOT, ids=[row[0] for row in COULD_NOT])
def test_what_cannot_run_ends_with_2_and_says_why_on_standard_error(why, words, putright) -> None:
    answer = putright(*words)
    assert answer.code == 2, why
    assert answer.out == ""
    assert answer.err.strip()
    assert "Traceback" not in answer.err
    assert "mistake of its own" not in answer.err


REFUSED = [
    ("an organisation that nobody knows", ["case", "receive", "walsal", "--matter", "x"], "R230"),
    ("a day before the policy", ["case", "receive", "walsall", "--at", "2001-01-01T10:00:00+00:00"], "R231"),
    ("a moment without an offset", ["case", "receive", "walsall", "--at", "2026-04-02T10:00:00"], "R104"),
    ("a moment that is none", ["case", "show", "w-1", "--at", "yesterday"], "R104"),
    ("a case that nobody knows", ["case", "show", "w-2"], "R100"),
    ("an act that nobody knows", ["case", "do", "w-1", "dance"], "R101"),
    ("an act that is not possible here", ["case", "escalate", "w-1"], "R201"),
    ("the letters of a case that nobody knows", ["letters", "w-2"], "R100"),
    ("a case that is there already", ["case", "receive", "walsall", "--id", "w-1", "--channel", "telephone",
                                      "--fact", "service=waste", "--matter", "x"], "R221"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "words", "id"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_refused_ends_with_1_and_says_how_to_mend_it(why, words, id, putright, received) -> None:
    if "--at" not in words and words[0] == "case" and words[1] != "show":
        words = [*words, "--at", "2026-04-08T10:00:00+01:00"]
    answer = putright(*words)
    assert (answer.code, answer.err) == (1, ""), why
    assert answer.out.startswith(f"{id} ")
    assert "\n    mend: " in answer.out


def test_a_refusal_in_json_names_every_guard(putright, received) -> None:
    answer = putright("case", "do", received, "dance", "--at", "2026-04-08T10:00:00+01:00", "--format", "json")
    assert answer.code == 1
    assert answer.json()["refused"]["guards"][0]["id"] == answer.json()["refused"]["id"] == "R101"


def test_a_mistake_of_our_own_is_one_sentence(capsys, monkeypatch) -> None:
    monkeypatch.delenv("PUTRIGHT_DEBUG", raising=False)
    assert told(KeyError("stage-9"), "text") == COULD_NOT_RUN
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "mistake of its own (KeyError: 'stage-9')" in printed.err
    assert "Traceback" not in printed.err


def test_the_place_of_a_mistake_is_shown_to_whoever_asks_for_it(capsys, monkeypatch) -> None:
    monkeypatch.setenv("PUTRIGHT_DEBUG", "1")
    try:
        {}["stage-9"]
    except KeyError as error:
        told(error, "text")
    assert "test_cli_endings.py" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_news(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    words = [*PUTRIGHT, *DUE, "--from", "2026-04-02"]
    done = subprocess.run(words, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def open_when_read(pipe: Path, running: subprocess.Popen[bytes]) -> int:
    """The writing end of a named pipe, once the program has come to reading it."""
    while running.poll() is None:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.01)
    raise AssertionError(running.communicate())


def test_ctrl_c_ends_quietly_with_130(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    os.mkfifo(log)
    words = [*PUTRIGHT, "run", "walsall", str(log), "--cases", f"sqlite:///{tmp_path}/cases.db"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        writer = open_when_read(log, running)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
        os.close(writer)
    assert (running.returncode, out, err) == (130, b"", b"")


def on_a_terminal(tmp_path: Path, **environment: str) -> bytes:
    ours, theirs = pty.openpty()
    words = [*PUTRIGHT, *DUE, "--from", "2026-04-02"]
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    subprocess.run(words, stdout=theirs, cwd=tmp_path, env={**plain, **environment}, check=True)
    os.close(theirs)
    printed = os.read(ours, 10_000)
    os.close(ours)
    return printed


def test_a_terminal_gets_colours_unless_they_are_not_wanted(tmp_path: Path) -> None:
    assert b"\x1b[1m" in on_a_terminal(tmp_path)
    assert b"\x1b" not in on_a_terminal(tmp_path, NO_COLOR="1")
