"""The ground of all proofs: the policy with its calendar and letters, its graph, and what has surely happened where.

Worked out once for all proofs; it judges nothing.
"""

from __future__ import annotations

from functools import cached_property

from putright.case.procedure import Procedure
from putright.letters import Shelf
from putright.policy.library import Version
from putright.policy.model import ENTERED, MATTER_MOMENTS, OUTSIDE_ACTS, Clock, Door, EventRef, Opening, Policy
from putright.policy.moves import Move
from putright.proof.facts import Kind, meets
from putright.proof.graph import Graph, Way, makes, way_to
from putright.working_days import Calendar


class Ground:
    """One policy, made ready to be proved."""

    def __init__(self, policy: Policy, calendar: Calendar, shelf: Shelf, beside: tuple[Version, ...] = ()) -> None:
        self.policy, self.calendar, self.shelf = policy, calendar, shelf
        self.beside = beside
        """The other versions of the same procedure that stand in its folder."""
        self.graph = Graph(policy)
        self._avoided: dict[tuple[tuple[tuple[str, str], ...], tuple[str, ...]], dict[str, Move | None]] = {}
        self._reached: dict[tuple[tuple[str, str], ...], dict[str, Move | None]] = {}

    @cached_property
    def procedure(self) -> Procedure:
        """Made only when a story is to be told: most policies have none."""
        return Procedure.of(self.policy, self.calendar)

    def reached(self, kind: Kind) -> dict[str, Move | None]:
        key = tuple(kind.items())
        if key not in self._reached:
            self._reached[key] = self.graph.reached(kind)
        return self._reached[key]

    def doors(self, kind: Kind) -> tuple[Door, ...]:
        """The doors that are meant for complaints of a kind."""
        return tuple(door for door in self.policy.doors.values() if meets(kind, door.applies))

    def is_given(self, ref: EventRef) -> bool:
        """Whether a case has the event from receipt on: receipt itself, the matter, a day that is a fact."""
        fact = self.policy.facts.get(ref.name)
        return ref.name in ("received", *MATTER_MOMENTS) or (fact is not None and fact.type == "date")

    def without(self, place: str, kind: Kind, *refs: EventRef) -> Way | None:
        """A way to a place on which none of those events happens; None when there is none."""
        if any(self.is_given(ref) or self._starts_in(ref, kind) for ref in refs):
            return None
        found = self._without(kind, refs)
        return way_to(found, place) if place in found else None

    def _without(self, kind: Kind, refs: tuple[EventRef, ...]) -> dict[str, Move | None]:
        """Every place that a complaint can come to while none of those events happens; walked once for all places."""
        key = (tuple(kind.items()), tuple(map(str, refs)))
        if key not in self._avoided:
            self._avoided[key] = self.graph.reached(kind, lambda move: any(makes(move, ref) for ref in refs))
        return self._avoided[key]

    def through(self, place: str, kind: Kind, ref: EventRef) -> Way | None:
        """A way to a place on which that event happens; None when there is none."""
        reached = self.reached(kind)
        if self.is_given(ref):
            return way_to(reached, place) if place in reached else None
        for move in self.graph.moves:
            if makes(move, ref) and move.source in reached and self.graph.applies(move, kind):
                onward = self.graph.way(move.dest, place, kind)
                if onward is not None:
                    return (*way_to(reached, move.source), move, *onward)
        return None

    def surely(self, ref: EventRef, place: str, kind: Kind) -> bool:
        """Whether the event has happened, by whatever way a case came to the place."""
        return self.without(place, kind, ref) is None

    def has_started(self, clock: Clock, stage: str, place: str, kind: Kind) -> bool:
        """Whether a clock surely runs at a place: all of its starts have happened, or one where the earlier decides."""
        refs = [EventRef(t.start.name, t.start.stage or self._own(t.start, stage)) for t in clock.terms]
        started = [self.surely(ref, place, kind) for ref in refs]
        return any(started) if clock.choose == "earlier" else all(started)

    def can_open(self, opening: Opening, kind: Kind) -> bool:
        """Whether anything can open a door this way for complaints of a kind."""
        ref = opening.start
        if ref in opening.unless:
            return False
        if ref.stage in self.policy.doors and ref.name in OUTSIDE_ACTS:
            return True
        if ref.name == "rejected":
            return bool(self.policy.exclusions)
        reached = self.reached(kind)
        own = any(
            makes(move, ref) and move.source in reached for move in self.graph.moves if self.graph.applies(move, kind)
        )
        return own or self.is_given(ref) or self._starts_in(ref, kind) or ref.name in self._beside

    @cached_property
    def _beside(self) -> frozenset[str]:
        """Events that belong to no step: what duties, actions and the acts of every procedure make."""
        return frozenset(move.event for move in self.graph.all if move.kind not in ("done", "missed"))

    def _starts_in(self, ref: EventRef, kind: Kind) -> bool:
        return ref.name == ENTERED and self.graph.entry(kind).startswith(f"{ref.stage}.")

    def _own(self, ref: EventRef, stage: str) -> str:
        return stage if not self.is_given(ref) and ref.name not in self._beside else ""
