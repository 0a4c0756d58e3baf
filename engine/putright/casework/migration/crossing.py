"""Crossing: what moving one case would change, as values that can be shown, written down and compared.

Works nothing out. Earlier is better for what the organisation owes; later is better for what the complainant may still do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from putright.case.corrections import BrokenPromise
from putright.problems import Refused

Effect = Literal["better", "same", "worse", "unclear"]
"""What becomes of a date, for whoever complains; unclear where nobody can know it yet."""

Verdict = Literal["safe", "accepted", "needs-choice", "impossible", "stays"]
"""Whether a case can be moved. `accepted`: it is worse off, and somebody said why; `stays`: nothing is to be done."""

VERDICTS: tuple[Verdict, ...] = ("safe", "accepted", "needs-choice", "impossible", "stays")

GOING: frozenset[Verdict] = frozenset({"safe", "accepted"})
"""The verdicts with which a case is moved."""


@dataclass(frozen=True, slots=True)
class MovedDate:
    """One deadline before and after; None where there is no date, or nobody knows it while its clock stands still."""

    name: str
    title: str
    who: str
    before: date | None
    after: date | None
    effect: Effect
    paused: bool = False

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "title": self.title,
            "who": self.who,
            "before": self.before.isoformat() if self.before else None,
            "after": self.after.isoformat() if self.after else None,
            "effect": self.effect,
            "paused": self.paused,
        }


@dataclass(frozen=True, slots=True)
class Crossing:
    """A case before and after, the verdict, and why it is that one."""

    case: str
    version: int
    head: str
    """The hash of the last event: whether the case has moved since, shows here."""
    calendar: str
    verdict: Verdict
    place_before: str
    place_after: str
    title_before: str
    title_after: str
    dates: tuple[MovedDate, ...] = ()
    lost: tuple[str, ...] = ()
    """What the complainant could do, and could do no more."""
    by_itself: tuple[str, ...] = ()
    """What would happen at once, because by the new dates its time has run out."""
    letters: tuple[BrokenPromise, ...] = ()
    """Dates that letters told and that would be wrong: each owes a letter."""
    why: tuple[Refused, ...] = ()

    @property
    def moves_dates(self) -> bool:
        return any(moved.before != moved.after for moved in self.dates)

    def as_json(self) -> dict[str, object]:
        return {
            "case": self.case,
            "verdict": self.verdict,
            "why": [{"id": one.id, "what": one.what, "mend": one.mend} for one in self.why],
            "place_before": self.place_before,
            "place_after": self.place_after,
            "title_before": self.title_before,
            "title_after": self.title_after,
            "dates": [moved.as_json() for moved in self.dates],
            "lost": list(self.lost),
            "by_itself": list(self.by_itself),
            "letters": [letter.as_json() for letter in self.letters],
            "version": self.version,
            "head": self.head,
            "calendar": self.calendar,
        }
