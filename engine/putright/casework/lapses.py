"""Lapses: what happens in a case by itself when time runs out, each at its own moment."""

from __future__ import annotations

from pendulum import DateTime

from putright.case.case import Case
from putright.case.decide import lapse
from putright.case.events import Event
from putright.case.folding import fold
from putright.casework.rules import Rules


def what_falls_due(rules: Rules, case: Case, until: DateTime) -> list[Event]:
    """Everything that happens by itself up to a moment, in order, each at its own moment."""
    events: list[Event] = []
    while event := lapse(rules.procedure, case, until):
        events.append(event)
        case = fold(case, [event])
    return events
