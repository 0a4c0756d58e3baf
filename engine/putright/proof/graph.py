"""The graph of a policy: its places, and the moves by which its own steps, limits and actions lead from one to another.

Each question is one walk over the graph, so that its cost grows with places and moves and never with the number of ways.
What every procedure allows beside its steps (to withdraw, to note, to reopen) is left out: it proves nothing.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from putright.policy.model import ENDS, ENTERED, Condition, EventRef, Policy
from putright.policy.moves import Move, first_place, moves_of
from putright.proof.facts import Kind, Kinds, kinds, meets

Way = tuple[Move, ...]


class Graph:
    """What can follow what in a policy: values that a chart, a proof or the coverage of stories can walk."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.all = moves_of(policy)
        self.moves = tuple(move for move in self.all if _leads(move))
        self.onward: dict[str, list[Move]] = defaultdict(list)
        self.back: dict[str, list[Move]] = defaultdict(list)
        for move in self.moves:
            self.onward[move.source].append(move)
            self.back[move.dest].append(move)

    @cached_property
    def kinds(self) -> Kinds:
        """One complaint of each kind that goes its own way, or has its own doors."""
        doors = (door.applies for door in self.policy.doors.values())
        return self._with_a_way(kinds(self.policy, (*self._conditions(), *doors)))

    @cached_property
    def step_kinds(self) -> Kinds:
        """One complaint of each kind that goes its own way."""
        return self._with_a_way(kinds(self.policy, self._conditions()))

    def entry(self, kind: Kind) -> str:
        """Where a complaint of that kind starts."""
        return first_place(self.policy, dict(kind))

    def _with_a_way(self, found: Kinds) -> Kinds:
        """Those that have a track; of a complaint that has none no case is opened."""
        return Kinds(tuple(kind for kind in found.each if self.entry(kind)), found.are_all)

    def is_plain(self, way: Way, kind: Kind) -> bool:
        """Whether any complaint can go that way, whatever its facts."""
        return self.entry({}) == self.entry(kind) and not any(move.applies for move in way)

    def applies(self, move: Move, kind: Kind) -> bool:
        """Whether a complaint of that kind can go this way; through a step's doors, if one is for it."""
        if move.kind == "referred":
            found = self.policy.step_at(move.source)
            doors = found[1].through if found else ()
            return any(meets(kind, self.policy.doors[door].applies) for door in doors)
        if move.kind == "missed":  # of several ways that time running out can lead, the first that fits is taken
            ways = (other for other in self.onward[move.source] if other.action == move.action)
            return next((other for other in ways if meets(kind, other.applies)), None) == move
        return meets(kind, move.applies)

    def reached(self, kind: Kind, without: Callable[[Move], bool] | None = None) -> dict[str, Move | None]:
        """Every place that a complaint can come to, with the move that first led there; some moves left out."""
        return self._walk(self.entry(kind), kind, without)

    def ending(self, kind: Kind) -> set[str]:
        """Every place from which a complaint can come to an end by the policy's own steps."""
        found = set(ENDS)
        ahead = deque(ENDS)
        while ahead:
            for move in self.back[ahead.popleft()]:
                if move.source not in found and self.applies(move, kind):
                    found.add(move.source)
                    ahead.append(move.source)
        return found

    def way(self, start: str, goal: str, kind: Kind) -> Way | None:
        """The shortest way from a place to a place; None when there is none."""
        found = self._walk(start, kind)
        return way_to(found, goal) if goal in found else None

    def round(self, place: str, circle: frozenset[str], kind: Kind) -> Way:
        """The shortest way through a circle from a place back to it."""
        ways = [
            (move, *onward)
            for move in self.onward[place]
            if move.dest in circle and self.applies(move, kind)
            if (onward := self.way(move.dest, place, kind)) is not None
        ]
        return min((way for way in ways if way[0].dest != place or way[0].kind == "done"), key=len, default=())

    def _walk(self, start: str, kind: Kind, without: Callable[[Move], bool] | None = None) -> dict[str, Move | None]:
        found: dict[str, Move | None] = {start: None}
        ahead = deque([start])
        while ahead:
            for move in self.onward[ahead.popleft()]:
                if move.dest in found or not self.applies(move, kind) or (without and without(move)):
                    continue
                found[move.dest] = move
                ahead.append(move.dest)
        return found

    def circles(self, kind: Kind) -> tuple[frozenset[str], ...]:
        """The groups of places in which a complaint can go round and round (strongly connected components)."""
        reached = self.reached(kind)
        groups: list[frozenset[str]] = []
        taken: set[str] = set()
        for place in self.in_order(kind):
            if place not in taken:
                group = self._against(place, kind, taken, reached)
                if len(group) > 1 or any(m.kind == "done" and m.dest == place for m in self.onward[place]):
                    groups.append(group)
        return tuple(groups)

    def in_order(self, kind: Kind) -> tuple[str, ...]:
        """The places that a complaint can come to, each before those that it leads to, as far as no circle forbids it."""
        order: list[str] = []
        self._finish(self.entry(kind), kind, set(), order)
        return tuple(reversed(order))

    def _finish(self, start: str, kind: Kind, seen: set[str], order: list[str]) -> None:
        """Depth first, without recursion: each place is finished after all that follows it."""
        seen.add(start)
        stack: list[tuple[str, Iterator[Move]]] = [(start, iter(self.onward[start]))]
        while stack:
            place, moves = stack[-1]
            following = next((m.dest for m in moves if m.dest not in seen and self.applies(m, kind)), None)
            if following is None:
                order.append(place)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(self.onward[following])))

    def _against(self, start: str, kind: Kind, taken: set[str], reached: Iterable[str]) -> frozenset[str]:
        taken.add(start)
        group, ahead = {start}, [start]
        while ahead:
            for move in self.back[ahead.pop()]:
                if move.source not in taken and move.source in reached and self.applies(move, kind):
                    taken.add(move.source)
                    group.add(move.source)
                    ahead.append(move.source)
        return frozenset(group)

    def _conditions(self) -> Iterator[Condition]:
        yield from (move.applies for move in self.moves)
        yield from (track.applies for track in self.policy.tracks.values())
        yield from (stage.direct_entry for stage in self.policy.stages if stage.direct_entry)
        doors = {id for stage in self.policy.stages for step in stage.steps for id in step.through}
        yield from (self.policy.doors[id].applies for id in doors)


def way_to(reached: dict[str, Move | None], place: str) -> Way:
    """The moves that led to a place, the first one first."""
    found: list[Move] = []
    while move := reached[place]:
        found.append(move)
        place = move.source
    return tuple(reversed(found))


def makes(move: Move, ref: EventRef) -> bool:
    """Whether a move is the event that is named, in its own stage where a stage is named with it."""
    stages = (move.source.partition(".")[0], move.dest.partition(".")[0])
    if ref.name == ENTERED:
        return ref.stage == stages[1] != stages[0]
    return move.event == ref.name and (not ref.stage or ref.stage in stages)


def _leads(move: Move) -> bool:
    """Whether a move is the policy's own way on: a step, time that ran out, a step's doors, an action that moves."""
    if move.source in ENDS:
        return False
    if move.kind == "done":
        return move.action != "send"
    if move.kind == "referred":
        return bool(move.step)
    return move.kind == "missed" or move.kind == "moved"
