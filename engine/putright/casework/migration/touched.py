"""Touched: which open cases another version would touch if they were moved to it, counted by deadline.

For whoever compares two versions; the new one may be a draft. Records nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from pendulum import DateTime

from putright.casework.desk import Desk
from putright.casework.migration.crossing import Crossing, Effect, Verdict
from putright.casework.migration.transfer import UNCHOSEN, a_transfer


@dataclass(slots=True)
class Touched:
    """How many open cases there are, what would become of them, and of each of their dates."""

    cases: int = 0
    """Open cases under the old version: each keeps its dates unless it is moved."""
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    deadlines: dict[str, Counter[Effect]] = field(default_factory=lambda: defaultdict(Counter))
    """By the deadline's name in the new version (`stage-1.respond`, a duty, `door.…`): in how many cases it would be
    better, the same, worse or unclear."""
    lost: Counter[str] = field(default_factory=Counter)
    """What complainants could do no more, in words, and in how many cases."""
    letters: Counter[str] = field(default_factory=Counter)
    """By deadline, how many letters that told another date would need to be put right."""

    def add(self, crossing: Crossing) -> None:
        self.cases += 1
        self.verdicts[crossing.verdict] += 1
        for moved in crossing.dates:
            self.deadlines[moved.name][moved.effect] += 1
        self.lost.update(crossing.lost)
        self.letters.update(letter.deadline for letter in crossing.letters)


def open_cases_touched(desk: Desk, old: str, new: str, at: DateTime, said: Mapping[str, str] | None = None) -> Touched:
    """The open cases of a version, as they would be under another one (a name, or a path to its file, also a draft).

    Raises:
        Refused: M501 to M503, R230. PolicyError: The new version has errors.
    """
    touched = Touched()
    with desk.store.reading() as tx:
        transfer = a_transfer(desk, tx, old, new, said or {}, draft=True)
        for row in transfer.rows(tx):
            worked = transfer.worked_out(tx, row, UNCHOSEN, at)
            if worked is not None:
                touched.add(worked.crossing)
    return touched
