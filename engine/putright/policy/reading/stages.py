"""Stages as they are written: their steps and choices, with the titles, kinds and event names that go without saying.

Never asks whether a name leads anywhere.
"""

from __future__ import annotations

from typing import cast

from putright.policy.model import COMPLAINANT, HANDLER, Choice, Lateness, Stage, Step, StepKind, Track
from putright.policy.reading.clocks import clock_of, extensions_of, missed_of
from putright.policy.reading.node import Node
from putright.policy.words import event_of, title_of
from putright.working_days import Counting

KINDS: dict[str, StepKind] = {"acknowledge": "acknowledgement", "respond": "response"}


def stage_of(node: Node, counting: Counting) -> Stage:
    id = node.text("id")
    entry = node.at("direct_entry")
    return Stage(
        id=id,
        title=node.text("title", title_of(id)),
        handler=node.text("handler"),
        steps=tuple(_step(id, part, counting) for item in node.at("steps").items() for id, part in item.parts()),
        different_from=node.texts("different_from"),
        direct_entry=entry.condition("for") if entry.is_there else None,
        place=node.place,
    )


def track_of(id: str, node: Node) -> Track:
    return Track(id, node.text("title", title_of(id)), node.texts("stages"), node.condition("for"), node.key_place)


def _step(id: str, node: Node, counting: Counting) -> Step:
    who = node.text("who", HANDLER)
    missed = node.at("silence") if node.has("silence") else node.at("if_missed")
    return Step(
        id=id,
        title=node.text("title", title_of(id)),
        kind=cast(StepKind, node.text("kind", _kind(id, who, has_choices=node.has("choices")))),
        who=who,
        choices=_choices(id, node),
        clock=clock_of(node, counting),
        target=node.duration("target"),
        extensions=extensions_of(node.at("extension")),
        missed=missed_of(missed),
        late=cast(Lateness, node.text("late", "with-reason")),
        reviewed_by=node.texts("reviewed_by"),
        also_meets=node.texts("also_meets"),
        through=node.texts("through"),
        place=node.key_place,
    )


def _kind(id: str, who: str, *, has_choices: bool) -> StepKind:
    if who == COMPLAINANT and has_choices:
        return "choice"
    return KINDS.get(id, "act")


def _choices(id: str, node: Node) -> tuple[Choice, ...]:
    """The written choices; a step that has none is itself the only one."""
    if not node.has("choices"):
        return (_choice(id, node, "then", "referred" if node.has("through") else "next"),)
    return tuple(_choice(choice, part, "to") for choice, part in node.at("choices").parts())


def _choice(id: str, node: Node, to: str, goes: str = "next") -> Choice:
    return Choice(
        id=id,
        title=node.text("title", title_of(id)),
        event=node.text("event", event_of(id)),
        to=node.text(to, goes),
        letter=node.text("letter"),
        needs=node.texts("needs"),
        applies=node.condition("for"),
        tells=node.texts("tells"),
        place=node.key_place,
    )
