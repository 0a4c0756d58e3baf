"""The time table of a policy: from receipt to each answer, how long at least and at most, on the worst day of a year.

The organisation is taken to use the whole of every limit. Which way is the longest is looked for on twelve days of the
year, and that way is then counted from every day of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from putright.policy.model import Condition, Policy
from putright.policy.moves import Move
from putright.proof.bounds import time_without_end
from putright.proof.facts import Kind, kinds
from putright.proof.graph import Way
from putright.proof.ground import Ground
from putright.proof.runs import Clockwork, Manner, Run, days_of

MANNERS: Mapping[str, tuple[str, Manner]] = {
    "shortest": ("shortest, on the best day", Manner()),
    "usual": ("longest, on the worst day", Manner()),
    "extended": ("longest, with every extension", Manner(extends=True)),
    "waiting": ("longest, where the complainant takes all their time", Manner(complainant_waits=True)),
    "most": ("longest, with both", Manner(extends=True, complainant_waits=True)),
}
"""What is asked of each answer: its id, what it is called, and how people use their time. The first is the least."""

Item = TypeVar("Item")


class Track(Protocol):
    """Hands on each item of `items` and shows under a title how far it has come; `total` is how many there are."""

    def __call__(self, items: Iterable[Item], total: int, title: str) -> Iterator[Item]: ...


@dataclass(frozen=True, slots=True)
class Span:
    """From a day of receipt to the last day of an answer; and what on the way has no limit, so that it may be later."""

    received: date
    answered: date
    working_days: int
    provisional: bool
    loose: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        return (self.answered - self.received).days

    def as_json(self) -> dict[str, object]:
        return {
            "days": self.days,
            "working_days": self.working_days,
            "received": self.received.isoformat(),
            "answered": self.answered.isoformat(),
            "provisional": self.provisional,
            "without_limit": list(self.loose),
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the procedure, with its spans by manner; a manner that changes nothing is left out."""

    place: str
    title: str
    is_final: bool
    spans: Mapping[str, Span]

    def as_json(self) -> dict[str, object]:
        spans = {name: span.as_json() for name, span in self.spans.items()}
        return {"place": self.place, "title": self.title, "final": self.is_final, "spans": spans}


@dataclass(frozen=True, slots=True)
class Timetable:
    """The answers of a policy in its order, and what else has no end."""

    policy: str
    year: int
    answers: tuple[Answer, ...]
    without_end: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        answers = [answer.as_json() for answer in self.answers]
        return {"policy": self.policy, "year": self.year, "answers": answers, "without_end": list(self.without_end)}


def untracked(items: Iterable[Item], total: int, title: str) -> Iterator[Item]:
    """Progress that nobody watches."""
    yield from items


