"""Clocks as they are written: limits, terms, the event they count from, extensions, and what follows when time runs out.

Never works out a date; it settles only which counting rule holds for which clock.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import cast

from putright.policy.model import Clock, Departure, EventRef, Extension, Limit, Missed, Payment, Term
from putright.policy.reading.node import Node
from putright.working_days import Counting, Duration
from putright.working_days.rules import Ends, Starts


def counting_of(node: Node) -> Counting:
    """The policy's own counting rule."""
    return replaced(Counting(cast(Starts, node.text("starts"))), node)


def replaced(counting: Counting, node: Node) -> Counting:
    """The counting rule with the parts that are written differently here."""
    if not node.is_there:
        return counting
    cut_off = time.fromisoformat(node.text("cut_off")) if node.has("cut_off") else counting.cut_off
    return replace(
        counting,
        starts=cast(Starts, node.text("starts", counting.starts)),
        ends=cast(Ends, node.text("ends", counting.ends)),
        cut_off=cut_off,
    )


def clock_of(node: Node, counting: Counting, within: str = "within", usual: str = "") -> Clock | None:
    """The clock of a step, duty or door; None when it has none.

    `within` names the key of a single limit, `usual` the event from which it counts where none is written.
    """
    for key, choose in (("later_of", "later"), ("earlier_of", "earlier")):
        if node.has(key):
            terms = tuple(_term(item, counting, "within") for item in node.at(key).items())
            return Clock(terms, "later" if choose == "later" else "earlier", node.at(key).key_place)
    if node.has(within):
        return Clock((_term(node, counting, within, usual),), place=node.at(within).key_place)
    return None


def event_ref(node: Node) -> EventRef:
    """The event that a text names."""
    stage, _, name = str(node.value).rpartition(".")
    return EventRef(name, stage, node.place)


def extensions_of(node: Node) -> tuple[Extension, ...]:
    return tuple(_extension(item) for item in node.items())


def _extension(node: Node) -> Extension:
    return Extension(
        by=node.duration("by"),
        total=node.duration("total"),
        open_ended=node.flag("open_ended", False),
        times=node.number("times", 1),
        after_due=node.flag("after_due", False),
        needs=node.texts("needs"),
        letter=node.text("letter"),
        tells=node.texts("tells"),
        counts_from="today" if node.text("counts_from") == "today" else "due-date",
        agreed=node.flag("agreed", False),
        applies=node.condition("for"),
        place=node.key_place,
        position=node.position,
    )


def departure_of(node: Node) -> Departure:
    within, since, until = node.duration("within"), node.day("from"), node.day("until")
    assert within and since and until  # noqa: S101, PT018 -- the schema asks for them
    return Departure(node.text("step"), within, since, until, node.text("reason"), node.place)


def missed_of(node: Node) -> tuple[Missed, ...]:
    """What follows when time has run out; the words "stays open" are an empty answer."""
    return tuple(_missed(item) for item in node.items())


def _missed(node: Node) -> Missed:
    return Missed(
        to=node.text("to"),
        letter=node.text("letter"),
        tells=node.texts("tells"),
        pays=_payment(node.at("pays")),
        applies=node.condition("for"),
        place=node.key_place,
        position=node.position,
    )


def _payment(node: Node) -> Payment | None:
    within = node.duration("within")
    return Payment(node.text("sum"), within, node.text("kind", "payment"), node.key_place) if within else None


def _term(node: Node, counting: Counting, within: str, usual: str = "") -> Term:
    start = node.at("from")
    return Term(
        limit=_limit(node.at(within), node.durations("during")),
        start=event_ref(start) if start.is_there else EventRef(usual, place=node.key_place),
        counting=replaced(counting, node.at("counting")),
        deemed_received=node.duration("deemed_received"),
    )


def _limit(node: Node, during: dict[str, Duration]) -> Limit:
    if node.is_text:
        return Limit(Duration.parse(str(node.value)), during=during, place=node.place)
    table = node.durations("limits")
    return Limit(node.duration("otherwise"), node.text("by"), table, during, node.place)
