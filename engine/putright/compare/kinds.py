"""The table of kinds: every change that can be named, what it means for the complainant, and how much it weighs.

Data. A kind and its mirror stand in one row, so that no "shorter" is without its "longer".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Effect: TypeAlias = Literal["better", "worse", "neutral", "unclear"]

EFFECTS: Final[tuple[Effect, ...]] = ("worse", "unclear", "better", "neutral")
"""In the order in which a reader needs them."""

OPPOSITE: Final[dict[Effect, Effect]] = {
    "better": "worse",
    "worse": "better",
    "neutral": "neutral",
    "unclear": "unclear",
}

RIGHTS, TIME, CONDUCT, TEXT = 1, 2, 3, 4
"""How much a change weighs: whether a right is there at all; when; how it is dealt with; what is only told."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change: its stable id, its meaning for the complainant, its weight (1 weighs most), its mirror."""

    id: str
    effect: Effect
    weight: int
    mirror: str


# Worse, and its better.
_WORSE: Final = (
    (RIGHTS, "referral-door-closed", "referral-door-opened"),
    (RIGHTS, "referral-way-removed", "referral-way-added"),
    (RIGHTS, "referral-not-at-any-time", "referral-at-any-time"),
    (RIGHTS, "independence-lost", "independence-gained"),
    (RIGHTS, "answer-removed", "answer-added"),
    (RIGHTS, "acknowledgement-removed", "acknowledgement-added"),
    (RIGHTS, "right-to-choose-removed", "right-to-choose-added"),
    (RIGHTS, "choice-removed", "choice-added"),
    (RIGHTS, "exclusion-added", "exclusion-removed"),
    (RIGHTS, "exclusion-wider", "exclusion-narrower"),
    (RIGHTS, "discretion-lost", "discretion-gained"),
    (RIGHTS, "challenge-lost", "challenge-gained"),
    (RIGHTS, "reason-now-required", "reason-no-longer-required"),
    (RIGHTS, "silence-now-decides", "silence-no-longer-decides"),
    (RIGHTS, "late-request-stricter", "late-request-easier"),
    (RIGHTS, "applies-to-fewer", "applies-to-more"),
    (RIGHTS, "record-no-longer-complaint", "record-now-complaint"),
    (RIGHTS, "representative-refused", "representative-allowed"),
    (RIGHTS, "channel-removed", "channel-added"),
    (RIGHTS, "access-removed", "access-added"),
    (TIME, "deadline-removed", "deadline-added"),
    (TIME, "deadline-longer", "deadline-shorter"),
    (TIME, "clock-start-later", "clock-start-earlier"),
    (TIME, "counting-later", "counting-earlier"),
    (TIME, "days-off-added", "days-off-removed"),
    (TIME, "window-added", "window-removed"),
    (TIME, "window-shorter", "window-longer"),
    (TIME, "window-start-earlier", "window-start-later"),
    (TIME, "referral-opens-later", "referral-opens-earlier"),
    (TIME, "referral-way-limited", "referral-way-unlimited"),
    (TIME, "extension-added", "extension-removed"),
    (TIME, "extension-longer", "extension-shorter"),
    (TIME, "extension-uncapped", "extension-capped"),
    (TIME, "extension-more-often", "extension-less-often"),
    (TIME, "extension-after-due", "extension-before-due-only"),
    (TIME, "extension-without-consent", "extension-with-consent"),
    (TIME, "extension-for-more", "extension-for-fewer"),
    (TIME, "pause-added", "pause-removed"),
    (TIME, "pause-longer", "pause-shorter"),
    (TIME, "pause-uncapped", "pause-capped"),
    (TIME, "pause-stops-more", "pause-stops-less"),
    (TIME, "pause-begins-by-itself", "pause-not-by-itself"),
    (TIME, "pause-ends-less-easily", "pause-ends-more-easily"),
    (TIME, "clock-stopped", "clock-not-stopped"),
    (TIME, "update-rarer", "update-more-often"),
    (CONDUCT, "duty-removed", "duty-added"),
    (CONDUCT, "duty-ends-sooner", "duty-ends-later"),
    (CONDUCT, "only-on-request", "without-request"),
    (CONDUCT, "demand-added", "demand-removed"),
    (CONDUCT, "consequence-removed", "consequence-added"),
    (CONDUCT, "payment-removed", "payment-added"),
    (CONDUCT, "payment-lower", "payment-higher"),
    (CONDUCT, "payment-later", "payment-sooner"),
    (CONDUCT, "review-before-sending-lost", "review-before-sending-gained"),
    (CONDUCT, "must-record-less", "must-record-more"),
    (CONDUCT, "letter-no-longer-sent", "letter-now-sent"),
    (CONDUCT, "letter-content-removed", "letter-content-added"),
    (CONDUCT, "enclosure-removed", "enclosure-added"),
    (CONDUCT, "signpost-removed", "signpost-added"),
    (CONDUCT, "stand-in-removed", "stand-in-added"),
    (CONDUCT, "same-handler-lost", "same-handler-gained"),
    (CONDUCT, "remedy-removed", "remedy-added"),
    (CONDUCT, "remedies-at-fewer-stages", "remedies-at-more-stages"),
    (CONDUCT, "target-removed", "target-added"),
    (CONDUCT, "target-longer", "target-shorter"),
    (CONDUCT, "warning-first-lost", "warning-first-gained"),
    (CONDUCT, "restriction-longer", "restriction-shorter"),
    (CONDUCT, "restriction-uncapped", "restriction-capped"),
    (CONDUCT, "contact-removed", "contact-added"),
    (TEXT, "publicity-removed", "publicity-added"),
    (TEXT, "responsible-person-removed", "responsible-person-added"),
    (TEXT, "style-looser", "style-stricter"),
    (TEXT, "standard-removed", "standard-added"),
    (TEXT, "standard-lower", "standard-higher"),
    (TEXT, "review-rarer", "review-more-often"),
    (TEXT, "review-reason-removed", "review-reason-added"),
    (TEXT, "learning-removed", "learning-added"),
    (TEXT, "learning-rarer", "learning-more-often"),
    (TEXT, "briefing-removed", "briefing-added"),
    (TEXT, "briefing-rarer", "briefing-more-often"),
)

