"""Guards that the policy alone shows to have nothing against a move, so that nobody need ask them.

A table of rows; a guard without a row is always asked. A row repeats nothing but the guard's own first look.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from putright.case.attempt import leads_on
from putright.case.commands import Command
from putright.case.events import KINDS
from putright.policy.model import Policy, Stage, Step
from putright.policy.moves import Move

Silent = Callable[[Policy, Move], bool]


def can_refuse(guard: str, policy: Policy, move: Move, *, plain: bool) -> bool:
    """Whether a guard can ever say no to a move that is commanded plainly, or in any way."""
    for table in (SILENT, SILENT_WHEN_PLAIN) if plain else (SILENT,):
        silent = table.get(guard)
        if silent and silent(policy, move):
            return False
    return True


def is_plain(command: Command) -> bool:
    """Whether a command names no role and does not choose among the matters, as most do."""
    return not command.role and "matters" not in command.given


def _at(policy: Policy, move: Move) -> tuple[Stage, Step]:
    stage = policy.stage(move.stage)
    return stage, stage.step(move.step)


def _outcomes(policy: Policy, move: Move) -> bool:
    return _at(policy, move)[1].kind != "response"


def _independence(policy: Policy, move: Move) -> bool:
    stage, step = _at(policy, move)
    return not stage.different_from or step.kind != "response"


def _reviewed(policy: Policy, move: Move) -> bool:
    return not _at(policy, move)[1].reviewed_by


def _window(policy: Policy, move: Move) -> bool:
    return not leads_on(move) or _at(policy, move)[1].clock is None


def _held_up(policy: Policy, move: Move) -> bool:
    return not any({move.step, f"{move.stage}.{move.step}"} & set(duty.holds_up) for duty in policy.duties.values())


SILENT: Mapping[str, Silent] = {
    "order": lambda _, move: KINDS[move.kind].quiet,
    "applies": lambda _, move: not move.applies,
    "needs": lambda _, move: not move.needs and move.kind != "referred",
    "held-up": _held_up,
    "outcomes": _outcomes,
    "independence": _independence,
    "approved": _reviewed,
    "reviewed": _reviewed,
    "window": _window,
}
"""When a guard has nothing to say, by its name."""

SILENT_WHEN_PLAIN: Mapping[str, Silent] = {
    "who": lambda policy, _: not any(role.holders for role in policy.roles.values()),
    "matters": lambda policy, move: True,
}
"""When it has nothing to say of a plain command."""
