"""Carrying a plan out: just what was shown, case by case, each once, however often it is begun again.

A case in which something has happened since is left where it is, and said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from pendulum import DateTime

from putright.case.folding import fold
from putright.casework.desk import Desk
from putright.casework.migration.choices import Choice
from putright.casework.migration.crossing import GOING, Crossing
from putright.casework.migration.papers import PlanPaper
from putright.casework.migration.transfer import UNCHOSEN, Transfer, Worked, a_transfer
from putright.casework.post import Posted, post_each
from putright.casework.progress import Track, untracked
from putright.policy.calendars import document
from putright.policy.canonical import canonical
from putright.problems import Refused
from putright.store import Reading, StoreError, Writing

AT_ONCE = 50
"""Cases that are kept in one transaction."""


@dataclass(slots=True)
class Carried:
    """What became of a plan."""

    moved: int = 0
    before: int = 0
    """Cases that an earlier run of the same plan had moved."""
    left: dict[str, Refused] = field(default_factory=dict)
    """Cases that are not as they were shown any more, and were left where they are."""
    extended: int = 0
    """Calendars that are known for longer now, for all their cases, without an event."""


def carry_out(
    desk: Desk,
    paper: PlanPaper,
    at: DateTime,
    by: str,
    reason: str,
    told: Callable[[str], None] = lambda case_id: None,
    track: Track = untracked,
) -> Carried:
    """Move the cases of a plan, a batch in one transaction, each as an event with the plan, who, why, and its dates.

    One that broke off is simply run again. `told` hears of each case once that is kept.

    Raises:
        Refused: M512 what governs is not what the plan was made for; and what refuses a plan.
        StoreError: The store cannot take it; what was told of stays.
    """
    head, carried = paper.head, Carried()
    with desk.store.reading() as tx:
        transfer = a_transfer(desk, tx, head["old"], head["new"], head["map"])
    if any(transfer.new.pins[name] != digest for name, digest in head["governs"].items()):
        what = f"{head['new']}, its letters or its calendar are not what the plan was made for"
        raise Refused("M512", what, "make the plan again, and look at it")
    carrier = _Carrier(desk, transfer, paper.digest, at, by, reason, _choices(head["choices"]))
    going = (case for case in paper.cases() if case["verdict"] in GOING)
    total = sum(paper.summary["verdicts"].get(verdict, 0) for verdict in GOING)
    ahead = track(going, total, "moving cases")
    while batch := list(islice(ahead, AT_ONCE)):
        done: list[str] = []
        with desk.store.writing() as tx:
            for case in batch:
                carrier.carry(tx, case, carried, done)
        for case_id in done:
            told(case_id)
    if transfer.is_of_calendar and not carried.left:
        carried.extended = carrier.extend()
    return carried


@dataclass(frozen=True, slots=True)
class _Carrier:
    """Moves one case after the other."""

    desk: Desk
    transfer: Transfer
    plan: str
    at: DateTime
    by: str
    reason: str
    choices: Mapping[str, Choice]

    def carry(self, tx: Writing, shown: Mapping[str, Any], carried: Carried, done: list[str]) -> None:
        """Move a case if it is as it was shown, and was not moved before."""
        case_id = shown["case"]
        key = hashlib.sha256(f"migrate {self.plan} {case_id}".encode()).hexdigest()
        tx.hold(case_id)
        if tx.done(key):
            carried.before += 1
            return
        worked = self._worked(tx, case_id)
        if no := _refuse_changed(shown, worked):
            carried.left[case_id] = no
            return
        assert worked is not None  # noqa: S101 -- it is as it was shown
        try:
            self._keep(tx, worked, key)
        except StoreError as error:
            if error.id != "S408":
                raise
            carried.left[case_id] = Refused("M514", error.what, "leave the case where it is")
        else:
            carried.moved += 1
            done.append(case_id)

    def extend(self) -> int:
        """Let the longer calendar count for every case that it moves no date of; how many calendars that were.

        Every case is looked at again in the same transaction: were there one that moves, nothing would be done.
        """
        with self.desk.store.writing() as tx:
            shorter: set[str] = set()
            for crossing in self._now(tx):
                if crossing.verdict != "stays":
                    return 0
                shorter.add(crossing.calendar)
            for fingerprint in sorted(shorter):
                self.desk.rules.extend(tx, fingerprint, self.transfer.loaded.calendar, self.at)
            return len(shorter)

    def _now(self, tx: Reading) -> Iterator[Crossing]:
        for row in self.transfer.rows(tx):
            worked = self.transfer.worked_out(tx, row, UNCHOSEN, self.at)
            if worked is not None:
                yield worked.crossing

    def _worked(self, tx: Reading, case_id: str) -> Worked | None:
        row = tx.row(case_id)
        if row is None or row.policy != self.transfer.destinations.old.name:
            return None
        return self.transfer.worked_out(tx, row, self.choices.get(case_id, UNCHOSEN), self.at)

    def _keep(self, tx: Writing, worked: Worked, key: str) -> None:
        """What fell due before, the migration, and what follows at once; each under its own rules."""
        assert worked.migration is not None  # noqa: S101 -- its verdict says that it goes
        self._publish(tx)
        caught_up, first = post_each(worked.old, worked.case, worked.fell_due)
        migration = replace(worked.migration, plan=self.plan, reason=self.reason)
        moved = fold(caught_up, [migration.event(caught_up, self.at, self.by)])
        case, last = post_each(worked.new, moved, worked.lapses)
        posted: list[Posted] = [*first, *last]
        effects = [effect for one in posted for effect in one.effects]
        self.desk.keep(tx, worked.new, case, worked.case.version, effects, key)

    def _publish(self, tx: Writing) -> None:
        if not self.transfer.is_of_calendar:
            self.desk.rules.publish(tx, self.transfer.loaded, self.at)
            return
        content = canonical(document(self.transfer.loaded.calendar))
        tx.keep("calendar", self.transfer.loaded.policy.name, self.transfer.new.pins["pin.calendar"], content)


def _refuse_changed(shown: Mapping[str, Any], worked: Worked | None) -> Refused | None:
    """Why a case is not what the plan shows; None when it is."""
    mend = "make the plan again, and look at it"
    if worked is None:
        return Refused("M513", "it is not governed by the old version any more", mend)
    now = worked.crossing
    if (now.version, now.head) != (shown["version"], shown["head"]):
        return Refused("M513", "something was recorded in it since the plan was made", mend)
    if now.as_json() != shown:
        return Refused("M513", "time has passed: what would come of it now is not what was shown", mend)
    return None


def _choices(head: Mapping[str, Any]) -> dict[str, Choice]:
    return {case_id: Choice(**said) for case_id, said in head.items()}
