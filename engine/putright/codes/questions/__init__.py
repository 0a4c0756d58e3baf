"""Questions: what a clause can ask of a policy, each answered with why, where, and for a limit a case with its dates.

One function for each row of the vocabulary. No question knows a code; its numbers and names are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from putright.codes.questions import deadlines, extensions, grounds, letters, outside, structure, telling
from putright.codes.questions.answer import Answer, Counterexample, Standing
from putright.codes.questions.inquiry import Inquiry

__all__ = ["ANSWERING", "Answer", "Answering", "Counterexample", "Inquiry", "Standing"]

Answering: TypeAlias = Callable[[Inquiry, Mapping[str, Any]], Answer]

ANSWERING: Final[Mapping[str, Answering]] = {
    "stage-count": structure.stage_count,
    "no-pre-stage": structure.no_pre_stage,
    "deadline-at-most": deadlines.deadline_at_most,
    "deadline-set": deadlines.deadline_set,
    "extension-at-most": extensions.extension_at_most,
    "acceptance-window-at-least": grounds.acceptance_window_at_least,
    "letter-contains": letters.letter_contains,
    "definition-covers": grounds.definition_covers,
    "exclusions-allowed": grounds.exclusions_allowed,
    "escalation-needs-no-reason": structure.escalation_needs_no_reason,
    "decided-by-someone-else": structure.decided_by_someone_else,
    "stage-is-final": structure.stage_is_final,
    "role-named": telling.role_named,
    "channels-at-least": telling.channels_at_least,
    "remedy-at-any-stage": structure.remedy_at_any_stage,
    "restriction-reviewed": telling.restriction_reviewed,
    "report-contains": telling.report_contains,
    "told": telling.told,
    "attested": telling.attested,
    "recorded": letters.recorded,
    "answer-reviewed": structure.answer_reviewed,
    "door-to": outside.door_to,
    "bodies-open": outside.bodies_open,
}
"""Every question by its name."""
