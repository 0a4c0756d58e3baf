"""What one transaction has appended and not yet written: the rows of many appends, table by table.

Values only; runs no statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from putright.store.contract import CaseRow, DueRow, EffectRow

Values = Mapping[str, object]


@dataclass(slots=True)
class CaseInHand:
    """How a case is to be left: its last row and its last dates, whatever number of appends led there."""

    row: CaseRow
    dues: Iterable[DueRow]
    expected_version: int
    """What the store is to hold before the first of those appends."""
    new_salt: bytes | None


@dataclass(slots=True)
class InHand:
    """Rows in the order in which they were appended."""

    cases: dict[str, CaseInHand] = field(default_factory=dict)
    records: list[Values] = field(default_factory=list)
    texts: list[Values] = field(default_factory=list)
    effects: list[EffectRow] = field(default_factory=list)
    commands: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    """By its key: the case, first event and last event of a command."""

    def add(
        self,
        row: CaseRow,
        new_salt: bytes | None,
        expected_version: int,
        records: Sequence[Values],
        texts: Sequence[Values],
        dues: Iterable[DueRow],
        effects: Sequence[EffectRow],
    ) -> None:
        """Take what one append brings; the row and the dates of an earlier one give way."""
        if row.case_id in self.cases:
            case = self.cases[row.case_id]
            case.row, case.dues = row, dues
        else:
            self.cases[row.case_id] = CaseInHand(row, dues, expected_version, new_salt)
        self.records += records
        self.texts += texts
        self.effects += effects

    def due_rows(self) -> list[Values]:
        """A row for each date that the cases wait for now."""
        return [
            {
                "case_id": case_id,
                "name": due.name,
                "due_on": due.on,
                "due_at": due.at,
                "paused_since": due.paused_since,
                "who": due.who,
            }
            for case_id, case in self.cases.items()
            for due in case.dues
        ]
