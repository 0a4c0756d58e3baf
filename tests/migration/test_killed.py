"""A plan whose carrying out is killed and begun again ends as one that nobody disturbed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from migration.versions import NEW, OLD, Mill, moment
from putright.casework.migration import carry_out, read_plan

CASES = 120
PROGRAM = """\
import sys
from pathlib import Path
from migration.versions import moment
from putright.casework import Desk
from putright.casework.migration import carry_out, read_plan
from putright.store import open_store

url, folder, plan = sys.argv[1:]
desk = Desk(open_store(url), Path(folder))
told = lambda case_id: print(case_id, flush=True)
carry_out(desk, read_plan(Path(plan)), moment("2026-04-09"), "Jo", "The board decided it.", told)
"""


def test_a_run_that_is_killed_and_begun_again_ends_the_same(tmp_path: Path) -> None:
    mill = Mill(tmp_path / "mill", ("respond: {within: 10 working days", "respond: {within: 8 working days"))
    case_ids = [f"c-{number:03}" for number in range(CASES)]
    for case_id in case_ids:
        mill.receive(case_id)
        mill.act(case_id, "acknowledge", "2026-04-02")
    plan = mill.plan()
    mill.desk.close()
    undisturbed = tmp_path / "undisturbed.db"
    shutil.copy(tmp_path / "mill" / "cases.db", undisturbed)

    told = killed(mill, plan)
    assert 0 < len(told) < CASES

    mill.open()
    with mill.desk.store.reading() as tx:
        policies = [row.policy for row in tx.cases()]
    assert len(told) <= policies.count(NEW) < CASES
    assert set(policies) == {OLD, NEW}
    carried = mill.carry(plan)
    assert (carried.moved + carried.before, carried.left) == (CASES, {})
    assert carried.before >= len(told)
    ended = mill.record(case_ids)
    mill.desk.close()

    mill.url = f"sqlite:///{undisturbed}"
    mill.open()
    whole = carry_out(mill.desk, read_plan(plan), moment("2026-04-09"), "Jo", "The board decided it.")
    assert whole.moved == CASES
    assert mill.record(case_ids) == ended


def killed(mill: Mill, plan: Path) -> list[str]:
    """Carry a plan out in another program and kill it once the first cases are kept; the cases it had told of."""
    tests = str(Path(__file__).parents[1])
    paths = os.pathsep.join(filter(None, (tests, os.environ.get("PYTHONPATH", ""))))
    words = [sys.executable, "-c", PROGRAM, mill.url, str(mill.folder / "p"), str(plan)]
    environment = {**os.environ, "PYTHONPATH": paths}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as program:
        assert program.stdout is not None
        first = program.stdout.readline().strip()
        program.send_signal(signal.SIGKILL)
        rest = program.stdout.read().split()
    return [first, *rest]
