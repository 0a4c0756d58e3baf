"""Kills a program that runs a log, again and again, and checks that nothing told was lost and nothing was done twice.

Run by hand: `python tests/kill/kill_run.py --count 500 --seed 7 [--cases URL | --postgresql]`. Every round makes a log of
its own and runs it while somebody pulls the plug (SIGKILL): shortly after some line was told, in the middle of the next
ones. Then it ends the log with `putright run`, and lays the cases beside those of an undisturbed run. Without --cases the
store is a new SQLite file; --postgresql starts a server of the test wheel for it. It exits with 1 at the first difference.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from putright.casework import LogLine, Receipt, open_desk, read_log, run_log
from putright.casework.log import AT_ONCE
from putright.store import Store, open_store

POLICY = "walsall"
CASES = 96
"""They have some 600 lines, which are kept in three transactions or four."""
CONTACT = {"contact.channel": "telephone", "contact.direction": "in", "note": "She rang."}
LONDON = ZoneInfo("Europe/London")


@dataclass(slots=True)
class Found:
    """What the rounds came to."""

    rounds: int = 0
    kills: int = 0
    idle_kills: int = 0
    """Kills before the first line of that run was kept."""
    told: int = 0

    def __str__(self) -> str:
        return (
            f"{self.kills} kills in {self.rounds} logs, {self.idle_kills} of them before anything was kept;"
            f" {self.told} lines had been told, all are there, none twice"
        )


def a_log(chance: random.Random, prefix: str, file: Path) -> Path:
    """A log of complaints that are answered, linked, merged, escalated or left lying, in the order of time.

    Much of it is recorded in two cases at once: a link, a merge, and a matter that comes too late and is a new complaint.
    """
    lines: list[dict[str, object]] = []
    for number in range(CASES):
        lines += _a_life(chance, f"{prefix}-{number:03}", f"{prefix}-{chance.randrange(CASES):03}")
    lines.sort(key=lambda line: str(line["at"]))
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return file


def _a_life(chance: random.Random, case: str, other: str) -> Iterator[dict[str, object]]:
    at = datetime(2026, 1, 5, 9, tzinfo=LONDON) + timedelta(hours=chance.randrange(2000))
    given = {"channel": "website", "service": "waste", "matter": f"The bins of {case}", "sought": "A collection"}
    told = {**given, "complainant": {"name": f"Ada {case}", "address": "1 High Street"}}
    acts: list[tuple[str, int, dict[str, str]]] = [
        ("acknowledge", 2, {}),
        ("extend", 4, {"reason": "The lorry was away."}),
        ("link", 1, {"link.case": other, "link.kind": "group"}),
        (
            "respond",
            14,
            {"outcome": "upheld", "reasons": "We did not come.", "remedy": "A bin", "remedy.1.by": "2026-09-01"},
        ),
        ("add-matter", 1, {"matter": "And the noise"}),
        ("complete", 1, {"completes": "remedy.1"}),
        (
            "merge" if chance.randrange(4) == 0 else "contact",
            1,
            {"link.case": other} if chance.randrange(2) else CONTACT,
        ),
        (chance.choice(["escalate", "accept", "note"]), 5, {"note": "A call"}),
        ("acknowledge", 3, {"definition": "Missed bins", "sought": "A collection"}),
    ]
    yield {"do": "receive", "case": case, "at": at.isoformat(), "with": told}
    for action, days, more in acts[: chance.randint(1, len(acts))]:
        at += timedelta(days=days, minutes=chance.randrange(300))
        yield {"do": action, "case": case, "at": at.isoformat(), "by": "Ann", "with": more}


def run_and_tell(url: str, log: Path) -> None:
    """Run a log and say each line's key once it is kept: the program that is killed."""

    def told(line: LogLine, receipt: Receipt) -> None:
        print(line.key, flush=True)

    desk = open_desk(url)
    print("begun", flush=True)
    run_log(desk, POLICY, read_log(log), told)
    desk.close()


