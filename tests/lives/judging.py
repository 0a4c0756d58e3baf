"""What must hold of the time of a case: its dates, what it aims for, and what happens by itself, are those of the slow count."""

from __future__ import annotations

from datetime import date, datetime

from lives.slow_dates import Rules, SlowCase
from lives.slow_lapses import lapses
from lives.slow_record import Happened
from lives.telling import told
from putright.case.case import Case
from putright.case.deadlines import running
from putright.case.decide import wakes_at
from putright.case.procedure import Procedure

Exactly = tuple[str, float | None]
"""A date, and its moment in seconds: in the hour that comes twice, moments of two zones never count as equal."""

AUTOMATIC = ("missed", "pause-ended")


def exactly(on: date | None, at: datetime | None) -> Exactly:
    return str(on), at.timestamp() if at else None


def assert_true_dates(procedure: Procedure, case: Case, rules: Rules, known: int = 0) -> set[tuple[str, str]]:
    """Compare a case with the slow count, and whatever happened in it by itself since it had so many events.

    Gives the seldom terms of the policy that had a say, each with the date in which it had it.
    """
    log = told(case)
    met = {each for number in range(known, len(log)) for each in _by_itself(rules, log, number)}
    slow = SlowCase(rules, told(case))
    dates = slow.running()
    expected = {name: exactly(*date) for name, date in dates.items()}
    ours = running(procedure.policy, procedure.calendar, case)
    found = {deadline.name: exactly(deadline.on, deadline.at) for deadline in ours}
    assert found == expected, (
        f"{case.id}: {dict(found.items() - expected.items())}, slowly {dict(expected.items() - found.items())}"
    )
    assert {deadline.name: deadline.aim.on for deadline in ours if deadline.aim} == slow.aims()
    wakes, by_itself = wakes_at(procedure, case), lapses(slow, dates)
    next_one = by_itself[0].recorded.timestamp() if by_itself else None
    assert (wakes.timestamp() if wakes else None) == next_one, f"{case.id}: {wakes}, slowly {by_itself}"
    return met | slow.met


def _by_itself(rules: Rules, log: list[Happened], number: int) -> set[tuple[str, str]]:
    """What happened by itself was the next thing to, at its moment, and with what it brings."""
    event = log[number]
    if event.kind not in AUTOMATIC:
        return set()
    before = SlowCase(rules, [_again(each) for each in log[:number]])
    due = lapses(before, before.running())
    first = [lapse for lapse in due if (lapse.recorded, lapse.at) == (due[0].recorded, due[0].at)]
    brought = {name: value for name, value in event.data.items() if name != "tells"}
    assert (event.recorded.timestamp(), event.at.timestamp(), event.kind, brought) in [
        (lapse.recorded.timestamp(), lapse.at.timestamp(), lapse.kind, dict(lapse.facts)) for lapse in first
    ], (event, due)
    what = (
        "payments" if "remedy.1.sum" in brought else "pauses that end by themselves" if event.kind != "missed" else ""
    )
    return {(what, str(event.at))} if what else set()


def _again(event: Happened) -> Happened:
    """The same event, for a count of its own: corrections and other names are carried out in place."""
    return Happened(
        event.number, event.kind, event.name, event.at, event.recorded, event.place, event.stage, event.step,
        dict(event.data), set(event.said), event.recorded_names,
    )  # fmt: skip
