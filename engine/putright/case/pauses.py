"""Pauses: the spans of time in which a clock stood still, and what they add to a due date.

Spans are half-open: the day on which the clock stops is credited, the day on which it runs again is not. Spans that
overlap are one. A pause that begins and ends on the same day moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pendulum import DateTime

from putright.case.case import Case
from putright.case.events import Event
from putright.case.fields import lacking
from putright.case.moments import day_ends, local_day
from putright.policy.model import Pause, Policy, Step
from putright.policy.words import asked_event, missed_event
from putright.problems import Refused, did_you_mean, one_of
from putright.working_days import Calendar, Counting, count, in_full


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which the clock of a step stood still; `until` is None while it still does."""

    since: DateTime
    until: DateTime | None
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standstill:
    """Something for which clocks stand still: a pause of the policy, or a duty while it is asked for and owed."""

    id: str
    title: str
    stops: tuple[str, ...]
    begins: frozenset[str]
    ends: frozenset[str]
    pause: Pause | None = None

    def begins_with(self, event: Event) -> bool:
        return event.name in self.begins or (event.kind == "paused" and self._is_named(event))

    def ends_with(self, event: Event) -> bool:
        return event.name in self.ends or (event.kind in ("resumed", "pause-ended") and self._is_named(event))

    def _is_named(self, event: Event) -> bool:
        return self.pause is not None and event.data.get("pause") == self.id


@cache
def _of_pause(pause: Pause) -> Standstill:
    return Standstill(pause.id, pause.title, pause.stops, frozenset(pause.begins), frozenset(pause.until), pause)


def _standstills(policy: Policy) -> Iterator[Standstill]:
    yield from map(_of_pause, policy.pauses.values())
    for duty in policy.duties.values():
        if duty.stops:
            ends = frozenset((*duty.endings, missed_event(duty.id)))
            yield Standstill(duty.id, duty.title, duty.stops, frozenset((asked_event(duty.id),)), ends)


def _spells(one: Standstill, visit: tuple[Event, ...]) -> Iterator[tuple[DateTime, DateTime | None]]:
    """Each time in which clocks stood still for that; what begins it while it lasts changes nothing."""
    since: DateTime | None = None
    for event in visit:
        if since is None and one.begins_with(event):
            since = event.happened_at
        elif since is not None and one.ends_with(event):
            yield since, event.happened_at
            since = None
    if since is not None:
        yield since, None


def open_pauses(policy: Policy, case: Case) -> tuple[str, ...]:
    """The pauses that have begun at this stage and not ended, in order."""
    return tuple(pause.id for pause, _ in _open(policy, case))


def runs_again_with(policy: Policy, case: Case, event: Event) -> str:
    """The pause of which an event has to tell that it ended, and that the clock runs again; empty where it has not.

    The event ends every open pause by itself, leaves the case at its stage, and sends no letter of its own.
    """
    standing = open_pauses(policy, case)
    if not standing or event.letters or event.place.partition(".")[0] != case.stage:
        return ""
    return standing[-1] if all(event.name in policy.pauses[id].until for id in standing) else ""


def _open(policy: Policy, case: Case) -> list[tuple[Pause, DateTime]]:
    visit = case.visit(case.stage) if policy.pauses else ()
    found = [
        (pause, since)
        for pause in policy.pauses.values()
        for since, until in _spells(_of_pause(pause), visit)
        if until is None
    ]
    return sorted(found, key=lambda pair: pair[1])


def ending_by_themselves(policy: Policy, calendar: Calendar, case: Case) -> tuple[tuple[str, DateTime], ...]:
    """The pauses that have begun and may last only so long, each with the moment from which the clock runs again."""
    limited = ((pause, since) for pause, since in _open(policy, case) if pause.at_most)
    return tuple((pause.id, _ends_at(policy, calendar, pause, since)) for pause, since in limited)


