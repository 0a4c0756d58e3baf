"""Where a case can be under a policy, where it starts, and the shape of one way from a place to a place.

Pure. It lists no moves; `moves` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from putright.policy.model import ENDS, RECORDS, Action, Condition, Payment, Policy, Stage, Step, holds
from putright.policy.tracks import way_for


@dataclass(frozen=True, slots=True)
class Move:
    """One way from a place to a place."""

    action: str
    source: str
    dest: str
    kind: str
    event: str
    guards: tuple[str, ...]
    stage: str = ""
    step: str = ""
    who: str = ""
    needs: tuple[str, ...] = ()
    letter: str = ""
    applies: Condition = field(default_factory=dict, hash=False)
    of: str = ""
    """The duty or action that this move does, or the step or duty whose time ran out."""
    tells: tuple[str, ...] = ()
    pays: Payment | None = None
    at: str = field(init=False, compare=False, repr=False)
    """The place of the step that it is about: `stage-1.respond`."""
    more: frozenset[str] = field(init=False, compare=False, repr=False)
    """The guards of which the event tells something, too: who sat, that a request came late."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", f"{self.stage}.{self.step}")
        object.__setattr__(self, "more", frozenset(self.guards) & {"panel", "window"})

    @property
    def is_automatic(self) -> bool:
        return self.action.startswith("lapse ")


def places(policy: Policy) -> tuple[str, ...]:
    """Every place a case can be at: each step of each stage, the places of mere records, then the ends."""
    steps = tuple(f"{stage.id}.{step.id}" for stage in policy.stages for step in stage.steps)
    return (*steps, *RECORDS, *ENDS)


def first_place(policy: Policy, known: Mapping[str, str]) -> str:
    """Where a complaint starts of which so much is known: on its way, at a stage entered directly, else at the first.

    Empty when no track fits it, and there is no usual way.
    """
    way = way_for(policy, lambda condition: holds(condition, known))
    if way is None:
        return ""
    stages = [stage for stage in policy.stages if stage.id in way.stages]
    direct = (stage for stage in stages if stage.direct_entry and holds(stage.direct_entry, known))
    start = next(direct, policy.stage(way.stages[0]))
    return f"{start.id}.{start.steps[0].id}"


def done_at(policy: Policy, action: Action) -> tuple[tuple[Stage, Step], ...]:
    """The steps at which an action can be done: those that it names, else all; never where it leads to.

    An action that leads to a stage is not done inside that stage unless it says so, as the stage would begin anew.
    """
    to, _, inner = action.to.partition(".")
    return tuple(
        (stage, step)
        for stage in policy.stages
        for step in stage.steps
        if ({stage.id, f"{stage.id}.{step.id}"} & set(action.at) if action.at else stage.id != to)
        and not (stage.id == to and step.id == (inner or stage.steps[0].id))
    )
