"""The rows that a case leaves in the store for lists and ticks: where it stands, and each date that runs.

Derived each time something is recorded; nothing is decided by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from putright.case.case import Case
from putright.case.deadlines import Deadline, running
from putright.case.decide import wakes_at
from putright.case.people import handled_by, stage_role
from putright.casework.rules import Rules
from putright.store import CaseRow, DueRow


def case_row(rules: Rules, case: Case) -> CaseRow:
    """Where a case stands, who deals with it, and when something will next happen in it by itself."""
    policy = rules.procedure.policy
    return CaseRow(
        case_id=case.id,
        policy=case.policy,
        organisation=policy.organisation.id,
        place=case.place,
        stage=case.stage,
        handler=handled_by(case) or stage_role(policy, case, policy.stage(case.stage)),
        opened_at=case.received.happened_at,
        next_wake=wakes_at(rules.procedure, case),
        ended=case.has_ended,
    )


def due_rows(case: Case, due: Sequence[Deadline]) -> Iterator[DueRow]:
    """A row for each deadline that has a date; made when it is written, which in a batch few of them are."""
    return (DueRow(case.id, d.name, d.on, d.at, d.paused_since, d.who) for d in due if d.on)


def due_in(rules: Rules, case: Case) -> tuple[Deadline, ...]:
    """What still runs in a case under its rules, earliest first."""
    return running(rules.procedure.policy, rules.procedure.calendar, case)
