"""A code as a value: its clauses, and what each of them asks of a policy, a letter, a case or a person.

Values only: nothing here reads a file or judges a policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from putright.problems import Place

Level = Literal["must", "should", "may", "info"]
"""How strongly a clause is put; `info` explains, and sets no duty."""

Evidence = Literal["policy", "letter", "case", "person"]
"""What can show whether a clause is kept to."""

Mark = Literal["", "part", "twin", "m", "k"]

MARKS: Mapping[str, str] = {
    "part": "only a part of the clause was read",
    "twin": "the matching clause of another code or edition was read, and not this one",
    "m": "published policies repeat what it asks for; its wording was not seen",
    "k": "from general knowledge; its text was not seen",
}
"""Why a clause is not confirmed against the text of the code, in words; the weakest stands last."""


@dataclass(frozen=True, slots=True)
class Span:
    """From which day until which day something holds; None where an end is open or no day is known."""

    first: date | None = None
    last: date | None = None
    day_known: bool = True
    """False where only the month of the first day is known; it is then the first of that month."""

    def holds_on(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Ground:
    """A kind of exclusion: the words that tell it, words of which it must hold one, and words that make it too wide."""

    words: tuple[str, ...]
    must_say: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosedBody:
    """An outside body that was closed, by the names it had, with the body that does its work now."""

    words: tuple[str, ...]
    closed_on: date
    successor: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One question that a clause asks, with its numbers and names: `given` holds each as its kind says."""

    question: str
    given: Mapping[str, Any]
    level: Level
    where_stage: int | None = None
    """Asked only of a policy that has such a stage."""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a code, put in our own words."""

    id: str
    level: Level
    requirement: str
    evidence: tuple[Evidence, ...]
    asks: tuple[Ask, ...]
    source: str
    advice: str = ""
    """What to do where it is not met."""
    mark: Mark = ""
    """Why it is not confirmed against the text of the code; empty: it is."""
    unsure: str = ""
    """The part of it that is not confirmed, where that is not the whole."""
    note: str = ""
    """What is easily got wrong about it."""
    section: str = ""
    """The section in which it stands; empty: none, or nobody knows which."""
    in_force: Span = Span()
    place: Place = field(default=Place(""), compare=False)

    @property
    def confirmed(self) -> bool:
        return not self.mark


@dataclass(frozen=True, slots=True)
class Code:
    """One edition of a code."""

    id: str
    title: str
    publisher: str
    edition: str
    applies_to: tuple[str, ...]
    """The sectors of organisations that it is written for; none: all of them."""
    force: str
    """What binds an organisation to it, in words."""
    text_status: str
    """What our text of it rests on, in words."""
    whole: bool
    """Whether every clause of the edition stands here."""
    clauses: tuple[Clause, ...]
    source: str
    in_force: Span = Span()
    comply_by: date | None = None
    replaces: str = ""
    """The id of the edition before."""
    sections: Mapping[str, str] = field(default_factory=dict)
    """What each section is about, by its number or name, in the order of the code."""
    note: str = ""
    place: Place = field(default=Place(""), compare=False)

    def clause(self, id: str) -> Clause:
        """The clause of that number.

        Raises:
            KeyError: The code has none.
        """
        found = next((clause for clause in self.clauses if clause.id == id), None)
        if found is None:
            raise KeyError(id)
        return found

    def is_for(self, sector: str) -> bool:
        return not self.applies_to or sector in self.applies_to
