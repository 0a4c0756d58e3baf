"""A policy made ready to run: with its calendar and its machine."""

from __future__ import annotations

from dataclasses import dataclass

from putright.case.guards import Guarding, Question
from putright.policy.machine import Machine
from putright.policy.model import Policy
from putright.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Procedure:
    """What decides about cases: made once for each policy version, and shared by all its cases."""

    policy: Policy
    calendar: Calendar
    machine: Machine[Question]
    guards: Guarding

    @classmethod
    def of(cls, policy: Policy, calendar: Calendar) -> Procedure:
        return cls(policy, calendar, Machine(policy, Question.allows), Guarding(policy))
