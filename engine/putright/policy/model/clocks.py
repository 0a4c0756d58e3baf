"""Time as a policy writes it: a limit from an event under a counting rule, and more time for it.

Values only. It counts no days; a case and a calendar do that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from putright.policy.model.bands import fits
from putright.policy.model.facts import Condition
from putright.problems import Place
from putright.working_days import Counting, Duration

MATTER_MOMENTS = ("happened", "aware")
"""Clocks can start from the matter itself: when it happened, when the complainant became aware of it."""

ENTERED = "entered"
"""A clock can start when the case came to the stage, by whatever way: by escalation, or directly on receipt."""


@dataclass(frozen=True, slots=True)
class EventRef:
    """The event a clock counts from, as written: `acknowledged`, `stage-1.responded` for another stage's, or what a body
    behind a door did: `ombudsman.decided`."""

    name: str
    stage: str = ""
    place: Place = field(default=Place(""), compare=False)
    words: str = field(init=False, compare=False, repr=False)
    """What a clock counts from, in words: 'acknowledged', 'stage 1: responded'."""

    def __post_init__(self) -> None:
        name = self.name.replace("-", " ")
        object.__setattr__(self, "words", f"{self.stage.replace('-', ' ')}: {name}" if self.stage else name)

    def __str__(self) -> str:
        return f"{self.stage}.{self.name}" if self.stage else self.name


@dataclass(frozen=True, slots=True)
class Limit:
    """How long: one duration, one for each value of a fact, or the value itself; some closures may bring their own."""

    always: Duration | None
    fact: str = ""
    table: Mapping[str, Duration] = field(default_factory=dict)
    during: Mapping[str, Duration] = field(default_factory=dict)
    """Duration by closure id, when the clock starts inside that closure of the calendar."""
    place: Place = field(default=Place(""), compare=False)

    @property
    def is_agreed(self) -> bool:
        """Whether the value of the fact is itself the duration."""
        return bool(self.fact) and not self.table

    def of(self, value: str) -> Duration | None:
        """The duration where the fact has that value; an empty value is not known."""
        if self.is_agreed and value:
            return Duration.parse(value)
        return next((duration for words, duration in self.table.items() if fits(words, value)), self.always)

    def durations(self) -> tuple[Duration, ...]:
        """Every duration that is written."""
        own = (self.always,) if self.always else ()
        return (*own, *self.table.values(), *self.during.values())


@dataclass(frozen=True, slots=True)
class Term:
    """A limit from an event, under a counting rule."""

    limit: Limit
    start: EventRef
    counting: Counting
    deemed_received: Duration | None = None
    """A letter counts as received so long after it was sent; the clock starts then."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One term, or the later or earlier of several."""

    terms: tuple[Term, ...]
    choose: Literal["later", "earlier"] = "later"
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Departure:
    """Another limit for a step, for a time: for its clocks that start between two days, and why."""

    step: str
    """A step of any stage, `respond`, or of one, `stage-1.respond`."""
    within: Duration
    since: date
    until: date
    reason: str
    place: Place = field(default=Place(""), compare=False)

    def is_of(self, stage: str, step: str) -> bool:
        return self.step in (step, f"{stage}.{step}")


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for a step: added to the due date (`by`), up to a total from the start, or open-ended."""

    by: Duration | None = None
    total: Duration | None = None
    open_ended: bool = False
    times: int = 1
    after_due: bool = False
    """Whether it may still be given once the due date has passed."""
    needs: tuple[str, ...] = ()
    letter: str = ""
    tells: tuple[str, ...] = ()
    """The roles that are told of it inside."""
    counts_from: Literal["due-date", "today"] = "due-date"
    """Whether `by` counts from the due date, or from the day on which more time is given."""
    agreed: bool = False
    """Whether the complainant must have agreed to it."""
    applies: Condition = field(default_factory=dict)
    place: Place = field(default=Place(""), compare=False)
    position: int | None = field(default=None, compare=False)
    """Its place in a list; None where it stands alone."""
