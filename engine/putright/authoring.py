"""The owner's counter: check a policy with its letters, and load one that is fit to be used."""

from __future__ import annotations

from pathlib import Path

from putright.letters import letter_problems, shelf_for
from putright.policy.loading import Loaded, examine
from putright.policy.model import Policy
from putright.problems import PolicyError, Problem, in_order


def check_policy(path: Path | str) -> tuple[Problem, ...]:
    """Everything that is wrong with a policy file, its calendar and its letters, sorted by place.

    Letters are looked at once the policy itself has no errors.
    """
    return _examined(path)[1]


def load_policy(path: Path | str) -> Policy:
    """The policy in a file.

    Raises:
        PolicyError: Everything that is wrong with it, in `.problems`.
    """
    loaded, problems = _examined(path)
    if loaded is None or any(problem.level == "error" for problem in problems):
        raise PolicyError(problems)
    return loaded.policy


def _examined(path: Path | str) -> tuple[Loaded | None, tuple[Problem, ...]]:
    loaded, problems = examine(path)
    if loaded is None or any(problem.level == "error" for problem in problems):
        return loaded, problems  # the letters of a procedure that leads nowhere cannot be asked for
    try:
        letters = letter_problems(loaded.policy, shelf_for(loaded.policy))
    except PolicyError as error:
        letters = error.problems
    return loaded, in_order((*problems, *letters))
