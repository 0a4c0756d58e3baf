"""Who acts in a procedure: the complainant, the handler, posts and who holds them, and what staff are owed.

Values only. It knows nothing of who acts in a case.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from putright.policy.model.facts import Condition
from putright.problems import Place
from putright.working_days import Duration

COMPLAINANT = "complainant"
HANDLER = "handler"
ANYONE = "anyone"


@dataclass(frozen=True, slots=True)
class StandIn:
    """A role that acts in place of another: where the complaint is about that one, or in cases with some facts."""

    role: str
    when_complained_about: bool = False
    applies: Condition = field(default_factory=dict)
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Role:
    """A post that has duties in the procedure, and who holds it."""

    id: str
    title: str
    holders: tuple[str, ...] = ()
    """Names of the people who hold it; empty: not kept here, and anyone may act in it."""
    stands_in: tuple[StandIn, ...] = ()
    """Who acts in its place; the first that fits."""
    seats: int = 0
    """How many people decide together, where the role is a panel; 0: it is no panel."""
    seated_by: tuple[str, ...] = ()
    """The role to which each seat belongs; empty: anybody may sit."""
    chair: bool = False
    """Whether a panel names the one of them who leads it."""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class StaffTerms:
    """What is owed to each member of staff who is complained about: to be told in time, and to be heard."""

    told_within: Duration | None = None
    heard: bool = False
    """Whether a response must wait until each of them was heard."""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Representatives:
    """Who may act for a complainant, and what must be on record before they do."""

    who: tuple[str, ...] = ()
    """What they may be to the complainant; empty: anybody."""
    needs: tuple[str, ...] = ()
    unless: Condition = field(default_factory=dict)
    """Facts with which nothing need be on record."""
    place: Place = field(default=Place(""), compare=False)
