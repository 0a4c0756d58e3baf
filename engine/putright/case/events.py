"""What happened to a case, as facts that are kept for years.

Values only. Public facts (`data`) and private text (`texts`) are kept apart in every event, so that the text can be
forgotten while the history stays whole. Both are flat: a dotted name to a piece of text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pendulum import DateTime


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter that an event sent, and the dates it promised, by the deadline's name (ISO dates)."""

    name: str
    promised: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: its kind, its name in the policy's words, when, by whom, and the place it led to."""

    kind: str
    name: str
    happened_at: DateTime
    recorded_at: DateTime
    place: str
    stage: str = ""
    step: str = ""
    by: str = ""
    role: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    letters: tuple[SentLetter, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event: the version written today, and what it means."""

    kind: str
    version: int
    meaning: str
    automatic: bool = False


KINDS: Mapping[str, EventKind] = {
    row.kind: row
    for row in (
        EventKind("received", 1, "A complaint arrived and a case was opened."),
        EventKind("done", 1, "A step of the procedure was done; the name says which way."),
        EventKind("missed", 1, "The time of a step or duty ran out.", automatic=True),
        EventKind("extended", 1, "A step was given more time."),
        EventKind("rejected", 1, "The complaint was not taken on, for a typed reason."),
        EventKind("escalation-refused", 1, "A request to go to the next stage was refused."),
        EventKind("referred", 1, "The complaint went through a door to an outside body."),
        EventKind("withdrawn", 1, "The complainant took the complaint back."),
        EventKind("closed", 1, "The case was closed by staff after an answer."),
        EventKind("reopened", 1, "An ended case was opened again."),
        EventKind("paused", 1, "Clocks were stopped, for a reason that the policy names."),
        EventKind("resumed", 1, "Stopped clocks were set going again."),
        EventKind("drafted", 1, "A response was drafted, or a draft was changed."),
        EventKind("draft-reviewed", 1, "A draft was looked at by the role that reviews it."),
        EventKind("corrected", 1, "A fact on record was put right, or an event taken out that never happened."),
        EventKind("noted", 1, "Something was put on record."),
        EventKind("duty-done", 1, "A duty beside the steps was done."),
        EventKind("acted", 1, "An action that the policy names was done."),
    )
}
"""Every kind of event there is. Fields may be added; a meaning never changes."""
