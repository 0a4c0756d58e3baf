"""The case: one complaint as it stands after everything that happened to it.

A value, and what can be asked of it; how it comes about is told where cases are folded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from pendulum import DateTime

from putright.case.events import KINDS, Event
from putright.case.fields import numbered
from putright.case.past import NO_PAST, Past
from putright.policy.model import CHANNEL, ENDS, ENTERED, MATTER_MOMENTS, MATTERS, RECORDS, EventRef, holds

DATES = "dates"
"""Under which the dates of a case are known, once they were worked out."""

BEFORE = "before"
"""Under which the dates of an earlier state are known, and every event since then."""

WAKE = "wake"
"""Under which it is known what happens next by itself."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing complained about."""

    number: str
    what: str
    happened: str = ""
    aware: str = ""


class Passed(NamedTuple):
    """An event that came after a state whose dates are known: where the case was, and whether it began a visit."""

    event: Event
    source: str
    arrives: bool


class _Values(NamedTuple):
    """What a case is made of."""

    id: str
    place: str
    log: tuple[Event, ...]
    """Everything that was recorded, in order; nothing is ever taken out of it."""
    events: tuple[Event, ...]
    """What happened as far as is known now: the log with its corrections carried out."""
    numbers: tuple[int, ...]
    """The place in the log of each event, counted from 1."""
    values: Mapping[str, str]
    """The lasting fields as they stand now: complainant, matters, facts."""
    entered: int
    """Index of the event that brought the case to its present stage."""
    past: Past
    """What its versions before the present one called things, and when what was met then was due."""
    visits: dict[str, tuple[Event, ...]]
    """By stage, the events of the last visit to it."""
    told: dict[str, Any]
    """What was worked out of the values that `TOLD` names alone; the next state shares it while none of them changes."""
    kinds: frozenset[str]
    """The kinds of all events: most look for something that never happened in most cases."""
    names: frozenset[str]
    """The names of all events, for the same reason."""
    arrival: Event | None
    """What people did last to bring the case to a place; time that ran out is no such thing. None before its receipt."""
    known: dict[object, Any]
    """What was worked out of this very state; nothing in it ever changes, so once is enough."""


NO_WORDS: Final[frozenset[str]] = frozenset()

DECIDING: Final = 8
"""The first so many values tell a case from another; the rest follows from them."""


