"""What happened to a case, as facts that are kept for years.

Values only. Public facts (`data`) and private text (`texts`) are kept apart in every event, so that the text can be
forgotten while the history stays whole. Both are flat: a dotted name to a piece of text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from pendulum import DateTime

NOTHING: Mapping[str, str] = MappingProxyType({})
"""What an event holds that holds nothing; it is shared, and cannot be filled."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a letter went without, although a clause of a code asks for it."""

    code: str
    """The code by its id, which names the edition."""
    clause: str
    level: str
    """How strongly the clause puts it: must or should."""
    content: str
    mark: str = ""
    """Why the clause is not confirmed against the text of the code; empty: it is."""


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter that an event sent, and the dates it promised, by the deadline's name (ISO dates)."""

    name: str
    promised: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    lacks: tuple[Lack, ...] = ()
    """What it went without, as far as it was asked when it was sent."""


TOLD_BEFORE = "told-before"
"""Stands for a letter that another program sent before the case came here; what it promised is kept all the same."""


class Event(NamedTuple):
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
    data: Mapping[str, str] = NOTHING
    texts: Mapping[str, str] = NOTHING
    letters: tuple[SentLetter, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event: the version written today, what it means, and what it does to a case."""

    kind: str
    version: int
    meaning: str
    automatic: bool = False
    """It happens by itself because time ran out."""
    quiet: bool = False
    """It is put on record and changes nothing of where a case stands or how it ended."""
    moves: bool = False
    """People move a case by it."""
    beside: bool = False
    """It belongs to the whole case, so that a clock of any stage may count from it."""
    promises: bool = True
    """A remedy, action or order in it is promised, and not only told of."""


KINDS: Mapping[str, EventKind] = {
    row.kind: row
    for row in (
        EventKind("received", 1, "A complaint arrived and a case was opened."),
        EventKind("done", 1, "A step of the procedure was done; the name says which way.", moves=True),
        EventKind("missed", 1, "The time of a step or duty ran out.", automatic=True),
        EventKind("extended", 1, "A step was given more time."),
        EventKind("rejected", 1, "The complaint was not taken on, for a typed reason.", moves=True),
        EventKind("escalation-refused", 1, "A request to go to the next stage was refused.", quiet=True),
        EventKind("referred", 1, "The complaint went through a door to an outside body.", moves=True, beside=True),
        EventKind("withdrawn", 1, "The complainant took the complaint back.", moves=True),
        EventKind("closed", 1, "The case was closed by staff after an answer.", moves=True),
        EventKind("reopened", 1, "An ended case was opened again.", moves=True),
        EventKind("paused", 1, "Clocks were stopped, for a reason that the policy names."),
        EventKind("resumed", 1, "Stopped clocks were set going again."),
        EventKind("pause-ended", 1, "A pause had lasted as long as it may, and the clocks ran again.", automatic=True),
        EventKind("drafted", 1, "A response was drafted, or a draft was changed.", promises=False),
        EventKind("draft-reviewed", 1, "A draft was looked at by the role that reviews it.", promises=False),
        EventKind(
            "corrected",
            1,
            "A fact on record was put right, or an event taken out that never happened.",
            quiet=True,
            promises=False,
        ),
        EventKind("noted", 1, "Something was put on record.", quiet=True, beside=True),
        EventKind(
            "contacted",
            1,
            "Somebody was spoken or written to, or made contact; the note says who said what.",
            quiet=True,
            beside=True,
        ),
        EventKind("attached", 1, "A document was attached; it is kept apart, under its digest.", quiet=True),
        EventKind("linked", 1, "The case was linked with another case, in which it is recorded too.", quiet=True),
        EventKind("merged", 1, "The case was closed because another case deals with the same complaint.", moves=True),
        EventKind("matter-added", 1, "A matter joined the complaint.", quiet=True),
        EventKind(
            "completed",
            1,
            "A promised action, or an order of an outside body, was carried out.",
            quiet=True,
            beside=True,
        ),
        EventKind(
            "outside-acted",
            1,
            "The outside body took the complaint up, sent it back, decided or was satisfied.",
            moves=True,
            beside=True,
        ),
        EventKind("record-answered", 1, "What is no complaint was answered."),
        EventKind("assigned", 1, "The case was given to a handler.", quiet=True, beside=True),
        EventKind(
            "conflict-declared", 1, "Somebody has a conflict of interest, and may not decide.", quiet=True, beside=True
        ),
        EventKind("staff-told", 1, "Somebody was told that the complaint is about them.", quiet=True, beside=True),
        EventKind("staff-heard", 1, "Somebody whom the complaint is about was heard.", quiet=True, beside=True),
        EventKind(
            "adjustments-reviewed", 1, "Adjustments for the complainant were looked at again.", quiet=True, beside=True
        ),
        EventKind("warned", 1, "Somebody was warned about how they behave.", quiet=True, beside=True),
        EventKind(
            "restricted",
            1,
            "Contact was restricted, until a day on which that is looked at again.",
            quiet=True,
            beside=True,
        ),
        EventKind("restriction-lifted", 1, "A restriction was lifted.", quiet=True, beside=True),
        EventKind(
            "reopening-refused", 1, "A request to open an ended case again was refused.", quiet=True, beside=True
        ),
        EventKind("duty-done", 1, "A duty beside the steps was done.", beside=True),
        EventKind("acted", 1, "An action that the policy names was done.", beside=True),
        EventKind(
            "moved",
            1,
            "An action that the policy names was done, and took the case to another place.",
            moves=True,
            beside=True,
        ),
        EventKind(
            "migrated",
            1,
            "From here on another version of the policy, or a corrected calendar, governs the case.",
            moves=True,
            promises=False,
        ),
    )
}
"""Every kind of event there is. Fields may be added; a meaning never changes."""
