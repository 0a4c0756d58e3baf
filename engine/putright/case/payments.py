"""Payments that a missed limit brings: the sum, its kind, and the day by which it is owed.

Pure; a payment is a remedy that was promised, and runs on as every promised action does.
"""

from __future__ import annotations

from datetime import date

from pendulum import DateTime

from putright.case.deadlines import Deadline
from putright.case.moments import local_day
from putright.policy.model import Payment, Policy
from putright.working_days import Calendar, count, in_full


def paid_by(policy: Policy, calendar: Calendar, payment: Payment, deadline: Deadline, at: DateTime) -> date:
    """The day by which it is owed: counted from the due day, or from the day on which it came to light later."""
    ends = deadline.ends_at(policy.time_zone)
    start = deadline.on if deadline.on and ends and at <= ends else local_day(at, policy.time_zone)
    return count(start, payment.within, policy.counting, calendar, time_zone=policy.time_zone).on


def as_remedy(payment: Payment, deadline: Deadline, by: date) -> tuple[dict[str, str], dict[str, str]]:
    """The payment as the facts and the text of a remedy."""
    ran_out = f" ran out on {in_full(deadline.on)}" if deadline.on else " ran out"
    text = f"We pay £{payment.sum}, because our time for “{deadline.title}”{ran_out}."
    data = {"remedy.1.sum": payment.sum, "remedy.1.kind": payment.kind, "remedy.1.by": by.isoformat()}
    return data, {"remedy.1": text}
