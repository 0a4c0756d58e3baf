"""One policy that uses the whole language, and the same with one thing otherwise."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from putright.policy.loading import pinned
from putright.policy.model import Policy
from putright.source import read

ROOT = Path(__file__).parents[2]
EVERYTHING = ROOT / "tests" / "policy" / "good" / "everything.yaml"
ABSENT = object()
"""What is not written at all."""


def tree() -> dict[str, Any]:
    return deepcopy(read(EVERYTHING).tree)


def policy(tree: dict[str, Any], file: str = "policy.yaml") -> Policy:
    """The policy in a tree; one line a value, so that each has a line of its own."""
    return pinned(json.dumps(tree, indent=1).encode(), file)


def changed(tree: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The tree with another value at a path such as `stages.0.steps.2.respond.within`."""
    whole = deepcopy(tree)
    here: Any = whole
    *above, last = path.split("/") if "/" in path else path.split(".")
    for name in above:
        here = here[int(name)] if isinstance(here, list) else here.setdefault(name, {})
    key: Any = int(last) if isinstance(here, list) else last
    if value is ABSENT:
        here.pop(key, None) if isinstance(here, dict) else here.__delitem__(slice(key, key + 1))
    elif isinstance(here, list) and key == len(here):
        here.append(value)
    else:
        here[key] = value
    return whole
