"""What a policy tells about itself as it is written.

Never asks whether a name leads anywhere.
"""

from __future__ import annotations

from datetime import date

from putright.policy.model import (
    Access,
    Behaviour,
    Briefing,
    Definition,
    Learning,
    Remedy,
    Review,
    Standard,
    Told,
)
from putright.policy.model.told import PUBLICISED, RESPONSIBLE
from putright.policy.reading.node import Node
from putright.working_days import Duration

USUAL_REMEDIES = {
    "apology": "Apology",
    "explanation": "Explanation",
    "action": "Action",
    "decision-changed": "Decision changed",
    "record-corrected": "Record corrected",
    "payment": "Payment",
    "policy-changed": "Policy or procedure changed",
    "training": "Training",
}


def told_of(node: Node) -> Told:
    """All that the policy in a tree tells about itself."""
    return Told(
        definition=_definition(node.at("definition")),
        access=_access(node.at("access")),
        publicity={key: node.at("publicity").texts(key) for key in PUBLICISED if node.at("publicity").has(key)},
        responsible={key: node.at("responsible").text(key) for key in RESPONSIBLE if node.at("responsible").has(key)},
        remedies=_remedies(node.at("remedies")),
        remedies_at=node.texts("remedies_at"),
        learning=_learning(node.at("learning")),
        behaviour=_behaviour(node.at("behaviour")),
        review=_review(node.at("review"), node.at("in_force").day("from") or date.min),
        standards=tuple(_standard(item) for item in node.at("standards").items()),
        briefings=tuple(_briefing(item) for item in node.at("briefings").items()),
        leaflets=node.texts("leaflets"),
    )


def _definition(node: Node) -> Definition:
    return Definition(
        node.text("complaint"),
        node.text("service_request"),
        node.texts("complaint_examples"),
        node.texts("service_request_examples"),
        node.key_place,
    )


def _access(node: Node) -> Access:
    return Access(
        languages=node.texts("languages"),
        interpreting=node.text("interpreting"),
        formats=node.texts("formats"),
        adjustments=node.text("adjustments"),
        advocates=node.text("advocates"),
        place=node.key_place,
    )


def _remedies(node: Node) -> dict[str, Remedy]:
    if not node.is_there:
        return {id: Remedy(id, title) for id, title in USUAL_REMEDIES.items()}
    return {
        id: Remedy(id, str(part.value), place=part.key_place)
        if part.is_text
        else Remedy(id, part.text("title"), part.texts("factors"), part.key_place)
        for id, part in node.parts()
    }


def _learning(node: Node) -> Learning | None:
    if not node.is_there:
        return None
    return Learning(
        node.texts("themes"), node.text("owner"), node.duration("every"), node.texts("published"), node.key_place
    )


def _behaviour(node: Node) -> Behaviour:
    return Behaviour(node.text("about"), node.flag("warned_first", False), node.duration("longest"), node.key_place)


def _review(node: Node, since: date) -> Review | None:
    if not node.is_there:
        return None
    return Review(Duration.parse(node.text("every")), node.day("last") or since, node.texts("sooner"), node.key_place)


def _standard(node: Node) -> Standard:
    value = node.at("at_least").value
    least = float(value) if isinstance(value, int | float) else 0.0
    return Standard(node.text("measure"), least, node.text("steps_in"), node.place)


def _briefing(node: Node) -> Briefing:
    return Briefing(node.text("who"), node.text("report"), node.duration("every"), node.place)
