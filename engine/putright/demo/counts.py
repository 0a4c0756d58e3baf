"""Counts: what became of one organisation's complaints.

Pure: takes the cases as they stand, gives numbers and the words for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields

from pendulum import DateTime

from putright.case.events import Event
from putright.case.fields import numbered
from putright.casework.receipts import Standing


@dataclass(frozen=True, slots=True)
class Counts:
    """Cases, unless the name says otherwise."""

    organisation: str
    received: int
    answered: int
    extended: int
    escalated: int
    late_requests: int
    """Requests to go on that came after their time and were taken all the same."""
    requests_refused: int
    """Requests to go on that were refused by letter."""
    turned_away: int
    withdrawn: int
    referred: int
    reopened: int
    closed: int
    open: int
    late_answers: int
    """Answers given after their due day, at any stage."""
    overdue: int
    """Open cases that owed something when the demo stopped, and it was late."""
    letters: int
    refused_lines: int
    """Lines of the log that were not carried out."""

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def counted(organisation: str, standings: Iterable[Standing], refused_lines: int, until: DateTime) -> Counts:
    """The counts of one organisation at the moment when the demo stopped."""
    cases = list(standings)

    def with_event(*kinds: str) -> int:
        return sum(any(event.kind in kinds for event in s.case.events) for s in cases)

    return Counts(
        organisation=organisation,
        received=len(cases),
        answered=sum(any(numbered(event.data, "outcome") for event in s.case.events) for s in cases),
        extended=with_event("extended"),
        escalated=sum(any(_goes_on(event) for event in s.case.events) for s in cases),
        late_requests=sum(any("late" in event.data for event in s.case.events) for s in cases),
        requests_refused=with_event("escalation-refused"),
        turned_away=with_event("rejected"),
        withdrawn=with_event("withdrawn"),
        referred=with_event("referred"),
        reopened=with_event("reopened"),
        closed=sum(s.case.has_ended for s in cases),
        open=sum(not s.case.has_ended for s in cases),
        late_answers=sum(_late_answers(s, until) for s in cases),
        overdue=sum(_is_overdue(s, until) for s in cases),
        letters=sum(len(s.letters) for s in cases),
        refused_lines=refused_lines,
    )


def table(counts: Sequence[Counts]) -> list[str]:
    """The counts side by side, a line for each."""
    heads = "".join(f"{c.organisation:>10}" for c in counts)
    lines = [f"{'':20}{heads}"]
    for field in fields(Counts)[1:]:
        numbers = "".join(f"{getattr(c, field.name):>10}" for c in counts)
        lines.append(f"{field.name.replace('_', ' '):20}{numbers}")
    return lines


def _goes_on(event: Event) -> bool:
    """Whether somebody's choice, and not an answer, took the case from one stage to the next."""
    stage, _, step = event.place.partition(".")
    return event.kind == "done" and bool(step) and stage != event.stage and not numbered(event.data, "outcome")


def _late_answers(standing: Standing, until: DateTime) -> int:
    policy = standing.procedure.policy
    answers = (
        deadline
        for deadline in standing.deadlines
        if deadline.kind == "step" and policy.stage(deadline.stage).step(deadline.step).kind == "response"
    )
    return sum(answer.met_at is not None and answer.is_late(until, policy.time_zone) for answer in answers)


def _is_overdue(standing: Standing, until: DateTime) -> bool:
    """Whether the organisation, and not the complainant, is late with something it still owes."""
    policy = standing.procedure.policy
    return not standing.case.has_ended and any(
        deadline.who in policy.roles and deadline.met_at is None and deadline.is_late(until, policy.time_zone)
        for deadline in standing.deadlines
    )
