"""Every running date of a case, worked out slowly from the words of the policy, its calendar files and the stored events.

Shares nothing with the engine: it reads the YAML itself, keeps no lists of working days, and walks day by day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from lives.slow_beside import DRAFTS, doors, duties, people, promises
from lives.slow_days import DAY, LONDON, Days, Found, Tree, count, counted, local, rolled

RECORDS = ("recorded", "answered")
ENDS = ("closed", "withdrawn", "refused", "referred", "handed-over")
ABOUT_THE_CORRECTION = ("corrects", "struck", "voids", "when", "because")
OF_THE_WHOLE_CASE = (
    "acted", "moved", "duty-done", "referred", "noted", "contacted", "completed", "outside-acted", "assigned",
    "conflict-declared", "staff-told", "staff-heard", "adjustments-reviewed", "warned", "restricted",
    "restriction-lifted", "reopening-refused",
)  # fmt: skip


@dataclass
class Happened:
    """An event as it is stored, public facts only."""

    number: int
    kind: str
    name: str
    at: datetime
    recorded: datetime
    place: str
    stage: str
    step: str
    data: dict[str, str] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    """The names of the private texts that came with it."""
    recorded_names: frozenset[str] = frozenset()
    """Everything that it named when it was recorded, before any correction."""

    @property
    def where(self) -> str:
        """The stage that it led to; nothing for an end."""
        stage, dot, _ = self.place.partition(".")
        return stage if dot else ""


def as_it_was(log: Sequence[Happened]) -> list[Happened]:
    """The events that happened, once every correction on record has been carried out."""
    found: list[Happened] = []
    for event in log:
        if event.kind == "corrected":
            gone = set(event.data.get("voids", "").split(","))
            if "struck" in event.data:
                gone.add(event.data["corrects"])
            found = [e for e in found if str(e.number) not in gone]
            for wrong in found:
                if str(wrong.number) == event.data["corrects"]:
                    _put_right(wrong, event)
        found.append(event)
    return found


def _put_right(wrong: Happened, correction: Happened) -> None:
    if "when" in correction.data:
        wrong.at = datetime.fromisoformat(correction.data["when"])
    wrong.data.update({n: v for n, v in correction.data.items() if n not in ABOUT_THE_CORRECTION})
    wrong.said |= correction.said - set(ABOUT_THE_CORRECTION)


def _began_before(start: datetime | date, back: datetime) -> bool:
    """Only a window that had begun starts anew when the case is opened again."""
    return start <= back if isinstance(start, datetime) else start <= local(back)


class SlowCase:
    """One case under one policy file, with what can be asked about its time."""

    def __init__(self, policy: Tree, days: Days, log: Sequence[Happened]) -> None:
        self.policy, self.days = policy, days
        self._first: dict[str, int] = {}
        for event in log:
            if event.kind not in (*DRAFTS, "corrected"):
                self._first |= {name: event.number for name in event.data if name not in self._first}
        self.events = as_it_was(log)
        self.place = log[-1].place
        self.now = log[-1].recorded
        self.lasting: dict[str, str] = {}
        for event in self.events:
            if event.kind != "corrected":
                self.lasting |= {n: v for n, v in event.data.items() if n.startswith(("fact.", "matter."))}
        self.stages = {stage["id"]: stage for stage in policy["stages"]}

    def running(self) -> dict[str, Found]:
        """Name to date of everything that still runs."""
        found = {**self._steps(), **dict(promises(self)), **dict(people(self))}
        if self.events[0].place not in RECORDS:
            found |= duties(self)
            found |= {} if self.is_merged else doors(self)
        return {name: date for name, date in found.items() if date}

    @property
    def has_ended(self) -> bool:
        return self.place in ENDS

    @property
    def is_merged(self) -> bool:
        """Whether another case deals with the same complaint, so that no way leads outside from here."""
        turns = [event.kind for event in self.events if event.kind in ("merged", "reopened")]
        return turns[-1:] == ["merged"]

    def after(self, event: Happened) -> list[Happened]:
        return self.events[self.events.index(event) + 1 :]

    def first_said(self, name: str) -> int:
        """The number of the event that first named something, drafts and corrections apart."""
        return self._first[name]

    def _steps(self) -> dict[str, Found | None]:
        stage_id, dot, here = self.place.partition(".")
        found: dict[str, Found | None] = {}
        ahead = False
        for item in self.stages[stage_id]["steps"] if dot else ():
            ((step, terms),) = item.items()
            ahead = ahead or step == here
            if ahead and terms.keys() & {"within", "later_of", "earlier_of"}:
                found[f"{stage_id}.{step}"] = self._stretched(stage_id, step, terms)
        return found

    def _stretched(self, stage: str, step: str, terms: Tree) -> Found | None:
        """A step's date with every extension and every time in which its clock stood still."""
        visit = self.visit(stage)
        again = [e.at for e in visit if _came_back(e)] if terms.get("who") == "complainant" else []
        first = self.clock(terms, stage, None, again[-1] if again else None)
        if first is None:
            return None
        (on, at), (began, within, rule) = first
        changes: list[tuple[datetime, int, Any]] = [
            (e.at, 0, e) for e in visit if e.kind == "extended" and e.data["of"] == step
        ]
        changes += [(until, 1, (since, until)) for since, until in self._still(step, visit)]
        named: datetime | None = None
        for _, _, change in sorted(changes, key=lambda c: (c[0], c[1])):
            if isinstance(change, Happened):
                rule_of_more = self._rule(terms if "within" in terms else next(iter(self.terms(terms))))
                more = self._extended(on, at, change, rule_of_more)
                on, at = (on, at) if more[0] < on else more
                named = change.at if "until" in change.data or "counted-from" in change.data else named
                continue
            change = (max(change[0], named or change[0]), change[1])
            in_hours = within.endswith(("hours", "hour"))
            if in_hours and at is None:  # a day was named since
                on = self._credited(on, at, began, "days", {**rule, "starts": "same-day"}, *change)
            elif in_hours:
                on, at = _given_back(on, at, began, *change)
            else:
                on, at = self._credited(on, at, began, within, rule, *change), None
        return on, at

    def _extended(self, on: date, at: datetime | None, event: Happened, rule: Tree) -> Found:
        if "until" in event.data:
            return date.fromisoformat(event.data["until"]), None
        return count(at or on, event.data["longer"], {"starts": "day-after", "ends": rule.get("ends")}, self.days)

    def _credited(
        self,
        on: date,
        at: datetime | None,
        began: datetime | date,
        within: str,
        rule: Tree,
        since: datetime,
        until: datetime,
    ) -> date:
        """Every day on which the clock stood still and would have counted is counted again at the end."""
        working = "working" in within
        first = local(began) if rule["starts"] == "same-day" else local(began) + DAY
        day, more = local(since), 0
        if max(day, first) > on:
            return on
        while day < local(until):
            more += day >= first and (not working or self.days.works(day))
            day += DAY
        if not more:
            return on
        return rolled(counted(on, more, working, {"starts": "day-after"}, self.days), rule, self.days)

    def _still(self, step: str, visit: list[Happened]) -> list[tuple[datetime, datetime]]:
        """When the clock of a step stood still; times that overlap are one."""
        spans = []
        for index, event in enumerate(visit):
            pause = self.policy["pauses"][event.data["pause"]] if event.kind == "paused" else None
            if pause and step in pause.get("stops", [step]):
                enders = (e for e in visit[index + 1 :] if self._sets_going(e, event.data["pause"], pause))
                end = next(enders, None)
                spans.append((event.at, end.at if end else None))
        merged: list[list[datetime | None]] = []
        for since, until in sorted(spans, key=lambda span: span[0]):
            if merged and (merged[-1][1] is None or since <= merged[-1][1]):
                last = merged[-1][1]
                merged[-1][1] = None if last is None or until is None else max(last, until)
            else:
                merged.append([since, until])
        return [(since, until or self.now) for since, until in merged if since]

    @staticmethod
    def _sets_going(event: Happened, id: str, pause: Tree) -> bool:
        runs_again = event.kind in ("resumed", "pause-ended")
        return (runs_again and event.data["pause"] == id) or event.name in pause.get("until", ())

    @staticmethod
    def terms(terms: Tree) -> list[Tree]:
        return list(terms.get("later_of") or terms.get("earlier_of") or [terms])

    def _rule(self, term: Tree) -> Tree:
        return {**self.policy["counting"], **term.get("counting", {})}

    def clock(
        self, terms: Tree, stage: str, instead: datetime | None, back: datetime | None = None
    ) -> tuple[Found, tuple[datetime | date, str, Tree]] | None:
        """The date of a clock, and the count that it came from: what was taken as its start, how long, which rule."""
        found = []
        for term in self.terms(terms):
            start = instead or self.moment(term["from"], stage)
            came_back = bool(back and start and _began_before(start, back))
            start = back if came_back else start
            within = self._within(term, start) if start else None
            if start is None or within is None:
                if "earlier_of" not in terms:
                    return None
                continue
            rule = self._rule(term)
            if "deemed_received" in term and not (instead or came_back):
                start = count(start, term["deemed_received"], {"starts": "day-after"}, self.days)[0]
            receipt = term["from"] == "received"
            found.append(
                (
                    count(start, within, rule, self.days, receipt),
                    (self._began(start, rule, receipt, within), within, rule),
                )
            )
        if not found:
            return None
        pick = min if "earlier_of" in terms else max
        return pick(found, key=lambda f: f[0][0])

    def _began(self, start: datetime | date, rule: Tree, receipt: bool, within: str) -> datetime | date:
        """The day on which the event is taken to have happened: where a count of nothing ends."""
        return (
            start
            if "hour" in within
            else count(start, "0 days", {**rule, "ends": "as-it-falls"}, self.days, receipt)[0]
        )

    def _within(self, term: Tree, start: datetime | date) -> str | None:
        for closure in self.days.closed(local(start)):
            if closure["id"] in term.get("during", {}):
                return str(term["during"][closure["id"]])
        within = term["within"]
        if isinstance(within, str):
            return within
        value = self.lasting.get(f"fact.{within['by']}")
        return within["limits"].get(value, within.get("otherwise"))

    def moment(self, ref: str, stage: str) -> datetime | date | None:
        """When what a clock counts from happened."""
        of_stage, _, name = str(ref).rpartition(".")
        if name == "received":
            return self.events[0].at
        if name in ("happened", "aware"):
            days = [v for n, v in self.lasting.items() if n.startswith("matter.") and n.endswith(f".{name}")]
            return max(map(date.fromisoformat, days), default=None)
        if self.policy.get("facts", {}).get(name, {}).get("type") == "date":
            on = self.lasting.get(f"fact.{name}")
            return date.fromisoformat(on) if on else None
        where = of_stage or stage
        if name == "entered":
            visit = self.visit(where)
            return visit[0].at if visit else None
        events = self.visit(where) if where else self.events
        named = [e for e in events if e.name == name]
        stayed = [e for e in named if not where or e.where in ("", where)]
        if not named and not of_stage:
            stayed = [e for e in self.events if e.name == name and e.kind in OF_THE_WHOLE_CASE]
        return (stayed or named)[-1].at if stayed or named else None

    def visit(self, stage: str) -> list[Happened]:
        """The events of the last visit to a stage, with the one that led there and the one that led away."""
        at = [e.where for e in self.events]
        for index in range(1, len(at)):
            at[index] = at[index] or at[index - 1]
        lasts = [index for index, where in enumerate(at) if where == stage]
        if not lasts:
            return []
        first = last = lasts[-1]
        while first and at[first - 1] == stage:
            first -= 1
        return self.events[first : last + 2]


def _came_back(event: Happened) -> bool:
    """Whether the case was opened again, or sent back by a body to which it had gone too early."""
    sent_back = event.data.get("outside.act") == "premature" and bool(event.where)
    return event.kind == "reopened" or sent_back


def _given_back(on: date, at: datetime | None, began: datetime | date, since: datetime, until: datetime) -> Found:
    """A limit in hours is given its time back, from its beginning on."""
    assert isinstance(began, datetime)
    since = max(since, began)
    if at is None or since >= at or until <= since:
        return on, at
    at = (at.astimezone(UTC) + (until - since)).astimezone(LONDON)
    return at.date(), at
