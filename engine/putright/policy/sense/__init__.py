"""Sense: do the parts of a policy fit each other; a table of checks, and everything that they find.

Never looks at the shape of a file, and never stops at the first fault.
"""

from __future__ import annotations

from putright.policy.model import Policy
from putright.policy.sense.checks import CHECKS, Check
from putright.policy.sense.ground import Ground
from putright.problems import Problem, in_order
from putright.working_days import Calendar

__all__ = ["CHECKS", "Check", "sense_problems"]


def sense_problems(policy: Policy, calendar: Calendar | None) -> tuple[Problem, ...]:
    """What does not fit in a policy, sorted by place; without a calendar its closures are not looked up."""
    ground = Ground(policy, calendar)
    return in_order(
        Problem(check.id, fault.place, fault.what, fault.mend, check.level)
        for check in CHECKS
        for fault in check.find(ground)
    )
