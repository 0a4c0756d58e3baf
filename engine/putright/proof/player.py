"""Playing a way: a complaint that goes it, act by act, through the same engine that runs real cases, and its story.

A story is what the engine did. Where the engine refuses an act, the story says so and stops there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pendulum
from pendulum import DateTime

from putright.case.case import Case
from putright.case.commands import Command
from putright.case.decide import decide, lapse, open_case, wakes_at
from putright.case.events import Event
from putright.case.fields import field_row
from putright.case.folding import fold
from putright.case.moments import local_day
from putright.case.panels import panel_role
from putright.case.people import deciders, stage_role
from putright.case.procedure import Procedure
from putright.policy.model import ANYONE, COMPLAINANT, Fact, Policy, Stage, Step
from putright.policy.moves import Move
from putright.problems import Refused
from putright.working_days import Calendar, in_full

HOUR = 10
PLAIN = "As it was told to us"


class Player:
    """One complaint of a kind, led along a way; `told` is its story so far, `refused` what stopped it."""

    def __init__(self, procedure: Procedure, kind: Mapping[str, str]) -> None:
        self.procedure, self.policy = procedure, procedure.policy
        self.refused: Refused | None = None
        self.day = first_day(self.policy, procedure.calendar)
        self.case = Case("story")
        given = {**self._receipt(kind), **self._needed(_asked_at_receipt(self.policy))}
        command = Command("receive", self.now, self.now, given=given)
        self.told = [f"On {in_full(self.day)} a complaint is received{_described(self.policy, kind)}."]
        try:
            self._happened([open_case(procedure, command, {"pin.policy": "story"})])
        except Refused as refusal:
            self._stop("The complaint", refusal)

    @property
    def now(self) -> DateTime:
        return pendulum.datetime(self.day.year, self.day.month, self.day.day, HOUR, tz=self.policy.time_zone)

    def go(self, way: Iterable[Move]) -> bool:
        """Goes every move in turn; whether the engine allowed all of them."""
        return self.refused is None and all(self._move(move) for move in way)

    def wait(self, days: int) -> None:
        """Lets so many days go by in which nobody does anything."""
        self.day += timedelta(days=days)
        self._catch_up()

    def _move(self, move: Move) -> bool:
        if move.kind == "missed":
            return self._run_out(move)
        self.day = self.procedure.calendar.step(self.day, 1)
        self._catch_up()
        if self.case.place != move.source:
            return False
        found = self.policy.step_at(move.source) if not move.stage else None
        stage = self.policy.stage(move.stage) if move.stage else found[0] if found else None
        step = stage.step(move.step) if stage and move.step else None
        try:
            self._act(move, stage, step)
        except Refused as refusal:
            self._stop(f"“{self._title(move)}”", refusal)
        return self.refused is None

    def _act(self, move: Move, stage: Stage | None, step: Step | None) -> None:
        given = self._given(move, stage, step)
        by, role = self._by(move, stage), COMPLAINANT if move.who == COMPLAINANT else ""
        self._first_what_holds_up(move)
        if step and step.reviewed_by and move.kind == "done":
            self._decide("draft", by, role, given)
            had_their_say = {by}
            for reviewer in step.reviewed_by:
                name = self._somebody(reviewer, had_their_say)
                self._decide("review-draft", name, reviewer, {"verdict": "approved"})
                had_their_say.add(name)
            event = self._decide("send", by, role, {})
        else:
            event = self._decide(move.action, by, role, given)
        self.told.append(f"On {self._on(event)}: {self._title(move)}{self._who(move, stage)}.")

    def _first_what_holds_up(self, move: Move) -> None:
        """A duty that holds a step up is done before it, where it is done by itself."""
        for duty in self.policy.duties.values():
            if {move.step, f"{move.stage}.{move.step}"} & set(duty.holds_up) and not duty.met_by:
                of_duty = next(
                    (m for m in self.procedure.machine.moves_at(self.case.place, duty.id) if m.of == duty.id), None
                )
                if of_duty and not self.case.named(duty.event):
                    self._decide(duty.id, self._by(of_duty, None), "", self._needed(of_duty.needs))
                    self.told.append(f"On {in_full(self.day)}: {duty.title}.")

    def _decide(self, action: str, by: str, role: str, given: Mapping[str, str]) -> Event:
        event = decide(self.procedure, self.case, Command(action, self.now, self.now, by, role, given))
        self._happened([event])
        return event

    def _run_out(self, move: Move) -> bool:
        """Waits for the time of a step or duty to run out, past all that runs out before."""
        for _ in range(100):
            at = wakes_at(self.procedure, self.case)
            event = lapse(self.procedure, self.case, at) if at else None
            if at is None or event is None:
                return False
            self._lapsed(event)
            self.day = max(self.day, local_day(at, self.policy.time_zone))
            if event.data.get("missed") == move.of:
                return True
        return False

    def _catch_up(self) -> None:
        for _ in range(1000):
            event = lapse(self.procedure, self.case, self.now)
            if event is None:
                return
            self._lapsed(event)

    def _lapsed(self, event: Event) -> None:
        before = self.case.place
        self._happened([event])
        title = self._lapsed_title(event)
        led = f", and the case goes to “{self.policy.place_title(event.place)}”" if event.place != before else ""
        self.told.append(f"On {self._on(event)} the time for “{title}” has run out{led}.")

    def _lapsed_title(self, event: Event) -> str:
        of = event.data.get("missed", "")
        found = self.policy.step_at(of) if "." in of else None
        return found[1].title if found else self.policy.duties[of].title

    def _happened(self, events: Iterable[Event]) -> None:
        self.case = fold(self.case, events)

    def _stop(self, what: str, refusal: Refused) -> None:
        self.refused = refusal
        self.told.append(f"{what} is then refused: {refusal.what} ({refusal.id}).")

    def _on(self, event: Event) -> str:
        return in_full(local_day(event.happened_at, self.policy.time_zone))

    def _title(self, move: Move) -> str:
        if move.kind == "done":
            choices = self.policy.stage(move.stage).step(move.step).choices
            return next(choice.title for choice in choices if choice.id == move.action)
        if move.kind == "rejected":
            return "the complaint is turned away"
        action = self.policy.actions.get(move.action)
        return action.title if action else move.action.replace("-", " ")

    def _who(self, move: Move, stage: Stage | None) -> str:
        return f" ({self.policy.role_title(move.who, stage)})" if move.who not in ("", ANYONE) else ""

    def _given(self, move: Move, stage: Stage | None, step: Step | None) -> dict[str, str]:
        given = self._needed(move.needs)
        if step and move.kind == "done" and step.kind == "response":
            for matter in self.case.considered:
                given |= {f"outcome.{matter.number}": next(iter(self.policy.outcomes))}
                given |= {f"reasons.{matter.number}": PLAIN}
        if move.kind == "rejected":
            given["exclusion"] = move.of
        if step and step.through:
            doors = [self.policy.doors[id] for id in step.through]
            given |= {"door": next((door.id for door in doors if self.case.meets(door.applies)), doors[0].id)}
        panel = panel_role(self.policy, self.case, stage, step) if stage and step else None
        if panel and stage and move.kind == "done":
            before = {name for earlier in stage.different_from for name in deciders(self.policy, self.case, earlier)}
            sitting = [name for name in panel.holders if name.casefold() not in before]
            sitting += [f"{panel.title} {number}" for number in range(len(sitting) + 1, panel.seats + 1)]
            if panel.seated_by:
                sitting = [self._somebody(seat, before, stage.id) for seat in panel.seated_by]
            given |= {f"panel.{number}": name for number, name in enumerate(sitting[: panel.seats], 1)}
            given |= {"chair": sitting[0]} if panel.chair else {}
        return given

    def _by(self, move: Move, stage: Stage | None) -> str:
        """Who does it: a holder of the role who did not decide where that would forbid it."""
        if move.who == COMPLAINANT:
            return ""
        before: set[str] = set()
        for earlier in stage.different_from if stage else ():
            before |= set(deciders(self.policy, self.case, earlier))
        role = stage_role(self.policy, self.case, stage, move.who) if stage else move.who
        return self._somebody(role, before, stage.id if stage else "")

    def _somebody(self, role: str, but: set[str], where: str = "") -> str:
        holders = self.policy.roles[role].holders if role in self.policy.roles else ()
        others = [name for name in holders if name.casefold() not in {one.casefold() for one in but}]
        return others[0] if others else holders[0] if holders else f"{role} {where}".strip()

    def _receipt(self, kind: Mapping[str, str]) -> dict[str, str]:
        day = (self.day - timedelta(days=1)).isoformat()
        facts = {
            f"fact.{fact.id}": kind.get(fact.id) or _some_value(fact, self.day)
            for fact in self.policy.facts.values()
            if fact.id in kind or fact.required or fact.type == "date"
        }
        channel = kind.get("channel", next(iter(self.policy.channels)))
        number = int(kind.get("matters", "1")) or 1
        matters = {f"matter.{n}.{part}": day for n in range(1, number + 1) for part in ("happened", "aware")}
        matters |= {f"matter.{n}.what": PLAIN for n in range(1, number + 1)}
        return {"channel": channel, **matters, **facts}

    def _needed(self, needs: Iterable[str]) -> dict[str, str]:
        """Something for everything that an act must carry."""
        return {_full(self.policy, need): self._some(need) for need in needs}

    def _some(self, need: str) -> str:
        fact = self.policy.facts.get(need.removeprefix("fact."))
        if fact:
            return self.case.facts.get(fact.id, _some_value(fact, self.day))
        row = field_row(need) or field_row(f"{need}.1")
        if row and row.kind == "date":
            return (self.day + timedelta(days=30)).isoformat() if need == "until" else self.day.isoformat()
        if row and row.kind == "moment":
            return self.now.isoformat()
        values = {"yes-no": "yes", "sum": "100.00", "duration": "10 working days", "outcome": ""}
        if row and row.kind in values:
            return values[row.kind] or next(iter(self.policy.outcomes))
        known_ids = {"channel": self.policy.channels, "exclusion": self.policy.exclusions, "door": self.policy.doors}
        return next(iter(known_ids.get(need, {})), PLAIN)


def first_day(policy: Policy, calendar: Calendar) -> date:
    """A Monday that is worked, in the first weeks in which the policy is in force."""
    day = max(policy.in_force_from, calendar.known_from + timedelta(days=400))
    day = min(day, policy.in_force_until or day, calendar.horizon - timedelta(days=2000))
    for later in range(60):
        found = day + timedelta(days=later)
        if found.weekday() == 0 and calendar.works(found):
            return found if policy.in_force_until is None or found <= policy.in_force_until else day
    return day


def _asked_at_receipt(policy: Policy) -> tuple[str, ...]:
    terms = policy.actions.get("receive")
    return terms.needs if terms else ()


def _full(policy: Policy, need: str) -> str:
    if need in policy.facts:
        return f"fact.{need}"
    row = field_row(need)
    return need if row else f"{need}.1"


def _some_value(fact: Fact, day: date) -> str:
    if fact.values:
        return next(iter(fact.values))
    return {"yes-no": "yes", "date": day.isoformat(), "duration": "10 working days"}.get(fact.type, "1")


def _described(policy: Policy, kind: Mapping[str, str]) -> str:
    facts = [
        f"{policy.facts[id].title}: {policy.facts[id].values.get(value, value)}"
        for id, value in kind.items()
        if id in policy.facts
    ]
    return f" ({'; '.join(facts)})" if facts else ""
