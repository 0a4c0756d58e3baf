"""Cases that lie open on the desk, so that the next command of the same log need not read and fold them again.

Nothing is taken from here unless the store still holds just these records.
"""

from __future__ import annotations

from putright.case.case import Case
from putright.casework.rules import Rules
from putright.store import Head


class OpenCases:
    """The cases that were used last, each with the head that its records had."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._cases: dict[str, tuple[Head, Case, Rules]] = {}

    def find(self, case_id: str, head: Head) -> tuple[Case, Rules] | None:
        """The case and its rules, if these are its records."""
        found = self._cases.get(case_id)
        return found[1:] if found and found[0] == head else None

    def lay(self, case: Case, rules: Rules, head: Head | None) -> None:
        """Leave a case open; the one that was not used for longest is put away when there is no room."""
        if not self._room or head is None or head[0] != case.version:
            return
        self._cases.pop(case.id, None)
        self._cases[case.id] = (head, case, rules)
        if len(self._cases) > self._room:
            del self._cases[next(iter(self._cases))]
