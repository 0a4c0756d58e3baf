"""The ground that every check stands on: the policy, its calendar, its mentions and ways, and the events it knows.

Worked out once for all checks; it judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from putright.policy.model import ENTERED, MATTER_MOMENTS, OUTSIDE_ACTS, EventRef, Policy
from putright.policy.moves import BUILT_IN_ACTIONS
from putright.policy.sense.mentions import Kind, Mention, Path, mentions
from putright.policy.sense.ways import Ways
from putright.policy.wording import subject
from putright.policy.words import asked_event, declined_event
from putright.problems import Place
from putright.source import Source
from putright.source.tree import Spot
from putright.working_days import Calendar

ACTION_EVENTS = {"receive": "received", **BUILT_IN_ACTIONS}
"""What every procedure can do, whatever its stages, and the event that each makes."""


class Ground:
    """One policy, made ready to be checked."""

    def __init__(self, policy: Policy, calendar: Calendar | None) -> None:
        self.policy, self.calendar = policy, calendar
        nowhere = Place(policy.file)
        self.source = policy.source or Source(policy.file, "", {}, Spot(nowhere, nowhere))
        self.mentions = tuple(mentions(policy))
        self.ways = Ways(policy)
        self.date_facts = frozenset(fact.id for fact in policy.facts.values() if fact.type == "date")
        self.beside = frozenset(
            {duty.event for duty in policy.duties.values()}
            | {asked_event(duty.id) for duty in policy.duties.values() if duty.asked_by}
            | {declined_event(duty.id) for duty in policy.duties.values() if duty.asked_by and duty.declined_by}
            | {action.event for action in policy.actions.values()}
            | set(ACTION_EVENTS.values())
        )
        """Events that belong to no single stage: what duties and actions make."""

    @cached_property
    def is_sound(self) -> bool:
        """Whether every goal leads somewhere and no place is there twice, so that the ways mean something."""
        places = [f"{stage.id}.{step.id}" for stage in self.policy.stages for step in stage.steps]
        return self.ways.is_whole and len(set(places)) == len(places)

    @cached_property
    def reached(self) -> frozenset[str]:
        """Every place that a case can come to; none while the ways mean nothing."""
        return self.ways.reached_from(*self.ways.entries) if self.is_sound else frozenset()

    def named(self, *kinds: Kind) -> Iterator[Mention]:
        return (mention for mention in self.mentions if mention.kind in kinds)

    def place(self, path: Path) -> Place:
        """Where the value at the path stands, or what is nearest to it."""
        return self.source.place(*path)

    def key_place(self, path: Path) -> Place:
        """Where the name at the path stands."""
        return self.source.key_place(*path)

    def subject(self, path: Path) -> str:
        """What stands at the path, as its author would call it."""
        whole = path[:-1] if isinstance(path[-1], int) and path[-2] != "stages" else path
        return subject(self.source.tree, whole)

    def is_written(self, path: Path) -> bool:
        """Whether the policy says anything at the path."""
        spot = self.source.spot
        for step in path:
            if step not in spot.parts:
                return False
            spot = spot.parts[step]
        return True

    def is_any_time(self, ref: EventRef) -> bool:
        """Whether the event hangs on no move: receipt, the matter itself, a date fact, what duties and actions make."""
        if self.is_outside(ref):
            return True
        if ref.stage:
            return ref.name == ENTERED or ref.name in self.beside
        return ref.name in (*MATTER_MOMENTS, ENTERED) or ref.name in self.date_facts or ref.name in self.beside

    def is_outside(self, ref: EventRef) -> bool:
        """Whether the event is what the body behind a door did."""
        return ref.stage in self.policy.doors and not self._is_stage(ref.stage) and ref.name in OUTSIDE_ACTS

    def _is_stage(self, id: str) -> bool:
        return any(stage.id == id for stage in self.policy.stages)

    def has_only_a_date(self, ref: EventRef) -> bool:
        """Whether the event may be known by its day alone."""
        return not ref.stage and (ref.name in MATTER_MOMENTS or ref.name in self.date_facts)

    def events(self, stage: str = "") -> tuple[str, ...]:
        """The events that a clock of the stage can name, or any clock beside the stages; the procedure's own first."""
        made = (way.event for way in self.ways.all if not stage or way.belongs_to(stage))
        moments: Iterable[str] = (*MATTER_MOMENTS, *((ENTERED,) if stage else ()))
        return tuple(dict.fromkeys((*made, *sorted(self.beside), *moments, *sorted(self.date_facts))))

    def usual_events(self, stage: str = "") -> tuple[str, ...]:
        """Those of `events` that people mostly mean: without lapses, and without what can happen at any time."""
        steps = (name for name in self.events(stage) if name not in self.beside and not name.endswith("-missed"))
        return ("received", *steps)
