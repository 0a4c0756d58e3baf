"""How much faster a log is run in batches than command by command, on a SQLite file with the same durability.

Run by hand: `python tests/benchmarks/run_batches.py`. Both run the same log of complaints into a new store each round;
one line a transaction on one side, and `run_log` as it is on the other.
"""

from __future__ import annotations

import json
import tempfile
from itertools import count
from pathlib import Path
from time import perf_counter

from walk import ACTS, RECEIPT, RECEIVED, in_turn

from putright.casework import LogLine, open_desk, read_log, run_log

CASES, ROUNDS = 100, 5


def a_log(file: Path) -> Path:
    lines = []
    for number in range(CASES):
        case = f"B-{number:04}"
        lines.append({"do": "receive", "case": case, "at": RECEIVED, "with": dict(RECEIPT)})
        lines += [{"do": do, "case": case, "at": at, "by": by, "with": dict(given)} for do, at, by, given in ACTS]
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return file


def in_batches(url: str, log: Path) -> float:
    desk = open_desk(url)
    desk.library.find("walsall/two-stage", _received(log))
    begun = perf_counter()
    report = run_log(desk, "walsall", read_log(log))
    took = perf_counter() - begun
    assert not report.problems, report.problems
    desk.close()
    return took


def one_by_one(url: str, log: Path) -> float:
    desk = open_desk(url)
    desk.library.find("walsall/two-stage", _received(log))
    begun = perf_counter()
    for line in read_log(log):
        assert isinstance(line, LogLine)
        if line.do == "receive":
            desk.receive("walsall", at=line.at, case_id=line.case, key=line.key, given=line.given)
        else:
            desk.act(line.case, line.do, at=line.at, by=line.by, key=line.key, given=line.given)
    took = perf_counter() - begun
    desk.close()
    return took


def _received(log: Path):  # type: ignore[no-untyped-def]
    from putright.casework import moment

    return moment(json.loads(log.open().readline())["at"])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        log, fresh = a_log(Path(folder) / "log.jsonl"), count()
        took = in_turn(
            {
                "one by one": lambda: one_by_one(f"sqlite:///{folder}/{next(fresh)}.db", log),
                "in batches": lambda: in_batches(f"sqlite:///{folder}/{next(fresh)}.db", log),
            },
            ROUNDS,
        )
    lines = CASES * (len(ACTS) + 1)
    for name, value in took.items():
        print(f"{lines / value:>10,.0f} lines a second  {name}")
    print(f"{took['one by one'] / took['in batches']:>10.2f} times as fast in batches (aim 3)")


if __name__ == "__main__":
    main()
