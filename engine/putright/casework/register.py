"""The register: everything that can be looked up of the cases in a store.

Reads only; what is to be done in a case comes in at the desk.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pendulum import DateTime

from putright.case.case import Case
from putright.case.corrections import broken_promises
from putright.case.deadlines import Deadline, every_deadline, if_it_ran_again
from putright.case.decide import possible_actions
from putright.case.folding import fold
from putright.case.promised import promised
from putright.case.records import links_of, merged_with
from putright.casework.attachments import Attachment, attachment_of, refuse_showing
from putright.casework.open_cases import OpenCases
from putright.casework.post import NOTICE
from putright.casework.receipts import Inherited, Standing
from putright.casework.rules import RuleBook, Rules
from putright.problems import Refused
from putright.store import CaseRow, DueRow, Reading, Store


class Register:
    """The cases of one store, to be looked at."""

    def __init__(self, store: Store, policies: Path | None = None) -> None:
        self.store = store
        self.rules = RuleBook(policies)
        self.open_cases = OpenCases(room=0)

    def close(self) -> None:
        self.store.close()

    def show(self, case_id: str, at: DateTime | None = None) -> Standing:
        """A case as it stands in the store; a clock that stands still has the date that it would have if it ran again `at`."""
        with self.store.reading() as tx:
            case, rules = self._read(tx, case_id)
            procedure = rules.procedure
            deadlines = tuple(every_deadline(procedure.policy, procedure.calendar, case))
            if at:
                of = procedure.policy, procedure.calendar, case
                deadlines = tuple(if_it_ran_again(*of, deadline, at) for deadline in deadlines)
            effects = tuple(tx.effects(case_id=case_id))
            inherited = tuple(self._inherited(tx, case, {case_id}))
        letters = tuple(row for row in effects if row.kind != NOTICE)
        notices = tuple(row for row in effects if row.kind == NOTICE)
        broken = broken_promises(procedure.policy, procedure.calendar, case)
        possible = possible_actions(procedure, case)
        return Standing(case, procedure, deadlines, letters, possible, broken, notices, inherited)

    def _inherited(self, tx: Reading, case: Case, seen: set[str]) -> Iterator[Inherited]:
        """What was promised in cases that were merged with one, and in those merged with them, and is still to be done."""
        for other_id in dict.fromkeys(
            other for other, kind in links_of(case) if kind == "duplicate" and other not in seen
        ):
            seen.add(other_id)
            other, rules = self._read(tx, other_id)
            if merged_with(other) != case.id:
                continue
            policy, calendar = rules.procedure.policy, rules.procedure.calendar
            names = {one.name for one in promised(policy, other) if one.met_at is None}
            yield from (
                Inherited(other_id, one) for one in every_deadline(policy, calendar, other) if one.name in names
            )
            yield from self._inherited(tx, other, seen)

    def deadlines_in(self, tx: Reading, case_id: str) -> tuple[Deadline, ...]:
        """Every deadline of a case, inside a view of the store that the caller holds."""
        case, rules = self._read(tx, case_id)
        return tuple(every_deadline(rules.procedure.policy, rules.procedure.calendar, case))

    def cases(self, open_only: bool = False, organisation: str | None = None) -> list[CaseRow]:
        """The cases of the store, a row each, in the order of their ids."""
        with self.store.reading() as tx:
            return list(tx.cases(organisation=organisation, open_only=open_only))

    def due(self, until: date | None = None) -> list[DueRow]:
        """What is due up to a day, earliest first."""
        with self.store.reading() as tx:
            return list(tx.dues(until_on=until))

    def attachment(self, case_id: str, digest: str, to: str = "staff") -> tuple[Attachment, bytes]:
        """A document that is attached to a case, with its bytes, for the complainant or for staff.

        `digest` may be the beginning of one, as long as no other document begins like it.

        Raises:
            Refused: R281 no such document is attached to it, or more than one. R287 it is not shown to them.
        """
        with self.store.reading() as tx:
            case, _ = self._read(tx, case_id)
            one = attachment_of(case, digest)
            refuse_showing(one, to)
            return one, tx.document(one.digest)

    def group(self, case_id: str) -> tuple[str, ...]:
        """The cases that are linked as one group with a case, itself among them, in the order of their ids."""
        found, ahead = {case_id}, [case_id]
        with self.store.reading() as tx:
            while ahead:
                case, _ = self._read(tx, ahead.pop())
                new = [other for other, kind in links_of(case) if kind == "group" and other not in found]
                found.update(new)
                ahead += new
        return tuple(sorted(found))

    def _read(self, tx: Reading, case_id: str) -> tuple[Case, Rules]:
        """A case as it is recorded, and its rules, inside a view of the store that the caller holds.

        Raises:
            Refused: R100 there is no such case.
        """
        head = tx.head(case_id)
        if head is None:
            raise Refused("R100", f'there is no case "{case_id}"', "look for it in the list of cases")
        if found := self.open_cases.find(case_id, head):
            return found
        case = fold(Case(case_id), tx.events(case_id))
        rules = self.rules.of(tx, case)
        self.open_cases.lay(case, rules, head)
        return case, rules