class Case(_Values):
    """One complaint: where it stands, and everything that happened, in the order it was recorded."""

    __slots__ = ()

    def __new__(cls, id: str) -> Case:
        """A case of which nothing is known yet."""
        return tuple.__new__(cls, (id, "", (), (), (), {}, 0, NO_PAST, {}, {}, NO_WORDS, NO_WORDS, None, {}))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Case) and self[:DECIDING] == other[:DECIDING]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((self.id, self.place, len(self.log)))

    def __repr__(self) -> str:
        return f"Case({self.id!r}, {self.place!r}, {self.log!r})"

    @property
    def version(self) -> int:
        """How many events were recorded: what a writer expects to find."""
        return len(self.log)

    @property
    def received(self) -> Event:
        return self.events[0]

    @property
    def governed_by(self) -> Event:
        """The event that says which documents govern the case: its receipt, or the last migration."""
        for event in reversed(self.events) if "migrated" in self.kinds else ():
            if event.kind == "migrated":
                return event
        return self.received

    @property
    def policy(self) -> str:
        return self.governed_by.data["policy"]

    @property
    def stage(self) -> str:
        """The stage the case is at, or was last at."""
        entry = self.events[self.entered]
        stage, _, step = entry.place.partition(".")
        return stage if step else entry.stage

    @property
    def is_record(self) -> bool:
        """Whether it is no complaint, but stands on record beside the procedure."""
        return self.events[0].place in RECORDS

    @property
    def is_merged(self) -> bool:
        """Whether another case deals with the same complaint, and this one was closed for that."""
        for event in reversed(self.events) if "merged" in self.kinds else ():
            if event.kind in ("merged", "reopened"):
                return event.kind == "merged"
        return False

    @property
    def has_ended(self) -> bool:
        return self.place in ENDS

    @property
    def matters(self) -> tuple[Matter, ...]:
        if "matters" not in self.told:
            self.told["matters"] = self._matters()
        return self.told["matters"]  # type: ignore[no-any-return]

    def _matters(self) -> tuple[Matter, ...]:
        found = {name.split(".")[1] for name in self.values if name.startswith("matter.")}
        numbers = sorted(found, key=lambda n: (len(n), n)) if len(found) > 1 else found
        get = self.values.get
        return tuple(
            Matter(n, get(f"matter.{n}.what", ""), get(f"matter.{n}.happened", ""), get(f"matter.{n}.aware", ""))
            for n in numbers
        )

    @property
    def considered(self) -> tuple[Matter, ...]:
        """The matters that are looked at where the case stands: all, or those with which it was taken on, and new ones."""
        if "considered" not in self.known:
            self.known["considered"] = self._considered(self.events, frozenset())
        return self.known["considered"]  # type: ignore[no-any-return]

    def considered_at(self, stage: str) -> tuple[Matter, ...]:
        """The matters that were looked at when the case was last at a stage: its dates do not move when it goes on."""
        visit = self.visit(stage)
        if not visit or not _leaves(visit[-1], stage):
            return self.considered
        until = next(n for n, event in enumerate(self.events) if event is visit[-1])
        later = (_new_matters(event) for event in self.events[until:] if event.kind == "matter-added")
        return self._considered(self.events[:until], frozenset().union(*later))

    def _considered(self, events: tuple[Event, ...], later: frozenset[str]) -> tuple[Matter, ...]:
        chosen: frozenset[str] | None = None
        for event in events:
            data = event.data
            if data and "matters" in data and event.stage and _leaves(event, event.stage):
                chosen = frozenset(data["matters"].replace(" ", "").split(","))
            elif chosen is not None and event.kind == "matter-added":
                chosen |= _new_matters(event)
        if chosen is None and not later:
            return self.matters
        return tuple(m for m in self.matters if (chosen is None or m.number in chosen) and m.number not in later)

    @property
    def facts(self) -> Mapping[str, str]:
        if "facts" not in self.told:
            self.told["facts"] = numbered(self.values, "fact")
        return self.told["facts"]  # type: ignore[no-any-return]

    def meets(self, condition: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether the facts of the case are those that a part of the policy asks for."""
        return holds(condition, {id: self.value_of(id) for id in condition}) if condition else True

    def value_of(self, id: str, stage: str = "") -> str:
        """The value of a fact, or of what every case knows; with a stage, as many matters as were looked at there."""
        if id == MATTERS:
            return str(len(self.considered_at(stage) if stage else self.considered))
        return self.values.get(CHANNEL, "") if id == CHANNEL else self.facts.get(id, "")

    def moment(self, ref: EventRef, stage: str = "") -> DateTime | date | None:
        """When what `ref` names happened: in that stage's last visit, or in `stage`'s; None when it has not.

        An event belongs to a stage when it happened there or brought the case there; what an outside body did belongs
        to the door that led to it. What belongs to no stage
        (receipt, the matter itself, date facts, what duties and actions did) is looked up in the whole case.
        Of several matters the last one counts: no right is lost while one matter is still in time.
        """
        name, at = ref.name, ref.stage
        if name == "received":
            return self.events[0].happened_at
        if name in MATTER_MOMENTS:
            days = [getattr(matter, name) for matter in self.matters]
            return max((date.fromisoformat(day) for day in days if day), default=None)
        if (fact := self.values.get("fact." + name)) and _is_date(fact):
            return date.fromisoformat(fact)
        if name == ENTERED:
            return next((event.happened_at for event in self.visit(at or stage)), None)
        if not at:
            return self.since(name, stage)
        if name not in self.names and "outside-acted" not in self.kinds:
            return None
        found = self.latest(name, at) or self._done_outside(ref)
        return found.happened_at if found else None

    def since(self, name: str, stage: str) -> DateTime | None:
        """When the last event of that name happened: in a stage's last visit, or else beside the stages; or at all."""
        if name not in self.names:
            return None
        if found := self.latest(name, stage):
            return found.happened_at
        for event in reversed(self.events):
            if event.name == name and KINDS[event.kind].beside:
                return event.happened_at
        return None

    def _done_outside(self, ref: EventRef) -> Event | None:
        """The last time that the body behind a door did something; no stage has the name of that door."""
        for event in reversed(self.events) if "outside-acted" in self.kinds else ():
            if (
                event.kind == "outside-acted"
                and event.data["door"] == ref.stage
                and event.data["outside.act"] == ref.name
            ):
                return event
        return None

    def latest(self, name: str, stage: str = "") -> Event | None:
        """The last event of that name, in the last visit to `stage` where one is given.

        The event that led on from a stage counts there only when no other of its name does: a request to go to
        stage 3 is no second request to go to stage 2.
        """
        if not stage:
            return next((event for event in reversed(self.events) if event.name == name), None)
        found: Event | None = None
        for event in reversed(self.visits.get(stage, ())):
            if event.name == name:
                here, _, step = event.place.partition(".")
                if here == stage or not step:
                    return event
                found = found or event
        return found

    def named(self, name: str) -> tuple[Event, ...]:
        """Every event of a name, `responded`, or of a name in the last visit to a stage, `stage-2.responded`."""
        stage, _, plain = name.rpartition(".")
        return tuple(event for event in (self.visit(stage) if stage else self.events) if event.name == plain)

    def visit(self, stage: str) -> tuple[Event, ...]:
        """The events of the last visit to a stage, from the one that brought the case there to the one that led on."""
        return self.visits.get(stage, ())


def _new_matters(event: Event) -> frozenset[str]:
    """The numbers of the matters that joined with an event."""
    return frozenset(name.split(".")[1] for name in event.texts if name.startswith("matter."))


def _is_date(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-"


def _leaves(event: Event, stage: str) -> bool:
    here, _, step = event.place.partition(".")
    return bool(step) and here != stage
