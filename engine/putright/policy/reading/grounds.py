"""The grounds of a policy as they are written: whose it is, when it holds, its roles and facts; and the whole of it.

Never asks whether a name leads anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from putright.policy.model import Fact, FactType, Organisation, Policy, Representatives, Role, Span, StaffTerms, StandIn
from putright.policy.reading.beside import (
    action_of,
    body_of,
    door_of,
    duty_of,
    exclusion_of,
    letter_of,
    pause_of,
    record_of,
    style_of,
)
from putright.policy.reading.clocks import counting_of, departure_of
from putright.policy.reading.node import Node
from putright.policy.reading.stages import stage_of, track_of
from putright.policy.reading.told import told_of
from putright.policy.words import title_of
from putright.source import Source

OUTCOMES = {"upheld": "Upheld", "partially-upheld": "Partially upheld", "not-upheld": "Not upheld"}


def policy_of(node: Node) -> Policy:
    """The policy in a tree that has the right shape."""
    counting, style = counting_of(node.at("counting")), style_of(node.at("style"))
    return Policy(
        format=node.number("format", 1),
        id=node.text("policy"),
        version=node.text("version"),
        title=node.text("title"),
        organisation=_organisation(node.at("organisation")),
        in_force_from=node.at("in_force").day("from") or date.min,
        in_force_until=node.at("in_force").day("until"),
        phases=tuple(_phase(item, node.at("in_force")) for item in node.at("in_force").at("later").items()),
        follows=node.texts("follows"),
        calendar=node.text("calendar"),
        time_zone=node.text("time_zone", "Europe/London"),
        counting=counting,
        channels=node.titles("channels"),
        roles={id: _role(id, part) for id, part in node.at("roles").parts()},
        facts={id: _fact(id, part) for id, part in node.at("facts").parts()},
        outcomes=node.titles("outcomes") or OUTCOMES,
        exclusions={id: exclusion_of(id, part) for id, part in node.at("exclusions").parts()},
        stages=tuple(stage_of(item, counting) for item in node.at("stages").items()),
        tracks={id: track_of(id, part) for id, part in node.at("tracks").parts()},
        duties={id: duty_of(id, part, counting) for id, part in node.at("duties").parts()},
        doors={id: door_of(id, part, counting, node.at("bodies")) for id, part in node.at("doors").parts()},
        bodies={id: body_of(id, part) for id, part in node.at("bodies").parts()},
        letters={id: letter_of(id, part, style) for id, part in node.at("letters").parts()},
        actions={id: action_of(id, part) for id, part in node.at("actions").parts()},
        records={kind: record_of(part) for kind, part in node.at("records").parts()},
        pauses={id: pause_of(id, part) for id, part in node.at("pauses").parts()},
        departures=tuple(departure_of(item) for item in node.at("departures").items()),
        handler_throughout=node.flag("handler_throughout", False),
        staff=_staff(node.at("staff")),
        representatives=_representatives(node.at("representatives")),
        style=style,
        told=told_of(node),
        bases=tuple(_bases(node.source)),
        file=node.source.file,
        source=node.source,
    )


def _bases(source: Source) -> Iterator[str]:
    while source.base is not None:
        source = source.base
        own = source.tree.get("organisation")
        if isinstance(own, dict) and "id" in own:
            yield str(own["id"])


def _phase(node: Node, usual: Node) -> Span:
    """The days for some complaints; what is not written is as for the others."""
    return Span(
        start=node.day("from") or usual.day("from") or date.min,
        until=node.day("until") or usual.day("until"),
        applies=node.condition("for"),
        place=node.place,
    )


def _organisation(node: Node) -> Organisation:
    called = node.at("calls_complainants")
    return Organisation(
        id=node.text("id"),
        name=node.text("name"),
        short_name=node.text("short_name", node.text("name")),
        sector=node.text("sector"),
        complainant=called.text("one", "complainant"),
        complainants=called.text("many", "complainants"),
        address=node.texts("address"),
        telephone=node.text("telephone"),
        email=node.text("email"),
        website=node.text("website"),
        hours=node.text("hours"),
    )


def _role(id: str, node: Node) -> Role:
    """A role; `seats` is how many sit, or the roles that do."""
    seats = node.texts("seats") if isinstance(node.at("seats").value, list) else ()
    return Role(
        id=id,
        title=node.text("title", title_of(id)),
        holders=node.texts("holders"),
        stands_in=tuple(_stand_in(item) for item in node.at("stands_in").items()),
        seats=node.number("seats", len(seats)),
        seated_by=seats,
        chair=node.flag("chair", False),
        place=node.key_place,
    )


def _stand_in(node: Node) -> StandIn:
    """A role that stands alone stands in where the complaint is about this one."""
    if node.is_text:
        return StandIn(str(node.value), True, place=node.place)
    return StandIn(node.text("role"), node.has("when"), node.condition("for"), node.place)


def _staff(node: Node) -> StaffTerms | None:
    if not node.is_there:
        return None
    return StaffTerms(node.duration("told_within"), node.flag("heard", False), node.key_place)


def _representatives(node: Node) -> Representatives | None:
    if not node.is_there:
        return None
    return Representatives(node.texts("who"), node.texts("needs"), node.condition("unless"), node.key_place)


def _fact(id: str, node: Node) -> Fact:
    return Fact(
        id=id,
        title=node.text("title", title_of(id)),
        type=cast(FactType, node.text("type", "choice")),
        values=node.titles("values"),
        required=node.flag("required", False),
        place=node.key_place,
    )
