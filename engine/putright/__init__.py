"""putright: complaints procedures that their owners write as YAML.

The public face: names that programs may rely on, loaded when they are first used. Whatever is not listed may change.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from putright.authoring import check_policy, comply, load_policy
    from putright.casework import Desk, Receipt, open_desk
    from putright.compare import Change, Diff, diff
    from putright.policy.calendars import BadDue, due
    from putright.policy.model import Policy
    from putright.problems import Place, PolicyError, Problem, Refused
    from putright.store import StoreError
    from putright.working_days import BeyondCalendar, Calendar, Closure, Due

__all__ = [
    "BadDue",
    "BeyondCalendar",
    "Calendar",
    "Change",
    "Closure",
    "Desk",
    "Diff",
    "Due",
    "Place",
    "Policy",
    "PolicyError",
    "Problem",
    "Receipt",
    "Refused",
    "StoreError",
    "check_policy",
    "comply",
    "diff",
    "due",
    "load_policy",
    "open_desk",
]

__version__ = "0.1.0"

_ROOMS = {
    "putright.authoring": ("check_policy", "comply", "load_policy"),
    "putright.casework": ("Desk", "Receipt", "open_desk"),
    "putright.compare": ("Change", "Diff", "diff"),
    "putright.policy.calendars": ("BadDue", "due"),
    "putright.policy.model": ("Policy",),
    "putright.problems": ("Place", "PolicyError", "Problem", "Refused"),
    "putright.store": ("StoreError",),
    "putright.working_days": ("BeyondCalendar", "Calendar", "Closure", "Due"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'putright' has no attribute {name!r}")
    return getattr(import_module(_ROOM_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
