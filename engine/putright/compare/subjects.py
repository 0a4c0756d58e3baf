"""Subjects: what a part of a policy is called for a reader who never saw the file.

Words only; what happened to it is said in `sentences`.
"""

from __future__ import annotations

from typing import Final

from putright.compare.parts import Part
from putright.policy.model import Policy
from putright.policy.words import title_of

_CALLED: Final = {
    "role": 'The role "{}"',
    "fact": 'The fact "{}"',
    "remedy": 'The remedy "{}"',
    "record": 'What comes in as "{}"',
    "exclusion": 'Not looked into: "{}"',
    "pause": 'The pause "{}"',
    "track": 'The track "{}"',
    "duty": 'What is owed beside the steps, "{}"',
    "door": 'The way out "{}"',
    "body": 'The body "{}"',
    "letter": 'The letter "{}"',
    "action": 'The act "{}"',
    "stage": "{}",
    "step": '"{}"',
    "choice": 'the choice "{}"',
}

_INSIDE: Final = {
    "extension": "more time",
    "missed": "when time has run out",
    "payment": "the payment",
    "opening": "what opens it",
    "closing": "until when it is open",
    "departure": "Another limit for a time",
    "standard": "A standard",
    "briefing": "A report",
    "phase": "The days in force for some complaints",
    "stand-in": "who stands in",
    "direct_entry": "starting here directly",
    "organisation": "The organisation",
    "in_force": "The days in force",
    "definition": "What the policy calls things",
    "access": "Help with complaining",
    "publicity": "How the policy is made known",
    "responsible": "Who is responsible",
    "staff": "Whoever is complained about",
    "representatives": "Who may act for somebody",
    "learning": "What is learned from complaints",
    "behaviour": "Unreasonable behaviour",
    "review": "How often the policy is looked at",
    "style": "how letters are written",
}

PROPERTY: Final = {
    "definition.complaint": "a complaint",
    "definition.service_request": "a service request",
    "policy.channels": "How a complaint can be made",
    "policy.outcomes": "The outcomes",
    "policy.remedies_at": "Putting things right",
    "policy.handler_throughout": "The handler",
    "policy.follows": "The codes",
    "policy.clock": "How days are counted",
    "policy.calendar": "The calendar",
    "policy.time_zone": "The time zone",
    "policy.title": "The title",
    "policy.version": "The policy",
    "policy.policy": "The policy",
    "policy.format": "The policy",
    "style.words_at_most": "words at most",
    "style.words_in_a_sentence_at_most": "words in a sentence at most",
    "style.reading_ease_at_least": "reading ease at least",
    "style.says": "what they say",
    "style.never_says": "what they never say",
}
"""What a property is called where its part alone does not say it."""


def subject(part: Part, policy: Policy, key: str = "") -> str:
    """What a part is called for a reader who never saw the file: 'Stage 1, "Answer the complaint", more time'."""
    words = list(_called(part, policy))
    if key in PROPERTY:
        words.append(PROPERTY[key])
    said = ", ".join(words)
    return f"{said[:1].upper()}{said[1:]}" if said else "The policy"


def _called(part: Part, policy: Policy) -> list[str]:
    above = _called(part.above, policy) if part.above else []
    if part.owner in _CALLED:
        return [*above, _CALLED[part.owner].format(_title(part, policy))]
    if part.owner not in _INSIDE:
        return above
    of = next((part.values[name] for name in ("from", "step", "measure", "report", "role") if name in part.values), "")
    shown = part.owner in ("opening", "departure", "standard", "briefing", "stand-in") and of
    return [
        *above,
        f"{_INSIDE[part.owner]} ({str(of).replace('-', ' ').replace('.', ': ')})" if shown else _INSIDE[part.owner],
    ]


def _title(part: Part, policy: Policy) -> str:
    title = part.values.get("title")
    if title is None and part.owner == "door" and part.values.get("to") in policy.bodies:
        title = policy.bodies[str(part.values["to"])].title
    return " ".join(str(title or title_of(part.name)).split())
