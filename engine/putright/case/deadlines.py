"""What is due in a case: every promise with a clock, the date it falls on, and the reason for that date.

Pure: dates are worked out from the events and the calendar each time they are asked for, and never stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from pendulum import DateTime

from putright.case.case import DATES, Case
from putright.case.events import Event
from putright.case.outside import went_through
from putright.case.pauses import Span, spans
from putright.case.people import Owed, acting_role, owed_to_people, stage_role
from putright.case.promised import Promised, promised
from putright.case.reckoning import Reckoner, Reckoning, day_ends, in_words
from putright.policy.model import Body, Clock, Door, Duty, Limit, Policy, Stage, Step
from putright.problems import Place
from putright.working_days import Calendar, Duration, in_full


@dataclass(frozen=True, slots=True)
class Deadline:
    """A promise with a clock in one case; `on` is None while its clock has not started, or when it has no limit."""

    name: str
    """`stage-1.respond` for a step, the id of a duty, `door.<id>` for the day a door closes."""
    title: str
    kind: Literal["step", "duty", "door"]
    who: str
    stage: str
    step: str
    counts_from: str
    reckonings: tuple[Reckoning, ...] = ()
    """Every count that led to the date; the last one decides."""
    met_at: DateTime | None = None
    paused_since: DateTime | None = None
    """While its clock stands still: since when. The date is then the one if it were set going again now."""
    place: Place = field(default=Place(""), compare=False)

    @property
    def last(self) -> Reckoning | None:
        return self.reckonings[-1] if self.reckonings else None

    @property
    def on(self) -> date | None:
        return self.last.on if self.last else None

    @property
    def at(self) -> DateTime | None:
        """The moment of a limit in hours."""
        return self.last.at if self.last else None

    @property
    def is_provisional(self) -> bool:
        return any(reckoning.is_provisional for reckoning in self.reckonings)

    def is_late(self, moment: DateTime, time_zone: str) -> bool:
        """Whether the due day, which lasts until its end, had passed when it was met, or else at `moment`."""
        ends = self.ends_at(time_zone)
        return ends is not None and not self.paused_since and (self.met_at or moment) >= ends

    def ends_at(self, time_zone: str) -> DateTime | None:
        """The moment from which it is late: the end of the due day there, or the moment of a limit in hours."""
        return None if self.on is None else self.at or day_ends(self.on, time_zone)

    def lines(self) -> list[str]:
        """The reason for the date, day by day."""
        return [line for reckoning in self.reckonings for line in reckoning.lines()]

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "title": self.title,
            "who": self.who,
            "from": self.counts_from,
            "on": self.on.isoformat() if self.on else None,
            "at": self.at.isoformat() if self.at else None,
            "provisional": self.is_provisional,
            "paused_since": self.paused_since.isoformat() if self.paused_since else None,
            "met_at": self.met_at.isoformat() if self.met_at else None,
            "policy": str(self.place),
        }


def every_deadline(policy: Policy, calendar: Calendar, case: Case) -> tuple[Deadline, ...]:
    """Every deadline of the case so far: met, running, or waiting for its clock to start."""
    of_policy, of_calendar, deadlines = case.known.get(DATES, (None, None, ()))
    if of_policy is not policy or of_calendar is not calendar:
        deadlines = tuple(_every_deadline(policy, calendar, case))
        case.known[DATES] = policy, calendar, deadlines
    return deadlines  # type: ignore[no-any-return]


def _every_deadline(policy: Policy, calendar: Calendar, case: Case) -> Iterator[Deadline]:
    reckoner = Reckoner(policy, calendar, case)
    for stage in policy.stages:
        yield from _steps(reckoner, stage, case.visit(stage.id))
    for duty in policy.duties.values() if not case.is_record else ():
        yield from _duty(reckoner, duty)
    for door in policy.doors.values() if not (case.is_record or case.is_merged) else ():
        yield from _door(reckoner, door)
    for one in promised(policy, case):
        yield _promise(one)
    for owed in owed_to_people(reckoner):
        yield _owed(owed)


def running(policy: Policy, calendar: Calendar, case: Case) -> tuple[Deadline, ...]:
    """The deadlines that still run, earliest first: steps ahead, duties, and doors that will close."""
    found = [d for d in every_deadline(policy, calendar, case) if d.on and d.met_at is None]
    return tuple(sorted(found, key=lambda d: (d.on or date.max, d.name)))


def step_deadline(policy: Policy, calendar: Calendar, case: Case, stage: Stage, step: Step) -> Deadline:
    """The deadline of one step in the last visit to its stage, whether or not it was done."""
    return _step(Reckoner(policy, calendar, case), stage, step, case.visit(stage.id))


def extended(
    policy: Policy, calendar: Calendar, case: Case, step: Step, deadline: Deadline, data: Mapping[str, str]
) -> Reckoning:
    """What a running deadline would become with one more extension."""
    assert step.clock is not None and deadline.last is not None  # noqa: S101, PT018 -- the caller has asked `on`
    return Reckoner(policy, calendar, case).extension(step.clock, deadline.last, data)


def total_from_start(
    policy: Policy, calendar: Calendar, case: Case, stage: Stage, step: Step, total: Duration
) -> Deadline:
    """The deadline of a step if its limit were `total` from the same start: the ceiling of its extensions."""
    if step.clock is None:
        return step_deadline(policy, calendar, case, stage, step)
    terms = tuple(replace(term, limit=Limit(total)) for term in step.clock.terms)
    bare = replace(step, clock=replace(step.clock, terms=terms))
    visit = tuple(event for event in case.visit(stage.id) if event.kind != "extended")
    return _step(Reckoner(policy, calendar, case), stage, bare, visit)


def _steps(reckoner: Reckoner, stage: Stage, visit: tuple[Event, ...]) -> Iterator[Deadline]:
    """The steps that were done at a stage, and those ahead while the case is there."""
    found = reckoner.policy.step_at(reckoner.case.place)
    here = stage.steps.index(found[1]) if found and found[0].id == stage.id else len(stage.steps)
    for number, step in enumerate(stage.steps) if visit else ():
        done = _done(stage, step, visit)
        if step.clock and (number >= here or done):
            yield _step(reckoner, stage, step, visit, done.happened_at if done and number < here else None)


def _step(
    reckoner: Reckoner, stage: Stage, step: Step, visit: tuple[Event, ...], met_at: DateTime | None = None
) -> Deadline:
    reckonings: tuple[Reckoning, ...] = ()
    paused_since: DateTime | None = None
    if step.clock:
        first = reckoner.clock(step.clock, stage.id, _reopened(step, visit))
        reckonings, paused_since = _stretched(reckoner, step, step.clock, visit, first)
    return Deadline(
        name=f"{stage.id}.{step.id}",
        title=step.title,
        kind="step",
        who=stage_role(reckoner.policy, reckoner.case, stage, step.who),
        stage=stage.id,
        step=step.id,
        counts_from=_counts_from(step.clock),
        reckonings=reckonings,
        met_at=met_at,
        paused_since=None if met_at else paused_since,
        place=step.clock.place if step.clock else step.place,
    )


def _stretched(
    reckoner: Reckoner, step: Step, clock: Clock, visit: tuple[Event, ...], reckonings: tuple[Reckoning, ...]
) -> tuple[tuple[Reckoning, ...], DateTime | None]:
    """The counts with every extension and pause, in the order in which they took effect; and whether it is paused.

    A pause takes effect when it ends. One that has not ended is counted until the last thing on record.
    """
    if not reckonings:
        return (), None
    now, decided = reckoner.case.log[-1].recorded_at, reckonings[-1]
    given = [e for e in visit if e.kind == "extended" and e.data.get("of") == step.id]
    still = spans(reckoner.policy, step, visit)
    changes: list[tuple[DateTime, Event | Span]] = [(event.happened_at, event) for event in given]
    changes += [(span.until or now, span) for span in still]
    for _, change in sorted(changes, key=lambda pair: pair[0]):
        more = (
            reckoner.credit(decided, reckonings[-1], change.since, change.until or now, change.titles)
            if isinstance(change, Span)
            else reckoner.extension(clock, reckonings[-1], change.data)
        )
        reckonings = (*reckonings, more) if more else reckonings
    return reckonings, next((span.since for span in still if span.until is None), None)


def _done(stage: Stage, step: Step, visit: tuple[Event, ...]) -> Event | None:
    """The last event that did a step, or that met it by doing a later one."""
    meets = {step.id} | {other.id for other in stage.steps if step.id in other.also_meets}
    return next((e for e in reversed(visit) if e.kind == "done" and e.stage == stage.id and e.step in meets), None)


def _reopened(step: Step, visit: tuple[Event, ...]) -> DateTime | None:
    """A complainant's window never runs while the case is closed or away: it starts anew when the case comes back."""
    if not step.is_complainants:
        return None
    return next((event.happened_at for event in reversed(visit) if _came_back(event)), None)


