"""A question: an attempt, and what the guards of a move have said to it.

Never decides; it asks every guard once, and keeps the answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from putright.case.attempt import Attempt
from putright.case.commands import Command
from putright.case.guards.silent import can_refuse, is_plain
from putright.case.guards.table import GUARDS, Guard
from putright.policy.model import Policy
from putright.policy.moves import Move
from putright.problems import Refused


@dataclass(slots=True)
class Guarding:
    """The guards of each move under one policy that can ever say no to it, looked up when the move is first tried."""

    policy: Policy
    of: dict[tuple[int, bool], tuple[Guard, ...]] = field(default_factory=dict)
    """By the identity of the move, since a machine keeps its moves and their own hash is slow; and for plain commands."""

    def asked(self, move: Move, command: Command) -> tuple[Guard, ...]:
        """The guards that are asked about a move that is commanded so."""
        plain = is_plain(command)
        found = self.of.get((id(move), plain))
        if found is None:
            names = (name for name in move.guards if can_refuse(name, self.policy, move, plain=plain))
            found = self.of[id(move), plain] = tuple(GUARDS[name] for name in names)
        return found


@dataclass(slots=True)
class Question(Attempt):
    """A command put to a case under its policy, and what the guards of each move said."""

    guards: Guarding
    refused: dict[int, list[Refused]] = field(default_factory=dict)

    def refusals(self, move: Move) -> list[Refused]:
        """What every guard of a move that says no has to say; all are asked, once."""
        found = self.refused.get(id(move))
        if found is None:
            guards = self.guards.asked(move, self.command)
            found = self.refused[id(move)] = [no for guard in guards if (no := guard(self, move))]
        return found

    @staticmethod
    def allows(move: Move, question: Question) -> bool:
        """Whether every guard of a move says yes."""
        return not question.refusals(move)
