"""Answers: what a question finds in a policy, why, and where it stands.

Values, and one rule: of several answers the worst holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from putright.problems import Place
from putright.working_days import in_full

Standing = Literal["fails", "needs-person", "warning", "met", "not-applicable"]

ORDER: Final[tuple[Standing, ...]] = ("fails", "needs-person", "warning", "met", "not-applicable")
"""The worst first."""


@dataclass(frozen=True, slots=True)
class Counterexample:
    """One case, with the day that the policy brings and the day that the code does: why a limit is not kept to."""

    days: Mapping[str, date]
    """What happened in it, in words, and on which day."""
    policy: date
    code: date

    def __str__(self) -> str:
        happened = ", ".join(f"{event} on {in_full(day)}" for event, day in self.days.items())
        by = (self.policy - self.code).days
        differs = f"{abs(by)} day{'' if abs(by) == 1 else 's'} {'later' if by > 0 else 'sooner'}"
        return (
            f"{happened}: in the policy it is {in_full(self.policy)}, {differs} than in the code, {in_full(self.code)}"
        )

    def as_json(self) -> dict[str, object]:
        return {
            "days": {event: day.isoformat() for event, day in self.days.items()},
            "policy": self.policy.isoformat(),
            "code": self.code.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question found: how the policy stands to it, why in whole sentences, and where that can be read."""

    standing: Standing
    why: str
    evidence: tuple[Place, ...] = ()
    counterexample: Counterexample | None = None


def met(why: str, *evidence: Place) -> Answer:
    return Answer("met", why, evidence)


def fails(why: str, *evidence: Place, example: Counterexample | None = None) -> Answer:
    return Answer("fails", why, evidence, example)


def warning(why: str, *evidence: Place, example: Counterexample | None = None) -> Answer:
    return Answer("warning", why, evidence, example)


def needs_person(why: str, *evidence: Place) -> Answer:
    return Answer("needs-person", why, evidence)


def unfilled(gaps: Iterable[str], *evidence: Place) -> Answer:
    """That a place is there, and its owner has not filled it in yet: what it will say, nobody knows."""
    named = ", ".join(f'"{gap}"' for gap in gaps)
    return needs_person(f"This is still to be filled in: {named}.", *evidence)


def not_applicable(why: str, *evidence: Place) -> Answer:
    return Answer("not-applicable", why, evidence)


def worst(answers: Iterable[Answer]) -> Answer:
    """One answer for several: the worst of them, with the reasons of all that are as bad.

    Raises:
        ValueError: There is no answer, so that nothing was asked.
    """
    found = tuple(answers)
    if not found:
        raise ValueError("a question was asked of nothing")
    standing = min((answer.standing for answer in found), key=ORDER.index)
    told = [answer for answer in found if answer.standing == standing]
    why = " ".join(dict.fromkeys(answer.why for answer in told))
    evidence = tuple(dict.fromkeys(place for answer in told for place in answer.evidence))
    return Answer(standing, why, evidence, next((a.counterexample for a in told if a.counterexample), None))