def _ends_at(policy: Policy, calendar: Calendar, pause: Pause, since: DateTime) -> DateTime:
    """The day on which the clock stopped is the first that is credited; in hours it is the moment."""
    most = pause.at_most
    assert most is not None  # noqa: S101 -- the caller has looked
    if most.unit == "hours":
        return since.in_timezone("UTC").add(hours=most.number).in_timezone(policy.time_zone)
    day = local_day(since, policy.time_zone)
    if most.unit in ("months", "years"):
        on = count(day, most, Counting("day-after"), calendar).on
        return day_ends(on - timedelta(days=1), policy.time_zone)
    return day_ends(count(day, most, Counting("same-day"), calendar).on, policy.time_zone)


def spans(policy: Policy, step: Step, visit: tuple[Event, ...], events: tuple[Event, ...]) -> tuple[Span, ...]:
    """The times in which the clock of a step stood still, in order, overlaps merged.

    A pause ends with the visit to its stage. A duty that was asked for stops clocks at the next stage, too, for as long
    as it is owed: it is looked for among all events, and its own time limit ends it.
    """
    merged: list[Span] = []
    for span in sorted(_each(policy, step, visit, events), key=lambda span: span.since):
        if merged and (merged[-1].until is None or span.since <= merged[-1].until):
            last = merged.pop()
            until = None if last.until is None or span.until is None else max(last.until, span.until)
            span = Span(last.since, until, tuple(dict.fromkeys((*last.titles, *span.titles))))
        merged.append(span)
    return tuple(merged)


def _each(policy: Policy, step: Step, visit: tuple[Event, ...], events: tuple[Event, ...]) -> Iterator[Span]:
    for one in _standstills(policy):
        if not one.stops or step.id in one.stops:
            within = visit if one.pause else _until_the_end_of(visit, events)
            yield from (Span(since, until, (one.title,)) for since, until in _spells(one, within))


def _until_the_end_of(visit: tuple[Event, ...], events: tuple[Event, ...]) -> tuple[Event, ...]:
    """What happened until the case left a stage: what is asked for later moves no date of that stage."""
    if not visit:
        return ()
    number = len(events)
    while number and events[number - 1] is not visit[-1]:
        number -= 1
    return events[:number]


def refuse_pause(policy: Policy, case: Case, given: Mapping[str, str]) -> Refused | None:
    """Why a clock cannot be stopped; None when it can."""
    id = given.get("pause", "")
    if id not in policy.pauses:
        what = f'the policy names no pause "{id}".{did_you_mean(id, policy.pauses)}' if id else "it is not said why"
        return Refused("R250", what, f"give pause: {one_of(policy.pauses)}")
    pause = policy.pauses[id]
    if id in open_pauses(policy, case):
        return Refused("R251", f"the clock stands still already: {pause.title}", "resume it first")
    missing = lacking(pause.needs, given, case.values)
    if missing:
        named = " and ".join(f'"{need}"' for need in missing)
        return Refused.asking("R202", f"pause needs {named}", missing)
    return None


def refuse_running(policy: Policy, case: Case) -> Refused | None:
    """Why there is nothing to set going again; None when a clock stands still."""
    if open_pauses(policy, case):
        return None
    return Refused("R252", "no clock of this case stands still", "nothing has to be done")


def refuse_resumption(policy: Policy, case: Case, given: Mapping[str, str], day: date) -> Refused | None:
    """Why it is not clear which pause ends, or why it cannot have ended on a day; None when it can."""
    begun = {pause.id: local_day(since, policy.time_zone) for pause, since in _open(policy, case)}
    standing = tuple(begun)
    if not standing:
        return None  # another guard has said so
    if "pause" not in given and len(standing) > 1:
        return Refused("R252", "the clock stands still for more than one reason", f"give pause: {one_of(standing)}")
    if given.get("pause", standing[0]) not in standing:
        return Refused(
            "R252", f'the clock does not stand still for "{given["pause"]}"', f"give pause: {one_of(standing)}"
        )
    since = begun[given.get("pause", standing[0])]
    if day < since:
        what = f"the clock cannot have run again on {in_full(day)}: it stopped on {in_full(since)}"
        return Refused("R107", what, "check the day; if it never stopped, take the pause out of the record: correct")
    return None
