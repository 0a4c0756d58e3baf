"""A question: an attempt, and what the guards of a move have said to it.

Never decides; it asks the guards, and where nothing can be done it asks them all, to tell everything that is in the way.
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
    of: dict[int, tuple[Guard, ...]] = field(default_factory=dict)
    """By the identity of the move, since a machine keeps its moves and their own hash is slow."""
    plain: dict[int, tuple[Guard, ...]] = field(default_factory=dict)
    """The same for plain commands."""

    def asked(self, move: Move, command: Command) -> tuple[Guard, ...]:
        """The guards that are asked about a move that is commanded so."""
        plain, known = is_plain(command), id(move)
        of = self.plain if plain else self.of
        if known not in of:
            names = (name for name in move.guards if can_refuse(name, self.policy, move, plain=plain))
            of[known] = tuple([GUARDS[name] for name in names])
        return of[known]


@dataclass(slots=True)
class Question(Attempt):
    """A command put to a case under its policy, and to the guards of each move."""

    guards: Guarding
    state: str = ""
    made: Move | None = None
    """Where the machine has led the case, and by which move."""

    def refusals(self, move: Move) -> list[Refused]:
        """What every guard of a move that says no has to say."""
        return [no for guard in self.guards.asked(move, self.command) if (no := guard(self, move))]

    @staticmethod
    def allows(move: Move, question: Question) -> bool:
        """Whether every guard of a move says yes; the first that does not is the last that is asked."""
        for guard in question.guards.asked(move, question.command):  # noqa: SIM110 -- asked at every step of a case
            if guard(question, move):
                return False
        return True
