"""How long a plan to move open cases takes, beside the bare reading of their events, and how much memory it holds.

Run by hand: `python tests/benchmarks/migrate.py [CASES] [--apply]`, in new SQLite files. The cases are copies of three
lives (received; acknowledged; answered) of a shipped policy, filled in through the store's own contract; the new
version gives two days less for an answer. Bare reading is every event of every open case as a value, and no more. Each
size runs in a process of its own, so that its peak of memory is its own. With --apply the plan is carried out, too.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pendulum

from putright.casework import Desk
from putright.casework.migration import Choice, carry_out, plan_migration, read_plan, written
from putright.shipped import shipped
from putright.store import Store, open_store

CASES, AT_ONCE = 100_000, 1_000
OLD, NEW = "walsall/two-stage@2025-10-21", "walsall/two-stage@2027-10-21"
NOW = pendulum.datetime(2026, 4, 9, 9, tz="Europe/London")
LIFE = (("acknowledge", 5, {}), ("respond", 1, {"outcome": "upheld", "reasons": "We did not come."}))


def folder_of(place: Path) -> Path:
    """The shipped policy and a later version of it; letters are looked for beside the folder of policies."""
    text = (shipped("policies") / "walsall" / "two-stage.yaml").read_text()
    folder = place / "policies" / "walsall"
    folder.mkdir(parents=True)
    (place / "letters").symlink_to(shipped("letters"))
    (folder / "old.yaml").write_text(text)
    newer = text.replace('"2025-10-21"', '"2027-10-21"').replace(
        "{from: 2025-10-21, until: 2027-10-20}", "{from: 2027-10-21}"
    )
    (folder / "new.yaml").write_text(newer.replace("within: 10 working days", "within: 8 working days", 1))
    return place / "policies"


def fill(desk: Desk, store: Store, cases: int) -> None:
    """Three lives through the desk, and so many copies of them."""
    for number in range(3):
        case_id, at = f"A-{number}", pendulum.datetime(2026, 4, 1 + number, 10, tz="Europe/London")
        desk.receive(
            "walsall", at=at, matters=["A bin"], channel="telephone", complainant={"name": "Ada"}, case_id=case_id,
            facts={"service": "waste"},
        )  # fmt: skip
        for action, days, given in LIFE[:number]:
            at = at.add(days=days)
            desk.act(case_id, action, at=at, by="Jo", given=given)
    with store.reading() as tx:
        lives = [(tx.events(f"A-{n}"), tx.row(f"A-{n}"), list(tx.dues(case_id=f"A-{n}"))) for n in range(3)]
    for start in range(3, cases, AT_ONCE):
        with store.writing(in_bulk=True) as tx:
            for number in range(start, min(start + AT_ONCE, cases)):
                events, row, dues = lives[number % 3]
                assert row is not None
                tx.append(f"C-{number:07}", 0, events, row._replace(case_id=f"C-{number:07}"), dues, [])


def bare(store: Store) -> int:
    """Every event of every open case, and nothing made of them."""
    found, after = 0, None
    with store.reading() as tx:
        while rows := list(tx.cases(policy=OLD, open_only=True, after=after, limit=500)):
            for row in rows:
                found += len(tx.events(row.case_id))
            after = rows[-1].case_id
    return found


def seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def peak() -> float:
    """The most memory that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(cases: int, apply: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        store = open_store(f"sqlite:///{place}/cases.db")
        desk = Desk(store, folder_of(Path(place)))
        fill(desk, store, cases)
        paper = Path(place) / "plan.json"

        def plan() -> None:
            choices = {"A-1": Choice("It was agreed.")}
            with plan_migration(desk, OLD, NEW, NOW, {}, choices) as planned, paper.open("w") as out:
                out.writelines(f"{line}\n" for line in written(planned, planned.crossings()))

        rounds = []
        before = peak()
        for _ in range(3):
            rounds.append((seconds(lambda: bare(store)), seconds(plan)))
        ratio = sorted(ours / theirs for theirs, ours in rounds)[1]
        theirs, ours = (min(times) for times in zip(*rounds, strict=True))
        print(
            f"{cases:8} cases  bare {theirs:6.2f} s  plan {ours:6.2f} s  {ours / cases * 1e6:5.0f} µs a case"
            f"  {ratio:4.1f} times  memory {before:4.0f} -> {peak():4.0f} MiB"
        )
        if apply:
            took = seconds(lambda: carry_out(desk, read_plan(paper), NOW, "Jo", "The board decided it."))
            print(f"{'':8} carried out in {took:.1f} s, memory {peak():.0f} MiB")
        store.close()


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    if "--one" in sys.argv:
        measure(int(given[0]), "--apply" in sys.argv)
    else:
        whole = int(given[0]) if given else CASES
        more = ["--apply"] if "--apply" in sys.argv else []
        for size in (whole // 100, whole // 10, whole):
            subprocess.run([sys.executable, __file__, str(size), "--one", *more], check=True)
