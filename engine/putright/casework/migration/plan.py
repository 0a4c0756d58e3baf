"""The plan of a migration: every case that it concerns, one after the other, and what it comes to.

Records nothing, and holds one case at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from pendulum import DateTime

from putright.casework.desk import Desk
from putright.casework.migration.choices import Choice
from putright.casework.migration.crossing import Crossing
from putright.casework.migration.transfer import UNCHOSEN, Transfer, a_transfer
from putright.problems import Refused
from putright.store import Reading


@dataclass
class Plan:
    """A plan as it is worked out: its cases can be gone through once, and its figures are whole after that."""

    transfer: Transfer
    tx: Reading
    at: DateTime
    said: Mapping[str, str]
    choices: Mapping[str, Choice]
    verdicts: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    """How many dates become better, stay the same, become worse, or are unclear."""
    letters: int = 0
    strange: list[Refused] = field(default_factory=list)
    """Choices for cases that it does not concern."""

    @property
    def head(self) -> dict[str, object]:
        """What the plan is of: the two versions with the digests of what governs, the moment, what was said."""
        return {
            "old": self.transfer.destinations.old.name,
            "new": self.transfer.destinations.new.name,
            "governs": self.governs,
            "at": self.at.isoformat(),
            "map": dict(self.said),
            "choices": {case_id: choice.as_json() for case_id, choice in sorted(self.choices.items())},
        }

    @property
    def governs(self) -> dict[str, str]:
        """The digests of what would govern; with a calendar, of the calendar alone."""
        pins = dict(self.transfer.new.pins)
        return {"pin.calendar": pins["pin.calendar"]} if self.transfer.is_of_calendar else pins

    @property
    def summary(self) -> dict[str, object]:
        return {
            "cases": self.verdicts.total(),
            "verdicts": dict(self.verdicts),
            "dates": dict(self.dates),
            "letters": self.letters,
            "problems": [{"id": one.id, "what": one.what, "mend": one.mend} for one in self.strange],
        }

    def crossings(self) -> Iterator[Crossing]:
        """Each case that is concerned, in the order of their references."""
        left = dict(self.choices)
        for row in self.transfer.rows(self.tx):
            choice = left.pop(row.case_id, UNCHOSEN)
            worked = self.transfer.worked_out(self.tx, row, choice, self.at)
            if worked is None:
                continue
            crossing = worked.crossing
            self.verdicts[crossing.verdict] += 1
            self.dates.update(moved.effect for moved in crossing.dates)
            self.letters += len(crossing.letters)
            yield crossing
        old = self.transfer.destinations.old.name
        for case_id in left:
            what = f'"{case_id}" is no open case under {old}, so nothing can be chosen for it'
            self.strange.append(Refused("M505", what, "check the reference"))


@contextmanager
def plan_migration(
    desk: Desk,
    old: str,
    new: str,
    at: DateTime,
    said: Mapping[str, str] | None = None,
    choices: Mapping[str, Choice] | None = None,
) -> Iterator[Plan]:
    """A plan to move the open cases of one version to another at a moment, over one steady view of the store.

    `said` maps stages and steps (`stage-1.respond`) of the old version to those of the new one. Where both versions
    are one, cases are moved to its calendar as it is now.

    Raises:
        Refused: M501 to M503, R230. PolicyError: The new version has errors. StoreError: S402.
    """
    with desk.store.reading() as tx:
        yield Plan(a_transfer(desk, tx, old, new, said or {}), tx, at, said or {}, choices or {})
