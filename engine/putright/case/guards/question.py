"""A question: an attempt, and what the guards of a move have said to it.

Never decides; it asks every guard once, and keeps the answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from putright.case.attempt import Attempt
from putright.case.guards.table import GUARDS
from putright.policy.moves import Move
from putright.problems import Refused


@dataclass(slots=True)
class Question(Attempt):
    """A command put to a case under its policy, and the answers its guards gave."""

    answers: dict[tuple[str, int], Refused | None] = field(default_factory=dict)

    def ask(self, guard: str, move: Move) -> Refused | None:
        """What a guard says to a move, asked once: None is yes."""
        key = (guard, id(move))  # a machine keeps its moves, and their own hash is slow
        if key not in self.answers:
            self.answers[key] = GUARDS[guard](self, move)
        return self.answers[key]

    def refusals(self, move: Move) -> list[Refused]:
        """What every guard of a move that says no has to say; all are asked."""
        return [no for guard in move.guards if (no := self.ask(guard, move))]
