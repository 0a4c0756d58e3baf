"""Every running date of a case, worked out slowly from the words of the policy, its calendar files and the stored events.

Shares nothing with the engine: it reads the YAML itself, keeps no lists of working days, and walks day by day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from lives.slow_beside import DRAFTS, doors, duties, people, promises
from lives.slow_credit import Counted, credited, given_back
from lives.slow_days import Days, Found, Tree, count, local
from lives.slow_record import Happened, as_it_was
from lives.slow_still import still
from lives.slow_terms import clocks_of, fits, listed

RECORDS = ("recorded", "answered")
ENDS = ("closed", "withdrawn", "refused", "referred", "handed-over")
OF_THE_WHOLE_CASE = (
    "acted", "moved", "duty-done", "referred", "noted", "contacted", "completed", "outside-acted", "assigned",
    "conflict-declared", "staff-told", "staff-heard", "adjustments-reviewed", "warned", "restricted",
    "restriction-lifted", "reopening-refused",
)  # fmt: skip

Rules = Callable[[str], tuple[Tree, Days]]
"""The policy of a name, as it is written, and the days it counts by."""


def _began_before(start: datetime | date, back: datetime) -> bool:
    """Only a window that had begun starts anew when the case is opened again."""
    return start <= back if isinstance(start, datetime) else start <= local(back)


class SlowCase:
    """One case under the policy that governs it, with what can be asked about its time."""

    def __init__(self, rules: Rules, log: Sequence[Happened]) -> None:
        self._first: dict[str, int] = {}
        for event in log:
            if event.kind not in (*DRAFTS, "corrected", "migrated"):
                self._first |= {name: event.number for name in event.data if name not in self._first}
        self.events = as_it_was(log)
        self.policy, self.days = rules(
            [e for e in self.events if e.kind in ("received", "migrated")][-1].data["policy"]
        )
        self.place = log[-1].place
        self.stage = next((event.where for event in reversed(self.events) if event.where), "")
        self.now = log[-1].recorded
        self.met: set[tuple[str, str]] = set()
        """Which seldom terms of the policy had a say in which date."""
        self.lasting: dict[str, str] = {}
        for event in self.events:
            if event.kind != "corrected":
                self.lasting |= {n: v for n, v in event.data.items() if n.startswith(("fact.", "matter.", "channel"))}
        self.stages = {stage["id"]: stage for stage in self.policy["stages"]}

    def running(self) -> dict[str, Found]:
        """Name to date of everything that still runs."""
        found = {**self._steps(), **dict(promises(self)), **dict(people(self))}
        if self.events[0].place not in RECORDS:
            found |= duties(self)
            found |= {} if self.is_merged else doors(self)
        return {name: date for name, date in found.items() if date}

    def aims(self) -> dict[str, date]:
        """Name to the date that is aimed for before the limit of each step that runs."""
        found = {}
        for name, stage, step, terms in self._ahead():
            if "target" in terms and self._dated(stage, step, terms):
                aim = self._dated(stage, step, terms, str(terms["target"]))
                assert aim is not None
                self.met.add(("targets", name))
                found[name] = aim[0]
        return found

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

    def value(self, fact: str) -> str | None:
        """What is known of a fact, of the channel, of the number of matters that are looked at."""
        if fact == "matters":
            return str(len(self._looked_at()))
        return self.lasting.get("channel" if fact == "channel" else f"fact.{fact}")

    def meant(self, terms: Tree) -> bool:
        """Whether a part of the policy is for a case with such facts."""
        wanted = terms.get("for", {}).items()
        return all(any(fits(words, self.value(fact)) for words in listed(values)) for fact, values in wanted)

    def _looked_at(self) -> set[str]:
        """The matters that are looked at: those with which the complaint went on, and whatever joined since."""
        all_of_them: set[str] = set()
        chosen: set[str] | None = None
        for event in self.events:
            new = {name.split(".")[1] for name in event.names if name.startswith("matter.")}
            all_of_them |= new if event.kind != "corrected" else set()
            if "matters" in event.data and event.stage and event.where not in ("", event.stage):
                chosen = {number.strip() for number in event.data["matters"].split(",")}
            elif event.kind == "matter-added" and chosen is not None:
                chosen |= new
        return all_of_them if chosen is None else all_of_them & chosen

    def steps_ahead(self) -> Iterator[tuple[str, str, str, Tree]]:
        """Each step at or after the place where the case stands, within its stage."""
        stage, dot, here = self.place.partition(".")
        ahead = False
        for item in self.stages[stage]["steps"] if dot else ():
            ((step, terms),) = item.items()
            ahead = ahead or step == here
            if ahead:
                yield f"{stage}.{step}", stage, step, terms

    def _ahead(self) -> Iterator[tuple[str, str, str, Tree]]:
        return (each for each in self.steps_ahead() if each[3].keys() & {"within", "later_of", "earlier_of"})

    def _steps(self) -> dict[str, Found | None]:
        return {name: self._dated(stage, step, terms) for name, stage, step, terms in self._ahead()}

    def stands_still(self, stage: str, step: str) -> bool:
        """Whether the clock of a step stands still now."""
        return any(until is None for _, until, _ in still(self, step, self.visit(stage)))

    def _dated(self, stage: str, step: str, terms: Tree, target: str = "") -> Found | None:
        """A step's date with every extension and every time in which its clock stood still; or its target, with these."""
        visit = self.visit(stage)
        again = [e.at for e in visit if _came_back(e)] if terms.get("who") == "complainant" else []
        departures = [
            one for one in self.policy.get("departures", ()) if one["step"] in (step, f"{stage}.{step}") and not target
        ]
        first = self.clock(terms, stage, None, again[-1] if again else None, departures, target)
        if first is None:
            return None
        self.met |= {(kind, f"{stage}.{step}") for kind in first.met}
        found = first.found
        changes: list[tuple[datetime, int, Any]] = [
            (e.at, 0, e) for e in visit if e.kind == "extended" and e.data["of"] == step and not target
        ]
        changes += [(until or self.now, 1, (since, why)) for since, until, why in still(self, step, visit)]
        named: datetime | None = None
        for at, _, change in sorted(changes, key=lambda c: (c[0], c[1])):
            if isinstance(change, Happened):
                more = self._extended(*found, change, self._rule(clocks_of(terms)[0]))
                found = found if more[0] < found[0] else more
                named = at if change.data.keys() & {"until", "counted-from"} else named
                continue
            (since, why), before = change, found
            since = max(since, named or since)
            in_hours = first.within.endswith(("hours", "hour"))
            if in_hours and found[1] is None:  # a day was named since
                by_days = first._replace(within="days", rule={**first.rule, "starts": "same-day"})
                found = credited(self.days, found, by_days, since, at)
            elif in_hours:
                found = given_back(*found, first.began, since, at)
            else:
                found = credited(self.days, found, first, since, at)
            self.met |= {(kind, f"{stage}.{step}") for kind in why if found != before}
        return found

    def _extended(self, on: date, at: datetime | None, event: Happened, rule: Tree) -> Found:
        if "until" in event.data:
            return date.fromisoformat(event.data["until"]), None
        today = event.data.get("counted-from")
        start = date.fromisoformat(today) if today else at or on
        return count(start, event.data["longer"], {"starts": "day-after", "ends": rule.get("ends")}, self.days)

    def _rule(self, term: Tree) -> Tree:
        return {**self.policy["counting"], **term.get("counting", {})}

    def clock(
        self, terms: Tree, stage: str, instead: datetime | None, back: datetime | None = None,
        departures: Sequence[Tree] = (), target: str = "",
    ) -> Counted | None:  # fmt: skip
        """The date of a clock; None while it has not started, or while what it hangs on is not known."""
        found = []
        for term in clocks_of(terms):
            start = instead or self.moment(term["from"], stage)
            came_back = bool(back and start and _began_before(start, back))
            start = back if came_back else start
            within, met = (target, ()) if target else self._within(term, start) if start else (None, ())
            if start is None or within is None:
                if "earlier_of" not in terms:
                    return None
                continue
            rule = self._rule(term)
            if "deemed_received" in term and not (instead or came_back):
                start = count(start, term["deemed_received"], {"starts": "day-after"}, self.days)[0]
            for one in departures:
                if one["from"] <= local(start) <= one["until"]:
                    within, met = one["within"], ("departures",)
                    break
            receipt = term["from"] == "received"
            date = count(start, within, rule, self.days, receipt)
            found.append(Counted(date, self._began(start, rule, receipt, within), within, rule, met))
        if not found:
            return None
        pick = min if "earlier_of" in terms else max
        return pick(found, key=lambda f: f.found[0])

    def _began(self, start: datetime | date, rule: Tree, receipt: bool, within: str) -> datetime | date:
        """When the event is taken to have happened: where a count of nothing ends."""
        nothing = "0 hours" if "hour" in within else "0 days"
        day, moment = count(start, nothing, {**rule, "ends": "as-it-falls"}, self.days, receipt)
        return moment or day

    def _within(self, term: Tree, start: datetime | date) -> tuple[str | None, tuple[str, ...]]:
        """How long, as the facts are and where the clock starts; and which seldom terms said so."""
        for closure in self.days.closed(local(start)):
            if closure["id"] in term.get("during", {}):
                return str(term["during"][closure["id"]]), ("closures",)
        within = term["within"]
        if isinstance(within, str):
            return within, ()
        value = self.value(within["by"])
        if "limits" not in within:
            return (value, ("agreed durations",)) if value else (within.get("otherwise"), ())
        for words, limit in within["limits"].items():
            if fits(words, value):
                return limit, ("bands",) if value and value.isdecimal() else ()
        return within.get("otherwise"), ()

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
        if of_stage in self.policy.get("doors", {}):
            acts = [e for e in self.events if e.kind == "outside-acted" and e.data["door"] == of_stage]
            return next((e.at for e in reversed(acts) if e.data["outside.act"] == name), None)
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