def _came_back(event: Event) -> bool:
    sent_back = event.kind == "outside-acted" and event.data.get("outside.act") == "premature" and "." in event.place
    return event.kind == "reopened" or sent_back


def _duty(reckoner: Reckoner, duty: Duty) -> Iterator[Deadline]:
    """A duty that the facts bring; one that repeats counts again from the last time it was done.

    Only what happens after its clock has started can meet it or end it: an answer at an earlier stage does neither.
    """
    case, first = reckoner.case, reckoner.clock(duty.clock)
    done = _since(reckoner, duty.clock, (duty.event, *duty.met_by))
    ended = case.has_ended or bool(_since(reckoner, duty.clock, duty.until))
    if not case.meets(duty.applies) or (ended and (duty.repeats or not done)):
        return
    again = max(done) if duty.repeats and done else None
    yield Deadline(
        name=duty.id,
        title=duty.title,
        kind="duty",
        who=acting_role(reckoner.policy, case, duty.who),
        stage="",
        step="",
        counts_from="the last time" if again else _counts_from(duty.clock),
        reckonings=reckoner.clock(duty.clock, "", again) if again else first,
        met_at=None if duty.repeats or not done else min(done),
        place=duty.place,
    )


def _since(reckoner: Reckoner, clock: Clock, names: tuple[str, ...]) -> list[DateTime]:
    """When events of those names happened, from the day on which a clock started."""
    starts = [start for term in clock.terms if (start := reckoner.case.moment(term.start))]
    if not starts:
        return []
    first = min(reckoner.day(start) for start in starts)
    found = [event for name in names for event in reckoner.case.named(name)]
    return [event.happened_at for event in found if reckoner.day(event.happened_at) >= first]


