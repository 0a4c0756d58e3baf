"""The inquiry: one policy that is asked, with its calendar and its letters, under one code.

Worked out once for all questions; it answers none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from putright.codes.model import Ask, Code
from putright.codes.questions.rounds import Round, Way, ways
from putright.letters.asking import Ask as Asked
from putright.letters.asking import asked
from putright.letters.filling import Letter
from putright.letters.sample import rehearsed
from putright.letters.shelf import Shelf
from putright.letters.uses import Use, uses
from putright.policy.model import Policy
from putright.problems import Place
from putright.working_days import Calendar

STILL_TO_DO = {"outstanding.1": "We will look at this again in a month."}
"""What a rehearsed answer says beside the sample's own words, so that every part of it can be seen."""


BESIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "definition": ("organisation",),
    "access": ("publicity", "channels", "definition"),
    "publicity": ("access", "definition"),
    "responsible": ("roles",),
    "channels": ("access", "definition"),
    "staff": ("responsible", "roles"),
    "remedies": ("remedies_at", "outcomes", "stages"),
    "remedies_at": ("remedies", "outcomes", "stages"),
    "learning": ("review", "briefings", "responsible"),
    "behaviour": ("actions", "access"),
    "review": ("learning", "in_force"),
    "standards": ("learning", "briefings"),
    "briefings": ("learning", "responsible", "roles"),
    "records": ("definition", "channels"),
    "exclusions": ("actions", "definition"),
    "doors": ("bodies", "stages"),
    "bodies": ("doors", "stages"),
    "letters": ("stages",),
    "actions": ("letters", "stages"),
}
"""Beside which keys of a policy one that is not there would be written, the nearest first; else beside its organisation."""


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day on which complaints are looked at; none where both do not hold on any known day."""

    first: date
    last: date

    @property
    def is_empty(self) -> bool:
        return self.last < self.first


@dataclass(frozen=True)
class Inquiry:
    """One policy under one code; `on` is the day of asking, where there is one."""

    policy: Policy
    calendar: Calendar
    shelf: Shelf
    code: Code
    on: date | None = None
    _rehearsed: dict[Use, Letter] = field(default_factory=dict, init=False, repr=False, compare=False)
    _asked: dict[str, tuple[Asked, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        return ways(self.policy)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every occasion on which a letter goes."""
        return uses(self.policy)

    @cached_property
    def overlap(self) -> Span:
        """The days on which the policy and the code are both in force."""
        policy, code = self.policy, self.code.in_force
        first = max(min(span.start for span in policy.in_force), code.first or date.min)
        last = max(span.until or date.max for span in policy.in_force)
        return Span(first, min(last, code.last or date.max))

    @cached_property
    def days(self) -> Span:
        """The days on which complaints are looked at: where both are in force, or else where the code is."""
        code, known = self.code.in_force, self.calendar
        both = Span(max(self.overlap.first, known.known_from), min(self.overlap.last, known.known_until))
        if not both.is_empty:
            return both
        return Span(max(code.first or date.min, known.known_from), min(code.last or date.max, known.known_until))

    @property
    def head(self) -> Place:
        """Where the policy as a whole stands."""
        return self.place()

    def place(self, *path: str | int) -> Place:
        """Where the name at the path stands, or would be written: in the part that is there, or beside the nearest."""
        source = self.policy.source
        if source is None:
            return Place(self.policy.file)
        if path and path[0] not in source.tree:
            near = (key for key in BESIDE.get(str(path[0]), ()) if key in source.tree)
            return source.key_place(next(near, "organisation"))
        return source.key_place(*path)

    def last_stage(self, way: Way) -> Place:
        """Where a further stage of a way would be written: after its last one."""
        return way.rounds[-1].stage.place if way.rounds else self.place("stages")

    def rounds(self, stage: int | str) -> Iterator[tuple[Way, Round | None]]:
        """The rounds that a clause means on each way; None for a way that has none such."""
        for way in self.ways:
            found = way.at(stage)
            if not found:
                yield way, None
            for one in found:
                yield way, one

    def is_asked(self, ask: Ask) -> bool:
        """Whether the policy has the stage without which a question is not asked."""
        return ask.where_stage is None or any(way.at(ask.where_stage) for way in self.ways)

    def rehearse(self, use: Use) -> Letter:
        """The letter of that occasion with sample words.

        Raises:
            Refused: The letter has no template. PolicyError: One that may not be used.
        """
        if use not in self._rehearsed:
            also = STILL_TO_DO if use.kind == "response" else {}
            self._rehearsed[use] = rehearsed(self.policy, self.shelf, use, self.calendar, also).letter
        return self._rehearsed[use]

    def asked(self, letter: str) -> tuple[Asked, ...]:
        """Every field that the letter's template asks for."""
        if letter not in self._asked:
            terms = self.policy.letters.get(letter)
            template = self.shelf.find(terms.template) if terms else None
            self._asked[letter] = tuple(asked(self.shelf, template)) if template else ()
        return self._asked[letter]
