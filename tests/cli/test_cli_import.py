"""`putright import`: a plan to look at, and then just that plan."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

REGISTER = """\
do,case,at,by,channel,fact.service,matter,complainant.name,outcome,reasons,promised
receive,w-1,2026-04-02T10:00:00+01:00,Jo,telephone,waste,The brown bin was not emptied,Ann Other,,,
receive,w-2,2026-03-02T10:00:00+00:00,Jo,telephone,waste,A missed street,Bo Other,,,
acknowledge,w-1,2026-04-07T09:00:00+01:00,Jo,,,,,,,2026-04-24
acknowledge,w-2,2026-03-03T09:00:00+00:00,Jo,,,,,,,
respond,w-2,2026-03-10T09:00:00+00:00,Jo,,,,,upheld,We missed it.,
receive,w-3,2026-04-02T10:00:00+01:00,Jo,,waste,No channel,Cy Other,,,
"""
AT = ("--at", "2026-04-23T09:00:00+01:00")


@pytest.fixture
def register(tmp_path: Path) -> str:
    (tmp_path / "register.csv").write_text(REGISTER)
    return "register.csv"


def test_the_first_run_shows_the_plan_with_reasons_and_records_nothing(putright, register: str) -> None:
    answer = putright("import", "walsall", register, *AT)
    assert (answer.code, answer.err) == (1, "")
    said = re.sub(r"--plan [0-9a-f]{16}\n", "--plan …\n", answer.out)
    assert said == (
        "w-1: Stage 1: Answer every point of the complaint\n"
        "  due: Tuesday 21 April 2026: Answer every point of the complaint (Service Officer): "
        "10 working days from acknowledged [late]\n"
        "  told otherwise: Answer every point of the complaint: Friday 24 April 2026, and it is Tuesday 21 April 2026\n"
        "w-2: Closed\n"
        "  by itself: Time ran out on Sunday 12 April 2026: Say whether the answer settles it; "
        "the letter closing is not sent\n"
        "register.csv:7:1: R220 w-3 receive: a complaint cannot be opened without: channel\n"
        "    mend: give channel\n"
        "2 cases to import, 1 late, 1 problem; nothing is recorded yet\n"
        "to record just this: putright import … --apply --plan …\n"
    )
    assert putright("case", "list", "--due", "none", *AT).out == "0 cases\n"


def test_just_the_plan_that_was_looked_at_is_recorded_and_once(putright, register: str) -> None:
    plan = putright("import", "walsall", register, *AT, "--format", "json").json()["plan"]
    again = putright("import", "walsall", register, *AT, "--apply", "--plan", plan)
    assert again.out.splitlines()[-1] == "2 cases imported"
    shown = putright("case", "show", "w-1", *AT).out
    assert "Promised otherwise" in shown
    assert "told before the case came here: Friday 24 April 2026" in shown
    told = putright("import", "walsall", register, *AT, "--apply", "--plan", plan, "--format", "json").json()
    assert (told["imported"], [case["imported_before"] for case in told["cases"]]) == (0, [True, True])


def test_another_plan_is_refused(putright, register: str) -> None:
    answer = putright("import", "walsall", register, *AT, "--apply", "--plan", "0123456789abcdef")
    assert (answer.code, answer.out.split(" ")[0]) == (1, "G521")


@pytest.mark.parametrize("words", [("--apply",), ("--plan", "0123456789abcdef")])
def test_apply_and_plan_belong_together(putright, register: str, words: tuple[str, ...]) -> None:
    assert putright("import", "walsall", register, *words).code == 2


def test_progress_is_shown_on_a_terminal_for_the_plan_and_for_what_is_recorded(putright, register: str) -> None:
    plan = putright("import", "walsall", register, *AT, "--format", "json").json()["plan"]
    ours, theirs = pty.openpty()
    words = [sys.executable, "-c", "import sys; from putright.cli import main; sys.exit(main())", "import", "walsall"]
    asked = [*words, register, *AT, "--apply", "--plan", plan]
    done = subprocess.run(asked, stdout=subprocess.PIPE, stderr=theirs, text=True, check=False)
    os.close(theirs)
    shown = os.read(ours, 100_000)
    os.close(ours)
    assert done.stdout.splitlines()[-1] == "2 cases imported"
    assert b"working out" in shown
    assert b"recording" in shown
