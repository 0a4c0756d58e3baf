"""Orders as people and programs hand them in: moments in text, and nested values as flat names.

Reads them into commands; what a field means, and whether it may be said, is settled where cases are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from putright.case.commands import Command
from putright.casework.moments import moment


def order(
    action: str,
    at: str | datetime,
    happened_at: str | datetime | None,
    by: str,
    role: str,
    given: Mapping[str, str],
) -> Command:
    """A command at its moment; it happened then, too, where nothing else is said.

    Raises:
        Refused: R104 a moment cannot be read.
    """
    recorded = moment(at)
    happened = moment(happened_at, "happened") if happened_at else recorded
    return Command(action, recorded, happened, by, role, given)


def spelled_out(
    matters: Sequence[Mapping[str, str] | str],
    complainant: Mapping[str, str],
    facts: Mapping[str, str],
    rest: Mapping[str, str],
) -> dict[str, str]:
    """Nested values as the flat names that commands carry."""
    said = {f"complainant.{name}": value for name, value in complainant.items()}
    said |= {f"fact.{name}": value for name, value in facts.items()}
    for number, matter in enumerate(matters, 1):
        parts = {"what": matter} if isinstance(matter, str) else matter
        said |= {f"matter.{number}.{name}": value for name, value in parts.items()}
    return {**said, **{name: value for name, value in rest.items() if value}}
