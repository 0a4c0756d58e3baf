"""The table of guards: each asks one question of a move and, when it says no, says why and what can be done instead.

Rows only; a new guard is a new row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from putright.case.attempt import Attempt
from putright.case.guards import acts, answers, clocks, endings, outside, people, records
from putright.policy.moves import Move
from putright.problems import Refused

Guard = Callable[[Attempt, Move], Refused | None]

GUARDS: Mapping[str, Guard] = {
    "order": acts.order,
    "who": people.who,
    "people": people.people,
    "panel": people.panel,
    "heard": people.heard,
    "assignment": people.assignment,
    "has-staff": people.has_staff,
    "staff": people.staff,
    "adjusted": people.adjusted,
    "restriction": people.restriction,
    "restricted": people.restricted,
    "reopening": endings.reopening,
    "applies": acts.applies,
    "held-up": acts.held_up,
    "needs": acts.needs,
    "outcomes": answers.outcomes,
    "independence": people.independence,
    "window": clocks.window,
    "ended-by-silence": endings.ended_by_silence,
    "was-here": endings.was_here,
    "answered": endings.answered,
    "unanswered": endings.unanswered,
    "exclusion": endings.exclusion,
    "taken-on": endings.taken_on,
    "door": outside.door,
    "pausable": clocks.pausable,
    "paused": clocks.paused,
    "resumable": clocks.resumable,
    "drafted": answers.drafted,
    "verdict": answers.verdict,
    "approved": answers.approved,
    "turn": answers.turn,
    "reviewed": answers.reviewed,
    "askable": clocks.askable,
    "asked": clocks.asked,
    "correction": records.correction,
    "extendable": clocks.extendable,
    "extension": clocks.extension,
    "contact": records.contact,
    "record-answer": records.record_answer,
    "attachment": records.attachment,
    "linkable": records.linkable,
    "new-matter": acts.new_matter,
    "matters": acts.matters,
    "promised": records.promised,
    "completes": records.completes,
    "was-referred": outside.was_referred,
    "outside": outside.outside,
    "premature": outside.premature,
    "stays": outside.stays,
}
"""Every guard that a move can name."""

ABOUT_THE_CASE = frozenset(
    {
        "has-staff",
        "heard",
        "adjusted",
        "restricted",
        "askable",
        "asked",
        "drafted",
        "turn",
        "applies",
        "held-up",
        "ended-by-silence",
        "was-here",
        "answered",
        "paused",
        "approved",
        "unanswered",
        "taken-on",
        "extendable",
        "promised",
        "was-referred",
    }
)
"""The guards that look at the case alone: what they refuse is not possible now, whoever asks and with whatever."""
