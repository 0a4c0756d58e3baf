"""Inventing: what would be said with an act, made up so that a search can try it.

Every text says that a person has to write it. Whether the act is then allowed, the guards say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from putright.case.case import Case
from putright.case.fields import FIELDS, field_row
from putright.case.pauses import open_pauses
from putright.case.procedure import Procedure
from putright.policy.model import HANDLER, OUTSIDE_ACTS, Fact, Policy
from putright.policy.moves import Move

WRITTEN = "To be written by a person"

SEVERAL_CASES = frozenset({"attach", "link", "merge", "complain"})
"""Acts that need a document or another case; a story of one complaint does not try them."""


@dataclass(frozen=True, slots=True)
class Invented:
    """An act that a search wants to try: in which case, by which move, on which day."""

    procedure: Procedure
    case: Case
    action: str
    move: Move
    day: date

    @property
    def policy(self) -> Policy:
        return self.procedure.policy


def invented(asked: Invented) -> Iterator[dict[str, str]]:
    """What could be said with an act: a set of fields for every reason, door or pause there is to choose from."""
    if asked.action in SEVERAL_CASES:
        return
    given = {need: _value(asked, need) for need in _needs(asked)} | _of_its_own(asked)
    if asked.action == "correct":
        yield from ({**given, **correction} for correction in _corrections(asked.case))
        return
    chosen = {field: choices for field, choices in _choices(asked).items() if choices}
    for values in product(*chosen.values()):
        yield {**given, **dict(zip(chosen, values, strict=True))}


def first_facts(policy: Policy) -> dict[str, str]:
    """A value for every fact that a complaint must carry."""
    return {fact.id: _of_fact(fact, policy.in_force_from) for fact in policy.facts.values() if fact.required}


def _needs(asked: Invented) -> tuple[str, ...]:
    policy, move = asked.policy, asked.move
    needs = list(move.needs)
    if asked.action == "extend" and (found := policy.step_at(move.source)):
        needs += [need for step in found[0].steps for one in step.extensions for need in one.needs]
    if move.kind == "referred":
        needs += [need for door in policy.doors.values() for need in door.needs]
    if move.kind == "paused":
        needs += [need for pause in policy.pauses.values() for need in pause.needs]
    return tuple(need for need in needs if need not in ("exclusion", "door", "pause"))


def _value(asked: Invented, need: str) -> str:
    policy = asked.policy
    fact = policy.facts.get(need.removeprefix("fact."))
    if fact:
        return _of_fact(fact, asked.day)
    row = field_row(need) or next((row for row in FIELDS if row.pattern == f"{need}.*"), None)
    kind = row.kind if row else "text"
    values = {
        "date": (asked.day + timedelta(days=28)).isoformat(),
        "duration": "5 working days",
        "outcome": next(iter(policy.outcomes)),
        "yes-no": "yes",
        "sum": "50.00",
        "name": "Sam Hill",
    }
    return values.get(kind, WRITTEN)


def _of_fact(fact: Fact, day: date) -> str:
    if fact.type == "choice":
        return next(iter(fact.values))
    return {"yes-no": "yes", "date": day.isoformat(), "number": "1"}.get(fact.type, "10 working days")


def _of_its_own(asked: Invented) -> dict[str, str]:
    """What some acts always carry."""
    policy, move = asked.policy, asked.move
    given: dict[str, str] = {}
    step = policy.stage(move.stage).step(move.step) if move.stage and move.step else None
    if step and step.kind == "response" and (move.kind == "done" or asked.action == "draft"):
        given |= {"outcome": next(iter(policy.outcomes)), "reasons": WRITTEN}
    if "panel" in move.guards:
        seats = max((role.seats for role in policy.roles.values()), default=0)
        given |= {f"panel.{number}": f"Member {number} of {move.stage}" for number in range(1, seats + 1)}
        panel = policy.roles.get(policy.stage(move.stage).handler if move.who == HANDLER else move.who)
        for number, seat in enumerate(panel.seated_by if panel else (), 1):
            given |= {f"panel.{number}": policy.roles[seat].holders[0]} if policy.roles[seat].holders else {}
        given |= {"chair": given["panel.1"]} if any(r.chair for r in policy.roles.values()) else {}
    if "window" in move.guards:
        given["late-reason"] = WRITTEN
    if asked.action == "extend":
        given |= _more_time(asked)
    if asked.action == "resume":
        given["pause"] = next(iter(open_pauses(policy, asked.case)), "")
    if asked.action == "review-draft":
        given["verdict"] = "approved"
    if asked.action == "add-matter":
        given["matter.2"] = WRITTEN
    if asked.action == "contact":
        given |= {"contact.channel": next(iter(policy.channels)), "contact.direction": "in", "note": WRITTEN}
    return given


def _corrections(case: Case) -> Iterator[dict[str, str]]:
    """The receipt, or the last thing on record, was a day earlier."""
    for number in sorted({case.numbers[0], case.numbers[-1]}):
        earlier = case.events[case.numbers.index(number)].happened_at.subtract(days=1)
        yield {"corrects": str(number), "because": WRITTEN, "when": earlier.isoformat()}


def _more_time(asked: Invented) -> Mapping[str, str]:
    """More time where the policy leaves it open; what it fixes goes without saying."""
    found = asked.policy.step_at(asked.move.source)
    open_ended = found and any(not one.by for step in found[0].steps for one in step.extensions)
    agreed = found and any(one.agreed for step in found[0].steps for one in step.extensions)
    return {**({"longer": "5 working days"} if open_ended else {}), **({"agreed": "yes"} if agreed else {})}


def _choices(asked: Invented) -> Mapping[str, tuple[str, ...]]:
    """The fields of which an act takes one of several."""
    policy, action = asked.policy, asked.action
    extendable = (
        tuple(step.id for step in found[0].steps if step.extensions)
        if (found := policy.step_at(asked.move.source))
        else ()
    )
    return {
        "exclusion": tuple(policy.exclusions) if action == "reject" else (),
        "door": tuple(policy.doors) if action == "refer" else (),
        "pause": tuple(policy.pauses) if action == "pause" else (),
        "outside.act": tuple(OUTSIDE_ACTS) if action == "outside" else (),
        "of": extendable if action == "extend" and len(extendable) > 1 else (),
    }
