"""What stands beside the stages as it is written: duties, doors and bodies, letters, actions, exclusions.

Never asks whether a name leads anywhere.
"""

from __future__ import annotations

from typing import Literal, cast

from putright.policy.model import (
    ANYONE,
    COMPLAINANT,
    HANDLER,
    NO_STYLE,
    Action,
    Body,
    Clock,
    Door,
    Duty,
    Exclusion,
    LetterTerms,
    Opening,
    Pause,
    RecordTerms,
    Style,
)
from putright.policy.moves import BUILT_IN_ACTIONS
from putright.policy.reading.clocks import clock_of, event_ref, missed_of, replaced
from putright.policy.reading.node import Node
from putright.policy.words import asked_event, duty_event, event_of, title_of
from putright.working_days import Counting

EVENTS = {"receive": "received", **BUILT_IN_ACTIONS}


def duty_of(id: str, node: Node, counting: Counting) -> Duty:
    repeats = node.has("every")
    asked_by = node.text("asked_by")
    clock = clock_of(node, counting, "every" if repeats else "within", asked_event(id) if asked_by else "")
    return Duty(
        id=id,
        title=node.text("title", title_of(id)),
        who=node.text("who"),
        event=node.text("event", duty_event(id)),
        clock=clock or Clock(()),
        repeats=repeats,
        met_by=node.texts("met_by"),
        until=node.texts("until"),
        letter=node.text("letter"),
        needs=node.texts("needs"),
        missed=missed_of(node.at("if_missed")),
        holds_up=node.texts("holds_up"),
        applies=node.condition("for"),
        asked_by=asked_by,
        declined_by=node.text("declined_by"),
        stops=node.texts("stops"),
        place=node.key_place,
    )


def door_of(id: str, node: Node, counting: Counting, bodies: Node) -> Door:
    """A door; without a title of its own it is called after the body it leads to."""
    opens = node.at("opens")
    body = bodies.at(node.text("to"))
    return Door(
        id=id,
        title=node.text("title", body.text("title", title_of(id))),
        to=node.text("to"),
        who=node.text("who", COMPLAINANT),
        opens=() if opens.is_text else tuple(_opening(item, counting) for item in opens.items()),
        closes=clock_of(node.at("closes"), counting),
        letter=node.text("letter"),
        needs=node.texts("needs"),
        applies=node.condition("for"),
        tells=node.texts("tells"),
        via=node.text("via"),
        place=node.key_place,
    )


def _opening(node: Node, counting: Counting) -> Opening:
    return Opening(
        start=event_ref(node.at("from")),
        after=node.duration("after"),
        unless=tuple(event_ref(item) for item in node.at("unless").items()),
        counting=replaced(counting, node.at("counting")),
        place=node.place,
    )


def body_of(id: str, node: Node) -> Body:
    return Body(
        id=id,
        title=node.text("title"),
        about=node.text("about"),
        address=node.texts("address"),
        telephone=node.text("telephone"),
        email=node.text("email"),
        website=node.text("website"),
        closed_on=node.day("closed_on"),
        successor=node.text("successor"),
        place=node.key_place,
    )


def style_of(node: Node, usual: Style = NO_STYLE) -> Style:
    """Limits of style; what is not written is as usual."""
    return Style(
        words=node.number("words_at_most", 0) or usual.words,
        sentence=node.number("words_in_a_sentence_at_most", 0) or usual.sentence,
        ease=node.number("reading_ease_at_least", 0) or usual.ease,
        says=node.texts("says") if node.has("says") else usual.says,
        never_says=node.texts("never_says") if node.has("never_says") else usual.never_says,
    )


def letter_of(id: str, node: Node, usual: Style) -> LetterTerms:
    return LetterTerms(
        id=id,
        title=node.text("title"),
        template=node.text("template", id),
        signed_by=node.text("signed_by", HANDLER),
        encloses=node.texts("encloses"),
        must_say=node.texts("must_say"),
        style=style_of(node.at("style"), usual),
        place=node.key_place,
    )


def action_of(id: str, node: Node) -> Action:
    return Action(
        id=id,
        title=node.text("title", title_of(id)),
        who=node.text("who", ANYONE),
        event=node.text("event", EVENTS.get(id) or event_of(id)),
        letter=node.text("letter"),
        needs=node.texts("needs"),
        tells=node.texts("tells"),
        to=node.text("to"),
        at=node.texts("at"),
        applies=node.condition("for"),
        body=node.text("body"),
        place=node.key_place,
    )


def record_of(node: Node) -> RecordTerms:
    return RecordTerms(node.text("counts_as"), node.text("letter"), node.key_place)


def pause_of(id: str, node: Node) -> Pause:
    return Pause(
        id=id,
        title=node.text("title"),
        waits_for=node.text("waits_for"),
        stops=node.texts("stops"),
        begins=node.texts("from"),
        until=node.texts("until"),
        at_most=node.duration("at_most"),
        needs=node.texts("needs"),
        letter=node.text("letter"),
        resumed_letter=node.text("resumed_letter"),
        place=node.key_place,
    )


def exclusion_of(id: str, node: Node) -> Exclusion:
    counted_from = node.text("counted_from", "later-of-both")
    return Exclusion(
        id=id,
        title=node.text("title"),
        explanation=node.text("explanation"),
        older_than=node.duration("older_than"),
        counted_from=cast(Literal["happened", "aware", "later-of-both"], counted_from),
        discretion=node.flag("discretion", True),
        letter=node.text("letter"),
        unless=node.condition("unless"),
        instead=node.text("instead"),
        challenge=node.text("challenge"),
        place=node.key_place,
    )
