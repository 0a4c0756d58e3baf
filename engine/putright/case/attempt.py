"""An attempt: a command put to a case under its policy, as the guards look at it and an event is made of it.

Only looks; whether it may be done is the guards' business.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from putright.case.case import Case
from putright.case.commands import Command
from putright.case.deadlines import Deadline, step_deadline
from putright.case.events import Event
from putright.case.extensions import Proposal, proposal
from putright.case.fields import numbered
from putright.case.moments import local_day
from putright.policy.model import Policy, Step
from putright.policy.moves import Move
from putright.working_days import Calendar


@dataclass(slots=True)
class Attempt:
    """A command, the case that it is meant for, and the policy and calendar that govern that case."""

    policy: Policy
    calendar: Calendar
    case: Case
    command: Command
    proposed: Proposal | None = field(default=None, init=False)
    closing: Deadline | None = field(default=None, init=False)

    def step(self, move: Move) -> Step:
        found = self.policy.step_at(move.at)
        assert found is not None  # noqa: S101 -- who asks has a move of a step
        return found[1]

    @property
    def day(self) -> date:
        """The local day on which what is commanded happened."""
        return local_day(self.command.happened_at, self.policy.time_zone)

    def is_answer(self, event: Event) -> bool:
        """Whether an event was the answer at some stage: a response that was given, not whatever carried an outcome."""
        if event.kind != "done" or not event.stage or not numbered(event.data, "outcome"):
            return False
        found = self.policy.step_at(f"{event.stage}.{event.step}")
        return found is not None and found[1].kind == "response"

    @property
    def proposal(self) -> Proposal | None:
        """The time that is asked for; two guards and the event ask, so it is worked out once."""
        if self.proposed is None:
            self.proposed = proposal(self.policy, self.calendar, self.case, self.command)
        return self.proposed

    def window(self, move: Move) -> Deadline:
        """The deadline of the step that a move does; the guard and the event ask, so it is worked out once."""
        known = self.closing
        if known is None or known.name != move.at:
            stage, step = self.policy.stage(move.stage), self.step(move)
            known = self.closing = step_deadline(self.policy, self.calendar, self.case, stage, step)
        return known


def leads_on(move: Move) -> bool:
    """Whether a move takes the case from its stage to another one."""
    return "." in move.dest and not move.dest.startswith(f"{move.stage}.")
