"""Words: what a thing is called in words, and what an act is called once it has happened.

Plain English rules and a table of the verbs that break them; it knows no policy.
"""

from __future__ import annotations

IRREGULAR = {
    "admit": "admitted",
    "begin": "begun",
    "bring": "brought",
    "choose": "chosen",
    "commit": "committed",
    "confer": "conferred",
    "defer": "deferred",
    "drop": "dropped",
    "find": "found",
    "forget": "forgotten",
    "get": "got",
    "give": "given",
    "go": "gone",
    "hear": "heard",
    "hold": "held",
    "keep": "kept",
    "leave": "left",
    "log": "logged",
    "make": "made",
    "meet": "met",
    "omit": "omitted",
    "pay": "paid",
    "permit": "permitted",
    "plan": "planned",
    "prefer": "preferred",
    "put": "put",
    "read": "read",
    "refer": "referred",
    "say": "said",
    "see": "seen",
    "seek": "sought",
    "send": "sent",
    "set": "set",
    "show": "shown",
    "speak": "spoken",
    "stop": "stopped",
    "submit": "submitted",
    "take": "taken",
    "tell": "told",
    "think": "thought",
    "transfer": "transferred",
    "undertake": "undertaken",
    "withdraw": "withdrawn",
    "write": "written",
}
"""Verbs whose past is not formed by adding -ed."""

PARTICLES = frozenset(
    (
        *("about", "again", "as", "at", "away", "back", "by", "down", "for", "forward", "from", "in", "off"),
        *("on", "out", "over", "through", "to", "up", "with", "without"),
    )
)
"""Words that stay behind their verb: `send-back` becomes `sent-back`, and not `back-sent`."""


def title_of(id: str) -> str:
    """What a thing is called when no title is written: `send-report` becomes 'Send report'."""
    words = id.replace("-", " ")
    return words[:1].upper() + words[1:]


def event_of(id: str) -> str:
    """What an act is called once it has happened: `acknowledge` -> `acknowledged`, `send-report` -> `report-sent`."""
    verb, _, rest = id.partition("-")
    if not rest:
        return _past(verb)
    stays = rest.partition("-")[0] in PARTICLES
    return f"{_past(verb)}-{rest}" if stays else f"{rest}-{_past(verb)}"


def duty_event(id: str) -> str:
    """What the doing of a duty is called: `progress-update` -> `progress-update-done`."""
    return f"{id}-done"


def asked_event(id: str) -> str:
    """What it is called once a duty was asked for: `mediation` -> `mediation-asked-for`."""
    return f"{id}-asked-for"


def declined_event(id: str) -> str:
    """What it is called once a duty that was asked for was declined: `mediation` -> `mediation-declined`."""
    return f"{id}-declined"


def missed_event(id: str) -> str:
    """What it is called when the time of a step or duty has run out: `respond` -> `respond-missed`."""
    return f"{id}-missed"


def _past(verb: str) -> str:
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in ("a", "e", "i", "o", "u"):
        return f"{verb[:-1]}ied"
    return f"{verb}ed"
