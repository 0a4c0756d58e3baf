"""The days of a month: what is due when for a complaint that comes, or goes to a later stage, on each of them.

Pure. Each step is taken to be done on its last day, and nothing to be extended or to stand still.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from putright.policy.model import ENTERED, Clock, Departure, Limit, Policy, Stage, Step, Term
from putright.working_days import BeyondCalendar, Calendar, Counting, Due, Duration, count, in_full

NOT_KNOWN = "not known yet"


class BadMonth(ValueError):
    """A month that cannot be read: what is the matter, and how to mend it."""

    def __init__(self, word: str) -> None:
        self.id, self.what, self.mend = "D110", f'"{word}" is no month', "write year and month, such as 2026-04"
        super().__init__(f"{self.id} {self.what}\n    mend: {self.mend}")


@dataclass(frozen=True, slots=True)
class Row:
    """One day: what it is where it is not worked, and for each column when that is due, in words."""

    on: date
    off: str
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The table of a month: a column for each step that has a time limit, and a row for each day."""

    names: tuple[str, ...]
    """The steps, such as `stage-1.respond`."""
    titles: tuple[str, ...]
    rows: tuple[Row, ...]

    def as_json(self) -> list[dict[str, object]]:
        return [
            {"on": row.on.isoformat(), "off": row.off or None, "due": dict(zip(self.names, row.due, strict=True))}
            for row in self.rows
        ]


def month_of(policy: Policy, calendar: Calendar, word: str) -> Month:
    """The table of a month, named as `2026-04`.

    Raises:
        BadMonth: D110, the word is no month.
    """
    found = re.fullmatch(r"(\d{4})-(\d{2})", word, re.ASCII)
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1:
        raise BadMonth(word)
    year, month = int(found[1]), int(found[2])
    days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    tables = [_due(policy, calendar, day) for day in days]
    names = [name for name in tables[0] if any(table[name] for table in tables)]
    steps = {f"{stage.id}.{step.id}": f"{stage.title}: {step.title}" for stage in policy.stages for step in stage.steps}
    return Month(
        names=tuple(names),
        titles=tuple(steps[name] for name in names),
        rows=tuple(
            Row(day, _off(calendar, day), tuple(table[name] or NOT_KNOWN for name in names))
            for day, table in zip(days, tables, strict=True)
        ),
    )


def _off(calendar: Calendar, day: date) -> str:
    try:
        return calendar.why_off(day) or ""
    except BeyondCalendar:
        return ""


def _due(policy: Policy, calendar: Calendar, day: date) -> Mapping[str, str]:
    """For each step of the organisation's that has a limit, when it is due if its stage begins that day."""
    found: dict[str, str] = {}
    for stage in policy.stages:
        happened = dict.fromkeys(_beginnings(policy, stage), day)
        for step in stage.steps:
            if step.is_complainants:
                break
            last = None
            if step.clock:
                cases = list(_cases(policy, calendar, stage, step, step.clock, happened))
                found[f"{stage.id}.{step.id}"] = "; ".join(words for words, _ in cases)
                last = max((on for _, on in cases if on), default=None)
            if last:
                happened |= dict.fromkeys(_events(step), last)
    return found


def _beginnings(policy: Policy, stage: Stage) -> Iterator[str]:
    """The events with which a stage begins."""
    yield ENTERED
    if stage is policy.stages[0]:
        yield "received"
    for before in policy.stages:
        for step in before.steps:
            for choice in step.choices:
                if before is not stage and policy.resolve(before, step, choice.to).startswith(f"{stage.id}."):
                    yield choice.event


def _events(step: Step) -> tuple[str, ...]:
    return tuple(choice.event for choice in step.choices)


def _cases(
    policy: Policy, calendar: Calendar, stage: Stage, step: Step, clock: Clock, happened: Mapping[str, date]
) -> Iterator[tuple[str, date | None]]:
    """When a clock runs out, in words and as a day: once, or for each value of the fact that decides."""
    fact = next((term.limit.fact for term in clock.terms if term.limit.table), "")
    values = list(dict.fromkeys(value for term in clock.terms for value in term.limit.table)) or [""]
    departures = tuple(one for one in policy.departures if one.is_of(stage.id, step.id))
    for value in values:
        dues = [_term(policy, calendar, stage, term, value, happened, departures) for term in clock.terms]
        known = [due for due in dues if due]
        if not known or (clock.choose == "later" and len(known) < len(dues)):
            continue
        due = (max if clock.choose == "later" else min)(known, key=lambda one: one.on)
        named = f"{policy.fact_title(fact)} {policy.fact_value(fact, value)}: " if fact else ""
        may_move = " (may change)" if due.provisional else ""
        yield f"{named}{in_full(due.on)}{may_move}", due.on


def _term(
    policy: Policy,
    calendar: Calendar,
    stage: Stage,
    term: Term,
    value: str,
    happened: Mapping[str, date],
    departures: tuple[Departure, ...],
) -> Due | None:
    start = happened.get(term.start.name) if term.start.stage in ("", stage.id) else None
    within = _limit(calendar, term.limit, value, start) if start else None
    if start is None or within is None or within.unit == "hours":
        return None
    try:
        if term.deemed_received:
            start = count(start, term.deemed_received, Counting("day-after"), calendar, time_zone=policy.time_zone).on
        within = next((one.within for one in departures if one.since <= start <= one.until), within)
        is_receipt = term.start.name == "received"
        return count(start, within, term.counting, calendar, receipt=is_receipt, time_zone=policy.time_zone)
    except BeyondCalendar:
        return None


def _limit(calendar: Calendar, limit: Limit, value: str, start: date) -> Duration | None:
    for closure in calendar.closures_on(start) if limit.during else ():
        if closure.id in limit.during:
            return limit.during[closure.id]
    return limit.table.get(value, limit.always)
