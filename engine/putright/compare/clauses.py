"""Clauses: what a change of a policy does to how it stands to a code: newly met, newly breached, or another verdict.

Asks the code of both policies; the verdicts themselves are those of `codes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from putright.codes import code_at, find_code
from putright.codes.questions import Inquiry
from putright.codes.verdicts import VERDICTS, Finding, Verdict, judged
from putright.compare.meaning import Change
from putright.letters import shelf_for
from putright.policy.calendars import find_calendar
from putright.policy.model import Policy
from putright.problems import Place

BREACHED: Final[tuple[Verdict, ...]] = ("not-met", "departs")


@dataclass(frozen=True, slots=True)
class Turned:
    """A clause whose verdict is another under the new policy, and why it is."""

    clause: str
    old: Verdict
    new: Verdict
    why: str
    evidence: tuple[Place, ...]

    @property
    def how(self) -> str:
        """'newly breached', 'newly met', or the two verdicts."""
        if self.new in BREACHED and self.old not in BREACHED:
            return "newly breached"
        if self.new == "met":
            return "newly met"
        return f"{VERDICTS[self.new]}, where it was {VERDICTS[self.old]}"

    def __str__(self) -> str:
        return f"{self.clause} {self.how}"

    def as_json(self) -> Mapping[str, object]:
        return {"clause": self.clause, "how": self.how, "old": self.old, "new": self.new, "why": self.why}


def turned(old: Policy, new: Policy, code: str, on: date | None) -> tuple[Turned, ...]:
    """The clauses of a code whose verdict differs between two policies, the new breaches first.

    Raises:
        PolicyError: There is no such code, or its file is wrong.
    """
    before = {finding.clause: finding for finding in _findings(old, code, on)}
    found = [
        Turned(
            after.clause,
            before[after.clause].verdict,
            after.verdict,
            after.why,
            (*before[after.clause].evidence, *after.evidence),
        )
        for after in _findings(new, code, on)
        if after.clause in before and before[after.clause].verdict != after.verdict
    ]
    return tuple(sorted(found, key=lambda one: (one.new not in BREACHED, one.new == "met")))


def about(change: Change, clauses: Iterable[Turned]) -> tuple[str, ...]:
    """The clauses whose evidence stands where a change does."""
    lines = {(place.file, place.line) for place in (change.old_place, change.new_place)}
    return tuple(str(one) for one in clauses if any((place.file, place.line) in lines for place in one.evidence))


def _findings(policy: Policy, code: str, on: date | None) -> tuple[Finding, ...]:
    folder = Path(policy.file).parent
    found = code_at(Path(code)) if code.endswith((".yaml", ".yml")) else find_code(code, folder.parent)
    return judged(Inquiry(policy, find_calendar(policy.calendar, folder), shelf_for(policy), found, on)).findings
