"""Reading: from the text of a policy file to the policy as a value, every part with its place.

Never judges whether the parts fit each other (`sense` does), and never reads a file itself.
"""

from __future__ import annotations

from putright.policy.model import Policy
from putright.policy.reading.grounds import policy_of
from putright.policy.reading.node import Node
from putright.policy.shape import shape_problems
from putright.problems import Problem
from putright.source import Source

__all__ = ["read_policy"]


def read_policy(source: Source) -> tuple[Policy | None, tuple[Problem, ...]]:
    """The policy in `source`, or None and everything that is wrong with its shape."""
    problems = shape_problems(source, "policy")
    if any(problem.level == "error" for problem in problems):
        return None, problems
    return policy_of(Node(source, (), source.tree)), problems
