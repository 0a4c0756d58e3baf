"""Runs: a complaint led along a way by the clocks of the case room alone, each act as late as its limit allows.

Dates are worked out by the engine's own deadlines, from events as a case would hold them; no guard is asked, as none
decides when something is due.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pendulum
from pendulum import DateTime

from putright.case.case import Case
from putright.case.deadlines import Deadline, every_deadline, step_deadline
from putright.case.deadlines.steps import total_from_start
from putright.case.events import Event
from putright.case.extensions import extension_of
from putright.case.folding import fold
from putright.policy.model import Policy, Stage, Step
from putright.policy.moves import Move
from putright.proof.facts import Kind
from putright.proof.graph import Way
from putright.proof.ground import Ground

HOUR = 23
"""Acts fall late on their day, so that a cut-off hour counts against the complainant, too."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How people use their time: whether every extension is given, whether the complainant waits to the last day."""

    extends: bool = False
    complainant_waits: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A complaint that has come so far: its events, the moment, the way, and what on that way has no limit."""

    case: Case
    now: DateTime
    way: Way = ()
    loose: frozenset[str] = frozenset()


class Clockwork:
    """Leads complaints of one kind along ways, in one manner."""

    def __init__(self, ground: Ground, kind: Kind, manner: Manner) -> None:
        self.policy, self.calendar, self.manner, self.kind = ground.policy, ground.calendar, manner, kind
        self.entry = ground.graph.entry(kind)
        self._day: date | None = None
        self._so_far: dict[tuple[int, ...], Run | None] = {}

    def received(self, day: date) -> Run:
        """A complaint received on a day; what it is about happened, and its date facts lie, on that day."""
        at = self._late_on(day)
        data = {"policy": self.policy.name, "matter.1.happened": day.isoformat(), "matter.1.aware": day.isoformat()}
        data |= {f"fact.{id}": value for id, value in self.kind.items()}
        dated = {f"fact.{f.id}": day.isoformat() for f in self.policy.facts.values() if f.type == "date"}
        texts = {"matter.1.what": "-"}
        event = Event(
            "received", "received", at, at, self.entry, self.entry.partition(".")[0], data=dated | data, texts=texts
        )
        return Run(fold(Case("run"), [event]), at)

    def along(self, day: date, way: Way) -> Run | None:
        """The whole way from receipt on a day; None where its clocks do not lead along it.

        Ways that begin alike are gone once for a day.
        """
        if day != self._day:
            self._day, self._so_far = day, {(): self.received(day)}
        names = tuple(map(id, way))
        run: Run | None = self._so_far[()]
        for number, move in enumerate(way, 1):
            here = names[:number]
            if here not in self._so_far:
                self._so_far[here] = self.go(run, move) if run else None
            run = self._so_far[here]
        return run

    def go(self, run: Run, move: Move) -> Run | None:
        """One move later; None for a move that this manner does not make."""
        if move.kind == "missed":
            return self._run_out(run, move)
        if move.kind != "done" or move.source != f"{move.stage}.{move.step}":
            return None  # a step that meets an earlier one is done at its own place: that is later
        stage = self.policy.stage(move.stage)
        step = stage.step(move.step)
        run = self._extended(run, stage, step) if self.manner.extends and not step.is_complainants else run
        if step.is_complainants and not self.manner.complainant_waits:
            return self._happened(run, move, run.now)
        due = step_deadline(self.policy, self.calendar, run.case, stage, step)
        at = max(run.now, self._last_moment(due)) if due.on else run.now
        loose = run.loose if due.on else run.loose | {move.source}
        return replace(self._happened(run, move, at), loose=loose)

    def _run_out(self, run: Run, move: Move) -> Run | None:
        found = self.policy.step_at(move.of) if "." in move.of else None
        if move.dest == move.source or (found and found[1].is_complainants and not self.manner.complainant_waits):
            return None
        due = next((d for d in every_deadline(self.policy, self.calendar, run.case) if d.name == move.of), None)
        ends = due.ends_at(self.policy.time_zone) if due and not due.met_at else None
        return self._happened(run, move, max(run.now, ends)) if ends else None

    def _extended(self, run: Run, stage: Stage, step: Step) -> Run:
        """Every extension that the policy gives, on the day on which the step is begun."""
        extension = extension_of(run.case, step)
        before = step_deadline(self.policy, self.calendar, run.case, stage, step)
        if extension is None or before.on is None:
            return run
        for _ in range(extension.times if extension.by else 0):
            run = self._more(run, stage, step, {"longer": str(extension.by)})
        if extension.total:
            most = total_from_start(self.policy, self.calendar, run.case, stage, step, extension.total).on
            now = step_deadline(self.policy, self.calendar, run.case, stage, step).on
            if most and now and (extension.by is None or now > most):
                run = self._more(run, stage, step, {"until": most.isoformat()})
        return run

    def _more(self, run: Run, stage: Stage, step: Step, data: dict[str, str]) -> Run:
        place = f"{stage.id}.{step.id}"
        event = Event("extended", "extended", run.now, run.now, place, stage.id, step.id, data={"of": step.id, **data})
        return replace(run, case=fold(run.case, [event]))

    def _happened(self, run: Run, move: Move, at: DateTime) -> Run:
        data = {"missed": move.of} if move.kind == "missed" else {}
        event = Event(move.kind, move.event, at, at, move.dest, move.stage, move.step, data=data)
        return Run(fold(run.case, [event]), at, (*run.way, move), run.loose)

    def _last_moment(self, due: Deadline) -> DateTime:
        assert due.on is not None  # noqa: S101 -- the caller has asked
        return due.at or self._late_on(due.on)

    def _late_on(self, day: date) -> DateTime:
        return pendulum.datetime(day.year, day.month, day.day, HOUR, tz=self.policy.time_zone)


def days_of(year: int, policy: Policy) -> tuple[date, ...]:
    """The days of a year on which the policy is in force."""
    first = max(date(year, 1, 1), policy.in_force_from)
    last = min(date(year, 12, 31), policy.in_force_until or date.max)
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))
