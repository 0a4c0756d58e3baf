"""From a policy file to a policy that can be used, with its calendar and the digests that pin both.

Reads files and checks shape and sense. Letters are looked at elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from putright.policy.calendars import document, find_calendar
from putright.policy.canonical import canonical, digest
from putright.policy.model import Policy
from putright.policy.overlay import is_overlay, whole
from putright.policy.reading import read_policy
from putright.policy.sense import sense_problems
from putright.policy.shape import shape_problems
from putright.problems import PolicyError, Problem, in_order
from putright.source import Plain, Source, UnsoundError, parse, read
from putright.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Loaded:
    """A policy as it stands in a file: the value, its calendar, the warnings, and the text it was read from."""

    policy: Policy
    calendar: Calendar
    source: Source
    problems: tuple[Problem, ...] = ()

    def documents(self) -> Mapping[str, tuple[str, bytes]]:
        """What must be kept so that a case can be understood for years: kind to digest and bytes.

        The digest of a policy is that of its canonical tree, so that a comment is no change; the text is kept. Nor is
        its last day in force: that is known only once there is another version, and says nothing about its cases.
        """
        calendar = canonical(document(self.calendar))
        return {
            "policy": (digest(canonical(_without_end(self.source.tree))), self.source.text.encode()),
            "calendar": (digest(calendar), calendar),
        }


def _without_end(tree: Plain) -> Plain:
    """The tree of a policy without its last days in force, also where some complaints have another one."""
    in_force = tree.get("in_force") if isinstance(tree, dict) else None
    if not isinstance(tree, dict) or not isinstance(in_force, dict):
        return tree
    begins: dict[str, Plain] = {name: value for name, value in in_force.items() if name not in ("until", "later")}
    phases = in_force.get("later")
    begun: list[Plain] = [
        {**phase, "until": None}
        for phase in (phases if isinstance(phases, list) else ())
        if isinstance(phase, dict) and "from" in phase
    ]
    if begun:
        begins["later"] = begun
    return {**tree, "in_force": begins}


def load(path: Path | str) -> Loaded:
    """The policy in a file, ready to be used; warnings come with it.

    Raises:
        PolicyError: Everything that is wrong with the file or its calendar.
    """
    loaded, problems = examine(path)
    if loaded is None or any(problem.level == "error" for problem in problems):
        raise PolicyError(problems)
    return loaded


def examine(path: Path | str) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """The policy in a file as far as it can be read, and everything that is wrong with it."""
    try:
        source = read(path)
    except UnsoundError as error:
        return None, _with_shape(error)
    except PolicyError as error:
        return None, error.problems
    try:
        source = whole(source, Path(path))
    except PolicyError as error:
        return None, error.problems
    policy, problems = read_policy(source)
    if policy is None:
        return None, in_order(problems)
    calendar, troubles = _calendar_of(policy, source, Path(path).parent)
    found = in_order((*problems, *troubles, *sense_problems(policy, calendar)))
    return (Loaded(policy, calendar, source, found) if calendar else None), found


def _with_shape(error: UnsoundError) -> tuple[Problem, ...]:
    """What is wrong with the text, and beside it what is wrong with its shape: all that one reading can find."""
    told = {problem.place for problem in error.problems}
    schema = "overlay" if is_overlay(error.source) else "policy"
    shape = (problem for problem in shape_problems(error.source, schema) if problem.place not in told)
    return in_order((*error.problems, *shape))


@lru_cache(maxsize=16)
def pinned(text: bytes, name: str) -> Policy:
    """A policy from the text that a store kept, remembered. It was checked when it was published.

    Raises:
        PolicyError: The text cannot be read by this program.
    """
    policy, problems = read_policy(parse(text, name))
    if policy is None:
        raise PolicyError(problems)
    return policy


def _calendar_of(policy: Policy, source: Source, folder: Path) -> tuple[Calendar | None, tuple[Problem, ...]]:
    try:
        return find_calendar(policy.calendar, folder, source.place("calendar")), ()
    except PolicyError as error:
        return None, error.problems
