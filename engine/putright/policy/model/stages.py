"""The rounds of consideration: stages, their steps, the ways each can be done, and the places where a case ends.

Values only. It moves no case; the moves are read off it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from putright.policy.model.clocks import Clock, Extension
from putright.policy.model.facts import Condition
from putright.policy.model.people import COMPLAINANT
from putright.problems import Place
from putright.working_days import Duration

ENDS: Mapping[str, str] = {
    "closed": "Closed",
    "withdrawn": "Withdrawn",
    "refused": "Not taken on",
    "referred": "With an outside body",
    "handed-over": "Handed over",
}
"""The places where a case ends, and what people call them."""

StepKind = Literal["acknowledgement", "response", "choice", "act"]
Lateness = Literal["accepted", "with-reason", "refused"]


@dataclass(frozen=True, slots=True)
class Payment:
    """A sum in pounds that is owed, within how long of the day on which time ran out, and its kind of remedy."""

    sum: str
    within: Duration
    kind: str
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Missed:
    """What follows when the time of a step or duty has run out: a letter, a move, a payment; nothing: it is late."""

    to: str = ""
    letter: str = ""
    tells: tuple[str, ...] = ()
    pays: Payment | None = None
    applies: Condition = field(default_factory=dict)
    place: Place = field(default=Place(""), compare=False)
    position: int | None = field(default=None, compare=False)
    """Its place in a list; None where it stands alone."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way a step can be done. A step without written choices has one: itself."""

    id: str
    title: str
    event: str
    to: str
    """`next`, a step of the same stage, a stage, `stage.step`, or an end."""
    letter: str = ""
    needs: tuple[str, ...] = ()
    applies: Condition = field(default_factory=dict)
    tells: tuple[str, ...] = ()
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """Who must do what, within how long of which event; doing it sends its letter and moves the place on."""

    id: str
    title: str
    kind: StepKind
    who: str
    choices: tuple[Choice, ...]
    clock: Clock | None = None
    target: Duration | None = None
    """What is aimed for before the limit is reached; from the same start, counted in the same way."""
    extensions: tuple[Extension, ...] = ()
    """Ways to give more time; the first that fits the facts holds."""
    missed: tuple[Missed, ...] = ()
    """What follows when time has run out; the first that fits the facts holds."""
    late: Lateness = "with-reason"
    """What happens to the complainant's choice once the window has closed."""
    reviewed_by: tuple[str, ...] = ()
    """The roles that approve a draft before it may be sent, in this order, each the same text."""
    also_meets: tuple[str, ...] = ()
    """Earlier steps of the stage that doing this one meets, so that it may be done at their place."""
    through: tuple[str, ...] = ()
    """The outside doors that this step is about."""
    place: Place = field(default=Place(""), compare=False)

    @property
    def is_complainants(self) -> bool:
        return self.who == COMPLAINANT


@dataclass(frozen=True, slots=True)
class Stage:
    """One round of consideration: an ordered list of steps."""

    id: str
    title: str
    handler: str
    steps: tuple[Step, ...]
    different_from: tuple[str, ...] = ()
    """Stages whose decision maker may not decide here."""
    direct_entry: Condition | None = None
    """Facts with which a complaint starts here instead of at the first stage."""
    place: Place = field(default=Place(""), compare=False)

    def step(self, id: str) -> Step:
        for step in self.steps:
            if step.id == id:
                return step
        raise KeyError(id)
