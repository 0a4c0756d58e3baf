"""What is due for the steps of a procedure, with the extensions they were given and the pauses of their clocks.

Pure; knows nothing of what is due beside the steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from pendulum import DateTime

from putright.case.case import Case
from putright.case.deadlines.deadline import Deadline, counts_from
from putright.case.events import Event
from putright.case.moments import KEPT, local_day
from putright.case.pauses import Span, spans
from putright.case.people import stage_role
from putright.case.reckoning import Reckoner, Reckoning
from putright.policy.model import ENTERED, HANDLER, MATTER_MOMENTS, Clock, Departure, Limit, Policy, Stage, Step, Term
from putright.problems import Place
from putright.working_days import Calendar, Duration


@dataclass(frozen=True, slots=True)
class Ahead:
    """A step with a clock, and what the policy alone tells of its deadline."""

    stage: Stage
    step: Step
    places: frozenset[str]
    """Where a case is while the step is ahead of it: at the step, or at one before it."""
    done_by: frozenset[str]
    """The steps of the stage that do it: itself, and later ones that meet it."""
    name: str
    counts_from: str
    place: Place
    departures: tuple[Departure, ...]
    """Limits of it that differ for a time."""
    who: str
    """Who does it, where nobody can stand in; else empty."""
    waits_for: str
    """The one event that its clock counts from, where nothing but an event of that name can start it; else empty."""
    plain: Term | None
    """The one term of its clock, where the day on which that starts says everything."""
    by_day: dict[date, tuple[Calendar, tuple[Reckoning, ...]]] = field(default_factory=dict)
    """The counts of such a clock, by the day on which it started; and the calendar by which they were made."""

    @classmethod
    def of(cls, policy: Policy, stage: Stage, number: int) -> Ahead:
        steps = stage.steps
        return cls.alone(policy, stage, steps[number], frozenset(f"{stage.id}.{s.id}" for s in steps[: number + 1]))

    @classmethod
    def alone(
        cls, policy: Policy, stage: Stage, step: Step, places: frozenset[str] = frozenset(), *, departs: bool = True
    ) -> Ahead:
        """A step as it is, wherever the case stands; with or without the limits that differ for a time."""
        done_by = frozenset({step.id, *(each.id for each in stage.steps if step.id in each.also_meets)})
        departures = tuple([one for one in policy.departures if one.is_of(stage.id, step.id)]) if departs else ()
        place, since = step.clock.place if step.clock else step.place, counts_from(step.clock)
        who = stage.handler if step.who == HANDLER else step.who
        can_change = who in policy.roles and policy.roles[who].stands_in
        waits_for = _waits_for(policy, step.clock)
        return cls(
            stage, step, places, done_by, f"{stage.id}.{step.id}", since, place, departures,
            "" if can_change else who, waits_for, _plain_term(step.clock) if not departures else None,
        )  # fmt: skip

    def runs(self, reckoner: Reckoner, with_date: tuple[Deadline, ...] = ()) -> tuple[Deadline, ...] | None:
        """Its deadline while the step is ahead and its clock has started; None without, and nothing more is found out."""
        case = reckoner.case
        if case.place not in self.places or (self.waits_for and self.waits_for not in case.names):
            return None
        visit = case.visits[self.stage.id]
        if with_date and self.name in case.past.kept:
            with_date = ()  # a date that a migration kept holds only while the step is met
        reckonings, paused_since = (with_date[0].reckonings, None) if with_date else self._reckoned(reckoner, visit)
        return (self._told(reckoner, visit, None, with_date, reckonings, paused_since),) if reckonings else None

    def deadlines(self, reckoner: Reckoner, with_date: tuple[Deadline, ...] = ()) -> tuple[Deadline, ...]:
        """Its deadline while the step is ahead, or when it was done; `with_date` is one whose date still stands."""
        visit = reckoner.case.visit(self.stage.id)
        if not visit:
            return ()
        met_at: DateTime | None = None
        if reckoner.case.place not in self.places:
            done = self._done(visit)
            if done is None:
                return ()
            met_at = done.happened_at
        return (self.deadline(reckoner, visit, met_at, with_date),)

    def deadline(
        self,
        reckoner: Reckoner,
        visit: tuple[Event, ...],
        met_at: DateTime | None = None,
        with_date: tuple[Deadline, ...] = (),
    ) -> Deadline:
        """Its deadline, with everything that led to its date, unless one is handed in whose date still stands."""
        if with_date and self.name in reckoner.case.past.kept:
            with_date = ()
        reckonings, paused_since = (with_date[0].reckonings, None) if with_date else self._reckoned(reckoner, visit)
        return self._told(reckoner, visit, met_at, with_date, reckonings, paused_since)

    def _told(
        self,
        reckoner: Reckoner,
        visit: tuple[Event, ...],
        met_at: DateTime | None,
        with_date: tuple[Deadline, ...],
        reckonings: tuple[Reckoning, ...],
        paused_since: DateTime | None,
    ) -> Deadline:
        stage, step, aim = self.stage, self.step, with_date[0].aim if with_date else None
        if step.target and not with_date:
            aim = _aim(reckoner, stage, step, visit)
        if met_at:
            reckonings = reckoner.kept(self.name, met_at) or reckonings
        who = self.who or stage_role(reckoner.policy, reckoner.case, stage, step.who)
        made = (
            self.name, step.title, "step", who, stage.id, step.id, self.counts_from, reckonings, met_at,
            None if met_at else paused_since, aim, self.place,
        )  # fmt: skip
        return tuple.__new__(Deadline, made)  # by place, past its own constructor: there are so many

    def _reckoned(self, reckoner: Reckoner, visit: tuple[Event, ...]) -> tuple[tuple[Reckoning, ...], DateTime | None]:
        step = self.step
        clock = step.clock
        if clock is None:
            return (), None
        policy, kinds = reckoner.policy, reckoner.case.kinds
        back = None if _BACK.isdisjoint(kinds) or not step.is_complainants else _came_back(visit)
        if self.plain and not back:
            first = self._by_day(reckoner, clock, self.plain)
        else:
            first = reckoner.clock(clock, self.stage.id, None, back, self.departures)
        if first and ("extended" in kinds or policy.pauses or policy.duties):
            return _stretched(reckoner, step, clock, visit, first)
        return first, None

    def _by_day(self, reckoner: Reckoner, clock: Clock, term: Term) -> tuple[Reckoning, ...]:
        """The counts of a clock of which the day on which it starts says everything: looked up where they were made before."""
        case, at = reckoner.case, self.stage.id
        start = case.since(self.waits_for, at) if self.waits_for else case.moment(term.start, at)
        if start is None:
            return ()
        day, calendar = local_day(start, reckoner.policy.time_zone), reckoner.calendar
        known = self.by_day.get(day)
        if known and known[0] is calendar:
            return known[1]
        if len(self.by_day) >= KEPT:
            self.by_day.clear()
        found = reckoner.clock(clock, at)
        self.by_day[day] = calendar, found
        return found

    def _done(self, visit: tuple[Event, ...]) -> Event | None:
        for event in reversed(visit):
            if event.kind == "done" and event.stage == self.stage.id and event.step in self.done_by:
                return event
        return None


def _plain_term(clock: Clock | None) -> Term | None:
    if clock is None or len(clock.terms) > 1:
        return None
    term = clock.terms[0]
    limit, deemed = term.limit, term.deemed_received
    if limit.always is None or limit.fact or limit.during or term.counting.cut_off:
        return None
    return None if "hours" in (limit.always.unit, deemed.unit if deemed else "") else term


def _waits_for(policy: Policy, clock: Clock | None) -> str:
    if clock is None or len(clock.terms) > 1:
        return ""
    start = clock.terms[0].start
    by_other_means = start.stage or start.name in ("received", ENTERED, *MATTER_MOMENTS, *policy.facts)
    return "" if by_other_means else start.name


def extended(
    policy: Policy, calendar: Calendar, case: Case, step: Step, deadline: Deadline, data: Mapping[str, str]
) -> Reckoning:
    """What a running deadline would become with one more extension."""
    assert step.clock is not None and deadline.last is not None  # noqa: S101, PT018 -- the caller has asked `on`
    return Reckoner(policy, calendar, case).extension(step.clock, deadline.last, data)


def total_from_start(
    policy: Policy,
    calendar: Calendar,
    case: Case,
    stage: Stage,
    step: Step,
    total: Duration,
    moment: DateTime | None = None,
) -> Deadline:
    """The deadline of a step if its limit were `total` from the same start: the ceiling of its extensions."""
    return _from_the_same_start(Reckoner(policy, calendar, case, moment), stage, step, case.visit(stage.id), total)


def if_it_ran_again(policy: Policy, calendar: Calendar, case: Case, deadline: Deadline, moment: DateTime) -> Deadline:
    """A deadline whose clock stands still as it would be if that ran again at a moment; any other as it is."""
    if not deadline.paused_since:
        return deadline
    stage = policy.stage(deadline.stage)
    ahead = Ahead.alone(policy, stage, stage.step(deadline.step))
    return ahead.deadline(Reckoner(policy, calendar, case, moment), case.visit(stage.id))


def _from_the_same_start(
    reckoner: Reckoner, stage: Stage, step: Step, visit: tuple[Event, ...], within: Duration
) -> Deadline:
    """The deadline of a step if that were its limit; extensions do not move it, and time in which it stood still does."""
    if step.clock is None:
        return Ahead.alone(reckoner.policy, stage, step).deadline(reckoner, visit)
    terms = tuple(replace(term, limit=Limit(within)) for term in step.clock.terms)
    bare = replace(step, clock=replace(step.clock, terms=terms), target=None)
    bare_visit = tuple(event for event in visit if event.kind != "extended")
    return Ahead.alone(reckoner.policy, stage, bare, departs=False).deadline(reckoner, bare_visit)


def _aim(reckoner: Reckoner, stage: Stage, step: Step, visit: tuple[Event, ...]) -> Reckoning | None:
    """What is aimed for before the date of a step for which the policy names a target."""
    assert step.target is not None  # noqa: S101 -- the caller has looked
    return _from_the_same_start(reckoner, stage, step, visit, step.target).last


def _stretched(
    reckoner: Reckoner, step: Step, clock: Clock, visit: tuple[Event, ...], reckonings: tuple[Reckoning, ...]
) -> tuple[tuple[Reckoning, ...], DateTime | None]:
    """The counts with every extension and pause, in the order in which they took effect; and whether it is paused.

    A pause takes effect when it ends. One that has not ended is counted until the last thing on record.
    """
    policy = reckoner.policy
    given = [e for e in visit if e.kind == "extended" and e.data.get("of") == step.id]
    still = spans(policy, step, visit, reckoner.case.events) if policy.pauses or policy.duties else ()
    if not still:
        for event in given if len(given) < 2 else sorted(given, key=lambda event: event.happened_at):
            reckonings = (*reckonings, reckoner.lengthened(clock, reckonings[-1], event.data))
        return reckonings, None
    now, decided = reckoner.now, reckonings[-1]
    changes: list[tuple[DateTime, Event | Span]] = [(event.happened_at, event) for event in given]
    changes += [(span.until or now, span) for span in still]
    named_at: DateTime | None = None
    for _, change in sorted(changes, key=lambda pair: pair[0]):
        if isinstance(change, Span):
            since = max(change.since, named_at) if named_at else change.since
            more = reckoner.credit(decided, reckonings[-1], since, change.until or now, change.titles)
        else:
            more = reckoner.lengthened(clock, reckonings[-1], change.data)
            # A date that was named on some day has taken into account how long the clock stood still before that.
            named_at = named_at if change.data.keys().isdisjoint(("until", "counted-from")) else change.happened_at
        reckonings = (*reckonings, more) if more else reckonings
    return reckonings, next((span.since for span in still if span.until is None), None)


_BACK = frozenset({"reopened", "outside-acted"})
"""The kinds of event by which a case can come back."""


def _came_back(visit: tuple[Event, ...]) -> DateTime | None:
    """A complainant's window never runs while the case is closed or away: it starts anew when the case comes back.

    A window that had not begun by then, since there was no answer yet, begins as it is written.
    """
    return next((event.happened_at for event in reversed(visit) if _is_back(event)), None)


def _is_back(event: Event) -> bool:
    sent_back = event.kind == "outside-acted" and event.data.get("outside.act") == "premature" and "." in event.place
    return event.kind == "reopened" or sent_back
