"""Proof: every path of a policy walked before anyone complains; what it finds, told as stories that the engine has played.

It looks only at policies whose parts fit each other, and judges no case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from putright.letters import Shelf
from putright.policy.library import Version
from putright.policy.model import Policy
from putright.problems import Problem, in_order
from putright.proof.checks import CHECKS, Check
from putright.proof.graph import Graph
from putright.proof.ground import Ground
from putright.proof.story import story
from putright.working_days import Calendar

__all__ = ["CHECKS", "Check", "Graph", "proof_problems"]

Track = Callable[[Iterable[Check], int, str], Iterator[Check]]


def _each(checks: Iterable[Check], total: int, title: str) -> Iterator[Check]:
    yield from checks


def proof_problems(
    policy: Policy, calendar: Calendar, shelf: Shelf, beside: tuple[Version, ...] = (), track: Track = _each
) -> tuple[Problem, ...]:
    """What could not be proved of a policy, sorted by place; `beside` are the other versions in its folder."""
    ground = Ground(policy, calendar, shelf, beside)
    found: list[Problem] = []
    for check in track(CHECKS, len(CHECKS), policy.title):
        for flaw in check.find(ground):
            told = story(ground.procedure, flaw) if flaw.way is not None else ()
            if told is not None:
                found.append(Problem(check.id, flaw.place, flaw.what, flaw.mend, check.level, told))
    return in_order(found)
