"""Nests: which properties of the schema hold parts of their own, and which say together when something is due.

Data; what their differences mean is said in `properties`.
"""

from __future__ import annotations

from typing import Final

from putright.compare.parts import Nest

CLOCKS: Final = {
    "step": ("within", "from", "later_of", "earlier_of", "counting", "deemed_received", "during"),
    "duty": ("within", "from", "later_of", "earlier_of", "counting", "deemed_received", "during", "every"),
    "closing": ("within", "from", "later_of", "earlier_of", "counting", "deemed_received", "during"),
    "policy": ("counting",),
}
"""The properties that say together when something is due; they are compared by the dates that they bring."""

INSIDE: Final = ("term", "limits", "counting", "counting-change", "calls_complainants")
"""Parts of the schema that stand only inside a clock, or inside a value that is compared as one."""

NESTS: Final[dict[str, Nest]] = {
    "policy.organisation": Nest("organisation", "one"),
    "policy.in_force": Nest("in_force", "one"),
    "in_force.later": Nest("phase", "list", key=("for",)),
    "policy.definition": Nest("definition", "one"),
    "policy.access": Nest("access", "one"),
    "policy.publicity": Nest("publicity", "one"),
    "policy.responsible": Nest("responsible", "one"),
    "policy.staff": Nest("staff", "one"),
    "policy.representatives": Nest("representatives", "one"),
    "policy.learning": Nest("learning", "one"),
    "policy.behaviour": Nest("behaviour", "one"),
    "policy.review": Nest("review", "one"),
    "policy.roles": Nest("role", "named"),
    "role.stands_in": Nest("stand-in", "list", key=("role",), word="role"),
    "policy.facts": Nest("fact", "named"),
    "policy.remedies": Nest("remedy", "named", word="title"),
    "policy.records": Nest("record", "named", always=True),
    "policy.exclusions": Nest("exclusion", "named"),
    "policy.pauses": Nest("pause", "named"),
    "policy.tracks": Nest("track", "named"),
    "policy.duties": Nest("duty", "named"),
    "policy.doors": Nest("door", "named"),
    "policy.bodies": Nest("body", "named"),
    "policy.letters": Nest("letter", "named"),
    "letter.style": Nest("style", "one"),
    "policy.style": Nest("style", "one"),
    "policy.actions": Nest("action", "named"),
    "policy.stages": Nest("stage", "stages"),
    "stage.steps": Nest("step", "steps"),
    "stage.direct_entry": Nest("direct_entry", "list", by_turn=True),
    "step.choices": Nest("choice", "named"),
    "step.extension": Nest("extension", "list", key=("for",), by_turn=True),
    "step.if_missed": Nest("missed", "list", key=("for",), by_turn=True),
    "step.silence": Nest("missed", "list", key=("for",), by_turn=True),
    "duty.if_missed": Nest("missed", "list", key=("for",), by_turn=True),
    "missed.pays": Nest("payment", "list", by_turn=True),
    "door.opens": Nest("opening", "list", key=("from",)),
    "door.closes": Nest("closing", "one"),
    "policy.departures": Nest("departure", "list", key=("step",)),
    "policy.standards": Nest("standard", "list", key=("measure",)),
    "policy.briefings": Nest("briefing", "list", key=("who", "report")),
}
"""The properties that hold parts of their own."""
