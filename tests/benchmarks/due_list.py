"""How fast the list of what is due comes, beside the same question on the bare driver, with 100,000 open cases.

Run by hand: `python tests/benchmarks/due_list.py [URL [CASES]]`; without a URL, in a new SQLite file. The store is
filled through its own contract, two dates a case. Each line is the median of nine rounds, the two in turn. The last
lines are the handler's list as `putright case list` makes it, with its policy and what is late.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pendulum
import psycopg

from putright.case.events import Event
from putright.casework import Desk
from putright.casework.worklist import Wanted, WorkList
from putright.shipped import shipped
from putright.store import CaseRow, DueRow, Store, open_store

CASES, AT_ONCE, ROUNDS = 100_000, 1_000, 9
FIRST, DAYS = date(2026, 1, 5), 250
ORGANISATIONS, HANDLERS, STAGES = 4, 500, ("stage-1", "stage-2")
NOW = pendulum.datetime(2026, 4, 20, 9, tz="Europe/London")

BARE = """
    SELECT due.case_id, name, due_on, due_at, paused_since, who, policy, organisation, stage, handler
    FROM due JOIN case_row ON case_row.case_id = due.case_id WHERE {} ORDER BY due_on, due.case_id, name {}
"""

LAST = DueRow("C-050000", "stage-1.update", date(2026, 5, 1))

QUESTIONS: list[tuple[str, dict[str, Any], str, str]] = [
    ("one handler's list", {"handler": "Handler 77"}, "handler = :handler", ""),
    (
        "one handler's, up to a day",
        {"handler": "Handler 77", "until_on": date(2026, 3, 2)},
        "handler = :handler AND due_on <= :until_on",
        "",
    ),
    (
        "the first page of all",
        {"since_on": date(2026, 4, 20), "limit": 50},
        "due_on >= :since_on",
        "LIMIT :limit",
    ),
    (
        "a page in the middle",
        {"after": LAST, "limit": 50},
        "(due_on, due.case_id, name) > (:on, :case_id, :name)",
        "LIMIT :limit",
    ),
    (
        "a page of one stage of one organisation",
        {"organisation": "org-2", "stage": "stage-2", "limit": 50},
        "organisation = :organisation AND stage = :stage",
        "LIMIT :limit",
    ),
    (
        "one week, everybody",
        {"since_on": date(2026, 4, 20), "until_on": date(2026, 4, 26)},
        "due_on BETWEEN :since_on AND :until_on",
        "",
    ),
    ("one case", {"case_id": "C-012345"}, "due.case_id = :case_id", ""),
    (
        "what one team owes, a page",
        {"who": "service-officer", "extent": "owed", "limit": 50},
        "who = :who AND who <> 'complainant' AND name NOT LIKE 'door.%' AND paused_since IS NULL",
        "LIMIT :limit",
    ),
]

LISTS = [
    ("case list --due late --limit 50", Wanted("late"), 50),
    ("case list --due week --limit 50", Wanted("week"), 50),
    ("case list --due week", Wanted("week"), None),
    ("case list --due late --handler …", Wanted("late", handler="Handler 77"), None),
    ("case list --due late", Wanted("late"), None),
]


def fill(store: Store, cases: int) -> None:
    """Open so many cases under a policy that is published, a thousand in one transaction."""
    desk = Desk(store, shipped("policies"))
    loaded = desk.library.find("walsall", NOW)
    policy = loaded.policy.name
    with store.writing() as writing:
        desk.rules.publish(writing, loaded, NOW)
    event = Event("received", "received", NOW, NOW, "stage-1.acknowledge", "stage-1")
    for start in range(0, cases, AT_ONCE):
        with store.writing() as writing:
            for number in range(start, min(start + AT_ONCE, cases)):
                case_id = f"C-{number:06}"
                day = FIRST + timedelta(days=number * 7919 % DAYS)
                row = CaseRow(
                    case_id,
                    policy=policy,
                    organisation=f"org-{number % ORGANISATIONS}",
                    place="stage-1.respond",
                    stage=STAGES[number // ORGANISATIONS % 2],
                    handler=f"Handler {number % HANDLERS}",
                    opened_at=NOW,
                )
                dues = [
                    DueRow(case_id, "stage-1.respond", day, who="service-officer"),
                    DueRow(case_id, "stage-1.update", day + timedelta(days=20), who="service-officer"),
                ]
                writing.append(case_id, 0, [event], row, dues, [])


def on_the_driver(url: str) -> Callable[[str, dict[str, Any]], list[Any]]:
    """Runs SQL with named values on sqlite3 or psycopg themselves, and gives the rows as the driver does."""
    if url.startswith("sqlite"):
        file = sqlite3.connect(url.removeprefix("sqlite:///"))
        return lambda words, values: file.execute(words, values).fetchall()
    server = psycopg.connect(url)

    def run(words: str, values: dict[str, Any]) -> list[Any]:
        for name in values:
            words = words.replace("%'", "%%'").replace(f":{name}", f"%({name})s")
        return server.execute(words.encode(), values).fetchall()

    return run


def values_of(asked: dict[str, Any], url: str) -> dict[str, Any]:
    after = asked.get("after")
    given = {name: value for name, value in asked.items() if name not in ("after", "extent")}
    if after:
        given |= {"on": after.on, "case_id": after.case_id, "name": after.name}
    as_text = url.startswith("sqlite")
    return {n: v.isoformat() if as_text and isinstance(v, date) else v for n, v in given.items()}


def seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def main(url: str, cases: int) -> None:
    store = open_store(url)
    with store.reading() as reading:
        filled = next(reading.cases(limit=1), None) is not None
    if not filled:
        print(f"filled in {seconds(lambda: fill(store, cases)):.0f} s")
    bare = on_the_driver(url)

    def ours(asked: dict[str, Any]) -> list[DueRow]:
        with store.reading() as reading:
            return list(reading.dues(**asked))

    print(f"{'':42} rows   ours ms   bare ms   ratio")
    for what, asked, where, end in QUESTIONS:
        words, values = BARE.format(where, end), values_of(asked, url)
        found = ours(asked)
        assert len(found) == len(bare(words, values))
        rounds = [(seconds(lambda: ours(asked)), seconds(lambda: bare(words, values))) for _ in range(ROUNDS)]  # noqa: B023
        our_time, bare_time = (statistics.median(times) * 1000 for times in zip(*rounds, strict=True))
        print(f"{what:42} {len(found):4} {our_time:9.2f} {bare_time:9.2f} {our_time / bare_time:7.1f}")
    desk = Desk(store, shipped("policies"))
    print(f"\n{'':42} rows   ours ms")
    for what, wanted, limit in LISTS:
        times = []
        for _ in range(ROUNDS):
            begun = perf_counter()
            with store.reading() as reading:
                page = WorkList(desk, reading, NOW).page(wanted, limit)
            times.append(perf_counter() - begun)
        print(f"{what:42} {len(page.items):6} {statistics.median(times) * 1000:7.2f}")
    store.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        given = sys.argv[1:]
        main(given[0] if given else f"sqlite:///{folder}/cases.db", int(given[1]) if given[1:] else CASES)