def timetable(ground: Ground, year: int, track: Track = untracked) -> Timetable:
    """How long each answer can take for complaints received in a year.

    Raises:
        BeyondCalendar: The calendar does not know the days of that year.
    """
    policy = ground.policy
    days = days_of(year, policy)
    ways = _ways(ground, days[:: max(1, len(days) // 12)], track)
    found: dict[str, dict[str, Span]] = {}
    for day in track(days, len(days), f"{policy.title}: {year}"):
        for (place, name), drawn in ways.items():
            for work, way in drawn:
                _keep(ground, found.setdefault(place, {}), name, day, work.along(day, way))
    answers = [
        Answer(place, policy.place_title(place), _is_final(ground, place), _telling(found[place]))
        for place in _answers(policy)
        if place in found
    ]
    return Timetable(policy.name, year, tuple(answers), tuple(flaw.what for flaw in time_without_end(ground)))


def _keep(ground: Ground, spans: dict[str, Span], name: str, day: date, run: Run | None) -> None:
    """Keeps the longest span of a name, or the shortest where that is asked; the earliest day of several."""
    if run is None:
        return
    answered = date.fromordinal(run.now.toordinal())
    before = spans.get(name)
    longer = before is None or (answered - day).days > before.days
    if name == "shortest" and before is not None:
        longer = (answered - day).days < before.days
    if not longer and not (before and run.loose and not before.loose):
        return
    worked = ground.calendar.working_days_between(day, answered)
    spans[name] = Span(day, answered, worked, answered > ground.calendar.known_until, tuple(sorted(run.loose)))


def _telling(spans: Mapping[str, Span]) -> dict[str, Span]:
    """The spans without those that only repeat what one before them says."""
    told: dict[str, Span] = {}
    for name, span in spans.items():
        if name == "shortest" or span not in [one for kept, one in told.items() if kept != "shortest"]:
            told[name] = span
    return told


def _ways(ground: Ground, days: Iterable[date], track: Track) -> dict[tuple[str, str], list[tuple[Clockwork, Way]]]:
    """For each answer and manner: the ways that are the longest (or the shortest) on one of these days.

    Complaints that no limit tells apart are led by one clockwork, so that a way that they share is gone once.
    """
    found: dict[tuple[str, str], dict[tuple[object, ...], tuple[Clockwork, Way]]] = {}
    alike: dict[tuple[object, ...], Clockwork] = {}
    limiting = {id for condition in _of_limits(ground.policy) for id in condition}
    each = kinds(ground.policy, _conditions(ground)).each
    for kind in track(each, len(each), f"{ground.policy.title}: ways"):
        order = _in_order(ground, kind)
        for name, (_, manner) in _that_matter(ground.policy).items():
            work = Clockwork(ground, kind, manner)
            facts = tuple(kind.get(id, "") for id in sorted(limiting))
            shared = alike.setdefault((facts, work.entry, manner), work)
            for day in days:
                for place, way in _best(ground, work, order, day, least=name == "shortest"):
                    drawn = found.setdefault((place, name), {})
                    drawn[(*map(id, way), shared)] = shared, way
    return {key: list(drawn.values()) for key, drawn in found.items()}


def _that_matter(policy: Policy) -> dict[str, tuple[str, Manner]]:
    """The manners that can change a date: extensions where there are any, waiting where the complainant has a step."""
    steps = [step for stage in policy.stages for step in stage.steps]
    extends, waits = any(step.extensions for step in steps), any(step.is_complainants for step in steps)
    return {
        name: (title, manner)
        for name, (title, manner) in MANNERS.items()
        if (extends or not manner.extends) and (waits or not manner.complainant_waits)
    }


def _best(
    ground: Ground, work: Clockwork, order: Mapping[str, int], day: date, *, least: bool
) -> Iterator[tuple[str, Way]]:
    """The way to each answer that takes longest, or least long; no circle is gone round."""
    best: dict[str, Run] = {work.entry: work.received(day)}
    answers = _answers(ground.policy)
    for place in order:
        run = best.get(place)
        for move in ground.graph.onward[place] if run else ():
            after = work.go(run, move) if run and ground.graph.applies(move, work.kind) else None
            if after is None:
                continue
            if place in answers and move.step == place.partition(".")[2] and move.kind == "done":
                yield place, after.way
            known = best.get(move.dest)
            if order.get(move.dest, 0) > order[place] and (known is None or (after.now < known.now) == least):
                best[move.dest] = after


def _in_order(ground: Ground, kind: Kind) -> dict[str, int]:
    """The places that such a complaint can come to, each after those that lead to it, circles left aside."""
    return {place: number for number, place in enumerate(ground.graph.in_order(kind))}


def _conditions(ground: Ground) -> Iterator[Condition]:
    """What tells complaints apart as to time: the ways they go, and the limits that depend on facts."""
    yield from ({id: (value,)} for kind in ground.graph.step_kinds.each for id, value in kind.items())
    yield from _of_limits(ground.policy)


def _of_limits(policy: Policy) -> Iterator[Condition]:
    for stage in policy.stages:
        for step in stage.steps:
            for term in step.clock.terms if step.clock else ():
                yield from ({term.limit.fact: (value,)} for value in term.limit.table)
            yield from (extension.applies for extension in step.extensions)


def _answers(policy: Policy) -> tuple[str, ...]:
    steps = ((stage, step) for stage in policy.stages for step in stage.steps)
    return tuple(f"{stage.id}.{step.id}" for stage, step in steps if step.kind == "response")


def _is_final(ground: Ground, place: str) -> bool:
    """Whether no other answer can follow."""
    others = set(_answers(ground.policy)) - {place}
    moves: list[Move] = ground.graph.onward[place]
    return not any(
        ground.graph.way(move.dest, other, kind) is not None
        for kind in ground.graph.step_kinds.each
        for move in moves
        if ground.graph.applies(move, kind)
        for other in others
    )
