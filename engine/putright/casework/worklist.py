"""The handler's list: which date comes next, in which case, who owes it, and whether it is late.

Reads rows that commands left in the store; a case itself is read only where the reason for a date is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Literal

from pendulum import DateTime

from putright.case.deadlines import Deadline
from putright.casework.desk import Desk
from putright.policy.loading import pinned
from putright.policy.model import COMPLAINANT, Policy
from putright.store import CaseRow, DueRow, Known, Reading
from putright.working_days import in_full

Span = Literal["today", "week", "late", "all"]
"""What is due: today; today or in the six days after it; what we owe and its day has passed; everything."""

Standing = Literal["", "late", "passed", "paused"]

FURTHEST = timedelta(days=1)
"""How far the local day of one policy can be from that of another."""

WEEK = 7


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which dates a list is asked for; what is empty does not narrow it."""

    span: Span = "all"
    handler: str = ""
    role: str = ""
    stage: str = ""
    organisation: str = ""
    group: tuple[str, ...] = ()
    """Only these cases, such as those of one group; empty: all."""

    def filters(self) -> dict[Known, str]:
        asked: dict[Known, str] = {
            "handler": self.handler, "who": self.role, "stage": self.stage, "organisation": self.organisation,
        }  # fmt: skip
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Item:
    """One date of a list, how it stands at the moment of asking, why it is that day, and what is aimed for before it."""

    row: DueRow
    policy: Policy
    standing: Standing
    why: str = ""
    aim: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """So many dates, and whether more follow the last."""

    items: tuple[Item, ...]
    has_more: bool = False


class WorkList:
    """The list as it stands at one moment, over one view of the store."""

    def __init__(self, desk: Desk, tx: Reading, at: DateTime) -> None:
        self._desk, self._tx, self._at = desk, tx, at
        self._policies: dict[str, Policy] = {}
        self._deadlines: dict[str, dict[str, Deadline]] = {}

    def page(self, wanted: Wanted, limit: int | None = None, after: DueRow | None = None, why: bool = False) -> Page:
        """The dates that are asked for, earliest first; with the reason for each where that is asked for, too."""
        found: list[Item] = []
        for row in self._rows(wanted, after, limit):
            item = self._item(row)
            if self._is_wanted(item, wanted.span):
                if limit is not None and len(found) == limit:
                    return Page(self._explained(found, why), has_more=True)
                found.append(item)
        return Page(self._explained(found, why))

    def undated(self, wanted: Wanted, limit: int | None = None, after: str | None = None) -> list[CaseRow]:
        """The cases of those filters that wait for no date, ended or not, in the order of their references."""
        rows = self._tx.cases(
            organisation=wanted.organisation or None, stage=wanted.stage or None, handler=wanted.handler or None,
            after=after, limit=None if wanted.group else limit, undated_only=True,
        )  # fmt: skip
        return list(islice((row for row in rows if not wanted.group or row.case_id in wanted.group), limit))

    def strangers(self, wanted: Wanted) -> dict[Known, list[str]]:
        """The filters that no case of the store knows, each with the values that there are."""
        known = {name: self._tx.known(name) for name in wanted.filters()}
        return {name: known[name] for name, value in wanted.filters().items() if value not in known[name]}

    def policy(self, name: str) -> Policy:
        """The policy that was published under a name, read once."""
        if name not in self._policies:
            digest = self._tx.published(name)
            self._policies[name] = pinned(self._tx.document(digest or ""), name)
        return self._policies[name]

    def _rows(self, wanted: Wanted, after: DueRow | None, limit: int | None) -> Iterator[DueRow]:
        """One statement a page. Which day it is where a policy is, is settled row by row, so that some fall out."""
        if wanted.group:
            found = (row for case_id in wanted.group for row in self._dues(wanted, after, None, case_id))
            yield from sorted(found, key=lambda row: (row.on, row.case_id, row.name))
            return
        at_once = None if limit is None else limit + 1
        while True:
            rows = self._dues(wanted, after, at_once)
            read = 0
            for row in rows:
                read, after = read + 1, row
                yield row
            if at_once is None or read < at_once:
                return

    def _dues(
        self, wanted: Wanted, after: DueRow | None, limit: int | None, case_id: str | None = None
    ) -> Iterator[DueRow]:
        today = self._at.in_timezone("UTC").date()
        last = {"today": today, "late": today, "week": today + timedelta(days=WEEK - 1)}.get(wanted.span)
        return self._tx.dues(
            until_on=last + FURTHEST if last else None,
            case_id=case_id,
            since_on=today - FURTHEST if wanted.span in ("today", "week") else None,
            handler=wanted.handler or None,
            organisation=wanted.organisation or None,
            stage=wanted.stage or None,
            who=wanted.role or None,
            extent="owed" if wanted.span == "late" else "work",
            after=after,
            limit=limit,
        )

    def _item(self, row: DueRow) -> Item:
        policy = self.policy(row.policy)
        return Item(row, policy, _standing(row, policy, self._at))

    def _is_wanted(self, item: Item, span: Span) -> bool:
        if span == "late":
            return item.standing == "late"
        today = _local_day(self._at, item.policy)
        ends = {"today": today, "week": today + timedelta(days=WEEK - 1)}.get(span, date.max)
        return span == "all" or today <= item.row.on <= ends

    def _explained(self, items: list[Item], why: bool) -> tuple[Item, ...]:
        return tuple(self._with_reason(item, why) if why or _has_target(item) else item for item in items)

    def _with_reason(self, item: Item, why: bool) -> Item:
        """A case is read only where its row does not say enough: for the reason, and for what is aimed for."""
        row = item.row
        if row.case_id not in self._deadlines:
            deadlines = self._desk.deadlines_in(self._tx, row.case_id)
            self._deadlines[row.case_id] = {one.name: one for one in deadlines}
        found = self._deadlines[row.case_id].get(row.name)
        reason = _in_short(found) if found and why else ""
        return replace(item, why=reason, aim=found.aim.on if found and found.aim else None)


def _has_target(item: Item) -> bool:
    """Whether the policy aims for something before that date."""
    stage_id, _, step_id = item.row.name.partition(".")
    steps = (step for stage in item.policy.stages if stage.id == stage_id for step in stage.steps)
    return any(step.id == step_id and step.target for step in steps)


def _in_short(deadline: Deadline) -> str:
    """The reason for a date in a few words, what is aimed for before it, and what may make it earlier."""
    said = [one.label for one in deadline.reckonings]
    said += [f"we aim for {in_full(deadline.aim.on)}"] if deadline.aim else []
    return "; ".join((*said, *(f"it may become earlier: {other} is not known yet" for other in deadline.unknown)))


def _standing(row: DueRow, policy: Policy, at: DateTime) -> Standing:
    """A clock that stands still is not late. A due day lasts until its end where the policy is."""
    if row.paused_since:
        return "paused"
    if at < row.at if row.at else _local_day(at, policy) <= row.on:
        return ""
    return "passed" if row.who == COMPLAINANT else "late"


def _local_day(moment: DateTime, policy: Policy) -> date:
    return moment.in_timezone(policy.time_zone).date()
