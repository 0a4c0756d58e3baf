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


TOLD_BEFORE = "told-before"
"""Stands for a letter that another program sent before the case came here; what it promised is kept all the same."""


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
        EventKind("pause-ended", 1, "A pause had lasted as long as it may, and the clocks ran again.", automatic=True),
        EventKind("drafted", 1, "A response was drafted, or a draft was changed."),
        EventKind("draft-reviewed", 1, "A draft was looked at by the role that reviews it."),
        EventKind("corrected", 1, "A fact on record was put right, or an event taken out that never happened."),
        EventKind("noted", 1, "Something was put on record."),
        EventKind("contacted", 1, "Somebody was spoken or written to, or made contact; the note says who said what."),
        EventKind("attached", 1, "A document was attached; it is kept apart, under its digest."),
        EventKind("linked", 1, "The case was linked with another case, in which it is recorded too."),
        EventKind("merged", 1, "The case was closed because another case deals with the same complaint."),
        EventKind("matter-added", 1, "A matter joined the complaint."),
        EventKind("completed", 1, "A promised action, or an order of an outside body, was carried out."),
        EventKind(
            "outside-acted", 1, "The outside body took the complaint up, sent it back, decided or was satisfied."
        ),
        EventKind("record-answered", 1, "What is no complaint was answered."),
        EventKind("assigned", 1, "The case was given to a handler."),
        EventKind("conflict-declared", 1, "Somebody has a conflict of interest, and may not decide."),
        EventKind("staff-told", 1, "Somebody was told that the complaint is about them."),
        EventKind("staff-heard", 1, "Somebody whom the complaint is about was heard."),
        EventKind("adjustments-reviewed", 1, "Adjustments for the complainant were looked at again."),
        EventKind("warned", 1, "Somebody was warned about how they behave."),
        EventKind("restricted", 1, "Contact was restricted, until a day on which that is looked at again."),
        EventKind("restriction-lifted", 1, "A restriction was lifted."),
        EventKind("reopening-refused", 1, "A request to open an ended case again was refused."),
        EventKind("duty-done", 1, "A duty beside the steps was done."),
        EventKind("acted", 1, "An action that the policy names was done."),
    )
}
"""Every kind of event there is. Fields may be added; a meaning never changes."""

ABOUT_PEOPLE = frozenset(
    {"assigned", "conflict-declared", "staff-told", "staff-heard", "adjustments-reviewed", "warned", "restricted"}
    | {"restriction-lifted", "reopening-refused"}
)
"""Kinds of event that concern the people in a case, and leave it where it stands."""

QUIET = ABOUT_PEOPLE | frozenset(
    {"noted", "contacted", "attached", "linked", "completed", "corrected", "escalation-refused", "matter-added"}
)
"""Kinds of event that are put on record and change nothing of where a case stands or how it ended."""
