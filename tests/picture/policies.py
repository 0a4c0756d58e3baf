"""The policies whose charts are looked at: every one that is shipped, those of the tests, and one of hostile words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from putright.policy.library import NO_POLICIES, looks_like_policy
from putright.policy.loading import load
from putright.policy.picture import Chart, chart_of

ROOT = Path(__file__).parents[2]
_ROOMS = ("policies", "engine/putright", "tests/policy/good", "tests/lives/policies", "tests/case")


def _whole(path: Path) -> bool:
    return looks_like_policy(path) and path.parent.name not in {*NO_POLICIES, "starters"} - {"examples"}


EVERY = sorted(path for room in _ROOMS for path in (ROOT / room).rglob("*.yaml") if _whole(path))
NAMES = [str(path.relative_to(ROOT)) for path in EVERY]


@cache
def chart(name: str) -> Chart:
    loaded = load(ROOT / name)
    return chart_of(loaded.policy, loaded.calendar)
