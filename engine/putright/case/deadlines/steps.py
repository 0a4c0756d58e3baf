"""What is due for the steps of a procedure, with the extensions they were given and the pauses of their clocks.

Pure; knows nothing of what is due beside the steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pendulum import DateTime

from putright.case.case import Case
from putright.case.deadlines.deadline import Deadline, counts_from
from putright.case.events import Event
from putright.case.pauses import Span, spans
from putright.case.people import stage_role
from putright.case.reckoning import Reckoner, Reckoning
from putright.policy.model import Clock, Limit, Policy, Stage, Step
from putright.working_days import Calendar, Duration


def steps(reckoner: Reckoner, stage: Stage, visit: tuple[Event, ...]) -> Iterator[Deadline]:
    """The steps that were done at a stage, and those ahead while the case is there."""
    found = reckoner.policy.step_at(reckoner.case.place)
    here = stage.steps.index(found[1]) if found and found[0].id == stage.id else len(stage.steps)
    for number, step in enumerate(stage.steps) if visit else ():
        done = _done(stage, step, visit)
        if step.clock and (number >= here or done):
            yield _step(reckoner, stage, step, visit, done.happened_at if done and number < here else None)


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
    return _from_the_same_start(Reckoner(policy, calendar, case), stage, step, case.visit(stage.id), total)


def _from_the_same_start(
    reckoner: Reckoner, stage: Stage, step: Step, visit: tuple[Event, ...], within: Duration
) -> Deadline:
    """The deadline of a step if that were its limit; extensions do not move it, and time in which it stood still does."""
    if step.clock is None:
        return _step(reckoner, stage, step, visit)
    terms = tuple(replace(term, limit=Limit(within)) for term in step.clock.terms)
    bare = replace(step, clock=replace(step.clock, terms=terms), target=None)
    bare_visit = tuple(event for event in visit if event.kind != "extended")
    return _step(reckoner, stage, bare, bare_visit, departs=False)


def _aim(reckoner: Reckoner, stage: Stage, step: Step, visit: tuple[Event, ...]) -> Reckoning | None:
    """What is aimed for before the date of a step, where the policy names a target."""
    return _from_the_same_start(reckoner, stage, step, visit, step.target).last if step.target else None


def _step(
    reckoner: Reckoner,
    stage: Stage,
    step: Step,
    visit: tuple[Event, ...],
    met_at: DateTime | None = None,
    *,
    departs: bool = True,
) -> Deadline:
    reckonings: tuple[Reckoning, ...] = ()
    paused_since: DateTime | None = None
    if step.clock:
        written = reckoner.policy.departures if departs else ()
        departures = tuple(one for one in written if one.is_of(stage.id, step.id))
        first = reckoner.clock(step.clock, stage.id, back=_came_back(step, visit), departures=departures)
        reckonings, paused_since = _stretched(reckoner, step, step.clock, visit, first)
    return Deadline(
        name=f"{stage.id}.{step.id}",
        title=step.title,
        kind="step",
        who=stage_role(reckoner.policy, reckoner.case, stage, step.who),
        stage=stage.id,
        step=step.id,
        counts_from=counts_from(step.clock),
        reckonings=reckonings,
        met_at=met_at,
        paused_since=None if met_at else paused_since,
        aim=_aim(reckoner, stage, step, visit),
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


def _came_back(step: Step, visit: tuple[Event, ...]) -> DateTime | None:
    """A complainant's window never runs while the case is closed or away: it starts anew when the case comes back.

    A window that had not begun by then, since there was no answer yet, begins as it is written.
    """
    if not step.is_complainants:
        return None
    return next((event.happened_at for event in reversed(visit) if _is_back(event)), None)


def _is_back(event: Event) -> bool:
    sent_back = event.kind == "outside-acted" and event.data.get("outside.act") == "premature" and "." in event.place
    return event.kind == "reopened" or sent_back
