"""The words of a code file: the questions that a clause can ask, what each needs to know, and the names it may use.

Tables only. How a question is answered, and how a value is read, stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a question needs to know: its name, of which kind it is, and whether it may be left out."""

    name: str
    kind: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a clause can ask: its name, what it asks in words, and its parameters."""

    name: str
    asks: str
    parameters: tuple[Parameter, ...] = ()

    def parameter(self, name: str) -> Parameter | None:
        return next((one for one in self.parameters if one.name == name), None)


def _question(name: str, asks: str, **kinds: str) -> Question:
    """A row; a kind that ends with `?` may be left out."""
    return Question(name, asks, tuple(Parameter(p, kind.rstrip("?"), kind.endswith("?")) for p, kind in kinds.items()))


QUESTIONS: Mapping[str, Question] = {
    row.name: row
    for row in (
        _question("stage-count", "Is the number of stages right?", at_least="number?", at_most="number?"),
        _question("no-pre-stage", "Is there no informal stage before the first?", words="texts"),
        _question(
            "deadline-at-most",
            "Is a step never later than this, whatever happens on the days before?",
            **{"stage": "stage", "of": "step", "from": "event", "within": "duration"},
        ),
        _question("deadline-set", "Is there a limit at all, with an end to it?", stage="stage", of="step"),
        _question(
            "extension-at-most",
            "Is more time no longer than this, with what it needs?",
            stage="stage",
            of="step",
            by="duration",
            needs="fields?",
            notice="yes-no?",
            beyond="beyond?",
        ),
        _question(
            "acceptance-window-at-least",
            "Is a complaint taken on at least so long after the matter?",
            within="duration",
            counted_from="counted-from",
            discretion="yes-no?",
        ),
        _question(
            "letter-contains",
            "Does each letter of that moment hold what it should?",
            letter="moment",
            stage="stage?",
            contains="contents",
        ),
        _question(
            "definition-covers",
            "Does the policy's definition name every element, in words that a body may use?",
            of="definition",
            elements="elements",
        ),
        _question(
            "exclusions-allowed",
            "Are the reasons for not taking a complaint on no wider than they may be?",
            kinds="grounds?",
            others="others?",
            listed="yes-no?",
            discretion="yes-no?",
        ),
        _question("escalation-needs-no-reason", "Can the complainant go on without giving reasons?", stage="stage"),
        _question(
            "decided-by-someone-else",
            "Is this stage decided by somebody else than that one?",
            stage="stage",
            than="number",
        ),
        _question("stage-is-final", "Can this stage be reached, and does its answer end the procedure?", stage="stage"),
        _question("role-named", "Does the policy name who answers for this?", role="role"),
        _question("channels-at-least", "Are there so many ways to complain?", count="number"),
        _question("remedy-at-any-stage", "Can a remedy be offered at every stage?"),
        _question("restriction-reviewed", "Is a restriction of contact looked at again?", within="duration?"),
        _question(
            "report-contains", "Is there such a report, and does it hold these parts?", report="report", parts="parts"
        ),
        _question("told", "Does the policy tell of this?", part="told", says="texts?"),
        _question("attested", "Does a person say so, and show it?", evidence="text"),
        _question(
            "recorded", "Must this be put on record at that moment?", at="moment", stage="stage?", fields="fields"
        ),
        _question("answer-reviewed", "Does somebody else approve an answer before it goes?", stage="stage"),
        _question(
            "door-to",
            "Can the complainant go to this body?",
            bodies="texts",
            opens="opens?",
            closes_at_least="duration?",
        ),
        _question("bodies-open", "Does the policy name no body that has closed?", closed="closed-bodies"),
    )
}

CHOICES: Mapping[str, tuple[str, ...]] = {
    "step": ("acknowledgement", "response"),
    "event": ("received", "acknowledged", "logged", "requested"),
    "counted-from": ("happened", "aware", "later-of-both"),
    "beyond": ("never", "good-reason", "agreement"),
    "definition": ("complaint", "service_request"),
    "others": ("person", "allowed"),
    "role": ("complaints_officer", "senior_person", "governing_member"),
    "report": ("annual", "board", "learning", "tsm"),
    "opens": ("any-time", "after-last-stage", "on-refusal"),
    "moment": (
        "receipt",
        "acknowledgement",
        "response",
        "extension",
        "refusal",
        "escalation-refusal",
        "restriction",
        "closing",
        "correction",
        "every",
    ),
    "told": (
        "definition.complaint",
        "definition.service_request",
        "access",
        "access.languages",
        "access.interpreting",
        "access.formats",
        "access.adjustments",
        "access.advocates",
        "publicity.policy",
        "publicity.ombudsman",
        "publicity.code",
        "remedies",
        "remedies_at",
        "learning",
        "learning.themes",
        "learning.owner",
        "learning.every",
        "learning.published",
        "behaviour.about",
        "behaviour.longest",
        "review",
        "review.sooner",
        "standards",
        "standards.steps_in",
        "briefings",
        "staff",
        "records",
    ),
}
"""The names that a parameter of that kind may have."""

CONTENTS: Mapping[str, str] = {
    "stage": "the stage of the complaint",
    "where-you-are": "where the complaint is in the procedure",
    "definition": "what the complaint is understood to be",
    "sought": "the outcome that is sought",
    "responsibilities": "what the organisation is and is not responsible for",
    "decision": "the decision on each point",
    "reasons": "the reasons",
    "each-point": "every point of the complaint",
    "references": "the policies, law and good practice that it rests on",
    "fault": "what went wrong",
    "remedy": "what is offered to put things right",
    "remedy-day": "by when it will be done",
    "outstanding": "actions still to be done",
    "learning": "what is learnt from it",
    "next-stage": "how to go on to the next stage",
    "new-date": "the new date",
    "time-limit": "by when the next step is due",
    "ombudsman": "how to reach the Ombudsman",
    "refusal-right": "that the refusal itself can be taken to the Ombudsman",
    "exhausted": "that the organisation's own procedure has come to its end",
    "plain-language": "plain language",
}
"""What a letter can be asked to hold."""

REPORT_PARTS: Mapping[str, str] = {
    "self-assessment": "the self-assessment against the code",
    "analysis": "what the figures and the complaints show",
    "refusals": "the kinds of complaint that were not taken on",
    "non-compliance": "findings that the code was not kept to",
    "improvements": "what was improved because of complaints",
    "ombudsman-report": "the Ombudsman's yearly report or letter on the organisation",
    "ombudsman-publications": "other publications of the Ombudsman that bear on it",
    "volume": "how many complaints there were",
    "by-stage": "how many there were at each stage",
    "by-service": "how many there were for each service",
    "categories": "what they were about",
    "outcomes": "how they ended",
    "response-times": "how long answers took",
    "performance": "how well complaints were handled",
    "trends": "issues and trends",
    "ombudsman-outcomes": "what the Ombudsman decided",
    "orders": "how far the Ombudsman's orders were carried out",
    "annual-report": "the yearly report on complaints and improvements",
    "learning": "what was learnt",
}
"""What a report can be asked to hold."""
