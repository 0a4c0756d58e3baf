"""Proof: every path of a policy walked before anyone complains; what it finds, told as stories that the engine has played.

It looks only at policies whose parts fit each other, and judges no case.
"""

from __future__ import annotations

from putright.letters import Shelf
from putright.policy.library import Version
from putright.policy.model import Policy
from putright.problems import Place, Problem, in_order
from putright.proof.checks import CHECKS, Check
from putright.proof.graph import Graph
from putright.proof.ground import Ground
from putright.proof.story import story
from putright.proof.telling import in_lines
from putright.proof.timetable import Answer, Span, Timetable, Track, timetable, untracked
from putright.working_days import Calendar

__all__ = [
    "CHECKS",
    "Answer",
    "Check",
    "Graph",
    "Ground",
    "Span",
    "Timetable",
    "Track",
    "in_lines",
    "proof_problems",
    "timetable",
    "untracked",
]


STORIES = 12
"""So many flaws of one policy are played and told as stories; what is found beyond them is told without."""


def proof_problems(
    policy: Policy, calendar: Calendar, shelf: Shelf, beside: tuple[Version, ...] = ()
) -> tuple[Problem, ...]:
    """What could not be proved of a policy, sorted by place; `beside` are the other versions in its folder.

    What shows at one place for several kinds of complaints, or on several ways, is told once, with the first story.
    """
    ground = Ground(policy, calendar, shelf, beside)
    found: dict[tuple[str, Place, str], Problem] = {}
    played = 0
    for check in CHECKS:
        for flaw in check.find(ground):
            plays = flaw.way is not None and played < STORIES
            told = story(ground.procedure, flaw) if plays else ()
            played += plays
            same = (check.id, flaw.place, flaw.what)
            if told is not None and not (same in found and (found[same].story or not told)):
                found[same] = Problem(check.id, flaw.place, flaw.what, flaw.mend, check.level, told)
    return in_order(found.values())
