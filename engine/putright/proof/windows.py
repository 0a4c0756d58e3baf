"""Proofs on time that has no room: a door or a window that closes before it opens, a limit that a closure swallows, an endless pause.

Every date is counted by the policy's own rule over its calendar; nothing is estimated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pendulum

from putright.case.deadlines import step_deadline
from putright.policy.model import EventRef, Opening, Pause, Policy, Step, Term
from putright.problems import Place
from putright.proof.flaw import Flaw
from putright.proof.graph import makes, way_to
from putright.proof.ground import Ground
from putright.proof.player import first_day
from putright.proof.runs import Clockwork, Manner
from putright.working_days import BeyondCalendar, Duration, count, in_full

DAYS = 366


def doors_that_close_first(ground: Ground) -> Iterator[Flaw]:
    """A door whose closing, counted from the same event as its opening, comes first."""
    for door in ground.policy.doors.values():
        terms = door.closes.terms if door.closes else ()
        if not door.opens or (len(terms) > 1 and door.closes and door.closes.choose == "later"):
            continue
        try:
            found = [_shut(ground, opening, terms) for opening in door.opens]
        except BeyondCalendar:
            continue  # it opens so late that no calendar knows the day
        if any(one is None for one in found):
            continue
        day, opens, closes = next(one for one in found if one is not None)
        yield Flaw(
            door.place,
            f"the door {door.id} closes before it opens: what happens on {in_full(day)} opens it on {in_full(opens)}, "
            f"and it closed on {in_full(closes)}",
            "let it open sooner, or close later",
        )


def _shut(ground: Ground, opening: Opening, terms: tuple[Term, ...]) -> tuple[date, date, date] | None:
    """A day of the event on which a door closes before it opens: that day, the opening, the closing."""
    if opening.after is None:
        return None
    same = [term for term in terms if str(term.start) == str(opening.start)]
    policy = ground.policy
    for term in same:
        for day in _year(ground):
            at = pendulum.datetime(day.year, day.month, day.day, 10, tz=policy.time_zone)
            last = count(
                at, opening.after, opening.counting or policy.counting, ground.calendar, time_zone=policy.time_zone
            )
            opens = last.on + timedelta(days=1)
            closes = min(_lands(ground, term, at, limit) for limit in term.limit.durations())
            if closes < opens:
                return day, opens, closes
    return None


def windows_that_close_first(ground: Ground) -> Iterator[Flaw]:
    """A complainant's time that can be over before they are asked, where the organisation uses the whole of its own."""
    day = first_day(ground.policy, ground.calendar)
    told: set[str] = set()
    for kind in ground.graph.step_kinds.each:
        work, reached = Clockwork(ground, kind, Manner()), ground.reached(kind)
        for stage, step in ((one, step) for one in ground.policy.stages for step in one.steps):
            place = f"{stage.id}.{step.id}"
            if place in told or place not in reached or not step.is_complainants or step.clock is None:
                continue
            try:
                run = work.along(day, way_to(reached, place))
                due = step_deadline(ground.policy, ground.calendar, run.case, stage, step) if run else None
            except BeyondCalendar:
                continue  # so long a way that no calendar knows its days
            if run and due and due.on and due.on < run.now.date():
                told.add(place)
                yield Flaw(
                    step.place,
                    f"the complainant's time for “{step.title}” can be over before they are asked: of a complaint received on "
                    f"{in_full(day)} it ends on {in_full(due.on)}, and they are asked on {in_full(run.now.date())} if each step "
                    "before it takes all its time",
                    "count it from the answer (from: responded), or from the later of several dates (later_of)",
                )


def limits_in_a_closure(ground: Ground) -> Iterator[Flaw]:
    """A limit that can begin and end inside one closure of the calendar, when nobody is there."""
    for step, term, place in _timed(ground.policy):
        found = next(_swallowed(ground, term), None)
        if found:
            title, began, ended = found
            whose = "the complainant's time" if step.is_complainants else "the time"
            yield Flaw(
                place,
                f"{whose} for “{step.title}” can lie wholly inside the closure {title}: from {in_full(began)} to {in_full(ended)}",
                "give that closure a limit of its own (during), let receipt be deferred there, or count in working days",
            )


def _swallowed(ground: Ground, term: Term) -> Iterator[tuple[str, date, date]]:
    for closure in ground.calendar.closures:
        if closure.counts:
            continue
        for limit in _limits_in(term, closure.id):
            for number in range((closure.last - closure.first).days + 1):
                day = closure.first + timedelta(days=number)
                at = pendulum.datetime(day.year, day.month, day.day, 10, tz=ground.policy.time_zone)
                try:
                    on = _lands(ground, term, at, limit)
                except BeyondCalendar:
                    continue
                if on <= closure.last and on > day:
                    yield closure.title, day, on


def _limits_in(term: Term, closure: str) -> tuple[Duration, ...]:
    """The limits that hold where a clock starts inside a closure."""
    if closure in term.limit.during:
        return (term.limit.during[closure],)
    always = (term.limit.always,) if term.limit.always else ()
    return (*always, *term.limit.table.values())


def _lands(ground: Ground, term: Term, at: datetime, limit: Duration) -> date:
    start: date | datetime = at
    if term.deemed_received:
        counting = replace(term.counting, starts="day-after", cut_off=None)
        start = count(at, term.deemed_received, counting, ground.calendar, time_zone=ground.policy.time_zone).on
    receipt = term.start.name == "received"
    return count(start, limit, term.counting, ground.calendar, receipt=receipt, time_zone=ground.policy.time_zone).on


def _timed(policy: Policy) -> Iterator[tuple[Step, Term, Place]]:
    for stage in policy.stages:
        for step in stage.steps:
            if step.clock:
                yield from ((step, term, step.place) for term in step.clock.terms)


def _year(ground: Ground) -> Iterator[date]:
    first = first_day(ground.policy, ground.calendar)
    return (first + timedelta(days=number) for number in range(DAYS))


def pauses_that_wait_for_what_they_stop(ground: Ground) -> Iterator[Flaw]:
    """A pause whose every end comes only once the step that it stops is done."""
    for pause in ground.policy.pauses.values():
        if pause.until and not any(_ends_it(ground, pause, name) for name in pause.until):
            yield Flaw(
                pause.place,
                f"the pause {pause.id} stops {', '.join(pause.stops)} and ends only with what comes after: "
                f"{', '.join(pause.until)}",
                "let it end with what is waited for, such as an action of your own; or leave until out and resume by hand",
            )


def _ends_it(ground: Ground, pause: Pause, name: str) -> bool:
    """Whether an event can end a pause while a step that it stops is still to be done."""
    if not pause.stops:
        return True
    stage, _, event = name.rpartition(".")
    ref = EventRef(event, stage)
    makers = [move for move in ground.graph.all if makes(move, ref)]
    if not makers or any(move.kind not in ("done", "missed") for move in makers):
        return True
    stopped = [f"{s.id}.{step.id}" for s in ground.policy.stages for step in s.steps if step.id in pause.stops]
    kind = ground.graph.step_kinds.each[0]
    return any(
        move.source not in stopped and ground.graph.way(move.dest, place, kind) is not None
        for move in makers
        for place in stopped
    )
