"""References: what a case can be called, and which cases a command names."""

from __future__ import annotations

import re

from putright.case.commands import Command
from putright.problems import Refused

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def concerned_by(case_id: str, command: Command) -> list[str]:
    """The cases in which an act is recorded, in an order that is the same for whoever links them: nobody waits in a circle."""
    other = command.given.get("link.case", "").strip()
    return sorted({case_id, other} if REFERENCE.fullmatch(other) else {case_id})


def refuse_reference(case_id: str) -> None:
    """Refuse what cannot be the reference of a case.

    Raises:
        Refused: R222.
    """
    if not REFERENCE.fullmatch(case_id):
        raise Refused(
            "R222",
            f'"{case_id[:70]}" cannot be the reference of a case',
            "use up to 64 letters, digits, - and _, such as C-0007",
        )


def taken(case_id: str) -> Refused:
    return Refused("R221", f'there is a case "{case_id}" already', "give the new complaint a reference of its own")
