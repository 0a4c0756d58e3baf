"""The parts of a diary: what works out each deadline of a policy, and on what in a case it hangs.

A date is carried from one state of a case to the next only where it is proved here that nothing it hangs on has changed.
Whatever is not named here, a new kind of event or a new field, makes every date be worked out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from typing import Literal

from putright.case.case import Case, Passed
from putright.case.deadlines.beside import door_deadline, duty_deadline, owed_deadlines
from putright.case.deadlines.deadline import Deadline, counts_from
from putright.case.deadlines.steps import Ahead
from putright.case.events import KINDS
from putright.case.fields import field_row
from putright.case.reckoning import Reckoner
from putright.policy.model import ENDS, Clock, Policy
from putright.policy.words import asked_event

FOLLOWED = frozenset(
    {"done", "missed", "extended", "noted", "contacted", "attached", "linked", "acted", "duty-done", "drafted"}
    | {"draft-reviewed", "assigned", "withdrawn", "closed", "rejected", "escalation-refused"}
)
"""Kinds of event of which all that can touch a date is known: their name, the step they do or give more time, and the
place they lead to. After any other kind every date is worked out again."""

DATELESS = frozenset(
    {"complainant.name", "complainant.address", "complainant.email", "complainant.telephone", "complainant.needs"}
    | {"complainant.language", "complainant.format", "sought", "definition", "handler", "panel.*", "chair"}
    | {"outcome.*", "reasons.*", "reason", "note", "late-reason", "late", "of", "longer", "until", "due.before"}
    | {"due.after", "counted-from", "agreed", "missed", "verdict", "tells", "duty", "action", "link.case", "link.kind"}
    | {"contact.channel", "contact.direction", "contact.with"}
    | {"attachment.digest", "attachment.name", "attachment.shown"}
)
"""The fields that an event of such a kind may carry and no date hangs on, beside what its kind says itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the diary, and on what it hangs: an event that is none of these leaves it as it was."""

    work_out: Callable[[Reckoner], Iterable[Deadline]] = lambda _: ()
    names: frozenset[str] = frozenset()
    """The events that a clock counts from, or that meet or end what is owed."""
    stages: frozenset[str] = frozenset()
    """The stages whose last visit is looked at: another visit changes everything."""
    ends: bool = False
    """Whether it stops to run when the case ends, and comes back when that is undone, as by a request that came late."""
    ahead: Ahead | None = None
    """The step, where it is one."""
    starts: Clock | None = None
    """The clock before whose start nothing of it runs."""

    def touch(self, passed: Passed) -> Touch | None:
        """What an event may have changed of what this part holds; it is of a kind that is followed."""
        event, source, arrives = passed
        here, there = source.partition(".")[0], event.place.partition(".")[0]
        if arrives and there in self.stages:
            return "date"
        # Of a name in another stage's visit a clock of this stage knows nothing, unless it belongs to the whole case.
        wide = KINDS[event.kind].beside or source in ENDS or "" in self.stages
        if event.name in self.names and (wide or here in self.stages or there in self.stages):
            return "date"
        if self.ahead is None:
            return "date" if self.ends and (source in ENDS) != (event.place in ENDS) else None
        if event.kind == "extended" and event.data.get("of") == self.ahead.step.id:
            return "date"
        done = event.kind == "done" and event.stage == self.ahead.stage.id and event.step in self.ahead.done_by
        passes = (source in self.ahead.places) != (event.place in self.ahead.places)
        return "done" if done or passes else None

    def runs(self, reckoner: Reckoner, with_date: tuple[Deadline, ...] = ()) -> tuple[Deadline, ...] | None:
        """What it holds, if any of it runs; None where that can be told without finding out what it holds."""
        if self.starts:
            for term in self.starts.terms:
                if reckoner.case.moment(term.start):
                    break
            else:
                return None
        return tuple(self.work_out(reckoner))

    def holds(self, reckoner: Reckoner, with_date: tuple[Deadline, ...] = ()) -> tuple[Deadline, ...]:
        """What it holds in a state of a case; `with_date`: what it held before, where its date is known to stand."""
        return self.ahead.deadlines(reckoner, with_date) if self.ahead else tuple(self.work_out(reckoner))


Runs = Callable[[Reckoner, tuple[Deadline, ...]], tuple[Deadline, ...] | None]

Touch = Literal["date", "done"]
"""What an event may have changed: the date and all else, or only whether a step is done, and ahead."""


@dataclass(slots=True)
class Parts:
    """Every part of the diary under one policy, in the order in which deadlines are told."""

    parts: tuple[Part, ...]
    stopping: frozenset[str]
    """The events that stop a clock by themselves."""
    can_stop: bool
    """Whether anything stops a clock."""
    touching: dict[tuple[object, ...], Mapping[int, Touch]] = field(default_factory=dict)
    """What sort of event touches which parts: there are few sorts, so that each is looked at once."""
    runs: tuple[Runs, ...] = ()
    """By part, what of it runs."""

    def __post_init__(self) -> None:
        self.runs = tuple([part.ahead.runs if part.ahead else part.runs for part in self.parts])

    def stands_still(self, case: Case) -> bool:
        """Whether a clock may have been stopped: then its date moves with every day, and is never carried."""
        return "paused" in case.kinds or not self.stopping.isdisjoint(case.names)

    def touched(self, passed: Passed) -> Mapping[int, Touch]:
        """The numbers of the parts of which one event may have changed something."""
        event, source, arrives = passed
        kind, data = event.kind, event.data
        if kind not in FOLLOWED or ((data or event.texts) and not all(map(_is_dateless, (*data, *event.texts)))):
            return dict.fromkeys(range(len(self.parts)), "date")
        of = data.get("of") if kind == "extended" else None
        sort = (kind, event.name, event.stage, event.step, of, event.place, source, arrives)
        found = self.touching.get(sort)
        if found is None:
            found = {number: touch for number, part in enumerate(self.parts) if (touch := part.touch(passed))}
            self.touching[sort] = found
        return found


class _Itself:
    """A policy known by itself: its parts cannot be hashed, and two that are equal need not share anything."""

    __slots__ = ("policy",)

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def __hash__(self) -> int:
        return id(self.policy)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.policy is other.policy


def parts_of(policy: Policy) -> Parts:
    """The parts of the diary under a policy, made once."""
    return _parts_of(_Itself(policy))


@lru_cache(maxsize=64)
def _parts_of(itself: _Itself) -> Parts:
    stopping = frozenset(_stopping(itself.policy))
    return Parts(tuple(_parts(itself.policy)), stopping, can_stop=bool(itself.policy.pauses or stopping))


def _parts(policy: Policy) -> Iterator[Part]:
    for stage in policy.stages:
        for number, step in enumerate(stage.steps):
            if step.clock:
                ahead, stages = Ahead.of(policy, stage, number), _stages(step.clock) - {""} | {stage.id}
                yield Part(names=_names(step.clock), stages=stages, ahead=ahead)
    for duty in policy.duties.values():
        others = (asked_event(duty.id), *duty.endings)
        yield Part(
            partial(duty_deadline, duty=duty, since=counts_from(duty.clock)),
            names=_names(duty.clock) | {name.rpartition(".")[2] for name in others},
            stages=_stages(duty.clock) | {name.rpartition(".")[0] for name in others},
            ends=True,
        )
    for door in policy.doors.values():
        if door.closes:
            work_out = partial(door_deadline, door=door, since=counts_from(door.closes))
            yield Part(work_out, _names(door.closes), _stages(door.closes), starts=door.closes)
    yield Part(owed_deadlines, ends=True)


def _names(clock: Clock) -> frozenset[str]:
    return frozenset(term.start.name for term in clock.terms)


def _stages(clock: Clock) -> frozenset[str]:
    return frozenset(term.start.stage for term in clock.terms)


def _stopping(policy: Policy) -> Iterator[str]:
    """The events that stop a clock by themselves."""
    for pause in policy.pauses.values():
        yield from pause.begins
    for duty in policy.duties.values():
        if duty.stops:
            yield asked_event(duty.id)


@cache
def _is_dateless(name: str) -> bool:
    row = field_row(name)
    return row is not None and row.pattern in DATELESS
