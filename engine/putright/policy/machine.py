"""The state machine of a policy: the only file that knows the library `transitions`.

One shared machine for each policy; it knows places, moves and a yes or no for each that it is handed, and nothing of
cases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any, Generic, Protocol, TypeVar

from transitions import EventData, Transition
from transitions import Machine as Transitions

from putright.policy.model import Policy
from putright.policy.moves import Move, moves_of, places


class Traveller(Protocol):
    """What is moved, and thrown away: where the case is, and the move that was made."""

    state: str
    made: Move | None


Question = TypeVar("Question", bound=Traveller)


class _Guarded(Transition):
    """A move as the library makes it, with one answer asked before it.

    Nothing else is done before, between or after our moves, and the library's own way looks for it in nine places. The
    library finds the moves that lead on from a place, in their order, and refuses what does not.
    """

    def __init__(self, *as_usual: Any, move: Move, says_yes: Callable[[Move, Any], bool]) -> None:
        super().__init__(*as_usual)
        self.move, self.says_yes = move, says_yes

    def execute(self, event_data: EventData) -> bool:
        traveller: Any = event_data.model
        if not self.says_yes(self.move, traveller):
            return False
        traveller.made = self.move
        if self.dest:
            traveller.state = self.dest
        return True


class _Guarding(Transitions):
    """The library's machine, with moves of ours."""

    transition_cls = _Guarded


class Machine(Generic[Question]):
    """Every place and move of a policy, with one yes-or-no answer asked for each move: whether every guard says yes."""

    def __init__(self, policy: Policy, says_yes: Callable[[Move, Question], bool]) -> None:
        self.moves = moves_of(policy)
        self._at: dict[tuple[str, str], tuple[Move, ...]] = defaultdict(tuple)
        self._lapsing: dict[str, set[str]] = defaultdict(set)
        self._actions_at: dict[str, dict[str, None]] = defaultdict(dict)
        self._machine = _Guarding(model=None, states=list(places(policy)), initial=None, auto_transitions=False)
        for move in self.moves:
            self._at[move.source, move.action] += (move,)
            if move.kind == "missed":
                self._lapsing[move.source].add(move.of)
            self._actions_at[move.source].setdefault(move.action)
            self._machine.add_transition(
                move.action,
                move.source,
                None if move.dest == move.source else move.dest,
                move=move,
                says_yes=says_yes,
            )
        self._triggers = {name: event.trigger for name, event in self._machine.events.items()}
        self.actions = frozenset(move.action for move in self.moves if not move.is_automatic)

    def moves_at(self, place: str, action: str) -> tuple[Move, ...]:
        """The moves that an act can make at a place, whatever their guards say."""
        return self._at.get((place, action), ())

    def lapsing_at(self, place: str) -> Collection[str]:
        """The steps and duties whose time can run out at a place, so that something happens by itself."""
        return self._lapsing.get(place, ())

    def actions_at(self, place: str) -> tuple[str, ...]:
        """What can be done at a place by a person, in the order of the policy."""
        return tuple(a for a in self._actions_at.get(place, ()) if not self._at[place, a][0].is_automatic)

    def run(self, place: str, action: str, question: Question) -> tuple[Move, str] | None:
        """Make the first move whose guards all say yes: that move and the place reached; None when none does."""
        question.state = place
        self._triggers[action](question)
        return (question.made, question.state) if question.made else None