def killed(url: str, log: Path, lines: int, after: float) -> tuple[bool, list[str]]:
    """Start that program and kill it so long after it told so many lines; whether it was still at work, and what it told.

    Lines are waited for, and not only time: a program needs longer to begin than for all of a log.
    """
    words = [sys.executable, __file__, "--tell", url, str(log)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        begun = program.stdout.readline()
        assert begun == "begun\n", begun
        told = [line.rstrip() for line in islice(program.stdout, lines)]
        time.sleep(after)
        program.send_signal(signal.SIGKILL)
        told += program.stdout.read().splitlines()
    return program.returncode == -signal.SIGKILL, told


def finished(url: str, log: Path) -> int:
    """Run a log to its end with the command line; how many lines it found done or did."""
    words = [sys.executable, "-m", "putright", "run", POLICY, str(log), "--cases", url, "--format", "json"]
    answer = json.loads(subprocess.run(words, capture_output=True, text=True, check=False).stdout)
    return int(answer["done"]) + int(answer["repeated"])


def kept(store: Store, prefix: str) -> dict[str, object]:
    """Everything on record for the cases of one log; hashes and salts apart, which differ in every store."""
    found: dict[str, object] = {}
    with store.reading() as tx:
        for row in tx.cases():
            if row.case_id.startswith(f"{prefix}-"):
                faults = tx.verify(row.case_id)
                assert not faults, faults
                assert len(tx.events(row.case_id)) == row.version
                found[row.case_id] = (
                    row._replace(head_hash=""),
                    tx.events(row.case_id),
                    sorted(map(repr, tx.effects(row.case_id))),
                    sorted(map(repr, tx.dues(case_id=row.case_id))),
                )
    return found


def one_round(number: int, seed: int, kills: int, url: str, folder: Path, found: Found) -> None:
    """One log, killed up to so many times, and laid beside an undisturbed run of the same log."""
    chance = random.Random(f"{seed}-{number}")  # noqa: S311
    prefix = f"K{seed}-{number}"
    log = a_log(chance, prefix, folder / f"{number}.jsonl")
    undisturbed = open_desk("sqlite://")
    begun = time.perf_counter()
    report = run_log(undisturbed, POLICY, read_log(log))
    a_batch = (time.perf_counter() - begun) * AT_ONCE / report.done
    told: set[str] = set()
    for _ in range(kills):
        at_work, lines = killed(url, log, chance.randrange(report.done), chance.uniform(0, 2 * a_batch))
        told.update(lines)
        found.kills += at_work
        found.idle_kills += at_work and not lines
        if not at_work:
            break
    store = open_store(url)
    with store.reading() as tx:
        lost = [key for key in told if not tx.done(key)]
    assert not lost, f"{len(lost)} lines were told and are not there: {lost[:3]}"
    done = finished(url, log)
    assert done == report.done, f"{done} lines done after the kills, {report.done} without"
    assert kept(store, prefix) == kept(undisturbed.store, prefix), (
        f"the cases of {prefix} differ from an undisturbed run"
    )
    store.close()
    undisturbed.close()
    found.told += len(told)
    found.rounds += 1


def kill_run(count: int, seed: int, url: str, folder: Path) -> Found:
    """Rounds until so many kills have met a program at work."""
    found = Found()
    while found.kills < count:
        one_round(found.rounds, seed, min(6, count - found.kills), url, folder, found)
    return found


def main(words: Sequence[str] | None = None) -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=100, help="how many kills")
    options.add_argument("--seed", type=int, default=1, help="the same seed makes the same logs")
    options.add_argument("--cases", metavar="URL", help="the store to be disturbed; by default a new SQLite file")
    options.add_argument("--postgresql", action="store_true", help="disturb a PostgreSQL of our own")
    options.add_argument("--tell", nargs=2, metavar=("URL", "LOG"), help=argparse.SUPPRESS)
    given = options.parse_args(words)
    if given.tell:
        run_and_tell(given.tell[0], Path(given.tell[1]))
        return 0
    with ExitStack() as opened:
        folder = opened.enter_context(tempfile.TemporaryDirectory())
        url = given.cases or f"sqlite:///{folder}/cases.db"
        if given.postgresql:
            sys.path.insert(0, str(Path(__file__).parent.parent))
            from store.server import running_server  # only here: it asks for the wheel

            url = opened.enter_context(running_server()).new_database()
        try:
            print(kill_run(given.count, given.seed, url, Path(folder)))
        except AssertionError as error:
            print(error)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
