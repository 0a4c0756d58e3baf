"""Proofs on people: wherever the policy wants somebody else to decide, somebody else is there.

Only roles whose holders are named can be proved anything about; of the others nobody knows who they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from putright.policy.model import COMPLAINANT, HANDLER, Policy, Role, Stage, Step
from putright.policy.moves import Move
from putright.problems import one_of
from putright.proof.facts import Kind
from putright.proof.flaw import Flaw
from putright.proof.graph import Way
from putright.proof.ground import Ground


def panels_that_cannot_sit(ground: Ground) -> Iterator[Flaw]:
    """Panels with more seats than holders, where holders are named."""
    for role in ground.policy.roles.values():
        if role.holders and role.seats > len(_people(role)):
            held = f"{len(_people(role))} {'person holds' if len(_people(role)) == 1 else 'people hold'}"
            yield Flaw(
                role.place,
                f"the panel {role.id} has {role.seats} seats, and {held} it",
                "name more holders, or ask for fewer seats",
            )


def nobody_else(ground: Ground) -> Iterator[Flaw]:
    """Stages that somebody else must decide, and reviews that somebody else must make, where nobody else is there."""
    yield from _stages(ground)
    yield from _reviews(ground)
    for role in ground.policy.roles.values():
        if any(other.role == role.id and other.when_complained_about for other in role.stands_in):
            yield Flaw(
                role.place,
                f"the role {role.id} stands in for itself",
                "name another role, which is not complained about",
            )


def _stages(ground: Ground) -> Iterator[Flaw]:
    policy = ground.policy
    for stage in policy.stages:
        for step in _responses(stage) if stage.different_from else ():
            earlier = [policy.stage(id) for id in stage.different_from]
            for complained_of in ("", *policy.roles):
                found = _who_is_left(policy, stage, step, earlier, complained_of)
                if found is None:
                    continue
                way, kind = _way(ground, stage, step, earlier)
                about = f" when the complaint is about the {policy.roles[complained_of].title}" if complained_of else ""
                titles = one_of(one.title for one in earlier).replace(" or ", " and ")
                yield Flaw(
                    step.place,
                    f"nobody is left to decide {stage.id}.{step.id}{about}: only {one_of(found)} could, who may have decided at {titles}",
                    "name another holder, give the stage to another role, or take different_from off it",
                    None if complained_of else way,
                    kind,
                    "",
                )
                break


def _who_is_left(
    policy: Policy, stage: Stage, step: Step, earlier: list[Stage], complained_of: str
) -> tuple[str, ...] | None:
    """The holders who could decide, all of whom can have decided before; None when somebody is surely left."""
    role = _role(policy, stage, step.who, complained_of)
    if role is None or not role.holders:
        return None
    deciders: list[tuple[str, ...]] = []
    for before in earlier:
        for response in _responses(before):
            other = _role(policy, before, response.who, complained_of)
            deciders.append(_people(other) if other else ())
    mine = _people(role)
    need = role.seats or 1
    together = any(len(each) > 4 for each in deciders)
    drawn = product(*(each or ("",) for each in deciders)) if not together else iter(())
    left = min((len([name for name in mine if name not in chosen]) for chosen in drawn), default=need)
    return role.holders if left < need else None


def _role(policy: Policy, stage: Stage, who: str, complained_of: str) -> Role | None:
    """The role that acts, or whoever stands in for it where the complaint is about it."""
    id = stage.handler if who == HANDLER else who
    role = policy.roles.get(id)
    if role and id == complained_of:
        always = (o.role for o in role.stands_in if o.when_complained_about and not o.applies)
        return policy.roles.get(next(always, ""))
    return role


def _responses(stage: Stage) -> tuple[Step, ...]:
    return tuple(step for step in stage.steps if step.kind == "response" and step.who != COMPLAINANT)


def _people(role: Role) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.casefold() for name in role.holders))


def _way(ground: Ground, stage: Stage, step: Step, earlier: list[Stage]) -> tuple[Way | None, Kind]:
    """A way past the earlier answers to the one that nobody can give, that act included."""
    place = f"{stage.id}.{step.id}"
    for kind in ground.graph.step_kinds.each:
        way = _past(ground, earlier, place, kind)
        if way is not None:
            last = next((move for move in ground.graph.onward[place] if move.step == step.id), None)
            return (*way, *((last,) if last else ())), kind
    return None, {}


def _past(ground: Ground, earlier: list[Stage], place: str, kind: Kind) -> Way | None:
    reached: Mapping[str, Move | None] = ground.reached(kind)
    order = [stage.id for stage in ground.policy.stages]
    here = ground.graph.entry(kind)
    way: Way = ()
    for stage in sorted(earlier, key=lambda one: order.index(one.id)):
        response = next(iter(_responses(stage)), None)
        to = f"{stage.id}.{response.id}" if response else ""
        part = ground.graph.way(here, to, kind) if to in reached else None
        if part is None:
            return None
        here, way = to, (*way, *part)
    rest = ground.graph.way(here, place, kind)
    return None if rest is None else (*way, *rest)


def _reviews(ground: Ground) -> Iterator[Flaw]:
    """A draft is approved by somebody who did not write it."""
    policy = ground.policy
    for stage in policy.stages:
        for step in _responses(stage):
            writer = policy.roles.get(stage.handler if step.who == HANDLER else step.who)
            for id in step.reviewed_by:
                reviewer = policy.roles.get(id)
                if writer and reviewer and len(_people(reviewer)) == 1 and _people(writer) == _people(reviewer):
                    yield Flaw(
                        step.place,
                        f"nobody can approve {stage.id}.{step.id}: {reviewer.holders[0]} alone writes it and reviews it",
                        "let another role review it (reviewed_by), or name another holder",
                    )
