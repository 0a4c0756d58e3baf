"""Proofs on the versions of one procedure that stand in one folder: on each day one is in force, and the newer is the later.

What is wrong between two versions is told of the one that came into force later.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from putright.policy.library import Version
from putright.policy.model import Policy
from putright.problems import Place
from putright.proof.flaw import Flaw
from putright.proof.ground import Ground
from putright.working_days import in_full


def overlaps(ground: Ground) -> Iterator[Flaw]:
    """Two versions in force on the same day, or two files that are the same version."""
    policy = ground.policy
    for other in ground.beside:
        if other.version == policy.version and other.file < _file(policy):
            what = f"{other.file} is version {other.version}, too"
            yield Flaw(_place(policy, "version"), what, "give the changed text a new version")
        elif _is_earlier(other, policy) and (other.last is None or other.last >= policy.in_force_from):
            until = f"until {in_full(other.last)}" if other.last else "without an end"
            yield Flaw(
                _place(policy, "in_force"),
                f"on {in_full(policy.in_force_from)} version {other.version} ({other.file}) is still in force, {until}, "
                "so no complaint of that day can be opened without naming a version",
                f"end the other one before: until: {policy.in_force_from - timedelta(days=1)}",
            )


def gaps(ground: Ground) -> Iterator[Flaw]:
    """Days between two versions on which none is in force."""
    policy = ground.policy
    before = [other for other in ground.beside if _is_earlier(other, policy)]
    last = max((other.last or date.max for other in before), default=None)
    if last is None or last == date.max or last + timedelta(days=1) >= policy.in_force_from:
        return
    first = last + timedelta(days=1)
    yield Flaw(
        _place(policy, "in_force"),
        f"no version is in force from {in_full(first)} to {in_full(policy.in_force_from - timedelta(days=1))}, "
        "so a complaint that comes then falls under none",
        f"let one of them cover these days: from: {first} here, or a later until there",
    )


def not_newer(ground: Ground) -> Iterator[Flaw]:
    """A version that comes into force later and, by its own date, is the older one."""
    policy = ground.policy
    for other in ground.beside:
        ours, theirs = _dated(policy.version), _dated(other.version)
        if ours and theirs and ours < theirs and _is_earlier(other, policy):
            yield Flaw(
                _place(policy, "version"),
                f"version {policy.version} comes into force after version {other.version} ({other.file}), and is dated before it",
                "date it later than the version that it replaces",
            )


def _is_earlier(other: Version, policy: Policy) -> bool:
    return other.version != policy.version and (other.first, other.file) < (policy.in_force_from, _file(policy))


def _dated(version: str) -> date | None:
    try:
        return date.fromisoformat(version)
    except ValueError:
        return None


def _file(policy: Policy) -> str:
    return policy.file.replace("\\", "/").rpartition("/")[2]


def _place(policy: Policy, key: str) -> Place:
    return policy.source.place(key) if policy.source else Place(policy.file)