def _door(reckoner: Reckoner, door: Door) -> Iterator[Deadline]:
    """The last day on which a door can be used."""
    if door.closes is None or not reckoner.case.meets(door.applies):
        return
    used = (event.happened_at for event in went_through(reckoner.case, door.id))
    yield Deadline(
        name=f"door.{door.id}",
        title=door.title,
        kind="door",
        who=door.who,
        stage="",
        step="",
        counts_from=_counts_from(door.closes),
        reckonings=_while_it_exists(reckoner.clock(door.closes), reckoner.policy.bodies[door.to]),
        met_at=next(used, None),
        place=door.place,
    )


def _while_it_exists(reckonings: tuple[Reckoning, ...], body: Body) -> tuple[Reckoning, ...]:
    """The last day of a door is never later than that of the body behind it."""
    if not reckonings or body.closed_on is None or reckonings[-1].on <= body.closed_on:
        return reckonings
    return (*reckonings, Reckoning(f"{body.title} closed on {in_full(body.closed_on)}", body.closed_on))


def _owed(one: Owed) -> Deadline:
    return Deadline(
        name=one.name,
        title=one.title,
        kind="duty",
        who=one.who,
        stage="",
        step="",
        counts_from=one.counts_from,
        reckonings=(one.reckoning,),
        met_at=one.met_at,
        place=one.place,
    )


def _promise(one: Promised) -> Deadline:
    """A promised action, which runs until it is carried out, also when the case has ended."""
    return Deadline(
        name=one.name,
        title=one.title,
        kind="duty",
        who=one.who,
        stage="",
        step="",
        counts_from=one.by_event,
        reckonings=(Reckoning(f"promised for that day: {one.by_event.replace('-', ' ')}", one.on),),
        met_at=one.met_at,
    )


def _counts_from(clock: Clock | None) -> str:
    return " or ".join(in_words(term.start) for term in clock.terms) if clock else ""
