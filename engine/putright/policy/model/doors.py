"""Rights to go elsewhere: what opens and closes each, and the outside bodies they lead to.

Values only. Whether a door is open is for a case to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from putright.policy.model.clocks import Clock, EventRef
from putright.policy.model.facts import Condition
from putright.problems import Place
from putright.working_days import Counting, Duration

OUTSIDE_ACTS: Mapping[str, str] = {
    "premature": "sending it back as too early",
    "accepted": "taking it up",
    "decided": "deciding",
    "complied": "being satisfied",
    "handed-on": "handing it on",
}
"""What an outside body can do with a complaint that came to it, and what clocks call that after the door's id."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One thing that opens a door: an event, or time after an event unless something happened first."""

    start: EventRef
    after: Duration | None = None
    unless: tuple[EventRef, ...] = ()
    counting: Counting | None = None
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Door:
    """A right to go elsewhere: when it opens, when it closes, where it leads."""

    id: str
    title: str
    to: str
    """An outside body."""
    who: str
    opens: tuple[Opening, ...] = ()
    """Any one of these opens it; none: it is open at any time."""
    closes: Clock | None = None
    letter: str = ""
    needs: tuple[str, ...] = ()
    applies: Condition = field(default_factory=dict)
    tells: tuple[str, ...] = ()
    via: str = ""
    """Through whom it leads, such as a Member of Parliament."""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Body:
    """An outside body, and how to reach it."""

    id: str
    title: str
    about: str = ""
    address: tuple[str, ...] = ()
    telephone: str = ""
    email: str = ""
    website: str = ""
    closed_on: date | None = None
    successor: str = ""
    place: Place = field(default=Place(""), compare=False)