# What goes one way or the other, and for whom it is better nobody can say from the policy alone.
_UNCLEAR: Final = (
    (RIGHTS, "stage-removed", "stage-added"),
    (RIGHTS, "step-removed", "step-added"),
    (RIGHTS, "track-removed", "track-added"),
    (RIGHTS, "way-removed", "way-added"),
    (RIGHTS, "direct-entry-removed", "direct-entry-added"),
    (RIGHTS, "code-no-longer-followed", "code-now-followed"),
    (RIGHTS, "age-limit-added", "age-limit-removed"),
    (TIME, "departure-added", "departure-removed"),
    (TIME, "departure-longer", "departure-shorter"),
    (CONDUCT, "action-removed", "action-added"),
    (CONDUCT, "action-leads-nowhere", "action-now-leads"),
    (CONDUCT, "may-no-longer-be-declined", "may-now-be-declined"),
    (CONDUCT, "no-longer-held-up", "now-held-up"),
    (CONDUCT, "outcome-removed", "outcome-added"),
    (CONDUCT, "one-answer-meets-more", "one-answer-meets-less"),
    (CONDUCT, "chair-removed", "chair-added"),
    (CONDUCT, "factor-removed", "factor-added"),
)

# One way or the other, and no matter to the complainant.
_NEUTRAL: Final = (
    (CONDUCT, "letter-text-removed", "letter-text-added"),
    (CONDUCT, "role-removed", "role-added"),
    (CONDUCT, "body-removed", "body-added"),
    (CONDUCT, "fact-removed", "fact-added"),
    (CONDUCT, "fact-value-removed", "fact-value-added"),
    (CONDUCT, "fact-no-longer-required", "fact-now-required"),
    (CONDUCT, "told-inside-removed", "told-inside-added"),
    (CONDUCT, "staff-told-later", "staff-told-sooner"),
    (CONDUCT, "staff-no-longer-heard", "staff-now-heard"),
    (TEXT, "holder-removed", "holder-added"),
    (TEXT, "example-removed", "example-added"),
    (TEXT, "theme-removed", "theme-added"),
)

# Its own mirror: the same thing is otherwise, and neither way round is "more".
_OTHERWISE: Final[tuple[tuple[int, str, Effect], ...]] = (
    (RIGHTS, "definition-changed", "unclear"),
    (RIGHTS, "goal-changed", "unclear"),
    (RIGHTS, "condition-changed", "unclear"),
    (RIGHTS, "actor-changed", "unclear"),
    (RIGHTS, "referral-body-changed", "unclear"),
    (RIGHTS, "stage-moved", "unclear"),
    (RIGHTS, "step-moved", "unclear"),
    (RIGHTS, "step-kind-changed", "unclear"),
    (RIGHTS, "track-changed", "unclear"),
    (RIGHTS, "in-force-changed", "neutral"),
    (TIME, "deadline-changed", "unclear"),
    (TIME, "clock-start-changed", "unclear"),
    (TIME, "counting-changed", "unclear"),
    (TIME, "window-changed", "unclear"),
    (TIME, "time-rewritten", "neutral"),
    (TIME, "calendar-changed", "unclear"),
    (TIME, "time-zone-changed", "unclear"),
    (TIME, "extension-changed", "unclear"),
    (TIME, "departure-changed", "unclear"),
    (TIME, "order-changed", "unclear"),
    (TIME, "target-changed", "unclear"),
    (CONDUCT, "payment-changed", "unclear"),
    (CONDUCT, "role-changed", "neutral"),
    (CONDUCT, "stand-in-changed", "unclear"),
    (CONDUCT, "panel-changed", "unclear"),
    (CONDUCT, "fact-changed", "unclear"),
    (CONDUCT, "letter-changed", "unclear"),
    (CONDUCT, "event-renamed", "neutral"),
    (CONDUCT, "body-changed", "unclear"),
    (CONDUCT, "contact-changed", "neutral"),
    (CONDUCT, "organisation-changed", "unclear"),
    (TEXT, "renamed", "neutral"),
    (TEXT, "version-changed", "neutral"),
    (TEXT, "wording-only", "neutral"),
)


def _kinds() -> Iterator[Kind]:
    for weight, worse, better in _WORSE:
        yield Kind(worse, "worse", weight, better)
        yield Kind(better, "better", weight, worse)
    for pairs, effect in ((_UNCLEAR, "unclear"), (_NEUTRAL, "neutral")):
        for weight, less, more in pairs:
            yield Kind(less, effect, weight, more)  # type: ignore[arg-type]
            yield Kind(more, effect, weight, less)  # type: ignore[arg-type]
    for weight, id, meaning in _OTHERWISE:
        yield Kind(id, meaning, weight, id)


KINDS: Final[dict[str, Kind]] = {kind.id: kind for kind in _kinds()}
